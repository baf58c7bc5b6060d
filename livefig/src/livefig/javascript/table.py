"""What each scalar function is in JavaScript, with NumPy's answer in every corner.

`ELEMENTS` maps the name of an element function to an expression of its arguments {0}, {1}, {2}.
Truth values are the numbers 0 and 1. Where JavaScript answers otherwise than NumPy (a remainder's
sign, 1**NaN, halves rounded to even, …) a helper of `HELPERS` does it; only those used are emitted.
"""

import math

from livefig.javascript import philox, special

ELEMENTS = {
    # arithmetic
    "identity": "{0}",
    "positive": "{0}",
    "add": "({0} + {1})",
    "subtract": "({0} - {1})",
    "multiply": "({0} * {1})",
    "divide": "({0} / {1})",
    "negative": "(-{0})",
    "floor_divide": "floorDivide({0}, {1})",
    "remainder": "remainder({0}, {1})",
    "fmod": "({0} % {1})",
    "power": "power({0}, {1})",
    "float_power": "power({0}, {1})",
    "absolute": "Math.abs({0})",
    "fabs": "Math.abs({0})",
    "reciprocal": "(1 / {0})",
    "square": "({0} * {0})",
    "sqrt": "Math.sqrt({0})",
    "cbrt": "Math.cbrt({0})",
    "sign": "(Math.sign({0}) + 0)",
    "copysign": "(Math.abs({0}) * (signbit({1}) ? -1 : 1))",
    "hypot": "Math.hypot({0}, {1})",
    "heaviside": "heaviside({0}, {1})",
    "maximum": "Math.max({0}, {1})",
    "minimum": "Math.min({0}, {1})",
    "fmax": "fmax({0}, {1})",
    "fmin": "fmin({0}, {1})",
    # exponentials and logarithms
    "exp": "Math.exp({0})",
    "exp2": "Math.pow(2, {0})",
    "expm1": "Math.expm1({0})",
    "log": "Math.log({0})",
    "log2": "Math.log2({0})",
    "log10": "Math.log10({0})",
    "log1p": "Math.log1p({0})",
    "logaddexp": "logaddexp({0}, {1})",
    "logaddexp2": "logaddexp2({0}, {1})",
    # trigonometry
    "sin": "Math.sin({0})",
    "cos": "Math.cos({0})",
    "tan": "Math.tan({0})",
    "arcsin": "Math.asin({0})",
    "arccos": "Math.acos({0})",
    "arctan": "Math.atan({0})",
    "arctan2": "Math.atan2({0}, {1})",
    "sinh": "Math.sinh({0})",
    "cosh": "Math.cosh({0})",
    "tanh": "tanh({0})",
    "arcsinh": "Math.asinh({0})",
    "arccosh": "Math.acosh({0})",
    "arctanh": "Math.atanh({0})",
    "deg2rad": f"({{0}} * {math.pi / 180!r})",
    "rad2deg": f"({{0}} * {180 / math.pi!r})",
    "radians": f"({{0}} * {math.pi / 180!r})",
    "degrees": f"({{0}} * {180 / math.pi!r})",
    # rounding
    "floor": "Math.floor({0})",
    "ceil": "Math.ceil({0})",
    "trunc": "Math.trunc({0})",
    "rint": "rint({0})",
    # comparison and logic
    "less": "+({0} < {1})",
    "less_equal": "+({0} <= {1})",
    "greater": "+({0} > {1})",
    "greater_equal": "+({0} >= {1})",
    "equal": "+({0} === {1})",
    "not_equal": "+({0} !== {1})",
    "logical_and": "+({0} !== 0 && {1} !== 0)",
    "logical_or": "+({0} !== 0 || {1} !== 0)",
    "logical_xor": "+(({0} !== 0) !== ({1} !== 0))",
    "logical_not": "+({0} === 0)",
    "isnan": "+Number.isNaN({0})",
    "isinf": "+(Math.abs({0}) === Infinity)",
    "isfinite": "+Number.isFinite({0})",
    "signbit": "+signbit({0})",
    "where": "({0} !== 0 ? {1} : {2})",
    # whole numbers: no -0, and NaN past 2**53, where they would not be exact
    "truncate": "whole(Math.trunc({0}))",
    "whole_add": "whole({0} + {1})",
    "whole_subtract": "whole({0} - {1})",
    "whole_multiply": "whole({0} * {1})",
    "whole_negative": "(0 - {0})",
    "whole_square": "wholePower({0}, 2)",
    "whole_power": "wholePower({0}, {1})",
    "whole_floor_divide": "wholeFloorDivide({0}, {1})",
    "whole_remainder": "wholeRemainder({0}, {1})",
    "whole_fmod": "wholeFmod({0}, {1})",
    "whole_bitwise_and": "bitAnd({0}, {1})",
    "whole_bitwise_or": "bitOr({0}, {1})",
    "whole_bitwise_xor": "bitXor({0}, {1})",
    "whole_invert": "(-1 - {0})",
    "whole_left_shift": "leftShift({0}, {1})",
    "whole_right_shift": "rightShift({0}, {1})",
    # narrow types: the low bits of a whole number, the leading bits of a float
    "low_multiply": "Math.imul({0}, {1})",
    "low_square": "lowPower({0}, 2)",
    "low_power": "lowPower({0}, {1})",
    "truncate32": "whole32(Math.trunc({0}))",
    "int8": "toInt({0}, 24)",
    "int16": "toInt({0}, 16)",
    "int32": "toInt({0}, 0)",
    "uint8": "toUint({0}, 24)",
    "uint16": "toUint({0}, 16)",
    "uint32": "toUint({0}, 0)",
    "float32": "Math.fround({0})",
    "float16": "toHalf({0})",
    **philox.ELEMENTS,
    **special.ELEMENTS,
}

HELPERS = {
    # twice as fast as Math.tanh, and as exact: the rational function of Cody & Waite (1980,
    # Software Manual for the Elementary Functions) near 0, else the definition
    "tanh": """(x) => {
  if (x < 0.625 && x > -0.625) {
    const z = x * x;
    const p = (-0.9643991794250523 * z - 99.28772310019185) * z - 1614.6876844170845;
    const q = ((z + 112.81167849163293) * z + 2235.4883906010045) * z + 4844.063053251255;
    return x * (1 + z * (p / q));
  }
  return x < 0 ? 2 / (Math.exp(-2 * x) + 1) - 1 : 1 - 2 / (Math.exp(2 * x) + 1);
}""",
    "signbit": "(x) => x < 0 || (x === 0 && 1 / x < 0)",
    "floorDivide": """(a, b) => {
  if (b === 0) return a / b;
  const rest = a % b;
  let quotient = (a - rest) / b;
  if (rest !== 0 && (b < 0) !== (rest < 0)) quotient -= 1;
  if (quotient === 0) return Math.abs(0) * (a / b < 0 || 1 / (a / b) < 0 ? -1 : 1);
  const floor = Math.floor(quotient);
  return quotient - floor > 0.5 ? floor + 1 : floor;
}""",
    "remainder": """(a, b) => {
  const rest = a % b;
  if (b === 0) return rest;
  if (rest === 0) return b < 0 ? -0 : 0;
  return (b < 0) !== (rest < 0) ? rest + b : rest;
}""",
    "whole": "(x) => (x <= 9007199254740991 && x >= -9007199254740991 ? x + 0 : NaN)",
    "wholePower": """(a, b) => {
  if (!(b >= 0)) return NaN;
  let s = 1;
  for (let n = b; n > 0; n = Math.floor(n / 2)) {
    if (n % 2 === 1) s *= a;
    if (n > 1) a *= a;
  }
  return s <= 9007199254740991 && s >= -9007199254740991 ? s + 0 : NaN;
}""",
    "wholeFloorDivide": """(a, b) => {
  if (b === 0) return 0;
  const rest = a % b;
  return (a - rest) / b - (rest !== 0 && (rest < 0) !== (b < 0) ? 1 : 0) + 0;
}""",
    "wholeRemainder": """(a, b) => {
  if (b === 0) return 0;
  const rest = a % b;
  return (rest !== 0 && (rest < 0) !== (b < 0) ? rest + b : rest) + 0;
}""",
    "wholeFmod": "(a, b) => (b === 0 ? 0 : (a % b) + 0)",
    # 32 bits at once, or all of them as BigInt
    **{
        name: f"""(a, b) => {{
  if ((a | 0) === a && (b | 0) === b) return a {operator} b;
  return a - b === a - b ? Number(BigInt(a) {operator} BigInt(b)) : NaN;
}}"""
        for name, operator in (("bitAnd", "&"), ("bitOr", "|"), ("bitXor", "^"))
    },
    "leftShift": """(a, b) => {
  const s = b < 0 || b > 63 ? 0 : a * 2 ** b;
  return s <= 9007199254740991 && s >= -9007199254740991 ? s + 0 : NaN;
}""",
    "rightShift": "(a, b) => Math.floor(a / (b < 0 || b > 63 ? 2 ** 63 : 2 ** b))",
    "lowPower": """(a, b) => {
  if (!(b >= 0) || a !== a) return NaN;
  let s = 1;
  for (let n = b; n > 0; n = Math.floor(n / 2)) {
    if (n % 2 === 1) s = Math.imul(s, a);
    a = Math.imul(a, a);
  }
  return s;
}""",
    "whole32": "(x) => (x < 2147483648 && x >= -2147483648 ? x + 0 : NaN)",
    "toInt": "(x, n) => (x - x === 0 ? (x << n) >> n : NaN)",
    "toUint": "(x, n) => (x - x === 0 ? (x << n) >>> n : NaN)",
    "toHalf": """(x) => {
  x = Math.fround(x);
  if (x === 0 || x - x !== 0) return x;
  const unit = 2 ** (Math.max(Math.floor(Math.log2(Math.abs(x))), -14) - 10);
  const n = x / unit, r = Math.round(n);
  const half = (r - n === 0.5 && r % 2 !== 0 ? r - 1 : r) * unit;
  return half >= 65520 ? Infinity : half <= -65520 ? -Infinity : half === 0 && x < 0 ? -0 : half;
}""",
    "power": """(a, b) => {
  if (a === 1 || (a === -1 && Math.abs(b) === Infinity)) return 1;
  return Math.pow(a, b);
}""",
    "heaviside": "(x, half) => (x === 0 ? half : x > 0 ? 1 : x < 0 ? 0 : NaN)",
    "fmax": "(a, b) => (a !== a ? b : b !== b ? a : Math.max(a, b))",
    "fmin": "(a, b) => (a !== a ? b : b !== b ? a : Math.min(a, b))",
    "logaddexp": """(a, b) => {
  if (a === b) return a + Math.LN2;
  const d = a - b;
  return d > 0 ? a + Math.log1p(Math.exp(-d)) : d <= 0 ? b + Math.log1p(Math.exp(d)) : d;
}""",
    "logaddexp2": """(a, b) => {
  if (a === b) return a + 1;
  const d = a - b;
  const log2of1plus = (x) => Math.LOG2E * Math.log1p(x);
  return d > 0 ? a + log2of1plus(Math.pow(2, -d)) : d <= 0 ? b + log2of1plus(Math.pow(2, d)) : d;
}""",
    "rint": """(x) => {
  const r = Math.round(x);
  return r - x === 0.5 && r % 2 !== 0 ? r - 1 : r;
}""",
    # an index from the end counts back; one past either end reads NaN
    "pick": "(i, n) => (i < 0 ? (i + n < 0 ? NaN : i + n) : i < n ? i : NaN)",
    "sortRows": """(x, out, n) => {
  out.set(x);
  for (let i = 0; i < out.length; i += n) out.subarray(i, i + n).sort();
}""",
    "argsortRows": """(x, out, n) => {
  for (let i = 0; i < x.length; i += n) {
    const row = x.subarray(i, i + n);
    const before = (a, b) =>
      row[a] < row[b] ? -1 : row[a] > row[b] ? 1 : (row[a] !== row[a]) - (row[b] !== row[b]);
    out.set(Array.from(row.keys()).sort(before), i);
  }
}""",
    "interp": """(x, xp, fp, left, right) => {
  const n = xp.length;
  if (x !== x) return x;
  if (x < xp[0]) return left;
  if (x > xp[n - 1]) return right;
  if (x === xp[n - 1]) return fp[n - 1];
  let low = 0;
  for (let high = n - 1; high - low > 1; ) {
    const middle = (low + high) >> 1;
    if (xp[middle] <= x) low = middle;
    else high = middle;
  }
  if (x === xp[low]) return fp[low];
  const slope = (fp[low + 1] - fp[low]) / (xp[low + 1] - xp[low]);
  let value = slope * (x - xp[low]) + fp[low];
  if (value !== value) {
    value = slope * (x - xp[low + 1]) + fp[low + 1];
    if (value !== value && fp[low] === fp[low + 1]) value = fp[low];
  }
  return value;
}""",
    **philox.HELPERS,
    **special.HELPERS,
}

# the accumulator `s` at first, and what one value `v` does to it
REDUCTIONS = {
    "sum": ("let s = 0;", "s += v;"),
    "prod": ("let s = 1;", "s *= v;"),
    "whole_sum": ("let s = 0;", "s = whole(s + v);"),
    "whole_prod": ("let s = 1;", "s = whole(s * v);"),
    "max": ("let s = -Infinity;", "if (v > s || v !== v) s = v;"),
    "min": ("let s = Infinity;", "if (v < s || v !== v) s = v;"),
    "any": ("let s = 0;", "if (v !== 0) s = 1;"),
    "all": ("let s = 1;", "if (v === 0) s = 0;"),
    "argmax": (
        "let s = 0, n = 0, best = 0;",
        "if (n === 0 || (best === best && !(v <= best))) { best = v; s = n; } n++;",
    ),
    "argmin": (
        "let s = 0, n = 0, best = 0;",
        "if (n === 0 || (best === best && !(v >= best))) { best = v; s = n; } n++;",
    ),
}

SCANS = {
    "cumsum": REDUCTIONS["sum"],
    "cumprod": REDUCTIONS["prod"],
    "whole_cumsum": REDUCTIONS["whole_sum"],
    "whole_cumprod": REDUCTIONS["whole_prod"],
    "cumany": REDUCTIONS["any"],
    "cumall": REDUCTIONS["all"],
    "cummax": REDUCTIONS["max"],
    "cummin": REDUCTIONS["min"],
}


def literal(value: float) -> str:
    """Return `value` as a JavaScript literal that reads back to the same number."""
    value = float(value)
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if value.is_integer() and abs(value) < 2**53:
        return f"{value:.0f}"
    return repr(value)


def number(value: float) -> str:
    """Return `value` as a literal that can stand anywhere in an expression."""
    text = literal(value)
    return f"({text})" if text.startswith("-") else text
