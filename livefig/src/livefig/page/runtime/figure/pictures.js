/* Pictures that take the place of the first one: for some values the function draws other axes. */

/**
 * Shows the picture that a program draws, and returns it.
 * @param {Figure} figure @param {Picture} first @returns {(way: number) => Picture}
 */
function picturesOf(figure, first) {
  const { element, spec } = figure;
  const pictures = [first];
  let shown = first;
  return (way) => {
    const number = spec.picture_of[way];
    const picture = pictures[number] ??= pictureOf(anotherPicture(figure, spec.others[number - 1]));
    if (picture === shown) return picture;
    shown.drawing.hidden = true;
    picture.drawing.hidden = false;
    element.style.setProperty("--live-width", `${Math.round(picture.view[2] * 1.44)}px`);
    return (shown = picture);
  };
}

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
