/**
 * Lays out a very long post in groups of blocks.
 *
 * After a key a browser goes through all siblings of the block that changed: to lay them out, to add up what they cover,
 * to paint. With 40,000 of them that takes longer than all else, so here it goes through boxes, each around some hundred
 * blocks. The boxes are in a shadow root of the body, and the blocks in their slots: for selectors, scripts and the engine
 * the blocks are still the body's children, and their margins collapse as if there were no boxes.
 *
 * @module
 */

import { onSize } from '../base/sizes.js';
import { isElement, isText } from './kind.js';
import { layOutLater } from './laid-out.js';
import { STACKED } from './lines.js';

/** @typedef {{ box: HTMLElement, count: number, nodes: ChildNode[] }} Group `nodes`: its children, until others come and go */

/** Children of a group; one with twice as many is split. */
const SIZE = 128;
/** Children of a slot, of which a group has some: so many are laid out at least. With fewer, what each layout costs by itself adds up. */
const PART = 16;
/** A body with fewer children is not grouped: browsers need no help, and a style may count from sibling to sibling. */
const MANY = 3000;
/** A text of so many code units is grouped before its first block is built: later, all blocks would be laid out once more. */
const LONG = 700_000;

export class Groups {
  #body;
  #observer;
  /** @type {ShadowRoot | null} */
  #root = null;
  /** @type {WeakMap<Node, Group>} */
  #groupOf = new WeakMap();
  /** Whether the boxes are boxes: a grid has the blocks themselves for its items. */
  #areBoxes = true;
  /** Slots that are not laid out yet, at the end, and what is first in them. @type {Map<HTMLSlotElement, Node | undefined>} */
  #later = new Map();
  /** Whether those are in their order. */
  #inOrder = true;
  /** Whether what is in new groups is not laid out before `layOut`. */
  putsOff = false;

  /** @param {HTMLElement} body */
  constructor(body) {
    this.#body = body;
    this.#observer = new MutationObserver((records) => this.#take(records));
    this.#observer.observe(body, { childList: true });
  }

  /** Gets ready for the blocks of a text. @param {number} length in code units */
  expect(length) {
    if (length >= LONG) this.#begin();
  }

  /** Whether the blocks are in groups. */
  get areThere() {
    return this.#root !== null;
  }

  /** How many groups there are. */
  get count() {
    return this.#root?.childElementCount ?? 0;
  }

  /** Takes over which children came and went. The browser does not show new ones before that; it happens by itself after the task. */
  follow() {
    this.#take(this.#observer.takeRecords());
  }

  /** Lays out the next blocks that were put off. @param {number} [parts] of groups @returns {boolean} whether more wait */
  layOut(parts = 1) {
    if (!this.#inOrder) {
      const precedes = (/** @type {Node} */ a, /** @type {Node} */ b) => a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING;
      this.#later = new Map([...this.#later].sort(([a], [b]) => (precedes(a, b) ? -1 : 1)));
      this.#inOrder = true;
    }
    for (const slot of this.#later.keys()) {
      if (parts-- <= 0) break;
      this.#later.delete(slot);
      slot.style.display = '';
    }
    this.#tell();
    return this.#later.size > 0;
  }

  /** Tells others from which child on nothing is laid out. */
  #tell() {
    for (const first of this.#later.values()) if (first) return layOutLater(this.#body, first);
    layOutLater(this.#body, undefined);
  }

  /** Whether the end of a group is not laid out yet. @param {Element} box */
  #isLater(box) {
    return this.#later.has(/** @type {HTMLSlotElement} */ (box.lastElementChild));
  }

  #begin() {
    // Not all DOMs that tests run in have slots that are filled by hand.
    if (this.#root || !globalThis.HTMLSlotElement?.prototype.assign) return;
    this.#observer.takeRecords();
    this.#root = this.#body.attachShadow({ mode: 'closed', slotAssignment: 'manual' });
    this.#takeIn([...this.#body.childNodes], new Set());
    onSize([this.#body], () => this.#fit());
  }

  /** Follows a style that makes the body a grid or the like, or no longer. */
  #fit() {
    const { display } = getComputedStyle(this.#body);
    const areBoxes = display === 'block' || display === 'flow-root' || display === 'none';
    if (areBoxes === this.#areBoxes) return;
    this.#areBoxes = areBoxes;
    for (const box of this.#root?.children ?? []) this.#show(/** @type {HTMLElement} */ (box));
  }

  /** @param {HTMLElement} box */
  #show(box) {
    box.style.display = this.#areBoxes ? 'block' : 'contents';
  }

  /** @param {MutationRecord[]} records */
  #take(records) {
    if (records.length === 0) return;
    if (!this.#root) {
      if (this.#body.childNodes.length >= MANY) this.#begin();
      return;
    }
    /** @type {Set<Group>} */
    const changed = new Set();
    for (const { removedNodes } of records) {
      for (const node of removedNodes) {
        const group = this.#groupOf.get(node);
        if (!group) continue;
        this.#groupOf.delete(node);
        group.count--;
        changed.add(group);
      }
    }
    this.#takeIn(records.flatMap(({ addedNodes }) => [...addedNodes]), changed);
  }

  /**
   * @param {Node[]} added of which some may be gone again
   * @param {Set<Group>} changed groups that have lost children
   */
  #takeIn(added, changed) {
    for (const node of added) {
      if (node.parentNode === this.#body && !this.#groupOf.has(node)) this.#place(/** @type {ChildNode} */ (node), changed);
    }
    for (const group of changed) this.#assign(group);
    if (this.#later.size > 0) this.#tell();
  }

  /**
   * Gives groups to a child and to those beside it that have none.
   *
   * @param {ChildNode} child
   * @param {Set<Group>} changed
   */
  #place(child, changed) {
    let first = child;
    while (first.previousSibling && !this.#groupOf.has(first.previousSibling)) first = first.previousSibling;
    /** @type {ChildNode[]} */
    const run = [];
    /** @type {ChildNode | null} */
    let next = first;
    for (; next && !this.#groupOf.has(next); next = next.nextSibling) run.push(next);
    const before = first.previousSibling && this.#groupOf.get(first.previousSibling);
    const after = next && this.#groupOf.get(next);
    let group = before ?? after ?? this.#make(null);
    // At its end a group may be followed by another one; in its middle it grows, and is split later.
    const isEnd = group !== after;
    for (const node of run) {
      const isFull = group.count >= SIZE || (this.putsOff && !this.#isLater(group.box));
      if (isEnd && isFull && canStart(node)) group = this.#make(group);
      this.#groupOf.set(node, group);
      group.nodes.push(node);
      group.count++;
      changed.add(group);
    }
  }

  /** @param {Group | null} before */
  #make(before) {
    const group = { box: this.#body.ownerDocument.createElement('div'), count: 0, nodes: [] };
    // Browsers keep what they know about painting by such boxes.
    group.box.style.isolation = 'isolate';
    this.#show(group.box);
    if (before) before.box.after(group.box);
    else this.#root?.prepend(group.box);
    this.#addSlot(group.box, this.putsOff || (before !== null && this.#isLater(before.box)));
    return group;
  }

  /** @param {Element} box @param {boolean} later whether it is not laid out yet */
  #addSlot(box, later) {
    const slot = box.ownerDocument.createElement('slot');
    if (later) {
      slot.style.display = 'none';
      this.#later.set(slot, undefined);
      // In the midst of others, where a key has made a group larger.
      if (box.nextSibling) this.#inOrder = false;
    }
    box.append(slot);
    return slot;
  }

  /** Shows the children of a group, in their order. @param {Group} group */
  #assign(group) {
    let at = group.nodes.find((node) => this.#groupOf.get(node) === group) ?? null;
    if (!at) {
      for (const slot of group.box.children) this.#later.delete(/** @type {HTMLSlotElement} */ (slot));
      group.box.remove();
      return;
    }
    while (at.previousSibling && this.#groupOf.get(at.previousSibling) === group) at = at.previousSibling;
    group.nodes = [];
    for (; at && this.#groupOf.get(at) === group; at = at.nextSibling) group.nodes.push(at);
    const all = group.nodes;
    let start = 0;
    let here = group;
    for (let end = SIZE; all.length >= 2 * SIZE && end < all.length; end++) {
      if (end - start < SIZE || !canStart(all[end])) continue;
      this.#fill(here, all.slice(start, end));
      here = this.#make(here);
      start = end;
    }
    this.#fill(here, all.slice(start));
  }

  /** @param {Group} group @param {ChildNode[]} nodes */
  #fill(group, nodes) {
    group.nodes = nodes;
    group.count = nodes.length;
    for (const node of nodes) this.#groupOf.set(node, group);
    // A comment, which holds the place of a block that shows nothing, has no slot.
    const shown = nodes.filter((node) => isElement(node) || isText(node));
    const slots = /** @type {HTMLCollectionOf<HTMLSlotElement>} */ (group.box.children);
    for (let at = 0; at < slots.length || at * PART < shown.length; at++) {
      const slot = slots[at] ?? this.#addSlot(group.box, this.#isLater(group.box));
      slot.assign(...shown.slice(at * PART, (at + 1) * PART));
      if (this.#later.has(slot)) this.#later.set(slot, shown[at * PART]);
    }
  }
}

/** Whether a group may begin with a child: what stands in one line belongs together. @param {ChildNode} node */
const canStart = (node) => isElement(node) && node.matches(STACKED);
