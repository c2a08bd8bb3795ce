/** The versions of the open draft: a list, each compared with the text now, to restore or to open as a copy. */
import { copyOf } from './drafts.js';
import { icon } from '../ui/icon.js';
import { locale, words } from '../words.js';
import { sheets } from '../words/sheets.js';

/** @typedef {import('../store/thinning.js').Version} Version */

const when = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
const integer = new Intl.NumberFormat(locale);
const signed = new Intl.NumberFormat(locale, { signDisplay: 'exceptZero' });

/**
 * @param {HTMLDialogElement} dialog
 * @param {object} parts
 * @param {import('./session.js').Session} parts.session
 * @param {import('../editor/editor.js').Editor} parts.editor
 * @param {import('../files/pictures.js').Pictures} parts.pictures
 * @param {(error: unknown) => void} parts.refused says why a version was not restored
 */
export function versionSheet(dialog, { session, editor, pictures, refused }) {
  dialog.ariaLabel = sheets.versions.title;
  /** Ends the comparison that is shown. */
  let end = () => {};
  /** The version that was chosen last, as others may take longer to be read. */
  let chosen = '';
  dialog.addEventListener('close', () => {
    end();
    end = () => {};
    dialog.replaceChildren();
  });
  dialog.addEventListener('click', ({ target }) => {
    if (target === dialog) dialog.close();
  });

  async function open() {
    if (dialog.open) return;
    await session.keep();
    const store = await session.open();
    const versions = await store.versions.list(session.draft.id);
    const now = editor.text;
    const count = session.countWords(now);
    const shown = make('div', 'version-shown');
    const list = make('ul', 'version-list menu-list');
    list.ariaLabel = sheets.versions.title;
    list.append(...versions.map((version) => {
      const button = make('button', 'menu-item');
      const reason = make('span', 'draft-title', version.name || sheets.versions.kinds[version.kind]);
      const size = version.count === null || count === null ? null : sheets.versions.size(version.count, integer.format(version.count), signed.format(version.count - count));
      button.append(reason, make('span', 'draft-detail', [when.format(version.at), size].filter(Boolean).join(' · ')));
      button.addEventListener('click', () => {
        for (const other of list.querySelectorAll('button')) other.ariaCurrent = other === button ? 'true' : null;
        show(version, shown, now);
      });
      const item = document.createElement('li');
      item.append(button);
      return item;
    }));
    list.addEventListener('keydown', (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      const buttons = [...list.querySelectorAll('button')];
      buttons[buttons.findIndex((button) => button === event.target) + step]?.focus();
    });
    const close = make('button', 'sheet-close');
    close.ariaLabel = words.keys.close;
    close.append(icon('close'));
    close.addEventListener('click', () => dialog.close());
    const body = make('div', 'sheet-body');
    const columns = make('div', 'versions');
    if (versions.length > 0) columns.append(list, shown);
    else columns.append(make('p', 'menu-empty', sheets.versions.none));
    body.append(make('h2', '', sheets.versions.title), close, columns);
    dialog.replaceChildren(body);
    dialog.showModal();
    const first = list.querySelector('button');
    first?.focus();
    first?.click();
  }

  /**
   * @param {Version} version
   * @param {HTMLElement} shown
   * @param {string} now
   */
  async function show(version, shown, now) {
    chosen = version.id;
    // The buttons are those of the version that was shown before.
    shown.inert = true;
    const [{ compare }, text] = await Promise.all([
      import('./comparison.js'), session.open().then((store) => store.versions.read(version.id)),
    ]).finally(() => (shown.inert = chosen !== version.id));
    if (!dialog.open || chosen !== version.id) return;
    end();
    end = () => {};
    if (text === null) {
      shown.replaceChildren(make('p', 'menu-empty', sheets.versions.unreadable));
      return;
    }
    const host = make('div', 'version-difference');
    const restore = make('button', 'notice-action', sheets.versions.restore);
    const copy = make('button', 'notice-action', sheets.versions.copy);
    restore.addEventListener('click', async () => {
      try {
        await session.keepVersion('restore');
        editor.restore(text);
      } catch (error) {
        refused(error);
      }
      dialog.close();
      editor.view.focus();
    });
    copy.addEventListener('click', async () => {
      dialog.close();
      const made = copyOf({ ...session.draft, place: null });
      await pictures.copy(session.draft.id, made.id);
      await session.create(made, text);
      session.touch();
    });
    const summary = make('p', 'version-summary');
    const head = make('div', 'version-head');
    head.append(summary, restore, copy);
    shown.replaceChildren(head, host);
    const { differences, end: destroy } = compare(host, { text, label: when.format(version.at) }, { text: now, label: sheets.versions.now });
    end = destroy;
    summary.textContent = sheets.versions.differences(differences, integer.format(differences));
    restore.disabled = differences === 0;
  }

  return { open };
}

/**
 * @template {keyof HTMLElementTagNameMap} N
 * @param {N} name
 * @param {string} className
 * @param {string} [text]
 */
function make(name, className, text = '') {
  const element = document.createElement(name);
  if (element instanceof HTMLButtonElement) element.type = 'button';
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}
