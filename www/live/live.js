/**
 * The live preview with Hugo behind it: asks for what only the site knows a moment after the text changed, and answers the engine.
 * The engine never waits.
 *
 * @module
 */
import { Outputs } from './outputs.js';
import { Pictures } from './pictures.js';
import { placed } from './places.js';
import { shortcodesIn } from './shortcodes.js';

/** @typedef {import('../engine/types.js').Answers} Answers */
/** @typedef {import('./types.js').HugoProblem} HugoProblem */
/** @typedef {import('./types.js').HugoState} HugoState */
/** @typedef {import('./types.js').PlacedProblem} PlacedProblem */
/** @typedef {import('./types.js').PostSite} PostSite */
/** @typedef {import('./types.js').Renderer} Renderer */

/**
 * The pane as this part sees it.
 *
 * @typedef {object} Pane
 * @property {() => string} text
 * @property {() => number} bodyStart Where the front matter ends.
 * @property {() => { from: number, to: number }[]} blocks The blocks of the text, those in view of a very long one.
 * @property {() => boolean} hasAllBlocks Whether these are all.
 * @property {(answers: Answers) => void} answer
 * @property {(state: HugoState, problems: PlacedProblem[], milliseconds: number) => void} tell
 */

/** How long the author rests before Hugo is asked, in milliseconds. */
const PAUSE = 150;

/** And before it is asked for what may depend on all of the text, though no shortcode changed. */
const REST = 2000;

/** The site that each Hugo has open. @type {WeakMap<Renderer, PostSite>} */
const opened = new WeakMap();

export class Live {
  #pane;
  #hugo;
  #site;
  #path;
  #pictures;
  #outputs = new Outputs();
  /** @type {Record<string, string | string[]>} */
  #blocks = {};
  /** The answers that the engine has. @type {{ shortcodes: Record<string, string | string[]>, blocks: Record<string, string | string[]> }} */
  #answers = { shortcodes: {}, blocks: this.#blocks };
  #isOpen = false;
  #isAnswering = false;
  #hasEnded = false;
  #isBusy = true;
  #isDue = false;
  /** Whether nobody looks, so that Hugo is not asked until somebody does. */
  #isAtRest = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** Whether the site has render hooks. */
  #hasHooks = false;
  /** The front matter and the shortcodes that Hugo was asked about last. */
  #asked = '';
  /** The texts that it was asked about for shortcodes and for blocks. @type {string | null} */
  #shortcodesOf = null;
  /** @type {string | null} */
  #blocksOf = null;
  /** @type {PlacedProblem[]} */
  #problems = [];
  #milliseconds = 0;
  /** @type {() => void} */
  #hasRendered = () => {};
  /** @type {Promise<void>} */
  #rendered = new Promise((resolve) => (this.#hasRendered = resolve));

  /**
   * @param {Pane} pane
   * @param {Renderer} hugo
   * @param {PostSite | null} site what Hugo is to open; null where that is done
   * @param {string} path
   */
  constructor(pane, hugo, site, path) {
    this.#pane = pane;
    this.#hugo = hugo;
    this.#site = site;
    this.#path = path;
    this.#pictures = new Pictures(hugo, site, path);
    void this.#open();
  }

  /** The text or its blocks changed. Half-typed shortcodes look as before at once. */
  follow() {
    if (this.#isAnswering || this.#hasEnded) return;
    this.#show();
    this.#wait(PAUSE);
  }

  /** The address by which the page can load a picture that Hugo made, once it has rendered the post. @param {string} url */
  async pictureOf(url) {
    await this.#rendered;
    return this.#hasEnded ? url : this.#pictures.of(url);
  }

  /** Whether Hugo has the site. */
  get isOpen() {
    return this.#isOpen;
  }

  /** Hugo is asked about what changed meanwhile once somebody looks again. @param {boolean} isAtRest */
  rest(isAtRest) {
    this.#isAtRest = isAtRest;
    if (isAtRest || !this.#isDue || this.#isBusy) return;
    this.#isDue = false;
    clearTimeout(this.#timer);
    void this.#ask(true);
  }

  /** Nothing is asked any more. */
  end() {
    this.#hasEnded = true;
    this.#hasRendered();
    clearTimeout(this.#timer);
    this.#pictures.free();
  }

  async #open() {
    this.#tell('opening');
    /** @type {HugoProblem[]} */
    let problems = [];
    try {
      if (this.#site) {
        const files = await this.#site.filesForHugo(this.#path);
        if (this.#hasEnded) return;
        if (opened.get(this.#hugo) === this.#site) await this.#hugo.write(files);
        else {
          opened.set(this.#hugo, this.#site);
          problems = await this.#hugo.open(files, { environment: this.#site.environment });
        }
      }
    } catch (error) {
      opened.delete(this.#hugo);
      this.#fail(error);
      return;
    }
    if (this.#hasEnded) return;
    this.#problems = placed(problems, this.#path, this.#pane.text(), []);
    this.#isBusy = false;
    this.#isOpen = true;
    await this.#ask(true);
  }

  /** @param {number} milliseconds */
  #wait(milliseconds) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#ask(milliseconds === REST), milliseconds);
  }

  /** Asks Hugo what the text needs. @param {boolean} whole also what may depend on all of the text */
  async #ask(whole) {
    if (this.#hasEnded) return;
    if (this.#isBusy || this.#isAtRest) {
      this.#isDue = true;
      return;
    }
    if (!this.#isOpen) {
      this.#isBusy = true;
      void this.#open();
      return;
    }
    const text = this.#pane.text();
    const frontMatter = text.slice(0, this.#pane.bodyStart());
    const tags = shortcodesIn(text);
    const about = [frontMatter, ...tags.map((tag) => tag.source)].join('\0');
    const isNew = about !== this.#asked && !(this.#asked.startsWith(`${frontMatter}\0`) && this.#outputs.has(frontMatter, tags));
    const asksShortcodes = isNew || (whole && this.#shortcodesOf !== text);
    const asksBlocks = (this.#hasHooks || asksShortcodes) && this.#blocksOf !== text;
    if (!asksShortcodes && !asksBlocks) {
      if (!whole && tags.length > 0 && this.#shortcodesOf !== text) this.#wait(REST);
      return;
    }
    this.#isBusy = true;
    this.#tell('rendering');
    try {
      /** @type {HugoProblem[]} */
      let problems = this.#problems;
      let milliseconds = 0;
      if (asksShortcodes) {
        this.#asked = about;
        this.#shortcodesOf = text;
        const made = await this.#hugo.shortcodes(this.#path, text);
        if (this.#hasEnded) return;
        problems = made.problems;
        milliseconds = made.milliseconds;
        this.#hasHooks = made.hooks;
        this.#outputs.learn(frontMatter, made.shortcodes);
        this.#show();
      }
      if (this.#hasHooks && asksBlocks && this.#pane.text() === text) {
        this.#blocksOf = text;
        const blocks = this.#pane.blocks();
        const made = await this.#hugo.blocks(this.#path, text, blocks.map(({ from }) => from));
        if (this.#hasEnded) return;
        problems = [...problems, ...made.problems];
        milliseconds += made.milliseconds;
        const hooked = hookedIn(text, blocks, made.blocks, this.#pane.hasAllBlocks());
        // Most keys change none of them: then the engine has nothing to compare while the author types on.
        if (!isSame(hooked, this.#blocks)) this.#blocks = hooked;
        this.#show();
      }
      this.#problems = placed(problems, this.#path, text, tags);
      this.#milliseconds = milliseconds;
      this.#tell('ready');
    } catch (error) {
      this.#asked = '';
      this.#shortcodesOf = this.#blocksOf = null;
      this.#fail(error);
    } finally {
      this.#isBusy = false;
    }
    if (this.#isDue || this.#pane.text() !== text) {
      this.#isDue = false;
      this.#wait(PAUSE);
    }
  }

  /** Answers the engine with what is known. */
  #show() {
    const text = this.#pane.text();
    const shortcodes = this.#outputs.for(text.slice(0, this.#pane.bodyStart()), shortcodesIn(text));
    const answers = { shortcodes, blocks: this.#blocks };
    if (answers.blocks === this.#answers.blocks && isSame(shortcodes, this.#answers.shortcodes)) return;
    this.#answers = answers;
    this.#isAnswering = true;
    try {
      this.#pane.answer(answers);
    } finally {
      this.#isAnswering = false;
    }
  }

  /** @param {unknown} error */
  #fail(error) {
    if (this.#hasEnded) return;
    const message = error instanceof Error ? error.message : String(error);
    this.#isBusy = false;
    this.#problems = [{ severity: 'error', message, file: null, line: null, column: null, from: null, to: null }];
    this.#tell('failed');
  }

  /** @param {HugoState} state */
  #tell(state) {
    if (state === 'ready' || state === 'failed') this.#hasRendered();
    this.#pane.tell(state, this.#problems, this.#milliseconds);
  }
}

/** @param {Record<string, string | string[]>} a @param {Record<string, string | string[]>} b */
function isSame(a, b) {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => String(a[key]) === String(b[key]) && Array.isArray(a[key]) === Array.isArray(b[key]));
}

/**
 * The HTML of blocks by their source. Where blocks of the same source differ, by the name of a heading for one, each has its own, if
 * all blocks of the text are there.
 *
 * @param {string} text
 * @param {{ from: number, to: number }[]} blocks
 * @param {(string | null)[]} made
 * @param {boolean} areAll
 */
function hookedIn(text, blocks, made, areAll) {
  /** @type {Map<string, (string | null)[]>} */
  const found = new Map();
  blocks.forEach(({ from, to }, n) => {
    const source = text.slice(from, to);
    const outputs = found.get(source);
    if (outputs) outputs.push(made[n] ?? null);
    else found.set(source, [made[n] ?? null]);
  });
  /** @type {Record<string, string | string[]>} */
  const answers = {};
  for (const [source, outputs] of found) {
    const [first] = outputs;
    if (first !== null && outputs.every((output) => output === first)) answers[source] = first;
    // The engine draws one of them by itself: there is no output for it.
    else if (areAll && !outputs.includes(null)) answers[source] = /** @type {string[]} */ (outputs);
  }
  return answers;
}
