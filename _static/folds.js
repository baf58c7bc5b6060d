/* The theme lets the keyboard scroll wide code, but looks for wide code only when the page opens or its
 * size changes. What is folded away then has no width yet: have it look again when something unfolds. */
document.addEventListener("toggle", () => window.dispatchEvent(new Event("resize")), true);

/* What opens something is called by what is seen of it: the theme and the toggles call all of them "Toggle
 * hidden content". */
function nameFolds() {
  for (const summary of document.querySelectorAll("summary[aria-label]")) summary.removeAttribute("aria-label");
  for (const button of document.querySelectorAll("button.toggle-button")) {
    const title = button.closest(".admonition-title")?.textContent.trim() ?? "";
    button.setAttribute("aria-label", `${button.dataset.toggleHint}: ${title}`);
  }
}

window.addEventListener("load", () => {
  nameFolds();
  new MutationObserver(nameFolds).observe(document.body, { subtree: true, attributeFilter: ["data-toggle-hint"] });
});
