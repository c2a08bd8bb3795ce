/** A menu of all commands, group by group, made of them each time it is opened, so that it says what can be done now. */
import { nameOf, shownKey } from '../commands.js';
import { words } from '../words.js';

/** @typedef {import('../commands.js').Command} Command */
/** @typedef {import('../commands.js').Group} Group */

/**
 * @param {HTMLElement} menu a popover
 * @param {import('../commands.js').Commands} commands
 * @param {() => void} back gives the focus to the text
 */
export function commandMenu(menu, commands, back) {
  const groups = /** @type {Group[]} */ (Object.keys(words.groups));
  menu.addEventListener('beforetoggle', (event) => {
    if (/** @type {ToggleEvent} */ (event).newState !== 'open') return;
    menu.replaceChildren(...groups.flatMap((group) => {
      const listed = commands.of(group);
      return listed.length > 0 ? [section(words.groups[group], listed.map((command) => menuItem(command, menu, back)))] : [];
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
 * @param {() => void} [back]
 */
export function menuItem(command, menu, back) {
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
  button.addEventListener('click', (event) => {
    menu.hidePopover();
    // With a mouse one comes from the text; a finger would bring up the keyboard of the screen.
    if (/** @type {PointerEvent} */ (event).pointerType === 'mouse') back?.();
    command.run();
  });
  row.append(button);
  return row;
}
