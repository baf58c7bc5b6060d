/* The number beside a slider: what it shows can be typed over.
 *
 * Tab passes it by. From the slider a digit or Enter leads into it, Enter and Escape lead back. */

/**
 * @param {HTMLInputElement} slider @param {HTMLInputElement} field its number
 * @param {ControlSpec} spec
 * @param {{ value: any, show: () => void, admit: (given: any) => * }} control
 * @param {() => string} text the value as it is shown @param {() => void} changed
 */
function typedNumber(slider, field, spec, control, text, changed) {
  let given = ""; // what stood in the field before anything was typed
  /** Whether what was typed is a number, which the control has now. */
  const accept = () => {
    if (field.value.trim() === given) return true;
    const value = control.admit(readNumber(field.value, spec));
    if (value === undefined) return false;
    const other = value !== control.value;
    control.value = value;
    control.show();
    if (other) changed();
    return true;
  };
  field.addEventListener("focus", () => {
    // Digits that a reader can mean, without the unit: this is what they type over.
    given = String(Number(control.value.toPrecision(12)));
    field.value = given;
    field.select();
  });
  field.addEventListener("input", () => field.setCustomValidity(""));
  field.addEventListener("blur", () => {
    accept();
    field.setCustomValidity("");
    field.value = text();
  });
  field.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") field.value = given;
    if (key === "Escape" || (key === "Enter" && accept())) slider.focus();
    else if (key === "Enter") field.setCustomValidity(`"${field.value}" is not a number.`);
    field.reportValidity();
  });
  slider.addEventListener("keydown", (event) => {
    if (!/^([-−\d.,]|Enter)$/.test(event.key) || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    field.focus();
    if (event.key !== "Enter") field.value = event.key;
  });
}

/**
 * The number that somebody typed, with or without its unit; NaN where it is none.
 * @param {string} text @param {ControlSpec} spec
 */
function readNumber(text, { unit, format = "" }) {
  let words = text.trim().replace("−", "-");
  if (unit && words.endsWith(unit)) words = words.slice(0, -unit.length).trim();
  words = format.includes(",") ? words.replaceAll(",", "") : words.replace(",", ".");
  const hundredths = words.endsWith("%");
  if (hundredths) words = words.slice(0, -1).trim();
  return words ? Number(words) / (hundredths ? 100 : 1) : NaN;
}
