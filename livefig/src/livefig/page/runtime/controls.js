/* Native form elements: from what the reader does to a value, and from a value to what is shown.
 *
 * A control is an object with
 *   value         a number; of choices the index of the option; of points and pads a Float64Array
 *   show()        puts the value into the page
 *   admit(value)  the nearest value that the control can have, undefined where there is none
 *   parse(text), write()  the value in an address
 * The value is the truth and the element a view of it: a slider can only stand on its steps, an
 * initial value or an address may lie between them.
 */

/** @param {object} spec @param {HTMLElement} row @param {() => void} changed */
function rangeControl(spec, row, changed) {
  const input = row.querySelector("input");
  const shown = row.querySelector("output").firstChild;
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

/** What menus, rows of buttons and checkboxes share. `read` and `show` know their elements. */
function choiceControl(spec, row, changed, read, show) {
  const control = {
    value: spec.value,
    show,
    admit: (value) => (spec.options[Number(value)] === undefined ? undefined : Number(value)),
    parse(text) {
      const index = spec.options.indexOf(text);
      return index < 0 ? undefined : index;
    },
    write: () => spec.options[control.value],
  };
  row.addEventListener("change", () => {
    control.value = read();
    changed();
  });
  return control;
}

function selectControl(spec, row, changed) {
  const select = row.querySelector("select");
  const show = () => { select.selectedIndex = control.value; };
  const control = choiceControl(spec, row, changed, () => select.selectedIndex, show);
  return control;
}

function toggleControl(spec, row, changed) {
  const radios = [...row.querySelectorAll("input")];
  const read = () => radios.findIndex((radio) => radio.checked);
  const show = () => { radios[control.value].checked = true; };
  const control = choiceControl(spec, row, changed, read, show);
  return control;
}

function checkboxControl(spec, row, changed) {
  const box = row.querySelector("input");
  const show = () => { box.checked = control.value === 1; };
  const control = choiceControl(spec, row, changed, () => Number(box.checked), show);
  return control;
}

const controlKinds = {
  range: rangeControl,
  select: selectControl,
  toggle: toggleControl,
  checkbox: checkboxControl,
};

/* Of arrow keys: the steps to the right and down. */
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** Whether two values of a control are the same. */
function sameValue(a, b) {
  if (typeof a === "number") return a === b;
  return a.length === b.length && a.every((x, i) => Object.is(x, b[i]));
}
