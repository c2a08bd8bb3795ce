/**
 * The pictures of the body, where the page wants to see each address before it
 * is loaded.
 *
 * @module
 */

import { isElement, isHtml } from './kind.js';
import { imageUrl } from './url.js';

/** @typedef {import('./urls.js').Urls} Urls */

const HELD = '[data-src], [data-srcset]';

export class Images {
  #body;
  #urls;
  /** The description as the post has it, while another one is shown. @type {WeakMap<HTMLImageElement, { alt: string | null, shown: string }>} */
  #described = new WeakMap();
  #listens = false;

  /**
   * @param {HTMLElement} body
   * @param {() => Urls} urls
   */
  constructor(body, urls) {
    this.#body = body;
    this.#urls = urls;
  }

  /** Looks at pictures as they come, and follows what becomes of them. */
  listen() {
    if (this.#listens) return;
    this.#listens = true;
    const body = this.#body;
    const observer = new MutationObserver((records) => {
      for (const { type, target, addedNodes } of records) {
        if (type === 'attributes') this.load(/** @type {Element} */ (target));
        for (const node of addedNodes) if (isElement(node)) this.#loadIn(node);
      }
    });
    observer.observe(body, { childList: true, subtree: true, attributeFilter: ['data-src', 'data-srcset'] });
    body.addEventListener('error', ({ target }) => {
      if (isHtml(target, 'img') && target.dataset.src) this.#say(target, 'missing', `Image not found: ${target.dataset.src}`);
    }, true);
    body.addEventListener('click', (event) => this.#asked(event), true);
    body.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' || event.key === ' ') this.#asked(event);
    }, true);
  }

  /** Looks at all pictures again. */
  again() {
    this.#loadIn(this.#body);
  }

  /** @param {Element} element */
  #loadIn(element) {
    if (element.matches(HELD)) this.load(element);
    for (const held of element.querySelectorAll(HELD)) this.load(held);
  }

  /** Looks at what is held back. @param {Element} element */
  load(element) {
    if (isHtml(element, 'img')) this.#loadImage(element, element.getAttribute('data-src'));
    // The image that a source stands beside is looked at alone, without its other sizes.
    else element.removeAttribute('srcset');
  }

  /**
   * @param {HTMLImageElement} image
   * @param {string | null} written
   */
  #loadImage(image, written) {
    const urls = this.#urls();
    if (written === null) {
      image.removeAttribute('src');
      return;
    }
    /** @param {string} url */
    const set = (url) => {
      // A late answer to an older question.
      if (image.getAttribute('data-src') !== written || urls !== this.#urls()) return;
      const allowed = typeof url === 'string' ? imageUrl(url, { blob: url !== written }) : null;
      const host = allowed === null ? null : urls.hostToAsk(written, allowed);
      if (allowed !== null && host === null) {
        // Written by a server, it may be known by now that there is none.
        const gone = image.getAttribute('src') === allowed && image.complete && image.naturalWidth === 0;
        if (gone) this.#say(image, 'missing', `Image not found: ${written}`);
        else this.#say(image, null);
        if (image.getAttribute('src') !== allowed) image.setAttribute('src', allowed);
        return;
      }
      image.removeAttribute('src');
      if (host) this.#say(image, 'waiting', `Load the image from ${host}`);
      else this.#say(image, 'missing', `Image address not allowed: ${written}`);
    };
    const missing = () => {
      if (image.getAttribute('data-src') !== written || urls !== this.#urls()) return;
      image.removeAttribute('src');
      this.#say(image, 'missing', `Image not found: ${written}`);
    };
    try {
      const url = urls.resolve(written, { kind: 'image', from: 'body' });
      if (typeof url === 'string') set(url);
      else url.then(set, missing);
    } catch {
      missing();
    }
  }

  /** @param {Event} event over a picture that waits */
  #asked(event) {
    const image = event.target;
    if (!isHtml(image, 'img') || image.dataset.state !== 'waiting' || !image.dataset.src) return;
    // Not also what a link around it would do.
    event.preventDefault();
    event.stopPropagation();
    this.#urls().want(imageUrl(image.dataset.src) ?? '');
    this.again();
  }

  /**
   * @param {HTMLImageElement} image
   * @param {'waiting' | 'missing' | null} state
   * @param {string} [reason]
   */
  #say(image, state, reason = '') {
    const described = this.#described.get(image);
    if (described) {
      this.#described.delete(image);
      // Unless the post has another one by now.
      if (image.getAttribute('alt') === described.shown) set(image, 'alt', described.alt);
    }
    if (state) {
      const alt = image.getAttribute('alt');
      const shown = alt ? `${alt} (${reason})` : reason;
      this.#described.set(image, { alt, shown });
      set(image, 'alt', shown);
    }
    set(image, 'data-state', state);
    set(image, 'role', state === 'waiting' ? 'button' : null);
    set(image, 'tabindex', state === 'waiting' ? '0' : null);
  }
}

/**
 * @param {Element} element
 * @param {string} name
 * @param {string | null} value
 */
function set(element, name, value) {
  if (value === null) element.removeAttribute(name);
  else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
