"""Routines of the page on whole arrays: `name(out, ...operands, ...whole numbers)` fills `out`.

All arrays are flat, in C order; several matrices or rows lie one after the other.
"""

from livefig.javascript import fourier, linalg, spectra

COUNTING = {
    # sums of weights at whole places; what lies outside is left out
    "bincount": """(out, places, weights) => {
  out.fill(0);
  const one = weights.length === 1;
  for (let i = 0; i < places.length; i++) {
    const k = places[i];
    if (k >= 0 && k < out.length) out[k] += one ? weights[0] : weights[i];
  }
}""",
    # how many of a sorted row come before each value, or before and beside it; NaN comes last
    "searchRow": """(out, row, values, beside) => {
  for (let i = 0; i < values.length; i++) {
    const v = values[i];
    let low = 0;
    for (let high = row.length; low < high; ) {
      const middle = (low + high) >> 1, x = row[middle];
      if (v !== v ? beside || x === x : x < v || (beside && x === v)) low = middle + 1;
      else high = middle;
    }
    out[i] = low;
  }
}""",
}

SIGNALS = {
    # products with the shorter row reversed, from the place `first` of all shifts
    "convolve": """(out, a, v, first) => {
  for (let k = 0; k < out.length; k++) {
    const end = k + first;
    let sum = 0;
    for (let j = Math.max(0, end - a.length + 1); j < v.length && j <= end; j++) {
      sum += a[end - j] * v[j];
    }
    out[k] = sum;
  }
}""",
}

ROUTINES = {**COUNTING, **SIGNALS, **linalg.SOLVING, **spectra.SPECTRA, **fourier.FOURIER}
