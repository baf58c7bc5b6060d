/* Lines with their markers. This is the path that every slider takes: nothing clever, only fast. */

defineMark("line", ({ body, artist, x, y }) => {
  const { style, shapes } = artist;
  const stroke = style.line && append(body, "path", style.line);
  const markers = style.marker && createMarkers(body, style.marker, (element) => {
    for (const key in style.marker.css) element.setAttribute(key, style.marker.css[key]);
  });
  const live = typeof artist.values.ydata === "number" || typeof artist.values.xdata === "number";
  return (values) => {
    const xs = values.xdata;
    const ys = values.ydata;
    const n = xs.length ?? ys.length ?? 1;
    let path = "";
    let gaps = false;
    let pen = "M";
    let count = 0;
    let lastX = 0;
    let lastY = 0;
    for (let i = 0; i < n; i++) {
      const xi = xs.length === undefined ? xs : xs[i];
      const yi = ys.length === undefined ? ys : ys[i];
      if (!isFinitePoint(xi, yi)) {
        gaps = true;
        pen = "M";
        continue;
      }
      const px = toPage(x, xi);
      const py = toPage(y, yi);
      if (stroke) {
        if (style.steps && pen === "L") path += stepTo(style.steps, lastX, lastY, px, py);
        path += pen + px + " " + py;
        pen = "L";
        lastX = px;
        lastY = py;
      }
      if (markers) markers.place(count++, px, py, 1);
    }
    stroke?.setAttribute("d", path);
    markers?.trim(count);
    if ("color" in values) {
      const color = rgbaOf(values.color, 0, channelsOf(shapes.color), style.alpha);
      stroke?.setAttribute("stroke", color);
      for (const attribute of style.marker?.follows ?? []) markers?.paint(attribute, color);
    }
    if ("linewidth" in values) stroke?.setAttribute("stroke-width", Math.max(values.linewidth, 0) || 0);
    return gaps && live ? "a line has gaps where its value is not finite" : "";
  };
});

/** The corners of a step between two points. */
function stepTo(steps, x0, y0, x1, y1) {
  if (steps === "pre") return `L${x0} ${y1}`;
  if (steps === "post") return `L${x1} ${y0}`;
  const middle = (x0 + x1) / 2;
  return `L${middle} ${y0}L${middle} ${y1}`;
}
