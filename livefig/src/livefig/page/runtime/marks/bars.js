/* Bars and other rectangles. */

defineMark("bars", ({ body, artist, x, y }) => {
  const { style, shapes } = artist;
  const bars = style.css.map((css) => append(body, "rect", css));
  return (values) => {
    let gaps = false;
    bars.forEach((bar, i) => {
      const left = entry(values.x, i);
      const bottom = entry(values.y, i);
      const right = left + entry(values.width, i);
      const top = bottom + entry(values.height, i);
      const finite = isFinitePoint(left, right) && isFinitePoint(bottom, top);
      gaps ||= !finite;
      const [x0, x1] = finite ? [toPage(x, left), toPage(x, right)] : [0, 0];
      const [y0, y1] = finite ? [toPage(y, bottom), toPage(y, top)] : [0, 0];
      bar.setAttribute("x", Math.min(x0, x1));
      bar.setAttribute("y", Math.min(y0, y1));
      // A bar of no height keeps its outline; one that is not there has none.
      bar.setAttribute("width", finite ? Math.max(Math.abs(x1 - x0), 1e-6) : 0);
      bar.setAttribute("height", finite ? Math.max(Math.abs(y1 - y0), 1e-6) : 0);
      if (values.facecolor) {
        bar.setAttribute("fill", rgbaOf(values.facecolor, i, channelsOf(shapes.facecolor), style.alpha));
      }
    });
    return gaps ? "bars whose value is not finite are left out" : "";
  };
});
