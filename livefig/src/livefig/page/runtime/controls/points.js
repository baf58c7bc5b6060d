/* Points to drag on an axes: a handle over the drawing for each, moved by mouse, touch or arrow keys.
 *
 * Handles are HTML elements above the SVG: inside an image nothing can be focused, and a handle stays
 * as large as a finger however small the figure is shown.
 */

/** @type {MakeControl} */
function pointsControl(spec, row, changed, figure) {
  const { drawing } = figure;
  const axes = figure.spec.axes[spec.axes];
  // The limits of an axes can follow a value: then its scales are objects that change.
  const scale = (direction) => figure.scales.get(spec.axes + direction) ?? axes[direction];
  const moving = figure.spec.artists.some((artist) => artist.kind === "axis");
  const [capacity] = spec.shape;
  /** @type {HTMLElement[]} */
  const handles = [];
  let selected = 0;
  const padded = (pairs) => {
    const value = new Float64Array(2 * capacity).fill(NaN);
    value.set(pairs.flat());
    return value;
  };
  const control = {
    value: padded(spec.value),
    show() {
      const n = count();
      for (const handle of handles.splice(n)) handle.remove();
      while (handles.length < n) handles.push(makeHandle(handles.length));
      handles.forEach(place);
    },
    admit(given) {
      const pairs = given.length && typeof given[0] === "number" ? pairsOf(given) : [...given];
      const n = pairs.length;
      const right = spec.editable ? n <= capacity : n === capacity;
      if (!right || !pairs.every((p) => p.length === 2 && p.every(Number.isFinite))) return undefined;
      return padded(pairs.map((p) => [inside(0, p[0]), inside(1, p[1])]));
    },
    parse: (text) => control.admit(text ? text.split(";").map((p) => p.split(",").map(number)) : []),
    write: () => pairsOf(control.value).map((p) => p.map((x) => +x.toPrecision(6)).join()).join(";"),
    plain: () => pairsOf(control.value),
  };
  if (moving) control.follow = () => handles.forEach(place);
  const number = (text) => (text.trim() ? Number(text) : NaN);
  const count = () => pairsOf(control.value).length;

  /** Moves a coordinate into the axes' box; side 0 is x and 1 is y. */
  function inside(side, value) {
    const [low, high] = [axes.box[side], axes.box[side] + axes.box[side + 2]];
    const at = toPage(scale("xy"[side]), value);
    return at >= low && at <= high ? value : dataAt(side, Math.min(Math.max(at, low), high));
  }
  /** The coordinate at a place on the page, no finer than the page shows it. */
  function dataAt(side, at) {
    const own = scale("xy"[side]);
    const unit = 10 ** Math.floor(Math.log10(Math.abs(fromPage(own, at + 1) - fromPage(own, at))));
    return +(Math.round(fromPage(own, at) / unit) * unit).toPrecision(12);
  }
  const dataOf = (...place) => place.map((at, side) => inside(side, dataAt(side, at)));
  function placeOf(i) {
    return [toPage(scale("x"), control.value[2 * i]), toPage(scale("y"), control.value[2 * i + 1])];
  }
  function place(handle, i) {
    const [x, y] = placeOf(i);
    placeAt(handle, figure.spec, x, y);
    const [a, b] = [control.value[2 * i], control.value[2 * i + 1]].map((v) => +v.toPrecision(3));
    const side = spec.lock === "x" ? 1 : 0;
    const ends = [0, 1].map((end) => dataAt(side, axes.box[side] + end * axes.box[side + 2]));
    handle.setAttribute("aria-valuenow", side ? b : a);
    handle.setAttribute("aria-valuemin", Math.min(...ends));
    handle.setAttribute("aria-valuemax", Math.max(...ends));
    handle.setAttribute("aria-valuetext", `x ${a}, y ${b}`);
  }
  function moveTo(i, x, y) {
    const [a, b] = dataOf(x, y);
    if (spec.lock !== "x") control.value[2 * i] = a;
    if (spec.lock !== "y") control.value[2 * i + 1] = b;
    place(handles[i], i);
    changed();
  }
  function add(x, y) {
    const n = count();
    if (n >= capacity) return figure.status.flash(`There is room for ${capacity} points.`);
    control.value.set(dataOf(x, y), 2 * n);
    control.show();
    changed();
    handles[n].focus();
  }
  function remove(i) {
    if (!(i < count())) return;
    control.value.copyWithin(2 * i, 2 * i + 2);
    control.value.fill(NaN, 2 * capacity - 2);
    control.show();
    changed();
    (handles[i] ?? handles[i - 1])?.focus();
  }
  function makeHandle(i) {
    const handle = drawing.appendChild(document.createElement("span"));
    handle.className = "live-handle";
    handle.tabIndex = 0;
    handle.setAttribute("role", "slider");
    handle.setAttribute("aria-label", `${part(row, "span").textContent} ${i + 1}`);
    let grip = null; // from the pointer to the middle of the point
    handle.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      const [x, y] = pointOf(event, figure);
      const [left, top] = placeOf(i);
      grip = [left - x, top - y];
      handle.setPointerCapture(event.pointerId);
    });
    handle.addEventListener("pointermove", (event) => {
      if (!grip) return;
      const [x, y] = pointOf(event, figure);
      moveTo(i, x + grip[0], y + grip[1]);
    });
    for (const type of ["pointerup", "pointercancel"]) {
      handle.addEventListener(type, () => { grip = null; });
    }
    handle.addEventListener("focus", () => { selected = i; });
    handle.addEventListener("keydown", (event) => {
      if (KEYS[event.key]) {
        const step = event.shiftKey ? 5 : 1;
        const [x, y] = placeOf(i);
        const [dx, dy] = KEYS[event.key];
        moveTo(i, x + (dx * step * axes.box[2]) / 100, y + (dy * step * axes.box[3]) / 100);
      } else if (spec.editable && (event.key === "Delete" || event.key === "Backspace")) remove(i);
      else return;
      event.preventDefault();
    });
    if (spec.editable) handle.addEventListener("dblclick", () => remove(i));
    return handle;
  }

  if (spec.editable) {
    drawing.addEventListener("click", (event) => {
      const [x, y] = pointOf(event, figure);
      const [left, top, w, h] = axes.box;
      const on = x >= left && x <= left + w && y >= top && y <= top + h;
      const handle = event.target instanceof Element && event.target.closest(".live-handle");
      if (on && !handle) add(x, y);
    });
    const middle = [axes.box[0] + axes.box[2] / 2, axes.box[1] + axes.box[3] / 2];
    const on = (what, act) =>
      part(row, `[data-live="${what}"]`).addEventListener("click", act);
    on("add", () => add(...middle));
    on("remove", () => remove(Math.min(selected, count() - 1)));
  }
  return control;
}

controlKinds.points = pointsControl;

/** The data coordinate of a page coordinate: toPage turned round. @param {object} scale a Scale */
function fromPage(scale, page) {
  const t = (page - scale.offset) / scale.slope;
  return scale.kind === "log" ? 10 ** t : t;
}

/** The points that are there. @param {Float64Array} flat */
function pairsOf(flat) {
  const pairs = [];
  for (let i = 0; i + 1 < flat.length; i += 2) {
    if (!Number.isNaN(flat[i])) pairs.push([flat[i], flat[i + 1]]);
  }
  return pairs;
}
