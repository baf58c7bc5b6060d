/* A small grey image to draw on, by mouse, touch or keyboard: white ink on a black ground.
 *
 * Ink comes in sixteenths, so that the two hexadecimal digits a pixel has in the address, counted
 * in 1/240, restore a drawing exactly. Of a pad with a few large pixels, whole pixels are filled, and
 * emptied where the first one was full.
 */

/** @type {MakeControl} */
function padControl(spec, row, changed, figure) {
  const [rows, columns] = spec.shape;
  /** @type {HTMLCanvasElement} */
  const canvas = part(row, "canvas");
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const image = context.createImageData(columns, rows);
  const coarse = Math.min(rows, columns) < 6;
  const radius = Math.max(0.75, Math.min(rows, columns) / 20);
  /** @type {number[] | null} */
  let last = null; // where the pointer was, while it draws
  let erasing = false;
  const cursor = [rows >> 1, columns >> 1];
  let cursorSeen = false;

  const control = {
    value: Float64Array.from(spec.value.flat()),
    show() {
      const at = cursorSeen ? cursor[0] * columns + cursor[1] : -1;
      for (let i = 0; i < control.value.length; i++) {
        const grey = Math.round(255 * control.value[i]);
        const red = i === at ? (grey + 510) / 3 : grey;
        image.data.set([red, grey, i === at ? grey / 2 : grey, 255], 4 * i);
      }
      context.putImageData(image, 0, 0);
    },
    admit(given) {
      const value = Float64Array.from([...given].flat());
      const right = value.length === rows * columns && value.every((x) => x >= 0 && x <= 1);
      return right ? value : undefined;
    },
    parse(text) {
      const pairs = text.match(/^([0-9a-f]{2})*$/) ? text.match(/../g) ?? [] : [];
      return pairs.length ? control.admit(pairs.map((pair) => parseInt(pair, 16) / 240)) : undefined;
    },
    write: () => [...control.value]
      .map((x) => Math.round(240 * x).toString(16).padStart(2, "0")).join(""),
    plain: () => Array.from({ length: rows },
      (_, r) => [...control.value.subarray(r * columns, (r + 1) * columns)]),
  };

  /** How much ink a brush leaves at a distance from its middle, in pixels of the pad. */
  function inkAt(dx, dy) {
    if (coarse) return Math.max(Math.abs(dx), Math.abs(dy)) <= (last ? 0.3 : 0.5) ? 1 : 0;
    const inside = radius + 0.5 - Math.hypot(dx, dy); // the rim is soft
    return Math.round(16 * Math.min(Math.max(inside, 0), 1)) / 16;
  }
  /** Puts ink around a place. */
  function dab(x, y) {
    for (let r = 0; r < rows; r++) {
      for (let c = 0; c < columns; c++) {
        const ink = inkAt(c + 0.5 - x, r + 0.5 - y);
        const i = r * columns + c;
        if (erasing) control.value[i] = Math.min(control.value[i], 1 - ink);
        else control.value[i] = Math.max(control.value[i], ink);
      }
    }
  }
  /** @param {number[]} to */
  function stroke([x, y]) {
    const [fromX, fromY] = last ?? [x, y];
    const parts = Math.ceil((coarse ? 8 : 2) * Math.hypot(x - fromX, y - fromY)) || 1;
    for (let i = 1; i <= parts; i++) {
      dab(fromX + ((x - fromX) * i) / parts, fromY + ((y - fromY) * i) / parts);
    }
    last = [x, y];
    control.show();
    changed();
  }
  function pixel(event) {
    const rect = canvas.getBoundingClientRect();
    const style = getComputedStyle(canvas);
    const left = rect.left + parseFloat(style.borderLeftWidth);
    const top = rect.top + parseFloat(style.borderTopWidth);
    return [
      ((event.clientX - left) / canvas.clientWidth) * columns,
      ((event.clientY - top) / canvas.clientHeight) * rows,
    ];
  }
  canvas.addEventListener("pointerdown", (event) => {
    const [x, y] = pixel(event).map(Math.floor);
    erasing = event.button === 2 || event.shiftKey
      || (coarse && control.value[y * columns + x] > 0.5);
    cursorSeen = false;
    canvas.setPointerCapture(event.pointerId);
    stroke(pixel(event));
  });
  canvas.addEventListener("pointermove", (event) => {
    if (last) stroke(pixel(event));
  });
  for (const type of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(type, () => { last = null; });
  }
  canvas.addEventListener("contextmenu", (event) => event.preventDefault());
  canvas.addEventListener("blur", () => {
    cursorSeen = false;
    control.show();
  });
  canvas.addEventListener("keydown", (event) => {
    const limits = [rows - 1, columns - 1];
    if (KEYS[event.key]) {
      const [dx, dy] = KEYS[event.key];
      [dy, dx].forEach((d, k) => { cursor[k] = Math.min(Math.max(cursor[k] + d, 0), limits[k]); });
    } else if (event.key === " " || event.key === "Delete" || event.key === "Backspace") {
      control.value[cursor[0] * columns + cursor[1]] = event.key === " " ? 1 : 0;
      changed();
    } else return;
    event.preventDefault();
    cursorSeen = true;
    control.show();
    const ink = control.value[cursor[0] * columns + cursor[1]];
    const word = ink ? `ink ${ink}` : "empty";
    figure.status.speak(() => `Row ${cursor[0] + 1}, column ${cursor[1] + 1}, ${word}.`);
  });
  part(row, '[data-live="clear"]').addEventListener("click", () => {
    control.value.fill(0);
    control.show();
    changed();
  });
  return control;
}

controlKinds.pad = padControl;
