/* What all marks have in common. A mark draws one artist into the group that Matplotlib made. */

const SVG = "http://www.w3.org/2000/svg";

/** @type {Object<string, function>} kind -> (group, artist, axes, figure) => { write } */
const marks = {};

/** Adds an SVG element to a parent. @param {Object<string, *>} [attributes] */
function append(parent, name, attributes = {}) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return parent.appendChild(element);
}

/**
 * Defines a kind of mark.
 *
 * @param {string} kind
 * @param {function} make given { body, artist, axes, figure, x, y }, returns a function of the
 *   artist's current values that draws them and returns a note if some are not finite
 */
function defineMark(kind, make) {
  marks[kind] = (group, artist, axes, figure) => {
    const keeps = kind === "group";
    const body = keeps ? group : document.createElementNS(SVG, "g");
    if (!keeps) {
      group.replaceChildren(body);
      if (artist.clip) body.setAttribute("clip-path", `url(#${axes.clip})`);
    }
    group.removeAttribute("opacity");
    const readers = Object.entries(artist.values).map(([key, value]) => [key, reader(value)]);
    const values = {};
    const parts = {
      group, body, artist, axes, figure,
      x: liveScale(figure, artist, "x"),
      y: liveScale(figure, artist, "y"),
    };
    const draw = make(parts);
    return {
      write(outputs, combination) {
        for (const [key, read] of readers) values[key] = read(outputs);
        const hidden = "visible" in values && !values.visible;
        if (hidden !== (group.getAttribute("display") === "none")) {
          if (hidden) group.setAttribute("display", "none");
          else group.removeAttribute("display");
          parts.onvisible?.(!hidden);
        }
        if (hidden) return "";
        if ("alpha" in values) fade(parts, values.alpha);
        return draw(values, combination, outputs);
      },
    };
  };
}

/** Each shape fades by itself, as in Matplotlib: where two overlap, both are seen. */
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
 * @param {object} marker { radius } of a circle, or { path: [["M", x, y], …] }, of size 1
 * @param {(element: Element, i: number) => void} prepare called for each new marker
 */
function createMarkers(parent, marker, prepare) {
  const elements = [];
  const sizes = [];
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
        if (circle) element.setAttribute("r", marker.radius * size);
        else element.setAttribute("d", scaledPath(marker.path, size));
      }
      return element;
    },
    /** Hides all markers from the n-th on. */
    trim(n) {
      for (let i = n; i < shown; i++) elements[i].setAttribute("display", "none");
      shown = Math.min(shown, n);
    },
  };
}

function scaledPath(path, size) {
  const scaled = (v) => Math.round(v * size * 1000) / 1000;
  return path.map(([command, ...points]) => command + points.map(scaled).join(" ")).join("");
}
