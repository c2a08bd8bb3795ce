/**
 * Links in a preview: followed without ever leaving the page that shows it.
 *
 * @module
 */

import { linkUrl } from './url.js';
import { asWritten } from './urls.js';

/**
 * @typedef {object} Follow
 * @property {(fragment: string) => void} scrollTo goes to a place within the post
 * @property {import('./urls.js').Urls} urls
 */

/**
 * Handles a click on a link.
 *
 * @param {HTMLAnchorElement} link
 * @param {MouseEvent} event
 * @param {Follow} follow
 */
export function followLink(link, event, { scrollTo, urls }) {
  const href = link.getAttribute('href') ?? '';
  const url = linkUrl(href);
  if (url === null || url === '' || url.startsWith('#')) {
    event.preventDefault();
    if (url) scrollTo(decode(url.slice(1)));
    return;
  }
  // The browser does these well, and none of them replaces the page.
  if (/^(?:mailto|tel):/i.test(url) || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (urls.ask === asWritten && link.target === '_blank') return;
  event.preventDefault();
  openLink(url, urls);
}

/**
 * @param {string} url
 * @param {import('./urls.js').Urls} urls
 */
async function openLink(url, urls) {
  const allowed = linkUrl(await urls.resolve(url, { kind: 'link', from: 'body' }));
  // What is no URL at all makes it throw.
  if (allowed && URL.canParse(allowed, document.baseURI)) window.open(allowed, '_blank', 'noopener,noreferrer');
}

/** @param {string} fragment */
function decode(fragment) {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
