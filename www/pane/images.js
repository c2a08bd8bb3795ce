/**
 * The pictures of the body: what stands for one that is missing, and their
 * loading, where the page wants to see each address before.
 *
 * @module
 */

import { isElement, isHtml } from './kind.js';
import { Players, playerOf, set } from './players.js';
import { imageUrl } from './url.js';

/** @typedef {import('./urls.js').Urls} Urls */

const HELD = '[data-src], [data-srcset], [data-poster]';

/** The number of code units of an address that are shown: an address with a picture's data is long. */
const LONGEST = 200;

export class Images {
  #body;
  #urls;
  /** The description as the post has it, while another one is shown. @type {WeakMap<HTMLImageElement, { alt: string | null, shown: string, reason: string }>} */
  #described = new WeakMap();
  #players;
  #listens = false;

  /**
   * @param {HTMLElement} body
   * @param {() => Urls} urls
   */
  constructor(body, urls) {
    this.#body = body;
    this.#urls = urls;
    this.#players = new Players(urls);
  }

  /** Looks at pictures as they come, and follows what becomes of them. */
  listen() {
    if (this.#listens) return;
    this.#listens = true;
    const body = this.#body;
    const observer = new MutationObserver((records) => {
      for (const record of records) {
        const { attributeName, target, addedNodes } = record;
        if (attributeName?.startsWith('data-')) this.load(/** @type {Element} */ (target));
        else if (isElement(target) && playerOf(target)) this.#players.follow(record);
        else if (attributeName) this.#follow(target);
        for (const node of addedNodes) if (isElement(node)) this.#loadIn(node);
      }
    });
    observer.observe(body, { childList: true, subtree: true, attributeFilter: ['data-src', 'data-srcset', 'data-poster', 'src', 'alt', 'title', 'type'] });
    body.addEventListener('error', ({ target }) => isHtml(target, 'img') && this.#missing(target), true);
    body.addEventListener('load', ({ target }) => isHtml(target, 'img') && target.dataset.state && this.#say(target, null), true);
    body.addEventListener('click', (event) => this.#asked(event), true);
    body.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' || event.key === ' ') this.#asked(event);
    }, true);
  }

  /** Why a picture is missing. @param {HTMLImageElement} image */
  reasonOf(image) {
    return this.#described.get(image)?.reason ?? '';
  }

  /** Looks at all pictures again. */
  again() {
    if (this.#urls().holdsImages) this.#loadIn(this.#body);
    else for (const image of this.#body.querySelectorAll('img')) if (isGone(image)) this.#sayGone(image);
  }

  /** Written by a server, it may have gone missing before anybody listened; or it is less than a pixel wide. @param {HTMLImageElement} image */
  #sayGone(image) {
    image.decode?.().catch(() => isGone(image) && this.#missing(image));
  }

  /** @param {Element} element */
  #loadIn(element) {
    if (element.matches(HELD)) this.load(element);
    for (const held of element.querySelectorAll(HELD)) this.load(held);
  }

  /** Looks at what is held back. @param {Element} element */
  load(element) {
    const player = playerOf(element);
    if (isHtml(element, 'img')) this.#loadImage(element, element.getAttribute('data-src'));
    else if (player) this.#players.load(player);
    // The image that a source stands beside is looked at alone, without its other sizes.
    else element.removeAttribute('srcset');
  }

  /**
   * Updates the box in the place of a picture, after the post has another address or description.
   *
   * @param {Node} image
   */
  #follow(image) {
    if (!isHtml(image, 'img') || !image.dataset.state) return;
    const described = this.#described.get(image);
    if (!image.hasAttribute('src') && !image.hasAttribute('data-src')) this.#say(image, null);
    else if (described && image.alt !== described.shown) this.#say(image, image.dataset.state, described.reason);
  }

  /** @param {HTMLImageElement} image whose address leads to none */
  #missing(image) {
    const address = image.getAttribute('data-src') ?? (image.getAttribute('src') || image.currentSrc);
    this.#say(image, 'missing', address ? `Image not found: ${short(address)}` : 'Image without a usable address');
  }

  /**
   * @param {HTMLImageElement} image
   * @param {string | null} written
   */
  #loadImage(image, written) {
    const urls = this.#urls();
    if (written === null) {
      image.removeAttribute('src');
      this.#say(image, null);
      return;
    }
    /** @param {string} url */
    const set = (url) => {
      // A late answer to an older question.
      if (image.getAttribute('data-src') !== written || urls !== this.#urls()) return;
      const allowed = typeof url === 'string' ? imageUrl(url, { blob: url !== written }) : null;
      const host = allowed === null ? null : urls.hostToAsk(written, allowed);
      if (allowed !== null && host === null) {
        // The same address is not loaded again.
        if (image.getAttribute('src') === allowed && isGone(image)) this.#missing(image);
        else this.#say(image, null);
        if (image.getAttribute('src') !== allowed) image.setAttribute('src', allowed);
        return;
      }
      image.removeAttribute('src');
      if (host) this.#say(image, 'waiting', `Load the image from ${host}`);
      else this.#say(image, 'missing', `Image address not allowed: ${short(written)}`);
    };
    const missing = () => {
      if (image.getAttribute('data-src') !== written || urls !== this.#urls()) return;
      image.removeAttribute('src');
      this.#missing(image);
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
    const { target } = event;
    const waits = isElement(target) && target.getAttribute('data-state') === 'waiting';
    const wanted = !waits ? [] : isHtml(target, 'img') ? [target.dataset.src] : this.#players.addresses(target);
    const written = wanted.filter((address) => address);
    if (written.length === 0) return;
    // Not also what a link around it would do.
    event.preventDefault();
    event.stopPropagation();
    for (const address of written) this.#urls().want(/** @type {string} */ (address));
    this.again();
  }

  /**
   * @param {HTMLImageElement} image
   * @param {string | null} state `waiting` or `missing`
   * @param {string} [reason]
   */
  #say(image, state, reason = '') {
    const described = this.#described.get(image);
    const waited = image.getAttribute('data-state') === 'waiting';
    if (described) {
      this.#described.delete(image);
      // Unless the post has another one by now.
      if (image.getAttribute('alt') === described.shown) set(image, 'alt', described.alt);
    }
    if (state) {
      const alt = image.getAttribute('alt');
      const shown = alt ? `${alt} (${reason})` : reason;
      this.#described.set(image, { alt, shown, reason });
      set(image, 'alt', shown);
    }
    set(image, 'data-state', state);
    if (state !== 'waiting' && !waited) return;
    set(image, 'role', state === 'waiting' ? 'button' : null);
    set(image, 'tabindex', state === 'waiting' ? '0' : null);
  }
}

/** @param {HTMLImageElement} image whether it is known that there is none */
const isGone = (image) => image.hasAttribute('src') && image.complete && image.naturalWidth === 0;

/** @param {string} address */
const short = (address) => (address.length > LONGEST ? `${address.slice(0, LONGEST)}…` : address);
