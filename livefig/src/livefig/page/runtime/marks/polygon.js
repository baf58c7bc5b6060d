/* Polygons: one closed or open line through corners. */

defineMark("polygon", ({ body, artist, x, y }) => {
  const { style, shapes } = artist;
  const shape = append(body, "path", style.css);
  return (values) => {
    const { xy } = values;
    let path = "";
    let gaps = false;
    for (let i = 0; i < xy.length; i += 2) {
      if (!isFinitePoint(xy[i], xy[i + 1])) gaps = true;
      else path += (path ? "L" : "M") + toPage(x, xy[i]) + " " + toPage(y, xy[i + 1]);
    }
    shape.setAttribute("d", path && style.closed ? path + "Z" : path);
    for (const [key, attribute] of [["facecolor", "fill"], ["edgecolor", "stroke"]]) {
      if (values[key]) shape.setAttribute(attribute, rgbaOf(values[key], 0, channelsOf(shapes[key]), style.alpha));
    }
    if ("linewidth" in values) shape.setAttribute("stroke-width", Math.max(values.linewidth, 0) || 0);
    return gaps ? "a polygon leaves out corners that are not finite" : "";
  };
});
