/* Many polygons, each with its own corners and colour. */

defineMark("polygons", ({ body, artist, x, y }) => {
  const { style, shapes } = artist;
  const corners = shapes.verts[1];
  const painted = painter(artist.colormap);
  const { edges, widths } = style;
  /** @type {SVGElement[]} */
  const polygons = [];
  return (values) => {
    const { paint, note } = painted(values);
    const { verts, array, facecolors } = values;
    const n = verts.length / (2 * corners);
    while (polygons.length < n) {
      polygons.push(append(body, "path", { ...style.css, "stroke-width": widths[0] ?? 0 }));
    }
    polygons.forEach((polygon, i) => {
      let path = "";
      for (let k = i * corners; i < n && k < (i + 1) * corners; k++) {
        path += (path ? "L" : "M") + toPage(x, verts[2 * k]) + " " + toPage(y, verts[2 * k + 1]);
      }
      polygon.setAttribute("d", path && !path.includes("NaN") ? path + "Z" : "");
      if (i >= n) return;
      const face = facecolors ? rgbaOf(facecolors, i, channelsOf(shapes.facecolors), style.alpha)
        : array && paint && style.mapped !== "nothing" ? paint(array[i])
          : style.faces.length ? style.faces[i % style.faces.length] : "none";
      const ofEdges = style.mapped === "edges"; // what has no area
      const edge = edges.length ? edges[i % edges.length] : "none";
      polygon.setAttribute("fill", ofEdges ? "none" : face);
      polygon.setAttribute("stroke", ofEdges || style.edgeIsFace ? face : edge);
    });
    return note;
  };
});
