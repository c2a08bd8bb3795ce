/**
 * The URLs of a post as the embedding page wants them.
 *
 * @module
 */

/** @typedef {{ kind: 'image' | 'link', from: 'body' | 'frontMatter' }} UrlUse */
/** @typedef {(url: string, use: UrlUse) => string | Promise<string>} ResolveUrl */

/** @type {ResolveUrl} */
export const asWritten = (url) => url;

/** Where addresses start that are read to see which host they name: of both schemes, as `http:host/path` names a host to all but pages of its own. */
const NOWHERE = ['http://page.invalid/', 'https://page.invalid/'];

/** Asks the page's function once for each URL and use. */
export class Urls {
  /** @type {Map<string, string | Promise<string>>} */
  #known = new Map();

  /** Pictures that a person asked for. @type {Set<string>} */
  #wanted = new Set();

  #home;

  /**
   * @param {ResolveUrl} ask
   * @param {boolean} waits whether pictures from other hosts wait for a person
   * @param {() => { base: string, origin: string }} home where relative addresses start, and what is not another host
   */
  constructor(ask, waits, home) {
    this.ask = ask;
    this.waits = waits;
    this.#home = home;
  }

  /** Whether pictures are looked at one by one before they are loaded. */
  get holdsImages() {
    return this.waits || this.ask !== asWritten;
  }

  /** Whether any picture of another host may be loaded. */
  get allowsRemote() {
    return !this.waits || this.#wanted.size > 0;
  }

  /**
   * The host that a picture would be loaded from, where a person has to ask for that first: another host, which the post
   * itself names. A host that it does not name is the choice of the page, by its function or its base; another spelling,
   * another scheme or another path at the host that the post names is not.
   *
   * @param {string} written
   * @param {string} url what it leads to, as `imageUrl` gives it
   * @returns {string | null}
   */
  hostToAsk(written, url) {
    if (!this.waits || this.#wanted.has(written)) return null;
    const home = this.#home();
    if (!URL.canParse(url, home.base)) return null;
    const { origin, hostname, host } = new URL(url, home.base);
    // Files have no origin, but may have a host.
    if (hostname === '' || (origin === home.origin && origin !== 'null')) return null;
    return NOWHERE.some((base) => !URL.canParse(written, base) || hostOf(new URL(written, base)) === bare(hostname)) ? host : null;
  }

  /** @param {string} written the address of a picture that a person asked for */
  want(written) {
    this.#wanted.add(written);
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
      // A failed address may work the next time; a found one is there at once.
      Promise.resolve(answer).then((found) => this.#known.set(key, found), () => this.#known.delete(key));
    }
    return answer;
  }
}

/** A host is the same one with a dot at its end. @param {string} hostname */
const bare = (hostname) => hostname.replace(/\.$/, '');

/** The host that an address names; none where it names that of its base. @param {URL} url */
const hostOf = ({ hostname }) => (hostname === 'page.invalid' ? null : bare(hostname));
