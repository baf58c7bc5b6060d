/* Heat maps: one pixel a cell on a canvas behind the drawing, stretched to the axes by the browser. */

/**
 * Colours of a colormap as the 32-bit numbers that a canvas holds (alpha, blue, green, red).
 * @param {Colormap} map
 */
function colorWords(map) {
  return Uint32Array.from(colormapColors(map), (color) =>
    parseInt((color.match(/../g) ?? []).reverse().join(""), 16));
}

defineMark("image", (parts) => {
  const { artist, axes, figure, x, y } = parts;
  const { style, shapes } = artist;
  const [rows, columns, channels] = shapes.array;
  const [width, height] = figure.spec.size;
  const window = document.createElement("div");
  window.className = "live-heatmap";
  const canvas = window.appendChild(document.createElement("canvas"));
  canvas.width = columns;
  canvas.height = rows;
  canvas.style.imageRendering = style.smooth ? "auto" : "pixelated";
  canvas.style.opacity = style.opacity;
  // In the order of the drawing: what Matplotlib draws later lies above.
  const isAbove = (other) =>
    parts.group.compareDocumentPosition(other.group) & Node.DOCUMENT_POSITION_FOLLOWING;
  const above = figure.heatmaps.filter(isAbove).map((other) => other.window);
  figure.heatmaps.push({ group: parts.group, window });
  const nearest = Array.from(figure.drawing.children)
    .find((child) => above.some((other) => other === child));
  figure.drawing.insertBefore(window, nearest ?? figure.svg);
  parts.onvisible = (visible) => { window.hidden = !visible; };
  parts.onfade = (opacity) => { canvas.style.opacity = opacity; };
  const [left, top, boxWidth, boxHeight] = axes.box;
  const percent = (value, whole) => `${(100 * value) / whole}%`;
  window.style.left = percent(left, width);
  window.style.top = percent(top, height);
  window.style.width = percent(boxWidth, width);
  window.style.height = percent(boxHeight, height);

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
  const image = context.createImageData(columns, rows);
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
      for (let i = 0; i < words.length; i++) {
        words[i] = colors[index(cells[i])];
        gaps ||= cells[i] !== cells[i];
      }
    }
    context.putImageData(image, 0, 0);
    return note || (gaps ? "cells whose value is not finite are left empty" : "");
  };
});
