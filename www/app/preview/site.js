/**
 * The author's site: how posts are read. A file of its configuration, remembered by the browser until it is removed, comes before
 * the choices of the settings.
 */
import { parseData } from '../../draft-pane.js';
import { forget, recall, remember } from '../memory.js';
import { configurationOf, settings, summaryOf } from './reading.js';
import { words } from '../words.js';

const key = 'draftpane.site';
const files = /^(?:hugo|config|markup)\.(toml|ya?ml|json)$/i;

/** Whether a file is the configuration of a Hugo site, by its name. @param {string} name */
export const isSite = (name) => files.test(name);

/** @typedef {{ name: string, text: string }} Kept */

export class Site {
  /**
   * @param {object} parts
   * @param {import('../../draft-pane.js').DraftPane} parts.pane
   * @param {HTMLElement} parts.name says how posts are read
   * @param {import('../preferences.js').Preferences} parts.preferences
   * @param {import('../ui/notices.js').Notices} parts.notices
   */
  constructor(parts) {
    this.#parts = parts;
    const names = /** @type {const} */ (['flavor', 'frontMatter', ...settings.map((setting) => setting.name)]);
    for (const name of names) parts.preferences.watch(name, () => this.#apply());
  }

  #parts;
  /** The file that is open. @type {{ name: string, configuration: import('./reading.js').Configuration } | null} */
  file = null;
  /** The site whose post is open. @type {{ name: string, configuration: import('./reading.js').Configuration } | null} */
  folder = null;
  /** Each configuration without its limits of the outline. @type {WeakMap<object, import('./reading.js').Configuration>} */
  #whole = new WeakMap();
  /** The pane reads the text again whenever it gets another object. */
  #chosen = { text: '', site: /** @type {object | undefined} */ (undefined) };

  /** Reads posts by a file from now on. @param {File} file */
  async open(file) {
    const { pane, notices } = this.#parts;
    try {
      await pane.ready;
      this.#take({ name: file.name, text: await file.text() });
      notices.show({ id: 'site', text: words.site.opened(file.name), seconds: 12 });
    } catch (error) {
      notices.show({ id: 'site', tone: 'error', text: words.site.refused(file.name, /** @type {Error} */ (error).message) });
    }
  }

  /** Takes up what was remembered. */
  async resume() {
    const kept = recall(key);
    if (!kept) return;
    try {
      await this.#parts.pane.ready;
      this.#take(JSON.parse(kept));
    } catch {
      forget(key);
    }
  }

  /** Reads posts by the settings again. */
  remove() {
    const before = recall(key);
    this.#take(null);
    this.#parts.notices.show({
      id: 'site', text: words.site.removed, seconds: 12,
      actions: before ? [{ label: words.site.undo, run: () => this.#take(JSON.parse(before)) }] : [],
    });
  }

  /** @param {Kept | null} kept */
  #take(kept) {
    this.file = kept && { name: kept.name, configuration: parse(kept) };
    if (kept) remember(key, JSON.stringify(kept));
    else forget(key);
    this.#apply();
  }

  /** Reads the open post as its site does. @param {{ name: string, configuration: object } | null} folder null for a draft of no site */
  setFolder(folder) {
    this.folder = folder && { name: folder.name, configuration: this.#whole.get(folder.configuration) ?? everyLevel({ ...folder.configuration }) };
    if (folder && this.folder) this.#whole.set(folder.configuration, this.folder.configuration);
    this.#apply();
  }

  #apply() {
    const { pane, name, preferences } = this.#parts;
    const flavor = this.folder ? 'hugo' : preferences.get('flavor');
    const configuration = configurationOf(preferences) ?? undefined;
    const text = JSON.stringify(configuration ?? null);
    if (text !== this.#chosen.text) this.#chosen = { text, site: configuration };
    const given = this.folder ?? this.file;
    const site = given ? given.configuration : this.#chosen.site;
    const frontMatter = preferences.get('frontMatter');
    const before = pane.options;
    if (before.flavor !== flavor || before.site !== site || before.frontMatter !== frontMatter) pane.options = { ...before, flavor, site, frontMatter };
    name.textContent = given && flavor === 'hugo' ? given.name : summaryOf(preferences);
  }
}

/** @param {Kept} file */
function parse({ name, text }) {
  const ending = files.exec(name)?.[1].toLowerCase() ?? 'toml';
  const format = ending === 'yml' ? 'yaml' : /** @type {'toml' | 'yaml' | 'json'} */ (ending);
  return everyLevel(parseData(text, format));
}

/**
 * The outline here leads to every heading, whatever the site's table of contents has.
 * @param {Record<string, unknown>} map
 * @returns {Record<string, unknown>}
 */
function everyLevel(map) {
  const entries = Object.entries(map).filter(([key]) => key.toLowerCase() !== 'tableofcontents');
  return Object.fromEntries(entries.map(([key, value]) =>
    [key, key.toLowerCase() === 'markup' && typeof value === 'object' && value ? everyLevel(/** @type {Record<string, unknown>} */ (value)) : value]));
}
