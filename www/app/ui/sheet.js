/** A sheet: a dialog over the page with a title and a button that closes it. The focus returns to where it was. */
import { icon } from './icon.js';
import { words } from '../words.js';

/**
 * @param {HTMLDialogElement} dialog
 * @param {() => { title: string, content: HTMLElement }} fill made anew each time
 * @returns {() => void} opens it
 */
export function sheet(dialog, fill) {
  // A click beside the sheet closes it.
  dialog.addEventListener('click', ({ target }) => {
    if (target === dialog) dialog.close();
  });
  return () => {
    if (dialog.open) return;
    const { title, content } = fill();
    const heading = document.createElement('h2');
    heading.textContent = title;
    const close = document.createElement('button');
    close.type = 'button';
    close.className = 'sheet-close';
    close.ariaLabel = words.keys.close;
    close.append(icon('close'));
    close.addEventListener('click', () => dialog.close());
    const body = document.createElement('div');
    body.className = 'sheet-body';
    body.append(heading, close, content);
    dialog.replaceChildren(body);
    dialog.showModal();
  };
}
