// Numbers that tell where they come from: what can be clicked, tapped, and reached with keys.

function makeNumbersOpenable() {
  if (!document.getElementById("trace")) return;
  all("td[data-v]").forEach((cell) => {
    // A cell must stay a cell for screen readers: the button stands inside it.
    const inner = element("span", { class: "v" });
    inner.append(...cell.childNodes);
    cell.append(inner);
  });
  all(".v").forEach((number) => {
    number.setAttribute("role", "button");
    number.setAttribute("aria-haspopup", "dialog");
    number.tabIndex = 0;
  });
  all("table").forEach(keepOneTabStop);
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
  whenIdle(loadTrace);
}

function nodeOf(number) {
  return Number(number.closest("[data-v]").getAttribute("data-v"));
}

function onClick(event) {
  const place = event.target.closest("[data-v]");
  if (place && !event.target.closest("a") && getSelection().isCollapsed) {
    const number = place.matches(".v") ? place : place.querySelector(".v");
    openPanel(number, nodeOf(number), event.detail === 0);
  } else if (!event.target.closest(".panel")) {
    closePanel(false);
  }
}

function onKey(event) {
  if (event.key === "Escape") closePanel(true);
  const number = event.target.closest(".v[role='button']");
  if (!number || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Enter" || event.key === " ") {
    openPanel(number, nodeOf(number), true);
  } else {
    const next = neighbour(number, event.key);
    if (!next) return;
    next.focus();
  }
  event.preventDefault();
}

/** One number of a table takes part in the order of the Tab key: the one that had the focus last. */
function keepOneTabStop(table) {
  const numbers = all(".v[role='button']", table);
  if (!numbers.length) return;
  numbers.forEach((number, place) => {
    number.tabIndex = place === 0 ? 0 : -1;
  });
  let stop = numbers[0];
  table.addEventListener("focusin", (event) => {
    if (!event.target.matches(".v[role='button']")) return;
    stop.tabIndex = -1;
    stop = event.target;
    stop.tabIndex = 0;
  });
  table.setAttribute("aria-description", words.table_keys);
  // The box is scrolled by the numbers in it, and needs no stop of its own.
  if (table.parentNode.matches(".scroll")) table.parentNode.removeAttribute("tabindex");
}

/** The number to which a key leads from another one of the same table. */
function neighbour(number, key) {
  const table = number.closest("table");
  if (!table) return null;
  const inRow = (row) => all(".v[role='button']", row);
  const rows = Array.from(table.rows).filter((row) => inRow(row).length);
  const row = inRow(number.closest("tr"));
  const column = (other) => other.closest("td, th").cellIndex;
  const nearest = (other) => {
    const distance = (candidate) => Math.abs(column(candidate) - column(number));
    return other && inRow(other).reduce((a, b) => (distance(b) < distance(a) ? b : a));
  };
  const y = rows.indexOf(number.closest("tr"));
  const x = row.indexOf(number);
  switch (key) {
    case "ArrowLeft": return row[x - 1];
    case "ArrowRight": return row[x + 1];
    case "ArrowUp": return nearest(rows[y - 1]);
    case "ArrowDown": return nearest(rows[y + 1]);
    case "Home": return row[0];
    case "End": return row[row.length - 1];
    default: return null;
  }
}
