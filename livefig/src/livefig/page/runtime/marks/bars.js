/* Bars and other rectangles. */

defineMark("bars", ({ body, artist, x, y }) => {
  const { style, shapes } = artist;
  const bars = style.css.map((css) => append(body, "path", css));
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
      // Around in Matplotlib's order, so that dashes lie as there.
      bar.setAttribute("d", finite ? `M${x0} ${y0}H${x1}V${y1}H${x0}Z` : "");
      if (values.facecolor) {
        bar.setAttribute("fill", rgbaOf(values.facecolor, i, channelsOf(shapes.facecolor), style.alpha));
      }
    });
    return gaps ? "bars whose value is not finite are left out" : "";
  };
});
