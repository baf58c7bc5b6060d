/* A page may hold a figure twice: a copy that is hidden, or two views of a notebook's output. */

let copies = 0;

/**
 * Gives a figure ids of its own where another element of the page has them, too: what it refers to,
 * such as the shapes that clip its lines, would be the other's.
 * @param {HTMLElement} element @param {FigureSpec} spec @returns {FigureSpec} with the new ids
 */
function withOwnIds(element, spec) {
  const ids = new Set([...element.querySelectorAll("[id]")].map(({ id }) => id));
  const [probe = ""] = ids;
  if (document.querySelectorAll(`[id="${CSS.escape(probe)}"]`).length < 2) return spec;
  copies++;
  const own = (id) => (ids.has(id) ? `copy${copies}-${id}` : id);
  for (const { attributes } of element.querySelectorAll("*")) {
    for (const attribute of attributes) {
      // `id`, `for`, `aria-labelledby` hold ids alone, other attributes hold #id.
      const bare = /^(id|for|aria-.*by)$/.test(attribute.name);
      const value = attribute.value.replace(bare ? /\S+/g : /(?<=^#|url\(#)[^\s)]+/g, own);
      if (value !== attribute.value) attribute.value = value;
    }
  }
  return JSON.parse(JSON.stringify(spec), (key, value) => own(value));
}
