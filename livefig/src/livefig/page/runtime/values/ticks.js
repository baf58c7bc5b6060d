/* Places of ticks: what Matplotlib's locators do, operation by operation, so that the page and
 * Matplotlib have the same ticks for the same limits, to the last digit. */

const MOST_TICKS = 1000; // Matplotlib warns above as many; a page would stand still
const DECADES = { most: 9, steps: [0.1, 0.2, 0.25, 0.5, 1, 2, 2.5, 5, 10, 20], least: 2 };

/** A power of ten, rightly rounded (`10 ** power` is not). @param {number} power */
const tenTo = (power) => Number(`1e${power}`);

/** The power of ten of the first digit. @param {number} x positive */
function decadeOf(x) {
  const power = Math.floor(Math.log10(x));
  return x >= tenTo(power + 1) ? power + 1 : power;
}

/** To the nearest whole number, halves to the even one. @param {number} x */
function rint(x) {
  const near = Math.round(x);
  return near - x === 0.5 && near % 2 ? near - 1 : near;
}

/** Quotient and rest as Python has them. @param {number} a @param {number} b @returns {[number, number]} */
function divide(a, b) {
  let rest = a % b;
  let quotient = (a - rest) / b;
  if (rest && (b < 0) !== (rest < 0)) {
    rest += b;
    quotient -= 1;
  }
  const floor = Math.floor(quotient);
  return [quotient - floor > 0.5 ? floor + 1 : floor, rest];
}

/** The whole numbers from one to another. @param {number} from @param {number} to */
const wholes = (from, to) =>
  Array.from({ length: Math.max(Math.min(to - from + 1, MOST_TICKS + 1), 0) }, (_, i) => from + i);

/**
 * Limits with some space between them.
 * @param {number} low @param {number} high @param {number} expander @param {number} tiny
 */
function apart(low, high, expander, tiny) {
  const largest = Math.max(Math.abs(low), Math.abs(high));
  if (largest < (1e6 / tiny) * 2.2250738585072014e-308) return [-expander, expander];
  if (high - low > largest * tiny) return [low, high];
  return [low - expander * Math.abs(low), high + expander * Math.abs(high)];
}

/**
 * Multiples of a round step, no more than `most` + 1 of them inside (AutoLocator, MaxNLocator).
 * @param {any} locator @param {number} low @param {number} high
 */
function evenPlaces({ most, steps, least, integer, symmetric, prune }, low, high) {
  if (symmetric) {
    high = Math.max(Math.abs(low), Math.abs(high));
    low = -high;
  }
  [low, high] = apart(low, high, 1e-13, 1e-14);
  const middle = (high + low) / 2;
  const offset = Math.abs(middle) / (high - low) < 100
    ? 0 : Math.sign(middle) * tenTo(decadeOf(Math.abs(middle)));
  const unit = tenTo(decadeOf((high - low) / most));
  const [from, to] = [low - offset, high - offset];
  const widths = steps.map((step) => step * unit)
    .filter((width) => !integer || width < 1 || Math.abs(width - rint(width)) < 0.001);
  let chosen = widths.findIndex((width) => width >= (to - from) / most);
  if (chosen < 0) chosen = widths.length - 1;
  /** @type {number[]} */
  let places = [];
  for (; chosen >= 0; chosen--) {
    let step = widths[chosen];
    if (integer && Math.floor(to) - Math.ceil(from) >= least - 1) step = Math.max(1, step);
    const base = divide(from, step)[0] * step;
    // With a large offset, the last digits of a tick say little about whether it is at the edge.
    const slack = offset
      ? Math.min(Math.max(1e-10, 10 ** (Math.log10(Math.abs(offset) / step) - 12)), 0.4999) : 1e-10;
    const [below, rest] = divide(from - base, step);
    const [above, more] = divide(to - base, step);
    const first = Math.abs(rest / step - 1) < slack ? below + 1 : below;
    const last = Math.abs(more / step) < slack ? above : above + 1;
    places = wholes(first, last).map((k) => k * step + base);
    if (places.filter((place) => place <= to && place >= from).length >= least) break;
  }
  return places.slice(prune === "lower" || prune === "both" ? 1 : 0,
    prune === "upper" || prune === "both" ? -1 : undefined).map((place) => place + offset);
}

/**
 * Multiples of a step that is given (MultipleLocator).
 * @param {any} locator @param {number} low @param {number} high
 */
function multiplePlaces({ step, offset }, low, high) {
  low -= offset;
  high -= offset;
  const [below, rest] = divide(low, step);
  const first = (Math.abs(rest / step) < 1e-10 ? below : below + 1) * step;
  const count = divide(high - first + 0.001 * step, step)[0];
  return wholes(0, count + 2).map((k) => first - step + k * step + offset);
}

/**
 * So many places from one limit to the other (LinearLocator).
 * @param {any} locator @param {number} low @param {number} high
 */
function spacedPlaces({ count }, low, high) {
  [low, high] = apart(low, high, 0.05, 1e-15);
  const step = (high - low) / (count - 1);
  return wholes(0, count - 1).map((k) => (k === count - 1 && k ? high : k ? low + k * step : low));
}

/** Logarithm to a base, exact at whole powers of 2 and 10. @param {number} base */
function logarithm(base) {
  if (base !== 10 && base !== 2) return (x) => Math.log(x) / Math.log(base);
  const log = base === 10 ? Math.log10 : Math.log2;
  return (x) => {
    const near = Math.round(log(x));
    const whole = power(base, near);
    // Next to a power the browser's logarithm is not exact enough to tell on which side x is.
    const isNear = Math.abs(log(x) - near) < 1e-9;
    return isNear ? near + Math.log1p((x - whole) / whole) / Math.log(base) : log(x);
  };
}

/** @param {number} base @param {number} exponent */
const power = (base, exponent) => (base === 10 ? tenTo(exponent) : base ** exponent);

/**
 * Powers of a base, or multiples of them (LogLocator).
 * @param {any} locator @param {number} low @param {number} high
 */
function logPlaces({ base, multiples, most }, low, high) {
  const [from, to] = [low, high].map(logarithm(base));
  const [first, last] = [Math.ceil(from), Math.floor(to)];
  const count = last - first + 1;
  let digits = multiples;
  if (typeof multiples === "string") {
    const few = count < 10 && base >= 3;
    if (!few && multiples === "auto") return [];
    const start = multiples === "auto" ? 2 : 1;
    digits = few ? wholes(start, Math.ceil(base) - 1) : [1];
  }
  let stride = Math.floor(count / (most + 1)) + 1;
  const n = Math.min(Math.ceil(count / stride), most);
  /** @type {number[]} */
  let powers = [];
  if (n <= 0) {
    powers = [first - 1, last + 1];
    stride = powers[1] - powers[0];
  } else if (n === 1) {
    const middle = rint((from + to) / 2);
    stride = Math.max(middle - (first - 1), last + 1 - middle);
    powers = [middle - stride, middle, middle + stride];
  } else {
    stride = Math.floor((count - 1) / (n - 1));
    if (stride < count / n) stride = Math.floor(count / n);
    const least = Math.max(count - stride * n, 0);
    let offset = ((-first % stride) + stride) % stride; // at multiples of the stride, if they fit
    if (offset < least || offset >= Math.min(count - stride * (n - 1), stride)) offset = least;
    for (let k = first + offset - stride; k < last + stride + 1; k += stride) powers.push(k);
  }
  const between = digits.length > 1 || (digits.length === 1 && digits[0] !== 1);
  const places = !between ? powers.map((k) => power(base, k))
    : stride === 1 || count <= 1 ? wholes(first - 1, last).flatMap(
      (k) => digits.map((digit) => digit * power(base, k))) : [];
  const inside = places.filter((place) => low <= place && place <= high).length;
  // A minor locator with nothing to show, beside a major one with at most one tick.
  if (digits.length > 1 && stride === 1 && powers.length - 2 + inside <= 1) {
    return evenPlaces(DECADES, low, high);
  }
  return places;
}

/**
 * Parts of the steps between other ticks (AutoMinorLocator).
 * @param {any} locator @param {number} low @param {number} high @param {number[]} major
 */
function partPlaces({ parts }, low, high, major) {
  const places = [...new Set(major)].sort((a, b) => a - b);
  if (places.length < 2) return [];
  const step = places[1] - places[0];
  const digits = 10 ** (((Math.log10(step) % 1) + 1) % 1);
  const inFive = [1, 2.5, 5, 10].some((d) => Math.abs(digits - d) <= 1e-8 + 1e-5 * d);
  const part = step / (parts ?? (inFive ? 5 : 4));
  const [from, to] = [low, high].map((limit) => rint((limit - places[0]) / part));
  return wholes(from, to).map((k) => k * part + places[0]);
}

/** @type {Record<string, (locator: any, low: number, high: number, major: number[]) => number[]>} */
const tickPlaces = {
  even: evenPlaces,
  multiple: multiplePlaces,
  spaced: spacedPlaces,
  log: logPlaces,
  parts: partPlaces,
  fixed: ({ places }) => places,
  none: () => [],
};

/**
 * The ticks that stand between two limits, as [place, label], and what is written beside the axis;
 * null where there would be too many.
 * @param {any} style of an axis @param {boolean} isLog @param {number} low @param {number} high
 */
function ticksBetween({ major, minor }, isLog, low, high) {
  const t = isLog ? (value) => (value > 0 ? Math.log10(value) : BELOW_LOG) : (value) => value;
  const span = t(high) - t(low);
  const inside = (place) => t(place) >= t(low) - 1e-10 * span && t(place) <= t(high) + 1e-10 * span;
  const chief = tickPlaces[major.locator.kind](major.locator, low, high, []);
  let lesser = tickPlaces[minor.locator.kind](minor.locator, low, high, chief);
  if (Math.max(chief.length, lesser.length) > MOST_TICKS) return null;
  if (minor.apart) {
    lesser = lesser.filter((a) => !chief.some((b) => Math.abs(t(a) - t(b)) <= 1e-5 * span));
  }
  const labelled = (group, places) => {
    const { labels, beside } = tickLabels[group.formatter.kind](group.formatter, places, low, high);
    const ticks = places.map((place, i) => ({ place, label: labels[i] }));
    return { ticks: ticks.filter(({ place }) => inside(place)), beside };
  };
  const [first, second] = [labelled(major, chief), labelled(minor, lesser)];
  return { major: first.ticks, minor: second.ticks, beside: first.beside };
}
