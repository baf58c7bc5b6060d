/* Filled areas, polygons, bars and arrows. */

const setAll = (element, css) => {
  for (const key in css) element.setAttribute(key, css[key]);
};

defineMark("area", ({ body, artist, x, y }) => {
  const shape = append(body, "path", artist.style.css);
  return ({ x: xs, y1, y2 }) => {
    let path = "";
    let gaps = false;
    const at = (i, values) => toPage(x, xs[i]) + " " + toPage(y, entry(values, i));
    const isGap = (i) =>
      !isFinitePoint(xs[i], entry(y1, i)) || !isFinitePoint(xs[i], entry(y2, i));
    for (let i = 0; i < xs.length; i++) {
      if (isGap(i)) {
        gaps = true;
        continue;
      }
      const start = i;
      path += "M" + at(i, y1);
      while (i + 1 < xs.length && !isGap(i + 1)) path += "L" + at(++i, y1);
      for (let k = i; k >= start; k--) path += "L" + at(k, y2);
      path += "Z";
    }
    shape.setAttribute("d", path);
    return gaps ? "an area has gaps where its value is not finite" : "";
  };
});

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
      if (values[key]) shape.setAttribute(attribute, rgbaOf(values[key], 0, shapes[key][0]));
    }
    if ("linewidth" in values) shape.setAttribute("stroke-width", Math.max(values.linewidth, 0) || 0);
    return gaps ? "a polygon leaves out corners that are not finite" : "";
  };
});

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
        bar.setAttribute("fill", rgbaOf(values.facecolor, i, shapes.facecolor.at(-1)));
      }
    });
    return gaps ? "bars whose value is not finite are left out" : "";
  };
});

/* Arrows as Matplotlib's quiver draws them: everything in multiples of the shaft's width. */
defineMark("arrows", ({ body, artist, x, y }) => {
  const { style } = artist;
  const paint = artist.colormap && colorOf(artist.colormap);
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
      arrow.setAttribute("fill", values.array && paint
        ? paint(values.array[i]) : style.faces.length ? style.faces[i % style.faces.length] : "none");
      arrow.setAttribute("stroke", style.edges.length ? style.edges[i % style.edges.length] : "none");
      arrow.setAttribute("stroke-width", style.widths[i % style.widths.length]);
    });
    return gaps ? "arrows whose value is not finite are left out" : "";
  };
});
