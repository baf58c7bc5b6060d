/* Which program is run, where the author's function goes several ways. */

/**
 * @param {Figure} figure
 * @returns {(combination: number) => number} from a combination of choices to the program for the
 *   values that the sliders have just now; -1 where there is none, and then the figure says why
 */
function waysOf({ spec, values, status, element }) {
  /** @type {Record<string, number[]>} */
  const grids = Object.fromEntries(spec.controls.map(({ name, grid }) => [name, grid ?? []]));
  return (combination) => {
    const { controls, counts, programs } = spec.ways[combination];
    const place = controls.reduce((n, c) => n * grids[c].length + grids[c].indexOf(values[c]), 0);
    let end = 0;
    const way = programs[counts.findIndex((count) => place < (end += count))];
    const why = typeof way === "string" ? `There is no picture for these values: ${way}` : "";
    status.note("way", why);
    element.classList.toggle("live-void", why !== "");
    return typeof way === "string" ? -1 : way;
  };
}
