// What stands under each table and figure: the data in place of the drawing, and files to take away.

function equipExhibits() {
  all("figure.exhibit").forEach((figure) => {
    const drawing = figure.querySelector(".chart > svg");
    const table = figure.querySelector(".chart-data table, .scroll > table");
    const tools = [];
    if (drawing && table) tools.push(tableSwitch(figure));
    const files = element("span", { class: "files" });
    const offer = (type, label, run) => {
      const name = label + " \u2013 " + exhibitName(figure);
      files.append(element("button", { type: "button", "aria-label": name, onclick: run }, type));
    };
    if (drawing) {
      offer("PNG", words.download_png, () => savePng(figure.id, drawing));
      offer("SVG", words.download_svg, () => saveSvg(figure.id, drawing));
    }
    if (table) offer("CSV", words.download_csv, () => loadTrace().then(() => saveCsv(figure.id, table)));
    if (files.firstChild) tools.push(files);
    if (!tools.length) return;
    const bar = element("div", { class: "exhibit-tools" }, ...tools);
    figure.insertBefore(bar, figure.querySelector("details"));
  });
  keepTitlesOfGroupsInSight();
  makeWideBoxesReachable();
}

/** "Table 2", as the caption has it. */
function exhibitName(figure) {
  const label = figure.querySelector("figcaption .label, figcaption");
  return label ? plainText(label).replace(/[.\s\u2013-]+$/, "") : figure.id;
}

/** A button that shows the data behind a figure where the figure was, instead of the details below it. */
function tableSwitch(figure) {
  const details = figure.querySelector(".chart-data");
  const data = details.querySelector(".scroll");
  const chart = figure.querySelector(".chart");
  details.hidden = true;
  const button = element("button", { type: "button" });
  const show = (asTable) => {
    if (asTable) chart.before(data);
    else details.append(data);
    chart.hidden = asTable;
    button.textContent = asTable ? words.show_chart : words.show_table;
    button.setAttribute("aria-label", button.textContent + " \u2013 " + exhibitName(figure));
  };
  show(false);
  button.addEventListener("click", () => show(!chart.hidden));
  return button;
}

/** The title of a group stays where it can be read while its table is scrolled sideways. */
function keepTitlesOfGroupsInSight() {
  all("tr.group > th").forEach((cell) => {
    const title = element("span", { class: "stick" });
    title.append(...cell.childNodes);
    cell.append(title);
  });
}

/** Formulas and drawings that have to be scrolled can be reached with the keyboard. */
function makeWideBoxesReachable() {
  all(".equation, .chart.wide, body:not(.interactive) .chart").forEach((box) => {
    if (box.scrollWidth > box.clientWidth + 1) box.tabIndex = 0;
  });
}

/** Exhibits get the same permanent links as headings; the number of a formula becomes one. */
function linkPermanently() {
  all("figure.exhibit[id] > figcaption").forEach((caption) => {
    const id = caption.parentNode.id;
    const label = words.permanent_link + " \u2013 " + exhibitName(caption.parentNode);
    caption.append(" ", element("a", { class: "anchor", href: "#" + id, "aria-label": label }, "#"));
  });
  all(".equation[id] > .eqno").forEach((number) => {
    const link = element("a", { href: "#" + number.parentNode.id, title: words.permanent_link });
    link.append(...number.childNodes);
    number.append(link);
  });
}
