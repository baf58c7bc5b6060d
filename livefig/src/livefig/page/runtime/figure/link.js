/* The state of the controls in the address: `page.html#NAME?w=1.2&b=0.5`.
 *
 * Controls that stand at their initial value are left out. What an address says wrong is said to the
 * reader: numbers are moved into their range, unknown names and options passed over.
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

/** Follows the address: now, when it changes, and when the same link is clicked again. @param {Figure} figure */
function followAddress(figure) {
  const gone = new AbortController();
  const restore = () => {
    if (figure.element.isConnected) restoreFromAddress(figure);
    else gone.abort(); // a notebook has replaced the output
  };
  addEventListener("hashchange", restore, { signal: gone.signal });
  document.addEventListener("click", ({ target }) => {
    const link = target instanceof Element ? target.closest("a") : null;
    if (link?.hash && link.href === location.href) restore();
  }, { signal: gone.signal });
  restoreFromAddress(figure);
}

/** Takes the values that the address holds for this figure. @param {Figure} figure */
function restoreFromAddress(figure) {
  const { controls, status } = figure;
  const [name, query] = splitFragment(location.hash.slice(1));
  if (name !== figure.spec.name) return;
  if (query !== undefined) {
    const values = new Map([...controls].map(([key, control]) => [key, control.initial]));
    const given = [...new URLSearchParams(query)];
    for (const [key, text] of given) {
      const value = controls.get(key)?.parse(text);
      if (value !== undefined) values.set(key, value);
    }
    figure.assign(values);
    const remarks = given.map(([key, text]) => remarkOn(key, text, controls.get(key)));
    status.note("link", remarks.filter(Boolean).slice(0, 3).join(" "));
  }
  land(figure);
}

/** Name and query of a fragment; some programs write `?` and all that follows as percent codes. */
function splitFragment(fragment) {
  const [, name, query] = /^([^?%]*)(?:(?:\?|%3F)(.*))?$/is.exec(fragment) ?? [];
  const coded = query && !query.includes("=");
  return [name, coded ? query.replace(/%3D/gi, "=").replace(/%26/g, "&") : query];
}

/**
 * What is to be said of a value in a link, "" where it was taken as it is.
 * @param {string} key @param {string} text @param {OwnControl | undefined} control
 */
function remarkOn(key, text, control) {
  const said = `The link says ${key} = ${text.slice(0, 40)}`;
  if (!control) return `${said}, but there is no such control here.`;
  if (control.parse(text) === undefined) return `${said}, which is no value of ${control.label}.`;
  const numbers = control.write().split(/[,;]/).map(Number);
  const far = (word, i) => Math.abs(word - numbers[i]) > 1e-5 * Math.abs(numbers[i]);
  return text.split(/[,;]/).some(far) ? `${said}; the nearest value is ${control.write()}.` : "";
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
