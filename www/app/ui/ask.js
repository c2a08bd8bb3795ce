/** A small dialog that asks for one line of text. */
import { words } from '../words.js';

/**
 * @param {HTMLDialogElement} dialog
 * @param {{ question: string, answer: string, value?: string, more?: HTMLElement }} texts `answer`: of the button that takes it; `value`: an
 *   answer to begin with; `more`: what else can be chosen
 * @returns {Promise<string | null>} null where nothing was answered
 */
export function ask(dialog, { question, answer, value = '', more }) {
  const label = document.createElement('label');
  const input = document.createElement('input');
  input.className = 'field';
  input.maxLength = 100;
  input.value = value;
  label.append(question, input);
  const take = document.createElement('button');
  take.className = 'notice-action';
  take.textContent = answer;
  const cancel = document.createElement('button');
  cancel.className = 'notice-action';
  cancel.textContent = words.dialogs.cancel;
  for (const button of [take, cancel]) button.type = 'button';
  const buttons = document.createElement('div');
  buttons.className = 'ask-buttons';
  buttons.append(cancel, take);
  const body = document.createElement('div');
  body.className = 'ask';
  body.append(label, ...more ? [more] : [], buttons);
  dialog.replaceChildren(body);
  dialog.ariaLabel = question;
  return new Promise((resolve) => {
    let taken = false;
    const end = () => {
      taken = input.value.trim() !== '';
      if (taken) dialog.close();
      else input.focus();
    };
    take.addEventListener('click', end);
    cancel.addEventListener('click', () => dialog.close());
    input.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.isComposing) return;
      // The button that gets the focus back is not to be pressed by the same key.
      event.preventDefault();
      end();
    });
    dialog.addEventListener('close', () => resolve(taken ? input.value.trim() : null), { once: true });
    dialog.showModal();
    input.select();
  });
}
