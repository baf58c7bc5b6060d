/* Filled areas between two curves. */

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
      path += "M" + at(i, y2) + "L" + at(i, y1); // begins where Matplotlib does: so do dashes
      while (i + 1 < xs.length && !isGap(i + 1)) path += "L" + at(++i, y1);
      for (let k = i; k >= start; k--) path += "L" + at(k, y2);
      path += "Z";
    }
    shape.setAttribute("d", path);
    return gaps && !artist.style.gaps ? "an area has gaps where its value is not finite" : "";
  };
});
