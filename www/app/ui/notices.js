/** Short messages over the page. One that asks for a decision, or tells of an error, stays until it is answered. */
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
  }

  #list;

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
        item.remove();
        run();
      });
      item.append(button);
    }
    const close = document.createElement('button');
    close.type = 'button';
    close.className = 'notice-close';
    close.ariaLabel = words.notices.dismiss;
    close.append(icon('close'));
    close.addEventListener('click', () => item.remove());
    item.append(close);
    item.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') item.remove();
    });
    this.#list.append(item);
    if (seconds) setTimeout(() => item.remove(), seconds * 1000);
  }

  /** Takes back what is no longer so. @param {string} id */
  dismiss(id) {
    for (const old of [...this.#list.children]) if (/** @type {HTMLElement} */ (old).dataset.id === id) old.remove();
  }
}
