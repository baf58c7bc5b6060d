/* The figure as an anywidget: in step with Python, with its own controls or real ipywidgets ones. */

const REPORT = 500; // milliseconds between two reports of a state that runs

/**
 * An anywidget with a view of its own.
 * @param {{ model: any, el: HTMLElement }} context what anywidget hands over
 */
function renderWidget({ model, el }) {
  el.innerHTML = model.get("html");
  /** @type {HTMLElement} */
  const element = part(el, "figure");
  keepKeys(element);
  if (model.get("controls")) element.classList.add("live-linked"); // they stand beside it
  return connect(mount(element), model);
}

/**
 * A model without a view: the figures are in the notebook as HTML, which lasts longer than a kernel.
 * There may be several of them, and they may come before the model or after it.
 * @param {{ model: any }} context what anywidget hands over
 */
function initializeWidget({ model }) {
  const box = model.get("controls");
  if (!box) return undefined;
  /** @type {Map<HTMLElement, () => void>} */
  const ends = new Map();
  const join = (element) => {
    if (!element.live || element.dataset.controls !== box || ends.has(element)) return;
    const parts = [connect(element.live, model), exchangeControls(element.live, model)];
    ends.set(element, () => parts.forEach((end) => end()));
  };
  const heed = ({ target }) => join(target);
  document.addEventListener("live-mounted", heed);
  document.querySelectorAll("figure.live-figure").forEach(join);
  return () => {
    document.removeEventListener("live-mounted", heed);
    ends.forEach((end) => end());
  };
}

/**
 * Keeps a figure and a model in step both ways.
 * @param {Figure} figure @param {any} model @returns {() => void} what ends it
 */
function connect(figure, model) {
  /** @param {string} name */
  const traitOf = (name) => `value_${name}`;
  /** @param {OwnControl} control */
  const plain = (control) => {
    if (control.plain) return control.plain();
    return control.spec.kind === "checkbox" ? control.value === 1 : control.value;
  };
  figure.onchange = (name) => {
    const control = figure.controls.get(name);
    if (control) model.set(traitOf(name), plain(control));
    model.save_changes();
  };
  const receivers = [...figure.controls.keys()].map((name) => {
    const receive = () => figure.set(name, model.get(traitOf(name)));
    receive();
    model.on(`change:${traitOf(name)}`, receive);
    return [traitOf(name), receive];
  });
  let sent = 0;
  figure.onstate = (state, playing) => {
    if (playing && performance.now() - sent < REPORT) return;
    sent = performance.now();
    model.set("state", state.map((array) => (typeof array === "number" ? array : [...array])));
    model.save_changes();
  };
  if (figure.state) figure.onstate(figure.state, false);
  return () => {
    figure.pause?.();
    figure.onchange = figure.onstate = null;
    for (const [trait, receive] of receivers) model.off(`change:${trait}`, receive);
  };
}

/**
 * Shows ipywidgets controls in place of a figure's own, as long as there is a kernel behind them.
 * Where the notebook cannot make them, the figure keeps its own.
 * @param {Figure} figure @param {any} model @returns {() => void} what ends it
 */
function exchangeControls(figure, model) {
  const { element } = figure;
  const place = document.createElement("div");
  place.className = "live-widgets";
  let end = () => {};
  let over = false;
  const show = async () => {
    const box = await model.widget_manager.get_model(model.get("controls"));
    if (!box.comm_live || !box.get("children").length) return;
    const view = await box.widget_manager.create_view(box);
    if (over) return view.remove();
    figure.drawing.after(place);
    view.luminoWidget.constructor.attach(view.luminoWidget, place);
    element.classList.add("live-linked");
    const leave = () => {
      if (!box.comm_live) end();
    };
    box.on("comm_live_update", leave);
    end = () => {
      end = () => {};
      box.off("comm_live_update", leave);
      element.classList.remove("live-linked");
      view.remove();
      place.remove();
    };
  };
  show().catch((error) => console.warn(`Figure ${figure.spec.name} keeps its own controls:`, error));
  return () => {
    over = true;
    end();
  };
}
