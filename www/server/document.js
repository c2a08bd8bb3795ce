/**
 * A document for a server: as much of the DOM as the pane uses to show a post,
 * and the HTML of it.
 *
 * @module
 */

const VOID = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'track', 'wbr']);

/** Names come from the pane's own tables; should that ever be wrong, nothing is written. */
const NAME = /^(?!on)[a-z][a-z0-9-]*$/;

/** Characters that a parser would read as something else. @type {Record<string, string>} */
const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;', '\0': '\uFFFD' };

/** @param {string} text */
export const escape = (text) => text.replace(/[&<>"\r\0]/g, (character) => ESCAPES[character]);

class ServerNode {
  /** @type {ServerElement | null} */
  parentNode = null;
  /** @type {ServerNode | null} */
  previousSibling = null;
  /** @type {ServerNode | null} */
  nextSibling = null;

  /** @param {ServerDocument} document */
  constructor(document) {
    this.ownerDocument = document;
  }

  /** @param {string[]} _ what to append the HTML to */
  write(_) {}
}

class ServerText extends ServerNode {
  nodeType = 3;

  /**
   * @param {ServerDocument} document
   * @param {string} data
   */
  constructor(document, data) {
    super(document);
    this.data = data;
  }

  /** @param {string[]} out */
  write(out) {
    out.push(escape(this.data));
  }
}

class ServerComment extends ServerNode {
  nodeType = 8;

  /** @param {string[]} out */
  write(out) {
    out.push('<!---->');
  }
}

class ServerElement extends ServerNode {
  nodeType = 1;
  /** @type {ServerNode | null} */
  firstChild = null;
  /** @type {ServerNode | null} */
  lastChild = null;
  /** @type {Map<string, string>} */
  #attributes = new Map();

  /**
   * @param {ServerDocument} document
   * @param {string} name
   */
  constructor(document, name) {
    super(document);
    check(name);
    this.localName = name;
  }

  get childNodes() {
    const nodes = [];
    for (let node = this.firstChild; node; node = node.nextSibling) nodes.push(node);
    return nodes;
  }

  /** @param {string | null} text */
  set textContent(text) {
    while (this.firstChild) this.removeChild(this.firstChild);
    if (text) this.insertBefore(this.ownerDocument.createTextNode(text), null);
  }

  get hidden() {
    return this.hasAttribute('hidden');
  }

  set hidden(hidden) {
    this.toggleAttribute('hidden', hidden);
  }

  getAttributeNames() {
    return [...this.#attributes.keys()];
  }

  /** @param {string} name */
  getAttribute(name) {
    return this.#attributes.get(name) ?? null;
  }

  /** @param {string} name */
  hasAttribute(name) {
    return this.#attributes.has(name);
  }

  /** @param {string} name @param {string} value */
  setAttribute(name, value) {
    check(name);
    this.#attributes.set(name, String(value));
  }

  /** @param {string} name */
  removeAttribute(name) {
    this.#attributes.delete(name);
  }

  /** @param {string} name @param {boolean} there */
  toggleAttribute(name, there) {
    if (there) this.setAttribute(name, '');
    else this.removeAttribute(name);
  }

  /** Without its children. */
  cloneNode() {
    const clone = new ServerElement(this.ownerDocument, this.localName);
    for (const [name, value] of this.#attributes) clone.setAttribute(name, value);
    return clone;
  }

  /** @param {string} text */
  append(text) {
    this.insertBefore(this.ownerDocument.createTextNode(text), null);
  }

  /** @param {ServerNode} node */
  appendChild(node) {
    return this.insertBefore(node, null);
  }

  /** @param {ServerNode} node @param {ServerNode | null | undefined} before */
  insertBefore(node, before) {
    node.parentNode?.removeChild(node);
    const previous = before ? before.previousSibling : this.lastChild;
    node.parentNode = this;
    node.previousSibling = previous;
    node.nextSibling = before ?? null;
    if (previous) previous.nextSibling = node;
    else this.firstChild = node;
    if (before) before.previousSibling = node;
    else this.lastChild = node;
    return node;
  }

  /** @param {ServerNode} node */
  removeChild(node) {
    const { previousSibling, nextSibling } = node;
    if (previousSibling) previousSibling.nextSibling = nextSibling;
    else this.firstChild = nextSibling;
    if (nextSibling) nextSibling.previousSibling = previousSibling;
    else this.lastChild = previousSibling;
    node.parentNode = node.previousSibling = node.nextSibling = null;
    return node;
  }

  /** The elements below that have one of these attributes. @param {string[]} names @returns {Iterable<ServerElement>} */
  *having(names) {
    for (const node of this.childNodes) {
      if (!(node instanceof ServerElement)) continue;
      if (names.some((name) => node.hasAttribute(name))) yield node;
      yield* node.having(names);
    }
  }

  /** @param {string[]} out */
  write(out) {
    out.push('<', this.localName);
    for (const [name, value] of this.#attributes) out.push(' ', name, '="', escape(value), '"');
    out.push('>');
    if (VOID.has(this.localName)) return;
    // A parser takes away the first line end of preformatted text.
    if (this.localName === 'pre' && this.firstChild instanceof ServerText && this.firstChild.data.startsWith('\n')) out.push('\n');
    this.writeChildren(out);
    out.push('</', this.localName, '>');
  }

  /** @param {string[]} out */
  writeChildren(out) {
    for (let node = this.firstChild; node; node = node.nextSibling) node.write(out);
  }
}

export class ServerDocument {
  /** @param {string} name */
  createElement(name) {
    return new ServerElement(this, name);
  }

  /** @param {string} data */
  createTextNode(data) {
    return new ServerText(this, data);
  }

  createComment() {
    return new ServerComment(this);
  }
}

/** @param {string} name */
function check(name) {
  if (!NAME.test(name)) throw new TypeError(`${JSON.stringify(name)} is no name that the pane writes`);
}
