/**
 * Shows the patches of a draft that lives elsewhere, as in a worker: builds nodes without an HTML sink.
 *
 * @module draftpane/apply
 */

import { read } from './apply/read.js';
import { check, isRecord } from './base/check.js';

/** @typedef {import('./engine.js').Patch} Patch */
/** @typedef {import('./engine.js').DomElement} DomElement */
/** @typedef {import('./engine.js').DomNode} DomNode */
/** @typedef {import('./apply/read.js').Shown} Shown */
/** @typedef {{ shown: Shown[], nodes: Node[] }} Block A block has a node at least: an empty comment where it shows nothing. */

/** Keeps the children of an element equal to the blocks of a draft. */
export class Applier {
  #root;
  /** @type {Map<number, Block>} */
  #blocks = new Map();

  /** @param {DomElement} element Its children are removed. */
  constructor(element) {
    check('replaceChildren' in Object(element), 'An Applier takes an element', element);
    this.#root = /** @type {Element} */ (element);
    this.clear();
  }

  /**
   * Applies patches, in the order in which they came: `draft.patches` at first, then those of each update. Unchanged
   * nodes are not touched.
   *
   * @param {Patch | readonly Patch[]} patches
   * @throws {TypeError} For what no engine writes; nothing is changed then.
   * @throws {RangeError} Where a block is not there, as patches were left out, or there already, as they were applied twice.
   */
  apply(patches) {
    const list = /** @type {Patch[]} */ ([patches].flat());
    const there = new Set(this.#blocks.keys());
    const parsed = list.map((patch) => {
      check(isRecord(patch), 'A patch is an object', patch);
      const { op, id } = patch;
      if (!['insert', 'replace', 'remove'].includes(op)) throw new TypeError(`A patch has no op ${op}`);
      if (op === 'insert' && there.has(id)) throw new RangeError(`Block ${id} is there: were patches applied twice?`);
      const before = op === 'insert' ? patch.before : null;
      for (const needed of op === 'insert' ? [before] : [id]) {
        if (needed !== null && !there.has(needed)) throw new RangeError(`There is no block ${needed}: were patches left out?`);
      }
      if (op === 'remove') there.delete(id);
      else there.add(id);
      if (op !== 'remove') check(typeof patch.html === 'string', 'The HTML of a patch is a string', patch.html);
      return { op, id, before, shown: op === 'remove' ? [] : read(patch.html) };
    });
    for (const { op, id, before, shown } of parsed) {
      const block = this.#blocks.get(id);
      if (op === 'insert') this.#insert(id, before, shown);
      else if (block && op === 'remove') this.#remove(id, block);
      else if (block) this.#replace(block, shown);
    }
  }

  /**
   * The nodes that show a block.
   *
   * @param {number} id
   * @returns {DomNode[]}
   */
  nodesOf(id) {
    return [...(this.#blocks.get(id)?.nodes ?? [])];
  }

  /** Removes all blocks, for the patches of another draft. */
  clear() {
    this.#blocks.clear();
    this.#root.replaceChildren();
  }

  /** @param {number} id @param {number | null} before @param {Shown[]} shown */
  #insert(id, before, shown) {
    const next = before === null ? null : (this.#blocks.get(before)?.nodes[0] ?? null);
    const nodes = this.#make(shown);
    for (const node of nodes) this.#root.insertBefore(node, next);
    this.#blocks.set(id, { shown, nodes });
  }

  /** @param {number} id @param {Block} block */
  #remove(id, { nodes }) {
    for (const node of nodes) this.#root.removeChild(node);
    this.#blocks.delete(id);
  }

  /** @param {Block} block @param {Shown[]} shown */
  #replace(block, shown) {
    const { nodes } = block;
    if (block.shown.length > 0 && shown.length > 0) {
      block.nodes = change(this.#root, nodes, block.shown, shown, nodes[nodes.length - 1].nextSibling);
    } else {
      // From or to a comment that holds the place.
      block.nodes = this.#make(shown);
      for (const node of block.nodes) this.#root.insertBefore(node, nodes[0]);
      for (const node of nodes) this.#root.removeChild(node);
    }
    block.shown = shown;
  }

  /** @param {Shown[]} shown @returns {Node[]} */
  #make(shown) {
    const document = this.#root.ownerDocument;
    return shown.length > 0 ? shown.map((each) => make(document, each)) : [document.createComment('')];
  }
}

/**
 * Turns nodes into others: what is equal at the start and at the end stays, the rest is paired by its place.
 *
 * @param {Node} parent
 * @param {Node[]} nodes that show `before`
 * @param {Shown[]} before
 * @param {Shown[]} after
 * @param {Node | null} end what comes after them
 * @returns {Node[]}
 */
function change(parent, nodes, before, after, end) {
  const document = /** @type {Document} */ (parent.ownerDocument);
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && isSame(before[head], after[head])) head++;
  let tail = 0;
  while (tail < shorter - head && isSame(before[before.length - 1 - tail], after[after.length - 1 - tail])) tail++;
  const [oldEnd, newEnd] = [before.length - tail, after.length - tail];
  const next = nodes[oldEnd] ?? end;
  const made = after.slice(head, newEnd).map((shown, nth) => {
    const at = head + nth;
    if (at >= oldEnd) return parent.insertBefore(make(document, shown), next);
    if (adopt(nodes[at], before[at], shown)) return nodes[at];
    const node = make(document, shown);
    parent.replaceChild(node, nodes[at]);
    return node;
  });
  for (const node of nodes.slice(Math.max(head, Math.min(oldEnd, newEnd)), oldEnd)) parent.removeChild(node);
  return [...nodes.slice(0, head), ...made, ...nodes.slice(oldEnd)];
}

/** @param {Shown} a @param {Shown} b */
const isSame = (a, b) => (typeof a === 'string' || typeof b === 'string' ? a === b : a.html === b.html);

/**
 * Makes a node show something else of its kind.
 *
 * @param {Node} node
 * @param {Shown} before
 * @param {Shown} after
 * @returns {boolean} whether that can be
 */
function adopt(node, before, after) {
  if (typeof before === 'string' || typeof after === 'string') {
    if (typeof before !== typeof after) return false;
    node.nodeValue = /** @type {string} */ (after);
    return true;
  }
  if (before.tag !== after.tag) return false;
  const element = /** @type {Element} */ (node);
  const wanted = new Map(written(after));
  for (const [name] of written(before)) if (!wanted.has(name)) element.removeAttribute(name);
  for (const [name, value] of wanted) if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  change(element, [...element.childNodes], before.children, after.children, null);
  return true;
}

/**
 * @param {Document} document
 * @param {Shown} shown
 * @returns {Node}
 */
function make(document, shown) {
  if (typeof shown === 'string') return document.createTextNode(shown);
  const element = document.createElement(shown.tag);
  for (const [name, value] of written(shown)) element.setAttribute(name, value);
  for (const child of shown.children) element.appendChild(make(document, child));
  return element;
}

/**
 * The attributes as the pane sets them: the page is never left, nothing is told to the hosts of pictures, and no policy for
 * styles forbids the alignment of cells.
 *
 * @param {Exclude<Shown, string>} shown
 * @returns {[string, string][]}
 */
function written({ tag, attributes }) {
  return attributes.flatMap(([name, value]) => {
    /** @type {[string, string][]} */
    const all = [name === 'style' ? ['align', value.slice('text-align: '.length)] : [name, value]];
    if (tag === 'a' && name === 'href' && !value.startsWith('#')) all.push(['target', '_blank'], ['rel', 'noopener noreferrer']);
    // Before the address, with which loading begins.
    if (tag === 'img' && name === 'src') all.unshift(['referrerpolicy', 'no-referrer'], ['decoding', 'async']);
    return all;
  });
}
