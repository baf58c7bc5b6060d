"""The random numbers of `livefig.random` in JavaScript, made of the constants of NumPy's side."""

from livefig.tracing import philox

ELEMENTS = {
    "philox_uniform": "philoxUniform({0}, {1}, {2})",
    "philox_log": "philoxLog({0})",
}

HELPERS = {
    # the high word of a product of two 32-bit words is put together from halves of 16 bits
    "philoxUniform": f"""(place, call, seed) => {{
  let left = place | 0, right = call | 0, key = seed | 0;
  for (let i = 0; i < {philox.ROUNDS}; i++) {{
    const low = left & 65535, high = left >>> 16;
    const a = low * {philox.MULTIPLIER & 0xFFFF}, b = high * {philox.MULTIPLIER & 0xFFFF};
    const c = low * {philox.MULTIPLIER >> 16}, d = high * {philox.MULTIPLIER >> 16};
    const middle = Math.floor(a / 65536) + (b % 65536) + c;
    const upper = d + Math.floor(b / 65536) + Math.floor(middle / 65536);
    const product = Math.imul(left, {philox.MULTIPLIER});
    left = upper ^ key ^ right;
    right = product;
    key = (key + {philox.WEYL}) | 0;
  }}
  return ((left >>> 5) * 67108864 + (right >>> 6)) / 9007199254740992;
}}""",
    "philoxLog": f"""(x) => {{
  let m = x, n = 0;
  while (m < 0.70710678) {{ m *= 2; n--; }}
  while (m >= 2 * 0.70710678) {{ m /= 2; n++; }}
  const s = (m - 1) / (m + 1), z = s * s;
  let series = 0;
  for (let k = 23; k > 1; k -= 2) series = (series + 1 / k) * z;
  return n * {philox.LN2_HIGH!r} + (n * {philox.LN2_LOW!r} + (2 * s * series + 2 * s));
}}""",
}
