// The panel that says where a number comes from: value, formula, inputs, files. Inputs lead further
// down, to the lines of a file. Everything in it is data of a study and goes in as text.

const FIRST_INPUTS = 12;
const PANEL_WIDTH = 416;
const SHEET = "(max-width: 47.99em)";

const panel = {
  /** The trace of the report, unpacked when it is first needed. */
  trace: null,
  /** The dialog on the page, or null. */
  box: null,
  /** The number on the page from which it was opened. */
  number: null,
  /** Nodes from that number down to the one shown. */
  path: [],
};

function openPanel(number, node, byKeyboard) {
  if (panel.trace) showPanel(number, node, byKeyboard);
  else loadTrace().then(() => showPanel(number, node, byKeyboard));
}

/** Unpacks the trace, and gives the cells of tables the values that it holds. */
async function loadTrace() {
  if (panel.trace) return;
  const text = await unpacked("trace");
  if (panel.trace) return;
  panel.trace = JSON.parse(text || '{"nodes":[]}');
  all("td[data-v]:not([data-value])").forEach((cell) => {
    const node = panel.trace.nodes[cell.getAttribute("data-v")];
    if (node) cell.setAttribute("data-value", node.v);
  });
}

function showPanel(number, node, byKeyboard) {
  if (!panel.trace.nodes[node]) return;
  closePanel(false);
  panel.number = number;
  panel.path = [node];
  panel.box = element("div", { class: "panel", role: "dialog", "aria-labelledby": "panel-title", tabindex: "-1" });
  panel.box.addEventListener("keydown", leaveByTab);
  // What was clicked may be gone when the document hears of it, and would count as outside.
  panel.box.addEventListener("click", (event) => event.stopPropagation());
  document.body.append(panel.box);
  number.classList.add("is-open");
  showNode();
  if (byKeyboard) panel.box.querySelector("#panel-title").focus({ preventScroll: true });
  else panel.box.focus({ preventScroll: true });
  addEventListener("resize", placePanel);
}

function closePanel(giveFocusBack) {
  if (!panel.box) return;
  removeEventListener("resize", placePanel);
  panel.box.remove();
  panel.box = null;
  panel.number.classList.remove("is-open");
  if (giveFocusBack) panel.number.focus({ preventScroll: true });
}

/** The panel stands at the end of the page but belongs behind the number: Tab goes on from there. */
function leaveByTab(event) {
  if (event.key !== "Tab") return;
  const stops = all("button", panel.box);
  const edges = event.shiftKey ? [panel.box, stops[0]] : [stops[stops.length - 1]];
  if (!edges.includes(document.activeElement)) return;
  if (event.shiftKey) event.preventDefault();
  closePanel(true);
}

function goDown(node) {
  panel.path.push(node);
  showNode();
  panel.box.querySelector("#panel-title").focus({ preventScroll: true });
}

function goBackTo(depth) {
  const left = panel.path[depth];
  panel.path.length = depth;
  showNode();
  const input = panel.box.querySelector("[data-node='" + left + "']") || panel.box.querySelector("#panel-title");
  input.focus();
}

function showNode() {
  const id = panel.path[panel.path.length - 1];
  const node = panel.trace.nodes[id];
  panel.box.replaceChildren(
    panelHead(),
    element("h2", { id: "panel-title", tabindex: "-1" }, labelOf(node)),
    panelValue(node),
    panelSection(words.panel_formula, formulaOf(node)),
    panelSection(words.panel_inputs, inputList(node)),
    panelSection(words.panel_sources, sourceList(node)),
    panelSection(words.panel_notes, noteList(node)),
    panelSection(words.panel_key, keyOf(node))
  );
  panel.box.scrollTop = 0;
  placePanel();
}

/** What a table of words in the trace has for an id; the id itself where it has nothing. */
function worded(table, id) {
  const entries = panel.trace[table] || {};
  return Object.prototype.hasOwnProperty.call(entries, id) ? entries[id] : id;
}

/** A number in words: its label, or what was done to its inputs, or the parts of its key. */
function labelOf(node) {
  if (node.l) return node.l;
  if (node.o) return worded("words", "op-" + node.o);
  return node.k.split(".").map((part) => worded("words", part)).join(" \u00b7 ");
}

function panelHead() {
  const depth = panel.path.length;
  const back = element("button", { type: "button", class: "panel-back", onclick: () => goBackTo(depth - 1) }, words.panel_back);
  const trail = element("ol", { class: "panel-trail", "aria-label": words.panel_trail });
  panel.path.slice(0, -1).forEach((id, place) => {
    const label = labelOf(panel.trace.nodes[id]);
    const step = element("button", { type: "button", title: label, onclick: () => goBackTo(place + 1) }, label);
    trail.append(element("li", null, step));
  });
  const close = element("button", { type: "button", class: "panel-close", "aria-label": words.panel_close, onclick: () => closePanel(true) }, "\u00d7");
  const top = element("div", { class: "panel-bar" }, depth > 1 ? back : element("span", null, words.panel_title), close);
  return element("div", { class: "panel-head" }, top, depth > 1 ? trail : null);
}

/** A part of the panel under its title; null where there is nothing to say. */
function panelSection(title, content) {
  return content ? element("section", null, element("h3", null, title), content) : "";
}

function panelValue(node) {
  const printed = panel.path.length === 1 ? plainText(panel.number) : null;
  const unit = node.u ? " " + worded("units", node.u) : "";
  return element(
    "p",
    { class: "panel-value" },
    printed ? element("b", null, printed) : null,
    printed ? element("span", { class: "panel-exact" }, words.panel_exactly + " ") : null,
    element(printed ? "span" : "b", null, fullPrecision(node.v)),
    unit
  );
}

function formulaOf(node) {
  return node.f ? element("p", { class: "panel-formula" }, worded("formulas", node.f)) : null;
}

function inputList(node) {
  const inputs = (node.i || []).filter((id) => panel.trace.nodes[id]);
  if (!inputs.length) return null;
  const entry = (id) => {
    const input = panel.trace.nodes[id];
    const name = element("span", null, labelOf(input));
    const value = element("span", { class: "panel-amount" }, rounded(input.v));
    return element("li", null, element("button", { type: "button", "data-node": id, onclick: () => goDown(id) }, name, value));
  };
  const list = element("ul", { class: "panel-inputs" }, ...inputs.slice(0, FIRST_INPUTS).map(entry));
  const rest = inputs.slice(FIRST_INPUTS);
  if (!rest.length) return list;
  const more = element("button", { type: "button", class: "panel-more" }, words.panel_all.replace("{n}", inputs.length));
  more.addEventListener("click", () => {
    const added = rest.map(entry);
    more.remove();
    list.append(...added);
    added[0].firstChild.focus({ preventScroll: true });
    placePanel();
  });
  return element("div", null, list, more);
}

function sourceList(node) {
  const sources = (node.s || []).filter((source) => panel.trace.files[source[0]]);
  if (!sources.length) return null;
  const entry = ([file, lines, content]) => {
    const [path, digest] = panel.trace.files[file];
    return element(
      "li",
      null,
      element("span", { class: "panel-file" }, path),
      lines ? element("span", null, /^\d/.test(lines) ? words.panel_lines.replace("{n}", lines) : lines) : null,
      content ? element("q", null, worded("contents", content)) : null,
      digest ? element("code", { title: "SHA-256 " + digest }, "SHA-256 " + digest.slice(0, 12) + "\u2026") : null
    );
  };
  return element("ul", { class: "panel-sources" }, ...sources.map(entry));
}

function noteList(node) {
  const notes = node.n || [];
  return notes.length ? element("ul", { class: "panel-notes" }, ...notes.map((note) => element("li", null, note))) : null;
}

function keyOf(node) {
  const key = element("code", null, node.k);
  const copy = element("button", { type: "button", class: "panel-copy" }, words.panel_copy);
  copy.addEventListener("click", () => {
    copyText(key).then(() => {
      copy.textContent = words.panel_copied;
    });
  });
  // Keys that are expressions hold signs which a shell would take for its own.
  const argument = /^[\w.:-]+$/.test(node.k) ? node.k : "'" + node.k.replace(/'/g, "'\\''") + "'";
  const command = element("code", { class: "panel-command" }, "rvc-report why " + argument);
  return element("div", { class: "panel-key" }, key, copy, command);
}

function copyText(node) {
  const bySelection = () => {
    getSelection().selectAllChildren(node);
    document.execCommand("copy");
  };
  // Pages that are read from a disk may lack the clipboard, or the leave to use it.
  if (!navigator.clipboard) return Promise.resolve(bySelection());
  return navigator.clipboard.writeText(node.textContent).catch(bySelection);
}

/** All digits of a value, with the decimal mark and the grouping of the page's language. */
function fullPrecision(value) {
  if (typeof value !== "number") return value === null || value === undefined ? words.panel_no_value : String(value);
  const [mantissa, exponent] = String(value).split("e");
  const [whole, fraction] = mantissa.replace("-", "\u2212").split(".");
  const grouped = whole.length > (russian ? 4 : 3) ? whole.replace(/\B(?=(\d{3})+$)/g, russian ? "\u00a0" : ",") : whole;
  const digits = fraction ? grouped + (russian ? "," : ".") + fraction : grouped;
  return exponent ? digits + "\u00b710" + raised(exponent) : digits;
}

function raised(exponent) {
  return exponent.replace("+", "").replace(/[-\d]/g, (sign) => (sign === "-" ? "\u207b" : "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079"[sign]));
}

/** Six digits of a value; all those before the decimal mark of a large one. */
function rounded(value) {
  if (typeof value !== "number") return fullPrecision(value);
  return fullPrecision(Math.abs(value) < 1e6 ? Number(value.toPrecision(6)) : Math.round(value));
}

/** Beside the number where there is room; a sheet at the bottom of a small window. */
function placePanel() {
  const number = panel.number.getBoundingClientRect();
  if (matchMedia(SHEET).matches) {
    const hidden = number.bottom + 24 - panel.box.getBoundingClientRect().top;
    if (hidden > 0) scrollBy(0, Math.min(hidden, number.top - 60));
    return;
  }
  const gap = 8;
  const notice = document.querySelector(".notice");
  const ceiling = notice ? notice.offsetHeight : 0;
  const below = innerHeight - number.bottom - 2 * gap;
  const above = number.top - ceiling - 2 * gap;
  const wanted = Math.min(panel.box.scrollHeight + 2, innerHeight * 0.7);
  // What follows a number is less likely to have been read than what stands above it.
  const under = below >= Math.min(wanted, 320) || below >= above;
  const height = Math.min(wanted, Math.max(under ? below : above, 160));
  const left = Math.min(Math.max(number.left + number.width / 2 - PANEL_WIDTH / 2, gap), page.clientWidth - PANEL_WIDTH - gap);
  const top = under ? number.bottom + gap : number.top - gap - height;
  const style = panel.box.style;
  style.setProperty("--left", left + scrollX + "px");
  style.setProperty("--top", top + scrollY + "px");
  style.setProperty("--room", height + "px");
}
