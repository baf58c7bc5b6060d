/* A read-out of values under the pointer, for artists whose author asked for one.
 *
 * With the keyboard the drawing is focused and arrow keys go from value to value.
 */

const REACH = 24; // page units from the pointer to a point that it still means

/** @type {Object<string, (artist: ArtistSpec, figure: Figure, format: (value: number) => string) => HoverSource>} */
const hoverKinds = {
  line: (artist, figure, format) => pointSource(artist, figure, (outputs) => {
    const [xs, ys] = ["xdata", "ydata"].map((key) => reader(artist.values[key])(outputs));
    return [xs.length ?? 1, (i) => [entry(xs, i), entry(ys, i)], () => ""];
  }, format),
  points: (artist, figure, format) => pointSource(artist, figure, (outputs) => {
    const at = reader(artist.values.offsets)(outputs);
    const values = artist.values.array && reader(artist.values.array)(outputs);
    const more = (i) => (values ? `, value = ${format(entry(values, i))}` : "");
    return [at.length / 2, (i) => [at[2 * i], at[2 * i + 1]], more];
  }, format),
  image: imageSource,
};

/**
 * Points, of which `read` gives how many, where the i-th is, and what else is said of it.
 * @param {ArtistSpec} artist @param {Figure} figure
 * @param {(outputs: Numbers) => [number, (i: number) => [number, number], (i: number) => string]} read
 * @param {(value: number) => string} format @returns {HoverSource}
 */
function pointSource(artist, figure, read, format) {
  const scales = [liveScale(figure, artist, "x"), liveScale(figure, artist, "y")];
  const place = ([x, y]) => [toPage(scales[0], x), toPage(scales[1], y)];
  return {
    count: () => read(figure.outputs)[0],
    keys: [1, 0],
    at(i) {
      const [, point, more] = read(figure.outputs);
      if (!isFinitePoint(...point(i))) return null;
      const [x, y] = point(i).map(format);
      return { place: place(point(i)), text: `x = ${x}, y = ${y}${more(i)}` };
    },
    near(px, py) {
      const [n, point] = read(figure.outputs);
      let best = -1;
      let least = REACH;
      for (let i = 0; i < n; i++) {
        const [x, y] = place(point(i));
        const distance = Math.hypot(x - px, y - py);
        if (distance < least) [best, least] = [i, distance];
      }
      return best;
    },
  };
}

/**
 * @param {ArtistSpec} artist @param {Figure} figure
 * @param {(value: number) => string} format @returns {HoverSource}
 */
function imageSource(artist, figure, format) {
  const [rows, columns, channels = 1] = artist.shapes.array;
  const { edges } = artist.style;
  const scales = [liveScale(figure, artist, "x"), liveScale(figure, artist, "y")];
  const cells = reader(artist.values.array);
  const ends = () => edges.map((edge, k) => toPage(scales[k >> 1], edge));
  return {
    count: () => rows * columns,
    keys: [1, columns * Math.sign((edges[3] - edges[2]) * scales[1].slope)],
    at(i) {
      const [x0, x1, y0, y1] = ends();
      const [u, v] = [((i % columns) + 0.5) / columns, (Math.floor(i / columns) + 0.5) / rows];
      const x = format(edges[0] + u * (edges[1] - edges[0]));
      const y = format(edges[2] + v * (edges[3] - edges[2]));
      const values = cells(figure.outputs).subarray(i * channels, (i + 1) * channels);
      const text = `x = ${x}, y = ${y}, value = ${[...values].map(format).join(" ")}`;
      return { place: [x0 + u * (x1 - x0), y0 + v * (y1 - y0)], text };
    },
    near(px, py) {
      const [x0, x1, y0, y1] = ends();
      const column = Math.floor(((px - x0) / (x1 - x0)) * columns);
      const row = Math.floor(((py - y0) / (y1 - y0)) * rows);
      const inside = column >= 0 && column < columns && row >= 0 && row < rows;
      return inside ? row * columns + column : -1;
    },
  };
}

/** @param {Figure} figure gets `hover`, which follows when the figure is drawn anew */
function startHover(figure) {
  const { drawing, spec } = figure;
  const [left, top, width, height] = spec.view;
  const sources = spec.artists.filter((artist) => artist.hover)
    .map((artist) => hoverKinds[artist.kind](artist, figure, formatter(artist.hover ?? "")));
  const add = (name) => {
    const element = drawing.appendChild(document.createElement("span"));
    element.className = name;
    element.hidden = true;
    return element;
  };
  const dot = add("live-dot");
  const words = add("live-readout");
  /** @type {[HoverSource, number] | null} */
  let current = null;

  /** @param {HoverSource | null} source @param {number} [i] */
  const show = (source, i = 0) => {
    const found = source && source.at(i);
    current = found ? [source, i] : null;
    dot.hidden = words.hidden = !found;
    if (!found) return;
    const [x, y] = found.place;
    for (const element of [dot, words]) placeAt(element, spec, x, y);
    words.style.translate = percent(left - x, width); // never past the side of the figure
    words.classList.toggle("live-below", y - top < height / 5);
    words.textContent = found.text;
  };
  /** @param {PointerEvent} event */
  const point = (event) => {
    const [x, y] = pointOf(event, figure);
    const source = sources.findLast((one) => one.near(x, y) >= 0);
    show(source ?? null, source?.near(x, y));
  };
  drawing.addEventListener("pointermove", point);
  drawing.addEventListener("pointerdown", point);
  // A finger covers what it points at: the read-out stays until the next touch elsewhere.
  drawing.addEventListener("pointerleave", (event) => event.pointerType === "touch" || show(null));
  document.addEventListener("pointerdown", ({ target }) => {
    if (target instanceof Node && !drawing.contains(target)) show(null);
  });

  // An element of its own: the arrow keys are its, and the image beside it can be read as any other.
  const keyboard = add("live-keyboard");
  keyboard.hidden = false;
  keyboard.tabIndex = 0;
  keyboard.setAttribute("role", "application");
  keyboard.setAttribute("aria-label", `Values of ${nameOf(spec)}, read out with the arrow keys`);
  keyboard.addEventListener("blur", () => show(null));
  keyboard.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return show(null);
    if (!KEYS[event.key]) return;
    event.preventDefault();
    const [dx, dy] = KEYS[event.key];
    let [source, i] = current ?? [sources[0], -dx];
    if (source.keys[1]) i += dx + dy * source.keys[1];
    else if (dx) i += dx;
    else source = sources[(sources.indexOf(source) + dy + sources.length) % sources.length];
    show(source, Math.min(Math.max(i, 0), source.count() - 1));
    figure.status.speak(() => words.textContent);
  });
  figure.hover = { refresh: () => current && show(...current) };
}
