"""Routines of the page for eigenvalues of symmetric matrices and for singular values.

Matrices lie in rows, several of them one after the other. Eigenvectors get LAPACK's signs, since
they are found in LAPACK's steps (dsytd2, dsteqr); singular values by Jacobi's rotations. Both are
in Golub & Van Loan, Matrix Computations.
"""

SPECTRA = {
    # to three diagonals: d, e beside it, and the reflections multiplied into z
    "tridiagonal": """(a, z, d, e, n) => {
  const taus = new Float64Array(n), v = new Float64Array(n), w = new Float64Array(n);
  for (let c = 0; c < n - 1; c++) {
    let below = 0;
    for (let i = c + 2; i < n; i++) below = Math.hypot(below, a[i * n + c]);
    const alpha = a[(c + 1) * n + c];
    e[c] = alpha;
    if (below === 0) continue;
    const beta = (e[c] = -(alpha < 0 ? -1 : 1) * Math.hypot(alpha, below));
    const tau = (taus[c] = (beta - alpha) / beta);
    v[c + 1] = 1;
    for (let i = c + 2; i < n; i++) v[i] = a[i * n + c] /= alpha - beta;
    let dot = 0;
    for (let i = c + 1; i < n; i++) {
      w[i] = 0;
      for (let j = c + 1; j < n; j++) w[i] += tau * a[Math.max(i, j) * n + Math.min(i, j)] * v[j];
      dot += w[i] * v[i];
    }
    for (let i = c + 1; i < n; i++) w[i] -= 0.5 * tau * dot * v[i];
    for (let i = c + 1; i < n; i++) {
      for (let j = c + 1; j <= i; j++) a[i * n + j] -= v[i] * w[j] + w[i] * v[j];
    }
  }
  for (let i = 0; i < n; i++) d[i] = a[i * n + i];
  for (let c = n - 2; c >= 0; c--) {
    if (taus[c] === 0) continue;
    for (let j = 0; j < n; j++) {
      let s = z[(c + 1) * n + j];
      for (let i = c + 2; i < n; i++) s += a[i * n + c] * z[i * n + j];
      z[(c + 1) * n + j] -= taus[c] * s;
      for (let i = c + 2; i < n; i++) z[i * n + j] -= taus[c] * s * a[i * n + c];
    }
  }
}""",
    # turns columns j and j + 1 of z
    "turnColumns": """(z, n, j, c, s) => {
  for (let i = 0; i < n; i++) {
    const right = z[i * n + j + 1], left = z[i * n + j];
    z[i * n + j + 1] = c * right - s * left;
    z[i * n + j] = s * right + c * left;
  }
}""",
    # as LAPACK rounds it, on which the sign of a vector may hang
    "lengthOf": """(x, y) => {
  const large = Math.max(Math.abs(x), Math.abs(y)), small = Math.min(Math.abs(x), Math.abs(y));
  return large === 0 ? 0 : large * Math.sqrt(1 + (small / large) ** 2);
}""",
    # [larger, smaller in size, c, s] of the matrix [[a, b], [b, c]]
    "eigenOfTwo": """(a, b, c) => {
  const sum = a + c, gap = a - c, twice = 2 * b, root = lengthOf(gap, twice);
  const large = Math.abs(a) > Math.abs(c) ? a : c, small = Math.abs(a) > Math.abs(c) ? c : a;
  const one = sum < 0 ? -1 : 1, two = gap >= 0 ? 1 : -1;
  const first = sum === 0 ? 0.5 * root : 0.5 * (sum + one * root);
  const second = sum === 0 ? -0.5 * root : (large / first) * small - (b / first) * b;
  const edge = gap + two * root;
  let cos = 1, sin = 0;
  if (Math.abs(edge) > Math.abs(twice)) {
    const t = -twice / edge;
    sin = 1 / Math.sqrt(1 + t * t);
    cos = t * sin;
  } else if (twice !== 0) {
    const t = -edge / twice;
    cos = 1 / Math.sqrt(1 + t * t);
    sin = t * cos;
  }
  return one === two ? [first, second, -sin, cos] : [first, second, cos, sin];
}""",
    # implicit QL steps, or QR steps from the other end, where the diagonal grows
    "diagonalize": """(d, e, z, n) => {
  const eps = 2 ** -53, tiny = 2 ** -1022, cs = new Float64Array(n), sn = new Float64Array(n);
  let steps = 30 * n;
  for (let start = 0; start < n; ) {
    if (start > 0) e[start - 1] = 0;
    let m = start;
    const small = (i) => Math.sqrt(Math.abs(d[i])) * Math.sqrt(Math.abs(d[i + 1])) * eps;
    while (m < n - 1 && Math.abs(e[m]) > small(m)) m++;
    if (m < n - 1) e[m] = 0;
    let l = start, end = m;
    start = m + 1;
    if (end === l) continue;
    if (Math.abs(d[end]) < Math.abs(d[l])) [l, end] = [end, l];
    const step = end > l ? 1 : -1;
    // e between place i and the next one in this direction
    const at = step === 1 ? (i) => i : (i) => i - 1;
    while ((end - l) * step >= 0) {
      m = l;
      while (m !== end) {
        const off = e[at(m)];
        if (off * off <= eps * eps * Math.abs(d[m]) * Math.abs(d[m + step]) + tiny) break;
        m += step;
      }
      if (m !== end) e[at(m)] = 0;
      if (m === l) {
        l += step;
        continue;
      }
      if (m === l + step) {
        const low = Math.min(l, m);
        const [first, second, c, s] = eigenOfTwo(d[low], e[low], d[low + 1]);
        turnColumns(z, n, low, c, s);
        d[low] = first;
        d[low + 1] = second;
        e[low] = 0;
        l += 2 * step;
        continue;
      }
      if (steps-- === 0) return;
      let g = (d[l + step] - d[l]) / (2 * e[at(l)]);
      g = d[m] - d[l] + e[at(l)] / (g + (g < 0 ? -1 : 1) * lengthOf(g, 1));
      let s = 1, c = 1, p = 0;
      for (let i = m - step; (i - l) * step >= 0; i -= step) {
        const f = s * e[at(i)], b = c * e[at(i)];
        let r;
        if (f === 0) [c, s, r] = [1, 0, g];
        else if (g === 0) [c, s, r] = [0, Math.sign(f), Math.abs(f)];
        else {
          const length = Math.sqrt(f * f + g * g);
          r = (g < 0 ? -1 : 1) * length;
          c = Math.abs(g) / length;
          s = f / r;
        }
        if (i !== m - step) e[at(i + step)] = r;
        g = d[i + step] - p;
        r = (d[i] - g) * s + 2 * c * b;
        p = s * r;
        d[i + step] = g + p;
        g = c * r - b;
        cs[i] = c;
        sn[i] = s;
      }
      for (let i = m - step; (i - l) * step >= 0; i -= step) {
        turnColumns(z, n, Math.min(i, i + step), cs[i], -step * sn[i]);
      }
      d[l] -= p;
      e[at(l)] = g;
    }
  }
}""",
    # the values from small to large, then the vectors as columns; only the lower triangle is read
    "symmetricEigen": """(out, a, n) => {
  const all = Float64Array.from(a), size = n + n * n;
  const d = new Float64Array(n), e = new Float64Array(n);
  for (let at = 0; at < out.length / size; at++) {
    const own = all.subarray(at * n * n, (at + 1) * n * n);
    const z = new Float64Array(n * n), q = new Float64Array(n * n);
    for (let i = 0; i < n; i++) z[i * n + i] = q[i * n + i] = 1;
    tridiagonal(own, q, d, e, n);
    diagonalize(d, e, z, n);
    const order = Array.from(d.keys());
    for (let i = 0; i < n - 1; i++) {
      let k = i;
      for (let j = i + 1; j < n; j++) if (d[order[j]] < d[order[k]]) k = j;
      [order[i], order[k]] = [order[k], order[i]];
    }
    const broken = own.some((x) => x !== x);
    for (let j = 0; j < n; j++) {
      out[at * size + j] = broken ? NaN : d[order[j]];
      for (let i = 0; i < n; i++) {
        let v = broken ? NaN : 0;
        for (let k = 0; k < n; k++) v += q[i * n + k] * z[k * n + order[j]];
        out[at * size + n + i * n + j] = v;
      }
    }
  }
}""",
    # one-sided rotations of Jacobi, m >= n: U, the values from large to small, V transposed; the
    # largest number of each column of U is positive
    "singularValues": """(out, a, m, n) => {
  const size = m * n + n + n * n;
  for (let at = 0; at < out.length / size; at++) {
    const u = Float64Array.from(a).subarray(at * m * n, (at + 1) * m * n);
    const v = new Float64Array(n * n), norms = new Float64Array(n);
    for (let i = 0; i < n; i++) v[i * n + i] = 1;
    for (let sweep = 0, moved = true; moved && sweep < 60; sweep++) {
      moved = false;
      for (let p = 0; p < n - 1; p++) {
        for (let q = p + 1; q < n; q++) {
          let x = 0, y = 0, dot = 0;
          for (let i = 0; i < m; i++) {
            const left = u[i * n + p], right = u[i * n + q];
            x += left * left;
            y += right * right;
            dot += left * right;
          }
          if (!(Math.abs(dot) > 1e-16 * Math.sqrt(x * y)) || dot === 0) continue;
          moved = true;
          const zeta = (y - x) / (2 * dot);
          const t = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.hypot(1, zeta));
          const c = 1 / Math.hypot(1, t), s = c * t;
          for (const [w, rows] of [[u, m], [v, n]]) {
            for (let i = 0; i < rows; i++) {
              const left = w[i * n + p], right = w[i * n + q];
              w[i * n + p] = c * left - s * right;
              w[i * n + q] = s * left + c * right;
            }
          }
        }
      }
    }
    for (let j = 0; j < n; j++) {
      norms[j] = 0;
      for (let i = 0; i < m; i++) norms[j] = Math.hypot(norms[j], u[i * n + j]);
    }
    const order = Array.from(norms.keys()).sort((i, j) => norms[j] - norms[i]);
    const largest = norms[order[0]] || 0, o = at * size;
    for (let k = 0; k < n; k++) {
      const j = order[k], isNone = !(norms[j] > 1e-300 && norms[j] > largest * 1e-16);
      for (let i = 0; i < m; i++) out[o + i * n + k] = isNone ? 0 : u[i * n + j] / norms[j];
      // a column of nothing: the first unit vector that is left when the others are taken from it
      for (let unit = 0; isNone && unit < m; unit++) {
        let length = 0;
        for (let i = 0; i < m; i++) out[o + i * n + k] = i === unit ? 1 : 0;
        for (let twice = 0; twice < 2; twice++) {
          for (let c = 0; c < k; c++) {
            let dot = 0;
            for (let i = 0; i < m; i++) dot += out[o + i * n + c] * out[o + i * n + k];
            for (let i = 0; i < m; i++) out[o + i * n + k] -= dot * out[o + i * n + c];
          }
        }
        for (let i = 0; i < m; i++) length = Math.hypot(length, out[o + i * n + k]);
        if (length > 1 / (2 * m)) {
          for (let i = 0; i < m; i++) out[o + i * n + k] /= length;
          break;
        }
      }
      let top = 0;
      for (let i = 1; i < m; i++) {
        if (Math.abs(out[o + i * n + k]) > Math.abs(out[o + top * n + k])) top = i;
      }
      const sign = out[o + top * n + k] < 0 ? -1 : 1;
      for (let i = 0; i < m; i++) out[o + i * n + k] *= sign;
      out[o + m * n + k] = norms[j];
      for (let i = 0; i < n; i++) out[o + m * n + n + k * n + i] = sign * v[i * n + j];
    }
  }
}""",
}
