/* What a screen reader is told when the numbers of a figure have changed. */

const ENOUGH = 160; // characters that are said at once

/**
 * The texts that are seen; where some hold words, bare numbers are left out, as nobody could tell
 * what they are of.
 * @param {Element[]} groups of the live texts
 */
function wordsOf(groups) {
  const seen = groups.filter(isShown).map(linesOf).filter(Boolean);
  const worded = seen.filter((text) => /\p{L}/u.test(text));
  const said = worded.length ? worded : seen;
  let length = 0;
  const fitting = said.filter((text) => (length += text.length + 2) <= ENOUGH);
  if (!fitting.length) return (said[0] ?? "").slice(0, ENOUGH);
  const more = said.length - fitting.length;
  return fitting.join(", ") + (more ? `, and ${more} more` : "");
}

/** @param {Element} group */
const isShown = (group) => ![group, ...group.children].some((element) =>
  element.matches('[display="none"], [fill-opacity="0"], [opacity="0"]'));

/** @param {Element} group */
const linesOf = (group) => Array.from(group.querySelectorAll("text"), (line) =>
  (line.textContent ?? "").replace(/\s+/g, " ").trim()).filter(Boolean).join("; ");
