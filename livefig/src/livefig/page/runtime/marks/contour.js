/* Contour lines by marching squares. A line is followed from cell to cell, so that dashes run on. */

/**
 * Crossings of a level in every cell, two edges each.
 *
 * An edge of the grid is a number: first those along x, row by row, then those along y. `links`
 * holds for each edge the (at most two) edges that a line goes on to, -1 where it ends.
 *
 * @param {Float64Array} z @param {number} rows @param {number} columns @param {number} level
 * @param {Int32Array} links
 */
function linkCrossings(z, rows, columns, level, links) {
  const vertical = rows * (columns - 1); // number of the first edge along y
  const join = (a, b) => {
    links[links[2 * a] < 0 ? 2 * a : 2 * a + 1] = b;
    links[links[2 * b] < 0 ? 2 * b : 2 * b + 1] = a;
  };
  links.fill(-1);
  for (let r = 0; r < rows - 1; r++) {
    for (let c = 0; c < columns - 1; c++) {
      const at = r * columns + c;
      const z00 = z[at];
      const z01 = z[at + 1];
      const z10 = z[at + columns];
      const z11 = z[at + columns + 1];
      const sum = z00 + z01 + z10 + z11;
      if (sum - sum !== 0) continue; // not finite: no line through this cell
      const kind = (z00 > level ? 1 : 0) | (z01 > level ? 2 : 0) | (z11 > level ? 4 : 0)
        | (z10 > level ? 8 : 0);
      if (kind === 0 || kind === 15) continue;
      const bottom = r * (columns - 1) + c;
      const top = bottom + columns - 1;
      const left = vertical + at;
      const right = left + 1;
      if (kind === 5 || kind === 10) {
        // A saddle: the mean of the corners tells which of them belong together.
        if ((kind === 5) === sum / 4 > level) {
          join(left, top);
          join(bottom, right);
        } else {
          join(left, bottom);
          join(top, right);
        }
        continue;
      }
      const low = kind > 7 ? 15 - kind : kind; // 1, 2, 3, 4, 6, 7
      if (low === 1) join(left, bottom);
      else if (low === 2) join(bottom, right);
      else if (low === 3) join(left, right);
      else if (low === 4) join(right, top);
      else if (low === 6) join(bottom, top);
      else join(left, top);
    }
  }
}

defineMark("contour", ({ body, artist, x, y }) => {
  const { style, shapes } = artist;
  const [rows, columns] = shapes.z;
  const vertical = rows * (columns - 1);
  const links = new Int32Array(2 * (vertical + (rows - 1) * columns));
  const paths = style.css.map((css) => append(body, "path", css));

  return ({ x: xs, y: ys, z }) => {
    /** Where the line of a level crosses an edge. */
    const crossing = (edge, level) => {
      const alongX = edge < vertical;
      const width = alongX ? columns - 1 : columns;
      const r = Math.floor((alongX ? edge : edge - vertical) / width);
      const c = (alongX ? edge : edge - vertical) % width;
      const from = z[r * columns + c];
      const to = alongX ? z[r * columns + c + 1] : z[(r + 1) * columns + c];
      const t = (level - from) / (to - from);
      const px = alongX ? xs[c] + t * (xs[c + 1] - xs[c]) : xs[c];
      const py = alongX ? ys[r] : ys[r] + t * (ys[r + 1] - ys[r]);
      return toPage(x, px) + " " + toPage(y, py);
    };

    /** The line from an edge on; takes its links away. */
    const follow = (start, level) => {
      let path = "M" + crossing(start, level);
      let edge = start;
      for (;;) {
        const slot = links[2 * edge] >= 0 ? 2 * edge : 2 * edge + 1;
        const next = links[slot];
        if (next < 0) return path;
        links[slot] = -1;
        links[links[2 * next] === edge ? 2 * next : 2 * next + 1] = -1;
        if (next === start) return path + "Z";
        path += "L" + crossing(next, level);
        edge = next;
      }
    };

    style.levels.forEach((level, i) => {
      linkCrossings(z, rows, columns, level, links);
      let path = "";
      // Open lines first, from their ends; what is left then is closed.
      for (const open of [true, false]) {
        for (let edge = 0; 2 * edge < links.length; edge++) {
          const ends = Number(links[2 * edge] >= 0) + Number(links[2 * edge + 1] >= 0);
          if (ends === 1 || (ends === 2 && !open)) path += follow(edge, level);
        }
      }
      paths[i].setAttribute("d", path);
    });
    return "";
  };
});
