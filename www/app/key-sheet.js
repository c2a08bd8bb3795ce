/** The sheet of all keys: a dialog made of the commands that have some. */
import { nameOf, shownKey } from './commands.js';
import { icon } from './icon.js';
import { words } from './words.js';

/** @typedef {import('./commands.js').Group} Group */

/**
 * @param {HTMLDialogElement} dialog
 * @param {import('./commands.js').Commands} commands
 */
export function keySheet(dialog, commands) {
  // A click beside the sheet closes it.
  dialog.addEventListener('click', ({ target }) => {
    if (target === dialog) dialog.close();
  });
  return {
    open() {
      if (dialog.open) return;
      const title = document.createElement('h2');
      title.textContent = words.keys.title;
      const close = document.createElement('button');
      close.type = 'button';
      close.className = 'sheet-close';
      close.ariaLabel = words.keys.close;
      close.append(icon('close'));
      close.addEventListener('click', () => dialog.close());
      const lists = document.createElement('div');
      lists.className = 'sheet-columns';
      lists.tabIndex = 0;
      lists.append(...(/** @type {Group[]} */ (Object.keys(words.groups))).flatMap((group) => table(group, commands)));
      const body = document.createElement('div');
      body.className = 'sheet-body';
      body.append(title, close, lists);
      dialog.replaceChildren(body);
      dialog.showModal();
    },
  };
}

/**
 * @param {Group} group
 * @param {import('./commands.js').Commands} commands
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
