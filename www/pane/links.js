/**
 * Links in a preview: followed without ever leaving the page that shows it.
 *
 * @module
 */

import { isElement } from './kind.js';
import { linkUrl } from './url.js';
import { asWritten } from './urls.js';

/** @typedef {import('./urls.js').Urls} Urls */

/** How long to wait for whether there is a page before it is opened, in milliseconds. */
const PATIENCE_MS = 2000;

/** Schemes that the engine allows and other programs open: without a tab, and without replacing the page. */
const PROGRAMS = /^(?:mailto|tel|ftp|ircs?|xmpp):/i;

/**
 * @typedef {object} Follow
 * @property {() => Urls} urls
 * @property {(fragment: string) => void} scrollTo goes to a place within the post
 * @property {(url: string, link: Element, event: MouseEvent) => boolean} ask whether the page leaves the link to the pane
 * @property {(message: string) => void} say tells the author
 */

export class Links {
  #body;
  #follow;
  #repeated;

  /**
   * Follows the links of the body that are clicked from now on.
   *
   * @param {HTMLElement} body
   * @param {Follow} follow
   * @param {boolean} [repeated] whether events are those of a person's clicks elsewhere
   */
  constructor(body, follow, repeated = false) {
    this.#body = body;
    this.#follow = follow;
    this.#repeated = repeated;
    const clicked = (/** @type {MouseEvent} */ event) => {
      // Whoever has prevented that has followed it.
      if (event.defaultPrevented) return;
      const link = isElement(event.target) ? event.target.closest('a[href]') : null;
      if (link && this.#body.contains(link)) this.#clicked(/** @type {HTMLAnchorElement} */ (link), event);
    };
    body.addEventListener('click', clicked);
    // The middle button opens a tab, too.
    body.addEventListener('auxclick', (event) => event.button === 1 && clicked(event));
  }

  /**
   * @param {HTMLAnchorElement} link
   * @param {MouseEvent} event
   */
  #clicked(link, event) {
    const href = link.getAttribute('href') ?? '';
    const url = PROGRAMS.test(href) ? href : linkUrl(href);
    if (url === null || url === '') {
      event.preventDefault();
      return;
    }
    if (!this.#follow.ask(url, link, event)) {
      event.preventDefault();
      return;
    }
    if (url.startsWith('#')) {
      event.preventDefault();
      this.#follow.scrollTo(decode(url.slice(1)));
      return;
    }
    const urls = this.#follow.urls();
    if (PROGRAMS.test(url)) return;
    const isElsewhere = URL.canParse(url, link.baseURI) && new URL(url, link.baseURI).origin !== location.origin;
    // The browser does this well, with whatever key is held.
    if (urls.ask === asWritten && isElsewhere && link.target === '_blank') return;
    event.preventDefault();
    void this.#open(url, urls, link, event.isTrusted || this.#repeated);
  }

  /**
   * @param {string} written
   * @param {Urls} urls
   * @param {HTMLAnchorElement} link
   * @param {boolean} byHand whether a person has clicked: nothing else asks a server for anything
   */
  async #open(written, urls, link, byHand) {
    const { say, scrollTo } = this.#follow;
    let answer;
    try {
      answer = await urls.resolve(written, { kind: 'link', from: 'body' });
    } catch (error) {
      console.warn(`resolveUrl failed for the link ${written}:`, error);
      say(`The page did not find where this link leads: ${written}`);
      return;
    }
    const allowed = typeof answer === 'string' ? linkUrl(answer) : null;
    if (!allowed || !URL.canParse(allowed, link.baseURI)) {
      say(allowed === null && typeof answer === 'string' ? `Link address not allowed: ${written}` : `This link leads nowhere: ${written}`);
      return;
    }
    if (allowed.startsWith('#')) {
      scrollTo(decode(allowed.slice(1)));
      return;
    }
    if (byHand && (await isMissing(new URL(allowed, link.baseURI)))) {
      say(`There is no ${written} here. It may be a page or a file of the site that the post is for.`);
      return;
    }
    link.ownerDocument.defaultView?.open(new URL(allowed, link.baseURI), '_blank', 'noopener,noreferrer');
  }
}

/**
 * Whether a page of this host is known not to be there. Most are of the site that the post is for.
 *
 * @param {URL} url
 */
async function isMissing(url) {
  if (url.origin !== location.origin || !/^https?:$/.test(url.protocol)) return false;
  try {
    const { status } = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(PATIENCE_MS) });
    return status === 404 || status === 410;
  } catch {
    return false;
  }
}

/** @param {string} fragment */
function decode(fragment) {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
