/** The drafts kept in this browser as a list to open them from. */
import { icon } from './icon.js';
import { locale, words } from './words.js';

/** @typedef {import('./drafts.js').Draft} Draft */

const when = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });

/**
 * @param {object} parts
 * @param {HTMLElement} parts.menu a popover
 * @param {HTMLElement} parts.list
 * @param {HTMLElement} parts.empty shown when there is none
 * @param {import('./session.js').Session} parts.session
 */
export function draftList({ menu, list, empty, session }) {
  async function fill() {
    const drafts = await session.list();
    list.replaceChildren(...drafts.map(row));
    empty.hidden = drafts.length > 0;
  }

  /** @param {Draft} draft */
  function row(draft) {
    const open = draft.id === session.draft.id;
    const item = document.createElement('li');
    item.className = 'draft';
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'menu-item draft-open';
    if (open) button.ariaCurrent = 'true';
    const title = document.createElement('span');
    title.className = 'draft-title';
    title.textContent = draft.title || draft.name || words.bar.untitled;
    const detail = document.createElement('span');
    detail.className = 'draft-detail';
    detail.textContent = [open ? words.drafts.openNow : when.format(draft.updated), draft.name].filter(Boolean).join(' · ');
    button.append(title, detail);
    button.addEventListener('click', () => {
      menu.hidePopover();
      if (!open) session.resume(draft.id);
    });
    item.append(button);
    if (!open) {
      const remove = document.createElement('button');
      remove.type = 'button';
      remove.className = 'draft-remove';
      remove.ariaLabel = words.drafts.remove(title.textContent);
      remove.append(icon('bin'));
      remove.addEventListener('click', async () => {
        await session.remove(draft.id);
        await fill();
        (list.querySelector('button') ?? menu.querySelector('button'))?.focus();
      });
      item.append(remove);
    }
    return item;
  }

  menu.addEventListener('beforetoggle', (event) => {
    if (/** @type {ToggleEvent} */ (event).newState === 'open') fill();
  });
}
