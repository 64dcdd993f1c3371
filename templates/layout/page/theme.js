// Light, dark, or what the system says. The head of the page has already applied a kept choice.

const THEMES = ["auto", "light", "dark"];

function chosenTheme() {
  return page.getAttribute("data-theme") || "auto";
}

function isDark() {
  const theme = chosenTheme();
  return theme === "dark" || (theme === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
}

function followTheme() {
  const changed = () => document.dispatchEvent(new Event("themechange"));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", changed);
  const button = document.getElementById("theme-toggle");
  if (!button) return;
  const label = () => {
    button.textContent = words.theme + ": " + words["theme_" + chosenTheme()];
  };
  button.hidden = false;
  label();
  button.addEventListener("click", () => {
    const next = THEMES[(THEMES.indexOf(chosenTheme()) + 1) % THEMES.length];
    if (next === "auto") page.removeAttribute("data-theme");
    else page.setAttribute("data-theme", next);
    try {
      localStorage.setItem("rvc-theme", next);
    } catch (error) {
      // Storage is closed to this page: the choice lasts until it is left.
    }
    label();
    changed();
  });
}
