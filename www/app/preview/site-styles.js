/** The site's stylesheets, in which the preview shows posts: dropped as files or fetched, remembered until they are removed. */
import { forget, recall, remember } from '../memory.js';
import { words } from '../words.js';

const key = 'draftpane.styles';

/** Whether a file is a stylesheet, by its name. @param {string} name */
export const isStylesheet = (name) => /\.css$/i.test(name);

/** @typedef {{ name: string, css: string, url?: string }} Kept `url`: of one that was fetched */

export class SiteStyles {
  /**
   * @param {object} parts
   * @param {import('../../draft-pane.js').DraftPane} parts.pane
   * @param {import('../ui/notices.js').Notices} parts.notices
   */
  constructor(parts) {
    this.#parts = parts;
    try {
      this.#kept = JSON.parse(recall(key) ?? '[]');
      this.#apply();
    } catch {
      this.#kept = [];
      forget(key);
    }
  }

  #parts;
  /** @type {Kept[]} */
  #kept = [];

  get kept() {
    return this.#kept;
  }

  /** Shows posts in more stylesheets; one of the same name takes the place of another. @param {File[]} files */
  async add(files) {
    if (files.length === 0) return;
    const { notices } = this.#parts;
    const added = await Promise.all(files.map(async (file) => ({ name: file.name, css: await file.text() })));
    const before = this.#kept;
    const isRemembered = this.put(added);
    const names = added.map(({ name }) => `“${name}”`).join(', ');
    notices.show({
      id: 'styles', seconds: 12, text: `${words.styles.added(names)}${isRemembered ? '' : ` ${words.styles.tooLarge}`}`,
      actions: [{ label: words.site.undo, run: () => this.#set(before) }],
    });
  }

  /** @param {Kept[]} added those in whose places they come have the same names @returns {boolean} whether all are remembered */
  put(added) {
    this.#kept = [...this.#kept.filter(({ name }) => !added.some((each) => each.name === name)), ...added];
    const text = this.#apply();
    return recall(key) === text;
  }

  /** @param {string} name */
  remove(name) {
    this.#set(this.#kept.filter((each) => each.name !== name));
  }

  /** @param {Kept[]} kept */
  #set(kept) {
    this.#kept = kept;
    this.#apply();
  }

  /** @returns {string} what is remembered, if there is room for it */
  #apply() {
    this.#parts.pane.styles = this.#kept.map(({ css }) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      return sheet;
    });
    const text = JSON.stringify(this.#kept);
    // One that finds no room must not leave an older one behind.
    forget(key);
    if (this.#kept.length > 0) remember(key, text);
    return text;
  }
}
