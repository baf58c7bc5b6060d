/* Bringing a whole page to life. */

/** Brings the page to life: what stands in it now, and the rest when it has come. */
function start() {
  mountAll();
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", mountAll);
}

/** Mounts every figure of the page that is not live yet; one that fails leaves the others alone. */
function mountAll() {
  if (typeof startQuestions === "function") startQuestions();
  const names = new Map();
  /** @type {NodeListOf<HTMLElement>} */
  const figures = document.querySelectorAll("figure.live-figure");
  for (const element of figures) {
    names.set(element.id, (names.get(element.id) ?? 0) + 1);
    try {
      if (!element.live && known(specOf(element), element)) mount(element);
    } catch (error) {
      console.error(`Figure ${element.id}:`, error);
      const line = element.querySelector(".live-status");
      if (line) line.textContent = `This figure could not be started: ${reasonOf(error)}`;
    }
    if (names.get(element.id) > 1) {
      element.live?.status.note("name", `Two figures of this page are named ${element.id}.`);
    }
  }
}

/** @param {Element} element @returns {FigureSpec} */
const specOf = (element) => JSON.parse(part(element, ".live-spec").textContent);

/**
 * Whether this runtime has the files for a figure; if not, another script of the page has.
 * @param {FigureSpec} spec @param {Element} element
 */
const known = (spec, element) => spec.artists.every((artist) => marks[artist.kind])
  && spec.controls.every((control) => controlKinds[control.kind])
  && (typeof stepByHand === "function" || !element.querySelector("[step=any]"))
  && (typeof startAnimation === "function" || !spec.animation)
  && (typeof startHover === "function" || !spec.artists.some((artist) => artist.hover));
