/** The pictures and files of a site, by the addresses that a post has for them. */
import { decoded, folderOf, hasHost, join, nameOf, withoutQuery } from '../base/paths.js';

/** @typedef {import('./folder.js').Folder} Folder */
/** @typedef {import('./mounts.js').Mounts} Mounts */
/** @typedef {import('./merge.js').Params} Params */

/**
 * The file that an address in a post leads to: in the post's bundle, as the published page has it (`static/`, other bundles), or
 * among the site's `assets/`, from which render hooks and shortcodes take pictures.
 * @param {Mounts} mounts
 * @param {Params} config
 * @param {string} post the path of its file
 * @param {string} url
 * @returns {string | null} null for another host, and where there is no such file
 */
export function fileFor(mounts, config, post, url) {
  const own = ownPath(url, config);
  if (own === null) return null;
  for (const path of spellings(withoutQuery(own))) {
    for (const place of places(mounts.seen(post)?.path ?? post, path, own.startsWith('/'))) {
      const file = mounts.fileAt(place);
      if (file !== null) return file;
    }
  }
  return null;
}

/**
 * Where a file of the site is published, by an address in a page or a stylesheet.
 * @param {Params} config
 * @param {string} url
 * @param {string} from where that page or stylesheet is published
 * @returns {string | null} from the root of the published site, as `hugo.read` takes it; null for another host
 */
export function publishedPath(config, url, from) {
  const own = ownPath(withoutQuery(url), config);
  return own === null ? null : decoded(join(own.startsWith('/') ? '' : folderOf(from), own));
}

/** @param {string} url @param {Params} config @returns {string | null} without the site's own host; null for another host's */
function ownPath(url, config) {
  const written = typeof config.baseurl === 'string' ? config.baseurl : '';
  const base = URL.canParse(written) ? new URL(written) : null;
  if (hasHost(url)) {
    if (!base || !URL.canParse(url, written)) return null;
    const absolute = new URL(url, written);
    return absolute.host === base.host ? ownPath(absolute.pathname, config) : null;
  }
  const folder = base?.pathname.replace(/\/$/, '') ?? '';
  return folder !== '' && url.startsWith(`${folder}/`) ? url.slice(folder.length) : url;
}

/** @param {string} path @returns {string[]} as it is written, and decoded */
function spellings(path) {
  const plain = decoded(path);
  return [...new Set([path, plain, plain.normalize('NFC'), plain.normalize('NFD')])];
}

/** @param {string} post where Hugo sees it @param {string} path @param {boolean} isAbsolute @returns {string[]} */
function places(post, path, isAbsolute) {
  const folder = folderOf(post);
  const isBundle = /^_?index\./i.test(nameOf(post));
  const page = join((isBundle ? folder : post.replace(/(?:\.[^./]+)+$/, '')).replace(/^content\/?/, ''));
  const below = (/** @type {string} */ from) => join('content', from.replace(/^content\/?/, ''), path);
  if (isAbsolute) return [join('static', path), join('content', path), join('assets', path)];
  return [
    ...(isBundle ? [below(folder)] : []),
    // The page is published in a folder of its own name.
    join('static', page, path), below(page),
    // Themes look for these, too, though a browser would not: beside the post, and from the roots.
    ...(isBundle ? [] : [below(folder)]), join('assets', path), join('static', path),
  ];
}

/** Addresses of files that a page can load, each made once. */
export class ObjectUrls {
  /** @param {Folder} folder */
  constructor(folder) {
    this.#folder = folder;
  }

  #folder;
  /** @type {Map<string, Promise<string>>} */
  #made = new Map();

  /** A file has other bytes now. @param {string} file */
  forget(file) {
    this.#made.get(file)?.then(URL.revokeObjectURL, () => {});
    this.#made.delete(file);
  }

  /** @param {string} file @returns {Promise<string>} */
  of(file) {
    const made = this.#made.get(file) ?? this.#folder.blob(file).then((blob) => URL.createObjectURL(blob));
    this.#made.set(file, made);
    return made;
  }
}
