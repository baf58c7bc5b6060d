/* The theme lets the keyboard scroll wide code, but looks for wide code only when the page opens or its
 * size changes. What is folded away then has no width yet: have it look again when something unfolds. */
document.addEventListener("toggle", () => window.dispatchEvent(new Event("resize")), true);
