/**
 * The image at the top of a post.
 *
 * @module
 */

import { isElement } from './kind.js';
import { flag, piece } from './piece.js';
import { imageUrl } from './url.js';

/** @typedef {import('./urls.js').Urls} Urls */

/** A path that changes again so soon is being typed … */
const TYPING_MS = 1000;
/** … and is loaded when it has stood still for this long. */
const SETTLE_MS = 300;

/** Shows one image, or its path as text where it cannot be shown. */
export class Hero {
  #changed;
  /** @type {string | null} */
  #path = null;
  /** @type {Urls | null} */
  #urls = null;
  /** The address of the image. @type {string | null} */
  #src = null;
  /** @type {'loading' | 'shown' | 'missing' | 'waiting' | null} */
  #state = null;
  /** Why it is missing. */
  #reason = '';
  /** Where it waits to be loaded from. @type {string | null} */
  #host = null;
  #settled = -Infinity;
  /** Counts the wishes, so that a late answer to an old one is dropped. */
  #turn = 0;
  /** The header, where there is a person to look at it. @type {Element | null} */
  #live = null;

  /** @param {() => void} changed called when it shows something else by itself */
  constructor(changed) {
    this.#changed = changed;
  }

  /**
   * Follows what becomes of the image, and who asks for it.
   *
   * @param {Element} header what it is shown in
   */
  listen(header) {
    this.#live = header;
    const isImage = (/** @type {Event} */ { target }) => target !== null && target === this.#image;
    header.addEventListener('load', (event) => isImage(event) && this.#told('shown'), true);
    header.addEventListener('error', (event) => isImage(event) && this.#told('missing', 'Image not found'), true);
    header.addEventListener('click', ({ target }) => {
      const path = this.#path;
      if (path === null || !this.#urls || !isElement(target) || !target.closest('.hero button')) return;
      this.#urls.want(path);
      this.#load(path, this.#urls, this.#turn);
      this.#changed();
    });
  }

  /**
   * Shows a picture.
   *
   * @param {{ key: string, value: string } | null} shown the path as it is written in the front matter
   * @param {Urls} urls
   */
  piece(shown, urls) {
    this.#show(shown?.value ?? null, urls);
    const button = this.#host === null ? '' : `Load the image from ${this.#host}`;
    return piece('figure', { class: 'hero', part: 'hero', hidden: flag(!shown), 'data-key': shown?.key ?? null, 'data-state': this.#state }, [
      piece('img', { alt: '', decoding: 'async', referrerpolicy: 'no-referrer', src: this.#src }),
      piece('figcaption', {}, [
        piece('span', {}, [this.#reason && `${this.#reason}:`]),
        piece('button', { type: 'button', hidden: flag(!button) }, [button]),
        ' ',
        piece('code', {}, [this.#path ?? '']),
      ]),
    ]);
  }

  /**
   * @param {string | null} path
   * @param {Urls} urls
   */
  #show(path, urls) {
    if (path === this.#path && urls === this.#urls) return;
    const now = performance.now();
    const typing = path !== this.#path && now - this.#settled < TYPING_MS;
    if (path !== this.#path) this.#settled = now;
    this.#path = path;
    this.#urls = urls;
    const turn = ++this.#turn;
    if (path === null) {
      this.#src = this.#state = this.#host = null;
      this.#reason = '';
    } else if (typing) {
      setTimeout(() => {
        this.#load(path, urls, turn);
        this.#changed();
      }, SETTLE_MS);
    } else {
      this.#load(path, urls, turn);
    }
  }

  /**
   * @param {string} path
   * @param {Urls} urls
   * @param {number} turn
   */
  #load(path, urls, turn) {
    if (turn !== this.#turn) return;
    /** @param {string} url */
    const set = (url) => {
      const allowed = typeof url === 'string' ? imageUrl(url, { blob: url !== path }) : null;
      this.#host = allowed === null ? null : urls.hostToAsk(path, allowed);
      if (allowed === null) {
        this.#src = null;
        this.#say('missing', 'Image address not allowed');
      } else if (this.#host !== null) {
        this.#src = null;
        this.#say('waiting');
      } else if (this.#src !== allowed || this.#state === 'missing') {
        this.#src = allowed;
        this.#sayLoaded();
      }
    };
    const missing = () => {
      this.#host = null;
      this.#say('missing', 'Image not found');
    };
    /** @param {() => void} act */
    const later = (act) => {
      if (turn !== this.#turn) return;
      act();
      this.#changed();
    };
    try {
      const url = urls.resolve(path, { kind: 'image', from: 'frontMatter' });
      // A URL known at once is set at once: no frame without the image.
      if (typeof url === 'string') set(url);
      else url.then((url) => later(() => set(url)), () => later(missing));
    } catch {
      missing();
    }
  }

  get #image() {
    return this.#live?.querySelector('.hero img') ?? null;
  }

  /** Reports the state that the image has already: a server may have written it, and its events have passed. */
  #sayLoaded() {
    const image = /** @type {HTMLImageElement | null} */ (this.#image);
    if (!this.#live || (image?.getAttribute('src') === this.#src && image.complete && image.naturalWidth > 0)) this.#say('shown');
    else if (image?.getAttribute('src') === this.#src && image.complete) this.#say('missing', 'Image not found');
    else this.#say('loading');
  }

  /**
   * @param {'loading' | 'shown' | 'missing' | 'waiting'} state
   * @param {string} [reason]
   */
  #say(state, reason = '') {
    this.#state = state;
    this.#reason = reason;
  }

  /**
   * @param {'shown' | 'missing'} state
   * @param {string} [reason]
   */
  #told(state, reason) {
    this.#say(state, reason);
    this.#changed();
  }
}
