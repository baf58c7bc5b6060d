/* What came as the output of a notebook's cell: figures packed away, with a picture in their place. */

/** Puts every packed figure of the page in the place of its picture. */
function openCells() {
  /** @type {NodeListOf<HTMLScriptElement>} */
  const scripts = document.querySelectorAll("script.live-packed");
  for (const script of scripts) {
    const template = document.createElement("template");
    template.innerHTML = JSON.parse(script.textContent);
    const { controls } = script.dataset;
    if (controls) part(template.content, "figure").dataset.controls = controls;
    const picture = script.previousElementSibling;
    if (picture?.matches(".live-picture")) picture.remove();
    script.replaceWith(template.content);
  }
  document.querySelectorAll(LIVING).forEach(keepKeys);
}

/**
 * Keeps JupyterLab from taking arrow keys away from what has the focus: it asks that element itself.
 * @param {Element} element
 */
const keepKeys = (element) => element.addEventListener("focusin", yieldNoKey);

/** @param {Event} event */
const yieldNoKey = ({ target }) =>
  /** @type {Element} */ (target).setAttribute("data-lm-suppress-shortcuts", "true");
