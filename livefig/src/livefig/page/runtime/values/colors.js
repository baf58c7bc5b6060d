/* Numbers to colours, as Matplotlib's colormaps do it. */

/**
 * @param {Colormap} map
 * @returns {(value: number) => number} index into colormapColors: first under, over and bad
 */
function colorIndex(map) {
  const count = map.lut.length / 8;
  const scale = map.log ? Math.log10 : (value) => value;
  const low = scale(map.vmin);
  const span = scale(map.vmax) - low;
  return (value) => {
    if (map.log && value <= 0) return 2; // as LogNorm masks it
    const at = span ? ((scale(value) - low) / span) * count : 0;
    if (at >= 0 && at < count) return 3 + Math.floor(at);
    if (at === count) return 2 + count;
    return at < 0 ? 0 : at > count ? 1 : 2;
  };
}

/**
 * All colours of a colormap: under, over, bad, then the steps.
 * @param {Colormap} map @returns {string[]} rrggbbaa
 */
function colormapColors(map) {
  return [map.under, map.over, map.bad, ...(map.lut.match(/.{8}/g) ?? [])];
}

/** A function from numbers to CSS colours. @param {Colormap} map */
function colorOf(map) {
  const colors = colormapColors(map).map((color) => "#" + color);
  const index = colorIndex(map);
  return (value) => colors[index(value)];
}

/**
 * Takes a range of colours over that follows a value; false where it is none, and the old one stays.
 * @param {Colormap} map @param {Float64Array | undefined} clim
 */
function takeRange(map, clim) {
  if (!clim) return true;
  const [low, high] = clim;
  if (!isRange(low, high) || low > high || (map.log && low <= 0)) return false;
  map.vmin = low;
  map.vmax = high;
  return true;
}

const RANGE_NOTE = "the range of colours is not usable, so it stays as it was";

/**
 * A function from values to a function from numbers to CSS colours, as both follow the range.
 * @param {Colormap | undefined} colormap
 */
function painter(colormap) {
  if (!colormap) return () => ({ paint: undefined, note: "" });
  const map = { ...colormap };
  let paint = colorOf(map);
  return (values) => {
    const { vmin, vmax } = map;
    const note = takeRange(map, values.clim) ? "" : RANGE_NOTE;
    if (map.vmin !== vmin || map.vmax !== vmax) paint = colorOf(map);
    return { paint, note };
  };
}

/**
 * CSS colour of the i-th row of an array of rgb or rgba between 0 and 1.
 * @param {Float64Array} values @param {number} i @param {number} channels 3 or 4
 * @param {number} [alpha] the artist's own, which replaces that of the colour, as in Matplotlib
 */
function rgbaOf(values, i, channels, alpha) {
  const from = values.length === channels ? 0 : i * channels;
  const byte = (k) => Math.round(255 * Math.min(Math.max(values[from + k], 0), 1)) || 0;
  const opacity = alpha ?? (channels === 4 ? values[from + 3] : 1);
  return `rgb(${byte(0)},${byte(1)},${byte(2)},${opacity})`;
}

/** Three or four: rgb or rgba. @param {number[]} shape of an array of colours */
const channelsOf = (shape) => shape[shape.length - 1];
