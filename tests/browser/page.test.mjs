// What a reader can do with the built pages, tried out in Chromium.
//
//   RVC_PAGES         folder with the built article, its appendix in robustness/ and verification/
//   RVC_NODE_MODULES  folder in which playwright-core and axe-core are installed
//   RVC_CHROMIUM      the browser; /usr/bin/chromium where it is not set
//   RVC_SCREENSHOTS   folder for pictures; none are taken where it is not set
//
//   node --test tests/browser/
//
// A variable, browser or package that is missing is a failure: nothing is skipped.

import assert from "node:assert/strict";
import { readFile, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";

const PAGES = required("RVC_PAGES");
const MODULES = path.resolve(required("RVC_NODE_MODULES"));
const LARGEST_PAGE = 1.6e6;
const WIDTHS = [320, 390, 640, 768, 1280, 1600];

const require = createRequire(path.join(MODULES, "tests.cjs"));
const { chromium } = require("playwright-core");
const axe = await readFile(require.resolve("axe-core/axe.min.js"), "utf8");

let browser;
before(async () => {
  browser = await chromium.launch({
    executablePath: process.env.RVC_CHROMIUM || "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
});
after(() => browser.close());

function required(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set; see the head of this file`);
  return value;
}

/** A page of the article, or of a document beside it, which stands in a folder of its own name. */
function fileOf(lang, name = "article") {
  return path.resolve(PAGES, name === "article" ? "." : name, `${name}.${lang}.html`);
}

/** Opens a page, does something with it, and checks that it stayed silent and off the network. */
async function withPage(lang, settings, use) {
  const { width = 1280, height = 900, document: name, ...rest } = settings;
  const context = await browser.newContext({ viewport: { width, height }, ...rest });
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => {
    if (!/^(file|data|blob):/.test(request.url())) complaints.push(`requested ${request.url()}`);
  });
  try {
    await page.goto(pathToFileURL(fileOf(lang, name)).href);
    await use(page);
    assert.deepEqual(complaints, []);
  } finally {
    await context.close();
  }
}

/** Scrolls through the page so that everything that waits for the reader has come. */
async function readThrough(page) {
  await page.evaluate(async () => {
    for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight / 2) {
      scrollTo({ top: y, behavior: "instant" });
      await new Promise((next) => requestAnimationFrame(() => setTimeout(next, 30)));
    }
    scrollTo({ top: 0, behavior: "instant" });
  });
}

async function assertAccessible(page, what) {
  await page.evaluate(axe);
  const violations = await page.evaluate(async () => {
    const found = await window.axe.run(document, { rules: { "target-size": { enabled: true } } });
    return found.violations.map((rule) => ({ rule: rule.id, nodes: rule.nodes.slice(0, 5).map((node) => node.html.slice(0, 160) + " " + node.failureSummary) }));
  });
  assert.deepEqual(violations, [], what);
}

async function download(page, click) {
  const [file] = await Promise.all([page.waitForEvent("download"), click()]);
  return { name: file.suggestedFilename(), content: await readFile(await file.path()) };
}

const numberInText = (page) => page.locator("article p .v[role=button]").first();
const numberInTable = (page) => page.locator(".table-exhibit td .v[role=button]").first();
const hasFocus = (locator) => locator.evaluate((element) => element === document.activeElement);

for (const name of ["robustness", "verification"]) {
  for (const lang of ["ru", "en"]) {
    describe(`the ${lang} page of ${name}`, () => {
      test("is small enough", async () => {
        assert.ok((await stat(fileOf(lang, name))).size < LARGEST_PAGE);
      });

      for (const width of [320, 768, 1280]) {
        test(`fits a window of ${width} pixels, in silence`, () =>
          withPage(lang, { width, document: name }, async (page) => {
            await readThrough(page);
            const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
            assert.ok(overflow <= 0, `${overflow} pixels too wide`);
          }));
      }

      for (const colorScheme of ["light", "dark"]) {
        test(`is accessible, ${colorScheme}`, () =>
          withPage(lang, { colorScheme, reducedMotion: "reduce", document: name }, async (page) => {
            await readThrough(page);
            await assertAccessible(page, "closed");
            await numberInTable(page).click();
            await page.locator(".panel").waitFor();
            await assertAccessible(page, "with the panel");
          }));
      }

      test("makes its charts interactive, and names what is under the pointer", () =>
        withPage(lang, { document: name }, async (page) => {
          await readThrough(page);
          const charts = await page.locator(".chart[data-chart]").count();
          assert.equal(charts, name === "robustness" ? 3 : 0);
          await page.waitForFunction((n) => document.querySelectorAll(".chart.is-live > .chart-live svg").length === n, charts);
          if (charts === 0) return;
          const text = await page.locator(".chart-live").first().evaluate((holder) => {
            const chart = window.echarts.getInstanceByDom(holder);
            chart.dispatchAction({ type: "showTip", seriesIndex: 0, dataIndex: 0 });
            return holder.textContent;
          });
          assert.match(text, / · .+: [−0-9]/);
        }));
    });
  }
}

for (const lang of ["ru", "en"]) {
  describe(`the ${lang} page`, () => {
    test("is small enough", async () => {
      assert.ok((await stat(fileOf(lang))).size < LARGEST_PAGE);
    });

    test("does not wait for the chart library", async () => {
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.addInitScript(() => {
        addEventListener("DOMContentLoaded", () => {
          window.libraryAtFirst = typeof window.echarts;
        });
      });
      await page.goto(pathToFileURL(fileOf(lang)).href);
      assert.equal(await page.evaluate(() => window.libraryAtFirst), "undefined");
      await page.waitForFunction(() => window.echarts);
      await context.close();
    });

    for (const width of WIDTHS) {
      test(`fits a window of ${width} pixels`, () =>
        withPage(lang, { width }, async (page) => {
          await readThrough(page);
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          assert.ok(overflow <= 0, `${overflow} pixels too wide`);
        }));
    }

    for (const width of [320, 1280]) {
      for (const colorScheme of ["light", "dark"]) {
        test(`is accessible, ${width} pixels, ${colorScheme}`, () =>
          withPage(lang, { width, colorScheme, reducedMotion: "reduce" }, async (page) => {
            await readThrough(page);
            await assertAccessible(page, "closed");
            await page.locator("article details.how").first().evaluate((details) => (details.open = true));
            await page.getByRole("button", { name: /^(Table|Таблица) / }).first().click();
            await numberInTable(page).click();
            await page.locator(".panel").waitFor();
            await assertAccessible(page, "with the panel");
            await page.locator(".panel-inputs button").first().click();
            await page.locator(".panel-trail li").waitFor();
            await assertAccessible(page, "with the panel further down");
          }));
      }
    }

    test("makes its charts interactive", () =>
      withPage(lang, {}, async (page) => {
        await readThrough(page);
        const charts = await page.locator(".chart[data-chart]").count();
        assert.ok(charts > 0);
        await page.waitForFunction((n) => document.querySelectorAll(".chart.is-live > .chart-live svg").length === n, charts);
        const state = () =>
          page.locator(".chart-live").first().evaluate((holder) => {
            const option = window.echarts.getInstanceByDom(holder).getOption();
            return {
              name: option.series[0].name,
              shown: option.legend[0].selected[option.series[0].name],
              shapes: holder.querySelectorAll("svg path").length,
            };
          });
        const before = await state();
        await page.locator(".chart-live").first().locator("svg text", { hasText: before.name }).first().click({ force: true });
        await page.mouse.move(2, 2);
        await page.waitForTimeout(500);
        const hidden = await state();
        assert.equal(hidden.shown, false);
        assert.ok(hidden.shapes < before.shapes, `${hidden.shapes} shapes instead of ${before.shapes}`);
        await page.emulateMedia({ colorScheme: "dark" });
        await page.waitForFunction(() => document.querySelector(".chart.is-live"));
        assert.equal((await state()).shown, false, "another theme shows what was hidden");
      }));

    test("shows the data of a figure in its place", () =>
      withPage(lang, {}, async (page) => {
        const figure = page.locator(".chart-exhibit").first();
        const toggle = figure.locator(".exhibit-tools > button").first();
        assert.equal(await figure.locator("table").isVisible(), false);
        await toggle.click();
        assert.equal(await figure.locator("table").isVisible(), true);
        assert.equal(await figure.locator(".chart").isVisible(), false);
        await toggle.click();
        assert.equal(await figure.locator("table").isVisible(), false);
        assert.equal(await figure.locator(".chart").isVisible(), true);
      }));

    test("opens the panel by a click, and closes it", () =>
      withPage(lang, {}, async (page) => {
        const number = numberInText(page);
        const printed = (await number.textContent()).trim();
        await number.click();
        const panel = page.locator(".panel[role=dialog]");
        assert.equal((await panel.locator(".panel-value b").textContent()).trim(), printed.replace(/\s+/g, " "));
        await page.keyboard.press("Escape");
        assert.equal(await panel.count(), 0);
        assert.ok(await hasFocus(number));
        await number.click();
        await page.locator(".panel-close").click();
        assert.equal(await panel.count(), 0);
        assert.ok(await hasFocus(number));
        await number.click();
        await page.locator("h1").click();
        assert.equal(await panel.count(), 0);
      }));

    for (const key of ["Enter", "Space"]) {
      test(`opens the panel by ${key}, and gives the focus back`, () =>
        withPage(lang, {}, async (page) => {
          const number = numberInText(page);
          await number.focus();
          await page.keyboard.press(key);
          await page.locator(".panel").waitFor();
          assert.ok(await page.locator(".panel").evaluate((panel) => panel.contains(document.activeElement)));
          await page.keyboard.press("Escape");
          assert.equal(await page.locator(".panel").count(), 0);
          assert.ok(await hasFocus(number));
        }));
    }

    test("lets Tab go on from the panel to what follows the number", () =>
      withPage(lang, {}, async (page) => {
        const number = numberInText(page);
        await number.focus();
        await page.keyboard.press("Tab");
        const next = await page.evaluateHandle(() => document.activeElement);
        await number.focus();
        await page.keyboard.press("Enter");
        await page.locator(".panel").waitFor();
        const stops = await page.locator(".panel button").count();
        for (let i = 0; i <= stops && (await page.locator(".panel").count()); i += 1) await page.keyboard.press("Tab");
        assert.equal(await page.locator(".panel").count(), 0);
        assert.ok(await next.evaluate((element) => element === document.activeElement));
      }));

    test("opens the panel by a touch, as a sheet at the bottom", () =>
      withPage(lang, { width: 390, height: 844, hasTouch: true, isMobile: true, reducedMotion: "reduce" }, async (page) => {
        const number = numberInText(page);
        await number.scrollIntoViewIfNeeded();
        await number.tap();
        const box = await page.locator(".panel").boundingBox();
        assert.ok(Math.abs(box.y + box.height - 844) < 2 && box.width === 390, JSON.stringify(box));
        const bottom = await number.evaluate((element) => element.getBoundingClientRect().bottom);
        assert.ok(bottom < box.y, "the sheet covers the number");
        await page.locator(".panel-close").tap();
        assert.equal(await page.locator(".panel").count(), 0);
        assert.ok(await hasFocus(number));
      }));

    test("keeps the panel inside the window", () =>
      withPage(lang, { width: 1100, height: 700, reducedMotion: "reduce" }, async (page) => {
        const numbers = page.locator("article .v[role=button]");
        const count = await numbers.count();
        for (let i = 0; i < count; i += Math.ceil(count / 12)) {
          const number = numbers.nth(i);
          if (!(await number.isVisible())) continue; // inside of closed details
          await number.scrollIntoViewIfNeeded();
          await number.click();
          const box = await page.locator(".panel").boundingBox();
          assert.ok(box.x >= 0 && box.x + box.width <= 1100 && box.y >= 0 && box.y + box.height <= 700, JSON.stringify(box));
          await page.keyboard.press("Escape");
        }
      }));

    test("leads from a number down to a file and back", () =>
      withPage(lang, {}, async (page) => {
        await numberInTable(page).click();
        await page.locator(".panel").waitFor();
        const title = page.locator("#panel-title");
        const first = await title.textContent();
        const inputs = page.locator(".panel-inputs button");
        let depth = 0;
        while ((await inputs.count()) > 0) {
          await inputs.first().click();
          depth += 1;
          assert.ok(depth < 30, "the inputs go round in a circle");
          assert.equal(await page.locator(".panel-trail li").count(), depth);
        }
        assert.ok(depth > 0);
        assert.ok((await page.locator(".panel-file").first().textContent()).length > 3);
        assert.match(await page.locator(".panel-sources code").first().getAttribute("title"), /^SHA-256 [0-9a-f]{64}$/);
        assert.match(await page.locator(".panel-command").textContent(), /^rvc-report why \S/);
        for (; depth > 0; depth -= 1) await page.locator(".panel-back").click();
        assert.equal(await title.textContent(), first);
        assert.equal(await page.locator(".panel-back").count(), 0);
      }));

    test("takes one stop of the Tab key for the numbers of a table, and arrow keys between them", () =>
      withPage(lang, {}, async (page) => {
        const table = page.locator(".table-exhibit table").first();
        const stops = () => table.locator(".v[role=button][tabindex='0']").count();
        assert.ok((await table.locator(".v[role=button]").count()) > 10);
        assert.equal(await stops(), 1);
        await numberInTable(page).focus();
        const place = () =>
          page.evaluate(() => {
            const cell = document.activeElement.closest("td");
            return [cell.parentNode.rowIndex, cell.cellIndex];
          });
        const start = await place();
        await page.keyboard.press("ArrowRight");
        assert.deepEqual(await place(), [start[0], start[1] + 1]);
        await page.keyboard.press("ArrowDown");
        assert.deepEqual(await place(), [start[0] + 1, start[1] + 1]);
        await page.keyboard.press("Home");
        assert.deepEqual(await place(), [start[0] + 1, start[1]]);
        await page.keyboard.press("End");
        assert.ok((await place())[1] > start[1] + 1);
        assert.equal(await stops(), 1);
        await page.keyboard.press("Enter");
        await page.locator(".panel").waitFor();
        assert.equal(await page.locator(".panel").count(), 1);
      }));

    test("sorts columns within groups: up, down, and as printed", () =>
      withPage(lang, {}, async (page) => {
        // Values come with the trace, when the page is at rest.
        await page.locator("td[data-v][data-value]").first().waitFor();
        const tables = page.locator(".table-exhibit table:has(.sort):has(td[data-value])");
        assert.ok((await tables.count()) >= 2);
        for (const table of await tables.all()) {
          // What stands in the last column by group: a value, a text, or null for a dash.
          const values = () =>
            table.evaluate((element) => {
              const groups = [[]];
              for (const row of element.tBodies[0].rows) {
                const cell = row.lastElementChild;
                if (row.classList.contains("group")) groups.push([]);
                else if (cell.classList.contains("missing")) groups[groups.length - 1].push(null);
                else groups[groups.length - 1].push(cell.hasAttribute("data-value") ? Number(cell.dataset.value) : cell.textContent);
              }
              return groups;
            });
          const head = table.locator("thead tr:first-child > th:last-child");
          const printed = await values();
          const compare = (a, b) => (typeof a === "number" ? a - b : a.localeCompare(b, lang));
          const sorted = (sign) =>
            printed.map((group) => {
              const known = group.filter((value) => value !== null).sort((a, b) => sign * compare(a, b));
              return known.concat(group.filter((value) => value === null));
            });
          await head.locator(".sort").click();
          await table.locator("th[aria-sort=ascending]").waitFor();
          assert.equal(await head.getAttribute("aria-sort"), "ascending");
          assert.deepEqual(await values(), sorted(1));
          assert.equal(await table.locator(".unseen").evaluateAll((names) => names.every((name) => name.offsetWidth > 5)), true);
          await head.locator(".sort").click();
          assert.equal(await head.getAttribute("aria-sort"), "descending");
          assert.deepEqual(await values(), sorted(-1));
          await head.locator(".sort").click();
          assert.equal(await head.getAttribute("aria-sort"), null);
          assert.deepEqual(await values(), printed);
          assert.equal(await table.locator(".unseen").evaluateAll((names) => names.every((name) => name.offsetWidth < 5)), true);
        }
      }));

    test("gives tables as CSV in which no text can act as a formula", () =>
      withPage(lang, {}, async (page) => {
        await page.locator("td[data-v][data-value]").first().waitFor();
        const figure = page.locator(".table-exhibit").first();
        const [value, names] = await figure.evaluate((element) => {
          const heads = Array.from(element.querySelectorAll("tbody tr:not(.group) > :first-child"));
          ["=HYPERLINK(1)", "+cmd", "-cmd", "@cmd", "\u2212cmd"].forEach((text, i) => {
            heads[i].textContent = text;
          });
          return [element.querySelector("td[data-value]").dataset.value, heads.length];
        });
        assert.ok(names >= 5);
        const { name, content } = await download(page, () => figure.locator(".files button").last().click());
        assert.match(name, /^tbl-.*\.csv$/);
        const [separator, decimal] = lang === "ru" ? [";", ","] : [",", "."];
        const text = content.toString("utf8");
        for (const guarded of ["'=HYPERLINK(1)", "'+cmd", "'-cmd", "'@cmd"]) {
          assert.ok(text.includes(`\n${guarded}${separator}`), `${guarded} in ${text.slice(0, 900)}`);
        }
        assert.ok(text.includes(`${separator}${value.replace(".", decimal)}${separator}`));
      }));

    test("gives figures as PNG and SVG", () =>
      withPage(lang, {}, async (page) => {
        const files = page.locator(".chart-exhibit").first().locator(".files button");
        const png = await download(page, () => files.nth(0).click());
        assert.match(png.name, /\.png$/);
        assert.equal(png.content.subarray(1, 4).toString("latin1"), "PNG");
        assert.equal(png.content.readUInt32BE(16), 1280);
        const svg = await download(page, () => files.nth(1).click());
        assert.match(svg.name, /\.svg$/);
        assert.match(svg.content.toString("utf8"), /^<\?xml[^>]*>\n<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/);
      }));

    test("marks the section that is being read, and takes it along to the other language", () =>
      withPage(lang, { reducedMotion: "reduce" }, async (page) => {
        const ids = await page.locator("article :is(h2, h3)[id]").evaluateAll((heads) => heads.map((head) => head.id));
        const href = () => page.locator("a.language").first().getAttribute("href");
        const other = lang === "ru" ? "en" : "ru";
        assert.equal(await href(), `article.${other}.html`);
        const id = ids[Math.floor(ids.length / 2)];
        await page.evaluate((target) => document.getElementById(target).scrollIntoView(), id);
        await page.waitForFunction((target) => document.querySelector(`.toc a[aria-current][href="#${target}"]`), id);
        assert.equal(await href(), `article.${other}.html#${id}`);
        assert.ok((await readFile(fileOf(other), "utf8")).includes(` id="${id}"`));
      }));

    test("puts notes beside the text of a wide window, clear of each other and of exhibits", () =>
      withPage(lang, { width: 1600 }, async (page) => {
        await readThrough(page);
        const boxes = (selector) =>
          page.locator(selector).evaluateAll((elements) => elements.map((element) => {
            const { left, right, top, bottom } = element.getBoundingClientRect();
            return { left, right, top, bottom };
          }));
        const notes = await boxes(".footnotes li");
        const exhibits = await boxes(".exhibit");
        const text = (await boxes("article"))[0];
        assert.ok(notes.length > 0);
        notes.forEach((note, i) => {
          assert.ok(note.left > text.right, "a note stands in the text");
          const apart = (other) => note.right <= other.left || note.left >= other.right || note.bottom <= other.top || note.top >= other.bottom;
          assert.ok([...notes.slice(i + 1), ...exhibits].every(apart), `note ${i + 1} overlaps something`);
        });
        const distances = await page.locator(".footnotes li").evaluateAll((items) =>
          items.map((item) => Math.abs(item.getBoundingClientRect().top - document.querySelector(`sup a[href='#${item.id}']`).getBoundingClientRect().top)));
        assert.ok(Math.min(...distances) < 10, `no note stands at its mark: ${distances}`);
        await page.setViewportSize({ width: 1000, height: 900 });
        await page.waitForTimeout(200);
        const below = await boxes(".footnotes li");
        assert.ok(below.every((note) => note.left >= 0 && note.right <= 1000));
        assert.equal(await page.locator(".footnotes li").first().evaluate((note) => getComputedStyle(note).position), "static");
      }));

    test("says everything and shows its figures without scripts", async () => {
      const content = (page) =>
        page.locator("article :is(p, h2, h3, h4, li, td, tbody th)").evaluateAll((elements) =>
          elements.map((element) => {
            const copy = element.cloneNode(true);
            copy.querySelectorAll(".anchor").forEach((anchor) => anchor.remove());
            return copy.textContent.replace(/\s+/g, " ").trim();
          }).sort());
      let scripted;
      await withPage(lang, {}, async (page) => {
        scripted = await content(page);
      });
      await withPage(lang, { width: 390, javaScriptEnabled: false }, async (page) => {
        assert.deepEqual(await content(page), scripted);
        const drawings = page.locator(".chart > svg");
        assert.ok((await drawings.count()) > 0);
        for (const drawing of await drawings.all()) assert.ok(await drawing.isVisible());
        const data = page.locator(".chart-data").first();
        await data.locator("summary").click();
        assert.ok(await data.locator("table").isVisible());
        assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 390);
      });
    });

    test("prints its drawings and text, not its buttons", () =>
      withPage(lang, { width: 1600 }, async (page) => {
        await readThrough(page);
        await page.locator(".chart-exhibit .exhibit-tools > button").first().click();
        await numberInText(page).click();
        await page.emulateMedia({ media: "print" });
        for (const drawing of await page.locator(".chart > svg").all()) assert.ok(await drawing.isVisible());
        for (const gone of [".chart-live", ".exhibit-tools", ".tools", ".toc", ".panel", ".anchor", ".chart-data", ".chart-exhibit > .scroll"]) {
          const seen = await page.locator(gone).evaluateAll((elements) => elements.filter((element) => element.offsetHeight > 0).length);
          assert.equal(seen, 0, gone);
        }
        const notes = await page.locator(".footnotes li").evaluateAll((items) => items.map((item) => getComputedStyle(item).position));
        assert.ok(notes.length > 0 && notes.every((position) => position === "static"));
      }));

    test("keeps still for those who want it", () =>
      withPage(lang, { reducedMotion: "reduce" }, async (page) => {
        await readThrough(page);
        await numberInText(page).click();
        const moving = await page.evaluate(() =>
          Array.from(document.querySelectorAll("*")).filter((element) => {
            const style = getComputedStyle(element);
            return style.animationName !== "none" || style.scrollBehavior === "smooth" || !/^0s(, 0s)*$/.test(style.transitionDuration);
          }).map((element) => element.outerHTML.slice(0, 80)));
        assert.deepEqual(moving, []);
        const duration = await page.locator(".chart-live").first().evaluate((holder) => window.echarts.getInstanceByDom(holder).getOption().stateAnimation.duration);
        assert.equal(duration, 0);
      }));
  });
}

if (process.env.RVC_SCREENSHOTS) {
  const views = {
    desktop: {},
    wide: { width: 1600 },
    dark: { colorScheme: "dark" },
    phone: { width: 390, height: 844, hasTouch: true, isMobile: true },
  };
  for (const lang of ["ru", "en"]) {
    for (const [view, settings] of Object.entries(views)) {
      test(`pictures of the ${lang} page, ${view}`, () =>
        withPage(lang, { reducedMotion: "reduce", ...settings }, async (page) => {
          const picture = (name) =>
            page.screenshot({ path: path.join(process.env.RVC_SCREENSHOTS, `${lang}-${view}-${name}.png`) });
          await readThrough(page);
          await page.waitForTimeout(300);
          await picture("top");
          for (const exhibit of await page.locator(".exhibit").all()) {
            // Chromium does not capture more than a window of an emulated phone.
            await exhibit.evaluate((element) => element.scrollIntoView());
            await picture(await exhibit.getAttribute("id"));
          }
          await numberInTable(page).click();
          await picture("panel");
        }));
    }
  }
}
