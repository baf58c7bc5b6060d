/* Data to page, and values from the program's outputs. */

const FARTHEST = 1e5; // page units: far outside of any figure, and near enough for every browser
const BELOW_LOG = -1000; // log10 of what is not positive, as Matplotlib clips it

/** Page coordinate of a finite number, to a hundredth. @param {Scale} scale @param {number} value */
function toPage(scale, value) {
  const t = scale.kind === "log" ? (value > 0 ? Math.log10(value) : BELOW_LOG) : value;
  const page = scale.slope * t + scale.offset;
  return page > FARTHEST ? FARTHEST : page < -FARTHEST ? -FARTHEST : Math.round(page * 100) / 100;
}

const isFinitePoint = (x, y) => x - x === 0 && y - y === 0;

/** Whether two numbers are as far apart as Matplotlib wants limits to be. */
const isRange = (low, high) => isFinitePoint(low, high)
  && Math.abs(high - low) > 1e-15 * Math.max(Math.abs(low), Math.abs(high), 1e-280);

/**
 * The scale of an artist in one direction. Where it is that of its axes, all artists share one
 * object, which changes when the limits of the axes do.
 * @param {Figure} figure @param {ArtistSpec} artist @param {"x" | "y"} direction @returns {Scale}
 */
function liveScale(figure, artist, direction) {
  const own = artist[direction];
  const axes = figure.spec.axes[artist.axes];
  const common = axes?.[direction];
  const same = common && own.kind === common.kind
    && own.slope === common.slope && own.offset === common.offset;
  if (!same) return own;
  const name = artist.axes + direction;
  const scale = figure.scales.get(name) ?? { ...common };
  figure.scales.set(name, scale);
  return scale;
}

/**
 * How a value is read from the outputs: by its index, or as a constant with null for NaN.
 * @param {Value} value @returns {(outputs: Numbers) => any}
 */
function reader(value) {
  if (typeof value === "number") return (outputs) => outputs[value];
  const constant = Array.isArray(value.const)
    ? Float64Array.from(value.const, (number) => number ?? NaN)
    : value.const ?? NaN;
  return () => constant;
}

/**
 * The i-th entry of an array, whose only entry stands for all, or a number.
 * @param {ArrayLike<number> | number} values @param {number} i
 */
function entry(values, i) {
  if (typeof values === "number") return values;
  return values.length === 1 ? values[0] : values[i];
}
