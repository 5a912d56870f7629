"use strict";
// Keys: whatever has data-key is pressed by it. All works without this script, too.
// A key that scrolls moves the page by so many pixels, or to its end.
const LINE = 60;
document.addEventListener("keydown", (event) => {
  const field = event.target.closest("input:not([type=hidden], [type=checkbox]), textarea, select");
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    document.querySelector("[data-save]")?.click();
    return;
  }
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (field) {
    if (event.key === "Escape") field.blur();
    return;
  }
  const pressed = event.key === "|" ? "Bar" : event.key;
  const keys = document.querySelector("[data-down]")?.dataset;
  const by = keys && { [keys.down]: LINE, [keys.up]: -LINE, [keys.top]: -Infinity, [keys.bottom]: Infinity }[pressed];
  if (by) {
    event.preventDefault();
    const height = document.documentElement.scrollHeight;
    scrollBy(0, Math.max(-height, Math.min(height, by)));
    return;
  }
  if (event.repeat) return;
  if ((event.key === " " || event.key === "Enter") && event.target.closest("a, button, summary, [type=checkbox]")) return;
  for (const one of document.querySelectorAll("[data-key]")) {
    if (one.dataset.key.split("|").includes(pressed)) {
      event.preventDefault();
      one.matches("input:not([type=checkbox]), textarea") ? one.focus() : one.click();
      if (one.matches("summary")) one.parentElement.scrollIntoView({ block: "nearest" });
      return;
    }
  }
});
// The clock of a card goes on while it is looked at.
for (const clock of document.querySelectorAll("[data-limit]:not([data-stands])")) {
  const limit = Number(clock.dataset.limit);
  const begun = performance.now() - 1000 * Number(clock.dataset.taken);
  const said = (seconds) => Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0");
  const ends = "ends" in clock.dataset;
  setInterval(() => {
    const taken = Math.floor((performance.now() - begun) / 1000);
    if (ends) {
      if (taken >= limit) location.reload();
      else if (taken % 15 === 0) fetch("/mock/clock");
      clock.textContent = said(Math.max(0, limit - taken)) + " left of " + said(limit);
      clock.className = "clock" + (taken >= 0.8 * limit ? " late" : "");
      return;
    }
    const over = taken - limit;
    clock.textContent = said(taken) + " of " + said(limit) + (over > 0 ? " · over time by " + said(over) : "");
    clock.className = "clock" + (over > 0 ? " over" : taken >= 0.8 * limit ? " late" : "");
  }, 1000);
}
// A form is sent once.
document.addEventListener("submit", (event) => {
  if (event.target.dataset.sent) event.preventDefault();
  event.target.dataset.sent = "yes";
});
addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});
// A deck that is being written is shown anew when it is saved.
for (const watched of document.querySelectorAll("[data-watch]")) {
  setInterval(async () => {
    const answer = await fetch(watched.dataset.watch).catch(() => null);
    if (answer && answer.ok && (await answer.text()) !== watched.dataset.digest) location.reload();
  }, 1000);
}
