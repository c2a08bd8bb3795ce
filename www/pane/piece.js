/**
 * Nodes as data, and what makes an element show them.
 *
 * A described node is made where it is missing, and left alone where it
 * exists: an update touches only what differs, and nodes that a server wrote are
 * taken as they are.
 *
 * @module
 */

/**
 * An element: `null`, an attribute that it does not have; `undefined`, one that others look after.
 *
 * @typedef {{ tag: string, attributes: Record<string, string | null | undefined>, children: (Piece | string)[] | null, key?: string }} Piece
 */

/**
 * @param {string} tag
 * @param {Record<string, string | null | undefined>} attributes
 * @param {(Piece | string)[] | null} [children] `null`: others look after them; an empty text is none
 * @param {string} [key] tells it from its siblings, by their `data-key`
 * @returns {Piece}
 */
export const piece = (tag, attributes, children = [], key) => ({ tag, attributes, children, key });

/** The value of an attribute that is there or not. @param {unknown} there */
export const flag = (there) => (there ? '' : null);

/** The piece that this module has given an element. @type {WeakMap<Element, Piece>} */
const shown = new WeakMap();

/**
 * Makes these the children of a node.
 *
 * @param {ParentNode & Node} parent
 * @param {(Piece | string)[]} children
 */
export function showChildren(parent, children) {
  const document = /** @type {Document} */ (parent.ownerDocument);
  let next = parent.firstChild;
  /** @type {Map<string, Element> | null} */
  let keyed = null;
  for (const child of children) {
    if (child === '') continue;
    let node = next;
    if (typeof child !== 'string' && child.key !== undefined) {
      if (!node || !fits(node, child)) node = (keyed ??= keyedFrom(next)).get(`${child.tag} ${child.key}`) ?? null;
      keyed?.delete(`${child.tag} ${child.key}`);
    } else {
      while (node && !fits(node, child)) node = node.nextSibling;
    }
    node ??= typeof child === 'string' ? document.createTextNode(child) : document.createElement(child.tag);
    if (node === next) next = node.nextSibling;
    else parent.insertBefore(node, next);
    if (typeof child !== 'string') showAs(/** @type {Element} */ (node), child);
    else if (/** @type {Text} */ (node).data !== child) /** @type {Text} */ (node).data = child;
  }
  while (next) {
    const node = next;
    next = node.nextSibling;
    parent.removeChild(node);
  }
}

/**
 * The elements with keys, from a node on: found at once, as there may be thousands.
 *
 * @param {Node | null} next
 */
function keyedFrom(next) {
  /** @type {Map<string, Element>} */
  const keyed = new Map();
  for (let node = next; node; node = node.nextSibling) {
    const key = node.nodeType === 1 ? /** @type {Element} */ (node).getAttribute('data-key') : null;
    const name = `${/** @type {Element} */ (node).localName} ${key}`;
    if (key !== null && !keyed.has(name) && !/** @type {Element} */ (node).shadowRoot) keyed.set(name, /** @type {Element} */ (node));
  }
  return keyed;
}

/**
 * Whether a node can become a child. With a shadow root, which a server's HTML may have, it would show something else.
 *
 * @param {Node} node
 * @param {Piece | string} child
 */
function fits(node, child) {
  if (typeof child === 'string') return node.nodeType === 3;
  if (node.nodeType !== 1) return false;
  const element = /** @type {Element} */ (node);
  return element.localName === child.tag && !element.shadowRoot && (child.key === undefined || element.getAttribute('data-key') === child.key);
}

/**
 * @param {Element} element
 * @param {Piece} piece
 */
function showAs(element, piece) {
  const before = shown.get(element);
  if (before && isSame(before, piece)) return;
  shown.set(element, piece);
  const { attributes, children } = piece;
  for (const name of element.getAttributeNames()) {
    if (!Object.hasOwn(attributes, name)) element.removeAttribute(name);
  }
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined) continue;
    if (value === null) element.removeAttribute(name);
    else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  }
  if (children) showChildren(element, children);
}

/**
 * Whether two descriptions are of the same. Nodes that others look after are theirs.
 *
 * @param {Piece | string} a
 * @param {Piece | string} b
 * @returns {boolean}
 */
function isSame(a, b) {
  if (typeof a === 'string' || typeof b === 'string') return a === b;
  if (a.tag !== b.tag || a.key !== b.key || a.children?.length !== b.children?.length) return false;
  const names = Object.keys(a.attributes);
  if (names.length !== Object.keys(b.attributes).length) return false;
  for (const name of names) if (!Object.hasOwn(b.attributes, name) || a.attributes[name] !== b.attributes[name]) return false;
  return !a.children || a.children.every((child, at) => isSame(child, /** @type {(Piece | string)[]} */ (b.children)[at]));
}
