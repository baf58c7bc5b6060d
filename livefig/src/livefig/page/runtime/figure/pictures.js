/* Pictures that take the place of the first one: for some values the function draws other axes. */

/**
 * The figure as the marks of another picture know it, which is put into the page, not yet seen.
 * @param {Figure} figure @param {PictureSpec} picture @returns {Figure}
 */
function anotherPicture(figure, { svg, ...picture }) {
  const drawing = document.createElement("div");
  drawing.className = "live-drawing";
  drawing.hidden = true;
  drawing.innerHTML = svg;
  figure.drawing.after(drawing);
  const own = { drawing, svg: part(drawing, "svg"), scales: new Map(), behind: [] };
  const spec = withOwnIds(drawing, { ...figure.spec, ...picture });
  return Object.assign(Object.create(figure), own, { spec });
}
