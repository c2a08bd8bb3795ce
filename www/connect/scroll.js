/**
 * Scrolling an editor and its previews together.
 *
 * The side that the reader touches leads: by a wheel, a touch, a pressed
 * pointer or a key that scrolls. The others follow and their
 * scroll events are ignored until a person touches them, so there is no loop
 * and nothing to time.
 *
 * @module
 */

import { onSize } from '../base/sizes.js';

/**
 * @typedef {object} Side One of those that scroll. Heights are CSS pixels below its upper edge. Offsets are those of the
 *   source, with fractions; -1 is above the text, one more than its length below it.
 * @property {HTMLElement} element where a person's input over it is seen
 * @property {() => { top: number, height: number, most: number }} scrolled how far it is scrolled, how high it is, and
 *   how far it can be scrolled
 * @property {(y: number) => number} offsetAt the offset shown at a height
 * @property {(offset: number, where: { align: number }) => void} reveal scrolls the offset to `align`, from 0 (top) to 1 (bottom)
 * @property {(listener: () => void, signal: AbortSignal) => void} onScroll
 * @property {(listener: () => void, signal: AbortSignal) => void} onResize tells that it, or what it shows, has another size
 */

const SCROLLING_KEYS = new Set(['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End']);

/** An editor and all the panes that show it. */
class Together {
  /** @type {Side | null} */
  #driver = null;
  /** @type {Map<Side, AbortController>} */
  #sides = new Map();

  /** @param {Side} side @param {boolean} typing whether text is typed there, so that not every key scrolls */
  add(side, typing) {
    const abort = new AbortController();
    const { signal } = abort;
    this.#sides.set(side, abort);
    const options = { passive: true, capture: true, signal };
    const drive = () => (this.#driver = side);
    for (const type of ['wheel', 'touchstart', 'pointerdown']) side.element.addEventListener(type, drive, options);
    // Whoever types does not scroll, though the editor may.
    side.element.addEventListener('keydown', ({ key }) => {
      this.#driver = SCROLLING_KEYS.has(key) || (key === ' ' && !typing) ? side : null;
    }, options);
    side.element.addEventListener('beforeinput', () => (this.#driver = null), options);
    side.onScroll(() => this.#driver === side && this.again(), signal);
    side.onResize(() => this.again(), signal);
  }

  /** @param {Side} side */
  remove(side) {
    this.#sides.get(side)?.abort();
    this.#sides.delete(side);
    if (this.#driver === side) this.#driver = null;
    return this.#sides.size;
  }

  /** Whoever was in the lead has lost it to a caret that moves over there. @param {Side} side */
  yieldTo(side) {
    if (this.#driver !== side) this.#driver = null;
  }

  again() {
    const driver = this.#driver;
    if (driver) for (const side of this.#sides.keys()) if (side !== driver) follow(driver, side);
  }
}

/** @type {WeakMap<HTMLElement, { together: Together, editor: Side }>} */
const groups = new WeakMap();

/**
 * @param {Side} editor sides of the same element are the same editor
 * @param {Side} pane
 * @returns {{ lead: () => void, stop: () => void }} `lead`: a caret has moved in the editor, which shows it: no pane leads
 *   any more; `stop` ends it
 */
export function scrollTogether(editor, pane) {
  let group = groups.get(editor.element);
  if (!group) {
    group = { together: new Together(), editor };
    group.together.add(editor, true);
    groups.set(editor.element, group);
  }
  const { together, editor: first } = group;
  together.add(pane, false);
  return {
    lead: () => together.yieldTo(first),
    stop() {
      if (together.remove(pane) > 1) return;
      together.remove(first);
      groups.delete(editor.element);
    },
  };
}

/**
 * Brings `other` to what `side` shows. The place that is compared moves from
 * the upper edge to the lower one over the last screen, so that both ends are
 * reached together.
 *
 * @param {Side} side
 * @param {Side} other
 */
function follow(side, other) {
  const { top, height, most } = side.scrolled();
  const reach = Math.min(height, most);
  const align = reach > 0 ? Math.min(1, Math.max(0, 1 - (most - top) / reach)) : 0;
  // At an end is at the end: what the last pixels show would be a matter of rounding.
  if (top <= 0) other.reveal(-1, { align: 0 });
  else if (top >= most - 1) other.reveal(Infinity, { align: 1 });
  else other.reveal(side.offsetAt(align * height), { align });
}

/**
 * The behaviour that all elements share that scroll their content.
 *
 * @param {HTMLElement} element what scrolls
 * @param {Element[]} content what it scrolls, whose size may change
 * @returns {Pick<Side, 'scrolled' | 'onScroll' | 'onResize'>}
 */
export function scrolling(element, content = []) {
  return {
    scrolled: () => ({
      top: element.scrollTop,
      height: element.clientHeight,
      most: element.scrollHeight - element.clientHeight,
    }),
    onScroll: (listener, signal) => element.addEventListener('scroll', listener, { passive: true, signal }),
    onResize(listener, signal) {
      signal.addEventListener('abort', onSize([element, ...content], listener));
    },
  };
}
