/* Sliders. */

/** @type {MakeControl} */
function rangeControl(spec, row, changed) {
  /** @type {HTMLInputElement} */
  const input = part(row, "input");
  /** @type {Text} */
  const shown = part(row, "output").firstChild;
  const format = formatter(spec.format);
  const unit = spec.unit ? " " + spec.unit : "";
  const [low, high] = spec.log ? [10 ** spec.min, 10 ** spec.max] : [spec.min, spec.max];
  const control = {
    value: spec.value,
    show() {
      input.value = spec.log ? Math.log10(control.value) : control.value;
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
  input.addEventListener("input", () => {
    const position = input.valueAsNumber;
    control.value = control.admit(spec.log ? 10 ** position : position);
    label();
    changed();
  });
  return control;
}

controlKinds.range = rangeControl;
