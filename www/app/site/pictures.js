/** The pictures of a site: the addresses that a post has for them, and the folder where new ones of a post go. */
import { encoded, folderOf, nameOf, within } from '../../base/paths.js';

/** @typedef {import('../../site.js').Site} Site */

const picture = /\.(?:avif|bmp|gif|ico|jpe?g|png|svg|webp)$/i;
const isBundle = (/** @type {string} */ path) => /^_?index\./i.test(nameOf(path));

/** The addresses of all pictures that a post can show, its own first. @param {Site} site @param {string} post @returns {string[]} */
export function pictureAddresses(site, post) {
  const { baseurl } = site.config;
  const root = typeof baseurl === 'string' && URL.canParse(baseurl) ? new URL(baseurl).pathname.replace(/\/$/, '') : '';
  const folder = folderOf(post);
  const own = isBundle(post) ? site.files('content').flatMap(({ file }) => within(file, folder) ?? []) : [];
  return [
    ...own, ...site.files('static').map(({ path }) => `${root}/${path.replace(/^static\//, '')}`),
    ...site.files('assets').map(({ path }) => path.replace(/^assets\//, '')),
  ].filter((path) => picture.test(path)).map(encoded);
}

/**
 * The folder in which a picture is found by its name alone: the bundle, else the one of the published page in `static`.
 * @param {Site} site
 * @param {string} post
 */
export function pictureFolder(site, post) {
  if (isBundle(post)) return folderOf(post);
  const page = (site.pathInHugo(post) ?? post).replace(/^content\//, '').replace(/(?:\.[^./]+)+$/, '');
  const ownFile = site.files('static').find(({ file }) => !/^(?:themes|_vendor|node_modules)\//.test(file));
  const { file, path } = ownFile ?? { file: 'static/a', path: 'static/a' };
  return `${file.slice(0, file.length - path.length + 'static'.length)}/${page}`.replace(/^\//, '');
}
