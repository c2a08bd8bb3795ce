/**
 * A Hugo site from its folder: its configuration, its posts and its pictures, without a server and without a DOM.
 *
 * @module draftpane/site
 */
import { check } from './base/check.js';
import { join } from './base/paths.js';
import init from './engine.js';
import { checkText, shown } from './engine/checks.js';
import { components, configurationOf } from './hugo-site/config.js';
import { filesForHugo } from './hugo-site/for-hugo.js';
import { Folder, checkSource } from './hugo-site/folder.js';
import { isParams, overlay } from './hugo-site/merge.js';
import { Mounts } from './hugo-site/mounts.js';
import { languageAt, postsOf } from './hugo-site/posts.js';
import { ObjectUrls, fileFor, publishedPath } from './hugo-site/urls.js';

/** @typedef {import('./engine.js').Options} Options */
/** @typedef {import('./hugo-site/posts.js').Post} Post */
/** @typedef {import('./hugo-site/config.js').Problem} Problem */
/** @typedef {(url: string, about: { kind: 'image' | 'link', from: 'body' | 'frontMatter' }) => string | Promise<string>} ResolveUrl */
/** @typedef {import('./hugo-site/types.js').DirectoryHandle} DirectoryHandle */
/** @typedef {import('./hugo-site/types.js').ChosenFile} ChosenFile */
/** @typedef {import('./hugo-site/types.js').Files} Files */
/** @typedef {import('./hugo-site/types.js').Source} Source */
/** @typedef {import('./hugo-site/types.js').FileHandle} FileHandle */

export class Site {
  /**
   * Opens a site. Files are read when they are needed: at first the configuration, and the start of each post.
   *
   * @param {Files} files A folder, chosen files (by their `webkitRelativePath`), or contents by their paths from the site's root.
   * @param {{ environment?: string, onprogress?(done: number, all: number): void }} [options] `environment`: as `hugo
   *   --environment`; `production` unless given. `onprogress` counts posts.
   * @returns {Promise<Site>} Also for a folder with mistakes, which `problems` lists.
   * @throws {TypeError} For what is none of these.
   */
  static async open(files, { environment = 'production', onprogress } = {}) {
    checkText(environment, 'environment');
    check(onprogress == null || typeof onprogress === 'function', 'onprogress is a function', onprogress);
    await init();
    const folder = await Folder.of(files);
    const { config, modules, problems } = await configurationOf(folder, environment);
    const mounts = new Mounts(folder, modules);
    return new Site(folder, modules, mounts, environment, config, problems, await postsOf(folder, mounts, config, { onprogress }));
  }

  /**
   * @private
   * @param {Folder} folder
   * @param {import('./hugo-site/config.js').Module[]} modules
   * @param {Mounts} mounts
   * @param {string} environment
   * @param {Record<string, unknown>} config
   * @param {Problem[]} problems
   * @param {Map<string, import('./hugo-site/posts.js').Read>} read
   */
  constructor(folder, modules, mounts, environment, config, problems, read) {
    this.#folder = folder;
    this.#modules = modules;
    this.#mounts = mounts;
    this.#urls = new ObjectUrls(folder);
    this.environment = environment;
    this.config = config;
    this.problems = problems;
    this.#read = read;
    this.posts = postsIn(read);
  }

  #folder;
  #modules;
  #mounts;
  #urls;
  #read;
  /** One object for each language: a pane reads its text again when it gets another. @type {Map<string, Options>} */
  #options = new Map();

  /** The environment whose configuration is read. @readonly @type {string} */
  environment;

  /** The configuration as Hugo 0.168 merges it, with keys in small letters. @readonly @type {Record<string, unknown>} */
  config;

  /** Files of the configuration that cannot be read, and themes or modules that are missing. @readonly @type {Problem[]} */
  problems;

  /** The pages with a file of Markdown, in the order of their paths. Another list after `update()`. @type {Post[]} */
  posts;

  /**
   * The front matter of a post.
   *
   * @param {string} path The path of the post's file from the site's root.
   * @returns {Record<string, unknown>} By names in small letters; empty for what is no post.
   */
  frontMatter(path) {
    checkText(path, 'path');
    return this.#read.get(path)?.data ?? {};
  }

  /**
   * The files of a component of Hugo, those of the site before those of its themes.
   *
   * @param {'content' | 'data' | 'layouts' | 'i18n' | 'archetypes' | 'assets' | 'static'} component
   * @returns {{ file: string, path: string }[]} `file`: the path from the site's root; `path`: where Hugo sees it, such as
   *   `layouts/_shortcodes/note.html`.
   * @throws {TypeError} For what is none of these.
   */
  files(component) {
    if (!components.includes(component)) throw new TypeError(`files() takes ${components.map((name) => `'${name}'`).join(', ')}, not ${shown(component)}`);
    return this.#mounts.filesOf(component).map(({ file, path }) => ({ file, path }));
  }

  /**
   * Where Hugo sees a file.
   *
   * @param {string} path The path of the file from the site's root.
   * @returns {string | null} Such as `content/posts/first.md`; `null` for what is in no component.
   */
  pathInHugo(path) {
    checkText(path, 'path');
    return this.#mounts.seen(path)?.path ?? null;
  }

  /**
   * @param {string} path The path of a file from the site's root.
   * @returns {Promise<string>} Its text, as it is now, without a byte order mark.
   * @throws {RangeError} For a file that is not there.
   */
  async text(path) {
    checkText(path, 'path');
    return this.#folder.text(path);
  }

  /**
   * Takes over files that were written or removed since the site was opened: posts, pictures, templates. The configuration stays.
   *
   * @param {Map<string, import('./hugo-site/types.js').Source | null>} files By their paths from the site's root; `null` for one that was removed.
   * @returns {Promise<void>}
   * @throws {TypeError} For what is no file; nothing is taken over then.
   */
  async update(files) {
    const known = new Map(this.#read);
    check(files instanceof Map, 'update() takes a Map of paths to contents', files);
    for (const [path, source] of files) if (source !== null) checkSource(path, source);
    for (const [path, source] of files) {
      this.#folder.set(path, source);
      this.#urls.forget(path);
      known.delete(path);
    }
    this.#read = await postsOf(this.#folder, this.#mounts, this.config, { known });
    this.posts = postsIn(this.#read);
  }

  /**
   * How addresses in a post are found: `pane.resolveUrl = site.resolveUrl(path)`. A picture of the folder gets an address that
   * a page can load. Links, and what is not in the folder, stay unchanged.
   *
   * @param {string} path The path of the post's file from the site's root.
   * @returns {ResolveUrl}
   */
  resolveUrl(path) {
    checkText(path, 'path');
    return (url, { kind }) => {
      const file = kind === 'image' ? this.fileFor(path, url) : null;
      return file === null ? url : this.#urls.of(file);
    };
  }

  /**
   * The file that an address in a post leads to.
   *
   * @param {string} path The path of the post's file from the site's root.
   * @param {string} url
   * @returns {string | null} Its path from the site's root; `null` for another host, and where there is no such file.
   */
  fileFor(path, url) {
    checkText(path, 'path');
    checkText(url, 'url');
    return fileFor(this.#mounts, this.config, path, url);
  }

  /**
   * Where the site publishes a file, by an address in one of its pages or stylesheets: without the host and the folder of `baseURL`.
   *
   * @param {string} url
   * @param {string} [from] Where that page or stylesheet is published; relative addresses start there.
   * @returns {string | null} From the root of the published site, as `hugo.read` takes it; `null` for another host.
   */
  publishedPath(url, from = '') {
    checkText(url, 'url');
    checkText(from, 'from');
    return publishedPath(this.config, url, from);
  }

  /**
   * A file that a published page asks for and Hugo only copies: in the bundle of the post, in `static/`, or as it was published
   * last, in `public/`.
   *
   * @param {string} path The path of the post's file from the site's root.
   * @param {string} url As the page has it.
   * @returns {Promise<Blob | null>} `null` for another host, and where there is no such file.
   */
  async publishedFile(path, url) {
    const found = this.fileFor(path, url);
    if (found !== null) return this.#folder.blob(found);
    const own = this.publishedPath(url);
    if (own === null || own === '') return null;
    const { publishdir } = this.config;
    const last = join(typeof publishdir === 'string' ? publishdir : 'public', own);
    await this.#folder.reach(last);
    return this.#folder.has(last) ? this.#folder.blob(last) : null;
  }

  /**
   * The files with which `Hugo` of the package `draftpane-hugo` renders a post: `hugo.open(await site.filesForHugo(path))`. Other
   * posts come with their front matter alone, so that thousands of them cost little; static files, which Hugo only copies, do not.
   * Pictures and other files of their bundles come up to 64 MB.
   *
   * @param {string} path The path of the post's file from the site's root.
   * @returns {Promise<Map<string, string | Uint8Array>>} By their paths from the site's root, as they are now.
   */
  async filesForHugo(path) {
    checkText(path, 'path');
    return filesForHugo(this.#folder, this.#modules, this.#mounts, new Set(this.posts.map((post) => post.path)), path);
  }

  /**
   * How a post of the site is read, for a pane, a draft or `render`: with the settings of its language.
   *
   * @param {string} path The path of the post's file from the site's root.
   * @returns {Options} The same object for all posts of a language.
   */
  options(path) {
    checkText(path, 'path');
    const lang = languageAt(this.#mounts, path, this.config);
    const made = this.#options.get(lang) ?? { flavor: /** @type {const} */ ('hugo'), site: inLanguage(this.config, lang) };
    this.#options.set(lang, made);
    return made;
  }
}

/** @param {Map<string, import('./hugo-site/posts.js').Read>} read @returns {Post[]} */
const postsIn = (read) => [...read.values()].map(({ post }) => post);

/** @param {Record<string, unknown>} config @param {string} lang @returns {Record<string, unknown>} */
function inLanguage(config, lang) {
  const site = structuredClone(config);
  const own = isParams(config.languages) ? config.languages[lang] : undefined;
  if (isParams(own)) overlay(site, own);
  return { ...site, defaultcontentlanguage: lang };
}
