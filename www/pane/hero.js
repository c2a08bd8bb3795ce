/**
 * The image at the top of a post.
 *
 * @module
 */

import { imageUrl } from './url.js';

/** @typedef {import('./urls.js').Urls} Urls */

/** A path that changes again so soon is being typed … */
const TYPING_MS = 1000;
/** … and is loaded when it has stood still for this long. */
const SETTLE_MS = 300;

/**
 * Shows one image, or its path as text where it cannot be shown. The image
 * element stays the same and is touched only when its URL changes.
 */
export class Hero {
  #figure;
  #image;
  #reason;
  #button;
  #path;
  /** @type {string | null} */
  #wanted = null;
  /** @type {Urls | null} */
  #urls = null;
  #changed = -Infinity;
  /** Counts the wishes, so that a late answer to an old one is dropped. */
  #turn = 0;

  /** @param {Document} document */
  constructor(document) {
    this.#figure = document.createElement('figure');
    this.#figure.className = 'hero';
    this.#figure.part.add('hero');
    this.#figure.hidden = true;
    this.#image = document.createElement('img');
    this.#image.alt = '';
    this.#image.decoding = 'async';
    this.#image.referrerPolicy = 'no-referrer';
    this.#image.addEventListener('load', () => this.#say('shown'));
    this.#image.addEventListener('error', () => this.#say('missing', 'Image not found'));
    const caption = document.createElement('figcaption');
    this.#reason = document.createElement('span');
    this.#path = document.createElement('code');
    this.#button = document.createElement('button');
    this.#button.type = 'button';
    this.#button.hidden = true;
    caption.append(this.#reason, this.#button, ' ', this.#path);
    this.#figure.append(this.#image, caption);
  }

  /** The element to put into the header. */
  get element() {
    return this.#figure;
  }

  /**
   * @param {string | null} path as it is written in the front matter; null for no image
   * @param {Urls} urls
   */
  show(path, urls) {
    if (path === this.#wanted && urls === this.#urls) return;
    const now = performance.now();
    const typing = path !== this.#wanted && now - this.#changed < TYPING_MS;
    if (path !== this.#wanted) this.#changed = now;
    this.#wanted = path;
    this.#urls = urls;
    const turn = ++this.#turn;
    this.#figure.hidden = path === null;
    if (path === null) {
      this.#image.removeAttribute('src');
      delete this.#figure.dataset.state;
      return;
    }
    this.#path.textContent = path;
    if (typing) setTimeout(() => this.#load(path, urls, turn), SETTLE_MS);
    else this.#load(path, urls, turn);
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
      if (turn !== this.#turn) return;
      const allowed = typeof url === 'string' ? imageUrl(url, { blob: url !== path }) : null;
      const host = allowed === null ? null : urls.hostToAsk(path, allowed);
      this.#button.hidden = host === null;
      if (allowed === null) {
        this.#image.removeAttribute('src');
        this.#say('missing', 'Image address not allowed');
      } else if (host !== null) {
        this.#image.removeAttribute('src');
        this.#button.textContent = `Load the image from ${host}`;
        this.#button.onclick = () => {
          urls.want(allowed);
          set(url);
        };
        this.#say('waiting');
      } else if (this.#image.getAttribute('src') !== allowed) {
        this.#say('loading');
        this.#image.src = allowed;
      }
    };
    const missing = () => turn === this.#turn && this.#say('missing', 'Image not found');
    try {
      const url = urls.resolve(path, { kind: 'image', from: 'frontMatter' });
      // A URL known at once is set at once: no frame without the image.
      if (typeof url === 'string') set(url);
      else url.then(set, missing);
    } catch {
      missing();
    }
  }

  /**
   * @param {'loading' | 'shown' | 'missing' | 'waiting'} state
   * @param {string} [reason]
   */
  #say(state, reason = '') {
    this.#figure.dataset.state = state;
    this.#reason.textContent = reason && `${reason}:`;
  }
}
