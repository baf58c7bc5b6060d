/* Bringing a whole page to life. */

const LIVING = "figure.live-figure, fieldset.question, script.live-packed";

/** Brings the page to life: what stands in it now, and whatever is put into it later. */
function start() {
  mountAll();
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", settle);
  else settle();
}

let watching = false; // a notebook runs the script of each output

/** Mounts what has come with the whole document, and from now on what scripts put into it. */
function settle() {
  mountAll();
  if (watching) return;
  watching = true;
  /** @param {Node} node */
  const isLiving = (node) => node instanceof HTMLElement
    && (node.matches(LIVING) || node.querySelector(LIVING) !== null);
  new MutationObserver((changes) => {
    if (changes.some((change) => [...change.addedNodes].some(isLiving))) mountAll();
  }).observe(document, { childList: true, subtree: true });
}

/** Mounts every figure of the page that is not live yet; one that fails leaves the others alone. */
function mountAll() {
  if (typeof openCells === "function") openCells();
  if (typeof startQuestions === "function") startQuestions();
  const specs = new Map(); // of figures, by name: one figure may be shown twice
  /** @type {NodeListOf<HTMLElement>} */
  const figures = document.querySelectorAll("figure.live-figure");
  for (const element of figures) {
    try {
      if (!element.live && known(specOf(element), element)) mount(element);
    } catch (error) {
      console.error(`Figure ${element.id}:`, error);
      const line = element.querySelector(".live-status");
      if (line) line.textContent = `This figure could not be started: ${reasonOf(error)}`;
    }
    const text = element.querySelector(".live-spec")?.textContent;
    if (specs.has(element.id) && specs.get(element.id) !== text) {
      element.live?.status.note("name", `Two figures of this page are named ${element.id}.`);
    }
    specs.set(element.id, text);
  }
}

/** @param {Element} element @returns {FigureSpec} */
const specOf = (element) => JSON.parse(part(element, ".live-spec").textContent);

/**
 * Whether this runtime has the files for a figure; if not, another script of the page has.
 * @param {FigureSpec} spec @param {Element} element
 */
const known = (spec, element) =>
  [spec, ...spec.others].every(({ artists }) => artists.every((artist) => marks[artist.kind]))
  && (typeof waysOf === "function" || !spec.ways.length)
  && (typeof picturesOf === "function" || !spec.others.length)
  && spec.controls.every((control) => controlKinds[control.kind])
  && (typeof stepByHand === "function" || !element.querySelector("[step=any]"))
  && (typeof startAnimation === "function" || !spec.animation)
  && (typeof waitForRun === "function" || !spec.manual)
  && (typeof startHover === "function" || !spec.artists.some((artist) => artist.hover));
