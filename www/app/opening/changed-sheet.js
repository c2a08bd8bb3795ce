/** A sheet for a file that another program changed: the text here and that of the file, side by side, and the ways out. */
import { compare } from '../drafts/comparison.js';
import { sheet } from '../ui/sheet.js';
import { locale } from '../words.js';
import { disk } from '../words/disk.js';

/** @typedef {'mine' | 'theirs' | 'save-as'} Choice */

const integer = new Intl.NumberFormat(locale);

/**
 * @param {HTMLDialogElement} dialog
 * @param {{ name: string, mine: string, theirs: string }} texts
 * @returns {Promise<Choice | null>} null where the author decides later
 */
export function askAboutChange(dialog, { name, mine, theirs }) {
  /** @type {Choice | null} */
  let chosen = null;
  const summary = document.createElement('p');
  summary.className = 'version-summary';
  const head = document.createElement('div');
  head.className = 'version-head';
  head.append(summary);
  for (const [choice, label] of /** @type {[Choice, string][]} */ ([
    ['mine', disk.keepMine], ['theirs', disk.takeTheirs], ['save-as', disk.saveAs],
  ])) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'notice-action';
    button.textContent = label;
    button.addEventListener('click', () => {
      chosen = choice;
      dialog.close();
    });
    head.append(button);
  }
  const host = document.createElement('div');
  host.className = 'version-difference';
  const content = document.createElement('div');
  content.className = 'version-shown file-changed';
  content.append(head, host);
  dialog.ariaLabel = disk.changedTitle(name);
  sheet(dialog, () => ({ title: disk.changedTitle(name), content }))();
  const { differences, end } = compare(host, { text: mine, label: disk.mine }, { text: theirs, label: disk.theirs });
  summary.textContent = disk.differences(differences, integer.format(differences));
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      end();
      dialog.replaceChildren();
      resolve(chosen);
    }, { once: true });
  });
}
