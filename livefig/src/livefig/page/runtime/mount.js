/* Bringing a figure to life: its controls, its compiled program and the marks it draws. */

/**
 * Makes a figure live; a second call gives the same handle.
 *
 * @param {HTMLElement} element the <figure class="live-figure">
 * @param {object} [spec] a FigureSpec; left out, it is read from the element
 * @returns {object} handle: spec, values, set(name, value), outputs, state, redraw(), onchange
 */
function mount(element, spec) {
  if (element.live) return element.live;
  spec ??= specOf(element);
  const drawing = element.querySelector(".live-drawing");
  const program = new Function(`return (${spec.program})`)();
  const figure = {
    element, spec, drawing, program,
    svg: drawing.querySelector("svg"),
    form: element.querySelector(".live-controls"),
    controls: new Map(),
    values: {}, // name -> value, for readers of the handle
    outputs: [],
    state: null, // arrays of an animation
    combination: 0,
    onchange: null, // (name, value) after the reader changed a control
    onstate: null, // (state, playing) after an animation stepped
  };
  figure.status = createStatus(element, spec);
  const rows = figure.form ? figure.form.querySelectorAll(".live-control") : [];
  spec.controls.forEach((about, i) => {
    const changed = () => figure.changed(about.name);
    const control = controlKinds[about.kind](about, rows[i], changed, figure);
    control.name = about.name;
    control.spec = about;
    control.initial = typeof control.value === "number" ? control.value : control.value.slice();
    figure.controls.set(about.name, control);
    Object.defineProperty(figure.values, about.name, { get: () => control.value, enumerable: true });
  });
  const traced = [...figure.controls.values()].filter((control) => !control.spec.options);
  const choices = [...figure.controls.values()].filter((control) => control.spec.options);

  figure.args = () => {
    const args = traced.map((control) => control.value);
    if (figure.state) args.push(...figure.state);
    return args;
  };
  /** Draws outputs; an animation has its own after a step. */
  figure.draw = (outputs) => {
    figure.outputs = outputs;
    let gaps = "";
    for (const mark of drawn) gaps = mark.write(outputs, figure.combination) || gaps;
    figure.status.note("gaps", gaps ? sentence(gaps) : "");
    figure.status.goals(outputs);
    for (const control of figure.controls.values()) control.follow?.();
    figure.hover?.refresh();
  };
  figure.redraw = () => {
    figure.combination = choices.reduce((n, c) => n * c.spec.options.length + c.value, 0);
    figure.draw(figure.compute());
  };
  figure.compute = () => program.draw[figure.combination](figure.args());
  figure.changed = (name) => {
    figure.redraw();
    figure.status.speak(words);
    figure.onchange?.(name, figure.controls.get(name).value);
  };
  /** Takes several values at once, the reader's doing. @param {Map<string, *>} values */
  figure.assign = (values) => {
    const changes = [...values].filter(([name, value]) => take(name, value));
    if (!changes.length) return;
    figure.redraw();
    figure.status.speak(words);
    for (const [name] of changes) figure.onchange?.(name, figure.controls.get(name).value);
  };
  figure.set = (name, value) => {
    if (take(name, value)) figure.redraw();
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
  const words = () => texts.map((group) => group.textContent.trim()).filter(Boolean).join(", ");

  const groupOf = (artist) => element.querySelector(`#${CSS.escape(artist.id)}`);
  // Limits that follow come first: the other artists of those axes are drawn by them.
  const axesFirst = (a, b) => (b.kind === "axis") - (a.kind === "axis");
  const drawn = [...spec.artists].sort(axesFirst).map((artist) =>
    marks[artist.kind](groupOf(artist), artist, spec.axes[artist.axes], figure));
  const texts = spec.artists.filter((artist) => artist.kind === "text").map(groupOf);
  if (spec.animation) startAnimation(figure);
  connectButtons(figure);
  if (spec.artists.some((artist) => artist.hover)) startHover(figure);
  for (const control of figure.controls.values()) control.show();
  figure.redraw();
  restoreFromAddress(figure);
  addEventListener("hashchange", function restore() {
    if (element.isConnected) restoreFromAddress(figure);
    else removeEventListener("hashchange", restore); // a notebook has replaced the output
  });
  element.live = figure;
  element.classList.add("live-mounted");
  return figure;
}

/** Reset, Copy link and presets; an animation connects its own. */
function connectButtons(figure) {
  const { form, spec } = figure;
  if (!form) return;
  form.addEventListener("submit", (event) => event.preventDefault());
  const buttons = (what) => form.querySelectorAll(`[data-live="${what}"]`);
  const on = (what, act) => buttons(what).forEach((b, i) => b.addEventListener("click", () => act(i)));
  on("preset", (i) => figure.assign(new Map(Object.entries(spec.presets[i].values))));
  on("reset", () => figure.assign(new Map([...figure.controls].map(([n, c]) => [n, c.initial]))));
  on("link", () => copyLink(figure));
}

/** Brings the page to life: what stands in it now, and the rest when it has come. */
function start() {
  mountAll();
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", mountAll);
}

/** Mounts every figure of the page that is not live yet; one that fails leaves the others alone. */
function mountAll() {
  if (typeof startQuestions === "function") startQuestions();
  const names = new Map();
  for (const element of document.querySelectorAll("figure.live-figure")) {
    names.set(element.id, (names.get(element.id) ?? 0) + 1);
    try {
      if (!element.live && known(specOf(element))) mount(element);
    } catch (error) {
      console.error(`Figure ${element.id}:`, error);
      const line = element.querySelector(".live-status");
      if (line) line.textContent = `This figure could not be started: ${error.message}`;
    }
    if (names.get(element.id) > 1) {
      element.live?.status.note("name", `Two figures of this page are named ${element.id}.`);
    }
  }
}

const specOf = (element) => JSON.parse(element.querySelector(".live-spec").textContent);

/** Whether this runtime has the files for a figure; if not, another script of the page has. */
const known = (spec) => spec.artists.every((artist) => marks[artist.kind])
  && spec.controls.every((control) => controlKinds[control.kind])
  && (typeof startAnimation === "function" || !spec.animation)
  && (typeof startHover === "function" || !spec.artists.some((artist) => artist.hover));

const sentence = (text) => text[0].toUpperCase() + text.slice(1) + ".";
