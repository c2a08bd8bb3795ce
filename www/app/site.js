/** The author's site: a file of its configuration, by which posts are read, remembered by the browser until it is removed. */
import { parseData } from '../draft-pane.js';
import { forget, recall, remember } from './memory.js';
import { words } from './words.js';

const key = 'draftpane.site';
const files = /^(?:hugo|config|markup)\.(toml|ya?ml|json)$/i;

/** Whether a file is the configuration of a Hugo site, by its name. @param {string} name */
export const isSite = (name) => files.test(name);

/**
 * @param {object} parts
 * @param {import('../draft-pane.js').DraftPane} parts.pane
 * @param {HTMLElement} parts.button shows the name of the file, and removes it
 * @param {HTMLElement} parts.name
 * @param {import('./notices.js').Notices} parts.notices
 */
export function site({ pane, button, name, notices }) {
  /** @typedef {{ name: string, text: string }} Kept */
  /** @param {Kept | null} kept */
  function take(kept) {
    const configuration = kept && parse(kept);
    pane.options = { ...pane.options, site: configuration ?? undefined };
    name.textContent = kept?.name ?? '';
    button.hidden = !kept;
    if (kept) remember(key, JSON.stringify(kept));
    else forget(key);
  }

  button.addEventListener('click', () => {
    const before = recall(key);
    take(null);
    notices.show({
      id: 'site', text: words.site.removed, seconds: 12,
      actions: before ? [{ label: words.site.undo, run: () => take(JSON.parse(before)) }] : [],
    });
  });

  return {
    /** Reads posts by a file from now on. @param {File} file */
    async open(file) {
      try {
        await pane.ready;
        take({ name: file.name, text: await file.text() });
        notices.show({ id: 'site', text: words.site.opened(file.name), seconds: 12 });
      } catch (error) {
        notices.show({ id: 'site', tone: 'error', text: words.site.refused(file.name, /** @type {Error} */ (error).message) });
      }
    },
    /** Takes up what was remembered. */
    async resume() {
      const kept = recall(key);
      if (!kept) return;
      try {
        await pane.ready;
        take(JSON.parse(kept));
      } catch {
        forget(key);
      }
    },
  };
}

/** @param {{ name: string, text: string }} file */
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
