/**
 * Real Hugo, compiled to wasm, in a worker of its own: posts as their site publishes them.
 *
 * ```js
 * const hugo = await Hugo.start();
 * const problems = await hugo.open(files);                    // paths relative to the site's root, with text or bytes
 * const { page, content } = await hugo.render('content/posts/first.md', text);
 * ```
 *
 * @module
 */
import { startThread } from './thread.js';

/**
 * Something that Hugo reports. The place is null where Hugo names none; lines and columns count from 1.
 * @typedef {{ severity: 'error' | 'warning', message: string, file: string | null, line: number | null, column: number | null }} Problem
 */

/**
 * A post as its site publishes it. `page`: the whole HTML, empty where the build failed or the site publishes no page for this post;
 * `content`: `.Content`, as the site's layouts, shortcodes and render hooks make it;
 * `target`: the file that Hugo publishes the page in, from the root of the published site, empty for no page.
 * @typedef {{ page: string, content: string, target: string, problems: Problem[], milliseconds: number }} Rendered
 */

/**
 * The shortcodes of a post that stand in no other one, in the order of the text. `source`: as it is in the text, with delimiters and inner
 * text; `output`: what the template makes of it, HTML, or Markdown for `{{% %}}`; null where it failed, and `problems` says why;
 * `embedded`: it is Hugo's own, not the site's.
 * @typedef {{ source: string, output: string | null, embedded: boolean }} Shortcode
 */

/**
 * A call that waits for the worker, with everyone who waits for its answer.
 * @typedef {{ name: string, args: unknown[], limit: number, path?: string, key?: string, waiting: { resolve(value: any): void, reject(error: Error): void }[] }} Call
 */

const SECOND = 1000;

/** An instance of Hugo with one open site. Calls are answered in their order. */
export class Hugo {
  /** @type {import('./thread.js').Thread} */
  #thread;
  /** @type {Call[]} */
  #queue = [];
  /** @type {Call | undefined} */
  #current;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {Error | undefined} */
  #ended;
  #version = '';
  #memory = 0;
  /** The calls about the last post, with nothing changed beside it: repeated, they take little time. */
  #warm = { path: '', keys: /** @type {Set<string>} */ (new Set()) };
  #patience;

  /**
   * @param {number} patience
   * @param {Worker} [worker]
   * @private
   */
  constructor(patience, worker) {
    this.#patience = patience;
    this.#thread = startThread({
      answered: (message) => this.#answered(message),
      failed: (reason) => this.#end(new Error(`Hugo's worker failed: ${reason}. Start Hugo again.`)),
    }, worker);
  }

  /**
   * Starts Hugo in a worker.
   *
   * @param {object} [options]
   * @param {URL | BufferSource} [options.wasm] where hugo.wasm.gz is, or what is in it; packed or not. By default the file beside this module.
   * @param {number} [options.patience] after how many milliseconds Hugo counts as hung while it renders the same post again; three times as
   *   many for the first call about another post, twelve times for its first render and for opening a site. Default 10,000.
   * @param {Worker} [options.worker] a worker that runs `draftpane-hugo/worker.js`. A page that requires Trusted Types has it made by a frame
   *   of the same origin, whose policy does not: `new frame.contentWindow.Worker(…)`.
   * @returns {Promise<Hugo>}
   */
  static async start({ wasm = new URL('./hugo.wasm.gz', import.meta.url), patience = 10 * SECOND, worker } = {}) {
    const hugo = new Hugo(patience, worker);
    try {
      hugo.#version = await hugo.#call('start', [wasm instanceof URL ? wasm.href : wasm], 12);
    } catch (error) {
      hugo.close();
      throw error;
    }
    return hugo;
  }

  /** The version of Hugo, like `0.168.0`. */
  get version() {
    return this.#version;
  }

  /**
   * Opens a site, in place of the one that was open.
   *
   * @param {Map<string, string | Uint8Array>} files by their paths, relative to the site's root
   * @param {object} [options]
   * @param {string} [options.environment] decides which configuration is read. Default `production`.
   * @returns {Promise<Problem[]>} what Hugo reports about the configuration, the templates and the front matter of all posts
   */
  async open(files, { environment = 'production' } = {}) {
    return this.#call('open', [pairsOf(files), environment], 12);
  }

  /**
   * Changes files of the open site; the next render follows. Removing a file is writing null.
   *
   * @param {Map<string, string | Uint8Array | null>} files
   * @returns {Promise<void>}
   */
  async write(files) {
    return this.#call('write', [pairsOf(files)], 1);
  }

  /**
   * Renders a post with the given text. While Hugo is busy, a newer text of the same post takes the place of one that waits:
   * both calls are given the answer for the newer.
   *
   * @param {string} path of the post's file
   * @param {string} text the whole file, with its front matter
   * @returns {Promise<Rendered>}
   */
  async render(path, text) {
    return this.#ask('render', path, text);
  }

  /**
   * Renders the shortcodes of a post with the given text, each by itself: one that fails spoils no other, and what cannot be read
   * is passed over. A newer text replaces one that waits, as for `render`.
   *
   * @param {string} path of the post's file
   * @param {string} text the whole file, with its front matter
   * @returns {Promise<{ shortcodes: Shortcode[], hooks: boolean, problems: Problem[], milliseconds: number }>} `hooks`: whether the site
   *   has render hooks, so that `blocks` is worth a call
   */
  async shortcodes(path, text) {
    return this.#ask('shortcodes', path, text);
  }

  /**
   * Renders a post with the given text, and gives the HTML of the stretches that the site's render hooks change. A newer text
   * replaces one that waits, as for `render`.
   *
   * @param {string} path of the post's file
   * @param {string} text the whole file, with its front matter
   * @param {number[]} offsets where stretches begin, rising, in UTF-16 code units of the text: each between two blocks
   * @returns {Promise<{ blocks: (string | null)[], problems: Problem[], milliseconds: number }>} a block for each offset; null for
   *   those that are the same without hooks, and where Hugo failed
   */
  async blocks(path, text, offsets) {
    return this.#ask('blocks', path, text, [...offsets]);
  }

  /** The memory of Hugo's wasm after the last answer, in bytes; it never shrinks. */
  get memory() {
    return this.#memory;
  }

  /**
   * A file that Hugo published while it rendered pages: a stylesheet that a template made, a picture in another size.
   *
   * @param {string} path relative to the published site's root
   * @returns {Promise<Uint8Array | null>} null if Hugo has not published it; files in `static/` are not
   */
  async read(path) {
    return this.#call('read', [path], 1);
  }

  /** Ends the worker. Calls that wait are rejected. */
  close() {
    this.#end(new Error('Hugo was closed.'));
  }

  /**
   * Asks about a text of a post, in the place of an older one that waits.
   *
   * @param {string} name
   * @param {string} path
   * @param {string} text
   * @param {unknown[]} rest
   */
  #ask(name, path, text, ...rest) {
    if (typeof path !== 'string' || typeof text !== 'string') throw new TypeError(`${name}(path, text) needs two strings`);
    const key = `${name} ${path}`;
    const older = this.#queue.findIndex((call) => call.key === key);
    const [replaced] = older < 0 ? [] : this.#queue.splice(older, 1);
    return this.#call(name, [path, text, ...rest], name === 'render' ? 12 : 3, { path, key, waiting: replaced?.waiting });
  }

  /**
   * @param {string} name
   * @param {unknown[]} args
   * @param {number} patiences
   * @param {{ path?: string, key?: string, waiting?: Call['waiting'] }} [options]
   * @returns {Promise<any>}
   */
  #call(name, args, patiences, { path, key, waiting = [] } = {}) {
    return new Promise((resolve, reject) => {
      if (this.#ended) return reject(this.#ended);
      this.#queue.push({ name, args, limit: patiences * this.#patience, path, key, waiting: [...waiting, { resolve, reject }] });
      this.#next();
    });
  }

  #next() {
    if (this.#current || this.#queue.length === 0) return;
    const call = this.#current = /** @type {Call} */ (this.#queue.shift());
    this.#thread.send({ name: call.name, args: call.args });
    const { path = '', key = '' } = call;
    if (path !== this.#warm.path) this.#warm = { path, keys: new Set() };
    const limit = this.#warm.keys.has(key) ? this.#patience : call.limit;
    if (key) this.#warm.keys.add(key);
    this.#timer = setTimeout(() => {
      this.#end(new Error(`Hugo has not answered for ${limit / SECOND} seconds and was ended. Start Hugo again.`));
    }, limit);
  }

  /** @param {import('./thread.js').Answer} answer */
  #answered({ value, error, memory = this.#memory }) {
    const call = this.#current;
    this.#memory = memory;
    clearTimeout(this.#timer);
    this.#current = undefined;
    for (const { resolve, reject } of call?.waiting ?? []) {
      if (error === undefined) resolve(value);
      else reject(new Error(error));
    }
    this.#next();
  }

  /** @param {Error} reason */
  #end(reason) {
    if (this.#ended) return;
    this.#ended = reason;
    clearTimeout(this.#timer);
    this.#thread.end();
    const calls = this.#current ? [this.#current, ...this.#queue] : this.#queue;
    this.#current = undefined;
    this.#queue = [];
    for (const { reject } of calls.flatMap((call) => call.waiting)) reject(reason);
  }
}

/**
 * @param {Map<string, string | Uint8Array | null>} files
 * @returns {[string, string | Uint8Array | null][]}
 */
function pairsOf(files) {
  if (!(files instanceof Map)) throw new TypeError('the files of a site are a Map of paths to texts or bytes');
  return [...files];
}
