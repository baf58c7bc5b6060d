"""The special functions of the page, each by a series or a fraction that holds where it is used.

Formulas as in Abramowitz & Stegun, Handbook of Mathematical Functions: 7.1.6 and 7.1.14 (erf),
6.1.40 (gamma), 6.3.18 (digamma), 9.1.21 and 9.2.5 (J), 9.6.19 (I), 17.6 (elliptic integrals).
"""

ELEMENTS = {
    "erf": "erf({0})",
    "erfc": "erfc({0})",
    "erfcinv": "erfcinv({0})",
    "gamma": "gamma({0})",
    "gammaln": "gammaln({0})",
    "psi": "digamma({0})",
    "jn": "besselJ({0}, {1})",
    "in": "besselI({0}, {1})",
    "ellipk": "ellipticK({0})",
    "ellipe": "ellipticE({0})",
}

HELPERS = {
    "erf": """(x) => {
  if (!(Math.abs(x) < 2)) return x > 0 ? 1 - erfc(x) : x < 0 ? erfc(-x) - 1 : x;
  let term = x, sum = x;
  for (let k = 3; Math.abs(term) > 1e-17 * Math.abs(sum); k += 2) sum += term *= (2 * x * x) / k;
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}""",
    # exp(-x²) in two parts, the first of which has an exact square
    "erfc": """(x) => {
  if (x < 1) return 1 - erf(x);
  if (x > 30) return 0;
  let f = x;
  for (let k = Math.ceil(20 + 190 / (x * x)); k > 0; k--) f = x + k / 2 / f;
  const near = Math.round(16 * x) / 16;
  return (Math.exp(-near * near) * Math.exp((near - x) * (near + x))) / (Math.sqrt(Math.PI) * f);
}""",
    # Winitzki's approximation, then Halley's steps, or Newton's for the logarithm in the tail
    "erfcinv": """(y) => {
  if (y > 1) return -erfcinv(2 - y);
  if (!(y > 0)) return y === 0 ? Infinity : NaN;
  const log = Math.log(y * (2 - y)), half = 2 / (Math.PI * 0.147) + log / 2;
  let x = Math.sqrt(Math.max(Math.sqrt(half * half - log / 0.147) - half, 0));
  for (let i = 0; i < 5; i++) {
    const tail = erfc(x), slope = (Math.sqrt(Math.PI) * Math.exp(x * x)) / 2;
    const step = (tail - y) * slope;
    x += y > 0.1 ? step / (1 + x * step) : Math.log(tail / y) * tail * slope;
  }
  return x;
}""",
    "stirling": """(x) => {
  const z = 1 / (x * x);
  const last = z * (1 / 1680 - z * (1 / 1188 - z * (691 / 360360 - z / 156)));
  return (1 / 12 - z * (1 / 360 - z * (1 / 1260 - last))) / x;
}""",
    "sinOfPi": """(x) => {
  const whole = Math.round(x);
  return Math.sin(Math.PI * (x - whole)) * (whole % 2 === 0 ? 1 : -1);
}""",
    "gamma": """(x) => {
  if (x === 0) return 1 / x;
  if (x < 0) return x === Math.floor(x) ? NaN : Math.PI / (sinOfPi(x) * gamma(1 - x));
  if (x > 171.7) return Infinity;
  let product = 1;
  if (x === Math.floor(x)) {
    for (let k = 2; k < x; k++) product *= k;
    return product;
  }
  for (; x < 12; x++) product *= x;
  const power = Math.pow(x, x / 2 - 0.25);
  return ((Math.sqrt(2 * Math.PI) * power * Math.exp(stirling(x) - x)) / product) * power;
}""",
    "gammaln": """(x) => {
  if (x === -Infinity) return x;
  if (x <= 0) {
    if (x === Math.floor(x)) return Infinity;
    return Math.log(Math.PI / Math.abs(sinOfPi(x))) - gammaln(1 - x);
  }
  if (x === 1 || x === 2) return 0;
  let product = 1;
  for (; x < 12; x++) product *= x;
  if (x === Infinity) return x;
  const rest = 0.5 * Math.log(2 * Math.PI) + stirling(x) - Math.log(product);
  return (x - 0.5) * Math.log(x) - x + rest;
}""",
    "digamma": """(x) => {
  if (x === 0) return -1 / x;
  if (x < 0) {
    if (x === Math.floor(x)) return NaN;
    return digamma(1 - x) - Math.PI / Math.tan(Math.PI * (x - Math.round(x)));
  }
  let sum = 0;
  for (; x < 12; x++) sum -= 1 / x;
  if (x === Infinity) return x;
  const z = 1 / (x * x);
  return sum + Math.log(x) - 0.5 / x - z * (1 / 12 - z * (1 / 120 - z * (1 / 252 - z * (1 / 240 -
    z * (1 / 132 - z * (691 / 32760 - z / 12))))));
}""",
    # the mean of Bessel's integral over points of a circle; Hankel's series where x is large
    "besselJ": """(n, x) => {
  if (n !== Math.floor(n)) return NaN;
  if (n < 0) return (n % 2 === 0 ? 1 : -1) * besselJ(-n, x);
  if (x < 0) return (n % 2 === 0 ? 1 : -1) * besselJ(n, -x);
  if (x === Infinity) return 0;
  if (x < 25 + n * n / 2) {
    const points = 40 + 2 * n + Math.ceil(x);
    let sum = 0;
    for (let k = 0; k < points; k++) {
      const angle = (Math.PI * (k + 0.5)) / points;
      sum += Math.cos(n * angle - x * Math.sin(angle));
    }
    return sum / points;
  }
  let p = 0, q = 0, term = 1;
  for (let k = 0; k < 60 && Math.abs(term) > 1e-17; k++) {
    if (k % 2 === 0) p += k % 4 === 0 ? term : -term;
    else q += k % 4 === 1 ? term : -term;
    const next = (term * (4 * n * n - (2 * k + 1) ** 2)) / ((k + 1) * 8 * x);
    if (Math.abs(next) > Math.abs(term)) break;
    term = next;
  }
  const phase = (n / 2 + 0.25) * Math.PI;
  const cos = Math.cos(x) * Math.cos(phase) + Math.sin(x) * Math.sin(phase);
  const sin = Math.sin(x) * Math.cos(phase) - Math.cos(x) * Math.sin(phase);
  return Math.sqrt(2 / (Math.PI * x)) * (p * cos - q * sin);
}""",
    "besselI": """(n, x) => {
  if (n !== Math.floor(n)) return NaN;
  n = Math.abs(n);
  if (Math.abs(x) < 1) {
    let term = 1, sum = 0;
    for (let k = 1; k <= n; k++) term *= x / 2 / k;
    for (let k = 1; k < 40; k++) {
      sum += term;
      term *= ((x / 2) * (x / 2)) / (k * (k + n));
    }
    return sum;
  }
  const points = 40 + n + Math.ceil(8 * Math.sqrt(Math.min(Math.abs(x), 1000)));
  let sum = 0;
  for (let k = 0; k < points; k++) {
    const angle = (Math.PI * (k + 0.5)) / points;
    sum += Math.exp(x * Math.cos(angle)) * Math.cos(n * angle);
  }
  return sum / points;
}""",
    # the mean of arithmetic and geometric means
    "ellipticK": """(m) => {
  if (!(m < 1)) return m === 1 ? Infinity : NaN;
  if (m === -Infinity) return 0;
  let a = 1, b = Math.sqrt(1 - m);
  for (let k = 0; k < 40 && Math.abs(a - b) > 1e-16 * a; k++) {
    [a, b] = [(a + b) / 2, Math.sqrt(a * b)];
  }
  return Math.PI / (2 * a);
}""",
    "ellipticE": """(m) => {
  if (!(m < 1)) return m === 1 ? 1 : NaN;
  if (m === -Infinity) return Infinity;
  let a = 1, b = Math.sqrt(1 - m), sum = m / 2;
  for (let k = 0, weight = 1; k < 40 && Math.abs(a - b) > 1e-16 * a; k++, weight *= 2) {
    const c = (a - b) / 2;
    sum += weight * c * c;
    [a, b] = [(a + b) / 2, Math.sqrt(a * b)];
  }
  return (Math.PI / (2 * a)) * (1 - sum);
}""",
}
