/* Heat maps: one pixel a cell on a canvas behind the drawing, stretched to the axes by the browser. */

/**
 * Colours of a colormap as the 32-bit numbers that a canvas holds (alpha, blue, green, red).
 * @param {Colormap} map
 */
function colorWords(map) {
  return Uint32Array.from(colormapColors(map), (color) =>
    parseInt((color.match(/../g) ?? []).reverse().join(""), 16));
}

/**
 * Puts an element behind the SVG, in the order of the drawing: what Matplotlib draws later is above.
 * @param {Figure} figure @param {Element} group where the drawing has it @param {HTMLElement} element
 */
function layBehind(figure, group, element) {
  const isLater = (other) =>
    group.compareDocumentPosition(other.group) & Node.DOCUMENT_POSITION_FOLLOWING;
  const later = figure.behind.filter(isLater).map((other) => other.element);
  figure.behind.push({ group, element });
  const nearest = Array.from(figure.drawing.children)
    .find((child) => later.some((other) => other === child));
  figure.drawing.insertBefore(element, nearest ?? figure.svg);
}

/** Puts the backgrounds that the drawing has below a heat map behind that. @param {Figure} figure */
function layPapers(figure, heatmap) {
  const { spec } = figure;
  for (const { id, axes } of spec.papers) {
    const group = figure.svg.querySelector(`#${CSS.escape(id)}`);
    const path = group?.querySelector("path");
    const isBelow = group
      && group.compareDocumentPosition(heatmap) & Node.DOCUMENT_POSITION_FOLLOWING;
    if (!group || !path || !isBelow) continue;
    const paper = document.createElement("div");
    paper.className = "live-heatmap";
    paper.style.background = path.style.fill;
    paper.style.opacity = path.style.opacity || path.style.fillOpacity;
    placeBox(paper, spec, axes < 0 ? spec.view : spec.axes[axes].box);
    layBehind(figure, group, paper);
    path.remove();
  }
}

/**
 * How many pixels a side of a cell has whose numbers are smoothed before they become colours: the
 * colours between -1 and 1 lead through that of 0, not through a mixture of both.
 */
const finerPixels = (rows, columns) =>
  Math.min(Math.max(Math.floor(240 / Math.max(rows, columns)), 1), 8);

/** Straight pieces between the centres of cells, in both directions. */
function smoother(rows, columns, finer) {
  const out = new Float64Array(rows * columns * finer * finer);
  const places = (n) => Array.from({ length: n * finer }, (_, i) => {
    const at = Math.min(Math.max((i + 0.5) / finer - 0.5, 0), n - 1);
    const low = Math.max(Math.min(Math.floor(at), n - 2), 0);
    return [low, Math.min(low + 1, n - 1), at - low];
  });
  const [down, across] = [places(rows), places(columns)];
  const row = new Float64Array(columns);
  return (cells) => {
    let i = 0;
    for (const [low, high, part] of down) {
      for (let c = 0; c < columns; c++) {
        row[c] = cells[low * columns + c] * (1 - part) + cells[high * columns + c] * part;
      }
      for (const [left, right, share] of across) {
        out[i++] = row[left] * (1 - share) + row[right] * share;
      }
    }
    return out;
  };
}

defineMark("image", (parts) => {
  const { artist, axes, figure, x, y } = parts;
  const { style, shapes } = artist;
  const [rows, columns, channels] = shapes.array;
  const window = document.createElement("div");
  window.className = "live-heatmap";
  const canvas = window.appendChild(document.createElement("canvas"));
  const finer = style.smooth === "numbers" ? finerPixels(rows, columns) : 1;
  canvas.width = columns * finer;
  canvas.height = rows * finer;
  canvas.style.imageRendering = style.smooth ? "auto" : "pixelated";
  canvas.style.opacity = style.opacity;
  layPapers(figure, parts.group);
  layBehind(figure, parts.group, window);
  parts.onvisible = (visible) => { window.hidden = !visible; };
  parts.onfade = (opacity) => { canvas.style.opacity = opacity; };
  const [left, top, boxWidth, boxHeight] = axes.box;
  placeBox(window, figure.spec, axes.box);

  let placed = "";
  function place() {
    const [x0, x1] = [toPage(x, style.edges[0]), toPage(x, style.edges[1])];
    const [y0, y1] = [toPage(y, style.edges[2]), toPage(y, style.edges[3])];
    const at = [x0, x1, y0, y1].join();
    if (at === placed) return;
    placed = at;
    canvas.style.left = percent(Math.min(x0, x1) - left, boxWidth);
    canvas.style.top = percent(Math.min(y0, y1) - top, boxHeight);
    canvas.style.width = percent(Math.abs(x1 - x0), boxWidth);
    canvas.style.height = percent(Math.abs(y1 - y0), boxHeight);
    canvas.style.transform = `scale(${x1 < x0 ? -1 : 1},${y1 < y0 ? -1 : 1})`;
  }

  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const image = context.createImageData(canvas.width, canvas.height);
  const smooth = finer > 1 ? smoother(rows, columns, finer) : undefined;
  const words = new Uint32Array(image.data.buffer);
  const map = { .../** @type {Colormap} */ (artist.colormap) };
  const colors = channels ? new Uint32Array(0) : colorWords(map);
  return (values) => {
    const cells = values.array;
    let gaps = false;
    const note = takeRange(map, values.clim) ? "" : RANGE_NOTE;
    place();
    if (channels) {
      for (let i = 0; i < words.length; i++) {
        for (let c = 0; c < 4; c++) {
          image.data[4 * i + c] = c < channels ? 255 * cells[channels * i + c] : 255;
        }
      }
    } else {
      const index = colorIndex(map);
      const numbers = smooth ? smooth(cells) : cells;
      for (let i = 0; i < words.length; i++) {
        words[i] = colors[index(numbers[i])];
        gaps ||= numbers[i] !== numbers[i];
      }
    }
    context.putImageData(image, 0, 0);
    return note || (gaps ? "cells whose value is not finite are left empty" : "");
  };
});
