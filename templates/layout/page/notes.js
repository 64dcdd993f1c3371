// Footnotes beside the text, where the window is wide. They are the notes of the list at the end,
// moved by style alone: screen readers, printers and narrow windows find them where they were.

const NOTES_BESIDE = "(min-width: 90em)";
const GAP_BETWEEN_NOTES = 14;

function placeNotesBeside() {
  const main = document.querySelector("main");
  const notes = all(".footnotes li", main)
    .map((note) => ({ note, mark: main.querySelector("sup.fn a[href='#" + note.id + "']") }))
    .filter(({ mark }) => mark);
  if (!notes.length) return;
  const place = oncePerFrame(() => {
    const beside = matchMedia(NOTES_BESIDE).matches;
    main.classList.toggle("notes-beside", beside);
    main.style.minHeight = beside ? stackNotes(main, notes) + "px" : "";
  });
  matchMedia(NOTES_BESIDE).addEventListener("change", place);
  // Whatever is opened, drawn or resized changes the height of the text.
  new ResizeObserver(place).observe(main);
}

/** Puts each note at the height of its mark, or below what is there already; says how far down they reach. */
function stackNotes(main, notes) {
  const origin = main.getBoundingClientRect();
  const obstacles = all(".exhibit", main)
    .map((exhibit) => exhibit.getBoundingClientRect())
    .filter((box) => box.right > origin.right + 1)
    .map((box) => ({ top: box.top - origin.top, bottom: box.bottom - origin.top }));
  let free = 0;
  notes.forEach(({ note, mark }) => {
    const height = note.offsetHeight;
    let top = Math.max(mark.getBoundingClientRect().top - origin.top, free);
    obstacles.forEach((obstacle) => {
      const clear = top + height + GAP_BETWEEN_NOTES <= obstacle.top || top >= obstacle.bottom + GAP_BETWEEN_NOTES;
      if (!clear) top = obstacle.bottom + GAP_BETWEEN_NOTES;
    });
    note.style.top = top + "px";
    free = top + height + GAP_BETWEEN_NOTES;
  });
  return free;
}
