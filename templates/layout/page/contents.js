// The contents beside the text, the section that is being read, and the way to it in the other language.

/** The last heading above the upper third of the window; at the end of the page the last of all. */
function currentHeading(headings) {
  if (innerHeight + scrollY >= page.scrollHeight - 4) return headings[headings.length - 1];
  const line = innerHeight * 0.28;
  let current = null;
  headings.forEach((heading) => {
    if (heading.getBoundingClientRect().top <= line) current = heading;
  });
  return current;
}

/** Calls `tell` with the current heading, or null above the first, now and whenever it changes. */
function whenSectionChanges(headings, tell) {
  if (!headings.length) return;
  let last;
  const look = () => {
    const heading = scrollY < 4 ? null : currentHeading(headings);
    if (heading === last) return;
    last = heading;
    tell(heading);
  };
  addEventListener("scroll", oncePerFrame(look), { passive: true });
  addEventListener("resize", oncePerFrame(look));
  look();
}

function followSections() {
  const contents = document.querySelector(".toc details");
  if (!contents) return;
  const beside = matchMedia("(min-width: 72em)");
  beside.addEventListener("change", () => {
    contents.open = beside.matches;
  });
  contents.addEventListener("click", (event) => {
    if (event.target.closest("a") && !beside.matches) contents.open = false;
  });
  const links = new Map();
  all("a[href^='#']", contents).forEach((link) => {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading) links.set(heading, link);
  });
  let marked = null;
  whenSectionChanges(Array.from(links.keys()), (heading) => {
    if (marked) marked.removeAttribute("aria-current");
    marked = heading && links.get(heading);
    if (!marked) return;
    marked.setAttribute("aria-current", "location");
    if (beside.matches) keepInSight(marked, contents);
  });
}

/** Scrolls a box, and nothing around it, until the link can be seen. */
function keepInSight(link, box) {
  const outer = box.getBoundingClientRect();
  const inner = link.getBoundingClientRect();
  const margin = 24;
  if (inner.top < outer.top) box.scrollTop -= outer.top - inner.top + margin;
  else if (inner.bottom > outer.bottom) box.scrollTop += inner.bottom - outer.bottom + margin;
}

/** Sections have the same ids in both languages: the links carry the one that is being read. */
function keepPlaceInOtherLanguage() {
  const links = all("a.language").map((link) => [link, link.getAttribute("href")]);
  if (!links.length) return;
  whenSectionChanges(all("article :is(h2, h3, h4)[id]"), (heading) => {
    links.forEach(([link, href]) => link.setAttribute("href", heading ? href + "#" + heading.id : href));
  });
}
