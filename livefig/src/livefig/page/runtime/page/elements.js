/* Finding and making elements of the page. */

const SVG = "http://www.w3.org/2000/svg";

/**
 * The element that a selector names: the HTML of a figure always holds it.
 * @param {ParentNode} root @param {string} selector @returns {any}
 */
const part = (root, selector) => root.querySelector(selector);

/** A figure's name as words. @param {FigureSpec} spec */
const nameOf = (spec) => spec.name.replaceAll("-", " ");

/** The words of what was thrown. @param {unknown} error */
const reasonOf = (error) => (error instanceof Error ? error.message : String(error));

/**
 * Adds an SVG element to a parent.
 * @template {keyof SVGElementTagNameMap} T
 * @param {Element} parent @param {T} name @param {Object<string, *>} [attributes]
 */
function append(parent, name, attributes = {}) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return parent.appendChild(element);
}
