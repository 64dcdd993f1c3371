// Tables as CSV, drawings as SVG and PNG, made on the page and handed over as files.

function save(name, blob) {
  const link = element("a", { href: URL.createObjectURL(blob), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  // The browser needs the address for as long as it writes.
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

function saveCsv(name, table) {
  save(name + ".csv", new Blob([tableCsv(table)], { type: "text/csv;charset=utf-8" }));
}

function saveSvg(name, drawing) {
  const text = '<?xml version="1.0" encoding="UTF-8"?>\n' + svgText(drawing);
  save(name + ".svg", new Blob([text], { type: "image/svg+xml;charset=utf-8" }));
}

function savePng(name, drawing) {
  const scale = 2;
  const { width, height } = drawing.viewBox.baseVal;
  const image = new Image(width * scale, height * scale);
  image.onload = () => {
    const canvas = element("canvas", { width: width * scale, height: height * scale });
    const context = canvas.getContext("2d");
    context.fillStyle = "#ffffff";
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => save(name + ".png", blob), "image/png");
  };
  // On a page from a disk an object URL would be of another origin, and the canvas closed.
  image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(svgText(drawing));
}

/** A drawing as a document of its own, with a size for programs that know no viewBox. */
function svgText(drawing) {
  const copy = drawing.cloneNode(true);
  const { width, height } = drawing.viewBox.baseVal;
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", width);
  copy.setAttribute("height", height);
  copy.removeAttribute("style");
  return new XMLSerializer().serializeToString(copy);
}

/**
 * A table as spreadsheets of the page's language read it: numbers in full precision, with a decimal
 * comma and semicolons in Russian; a cell that spans several stands in the first of them.
 */
function tableCsv(table) {
  const separator = russian ? ";" : ",";
  const grid = Array.from(table.rows, () => []);
  Array.from(table.rows).forEach((row, y) => {
    let x = 0;
    Array.from(row.cells).forEach((cell) => {
      while (grid[y][x] !== undefined) x += 1;
      const group = row.classList.contains("group");
      for (let i = 0; i < cell.rowSpan; i += 1) {
        for (let j = 0; j < cell.colSpan; j += 1) grid[y + i][x + j] = i > 0 || (group && j > 0) ? "" : csvValue(cell);
      }
      x += cell.colSpan;
    });
  });
  const lines = grid.map((row) => Array.from(row, (value) => csvCell(value || "", separator)).join(separator));
  // Without the byte order mark Excel takes the text for another encoding.
  return "\ufeff" + lines.join("\r\n") + "\r\n";
}

function csvValue(cell) {
  if (cell.classList.contains("missing")) return "";
  if (cell.hasAttribute("data-value")) {
    const value = cell.getAttribute("data-value");
    return russian ? value.replace(".", ",") : value;
  }
  const text = plainText(cell);
  // Minus signs and spaces between digits are for the eye.
  return /^[\u2212-]?[\d\s]+([.,]\d+)?%?$/.test(text) ? text.replace(/\u2212/g, "-").replace(/\s/g, "") : text;
}

function csvCell(text, separator) {
  const isNumber = /^[-+]?\d+([.,]\d+)?(e[-+]?\d+)?%?$/i.test(text);
  // Spreadsheets would run such text as a formula.
  const guarded = !isNumber && /^[=+\-@\t\r]/.test(text) ? "'" + text : text;
  return guarded.includes(separator) || /["\r\n]/.test(guarded) ? '"' + guarded.replace(/"/g, '""') + '"' : guarded;
}
