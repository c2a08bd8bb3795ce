/** The sheet of settings: how posts are read, how the preview looks, and the page itself. A choice counts at once. */
import { forget, recall, remember } from '../memory.js';
import { lineLengths, textSizes } from './reader.js';
import { flavors, frontMatterModes, settings, valuesIn } from './reading.js';
import { sheet } from '../ui/sheet.js';
import { styleSettings } from './style-settings.js';
import { languageKey, languageNames, words } from '../words.js';
import { sheets } from '../words/sheets.js';

/** @typedef {import('../preferences.js').Name} Name */

/**
 * @param {object} parts
 * @param {HTMLDialogElement} parts.dialog
 * @param {import('../preferences.js').Preferences} parts.preferences
 * @param {import('./site.js').Site} parts.site
 * @param {import('./site-styles.js').SiteStyles} parts.styles
 * @param {() => Promise<unknown>} parts.save saves the draft, before the page is loaded again
 * @returns {{ open(): void }}
 */
export function settingsSheet({ dialog, preferences, site, styles, save }) {
  const text = sheets.settings;
  let count = 0;
  dialog.ariaLabel = text.title;

  const open = sheet(dialog, () => {
    count = 0;
    const content = document.createElement('div');
    content.className = 'settings';
    content.append(reading(), preview(), page());
    return { title: text.title, content };
  });

  /** Shows it again after one choice changed others. @param {string} focus the id of the control that keeps the focus */
  function again(focus) {
    dialog.querySelector('.settings')?.replaceChildren(reading(), preview(), page());
    (document.getElementById(focus) ?? /** @type {HTMLElement | null} */ (dialog.querySelector('select')))?.focus();
  }

  function reading() {
    const flavor = row(text.flavor, select('flavor', flavors, words.reading.flavors, () => again('setting-flavor')));
    if (!site.folder && preferences.get('flavor') !== 'hugo') return section(text.reading, [flavor, note(text.hugoOnly)]);
    const given = site.folder ?? site.file;
    if (!given) return section(text.reading, [flavor, ...settings.map((setting) => row(text[setting.name], control(setting), setting.key))]);
    const values = valuesIn(given.configuration);
    return section(text.reading, [
      ...site.folder ? [] : [flavor],
      note(text.byFile(given.name), ...site.folder ? [] : [/** @type {[string, () => void]} */ ([text.removeFile(given.name), () => {
        site.remove();
        again('setting-rawHtml');
      }])]),
      ...settings.map(({ name, key }) => {
        const value = document.createElement('output');
        value.textContent = values[name] || text.none;
        return row(text[name], value, key);
      }),
    ]);
  }

  /** @param {import('./reading.js').Setting} setting */
  function control({ name, choices }) {
    if (choices) return select(name, choices, name === 'formulas' ? text.formulaMarks : {});
    if (name !== 'timeZone') return checkbox(name);
    const zones = Intl.supportedValuesOf?.('timeZone') ?? [];
    return select(name, ['', ...new Set([preferences.get(name), ...zones])].filter((zone, at) => at === 0 || zone), { '': text.noTimeZone });
  }

  function preview() {
    return section(text.preview, [
      row(text.textSize, select('textSize', Object.keys(textSizes), text.textSizes)),
      row(text.lineLength, select('lineLength', Object.keys(lineLengths), text.lineLengths)),
      row(text.frontMatter, select('frontMatter', frontMatterModes, text.frontMatterModes)),
      ...styleSettings({ styles, note, again: () => again('setting-style-address') }),
    ]);
  }

  function page() {
    const language = choice('language', ['', ...Object.keys(languageNames)], { '': text.browserLanguage, ...languageNames }, recall(languageKey) ?? '', async (tag) => {
      if (tag) remember(languageKey, tag);
      else forget(languageKey);
      await save();
      location.reload();
    });
    return section(text.page, [
      row(text.language, language),
      row(words.commands.toolbar, checkbox('toolbar')),
      row(text.theme, select('theme', ['system', 'light', 'dark'], text.themes)),
    ]);
  }

  /**
   * @param {Name} name
   * @param {readonly string[]} values
   * @param {Record<string, string>} names
   * @param {() => void} [after]
   */
  function select(name, values, names, after = () => {}) {
    return choice(name, values, names, String(preferences.get(name)), (value) => {
      preferences.set(name, /** @type {any} */ (value));
      after();
    });
  }

  /** @param {Name} name of one that is on or off */
  function checkbox(name) {
    const box = document.createElement('input');
    box.type = 'checkbox';
    box.id = `setting-${name}`;
    box.checked = preferences.get(name) === true;
    box.addEventListener('change', () => preferences.set(name, box.checked));
    return box;
  }

  /**
   * @param {string} title
   * @param {HTMLElement[]} rows
   */
  function section(title, rows) {
    const element = document.createElement('section');
    const heading = document.createElement('h3');
    heading.textContent = title;
    element.append(heading, ...rows);
    return element;
  }

  /**
   * @param {string} name
   * @param {HTMLElement} value
   * @param {string} [key] that Hugo gives it
   */
  function row(name, value, key) {
    const element = document.createElement('div');
    element.className = 'setting';
    const label = document.createElement('label');
    value.id ||= `setting-value-${count++}`;
    label.htmlFor = value.id;
    label.textContent = name;
    element.append(label, value);
    if (key) {
      const code = document.createElement('code');
      code.className = 'setting-key';
      code.textContent = key;
      code.id = `${value.id}-key`;
      value.setAttribute('aria-describedby', code.id);
      element.append(code);
    }
    return element;
  }

  return { open };
}

/**
 * @param {string} name
 * @param {readonly string[]} values
 * @param {Record<string, string>} names
 * @param {string} value
 * @param {(value: string) => unknown} chosen
 */
function choice(name, values, names, value, chosen) {
  const select = document.createElement('select');
  select.id = `setting-${name}`;
  select.className = 'field';
  select.append(...values.map((each) => new Option(names[each] ?? each, each, false, each === value)));
  select.addEventListener('change', () => chosen(select.value));
  return select;
}

/**
 * A line of text, with buttons where there is something to do.
 * @param {string} text
 * @param {...[label: string, run: () => void]} actions
 */
function note(text, ...actions) {
  const element = document.createElement('p');
  element.className = 'setting-note';
  element.append(text);
  for (const [label, run] of actions) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'notice-action';
    button.textContent = label;
    button.addEventListener('click', run);
    element.append(' ', button);
  }
  return element;
}
