"""Routines of the page for small matrices: solving, determinants, Cholesky and QR.

Matrices lie in rows, several of them one after the other. The method of each is in Golub & Van
Loan, Matrix Computations; the signs of QR are LAPACK's (dgeqr2).
"""

SOLVING = {
    # rows are exchanged for the largest pivot; returns the sign of the exchange
    "luDecompose": """(lu, order, n) => {
  let sign = 1;
  for (let i = 0; i < n; i++) order[i] = i;
  for (let k = 0; k < n; k++) {
    let p = k;
    for (let i = k + 1; i < n; i++) {
      if (Math.abs(lu[i * n + k]) > Math.abs(lu[p * n + k])) p = i;
    }
    if (p !== k) {
      for (let j = 0; j < n; j++) {
        const held = lu[k * n + j];
        lu[k * n + j] = lu[p * n + j];
        lu[p * n + j] = held;
      }
      const held = order[k];
      order[k] = order[p];
      order[p] = held;
      sign = -sign;
    }
    if (lu[k * n + k] === 0) continue;
    for (let i = k + 1; i < n; i++) {
      const factor = (lu[i * n + k] /= lu[k * n + k]);
      for (let j = k + 1; j < n; j++) lu[i * n + j] -= factor * lu[k * n + j];
    }
  }
  return sign;
}""",
    # X of A X = B, B with m columns; nothing where A is singular
    "solveLinear": """(out, a, b, n, m) => {
  const all = Float64Array.from(a), order = new Int32Array(n);
  for (let at = 0; at < all.length / (n * n); at++) {
    const lu = all.subarray(at * n * n, (at + 1) * n * n), o = at * n * m;
    luDecompose(lu, order, n);
    for (let c = 0; c < m; c++) {
      for (let i = 0; i < n; i++) {
        let v = b[o + order[i] * m + c];
        for (let j = 0; j < i; j++) v -= lu[i * n + j] * out[o + j * m + c];
        out[o + i * m + c] = v;
      }
      for (let i = n - 1; i >= 0; i--) {
        let v = out[o + i * m + c];
        for (let j = i + 1; j < n; j++) v -= lu[i * n + j] * out[o + j * m + c];
        out[o + i * m + c] = lu[i * n + i] === 0 ? NaN : v / lu[i * n + i];
      }
    }
  }
}""",
    # sign and logarithm of the absolute value of each determinant
    "signAndLog": """(out, a, n) => {
  const all = Float64Array.from(a), order = new Int32Array(n);
  for (let at = 0; at < out.length / 2; at++) {
    const lu = all.subarray(at * n * n, (at + 1) * n * n);
    let sign = luDecompose(lu, order, n), log = 0;
    for (let i = 0; i < n; i++) {
      sign *= Math.sign(lu[i * n + i]);
      log += Math.log(Math.abs(lu[i * n + i]));
    }
    out[2 * at] = sign;
    out[2 * at + 1] = log;
  }
}""",
    "determinant": """(out, a, n) => {
  const all = Float64Array.from(a), order = new Int32Array(n);
  for (let at = 0; at < out.length; at++) {
    const lu = all.subarray(at * n * n, (at + 1) * n * n);
    out[at] = luDecompose(lu, order, n);
    for (let i = 0; i < n; i++) out[at] *= lu[i * n + i];
  }
}""",
    # nothing where the matrix is not positive definite
    "cholesky": """(out, a, n) => {
  out.fill(0);
  for (let o = 0; o < out.length; o += n * n) {
    for (let i = 0; i < n; i++) {
      for (let j = 0; j <= i; j++) {
        let v = a[o + i * n + j];
        for (let k = 0; k < j; k++) v -= out[o + i * n + k] * out[o + j * n + k];
        out[o + i * n + j] = i === j ? (v > 0 ? Math.sqrt(v) : NaN) : v / out[o + j * n + j];
      }
    }
  }
}""",
    # Householder's reflections; Q with k columns, then R with k rows
    "householder": """(out, a, m, n, k) => {
  const all = Float64Array.from(a), size = m * k + k * n;
  for (let at = 0; at < out.length / size; at++) {
    const r = all.subarray(at * m * n, (at + 1) * m * n);
    const q = new Float64Array(m * m), v = new Float64Array(m);
    for (let i = 0; i < m; i++) q[i * m + i] = 1;
    for (let c = 0; c < Math.min(m - 1, n); c++) {
      let below = 0;
      for (let i = c + 1; i < m; i++) below = Math.hypot(below, r[i * n + c]);
      if (below === 0) continue;
      const alpha = r[c * n + c], beta = -(alpha < 0 ? -1 : 1) * Math.hypot(alpha, below);
      const tau = (beta - alpha) / beta;
      v[c] = 1;
      for (let i = c + 1; i < m; i++) v[i] = r[i * n + c] / (alpha - beta);
      for (let j = c; j < n; j++) {
        let s = 0;
        for (let i = c; i < m; i++) s += v[i] * r[i * n + j];
        for (let i = c; i < m; i++) r[i * n + j] -= tau * s * v[i];
      }
      for (let i = c + 1; i < m; i++) r[i * n + c] = 0;
      for (let j = 0; j < m; j++) {
        let s = 0;
        for (let i = c; i < m; i++) s += q[j * m + i] * v[i];
        for (let i = c; i < m; i++) q[j * m + i] -= tau * s * v[i];
      }
    }
    const o = at * size;
    for (let i = 0; i < m; i++) for (let j = 0; j < k; j++) out[o + i * k + j] = q[i * m + j];
    for (let i = 0; i < k * n; i++) out[o + m * k + i] = r[i];
  }
}""",
}
