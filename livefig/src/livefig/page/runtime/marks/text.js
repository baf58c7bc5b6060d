/* Texts with numbers in them. Each line is a <text>, each run of one style a <tspan>. */

defineMark("text", ({ body, artist, x, y }) => {
  const { style, templates = [], template_of = [] } = artist;
  let current = -1; // the template that stands in the group
  /** @type {{ node: Text, read: (outputs: Numbers) => any, format: (value: number) => string }[]} */
  let slots = [];
  /** @type {SVGTextElement[]} */
  let lines = [];

  /** Builds the lines of another template. */
  function build(template) {
    body.replaceChildren();
    slots = [];
    lines = templates[template].map((runs, i) => {
      const [dx, dy] = style.offsets[template][i];
      const line = append(body, "text", {
        x: `${dx}em`, y: `${dy}em`, "text-anchor": style.anchor, style: `${style.css};white-space:pre`,
      });
      for (const run of runs) {
        const span = append(line, "tspan", run.css ? { style: run.css } : {});
        if (run.dy) span.setAttribute("dy", `${run.dy}em`);
        const node = span.appendChild(document.createTextNode(run.text ?? ""));
        if (run.spec !== undefined && run.value !== undefined) {
          slots.push({ node, read: reader(run.value), format: formatter(run.spec) });
        }
      }
      return line;
    });
    current = template;
  }

  return (values, way, outputs) => {
    const template = template_of[way] ?? 0;
    if (template !== current) build(template);
    for (const { node, read, format } of slots) {
      const text = format(read(outputs));
      if (node.data !== text) node.data = text;
    }
    const at = values.position;
    const px = at ? at[0] : values.x;
    const py = at ? at[1] : values.y;
    if (!isFinitePoint(px, py)) {
      body.setAttribute("display", "none");
      return "a text is left out where its position is not finite";
    }
    body.removeAttribute("display");
    const angle = values.rotation === undefined ? style.angle : -values.rotation;
    const place = `translate(${toPage(x, px)} ${toPage(y, py)}) rotate(${angle})`;
    const color = values.color ? rgbaOf(values.color, 0, values.color.length, style.alpha) : style.fill;
    for (const line of lines) {
      line.setAttribute("transform", place);
      line.setAttribute("fill", color);
    }
    return "";
  };
});
