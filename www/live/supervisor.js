/** A Hugo that is started again when it hangs, crashes or needs too much memory. */

/** @typedef {import('./types.js').Renderer} Renderer */
/** @typedef {import('./types.js').HugoProblem} HugoProblem */

/** Hugo's wasm may grow to so many bytes: a tab has some 4 GB for everything, and wasm gives nothing back. */
const MOST = 1_500_000_000;

/** So often Hugo is started again before it is given up. A render that succeeds counts this from the start. */
const ATTEMPTS = 3;

/**
 * Hugo, started when it is first needed: the same calls, which a later instance answers where one has failed. The call that Hugo
 * failed at is rejected; what was opened and written is there again for the next one.
 *
 * @implements {Renderer}
 */
export class Supervised {
  #start;
  #most;
  /** @type {Promise<Renderer> | null} */
  #hugo = null;
  /** @type {Renderer | null} */
  #running = null;
  /** The site that is open. @type {Map<string, string | Uint8Array> | null} */
  #files = null;
  #failures = 0;
  /** Calls without an answer. */
  #waiting = 0;
  /** How the site was opened. @type {{ environment?: string }} */
  #options = {};
  /** Why there is no other Hugo. @type {Error | null} */
  #refused = null;
  #isClosed = false;

  /**
   * @param {() => Promise<Renderer>} start makes a new Hugo, in a worker of its own: `() => Hugo.start()`
   * @param {{ memory?: number }} [options] `memory`: the bytes of Hugo's wasm at which another Hugo takes over
   */
  constructor(start, { memory = MOST } = {}) {
    this.#start = start;
    this.#most = memory;
  }

  /** The memory of Hugo's wasm, in bytes; 0 while there is none. */
  get memory() {
    return this.#running?.memory ?? 0;
  }

  /** @param {Map<string, string | Uint8Array>} files @param {{ environment?: string }} [options] @returns {Promise<HugoProblem[]>} */
  async open(files, options = {}) {
    // Another site than the one that Hugo failed at.
    this.#failures = 0;
    this.#refused = null;
    this.#files = new Map(files);
    this.#options = options;
    return this.#call((hugo) => hugo.open(files, options), false);
  }

  /** @param {Map<string, string | Uint8Array | null>} files @returns {Promise<void>} */
  async write(files) {
    this.#files ??= new Map();
    for (const [path, content] of files) {
      if (content === null) this.#files.delete(path);
      else this.#files.set(path, content);
    }
    return this.#call((hugo) => hugo.write(files));
  }

  /** @param {string} path @param {string} text */
  async render(path, text) {
    return this.#call((hugo) => hugo.render(path, text));
  }

  /** @param {string} path @param {string} text */
  async shortcodes(path, text) {
    return this.#call((hugo) => hugo.shortcodes(path, text));
  }

  /** @param {string} path @param {string} text @param {number[]} offsets */
  async blocks(path, text, offsets) {
    return this.#call((hugo) => hugo.blocks(path, text, offsets));
  }

  /** @param {string} path */
  async read(path) {
    return this.#call((hugo) => hugo.read(path));
  }

  /** Ends Hugo for good. */
  close() {
    this.#isClosed = true;
    this.#stop();
  }

  #stop() {
    this.#hugo?.then((hugo) => hugo.close(), () => {});
    this.#hugo = this.#running = null;
  }

  /**
   * @template T
   * @param {(hugo: Renderer) => Promise<T>} work
   * @param {boolean} [opens] whether another Hugo opens the site before
   * @returns {Promise<T>}
   */
  async #call(work, opens = true) {
    if (this.#isClosed) throw new Error('Hugo was closed.');
    if (this.#refused) throw this.#refused;
    if (this.memory > this.#most && this.#waiting === 0) this.#stop();
    const given = (this.#hugo ??= this.#begin(opens));
    this.#waiting++;
    try {
      const made = await work(await given);
      this.#failures = 0;
      return made;
    } catch (error) {
      if (this.#isClosed || error instanceof TypeError) throw error;
      // Several calls fail at once: the first one counts.
      if (given === this.#hugo) this.#failed(reasonOf(error));
      throw this.#refused ?? new Error(`${reasonOf(error)} Hugo is started again for the next change.`);
    } finally {
      this.#waiting--;
    }
  }

  /** @param {string} reason */
  #failed(reason) {
    this.#stop();
    if (++this.#failures >= ATTEMPTS) this.#refused = new Error(`${reason} Hugo failed ${ATTEMPTS} times, and is started again when a site is opened.`);
  }

  /** @param {boolean} opens */
  async #begin(opens) {
    const hugo = await this.#start();
    if (opens && this.#files) await hugo.open(this.#files, this.#options);
    this.#running = hugo;
    return hugo;
  }
}

/** The message of `Hugo` without its advice. @param {unknown} error */
const reasonOf = (error) => (error instanceof Error ? error.message : String(error)).replace(/ Start Hugo again\.$/, '');
