/** Pictures that Hugo made or copied while it rendered: a page can load them by an address of its own. */
import { decoded, endingOf, hasHost, withoutQuery } from '../base/paths.js';

/** @type {Record<string, string>} */
const TYPES = { avif: 'image/avif', gif: 'image/gif', jpeg: 'image/jpeg', jpg: 'image/jpeg', png: 'image/png', svg: 'image/svg+xml', webp: 'image/webp' };

export class Pictures {
  /**
   * @param {import('./types.js').Renderer} hugo
   * @param {import('./types.js').PostSite | null} site
   * @param {string} post the path of its file
   */
  constructor(hugo, site, post) {
    this.#hugo = hugo;
    this.#site = site;
    this.#post = post;
    const baseUrl = typeof site?.config?.baseurl === 'string' ? site.config.baseurl : '';
    this.#base = URL.canParse(baseUrl) ? new URL(baseUrl) : null;
  }

  #hugo;
  #site;
  #post;
  #base;
  /** @type {Map<string, Promise<string | null>>} */
  #made = new Map();

  /**
   * @param {string} url
   * @returns {Promise<string>} unchanged for what Hugo has not published
   */
  async of(url) {
    const path = this.#pathOf(withoutQuery(url));
    if (path === null || !(endingOf(path) in TYPES)) return url;
    const made = this.#made.get(path) ?? this.#make(path);
    this.#made.set(path, made);
    const address = await made.catch(() => null);
    if (address === null) this.#made.delete(path); // may be published later
    return address ?? url;
  }

  /** Releases the addresses. */
  free() {
    for (const made of this.#made.values()) made.then((address) => address && URL.revokeObjectURL(address), () => {});
    this.#made.clear();
  }

  /** @param {string} path */
  async #make(path) {
    const bytes = await this.#hugo.read(path);
    const picture = bytes ? new Blob([/** @type {BlobPart} */ (bytes)], { type: TYPES[endingOf(path)] }) : await this.#ofBundle(path);
    return picture && URL.createObjectURL(picture);
  }

  /** Files of a bundle, which Hugo copies when it renders the page: found by the end of their address. @param {string} path */
  async #ofBundle(path) {
    const names = path.split('/').filter(Boolean);
    for (let at = 0; at < names.length; at++) {
      const file = await this.#site?.publishedFile?.(this.#post, names.slice(at).join('/'));
      if (file) return new Blob([file], { type: TYPES[endingOf(path)] });
    }
    return null;
  }

  /** @param {string} url @returns {string | null} the path from the root of the published site; null for another host */
  #pathOf(url) {
    let path = url;
    if (hasHost(url)) {
      if (!this.#base || !URL.canParse(url, this.#base.href)) return null;
      const absolute = new URL(url, this.#base);
      if (absolute.host !== this.#base.host) return null;
      path = absolute.pathname;
    }
    if (!path.startsWith('/')) return null;
    const folder = this.#base?.pathname.replace(/\/$/, '') ?? '';
    return decoded(folder !== '' && path.startsWith(`${folder}/`) ? path.slice(folder.length) : path);
  }
}
