/* Limits that follow a value: the scale of the axes changes, and its ticks are made anew. */

defineMark("axis", (parts) => {
  const { group, body, artist, axes, x, y } = parts;
  const { style } = artist;
  const isX = style.direction === "x";
  const scale = isX ? x : y;
  const isLog = scale.kind === "log";
  const [left, top, width, height] = axes.box;
  const name = group.parentElement?.querySelector(`[id="${style.label}"]`);
  let drawn = "";
  let note = "";
  let first = NaN; // how far the ticks reached out at first
  parts.onvisible = (visible) => {
    if (visible) name?.removeAttribute("display");
    else name?.setAttribute("display", "none");
  };

  /** Takes limits over into the scale that all artists of these axes share. */
  function follow(low, high) {
    const t = isLog ? Math.log10 : (value) => value;
    const [from, to] = isX ? [left, left + width] : [top + height, top];
    scale.slope = (to - from) / (t(high) - t(low));
    scale.offset = from - scale.slope * t(low);
  }

  /** Draws one tick: its grid line, its marks and its label. */
  function drawTick(look, place, label) {
    const at = toPage(scale, place);
    if (look.grid) {
      const line = append(body, "path", look.grid);
      line.setAttribute("d", isX ? `M${at} ${top + height}V${top}` : `M${left} ${at}H${left + width}`);
    }
    for (const mark of look.marks) {
      const path = append(body, "path", mark.css);
      path.setAttribute("d", scaledPath(mark.path, 1));
      path.setAttribute("transform", `translate(${isX ? at : mark.at} ${isX ? mark.at : at})`);
    }
    for (const font of look.labels) write(font, label, isX ? [at, font.at] : [font.at, at]);
  }

  /** Writes a label, or what stands beside the axis, from where it is anchored. */
  function write(font, label, [px, py]) {
    const place = `translate(${px + font.dx} ${py + font.dy}) rotate(${font.angle})`;
    if (label.path) {
      const anchored = append(body, "g", { transform: place });
      const grown = { style: "transform:scale(var(--live-font-scale,1))" };
      append(anchored, "path", { d: label.path, fill: font.fill, ...grown });
      return;
    }
    label.lines.forEach((runs, i) => {
      const [along, across] = label.at?.[i] ?? font.lines[i] ?? [0, 0];
      const line = append(body, "text", {
        x: `${along}em`, y: `${across}em`, "text-anchor": font.anchor, fill: font.fill,
        style: `${font.css};white-space:pre`,
      });
      for (const run of runs) {
        const span = append(line, "tspan", run.css ? { style: run.css } : {});
        if (run.dy) span.setAttribute("dy", `${run.dy}em`);
        span.textContent = run.text ?? "";
      }
      // Turned text is aligned by its box, which is higher for a longer text.
      const long = font.stretch ? line.getComputedTextLength() : 0;
      const shift = long ? ` translate(${font.stretch[0] * long} ${font.stretch[1] * long})` : "";
      line.setAttribute("transform", place + shift);
    });
  }

  /** Moves the label of the axis away from its ticks' labels, or back. */
  function moveLabel() {
    const box = name && body.getBBox();
    if (!box || !(box.width || box.height)) return; // not in the page's layout now
    const reach = { left: -box.x, right: box.x + box.width, top: -box.y, bottom: box.y + box.height }[style.side];
    if (Number.isNaN(first)) first = reach;
    const way = (reach - first) * (style.side === "left" || style.side === "top" ? -1 : 1);
    name.setAttribute("transform", `translate(${isX ? 0 : way} ${isX ? way : 0})`);
  }

  function drawTicks(low, high) {
    body.replaceChildren();
    if (!style.major) return "";
    const ticks = ticksBetween(style, isLog, low, high);
    if (!ticks) return "an axis has no ticks where they would be too many";
    for (const group of /** @type {const} */ (["major", "minor"])) {
      const { look } = style[group];
      if (look) for (const { place, label } of ticks[group]) drawTick(look, place, label);
    }
    moveLabel();
    if (style.beside) write(style.beside, { lines: [ticks.beside] }, style.beside.place);
    return "";
  }

  return ({ limits: [low, high] }) => {
    if (!isRange(low, high) || (isLog && Math.min(low, high) <= 0)) {
      return "the limits of an axis are not usable, so it stays as it was";
    }
    const ends = style.inverted ? [high, low] : [low, high];
    if (drawn !== ends.join()) {
      drawn = ends.join();
      follow(ends[0], ends[1]);
      note = drawTicks(Math.min(low, high), Math.max(low, high));
    }
    return note;
  };
});
