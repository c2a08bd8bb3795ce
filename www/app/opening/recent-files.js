/** The files that were opened or saved last, to open again. */
import { isAllowed } from './in-place.js';
import { sheet } from '../ui/sheet.js';
import { locale } from '../words.js';
import { disk } from '../words/disk.js';

/** @typedef {import('../files/files.js').Found} Found */

const when = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
/** The largest number of files that are listed. */
const most = 20;

/**
 * @param {HTMLDialogElement} dialog
 * @param {object} parts
 * @param {import('../store/disk-files.js').DiskFile[]} parts.files
 * @param {(found: Found[]) => unknown} parts.take opens files
 * @param {import('../ui/notices.js').Notices} parts.notices
 */
export function showRecentFiles(dialog, { files, take, notices }) {
  const content = document.createElement('ul');
  content.className = 'menu-list recent-files';
  content.append(...files.slice(0, most).map(({ handle, at }) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'menu-item';
    for (const [className, text] of [['draft-title', handle.name], ['draft-detail', when.format(at)]]) {
      const part = document.createElement('span');
      part.className = className;
      part.textContent = text;
      button.append(part);
    }
    button.addEventListener('click', async () => {
      dialog.close();
      try {
        if (await isAllowed(handle, 'read')) await take([{ path: handle.name, file: await handle.getFile(), handle }]);
        else notices.show({ id: 'disk', tone: 'error', text: disk.notReadable(handle.name) });
      } catch {
        notices.show({ id: 'disk', tone: 'error', text: disk.gone(handle.name) });
      }
    });
    const item = document.createElement('li');
    item.append(button);
    return item;
  }));
  if (files.length === 0) {
    const none = document.createElement('li');
    none.className = 'menu-empty';
    none.textContent = disk.noRecent;
    content.append(none);
  }
  dialog.ariaLabel = disk.recent;
  sheet(dialog, () => ({ title: disk.recent, content }))();
  content.querySelector('button')?.focus();
}
