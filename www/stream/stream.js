/**
 * A pane whose text arrives in chunks: shows its end as it will most likely be, and follows it.
 *
 * @module
 */

import { featuresOf } from './features.js';
import { Follow } from './follow.js';
import { Repair } from './repair.js';

/** @typedef {import('../pane/live-draft.js').LiveDraft} LiveDraft */

export class Stream {
  #follow;
  #repair = new Repair(featuresOf({}));
  /** Whether the text ends inside of a fence. */
  #isOpen = false;
  #fenceEnded;
  #body;

  /**
   * @param {{ element: HTMLElement, article: HTMLElement, body: HTMLElement, fenceEnded: () => void }} pane
   */
  constructor({ element, article, body, fenceEnded }) {
    this.#body = body;
    this.#fenceEnded = fenceEnded;
    this.#follow = new Follow(element, article);
  }

  /**
   * Begins with a text, or with one that another change led to.
   *
   * @param {LiveDraft} draft
   * @param {import('../engine.js').Options} settings
   */
  begin(draft, settings) {
    this.#follow.release();
    this.#repair = new Repair(featuresOf(settings));
    this.append(draft, draft.text);
  }

  /**
   * Shows the end again, after it has grown.
   *
   * @param {LiveDraft} draft
   * @param {string} text that was added
   */
  append(draft, text) {
    this.#repair.push(text);
    const { omitted, added, open } = this.#repair.now;
    draft.showEnd(omitted, added);
    const ended = this.#isOpen && !open;
    this.#isOpen = open;
    if (ended) this.#fenceEnded();
  }

  /** Whether the source of an element is still arriving. @param {Element} element */
  isArriving(element) {
    if (!this.#isOpen) return false;
    const fences = this.#body.getElementsByTagName('pre');
    return fences[fences.length - 1] === element;
  }

  /** Shows the text as it is, and follows it no more. @param {LiveDraft | null} draft */
  end(draft) {
    draft?.showAll();
    this.#follow.end();
    this.#isOpen = false;
    this.#fenceEnded();
  }
}
