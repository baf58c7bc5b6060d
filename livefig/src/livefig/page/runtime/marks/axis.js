/* Limits that follow a value: the scale of the axes changes, and its ticks are made anew. */

/**
 * Places of ticks at round numbers, as Matplotlib's AutoLocator finds them.
 * @param {number} low @param {number} high @param {number} most
 */
function linearTicks(low, high, most) {
  const span = high - low;
  const mean = (high + low) / 2;
  const shift = Math.abs(mean) / span < 100
    ? 0 : Math.sign(mean) * 10 ** Math.floor(Math.log10(Math.abs(mean)));
  const scale = 10 ** Math.floor(Math.log10(span / most));
  const steps = [0.1, 0.2, 0.25, 0.5, 1, 2, 2.5, 5, 10, 20].map((step) => step * scale);
  const raw = span / most;
  let chosen = steps.findIndex((step) => step >= raw);
  if (chosen < 0) chosen = steps.length - 1;
  for (; ; chosen--) {
    const step = steps[chosen];
    const base = Math.floor((low - shift) / step) * step;
    const near = 1e-10 * (1 + Math.abs(shift) / step);
    const first = Math.ceil((low - shift - base) / step - near);
    const last = Math.floor((high - shift - base) / step + near);
    const ticks = [];
    for (let k = first; k <= last; k++) ticks.push(base + k * step + shift);
    if (ticks.length >= 2 || chosen === 0) return { ticks, step };
  }
}

/**
 * Exponents of labelled decades, and minor ticks as [digit, exponent], as LogLocator finds them.
 * @param {number} low @param {number} high @param {number} most
 */
function logTicks(low, high, most) {
  const [from, to] = [Math.log10(low), Math.log10(high)];
  const [first, last] = [Math.ceil(from - 1e-10), Math.floor(to + 1e-10)];
  const count = last - first + 1;
  let stride = Math.floor(count / (most + 1)) + 1;
  const n = Math.min(Math.ceil(count / stride), most);
  const ticks = [];
  if (n === 1) ticks.push(Math.min(Math.max(Math.round((from + to) / 2), first), last));
  else if (n > 1) {
    stride = Math.floor((count - 1) / (n - 1));
    if (stride < count / n) stride = Math.floor(count / n);
    const least = Math.max(count - stride * n, 0);
    let offset = ((-first % stride) + stride) % stride; // at multiples of the stride, if they fit
    if (offset < least || offset >= Math.min(count - stride * (n - 1), stride)) offset = least;
    for (let k = first + offset; k <= last; k += stride) ticks.push(k);
  }
  const minor = [];
  if (count < 10 && (stride === 1 || count <= 1)) {
    for (let k = first - 1; k <= last; k++) {
      for (let digit = 2; digit < 10; digit++) {
        const tick = digit * 10 ** k;
        if (tick >= low && tick <= high) minor.push([digit, k]);
      }
    }
  }
  return { ticks, minor };
}

/** @param {string} text */
const withMinus = (text) => text.replace(/-/g, "−");

/**
 * Labels of ticks a step apart: all with as many decimals as the steps need.
 * @param {number[]} ticks @param {number} step
 */
function tickLabels(ticks, step) {
  const largest = Math.max(...ticks.map(Math.abs));
  const clean = (tick) => (Math.abs(tick) < step * 1e-6 ? 0 : tick);
  if (largest >= 1e6 || (largest < 1e-4 && largest > 0)) {
    const digits = Math.max(0, Math.ceil(Math.log10(largest / step) - 1e-9));
    return ticks.map((tick) => withMinus(
      clean(tick).toExponential(digits).replace(/\.?0*e/, "e").replace("e+", "e"),
    ));
  }
  let decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const exact = (tick) => Math.abs(tick - Number(tick.toFixed(decimals))) < step * 1e-3;
  while (decimals < 20 && !ticks.every(exact)) decimals++;
  return ticks.map((tick) => withMinus(clean(tick).toFixed(decimals)));
}

defineMark("axis", ({ group, body, artist, axes, x, y }) => {
  const { style } = artist;
  const isX = style.direction === "x";
  const scale = isX ? x : y;
  const [left, top, width, height] = axes.box;
  let drawn = "";
  let first; // width of the widest label at first

  /** Takes limits over into the scale that all artists of these axes share. */
  function follow(low, high) {
    const t = scale.kind === "log" ? Math.log10 : (value) => value;
    const [from, to] = isX ? [left, left + width] : [top + height, top];
    scale.slope = (to - from) / (t(high) - t(low));
    scale.offset = from - scale.slope * t(low);
  }

  /** Draws one tick: its grid line, its marks and its label. */
  function tick(look, value, label, power) {
    const at = toPage(scale, value);
    if (look.grid) {
      const line = append(body, "path", look.grid);
      line.setAttribute("d", isX ? `M${at} ${top + height}V${top}` : `M${left} ${at}H${left + width}`);
    }
    const place = (end) => isX ? [at, top + height * (1 - end)] : [left + width * end, at];
    for (const mark of look.marks) {
      const [px, py] = place(mark.at);
      const path = append(body, "path", mark.css);
      path.setAttribute("d", scaledPath(mark.path, 1));
      path.setAttribute("transform", `translate(${px} ${py})`);
    }
    if (label === undefined) return;
    for (const { at: end, dx, dy, x, y, anchor, angle, css, fill } of look.labels) {
      const [px, py] = place(end);
      const text = append(body, "text", { x, y, "text-anchor": anchor, style: css, fill });
      text.setAttribute("transform", `translate(${px + dx} ${py + dy}) rotate(${angle})`);
      append(text, "tspan").textContent = label;
      if (power !== undefined) {
        append(text, "tspan", { dy: "-0.5em", style: "font-size:70%" }).textContent = power;
      }
    }
  }

  /** Moves the label of a vertical axis away from its ticks' labels, or back. */
  function moveLabel() {
    const name = group.parentElement?.querySelector(`[id="${style.label}"]`);
    if (isX || !name || !style.major?.labels.length) return;
    const widths = Array.from(body.querySelectorAll("text"), (text) => text.getComputedTextLength());
    const widest = Math.max(0, ...widths);
    first ??= widest;
    const away = style.major.labels[0].at ? 1 : -1;
    name.setAttribute("transform", `translate(${away * (widest - first)} 0)`);
  }

  function drawTicks(low, high) {
    body.replaceChildren();
    if (!style.major) return;
    const inside = (value) => value >= low && value <= high;
    if (style.fixed) {
      for (const [value, label] of style.fixed) if (inside(value)) tick(style.major, value, label);
    } else if (scale.kind === "log") {
      const { ticks, minor } = logTicks(low, high, Math.max(style.most, 2));
      const few = ticks.length < 2; // then the ticks in between are labelled, too
      const labelled = high / low > 2.5 ? [2, 3, 4, 6] : [2, 3, 4, 5, 6, 7, 8, 9];
      for (const [digit, k] of minor) {
        const words = few && labelled.includes(digit) ? `${digit}×10` : undefined;
        tick(style.minor, digit * 10 ** k, words, withMinus(String(k)));
      }
      for (const k of ticks) tick(style.major, 10 ** k, "10", withMinus(String(k)));
    } else {
      const { ticks, step } = linearTicks(low, high, style.most);
      const labels = tickLabels(ticks, step);
      ticks.forEach((value, i) => tick(style.major, value, labels[i]));
    }
  }

  return ({ limits: [low, high] }) => {
    const usable = isFinitePoint(low, high) && low !== high && (scale.kind !== "log" || low * high > 0);
    if (!usable) return "the limits of an axis are not usable, so it stays as it was";
    if (drawn !== `${low} ${high}`) {
      drawn = `${low} ${high}`;
      follow(low, high);
      drawTicks(Math.min(low, high), Math.max(low, high));
      moveLabel();
    }
    return "";
  };
});
