// Columns that can be put in order: upwards, downwards, and as they were printed.

const FEWEST_ROWS_TO_SORT = 4;

function makeTablesSortable() {
  all(".scroll > table").forEach((table) => {
    const heads = columnHeads(table);
    const blocks = rowBlocks(table, heads.length);
    if (blocks) heads.forEach((head, column) => head && addSortButton(table, blocks, head, column));
  });
}

/** For each column the lowest head cell over it, where that cell stands over it alone. */
function columnHeads(table) {
  const heads = [];
  const freeFrom = [];
  all("thead tr", table).forEach((row, y) => {
    let x = 0;
    Array.from(row.cells).forEach((cell) => {
      while (freeFrom[x] > y) x += 1;
      for (let end = x + cell.colSpan; x < end; x += 1) {
        heads[x] = cell.colSpan === 1 && cell.textContent.trim() ? cell : null;
        freeFrom[x] = y + cell.rowSpan;
      }
    });
  });
  return heads;
}

/**
 * The rows between titles of groups, in their printed order; rows are sorted within these blocks.
 * Null where order has no meaning: few rows, or cells that belong to several.
 */
function rowBlocks(table, nColumns) {
  const body = table.tBodies[0];
  if (!body || body.querySelector("[rowspan]")) return null;
  const blocks = [[]];
  let rows = 0;
  for (const row of body.rows) {
    if (row.classList.contains("group")) {
      blocks.push([]);
    } else {
      if (row.cells.length !== nColumns) return null;
      blocks[blocks.length - 1].push(row);
      rows += 1;
    }
  }
  return rows >= FEWEST_ROWS_TO_SORT ? blocks.filter((block) => block.length) : null;
}

function addSortButton(table, blocks, head, column) {
  const button = element("button", { type: "button", class: "sort", title: words.sort });
  button.append(...head.childNodes);
  head.append(button);
  if (isNumeric(blocks, column)) head.classList.add("num");
  button.addEventListener("click", async () => {
    await loadTrace();
    const next = { ascending: "descending", descending: null }[head.getAttribute("aria-sort")];
    const order = next === undefined ? "ascending" : next;
    all("[aria-sort]", table).forEach((cell) => cell.removeAttribute("aria-sort"));
    if (order) head.setAttribute("aria-sort", order);
    // Names that a row shares with the one above are shown as long as rows are not where they were.
    table.classList.toggle("is-sorted", Boolean(order));
    blocks.forEach((block) => replaceRows(block, order ? sorted(block, column, order) : block));
  });
}

function isNumeric(blocks, column) {
  return blocks.some((block) => block.some((row) => row.cells[column].matches("[data-value], [data-v]")));
}

/** Cells without a value come last in either order. */
function sorted(rows, column, order) {
  const sign = order === "descending" ? -1 : 1;
  const value = (row) => {
    const cell = row.cells[column];
    if (cell.hasAttribute("data-value")) return Number(cell.getAttribute("data-value"));
    return cell.classList.contains("missing") ? "" : plainText(cell);
  };
  return rows
    .map((row, place) => ({ row, place, value: value(row) }))
    .sort((a, b) => {
      if (a.value === "" || b.value === "") return (a.value === "") - (b.value === "") || a.place - b.place;
      const both = typeof a.value === "number" && typeof b.value === "number";
      const difference = both ? a.value - b.value : String(a.value).localeCompare(String(b.value), page.lang);
      return sign * difference || a.place - b.place;
    })
    .map((entry) => entry.row);
}

/** Puts rows in a new order, in the place that they now have together. */
function replaceRows(printed, ordered) {
  const last = printed.reduce((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? b : a));
  const after = last.nextSibling;
  ordered.forEach((row) => row.parentNode.insertBefore(row, after));
}
