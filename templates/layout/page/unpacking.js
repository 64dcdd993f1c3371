// What is long and seldom needed lies packed on the page: deflated, in base64.

/** The text of `<script type="text/plain" id="…">`, unpacked; null where the browser cannot do it. */
async function unpacked(id) {
  const store = document.getElementById(id);
  if (!store || !("DecompressionStream" in window)) return null;
  try {
    const bytes = Uint8Array.from(atob(store.textContent.trim()), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return await new Response(stream).text();
  } catch (error) {
    return null;
  }
}
