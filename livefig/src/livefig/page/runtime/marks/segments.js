/* Line collections: every line has its own colour and width. */

defineMark("segments", ({ body, artist, x, y }) => {
  const { style, shapes } = artist;
  const points = shapes.segments[1];
  const painted = painter(artist.colormap);
  const lines = [];
  const live = typeof artist.values.segments === "number";
  return (values) => {
    const { paint, note } = painted(values);
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
        ? rgbaOf(values.colors, i, channelsOf(shapes.colors), style.alpha)
        : values.array && paint ? paint(values.array[i])
          : style.edges.length ? style.edges[i % style.edges.length] : "none");
    });
    return note || (gaps && live ? "a line has gaps where its value is not finite" : "");
  };
});
