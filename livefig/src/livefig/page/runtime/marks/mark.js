/* What all marks have in common. A mark draws one artist into the group that Matplotlib made. */

/** @type {Object<string, (group: SVGGElement, artist: ArtistSpec, axes: AxesSpec, figure: Figure) => Mark>} */
const marks = {};

/**
 * Defines a kind of mark.
 *
 * @param {string} kind
 * @param {(parts: MarkParts) => DrawMark} make returns a function of the artist's current values that
 *   draws them and returns a note if some are not finite
 */
function defineMark(kind, make) {
  marks[kind] = (group, artist, axes, figure) => {
    const keeps = kind === "group";
    const body = keeps ? group : document.createElementNS(SVG, "g");
    if (!keeps) {
      group.replaceChildren(body);
      if (artist.clip) body.setAttribute("clip-path", `url(#${axes.clip})`);
    }
    for (const key of ["opacity", "fill-opacity", "stroke-opacity"]) group.removeAttribute(key);
    const readers = Object.entries(artist.values)
      .map(([key, value]) => ({ key, read: reader(value) }));
    /** @type {Record<string, any>} */
    const values = {};
    /** @type {MarkParts} */
    const parts = {
      group, body, artist, axes, figure,
      x: liveScale(figure, artist, "x"),
      y: liveScale(figure, artist, "y"),
    };
    const draw = make(parts);
    return {
      write(outputs, way) {
        for (const { key, read } of readers) values[key] = read(outputs);
        const hidden = "visible" in values && !values.visible;
        if (hidden !== (group.getAttribute("display") === "none")) {
          if (hidden) group.setAttribute("display", "none");
          else group.removeAttribute("display");
          parts.onvisible?.(!hidden);
        }
        if (hidden && kind !== "axis") return ""; // the limits of a hidden axis hold all the same
        if ("alpha" in values) fade(parts, values.alpha);
        return draw(values, way, outputs);
      },
    };
  };
}

/**
 * Each shape fades by itself, as in Matplotlib: where two overlap, both are seen.
 * @param {MarkParts} parts @param {number} alpha
 */
function fade(parts, alpha) {
  const opacity = String(Math.round(1000 * Math.min(Math.max(alpha, 0), 1)) / 1000 || 0);
  if (parts.onfade) parts.onfade(opacity);
  else if (parts.body === parts.group) parts.group.setAttribute("opacity", opacity);
  else {
    parts.body.setAttribute("fill-opacity", opacity);
    parts.body.setAttribute("stroke-opacity", opacity);
  }
}

defineMark("group", () => () => "");

/**
 * A growing number of markers of one shape.
 *
 * @param {Element} parent
 * @param {Marker} marker a circle's radius or a path, of size 1
 * @param {(element: Element, i: number) => void} prepare called for each new marker
 */
function createMarkers(parent, marker, prepare) {
  /** @type {SVGElement[]} */
  const elements = [];
  /** @type {number[]} */
  const sizes = [];
  const { radius = 0, path = [] } = marker;
  const circle = marker.radius !== undefined;
  let shown = 0;
  return {
    /** Puts the i-th marker; it is hidden where x is NaN. */
    place(i, x, y, size) {
      let element = elements[i];
      if (!element) {
        element = elements[i] = append(parent, circle ? "circle" : "path");
        prepare(element, i);
      } else if (i >= shown) element.removeAttribute("display");
      if (i >= shown) shown = i + 1;
      if (circle) {
        element.setAttribute("cx", x);
        element.setAttribute("cy", y);
      } else element.setAttribute("transform", `translate(${x} ${y})`);
      if (sizes[i] !== size) {
        sizes[i] = size;
        if (circle) element.setAttribute("r", radius * size);
        else element.setAttribute("d", scaledPath(path, size));
      }
      return element;
    },
    /** Sets an attribute of all markers. */
    paint(attribute, color) {
      for (const element of elements) element.setAttribute(attribute, color);
    },
    /** Hides all markers from the n-th on. */
    trim(n) {
      for (let i = n; i < shown; i++) elements[i].setAttribute("display", "none");
      shown = Math.min(shown, n);
    },
  };
}

/** The `d` of a path. @param {PathStep[]} path @param {number} size */
function scaledPath(path, size) {
  const scaled = (v) => Math.round(v * size * 1000) / 1000;
  return path.map(([command, ...points]) => command + points.map(scaled).join(" ")).join("");
}
