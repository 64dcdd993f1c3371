// Elements and the data that the page carries.

function all(selector, within) {
  return Array.from((within || document).querySelectorAll(selector));
}

/** Makes an element. Children that are strings become text, never markup; empty ones are left out. */
function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  Object.keys(attributes || {}).forEach((name) => {
    if (name === "onclick") made.addEventListener("click", attributes.onclick);
    else made.setAttribute(name, attributes[name]);
  });
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

/** The content of `<script type="application/json" id="…">`, or null. */
function embeddedJson(id) {
  const store = document.getElementById(id);
  if (!store) return null;
  try {
    return JSON.parse(store.textContent);
  } catch (error) {
    return null;
  }
}

function plainText(node) {
  return node.textContent.replace(/\s+/g, " ").trim();
}

/** Runs at most once a frame, however often the function that it returns is called. */
function oncePerFrame(run) {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      run();
    });
  };
}
