/** The open site as a source of suggestions: values of fields, shortcodes, pages, pictures. Read when it is first asked for. */
import { pictureAddresses } from './pictures.js';
import { shortcodesOf } from './templates.js';

/** @typedef {import('./templates.js').Shortcode} Shortcode */

export class SiteKnowledge {
  /**
   * @param {import('../../site.js').Site} site
   * @param {import('./pages.js').Pages} pages
   */
  constructor(site, pages) {
    this.#site = site;
    this.#pages = pages;
  }

  #site;
  #pages;
  /** @type {Promise<Shortcode[]> | null} */
  #shortcodes = null;

  /** The values of a field in all posts, each as often as it is there. @param {string} key @returns {string[]} */
  values(key) {
    const name = key.toLowerCase();
    return this.#site.posts.flatMap(({ path }) => {
      const value = this.#site.frontMatter(path)[name];
      return (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string' && each !== '').map(String);
    });
  }

  /** @returns {Promise<Shortcode[]>} */
  shortcodes() {
    return (this.#shortcodes ??= shortcodesOf(this.#site));
  }

  /** The targets of `ref`. @param {string} post @returns {{ ref: string, title: string }[]} */
  targets(post) {
    return this.#pages.targets(this.#site.posts.find(({ path }) => path === post)?.lang ?? '');
  }

  /** @param {string} post @returns {string[]} addresses */
  pictures(post) {
    return pictureAddresses(this.#site, post);
  }
}
