/** Nodes as the text of HTML. Text and values of attributes are escaped, so that what is written means what the nodes show. */

const voids = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'track', 'wbr']);

/** @type {Record<string, string>} */
const references = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\u00a0': '&nbsp;' };

/** @param {string} text */
export const escape = (text) => text.replace(/[&<>"\u00a0]/g, (character) => references[character]);

/** The meaning of a text that the engine or `escape` has written. @param {string} html */
export const unescaped = (html) => html.replace(/&(?:amp|lt|gt|quot|nbsp);/g, (reference) => (
  Object.keys(references).find((character) => references[character] === reference) ?? reference
));

/** @param {Iterable<[name: string, value: string]>} attributes */
export const written = (attributes) => Array.from(attributes, ([name, value]) => ` ${name}="${escape(value)}"`).join('');

/**
 * @typedef {object} Changes
 * @property {(element: Element) => string | null} [replaced] what is written in the place of an element; null: the element
 * @property {(element: Element) => Iterable<[name: string, value: string]>} [attributes] those of an element; all unless given
 * @property {(text: Text) => string | null} [text] what is written in the place of a text; null: the text
 */

/**
 * @param {Iterable<Node>} nodes comments are omitted
 * @param {Changes} [changes]
 * @returns {string}
 */
export function serialize(nodes, changes = {}) {
  /** @type {string[]} */
  const out = [];
  for (const node of nodes) write(node, changes, out);
  return out.join('');
}

/**
 * @param {Node} node
 * @param {Changes} changes
 * @param {string[]} out
 */
function write(node, changes, out) {
  if (node.nodeType === Node.TEXT_NODE) {
    const text = /** @type {Text} */ (node);
    out.push(changes.text?.(text) ?? escape(text.data));
  }
  if (node.nodeType !== Node.ELEMENT_NODE) return;
  const element = /** @type {Element} */ (node);
  const replaced = changes.replaced?.(element) ?? null;
  if (replaced !== null) {
    out.push(replaced);
    return;
  }
  const name = element.localName;
  out.push(`<${name}${written(changes.attributes?.(element) ?? attributesOf(element))}>`);
  if (voids.has(name)) return;
  // A reader of HTML drops the first line end in it.
  if (name === 'pre' && element.textContent?.startsWith('\n')) out.push('\n');
  for (const child of element.childNodes) write(child, changes, out);
  out.push(`</${name}>`);
}

/** @param {Element} element @returns {[name: string, value: string][]} */
export const attributesOf = (element) => Array.from(element.attributes, ({ name, value }) => [name, value]);
