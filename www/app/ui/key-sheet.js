/** The sheet of all keys: a dialog made of the commands that have some. */
import { nameOf, shownKey } from '../commands.js';
import { sheet } from './sheet.js';
import { words } from '../words.js';

/** @typedef {import('../commands.js').Group} Group */

/**
 * @param {HTMLDialogElement} dialog
 * @param {import('../commands.js').Commands} commands
 */
export function keySheet(dialog, commands) {
  return {
    open: sheet(dialog, () => {
      const content = document.createElement('div');
      content.className = 'sheet-columns';
      content.tabIndex = 0;
      content.append(...(/** @type {Group[]} */ (Object.keys(words.groups))).flatMap((group) => table(group, commands)));
      return { title: words.keys.title, content };
    }),
  };
}

/**
 * @param {Group} group
 * @param {import('../commands.js').Commands} commands
 */
function table(group, commands) {
  const rows = commands.of(group).filter(({ keys }) => keys);
  if (rows.length === 0) return [];
  const section = document.createElement('section');
  const heading = document.createElement('h3');
  heading.textContent = words.groups[group];
  const list = document.createElement('dl');
  for (const command of rows) {
    const name = document.createElement('dt');
    name.textContent = nameOf(command);
    const keys = document.createElement('dd');
    keys.append(...(command.keys ?? []).flatMap((key, index) => {
      const element = document.createElement('kbd');
      element.textContent = shownKey(key);
      return index > 0 ? [' ', element] : [element];
    }));
    list.append(name, keys);
  }
  section.append(heading, list);
  return [section];
}
