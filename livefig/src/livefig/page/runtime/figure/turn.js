/* Turning axes of three directions by hand: half a turn across the axes, as in Matplotlib. */

/** @param {Figure} figure */
function startTurning(figure) {
  const { spec, svg } = figure;
  /** @type {{ turn: TurnSpec, x: number, y: number, elev: number, azim: number } | null} */
  let held = null;
  const place = (event) => {
    const at = new DOMPoint(event.clientX, event.clientY);
    return at.matrixTransform(svg.getScreenCTM()?.inverse());
  };
  svg.classList.add("live-turns");
  svg.addEventListener("pointerdown", (event) => {
    const { x, y } = place(event);
    const turn = spec.turns.find(({ axes }) => {
      const [left, top, width, height] = spec.axes[axes].box;
      return x >= left && x <= left + width && y >= top && y <= top + height;
    });
    if (!turn || event.button) return;
    const { [turn.elev]: elev, [turn.azim]: azim } = figure.values;
    held = { turn, x, y, elev, azim };
    svg.setPointerCapture(event.pointerId);
    event.preventDefault(); // no text is selected
  });
  svg.addEventListener("pointermove", (event) => {
    if (!held) return;
    const { turn, x, y, elev, azim } = held;
    const [, , width, height] = spec.axes[turn.axes].box;
    const now = place(event);
    const around = azim - (180 * (now.x - x)) / width;
    const up = elev + (180 * (now.y - y)) / height;
    figure.assign(new Map([[turn.azim, within(figure, turn.azim, around)],
      [turn.elev, within(figure, turn.elev, up)]]));
  });
  for (const type of ["pointerup", "pointercancel"]) {
    svg.addEventListener(type, () => { held = null; });
  }
}

/** The nearest angle that a slider has: one all around goes on at its other end. */
function within(figure, name, angle) {
  const { min, max, step } = figure.controls.get(name).spec;
  const isAround = max - min + step >= 360;
  const turned = isAround ? ((((angle - min) % 360) + 360) % 360) + min : angle;
  return Math.min(Math.max(min + Math.round((turned - min) / step) * step, min), max);
}
