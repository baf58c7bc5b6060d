/* Numbers to text, character by character what Python's format(value, spec) gives.
 *
 * Digits come from exact arithmetic on the double (its mantissa as a BigInt), so that ties round to
 * even on the exact value, as in Python; toFixed and toExponential round them up. */

const FORMAT = /^(?:(.)?([<>=^]))?([-+ ])?(z)?(#)?(0)?(\d+)?([,_])?(?:\.(\d+))?([fFeEgGd%])?$/su;
const DOUBLE = new DataView(new ArrayBuffer(8));

/**
 * The integer nearest to x * 10^power, ties to even.
 * @param {number} x finite, not negative @param {number} power
 */
function scaledInteger(x, power) {
  DOUBLE.setFloat64(0, x);
  const bits = DOUBLE.getBigUint64(0);
  const biased = Number(bits >> 52n);
  let top = (bits & 0xfffffffffffffn) | (biased ? 1n << 52n : 0n);
  const exponent = (biased || 1) - 1075;
  let bottom = 1n;
  if (exponent > 0) top <<= BigInt(exponent);
  else bottom <<= BigInt(-exponent);
  if (power > 0) top *= 10n ** BigInt(power);
  else bottom *= 10n ** BigInt(-power);
  const quotient = top / bottom;
  const twice = 2n * (top % bottom);
  return twice > bottom || (twice === bottom && quotient & 1n) ? quotient + 1n : quotient;
}

/**
 * Digits before and after the point.
 * @param {number} x @param {number} precision @returns {[string, string]}
 */
function fixedDigits(x, precision) {
  const digits = scaledInteger(x, precision).toString().padStart(precision + 1, "0");
  const point = digits.length - precision;
  return [digits.slice(0, point), digits.slice(point)];
}

/**
 * `count` significant digits, and the decimal exponent of the first.
 * @param {number} x @param {number} count @returns {[string, number]}
 */
function significantDigits(x, count) {
  if (x === 0) return ["0".repeat(count), 0];
  const [shortest, power] = x.toExponential().split("e");
  let exponent = Number(power);
  if (shortest === "1") exponent -= 1; // 1e23 is a little less than ten to the power of 23
  for (;;) {
    const digits = scaledInteger(x, count - 1 - exponent).toString();
    if (digits.length === count) return [digits, exponent];
    exponent += digits.length > count ? 1 : -1;
  }
}

/**
 * Shortest digits that give x back (Python's repr).
 * @param {number} x @returns {[string, number]}
 */
function shortestDigits(x) {
  const [digits, exponent] = x.toExponential().split("e");
  return [digits.replace(".", ""), Number(exponent)];
}

/** @param {number} exponent */
function exponentText(exponent) {
  return (exponent < 0 ? "e-" : "e+") + String(Math.abs(exponent)).padStart(2, "0");
}

/**
 * Digits before the point, after it, and what follows them.
 * @param {number} x @param {string} type @param {number | undefined} precision
 * @param {string | undefined} alternate @returns {[string, string, string]}
 */
function numberParts(x, type, precision, alternate) {
  if (type === "d") return [scaledInteger(x, 0).toString(), "", ""];
  if (type === "f" || type === "%") {
    const [whole, fraction] = fixedDigits(type === "%" ? x * 100 : x, precision ?? 6);
    return [whole, fraction, type === "%" ? "%" : ""];
  }
  if (type === "e") {
    const [digits, exponent] = significantDigits(x, (precision ?? 6) + 1);
    return [digits[0], digits.slice(1), exponentText(exponent)];
  }
  // g, and no type at all: fixed or exponent, by the size of the number
  const repr = type === "" && precision === undefined;
  const count = repr ? 17 : Math.max(precision ?? 6, 1);
  let [digits, exponent] = repr ? shortestDigits(x) : significantDigits(x, count);
  const limit = repr ? 16 : type === "" ? count - 1 : count;
  if (!alternate) digits = digits[0] + digits.slice(1).replace(/0+$/, "");
  if (exponent < -4 || exponent >= limit) return [digits[0], digits.slice(1), exponentText(exponent)];
  if (exponent < 0) return ["0", "0".repeat(-exponent - 1) + digits, ""];
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, "0");
  return [whole, digits.slice(exponent + 1) || (type === "" ? "0" : ""), ""];
}

/** @param {string} digits @param {string | undefined} separator */
function grouped(digits, separator) {
  return separator ? digits.replace(/\B(?=(\d{3})+$)/g, separator) : digits;
}

/**
 * A function that formats numbers like Python's `format(value, spec)`.
 * @param {string} spec checked at build
 * @returns {(value: number) => string}
 */
function formatter(spec) {
  if (spec === "?") return (value) => (value ? "True" : "False");
  const [, fill, align, sign, z, alternate, zero, width, separator, decimals, type] =
    FORMAT.exec(spec) ?? [];
  const padding = fill ?? (zero ? "0" : " ");
  const alignment = align ?? (zero && fill === undefined ? "=" : ">");
  const kind = (type ?? "").toLowerCase();
  const precision = decimals === undefined ? undefined : Number(decimals);
  const zeros = padding === "0" && alignment === "=";
  return (value) => {
    const finite = Number.isFinite(kind === "%" ? value * 100 : value);
    const magnitude = Math.abs(value);
    const comma = finite ? separator : undefined;
    let [whole, fraction, rest] = finite
      ? numberParts(magnitude, kind, precision, alternate)
      : ["", "", (Number.isNaN(value) ? "nan" : "inf") + (kind === "%" ? "%" : "")];
    let negative = value < 0 || (Object.is(value, -0) && kind !== "d");
    if (z && /^0*$/.test(whole + fraction)) negative = negative && !finite;
    if (kind === "d" && whole === "0") negative = false;
    const mark = negative ? "-" : sign === "+" || sign === " " ? sign : "";
    if (fraction || (alternate && finite && kind !== "d")) rest = "." + fraction + rest;
    if (type && type !== kind) rest = rest.toUpperCase();
    const room = Number(width ?? 0) - mark.length - rest.length;
    if (zeros) while (grouped(whole, comma).length < room) whole = "0" + whole;
    const body = grouped(whole, comma) + rest;
    const missing = Math.max(Number(width ?? 0) - mark.length - body.length, 0);
    const pad = (count) => padding.repeat(count);
    if (alignment === "<") return mark + body + pad(missing);
    if (alignment === "=") return mark + pad(missing) + body;
    const left = alignment === "^" ? missing >> 1 : missing;
    return pad(left) + mark + body + pad(missing - left);
  };
}
