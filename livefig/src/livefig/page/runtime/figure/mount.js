/* Bringing a figure to life: its controls, its compiled program and the marks it draws. */

/**
 * Makes a figure live; a second call gives the same handle.
 *
 * @param {HTMLElement} element the <figure class="live-figure">
 * @param {FigureSpec} [spec] left out, it is read from the element
 * @returns {Figure}
 */
function mount(element, spec = specOf(element)) {
  if (element.live) return element.live;
  spec = withOwnIds(element, spec);
  part(element, ".live-waiting")?.remove();
  const drawing = part(element, ".live-drawing");
  /** @type {Program} */
  const program = new Function(`return (${spec.program})`)();
  /** @type {Figure} */
  const figure = Object.assign(/** @type {any} */ ({}), {
    element, spec, drawing, program,
    svg: part(drawing, "svg"),
    form: part(element, ".live-controls"),
    status: createStatus(element, spec),
    controls: new Map(),
    values: {},
    outputs: [],
    state: null,
    way: 0,
    steps: 0,
    scales: new Map(),
    behind: [],
    onchange: null,
    onstate: null,
  });
  /** @type {NodeListOf<HTMLElement>} */
  const rows = element.querySelectorAll(".live-control");
  spec.controls.forEach((about, i) => {
    const changed = () => figure.changed(about.name);
    const made = controlKinds[about.kind](about, rows[i], changed, figure);
    const initial = typeof made.value === "number" ? made.value : made.value.slice();
    const label = part(rows[i], ":first-child").textContent.trim();
    const control = Object.assign(made, { name: about.name, label, spec: about, initial });
    figure.controls.set(about.name, control);
    Object.defineProperty(figure.values, about.name, { get: () => control.value, enumerable: true });
  });
  const traced = [...figure.controls.values()].filter((control) => !control.spec.options);
  const choices = [...figure.controls.values()].filter((control) => control.spec.options);
  const sizes = choices.map((control) => control.spec.options?.length ?? 0);
  const wayOf = spec.ways.length ? waysOf(figure) : (combination) => combination;

  figure.args = () => {
    const args = traced.map((control) => control.value);
    if (figure.state) args.push(...figure.state);
    return args;
  };
  /** Draws outputs; an animation has its own after a step. */
  figure.draw = (outputs) => {
    figure.outputs = outputs;
    let gaps = "";
    for (const mark of picture.marks) gaps = mark.write(outputs, figure.way) || gaps;
    figure.status.note("gaps", gaps ? sentence(gaps) : "");
    figure.status.goals(outputs);
    for (const control of figure.controls.values()) control.follow?.();
    figure.hover?.refresh();
  };
  figure.redraw = () => {
    const way = wayOf(choices.reduce((n, c, i) => n * sizes[i] + c.value, 0));
    if (way < 0) return;
    figure.way = way;
    picture = pictureAt(way);
    figure.draw(figure.compute());
  };
  figure.compute = () => program.draw[figure.way](figure.args());
  /** Shows that controls have other values now. @param {string[]} names */
  const update = (names) => {
    figure.heed?.(names);
    figure.redraw();
  };
  /** The same after the reader's doing. @param {string[]} names */
  const follow = (names) => {
    figure.status.note("link", "");
    update(names);
    figure.status.speak(figure.words);
    for (const name of names) figure.onchange?.(name, figure.values[name]);
  };
  figure.changed = (name) => follow([name]);
  /** Takes several values at once, the reader's doing. @param {Map<string, *>} values */
  figure.assign = (values) => {
    const names = [...values.keys()].filter((name) => take(name, values.get(name)));
    if (names.length) follow(names);
  };
  figure.set = (name, value) => {
    if (take(name, value)) update([name]);
  };
  const take = (name, given) => {
    const control = figure.controls.get(name);
    if (!control) throw new RangeError(`figure ${spec.name} has no control ${name}`);
    const value = control.admit(given);
    if (value === undefined || sameValue(value, control.value)) return false;
    control.value = value;
    control.show();
    return true;
  };
  let picture = pictureOf(figure);
  const pictureAt = spec.others.length ? picturesOf(figure, picture) : () => picture;
  figure.words = () => (picture.texts.length ? wordsOf(picture.texts) : "");
  if (spec.animation) {
    startAnimation(/** @type {AnimatedFigure} */ (figure), spec.animation);
  }
  connectButtons(figure);
  if (spec.artists.some((artist) => artist.hover)) startHover(figure);
  if (spec.turns.length) startTurning(figure);
  for (const control of figure.controls.values()) control.show();
  figure.redraw();
  followAddress(figure);
  if (spec.manual) waitForRun(figure);
  figure.form?.removeAttribute("inert");
  element.setAttribute("aria-label", nameOf(spec));
  element.live = figure;
  element.classList.add("live-mounted");
  element.dispatchEvent(new Event("live-mounted", { bubbles: true }));
  return figure;
}

/** The marks of a picture. @param {Figure} figure @returns {Picture} */
function pictureOf(figure) {
  const { spec, drawing } = figure;
  /** @param {ArtistSpec} artist @returns {SVGGElement} */
  const groupOf = (artist) => part(drawing, `#${CSS.escape(artist.id)}`);
  // Limits that follow come first: the other artists of those axes are drawn by them.
  /** @param {ArtistSpec} a @param {ArtistSpec} b */
  const axesFirst = (a, b) => Number(b.kind === "axis") - Number(a.kind === "axis");
  return {
    drawing,
    view: spec.view,
    marks: [...spec.artists].sort(axesFirst).map((artist) =>
      marks[artist.kind](groupOf(artist), artist, spec.axes[artist.axes], figure)),
    texts: spec.artists.filter((artist) => artist.kind === "text").map(groupOf),
  };
}

/** Reset, Copy link and presets; an animation connects its own. @param {Figure} figure */
function connectButtons(figure) {
  const { form, spec } = figure;
  if (!form) return;
  form.addEventListener("submit", (event) => event.preventDefault());
  const buttons = (what) => form.querySelectorAll(`[data-live="${what}"]`);
  /** @param {string} what @param {(i: number) => void} act */
  const on = (what, act) => buttons(what).forEach((b, i) => b.addEventListener("click", () => act(i)));
  on("preset", (i) => figure.assign(new Map(Object.entries(spec.presets[i].values))));
  on("reset", () => figure.assign(new Map([...figure.controls].map(([n, c]) => [n, c.initial]))));
  on("link", () => copyLink(figure));
}

/** A phrase as a sentence. @param {string} text */
const sentence = (text) => text[0].toUpperCase() + text.slice(1) + ".";
