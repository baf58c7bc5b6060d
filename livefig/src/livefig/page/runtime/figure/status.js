/* The line below a figure: what went wrong or was reached, announced politely to screen readers.
 *
 * Notes are visible and stay while they hold. What a screen reader is told of changed numbers comes
 * when the reader has paused, so that a moving slider is not talked over.
 */

const QUIET = 700; // milliseconds without a change before anything is spoken

/** @param {HTMLElement} element the figure @param {FigureSpec} spec @returns {Status} */
function createStatus(element, spec) {
  /** @type {HTMLElement} */
  const line = part(element, ".live-status");
  const seen = line.appendChild(document.createElement("span"));
  const spoken = line.appendChild(document.createElement("span"));
  spoken.className = "live-hidden";
  const notes = new Map();
  const goals = [...element.querySelectorAll(".live-goals li")];
  /** @type {(boolean | null)[]} */
  const reached = spec.goals.map(() => null);
  let timer = 0;
  let clearing = 0;

  const status = {
    /** Shows a note under a key, until it is replaced or emptied. */
    note(key, text) {
      if ((notes.get(key) ?? "") === text) return;
      notes.set(key, text);
      seen.textContent = [...notes.values()].filter(Boolean).join(" ");
    },
    /** Shows a note for a few seconds. */
    flash(text) {
      status.note("flash", text);
      clearTimeout(clearing);
      clearing = setTimeout(() => status.note("flash", ""), 4000);
    },
    /** Tells screen readers the text that `words` gives when the reader has paused. */
    speak(words) {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const text = words();
        if (spoken.textContent !== text) spoken.textContent = text;
      }, QUIET);
    },
    /** Marks goals as open or reached; the first time is the figure's start and not announced. */
    goals(outputs) {
      spec.goals.forEach((goal, i) => {
        const now = outputs[goal.value] !== 0 && !Number.isNaN(outputs[goal.value]);
        if (now === reached[i]) return;
        const first = reached[i] === null;
        reached[i] = now;
        goals[i].classList.toggle("live-reached", now);
        part(goals[i], "span:last-child").textContent = now ? ": reached" : ": open";
        const name = goals[i].firstChild === goals[i].lastChild ? "" : goalName(goals[i]);
        if (now && !first) status.flash(`Goal reached: ${name}.`);
      });
    },
  };
  return status;
}

/** The words of a goal without its state. @param {Element} item */
function goalName(item) {
  return [...item.childNodes].slice(0, -1).map((node) => node.textContent).join("");
}
