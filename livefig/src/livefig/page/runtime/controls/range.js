/* Sliders. */

/** @type {MakeControl} */
function rangeControl(spec, row, changed) {
  /** @type {HTMLInputElement} */
  const input = part(row, "input");
  /** @type {HTMLInputElement} */
  const field = part(row, ".live-number");
  const format = formatter(spec.format);
  const unit = spec.unit ? " " + spec.unit : "";
  // A power of ten to the digits that a reader can mean: 0.3, not 0.30000000000000004.
  const valueAt = (position) => (spec.log ? Number((10 ** position).toPrecision(12)) : position);
  const [low, high] = [valueAt(spec.min), valueAt(spec.max)];
  const control = {
    value: spec.value,
    show() {
      input.value = String(spec.log ? Math.log10(control.value) : control.value);
      label();
    },
    admit(value) {
      const number = Number(value);
      if (!Number.isFinite(number)) return undefined;
      const inside = Math.min(Math.max(number, low), high);
      if (spec.grid) return nearestIn(spec.grid, inside);
      return spec.integer ? Math.round(inside) : inside;
    },
    parse: (text) => (text.trim() ? control.admit(text) : undefined),
    write: () => String(control.value),
  };
  const text = () => format(control.value) + unit;
  const label = () => {
    if (field !== document.activeElement) field.value = text();
    if (unit || spec.log) input.setAttribute("aria-valuetext", text());
  };
  typedNumber(input, field, spec, control, text, changed);
  if (input.step === "any") stepByHand(input, spec);
  input.addEventListener("input", () => {
    control.value = control.admit(valueAt(input.valueAsNumber));
    label();
    changed();
  });
  return control;
}

/** The number of a sorted list that is nearest to `x`. @param {number[]} grid @param {number} x */
function nearestIn(grid, x) {
  const after = grid.findIndex((number) => number >= x);
  if (after <= 0) return grid[after < 0 ? grid.length - 1 : 0];
  return x - grid[after - 1] <= grid[after] - x ? grid[after - 1] : grid[after];
}

controlKinds.range = rangeControl;
