/** The site's stylesheets in the sheet of settings: a list, and a field that adds one by its address. */
import { fetchStyles } from './fetched-styles.js';
import { sheets } from '../words/sheets.js';

/**
 * @param {object} parts
 * @param {import('./site-styles.js').SiteStyles} parts.styles
 * @param {(text: string, ...actions: [label: string, run: () => void][]) => HTMLElement} parts.note a line of text with buttons
 * @param {() => void} parts.again shows the settings again after the list changed
 */
export function styleSettings({ styles, note, again }) {
  const { settings: text, links } = sheets;
  const label = document.createElement('label');
  label.textContent = links.label;
  label.htmlFor = 'setting-style-address';
  const field = document.createElement('input');
  field.id = 'setting-style-address';
  field.type = 'url';
  field.inputMode = 'url';
  field.className = 'field';
  field.placeholder = 'https://example.org/style.css';
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'notice-action';
  button.textContent = links.add;
  const row = document.createElement('div');
  row.className = 'setting setting-link';
  row.append(label, field, button);
  const state = document.createElement('p');
  state.className = 'setting-note';
  state.role = 'status';
  state.id = 'setting-style-state';
  field.setAttribute('aria-describedby', state.id);

  /** @param {string} address */
  async function link(address) {
    button.disabled = true;
    field.ariaInvalid = null;
    state.textContent = links.loading;
    try {
      const isRemembered = styles.put([await fetchStyles(address)]);
      if (!row.isConnected) return;
      again();
      const now = document.getElementById(state.id);
      // A live region is read when its text changes, not with the region.
      setTimeout(() => now?.append(isRemembered ? links.added : `${links.added} ${links.notRemembered}`));
    } catch (error) {
      state.textContent = /** @type {Error} */ (error).message;
      field.ariaInvalid = 'true';
    } finally {
      button.disabled = false;
    }
  }

  const add = () => {
    const address = field.value.trim();
    if (address) link(address);
    else field.focus();
  };
  button.addEventListener('click', add);
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    add();
  });

  const list = styles.kept.map(({ name, url }) => {
    const file = name.replace(/^.*\/(?=.)/s, '');
    return note(name,
      ...url ? [/** @type {[string, () => void]} */ ([links.again(file), () => link(url)])] : [],
      [text.removeStyles(file), () => {
        styles.remove(name);
        again();
      }]);
  });
  return [note(list.length > 0 ? text.styles : text.noStyles), ...list, row, state];
}
