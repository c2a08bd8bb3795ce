/** A menu of all commands, group by group, made of them each time it is opened, so that it says what can be done now. */
import { nameOf, shownKey } from '../commands.js';
import { words } from '../words.js';

/** @typedef {import('../commands.js').Command} Command */
/** @typedef {import('../commands.js').Group} Group */

/**
 * @param {HTMLElement} menu a popover
 * @param {import('../commands.js').Commands} commands
 */
export function commandMenu(menu, commands) {
  const groups = /** @type {Group[]} */ (Object.keys(words.groups));
  menu.addEventListener('beforetoggle', (event) => {
    if (/** @type {ToggleEvent} */ (event).newState !== 'open') return;
    menu.replaceChildren(...groups.flatMap((group) => {
      const listed = commands.of(group);
      return listed.length > 0 ? [section(words.groups[group], listed.map((command) => menuItem(command, menu)))] : [];
    }));
  });
}

/**
 * @param {string} title
 * @param {HTMLElement[]} items
 */
function section(title, items) {
  const list = document.createElement('ul');
  list.className = 'menu-list menu-group';
  list.ariaLabel = title;
  const heading = document.createElement('li');
  heading.className = 'menu-heading';
  heading.ariaHidden = 'true';
  heading.textContent = title;
  list.append(heading, ...items);
  return list;
}

/**
 * @param {Command} command
 * @param {HTMLElement} menu
 */
export function menuItem(command, menu) {
  const row = document.createElement('li');
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'menu-item menu-command';
  button.dataset.command = command.id;
  if (command.isOn) button.ariaPressed = String(command.isOn());
  const name = document.createElement('span');
  name.textContent = nameOf(command);
  button.append(name);
  if (command.keys) {
    const key = document.createElement('kbd');
    key.textContent = shownKey(command.keys[0]);
    button.append(key);
  }
  button.addEventListener('click', () => {
    menu.hidePopover();
    command.run();
  });
  row.append(button);
  return row;
}
