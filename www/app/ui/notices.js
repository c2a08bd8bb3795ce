/**
 * Short messages, in a place of their own between the text and the bars below. One that asks for a decision, or tells of an
 * error, stays until it is answered. Escape closes the newest; one that asks for a decision is put aside, and the bar at the foot
 * of the page leads back to it.
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
  /**
   * @param {HTMLElement} list a live region
   * @param {HTMLButtonElement} button brings back what was put aside
   */
  constructor(list, button) {
    this.#list = list;
    this.#button = button;
    button.addEventListener('click', () => this.#bringBack());
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
      event.preventDefault();
      const asks = newest.querySelector('.notice-action') !== null;
      this.#remove(newest);
      if (asks) this.#aside.push(newest);
      this.#count();
    });
  }

  #list;
  #button;
  /** Those that ask for a decision and were closed by Escape. @type {Element[]} */
  #aside = [];
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
    for (const old of [...this.#list.children, ...this.#aside]) if (/** @type {HTMLElement} */ (old).dataset.id === id) this.#remove(old);
  }

  #bringBack() {
    const [first] = this.#aside;
    this.#list.append(...this.#aside.splice(0));
    this.#count();
    /** @type {HTMLElement | null | undefined} */ (first?.querySelector('.notice-action'))?.focus();
  }

  #count() {
    this.#button.hidden = this.#aside.length === 0;
    this.#button.textContent = words.notices.aside(this.#aside.length);
  }

  /** The focus in it goes on to the next notice, or back to where it was. @param {Element} item */
  #remove(item) {
    const hadFocus = item.contains(document.activeElement);
    const next = item.nextElementSibling ?? item.previousElementSibling;
    item.remove();
    this.#aside = this.#aside.filter((other) => other !== item);
    this.#count();
    if (!hadFocus) return;
    const target = /** @type {HTMLElement | null} */ (next?.querySelector('.notice-close')) ?? this.#before;
    target?.focus();
  }
}
