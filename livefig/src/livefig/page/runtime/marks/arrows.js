/* Arrows as Matplotlib's quiver draws them: everything in multiples of the shaft's width. */

defineMark("arrows", ({ body, artist, x, y }) => {
  const { style } = artist;
  const painted = painter(artist.colormap);
  const arrows = [];
  const dot = [0, 1, 2, 3, 4, 5].map((k) => [Math.cos((k * Math.PI) / 3), Math.sin((k * Math.PI) / 3)]);

  /** Corners of an arrow to the right, its tip at `length`. */
  function corners(length) {
    const { headAxisLength, headLength, headWidth, minShaft, minLength } = style;
    if (length < minLength) return dot.map(([a, b]) => [a * minLength / 2, b * minLength / 2]);
    const shaft = minShaft * headLength;
    const shrink = length < shaft && shaft ? length / shaft : 1;
    const tip = Math.max(length, shaft);
    const half = [
      [0, 0.5],
      [(tip - headAxisLength) * shrink, 0.5 * shrink],
      [(tip - headLength) * shrink, 0.5 * headWidth * shrink],
    ];
    if (shrink !== 1) half[0][1] *= shrink;
    const all = [...half, [tip * shrink, 0], ...half.map(([a, b]) => [a, -b]).reverse()];
    return all.map(([a, b]) => [a - style.pivot * tip * shrink, b]);
  }

  return (values) => {
    const { paint, note } = painted(values);
    const at = values.offsets;
    const n = at.length / 2;
    let gaps = false;
    while (arrows.length < n) arrows.push(append(body, "path", style.css));
    arrows.forEach((arrow, i) => {
      const u = i < n ? entry(values.U, i) : NaN;
      const v = i < n ? entry(values.V, i) : NaN;
      const [px, py] = i < n ? [at[2 * i], at[2 * i + 1]] : [NaN, NaN];
      if (!isFinitePoint(u, v) || !isFinitePoint(px, py)) {
        gaps ||= i < n;
        arrow.setAttribute("d", "");
        return;
      }
      let dx = u;
      let dy = -v;
      if (style.angles === "xy") {
        dx = toPage(x, px + u) - toPage(x, px);
        dy = toPage(y, py + v) - toPage(y, py);
      }
      const length = style.length * (style.inData ? Math.hypot(dx, dy) : Math.hypot(u, v));
      const norm = Math.hypot(dx, dy) || 1;
      const [cos, sin] = [dx / norm || (dx || dy ? 0 : 1), dy / norm];
      const [x0, y0] = [toPage(x, px), toPage(y, py)];
      const path = corners(Math.min(length, 65536)).map(([a, b]) => {
        const right = style.width * a;
        const up = style.width * b;
        const round = (value) => Math.round(value * 100) / 100;
        return round(x0 + right * cos + up * sin) + " " + round(y0 + right * sin - up * cos);
      });
      arrow.setAttribute("d", `M${path.join("L")}Z`);
      const cycled = (colors) => (colors.length ? colors[i % colors.length] : "none");
      const color = values.array && paint ? paint(values.array[i]) : undefined;
      const fill = style.mapped === "faces" ? color : undefined;
      const stroke = style.mapped === "edges" || style.edgeIsFace ? color : undefined;
      arrow.setAttribute("fill", fill ?? cycled(style.faces));
      arrow.setAttribute("stroke", stroke ?? cycled(style.edges));
      arrow.setAttribute("stroke-width", style.widths[i % style.widths.length]);
    });
    return note || (gaps ? "arrows whose value is not finite are left out" : "");
  };
});
