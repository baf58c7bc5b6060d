"""The Fourier transform of the page: Cooley & Tukey's, and Bluestein's for other lengths."""

FOURIER = {
    # cos and sin of all angles of a length, kept from call to call
    "wavesOf": """(() => {
  const kept = new Map();
  return (n) => {
    if (!kept.has(n)) {
      const angles = Array.from({ length: n }, (_, k) => (2 * Math.PI * k) / n);
      kept.set(n, [Float64Array.from(angles, Math.cos), Float64Array.from(angles, Math.sin)]);
    }
    return kept.get(n);
  };
})()""",
    # in place, for powers of two; sign 1 there, -1 back
    "powerOfTwo": """(re, im, sign) => {
  const n = re.length, [cos, sin] = wavesOf(n);
  for (let i = 1, j = 0; i < n; i++) {
    let bit = n >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) {
      [re[i], re[j]] = [re[j], re[i]];
      [im[i], im[j]] = [im[j], im[i]];
    }
  }
  for (let half = 1; half < n; half *= 2) {
    const step = n / (2 * half);
    for (let start = 0; start < n; start += 2 * half) {
      for (let k = 0; k < half; k++) {
        const a = start + k, b = a + half, c = cos[k * step], s = -sign * sin[k * step];
        const x = re[b] * c - im[b] * s, y = re[b] * s + im[b] * c;
        re[b] = re[a] - x;
        im[b] = im[a] - y;
        re[a] += x;
        im[a] += y;
      }
    }
  }
}""",
    # any length: a convolution with a chirp, in a length that is a power of two
    "chirped": """(re, im, sign) => {
  const n = re.length, [cos, sin] = wavesOf(2 * n);
  let size = 1;
  while (size < 2 * n - 1) size *= 2;
  const [a, b, c, d] = Array.from({ length: 4 }, () => new Float64Array(size));
  for (let k = 0; k < n; k++) {
    const at = (k * k) % (2 * n), x = cos[at], y = sign * sin[at];
    a[k] = re[k] * x + im[k] * y;
    b[k] = im[k] * x - re[k] * y;
    c[k] = c[(size - k) % size] = x;
    d[k] = d[(size - k) % size] = y;
  }
  powerOfTwo(a, b, 1);
  powerOfTwo(c, d, 1);
  for (let k = 0; k < size; k++) {
    const x = a[k] * c[k] - b[k] * d[k];
    b[k] = (a[k] * d[k] + b[k] * c[k]) / size;
    a[k] = x / size;
  }
  powerOfTwo(a, b, -1);
  for (let k = 0; k < n; k++) {
    const at = (k * k) % (2 * n), x = cos[at], y = sign * sin[at];
    re[k] = a[k] * x + b[k] * y;
    im[k] = b[k] * x - a[k] * y;
  }
}""",
    # rows of length n: all real parts, then all imaginary ones
    "fourier": """(out, real, imag, n, sign) => {
  const size = out.length / 2, one = imag.length === 1;
  out.set(real);
  if (one) out.fill(imag[0], size);
  else out.set(imag, size);
  for (let at = 0; at < size; at += n) {
    const re = out.subarray(at, at + n), im = out.subarray(size + at, size + at + n);
    if ((n & (n - 1)) === 0) powerOfTwo(re, im, sign);
    else chirped(re, im, sign);
  }
}""",
}
