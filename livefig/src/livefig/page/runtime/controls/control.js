/* What all controls have in common: from what the reader does to a value, and from there to the page.
 *
 * A control (see types.d.ts) holds the value, and its element is a view of it: a slider can only stand
 * on its steps, an initial value or an address may lie between them.
 */

/** @type {Object<string, MakeControl>} */
const controlKinds = {};

/** Of arrow keys: the steps to the right and down. @type {Object<string, [number, number]>} */
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** Whether two values of a control are the same. */
function sameValue(a, b) {
  if (typeof a === "number") return a === b;
  return a.length === b.length && a.every((x, i) => Object.is(x, b[i]));
}
