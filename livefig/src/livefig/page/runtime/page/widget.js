/* The figure as an anywidget: the same runtime, with its own controls or real ipywidgets ones. */

const REPORT = 500; // milliseconds between two reports of a state that runs

/** @param {{ model: any, el: HTMLElement }} context what anywidget hands over */
function renderWidget({ model, el }) {
  el.innerHTML = model.get("html");
  /** @type {HTMLElement} */
  const element = part(el, "figure");
  if (model.get("linked")) element.classList.add("live-linked");
  const figure = mount(element);
  /** @param {string} name */
  const traitOf = (name) => `value_${name}`;
  /** @param {OwnControl} control */
  const plain = (control) => {
    if (control.plain) return control.plain();
    return control.spec.kind === "checkbox" ? control.value === 1 : control.value;
  };
  /** @param {string} name */
  const send = (name) => {
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
  figure.onchange = send;
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
    for (const [trait, receive] of receivers) model.off(`change:${trait}`, receive);
  };
}
