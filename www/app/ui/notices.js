/**
 * Short messages, in a place of their own between the text and the bars below. One that asks for a decision, or tells of an
 * error, stays until it is answered. Escape closes the newest; in a text only one that asks for nothing, as Escape and Tab
 * lead from there to the others.
 */
import { icon } from './icon.js';
import { words } from '../words.js';

/**
 * @typedef {object} Notice
 * @property {string} text
 * @property {'info' | 'warning' | 'error'} [tone] default `info`
 * @property {string} [id] replaces the notice with the same id
 * @property {{ label: string, run: () => void }[]} [actions]
 * @property {number} [seconds] goes away by itself after so long
 */

export class Notices {
  /** @param {HTMLElement} list a live region */
  constructor(list) {
    this.#list = list;
    window.addEventListener('focusout', (event) => {
      // Also within the editor and the preview.
      const [left] = event.composedPath();
      if (left instanceof HTMLElement && !list.contains(left)) this.#before = left;
    });
    window.addEventListener('keydown', (event) => {
      const newest = list.lastElementChild;
      if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing || !newest) return;
      // Escape is of the menu or the dialog that is open.
      if (document.querySelector('dialog[open], :popover-open')) return;
      const [target] = event.composedPath();
      const isInText = target instanceof HTMLElement && target.isContentEditable;
      if (isInText && newest.querySelector('.notice-action')) return;
      event.preventDefault();
      this.#remove(newest);
    });
  }

  #list;
  /** Where the focus was last outside of the notices. @type {HTMLElement | null} */
  #before = null;

  /** @param {Notice} notice */
  show({ text, tone = 'info', id, actions = [], seconds }) {
    const item = document.createElement('div');
    item.className = `notice notice-${tone}`;
    if (id) {
      this.dismiss(id);
      item.dataset.id = id;
    }
    const message = document.createElement('p');
    message.textContent = text;
    item.append(icon(tone), message);
    for (const { label, run } of actions) {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'notice-action';
      button.textContent = label;
      button.addEventListener('click', () => {
        this.#remove(item);
        run();
      });
      item.append(button);
    }
    const close = document.createElement('button');
    close.type = 'button';
    close.className = 'notice-close';
    close.ariaLabel = words.notices.dismiss;
    close.append(icon('close'));
    close.addEventListener('click', () => this.#remove(item));
    item.append(close);
    this.#list.append(item);
    item.scrollIntoView({ block: 'nearest' });
    if (seconds) setTimeout(() => this.#remove(item), seconds * 1000);
  }

  /** Takes back what is no longer so. @param {string} id */
  dismiss(id) {
    for (const old of [...this.#list.children]) if (/** @type {HTMLElement} */ (old).dataset.id === id) this.#remove(old);
  }

  /** The focus in it goes on to the next notice, or back to where it was. @param {Element} item */
  #remove(item) {
    const hadFocus = item.contains(document.activeElement);
    const next = item.nextElementSibling ?? item.previousElementSibling;
    item.remove();
    if (!hadFocus) return;
    const target = /** @type {HTMLElement | null} */ (next?.querySelector('.notice-close')) ?? this.#before;
    target?.focus();
  }
}
