/** The author's choices about the page, remembered by the browser: one value for each name, and a call when it changes. */
import { recall, remember } from './memory.js';

/** @typedef {'editor' | 'preview'} Shown */
/** @typedef {'hugo' | 'gfm' | 'commonmark'} Flavor */
/** @typedef {'header' | 'table' | 'source' | 'hidden'} FrontMatterMode */

/** The values before anything is chosen. */
const defaults = {
  /** @type {'system' | 'light' | 'dark'} */
  theme: 'system',
  /** Whether the bar of tools is shown. */
  toolbar: true,
  /** The panes of a wide screen. @type {'both' | 'text' | 'preview'} */
  layout: 'both',
  /** The pane of a narrow screen. @type {Shown} */
  shown: 'editor',
  /** @type {Flavor} */
  flavor: 'hugo',
  /** @type {FrontMatterMode} */
  frontMatter: 'header',
  // A site's settings, while no file of it is open: see reading.js.
  rawHtml: false,
  emoji: false,
  typographer: true,
  formulas: 'off',
  headingIds: 'github',
  timeZone: '',
  // The preview: see reader.js.
  textSize: 'medium',
  lineLength: 'medium',
  // Ways of writing: see editor/modes.js.
  lineNumbers: false,
  focusMode: false,
  typewriter: false,
  spelling: true,
  /** Whether the addresses of links are printed. */
  printAddresses: false,
  /** Words that a post should have; 0: no goal. */
  wordGoal: 0,
};

/** @typedef {typeof defaults} Values */
/** @typedef {keyof Values} Name */

/** @param {Name} name */
const keyOf = (name) => `draftpane.preference.${name}`;

export class Preferences {
  constructor() {
    // A choice in one tab holds in the others.
    window.addEventListener('storage', ({ key }) => {
      const name = /** @type {Name[]} */ (Object.keys(defaults)).find((known) => keyOf(known) === key);
      if (!name) return;
      this.#chosen.delete(name);
      this.#changed(name);
    });
  }

  /** @type {Map<Name, Set<(value: any) => void>>} */
  #listeners = new Map();
  /** The choices on this page, which hold here even where the browser remembers nothing. @type {Map<Name, any>} */
  #chosen = new Map();

  /**
   * @template {Name} N
   * @param {N} name
   * @returns {Values[N]} what was chosen, or the default where nothing was, or nothing of the same type
   */
  get(name) {
    if (this.#chosen.has(name)) return this.#chosen.get(name);
    try {
      const value = JSON.parse(recall(keyOf(name)) ?? 'null');
      return typeof value === typeof defaults[name] ? value : defaults[name];
    } catch {
      return defaults[name];
    }
  }

  /**
   * @template {Name} N
   * @param {N} name
   * @param {Values[N]} value
   */
  set(name, value) {
    if (this.get(name) === value) return;
    this.#chosen.set(name, value);
    remember(keyOf(name), JSON.stringify(value));
    this.#changed(name);
  }

  /**
   * Calls a function with the value now, and again whenever it changes.
   * @template {Name} N
   * @param {N} name
   * @param {(value: Values[N]) => void} listener
   */
  watch(name, listener) {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners.add(listener));
    listener(this.get(name));
  }

  /** @param {Name} name */
  #changed(name) {
    const value = this.get(name);
    for (const listener of this.#listeners.get(name) ?? []) listener(value);
  }
}
