/* Labels of ticks: what Matplotlib's formatters write. A label is a list of lines, a line a list of
 * runs of one style, as in live texts; beside an axis stand runs, too: "1e6", "+1e9". */

/** @param {string} text @returns {TickLabel} */
const words = (text) => ({ lines: text ? [[{ text }]] : [] });

const TIMES = "\u2009×\u2009";

/** A base and its exponent. @param {string} base @param {string} exponent @returns {TextRun[]} */
const raised = (base, exponent) =>
  [{ text: base }, { text: exponent, css: "font-size:70%", dy: -0.5 }];

/** @param {string} text */
const inNotation = (text) => text.replaceAll("-", "−");

/** Labels of fixed places, made by Matplotlib. */
const tableLabels = ({ labels, beside }) => ({ labels, beside });

/** A template with the tick's place, or its number, in it. */
function templateLabels({ lines, minus }, places) {
  const write = lines.map((line) => line.map((run) => {
    if (run.spec === undefined) return () => run;
    const format = formatter(run.spec);
    return (place, i) => {
      const value = run.number ? i : run.whole ? Math.trunc(place) : place;
      return { ...run, text: format(value).replaceAll("-", minus) };
    };
  }));
  const labels = places.map((place, i) => (
    { lines: write.map((line) => line.map((run) => run(place, i))) }));
  return { labels, beside: [] };
}

/** PercentFormatter. */
function percentLabels({ whole, decimals, symbol, minus }, places, low, high) {
  const range = 100 * (Math.abs(high - low) / whole);
  const needed = range > 0 ? Math.ceil(2 - Math.log10(2 * range)) : 0;
  const write = formatter(`.${decimals ?? Math.min(Math.max(needed, 0), 5)}f`);
  const text = (place) => (write(100 * (place / whole)) + symbol).replaceAll("-", minus);
  return { labels: places.map((place) => words(text(place))), beside: [] };
}

/** EngFormatter: prefixes of the powers of 1000. */
function prefixLabels({ prefixes, least, format, separator, unit, minus }, places) {
  const write = formatter(format);
  const most = least + 3 * (prefixes.length - 1);
  const text = (place) => {
    const size = Math.abs(place);
    let exponent = size ? Math.floor(Math.log10(size) / 3) * 3 : 0;
    exponent = Math.min(Math.max(exponent, least), most);
    let digits = (place < 0 ? -size : size) / tenTo(exponent);
    if (Math.abs(Number(write(digits))) >= 1000 && exponent < most) {
      digits /= 1000;
      exponent += 3;
    }
    const prefix = prefixes[(exponent - least) / 3];
    return write(digits) + (prefix || unit ? separator + prefix + unit : "");
  };
  return { labels: places.map((place) => words(text(place).replaceAll("-", minus))), beside: [] };
}

/**
 * What all ticks have in common, where it saves digits (ScalarFormatter).
 * @param {number[]} places @param {number} threshold
 */
function commonOffset(places, threshold) {
  const [least, most] = [Math.min(...places), Math.max(...places)];
  if (!places.length || least === most || (least <= 0 && most >= 0)) return 0;
  const [low, high] = [Math.abs(least), Math.abs(most)].sort((a, b) => a - b);
  const floor = (x, exponent) => divide(x, tenTo(exponent))[0];
  const start = Math.ceil(Math.log10(high));
  let exponent = start;
  while (floor(low, exponent) === floor(high, exponent)) exponent--;
  exponent++;
  if ((high - low) / tenTo(exponent) <= 1e-2) {
    for (exponent = start; floor(high, exponent) - floor(low, exponent) <= 1;) exponent--;
    exponent++;
  }
  const kept = floor(high, exponent);
  return kept >= tenTo(threshold - 1) ? Math.sign(least) * kept * tenTo(exponent) : 0;
}

/** The power of ten that the labels leave out (ScalarFormatter). */
function commonPower({ scientific, powers }, places, offset, low, high) {
  if (!scientific) return 0;
  if (powers[0] === powers[1] && powers[0]) return powers[0];
  if (!places.length) return 0;
  const largest = Math.max(...places.map(Math.abs));
  const exponent = offset ? decadeOf(high - low) : largest ? decadeOf(largest) : 0;
  return exponent <= powers[0] || exponent >= powers[1] ? exponent : 0;
}

/** How many decimals tell the labels apart (ScalarFormatter). @param {number[]} scaled */
function neededDecimals(scaled, ends) {
  const all = scaled.length < 2 ? [...scaled, ...ends] : scaled;
  const range = Math.max(...all) - Math.min(...all) || Math.max(...all.map(Math.abs)) || 1;
  const decade = decadeOf(range);
  const rounded = (x, decimals) => rint(x * tenTo(decimals)) / tenTo(decimals);
  let decimals = Math.max(0, 3 - decade);
  const fits = (x) => Math.abs(x - rounded(x, decimals)) < 1e-3 * tenTo(decade);
  while (decimals >= 0 && scaled.every(fits)) decimals--;
  return decimals + 1;
}

/** ScalarFormatter. */
function scalarLabels(format, places, low, high) {
  if (!places.length) return { labels: [], beside: [] };
  const inside = places.filter((place) => low <= place && place <= high);
  const offset = format.offset ?? commonOffset(inside, format.threshold);
  const power = commonPower(format, inside, offset, low, high);
  const scaled = (place) => (place - offset) / tenTo(power);
  const decimals = neededDecimals(places.map(scaled), [low, high].map(scaled));
  const write = formatter(`.${decimals}f`);
  const labels = places.map((place) => {
    const shown = Math.abs(scaled(place)) < 1e-8 ? 0 : scaled(place);
    return words(write(shown).replaceAll("-", format.minus));
  });
  return { labels, beside: besideAxis(format, offset, power) };
}

/** What ScalarFormatter writes beside the axis. @returns {TextRun[]} */
function besideAxis({ notation, minus }, offset, power) {
  const exponent = offset ? decadeOf(Math.abs(offset)) : 0;
  const digits = offset && rint((offset / tenTo(exponent)) * 1e10) / 1e10;
  const shown = formatter(".10g")(digits).replaceAll("-", minus);
  const sign = offset > 0 ? "+" : "";
  const whole = (k) => String(k).replaceAll("-", minus);
  if (!notation) {
    const added = offset ? sign + shown + (exponent ? `e${whole(exponent)}` : "") : "";
    return power || offset ? [{ text: (power ? `1e${whole(power)}` : "") + added }] : [];
  }
  const times = power ? raised("×10", whole(power)) : [];
  if (!offset) return times;
  const back = power ? { dy: 0.35 } : {}; // from the exponent back to the line
  if (!exponent) return [...times, { text: sign + shown, ...back }];
  const [base, up] = raised(sign + (digits === 1 ? "10" : `${shown}${TIMES}10`), whole(exponent));
  return [...times, { ...base, ...back }, up];
}

/** @param {number} x */
const isNearWhole = (x) => Math.abs(x - rint(x)) <= 1e-9 * Math.max(Math.abs(x), Math.abs(rint(x)));

/** LogFormatter and its kin. */
function logLabels(format, places, low, high) {
  const { base, onlyPowers, thresholds, leastExponent, shape, minus } = format;
  const marked = markedMultiples(base, thresholds, low, high);
  const short = shape === "exponent" ? logText : sizeText;
  const label = (place) => {
    const x = Math.abs(place);
    if (!x) return words("0");
    const exact = Math.log(x) / Math.log(base);
    const isPower = isNearWhole(exact);
    const exponent = isPower ? rint(exact) : Math.floor(exact);
    const multiple = rint(base ** (exact - exponent));
    if ((onlyPowers && !isPower) || (marked && !marked.has(multiple))) return words("");
    if (shape === "plain" || shape === "exponent") {
      return words(short(x, base, low, high).replaceAll("-", minus));
    }
    const sign = place < 0 ? "−" : "";
    if (Math.abs(isPower ? exponent : exact) < leastExponent) {
      return words(sign + inNotation(formatter("g")(x)));
    }
    let front = String(base);
    let shown = String(exponent);
    if (!isPower && shape === "scientific") {
      const factor = base ** (exact - exponent);
      front = `${inNotation(formatter("g")(isNearWhole(factor) ? rint(factor) : factor))}${TIMES}${front}`;
    } else if (!isPower) shown = formatter(".2f")(exact);
    return { lines: [raised(sign + front, inNotation(shown))] };
  };
  return { labels: places.map(label), beside: [] };
}

/** The multiples of powers that get a label; null: all. @returns {Set<number> | null} */
function markedMultiples(base, [subset, all], low, high) {
  if (subset === null) return null;
  if (low <= 0) return new Set([1]);
  const [from, to] = [low, high].map((limit) => Math.log(limit) / Math.log(base));
  // A limit at a power counts as a tick, even where its logarithm falls short of it.
  const near = Math.round(from);
  const below = from <= near && near - from <= Math.abs(near) * 2 ** -52 ? near - 1 : Math.floor(from);
  if (Math.floor(to) - below > subset) return new Set([1]);
  if (Math.abs(to - from) <= all) return new Set(wholes(1, Math.ceil(base + 1) - 1));
  const steps = Math.floor(Math.floor(base) / 2) || 1;
  return new Set(wholes(0, steps).map((k) => rint(base ** (k / steps))));
}

/** A number as LogFormatter writes it. */
function sizeText(x, _, low, high) {
  return x >= 1 && x <= 10000 ? roundedText(x, high - low) : formatter("1.0e")(x);
}

/** The exponent of a number as LogFormatterExponent writes it. */
function logText(x, base, low, high) {
  const exponent = Math.log(x) / Math.log(base);
  if (Math.abs(exponent) < 1 || Math.abs(exponent) > 10000) return formatter("1.0g")(exponent);
  return roundedText(exponent, Math.log(high - low) / Math.log(base));
}

/** A number with decimals by the size of the range that it stands in. */
function roundedText(x, range) {
  if (Math.abs(x) < 1e4 && x === Math.trunc(x)) return String(x);
  const spec = range < 1e-2 ? ".3e" : range <= 1 ? ".3f" : range <= 10 ? ".2f" : range <= 1e5 ? ".1f" : ".1e";
  const [digits, exponent] = formatter(spec)(x).split("e");
  const kept = digits.includes(".") ? digits.replace(/0+$/, "").replace(/\.$/, "") : digits;
  return Number(exponent ?? 0) ? `${kept}e${Number(exponent)}` : kept;
}

/** @type {Record<string, (format: any, places: number[], low: number, high: number) => { labels: TickLabel[], beside: TextRun[] }>} */
const tickLabels = {
  table: tableLabels,
  template: templateLabels,
  percent: percentLabels,
  prefix: prefixLabels,
  scalar: scalarLabels,
  log: logLabels,
  none: (_, places) => ({ labels: places.map(() => words("")), beside: [] }),
};
