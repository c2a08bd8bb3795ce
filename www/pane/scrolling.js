/**
 * How far the pane scrolls to a place of the source, and which place is shown at a height.
 *
 * @module
 */

import { Known } from './known.js';
import { offsetOf, yOf } from './place.js';

/** Where a revealed place comes to stand when it was out of view: a third down. */
const COMFORTABLE = 1 / 3;

/** Space above a place that a link leads to, in CSS pixels. */
const HEADROOM = 16;

export class Scrolling {
  #pane;
  #header;
  #open;
  #body;
  #known;

  /**
   * @param {HTMLElement} pane what scrolls
   * @param {HTMLElement} header
   * @param {HTMLElement} body
   * @param {import('./open-draft.js').OpenDraft} open
   */
  constructor(pane, header, body, open) {
    this.#pane = pane;
    this.#header = header;
    this.#body = body;
    this.#open = open;
    this.#known = new Known(body);
  }

  /**
   * Scrolls so that a place is in view.
   *
   * @param {number} offset in UTF-16 code units, as `DraftPane.reveal` takes it
   * @param {number} [align] where the place comes to stand, from 0 (top) to 1 (bottom); without it nothing moves while the place
   *   is in view
   */
  reveal(offset, align) {
    const scene = this.#scene();
    if (!scene) return;
    const pane = this.#pane;
    const place = Math.min(scene.length + 1, Math.max(-1, offset));
    this.#open.reach(Math.min(scene.length, Math.max(0, Math.floor(place))));
    const y = yOf(scene, place);
    const inView = y >= pane.scrollTop && y <= pane.scrollTop + pane.clientHeight;
    if (align === undefined && inView) return;
    pane.scrollTop = y - (align ?? COMFORTABLE) * pane.clientHeight;
  }

  /**
   * @param {number} y CSS pixels below the upper edge of the pane, as it is scrolled now
   * @param {boolean} whole whether the offset is one of the text: a whole number, and none beyond its ends
   * @returns {number} the source offset shown there, in UTF-16 code units
   */
  offsetAt(y, whole) {
    const scene = this.#scene();
    const offset = scene ? offsetOf(scene, y + this.#pane.scrollTop) : 0;
    return whole && scene ? Math.min(scene.length, Math.max(0, Math.round(offset))) : offset;
  }

  /** Scrolls to what a link in the post leads to. @param {string} id */
  toId(id) {
    const pane = this.#pane;
    const root = /** @type {ShadowRoot} */ (pane.shadowRoot);
    const target = root.getElementById(id) ?? root.getElementById(`user-content-${id}`);
    this.#open.layOut();
    if (target) pane.scrollTop += target.getBoundingClientRect().top - pane.getBoundingClientRect().top - HEADROOM;
    else if (id === '' || id === 'top') pane.scrollTop = 0;
  }

  #scene() {
    const draft = this.#open.whole;
    if (!draft || !this.#pane.isConnected) return null;
    const start = this.#header.hidden ? 0 : (this.#open.frontMatter?.to ?? 0);
    return { scroller: this.#pane, body: this.#body, draft, known: this.#known.of(draft), start, length: draft.text.length };
  }
}
