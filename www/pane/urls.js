/**
 * The URLs of a post as the embedding page wants them.
 *
 * @module
 */

/** @typedef {{ kind: 'image' | 'link', from: 'body' | 'frontMatter' }} UrlUse */
/** @typedef {(url: string, use: UrlUse) => string | Promise<string>} ResolveUrl */

/** @type {ResolveUrl} */
export const asWritten = (url) => url;

/** Asks the page's function once for each URL and use. */
export class Urls {
  /** @type {Map<string, string | Promise<string>>} */
  #known = new Map();

  /** @param {ResolveUrl} ask */
  constructor(ask) {
    this.ask = ask;
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
