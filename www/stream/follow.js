/**
 * Follows the end of a text that grows: while the reader is there, the pane stays there. The height does not shrink.
 *
 * @module
 */

import { onSize } from '../base/sizes.js';

/** How far from the end, in CSS pixels, still is there: lengths are fractions. */
const NEAR = 4;

export class Follow {
  #pane;
  #article;
  #follows;
  #top;
  #height = 0;
  #width = 0;
  #unsized;
  #ended = new AbortController();

  /**
   * @param {HTMLElement} pane what scrolls
   * @param {HTMLElement} article what grows in it
   */
  constructor(pane, article) {
    this.#pane = pane;
    this.#article = article;
    this.#top = pane.scrollTop;
    this.#follows = this.#isAtEnd();
    pane.addEventListener('scroll', () => this.#scrolled(), { passive: true, signal: this.#ended.signal });
    // Sizes are reported after layout and before the frame is painted: nothing is measured for this alone.
    this.#unsized = onSize([pane, article], () => this.#sized());
  }

  #isAtEnd() {
    const { scrollTop, clientHeight, scrollHeight } = this.#pane;
    return scrollTop + clientHeight >= scrollHeight - NEAR;
  }

  #scrolled() {
    const { scrollTop } = this.#pane;
    // The text may have grown since the pane was at the end: only a way up leaves it.
    if (this.#isAtEnd()) this.#follows = true;
    else if (scrollTop < this.#top) this.#follows = false;
    this.#top = scrollTop;
  }

  #sized() {
    const { offsetWidth: width, offsetHeight: height } = this.#article;
    if (width !== this.#width) {
      // Lines break elsewhere.
      this.#width = width;
      this.#height = height;
      this.#article.style.minHeight = '';
    } else if (height < this.#height) {
      this.#article.style.minHeight = `${this.#height}px`;
    } else {
      this.#height = height;
    }
    this.#stay();
  }

  #stay() {
    if (!this.#follows) return;
    this.#pane.scrollTop = this.#pane.scrollHeight;
    this.#top = this.#pane.scrollTop;
  }

  /** Lets the height shrink once: the text has changed, and not only grown. */
  release() {
    this.#height = 0;
    this.#article.style.minHeight = '';
  }

  /** Shows what came last, which no frame may have shown, and follows no more. */
  end() {
    this.#ended.abort();
    this.#unsized();
    this.release();
    this.#stay();
  }
}
