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
      const color = rgbaOf(values.color, 0, shapes.color[0]);
      stroke?.setAttribute("stroke", color);
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

/* Line collections: every line has its own colour and width. */

defineMark("segments", ({ body, artist, x, y }) => {
  const { style, shapes } = artist;
  const points = shapes.segments[1];
  const paint = artist.colormap && colorOf(artist.colormap);
  const lines = [];
  const live = typeof artist.values.segments === "number";
  return (values) => {
    const n = values.segments.length / (2 * points);
    let gaps = false;
    while (lines.length < n) lines.push(append(body, "path", style.css));
    lines.forEach((line, i) => {
      let path = "";
      let pen = "M";
      for (let k = i * points; i < n && k < (i + 1) * points; k++) {
        const px = values.segments[2 * k];
        const py = values.segments[2 * k + 1];
        if (isFinitePoint(px, py)) {
          path += pen + toPage(x, px) + " " + toPage(y, py);
          pen = "L";
        } else {
          gaps = true;
          pen = "M";
        }
      }
      line.setAttribute("d", path);
      if (i >= n) return;
      const width = entry(values.linewidths ?? style.widths, i % style.widths.length);
      line.setAttribute("stroke-width", Math.max(entry(values.linewidths ?? width, i), 0) || 0);
      line.setAttribute("stroke", values.colors
        ? rgbaOf(values.colors, i, shapes.colors.at(-1))
        : values.array && paint ? paint(values.array[i])
          : style.edges.length ? style.edges[i % style.edges.length] : "none");
    });
    return gaps && live ? "a line has gaps where its value is not finite" : "";
  };
});
