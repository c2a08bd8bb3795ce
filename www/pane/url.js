/**
 * Which URLs may reach the page.
 *
 * A URL is cleaned the way a browser's URL parser cleans it, then checked, and
 * the cleaned string is what callers set: there is no second spelling that
 * could mean something else to the browser.
 *
 * @module
 */

// Characters that the URL parser strips from both ends: C0 controls and space.
const ENDS = /^[\u0000-\u0020]+|[\u0000-\u0020]+$/g;
const INSIDE = /[\t\n\r]/g;
const SCHEME = /^([a-z][a-z0-9+.-]*):/i;
const PICTURE = /^data:image\/(?:png|jpeg|gif|webp|avif)[;,]/i;

/** @param {string} url */
const clean = (url) => url.replace(ENDS, '').replace(INSIDE, '');

/** @param {string} url the scheme in lower case, or '' for a relative URL */
const schemeOf = (url) => SCHEME.exec(url)?.[1].toLowerCase() ?? '';

/**
 * Returns the URL to set on an image, or null when it is not allowed: http,
 * https, relative, and `data:` for PNG, JPEG, GIF, WebP and AVIF.
 *
 * @param {string} url
 * @param {{ blob?: boolean }} [also] `blob`: also `blob:` URLs, which only the
 *   embedding page can have made
 * @returns {string | null}
 */
export function imageUrl(url, { blob = false } = {}) {
  const cleaned = clean(url);
  const scheme = schemeOf(cleaned);
  if (cleaned === '') return null;
  if (scheme === '' || scheme === 'http' || scheme === 'https') return cleaned;
  if (scheme === 'blob' && blob) return cleaned;
  return PICTURE.test(cleaned) ? cleaned : null;
}

/**
 * Returns the URL to follow for a link, or null when it is not allowed: http,
 * https, mailto, tel and relative.
 *
 * @param {string} url
 * @returns {string | null}
 */
export function linkUrl(url) {
  const cleaned = clean(url);
  return ['', 'http', 'https', 'mailto', 'tel'].includes(schemeOf(cleaned)) ? cleaned : null;
}
