/** The bar of tools above the text: one stop of Tab, arrow keys among its buttons, pressed where the caret is in such text. */
import { nameOf, shownKey } from '../commands.js';
import { icon } from './icon.js';
import { onceIdle } from '../idle.js';
import { menuItem } from './menu.js';
import { words } from '../words.js';

/** @typedef {import('../commands.js').Command} Command */

/** Its buttons, by the ids of commands, in groups. A list of ids is a menu. @type {(string | string[])[][]} */
const groups = [
  ['bold', 'italic', 'strike', 'code', 'link'],
  [['heading-1', 'heading-2', 'heading-3', 'heading-4', 'heading-5', 'heading-6', 'paragraph']],
  ['bullet-list', 'ordered-list', 'task-list', 'quote', 'code-block'],
  ['table', 'image'],
];
/** Shown while the caret is in a table. */
const tableTools = ['table-row-below', 'table-row-remove', 'table-column-after', 'table-column-remove', 'table-align-left', 'table-align-center', 'table-align-right'];

/**
 * @param {object} parts
 * @param {HTMLElement} parts.bar
 * @param {HTMLElement} parts.levels the menu of headings, a popover
 * @param {import('../commands.js').Commands} parts.commands
 * @param {import('../preferences.js').Preferences} parts.preferences
 * @returns {{ moved(): void, command: Command }} `moved` after the caret or the text has
 */
export function toolbar({ bar, levels, commands, preferences }) {
  /** @type {HTMLElement | null} */
  let ofTable = null;
  /** @type {Map<HTMLButtonElement, Command[]>} */
  const buttons = new Map();
  for (const group of [...groups, tableTools]) {
    const box = document.createElement('div');
    box.className = 'toolbar-group';
    for (const entry of group) {
      const button = typeof entry === 'string' ? tool(commands.get(entry)) : menu(levels, entry.map((id) => commands.get(id)));
      buttons.set(button, [entry].flat().filter((id) => id !== 'paragraph').map((id) => commands.get(id)));
      box.append(button);
    }
    bar.append(box);
    if (group === tableTools) ofTable = box;
  }
  const all = [...buttons.keys()];
  rove(bar, all);

  const press = onceIdle(() => {
    if (bar.hidden) return;
    if (ofTable) ofTable.hidden = !commands.get('table').isOn?.();
    for (const [button, listed] of buttons) {
      const known = listed.filter(({ isOn }) => isOn);
      if (known.length > 0) button.ariaPressed = String(known.some(({ isOn }) => isOn?.()));
    }
    // A hidden tool cannot be the one that Tab stops at.
    if (all.some((button) => button.tabIndex === 0 && button.closest('[hidden]'))) all.forEach((button, index) => (button.tabIndex = index === 0 ? 0 : -1));
  });
  preferences.watch('toolbar', (isShown) => {
    bar.hidden = !isShown;
    press();
  });
  return {
    moved: press,
    command: { id: 'toolbar', group: 'view', run: () => preferences.set('toolbar', !preferences.get('toolbar')), isOn: () => preferences.get('toolbar') },
  };
}

/** @param {string} name of the icon @param {string} title @param {string} [key] */
function plain(name, title, key) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'toolbar-button';
  button.ariaLabel = title;
  button.title = key ? `${title} (${shownKey(key)})` : title;
  button.append(icon(name));
  // The selection stays in sight while a tool is pressed.
  button.addEventListener('pointerdown', (event) => event.preventDefault());
  return button;
}

/** @param {Command} command */
function tool(command) {
  const button = plain(command.id, nameOf(command), command.keys?.[0]);
  button.dataset.tool = command.id;
  button.addEventListener('click', () => command.run());
  return button;
}

/** @param {HTMLElement} popover @param {Command[]} listed */
function menu(popover, listed) {
  const button = plain('heading', words.toolbar.heading);
  button.dataset.tool = 'heading';
  button.setAttribute('popovertarget', popover.id);
  popover.addEventListener('beforetoggle', (event) => {
    if (/** @type {ToggleEvent} */ (event).newState !== 'open') return;
    const { left, top, bottom } = button.getBoundingClientRect();
    popover.style.setProperty('left', `${Math.max(8, Math.min(left, innerWidth - 248))}px`);
    popover.style.setProperty('right', 'auto');
    const above = top > innerHeight / 2;
    popover.style.setProperty('top', above ? 'auto' : `${bottom + 4}px`);
    popover.style.setProperty('bottom', above ? `${innerHeight - top + 4}px` : 'auto');
    const list = document.createElement('ul');
    list.className = 'menu-list';
    list.append(...listed.map((command) => menuItem(command, popover)));
    popover.replaceChildren(list);
  });
  return button;
}

/**
 * Lets Tab stop at one button, and arrow keys, Home and End lead to the others.
 * @param {HTMLElement} bar
 * @param {HTMLButtonElement[]} all
 */
function rove(bar, all) {
  all.forEach((button, index) => {
    button.tabIndex = index === 0 ? 0 : -1;
    button.addEventListener('focus', () => {
      for (const each of all) each.tabIndex = each === button ? 0 : -1;
      button.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    });
  });
  bar.addEventListener('keydown', (event) => {
    const shown = all.filter((button) => !button.closest('[hidden]'));
    const at = shown.indexOf(/** @type {HTMLButtonElement} */ (event.target));
    if (at < 0) return;
    const forward = getComputedStyle(bar).direction === 'rtl' ? -1 : 1;
    const steps = { ArrowRight: at + forward, ArrowLeft: at - forward, Home: 0, End: shown.length - 1 };
    if (!Object.hasOwn(steps, event.key)) return;
    event.preventDefault();
    shown[(steps[/** @type {keyof typeof steps} */ (event.key)] + shown.length) % shown.length].focus();
  });
}
