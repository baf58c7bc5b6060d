/* Limits that follow a value: the scale of the axes changes, and its ticks are made anew. */

/** Places of ticks at round numbers, as Matplotlib's AutoLocator finds them. */
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

/** Decades between two positive limits, not more than `most`. */
function logTicks(low, high, most) {
  const first = Math.ceil(Math.log10(low) - 1e-10);
  const last = Math.floor(Math.log10(high) + 1e-10);
  const stride = Math.max(1, Math.ceil((last - first) / Math.max(most - 1, 1)));
  const ticks = [];
  for (let k = first; k <= last; k += stride) ticks.push(k);
  const minor = [];
  if (stride === 1 && last - first <= 10) {
    for (let k = first - 1; k <= last; k++) {
      for (let m = 2; m < 10; m++) {
        const tick = m * 10 ** k;
        if (tick >= low && tick <= high) minor.push(tick);
      }
    }
  }
  return { ticks, minor };
}

const withMinus = (text) => text.replace(/-/g, "−");

/** Labels of ticks a step apart: all with as many decimals as the steps need. */
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

  function drawTicks(low, high) {
    body.replaceChildren();
    if (!style.major) return;
    const inside = (value) => value >= low && value <= high;
    if (style.fixed) {
      for (const [value, label] of style.fixed) if (inside(value)) tick(style.major, value, label);
    } else if (scale.kind === "log") {
      const { ticks, minor } = logTicks(low, high, style.most);
      if (style.minor) for (const value of minor) tick(style.minor, value);
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
    }
    return "";
  };
});
