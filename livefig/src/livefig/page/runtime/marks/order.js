/* Artists that lie one above another by their depths: the farthest is drawn first. */

defineMark("order", ({ artist, figure }) => {
  /** @type {SVGElement[]} */
  const members = artist.style.members.map((id) => part(figure.drawing, `#${CSS.escape(id)}`));
  let last = "";
  return ({ depths }) => {
    const order = members.map((_, i) => i).sort((a, b) => depths[b] - depths[a]);
    if (order.join() === last) return "";
    last = order.join();
    const home = members[0].parentNode;
    const end = members.map((member) => member.nextSibling)
      .find((next) => !members.includes(/** @type {any} */ (next))) ?? null;
    for (const i of order) home?.insertBefore(members[i], end);
    return "";
  };
});
