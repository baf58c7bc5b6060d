/* Menus, rows of buttons and checkboxes: one of several options. */

/**
 * What menus, rows of buttons and checkboxes share. `read` and `show` know their elements.
 * @param {ChoiceSpec} spec @param {HTMLElement} row @param {() => void} changed
 * @param {() => number} read @param {() => void} show @returns {Control<number>}
 */
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

/** @type {MakeControl} */
function selectControl(spec, row, changed) {
  /** @type {HTMLSelectElement} */
  const select = part(row, "select");
  const show = () => { select.selectedIndex = control.value; };
  const control = choiceControl(spec, row, changed, () => select.selectedIndex, show);
  return control;
}

/** @type {MakeControl} */
function toggleControl(spec, row, changed) {
  const radios = [...row.querySelectorAll("input")];
  const read = () => radios.findIndex((radio) => radio.checked);
  const show = () => { radios[control.value].checked = true; };
  const control = choiceControl(spec, row, changed, read, show);
  return control;
}

/** @type {MakeControl} */
function checkboxControl(spec, row, changed) {
  /** @type {HTMLInputElement} */
  const box = part(row, "input");
  const show = () => { box.checked = control.value === 1; };
  const control = choiceControl(spec, row, changed, () => Number(box.checked), show);
  return control;
}

Object.assign(controlKinds, { select: selectControl, toggle: toggleControl, checkbox: checkboxControl });
