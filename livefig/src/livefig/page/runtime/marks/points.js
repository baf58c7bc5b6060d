/* Scatters: positions, sizes and colours. */

defineMark("points", ({ body, artist, x, y }) => {
  const { style, shapes } = artist;
  const painted = painter(artist.colormap);
  const cycled = (list, i) => (list.length ? list[i % list.length] : "none");
  const fixedWidth = (i) => style.widths[i % style.widths.length];
  const markers = createMarkers(body, style.marker, (element, i) => {
    for (const key in style.css) element.setAttribute(key, style.css[key]);
    element.setAttribute("fill", cycled(style.faces, i));
    element.setAttribute("stroke", cycled(style.edges, i));
    element.setAttribute("stroke-width", fixedWidth(i));
  });
  return (values) => {
    const { paint, note } = painted(values);
    const at = values.offsets;
    const n = at.length / 2;
    let infinite = false;
    for (let i = 0; i < n; i++) {
      const px = at[2 * i];
      const py = at[2 * i + 1];
      const size = Math.sqrt(entry(values.sizes, values.sizes.length ? i % values.sizes.length : 0));
      const visible = isFinitePoint(px, py) && size > 0;
      // A row of NaN is a point that is not there; infinity is a value that went wrong.
      infinite ||= Math.abs(px) === Infinity || Math.abs(py) === Infinity;
      const element = markers.place(
        i, visible ? toPage(x, px) : 0, visible ? toPage(y, py) : 0, visible ? size : 0,
      );
      const color = values.facecolors
        ? rgbaOf(values.facecolors, i, channelsOf(shapes.facecolors), style.alpha)
        : values.array && paint ? paint(values.array[i]) : undefined;
      if (color !== undefined) {
        if (style.mapped !== "edges") element.setAttribute("fill", visible ? color : "none");
        if (style.mapped === "edges" || style.edgeIsFace) element.setAttribute("stroke", color);
      }
      if (values.linewidths !== undefined) {
        element.setAttribute("stroke-width", Math.max(entry(values.linewidths, i), 0) || 0);
      }
      if (!visible) element.setAttribute("stroke-width", 0);
      else if (values.linewidths === undefined) element.setAttribute("stroke-width", fixedWidth(i));
    }
    markers.trim(n);
    return note || (infinite ? "points whose value is not finite are left out" : "");
  };
});
