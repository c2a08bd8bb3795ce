/**
 * The URLs of a post as the embedding page wants them.
 *
 * @module
 */

import { imageUrl } from './url.js';

/** @typedef {{ kind: 'image' | 'link', from: 'body' | 'frontMatter' }} UrlUse */
/** @typedef {(url: string, use: UrlUse) => string | Promise<string>} ResolveUrl */

/** @type {ResolveUrl} */
export const asWritten = (url) => url;

const ofPage = () => ({ base: document.baseURI, origin: location.origin });

/** Asks the page's function once for each URL and use. */
export class Urls {
  /** @type {Map<string, string | Promise<string>>} */
  #known = new Map();

  /** Pictures that a person asked for. @type {Set<string>} */
  #wanted = new Set();

  #home;

  /**
   * @param {ResolveUrl} ask
   * @param {boolean} [waits] whether pictures from other hosts wait for a person
   * @param {() => { base: string, origin: string }} [home] where relative addresses start, and what is not another host
   */
  constructor(ask, waits = false, home = ofPage) {
    this.ask = ask;
    this.waits = waits;
    this.#home = home;
  }

  /** Whether pictures are looked at one by one before they are loaded. */
  get holdsImages() {
    return this.waits || this.ask !== asWritten;
  }

  /**
   * The host that a picture would be loaded from, where a person has to ask for that first. What the page's function made
   * of an address is the page's wish.
   *
   * @param {string} written
   * @param {string} url what it leads to, as `imageUrl` gives it
   * @returns {string | null}
   */
  hostToAsk(written, url) {
    if (!this.waits || url !== imageUrl(written) || this.#wanted.has(url)) return null;
    const home = this.#home();
    if (!URL.canParse(url, home.base)) return null;
    const { protocol, origin, host } = new URL(url, home.base);
    return /^https?:$/.test(protocol) && origin !== home.origin ? host : null;
  }

  /** @param {string} url that a person asked for */
  want(url) {
    this.#wanted.add(url);
  }

  /**
   * @param {string} url
   * @param {UrlUse} use
   * @returns {string | Promise<string>}
   */
  resolve(url, use) {
    const key = `${use.kind} ${use.from} ${url}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const answer = this.ask(url, use);
    this.#known.set(key, answer);
    if (typeof answer !== 'string') {
      // What failed may work the next time; what was found is there at once.
      Promise.resolve(answer).then((found) => this.#known.set(key, found), () => this.#known.delete(key));
    }
    return answer;
  }
}
