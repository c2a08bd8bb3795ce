/** Finds the files that a published page asks for: those that Hugo made, then those of the site's folder. */

import { decoded, endingOf, folderOf, hasHost, join, withoutQuery } from '../base/paths.js';

/** @typedef {import('./inside/files.js').Question} Question */
/** @typedef {import('./inside/files.js').Answer} Answer */

/**
 * @typedef {object} Sources
 * @property {string} path of the post's file
 * @property {{ read(path: string): Promise<Uint8Array | null> }} hugo
 * @property {import('../live/types.js').PostSite | null} site
 * @property {string} published where the page itself is published; '' if that is not known
 * @property {(address: string, url: string) => string | null} hostToAsk the host that the author has to allow first
 */

/** Pictures whose type browsers do not find out by themselves. */
const TYPES = /** @type {Record<string, string>} */ ({ svg: 'image/svg+xml', css: 'text/css' });

/**
 * @param {Question} question
 * @param {Sources} sources
 * @returns {Promise<Answer>}
 */
export async function findAsset({ address, from, isPicture }, { path, hugo, site, published, hostToAsk }) {
  const own = site?.publishedPath ? site.publishedPath(address, from ?? published) : plainPath(address, from ?? published);
  if (own === null) return isPicture ? remote(address, hostToAsk) : {};
  const made = own === '' ? null : await hugo.read(own);
  const type = TYPES[endingOf(own)] ?? '';
  if (made) return { path: own, blob: new Blob([/** @type {BlobPart} */ (made)], { type }) };
  // A stylesheet names files beside itself; the page may name some of the post's bundle.
  const blob = await site?.publishedFile?.(path, from === null ? address : `/${own}`);
  return blob ? { path: own, blob } : {};
}

/** @param {string} address @param {Sources['hostToAsk']} hostToAsk @returns {Answer} */
function remote(address, hostToAsk) {
  const url = address.startsWith('//') ? `https:${address}` : address;
  if (!/^https?:/i.test(url) || !URL.canParse(url)) return {};
  const host = hostToAsk(address, url);
  return host === null ? { remote: url } : { host };
}

/** Without a configuration, a site lies at the root of its host. @param {string} address @param {string} from @returns {string | null} */
function plainPath(address, from) {
  const path = withoutQuery(address);
  return hasHost(address) ? null : decoded(join(path.startsWith('/') ? '' : folderOf(from), path));
}
