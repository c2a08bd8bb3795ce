/**
 * The drafts saved in this browser as a list: to open, search, rename, duplicate and remove them. Arrow keys go from draft to
 * draft and to what can be done with one, F2 renames, Delete removes.
 */
import { icon } from '../ui/icon.js';
import { locale, words } from '../words.js';

/** @typedef {import('./drafts.js').Draft} Draft */

const when = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
/** Rows that are made at once; more follow when they come near. */
const chunk = 60;
/** Characters of the text that are shown around what was searched for. */
const around = 30;

/** @param {Draft} draft */
const titleOf = (draft) => draft.title || draft.name || words.bar.untitled;

/**
 * @param {object} parts
 * @param {HTMLElement} parts.menu a popover, which scrolls
 * @param {HTMLInputElement} parts.search
 * @param {HTMLElement} parts.list
 * @param {HTMLElement} parts.empty shown when there is none
 * @param {import('./shelf.js').Shelf} parts.shelf
 * @param {() => void} parts.opened called when the list is opened
 */
export function draftList({ menu, search, list, empty, shelf, opened }) {
  /** @type {Draft[]} */
  let drafts = [];
  /** The texts in small letters, by the ids of drafts, once they were searched. @type {Promise<Map<string, string>> | null} */
  let texts = null;
  /** The drafts that are listed, each with the searched words as they stand in its text. @type {{ draft: Draft, excerpt: string }[]} */
  let found = [];
  let listed = 0;

  async function load() {
    drafts = await shelf.list().catch(() => []);
    texts = null;
    await filter();
  }

  async function filter() {
    const query = search.value.trim().toLowerCase();
    const all = query ? await (texts ??= lowered()) : new Map();
    if (query !== search.value.trim().toLowerCase()) return;
    found = drafts.flatMap((draft) => {
      const isNamed = `${draft.title}\n${draft.name ?? ''}`.toLowerCase().includes(query);
      const text = all.get(draft.id) ?? '';
      const at = isNamed ? -1 : text.indexOf(query);
      if (!isNamed && at < 0) return [];
      return [{ draft, excerpt: at < 0 ? '' : `…${text.slice(Math.max(0, at - around), at + query.length + around).trim()}…` }];
    });
    listed = 0;
    list.replaceChildren();
    more();
    empty.textContent = query ? words.drafts.none : words.drafts.empty;
    empty.hidden = found.length > 0;
    search.hidden = drafts.length === 0;
  }

  async function lowered() {
    const stored = await shelf.texts().catch(() => new Map());
    return new Map([...stored].filter(([, text]) => typeof text === 'string').map(([id, text]) => [id, text.toLowerCase()]));
  }

  function more() {
    list.append(...found.slice(listed, listed + chunk).map(row));
    listed = Math.min(found.length, listed + chunk);
    if (!list.querySelector('[tabindex="0"]')) reach(list.firstElementChild);
  }

  /** Makes one row the one that Tab comes to. @param {Element | null} chosen */
  function reach(chosen) {
    for (const button of list.querySelectorAll('[tabindex="0"]')) /** @type {HTMLElement} */ (button).tabIndex = -1;
    for (const button of chosen?.querySelectorAll('button') ?? []) button.tabIndex = 0;
  }

  /** @param {Element | null | undefined} item */
  const focus = (item) => /** @type {HTMLElement | null | undefined} */ (item?.querySelector('button'))?.focus();

  /** Lists again, with the focus where it was, or on the draft that is there now. @param {number} index */
  async function reload(index) {
    await load();
    while (index >= listed && listed < found.length) more();
    const item = list.children[Math.min(index, list.children.length - 1)];
    if (item) focus(item);
    else (search.hidden ? menu.querySelector('button') : search)?.focus();
  }

  /** @param {{ draft: Draft, excerpt: string }} entry */
  function row({ draft, excerpt }) {
    const isOpen = shelf.isOpen(draft.id);
    const item = document.createElement('li');
    item.className = 'draft';
    const title = part('draft-title', titleOf(draft));
    const detail = [isOpen ? words.drafts.openNow : when.format(draft.updated), excerpt || draft.name].filter(Boolean).join(' · ');
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'menu-item draft-open';
    button.tabIndex = -1;
    if (isOpen) button.ariaCurrent = 'true';
    button.append(title, part('draft-detail', detail));
    button.addEventListener('click', () => {
      menu.hidePopover();
      if (!isOpen) shelf.show(draft.id);
    });
    const index = () => [...list.children].indexOf(item);
    const remove = () => shelf.remove(draft).then(() => reload(index()));
    item.append(
      button,
      act('pencil', words.drafts.rename(titleOf(draft)), () => rename(item, draft)),
      act('copy', words.drafts.duplicate(titleOf(draft)), () => shelf.duplicate(draft).then(() => reload(0))),
      act('bin', words.drafts.remove(titleOf(draft)), remove),
    );
    item.addEventListener('focusin', () => reach(item));
    item.addEventListener('keydown', (event) => {
      if (event.target instanceof HTMLInputElement) return;
      if (event.key === 'F2') rename(item, draft);
      else if (event.key === 'Delete') remove();
      else return;
      event.preventDefault();
    });
    return item;
  }

  /** @param {HTMLElement} item @param {Draft} draft */
  function rename(item, draft) {
    const input = document.createElement('input');
    input.className = 'field draft-name';
    input.ariaLabel = words.drafts.rename(titleOf(draft));
    input.value = draft.name ?? '';
    const old = [...item.children];
    item.replaceChildren(input);
    input.focus();
    // The ending stays, as a rule.
    input.setSelectionRange(0, input.value.replace(/\.[^.]*$/, '').length);
    const index = [...list.children].indexOf(item);
    /** @param {boolean} isWanted */
    const end = (isWanted) => {
      input.removeEventListener('blur', leave);
      if (isWanted && input.value.trim() !== (draft.name ?? '')) shelf.rename(draft, input.value).then(() => reload(index));
      else {
        item.replaceChildren(...old);
        focus(item);
      }
    };
    const leave = () => end(true);
    input.addEventListener('blur', leave);
    input.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== 'Escape') return;
      // Escape ends renaming, not the list.
      event.preventDefault();
      event.stopPropagation();
      end(event.key === 'Enter');
    });
  }

  menu.addEventListener('keydown', (event) => {
    const { target, key } = event;
    if (!(target instanceof HTMLElement) || target.classList.contains('draft-name')) return;
    const item = target.closest('.draft');
    if (key === 'ArrowDown') {
      if (item && !item.nextElementSibling) more();
      focus(item ? item.nextElementSibling : list.firstElementChild);
    } else if (key === 'ArrowUp' && item) {
      if (item.previousElementSibling) focus(item.previousElementSibling);
      else search.focus();
    } else if (item && (key === 'ArrowRight' || key === 'ArrowLeft')) {
      const buttons = [...item.querySelectorAll('button')];
      buttons[buttons.findIndex((button) => button === target) + (key === 'ArrowRight' ? 1 : -1)]?.focus();
    } else if (item && key === 'Home') focus(list.firstElementChild);
    else if (item && key === 'End') {
      while (listed < found.length) more();
      focus(list.lastElementChild);
    } else return;
    event.preventDefault();
  });
  menu.addEventListener('scroll', () => {
    if (menu.scrollTop + 2 * menu.clientHeight > menu.scrollHeight && listed < found.length) more();
  });
  search.addEventListener('input', filter);
  search.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') list.querySelector('button')?.click();
  });
  menu.addEventListener('beforetoggle', (event) => {
    if (/** @type {ToggleEvent} */ (event).newState === 'closed') search.value = '';
  });

  return {
    /** Lists what there is now. */
    open() {
      load();
      opened();
    },
  };
}

/** @param {string} className @param {string} text */
function part(className, text) {
  const span = document.createElement('span');
  span.className = className;
  span.textContent = text;
  return span;
}

/** @param {string} image @param {string} label @param {() => void} run */
function act(image, label, run) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'draft-act';
  button.tabIndex = -1;
  button.ariaLabel = label;
  button.title = label;
  button.append(icon(image));
  button.addEventListener('click', run);
  return button;
}
