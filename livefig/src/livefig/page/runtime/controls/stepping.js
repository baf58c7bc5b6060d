/* Sliders whose maximum is on no step: no browser would reach it. */

/**
 * Takes steps from the minimum on, of which the last is shorter.
 * @param {HTMLInputElement} input @param {{ min: number, max: number, step: number }} spec
 */
function stepByHand(input, { min, max, step }) {
  const count = Math.ceil((max - min) / step);
  const tenth = Math.max(1, Math.round(count / 10));
  const strides = {
    ...{ ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 },
    ...{ PageDown: -tenth, PageUp: tenth, Home: -Infinity, End: Infinity },
  };
  // Digits behind the point that the sum of min and some steps has for certain.
  const digits = Math.max(0, 14 - Math.ceil(Math.log10(Math.max(-min, max))));
  const stepAt = (k) => {
    if (k >= count) return max;
    return k > 0 ? Number((min + k * step).toFixed(Math.min(digits, 100))) : min;
  };
  const along = (position) => (position - min) / step;
  const nearest = (position) => {
    const k = Math.floor(along(position));
    return position - stepAt(k) < stepAt(k + 1) - position ? stepAt(k) : stepAt(k + 1);
  };
  /** So many steps on; the first may be a part of one. */
  const onwards = (position, by) =>
    stepAt(by > 0 ? Math.floor(along(position) + 1e-6) + by : Math.ceil(along(position) - 1e-6) + by);

  let held = false; // by a pointer
  let last = input.valueAsNumber;
  for (const type of ["pointerdown", "pointerup", "pointercancel"]) {
    input.addEventListener(type, () => { held = type === "pointerdown"; });
  }
  input.addEventListener("input", (event) => {
    const wanted = input.valueAsNumber;
    let position = nearest(wanted);
    // Assistive technology moves a slider by less than a step, too.
    const small = event.isTrusted && !held && position === last && wanted !== last;
    if (small) position = onwards(last, Math.sign(wanted - last));
    input.value = String(position);
    last = position;
  });
  input.addEventListener("keydown", (event) => {
    const by = strides[event.key];
    if (!by || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const position = input.valueAsNumber;
    input.value = String(onwards(position, by));
    if (input.valueAsNumber !== position) input.dispatchEvent(new Event("input", { bubbles: true }));
  });
}
