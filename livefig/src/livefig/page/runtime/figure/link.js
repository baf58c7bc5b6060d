/* The state of the controls in the address: `page.html#NAME?w=1.2&b=0.5`.
 *
 * Controls that stand at their initial value are left out. What an address says wrong is ignored:
 * numbers are moved into their range, unknown names and options passed over.
 */

/** The part of the address that restores a figure. @param {Figure} figure */
function fragmentOf(figure) {
  const parts = [];
  for (const [name, control] of figure.controls) {
    if (!sameValue(control.value, control.initial)) {
      // The separators inside points may stand in a fragment as they are, and read better.
      const text = encodeURIComponent(control.write()).replace(/%2C/g, ",").replace(/%3B/g, ";");
      parts.push(`${encodeURIComponent(name)}=${text}`);
    }
  }
  return `#${figure.spec.name}${parts.length ? "?" + parts.join("&") : ""}`;
}

/** Takes the values that the address holds for this figure. @param {Figure} figure */
function restoreFromAddress(figure) {
  const [name, query] = location.hash.slice(1).split(/\?(.*)/s);
  if (name !== figure.spec.name || query === undefined) return;
  const values = new Map();
  for (const [key, text] of new URLSearchParams(query)) {
    const value = figure.controls.get(key)?.parse(text);
    if (value !== undefined) values.set(key, value);
  }
  for (const [key, control] of figure.controls) {
    if (!values.has(key)) values.set(key, control.initial);
  }
  figure.assign(values);
  figure.element.scrollIntoView({ block: "center" });
}

/** Puts the state into the address and onto the clipboard. @param {Figure} figure */
async function copyLink(figure) {
  history.replaceState(history.state, "", fragmentOf(figure));
  let copied = true;
  try {
    await navigator.clipboard.writeText(location.href);
  } catch {
    copied = copyBySelection(location.href);
  }
  figure.status.flash(copied ? "Link copied." : "The link is in the address bar.");
}

/** The old way to the clipboard, for pages that may not use the new one. @param {string} text */
function copyBySelection(text) {
  const area = document.body.appendChild(document.createElement("textarea"));
  area.value = text;
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  return done;
}
