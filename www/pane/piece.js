/**
 * Nodes as data, and what makes an element show them.
 *
 * What is described is made where it is not there, and left alone where it
 * is: an update touches only what differs, and nodes that a server wrote are
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

/**
 * Makes these the children of a node.
 *
 * @param {ParentNode & Node} parent
 * @param {(Piece | string)[]} children
 */
export function showChildren(parent, children) {
  const document = /** @type {Document} */ (parent.ownerDocument);
  let next = parent.firstChild;
  for (const child of children) {
    if (child === '') continue;
    let node = next;
    while (node && !fits(node, child)) node = node.nextSibling;
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
 * Whether a node can become a child.
 *
 * @param {Node} node
 * @param {Piece | string} child
 */
function fits(node, child) {
  if (typeof child === 'string') return node.nodeType === 3;
  if (node.nodeType !== 1) return false;
  const element = /** @type {Element} */ (node);
  return element.localName === child.tag && (child.key === undefined || element.getAttribute('data-key') === child.key);
}

/**
 * @param {Element} element
 * @param {Piece} piece
 */
function showAs(element, { attributes, children }) {
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
