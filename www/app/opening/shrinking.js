/** The sheet that makes a picture smaller. The smaller one is a picture of its own, so that undoing the change of the text gives the old one. */
import { address, mentions, placesOf } from '../files/mentions.js';
import { canShrink, formats, shrink, sizeOf } from '../files/shrink.js';
import { endingOf, freeName } from '../files/picture-names.js';
import { keepPictures } from './adding.js';
import { sheet } from '../ui/sheet.js';
import { locale } from '../words.js';
import { sheets } from '../words/sheets.js';

/** Pixels that are enough for most posts. */
const usual = 1600;
const integer = new Intl.NumberFormat(locale);
const percent = new Intl.NumberFormat(locale, { style: 'percent', signDisplay: 'exceptZero' });
const kilobytes = (/** @type {number} */ bytes) => `${integer.format(Math.max(1, Math.round(bytes / 1000)))} kB`;

/**
 * @param {object} parts
 * @param {import('../drafts/session.js').Session} parts.session
 * @param {import('../editor/editor.js').Editor} parts.editor
 * @param {import('../files/pictures.js').Pictures} parts.pictures
 * @param {import('../ui/notices.js').Notices} parts.notices
 */
export async function openShrinking({ session, editor, pictures, notices }) {
  const { id } = session.draft;
  const files = new Map([...await pictures.filesOf(id)].filter(([, file]) => canShrink(file)));
  const dialog = document.createElement('dialog');
  dialog.className = 'sheet sheet-small';
  dialog.addEventListener('close', () => {
    dialog.remove();
    editor.view.focus();
  });
  document.body.append(dialog);

  const text = sheets.shrinking;
  const paths = [...files.keys()];
  const line = editor.view.state.doc.lineAt(editor.view.state.selection.main.head).text;
  const picture = select(paths, {}, paths.find((path) => mentions(line, path)) ?? paths[0]);
  const width = field('number', { min: '1', step: '1' });
  const format = select([...formats], { 'image/jpeg': 'JPEG', 'image/webp': 'WebP', 'image/png': 'PNG' }, formats[0]);
  const quality = field('range', { min: '10', max: '100', step: '5' });
  quality.value = '80';
  const sizes = document.createElement('p');
  sizes.className = 'setting-note';
  sizes.role = 'status';
  const run = document.createElement('button');
  Object.assign(run, { type: 'button', className: 'notice-action', textContent: text.run, disabled: true });
  /** @type {{ file: Blob, width: number, height: number } | null} */
  let old = null;
  /** @type {Awaited<ReturnType<typeof shrink>> | null} */
  let made = null;
  /** Counts the wishes, so that a late answer to an old one is dropped. */
  let turn = 0;

  async function choose() {
    const file = /** @type {File} */ (files.get(picture.value));
    const mine = ++turn;
    const size = await sizeOf(file).catch(() => null);
    if (mine !== turn) return;
    old = size && { file, ...size };
    width.max = String(size?.width ?? 1);
    width.value = String(Math.min(usual, size?.width ?? 1));
    format.value = formats.find((each) => each === file.type) ?? formats[0];
    await make();
  }

  async function make() {
    const mine = ++turn;
    made = null;
    run.disabled = true;
    quality.disabled = format.value === 'image/png';
    const wish = { width: Number(width.value), type: format.value, quality: Number(quality.value) / 100 };
    const isPossible = old && Number.isInteger(wish.width) && wish.width > 0 && wish.width <= old.width;
    const done = isPossible && old ? await shrink(old.file, wish).catch(() => null) : null;
    if (mine !== turn) return;
    made = done;
    run.disabled = !made;
    sizes.textContent = old && made ? text.sizes(
      text.size(integer.format(old.width), integer.format(old.height), kilobytes(old.file.size)),
      text.size(integer.format(made.width), integer.format(made.height), kilobytes(made.blob.size)),
      percent.format(made.blob.size / old.file.size - 1),
    ) : text.impossible;
  }

  async function take() {
    if (!made || session.draft.id !== id) return;
    const from = picture.value;
    const { blob, width: pixels } = made;
    const here = await pictures.filesOf(id);
    const to = freeName(`${from.replace(/\.\w+$/, '')}-${pixels}.${endingOf(blob.type)}`, (name) => here.has(name));
    const file = new File([blob], to.replace(/.*\//, ''), { type: blob.type });
    dialog.close();
    await keepPictures({ session, pictures }, id, [{ path: to, file }]);
    if (session.draft.id !== id) return;
    let renamed = editor.text;
    for (const place of placesOf(renamed, from).reverse()) renamed = renamed.slice(0, place.from) + address(to) + renamed.slice(place.to);
    editor.restore(renamed);
    notices.show({ id: 'shrunk', seconds: 12, text: text.done(from, to) });
  }

  picture.addEventListener('change', choose);
  for (const input of [width, format, quality]) input.addEventListener('change', make);
  run.addEventListener('click', take);
  sheet(dialog, () => {
    const content = document.createElement('div');
    content.className = 'settings';
    const buttons = document.createElement('div');
    buttons.className = 'ask-buttons';
    buttons.append(run);
    if (paths.length === 0) {
      sizes.textContent = text.none;
      content.append(sizes);
    } else content.append(row(text.picture, picture), row(text.width, width), row(text.format, format), row(text.quality, quality), sizes, buttons);
    return { title: text.title, content };
  })();
  if (paths.length > 0) await choose();
}

/** @param {string[]} values @param {Record<string, string>} names @param {string} chosen */
function select(values, names, chosen) {
  const made = document.createElement('select');
  made.className = 'field';
  made.append(...values.map((value) => new Option(names[value] ?? value, value)));
  made.value = chosen;
  return made;
}

/** @param {string} type @param {Partial<Record<'min' | 'max' | 'step', string>>} bounds */
function field(type, bounds) {
  const made = document.createElement('input');
  Object.assign(made, { type, ...bounds });
  if (type === 'number') made.className = 'field';
  return made;
}

/** @param {string} name @param {HTMLElement} control */
function row(name, control) {
  const label = document.createElement('label');
  label.className = 'shrink-row';
  label.append(name, control);
  return label;
}
