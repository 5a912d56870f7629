"use strict";
// Keys: whatever has data-key is pressed by it. All works without this script, too.
document.addEventListener("keydown", (event) => {
  const field = event.target.closest("input:not([type=hidden]), textarea, select");
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
  if (field) {
    if (event.key === "Escape") field.blur();
    return;
  }
  if ((event.key === " " || event.key === "Enter") && event.target.closest("a, button, summary")) return;
  for (const one of document.querySelectorAll("[data-key]")) {
    if (one.dataset.key.split("|").includes(event.key)) {
      event.preventDefault();
      one.matches("input, textarea") ? one.focus() : one.click();
      return;
    }
  }
});
