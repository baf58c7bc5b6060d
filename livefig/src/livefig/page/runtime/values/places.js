/* Elements over and under the drawing: where they lie, in per cent of what the figure's view shows. */

const percent = (value, whole) => `${(100 * value) / whole}%`;

/** Puts an element at a point of the page. @param {HTMLElement} element @param {FigureSpec} spec */
function placeAt(element, spec, x, y) {
  const [left, top, width, height] = spec.view;
  element.style.left = percent(x - left, width);
  element.style.top = percent(y - top, height);
}

/** Gives an element the place and size of a box of the page. @param {number[]} box */
function placeBox(element, spec, box) {
  const [left, top, width, height] = box;
  placeAt(element, spec, left, top);
  element.style.width = percent(width, spec.view[2]);
  element.style.height = percent(height, spec.view[3]);
}

/** The point of the page under a pointer. @param {Figure} figure @returns {[number, number]} */
function pointOf(event, figure) {
  const { drawing, spec } = figure;
  const [left, top, width, height] = spec.view;
  const rect = drawing.getBoundingClientRect();
  return [
    left + ((event.clientX - rect.left) / rect.width) * width,
    top + ((event.clientY - rect.top) / rect.height) * height,
  ];
}
