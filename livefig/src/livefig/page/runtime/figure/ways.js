/* Which program is run, where the author's function goes several ways. */

/**
 * @param {Pick<Figure, "spec" | "values">} figure
 * @returns {(combination: number) => number | string} from a combination of choices to the program
 *   for the values that the sliders have just now, or to a message why there is none
 */
function waysOf({ spec, values }) {
  /** @type {Record<string, number[]>} */
  const grids = Object.fromEntries(spec.controls.map(({ name, grid }) => [name, grid ?? []]));
  return (combination) => {
    const { controls, counts, programs } = spec.ways[combination];
    const place = controls.reduce((n, c) => n * grids[c].length + grids[c].indexOf(values[c]), 0);
    let end = 0;
    return programs[counts.findIndex((count) => place < (end += count))];
  };
}
