/* Bringing the figure that an address names into sight, and keeping it there.
 *
 * A page goes on moving after its figures are live: solutions fold, formulas are set, images come.
 * So the figure is looked after until the page is complete, or until the reader does something.
 */

const LOOK = 100; // milliseconds between two looks at where the figure is
const CALM = 1000; // how long a page that is complete may still move
const PATIENCE = 20_000; // for a page that never gets complete

/** @param {Figure} figure */
function land(figure) {
  const { element } = figure;
  const page = document.documentElement;
  const over = new AbortController();
  let end = performance.now() + PATIENCE;
  let seen = ""; // where the figure was in the document
  let scrolled = 0;

  const look = () => {
    reveal(element);
    const { top, height } = element.getBoundingClientRect();
    const place = `${Math.round(top + scrollY)} of ${page.scrollHeight}`;
    if (place === seen) {
      // Nothing but the window has moved: that was the reader.
      if (Math.abs(scrollY - scrolled) > 1 || performance.now() > end) over.abort();
      return;
    }
    const block = height > innerHeight ? "start" : "center";
    element.scrollIntoView({ block, behavior: "instant" });
    seen = place;
    scrolled = scrollY;
  };
  const timer = setInterval(look, LOOK);
  over.signal.addEventListener("abort", () => clearInterval(timer));
  for (const type of ["wheel", "touchstart", "pointerdown", "keydown"]) {
    addEventListener(type, () => over.abort(), { capture: true, passive: true, signal: over.signal });
  }
  look();
  complete().finally(() => { end = performance.now() + CALM; });
}

/** Waits until everything of the page has come and its formulas are set. */
async function complete() {
  if (document.readyState !== "complete") {
    await new Promise((go) => addEventListener("load", go, { once: true }));
  }
  await globalThis.MathJax?.startup?.promise;
}

/** Opens what an element is folded into: details, solutions of a Sphinx book, tabs. @param {Element} element */
function reveal(element) {
  for (let around = element.parentElement; around; around = around.parentElement) {
    if (around instanceof HTMLDetailsElement) around.open = true;
    if (around.matches(".toggle-hidden")) around.querySelector("button")?.click();
    if (around.matches(".sd-tab-content")) {
      const label = around.previousElementSibling; // of a radio button that stands before it
      if (!label?.previousElementSibling?.matches(":checked")) /** @type {any} */ (label)?.click();
    }
  }
}
