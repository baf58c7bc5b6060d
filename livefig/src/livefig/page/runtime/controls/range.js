/* Sliders. */

/** @type {MakeControl} */
function rangeControl(spec, row, changed) {
  /** @type {HTMLInputElement} */
  const input = part(row, "input");
  /** @type {Text} */
  const shown = part(row, "output").firstChild;
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
      return spec.integer ? Math.round(inside) : inside;
    },
    parse: (text) => (text.trim() ? control.admit(text) : undefined),
    write: () => String(control.value),
  };
  const label = () => {
    shown.data = format(control.value) + unit;
    if (unit || spec.log) input.setAttribute("aria-valuetext", shown.data);
  };
  if (input.step === "any") stepByHand(input, spec);
  input.addEventListener("input", () => {
    control.value = control.admit(valueAt(input.valueAsNumber));
    label();
    changed();
  });
  return control;
}

controlKinds.range = rangeControl;
