/** The author's archetypes: remembered in the browser, with their pictures, and made into new posts. */
import { ask } from '../ui/ask.js';
import { chooser } from './chooser.js';
import { fileName, isPicture } from '../files/files.js';
import { openFile } from '../files/reading.js';
import { fill } from '../files/template.js';
import { recall, remember as keep } from '../memory.js';
import { words } from '../words.js';
import { sheets } from '../words/sheets.js';

/** @typedef {import('../files/files.js').Found} Found */
/** @typedef {{ name: string, text: string, bom: boolean, lineEnd: '\n' | '\r\n' | '\r', isBundle: boolean }} Archetype */

/** Where pictures of an archetype are stored: beside those of drafts. @param {string} name */
const pictureId = (name) => `archetype:${name}`;

const lastKey = 'draftpane.archetype';

/** The archetype of `hugo new` for a site that has none. @type {Archetype} */
const builtin = {
  name: '', bom: false, lineEnd: '\n', isBundle: false,
  text: '---\ntitle: "{{ replace .Name "-" " " | title }}"\ndate: {{ .Date }}\ndraft: true\n---\n\n',
};

/**
 * @param {object} parts
 * @param {import('../drafts/session.js').Session} parts.session
 * @param {import('../editor/editor.js').Editor} parts.editor
 * @param {import('../files/pictures.js').Pictures} parts.pictures
 * @param {import('../ui/notices.js').Notices} parts.notices
 * @param {HTMLDialogElement} parts.question
 * @param {() => void} parts.leading called before the editor gets a new post
 */
export function archetypes({ session, editor, pictures, notices, question, leading }) {
  const database = async () => (await session.open()).database;
  /** @returns {Promise<Archetype[]>} by their names */
  const list = async () => (await (await database()).use((db) => db.getAll('archetypes'))).filter(isSound);

  /**
   * Remembers archetypes; one of the same name takes the place of another.
   * @param {Found[]} found files of a folder `archetypes`, or alone
   */
  async function remember(found) {
    const files = found.map(({ path, file }) => ({ path: path.replace(/^.*?(?:^|\/)archetypes\//, ''), file }));
    const texts = files.filter(({ path }) => /^[^/]+\.md$|^[^/]+\/index\.md$/i.test(path));
    const names = [];
    for (const { path, file } of texts) {
      const [folder, inFolder] = path.split('/');
      const name = folder.replace(/\.md$/i, '');
      try {
        const { text, bom, lineEnd } = await openFile(file);
        await (await database()).use((db) => db.put('archetypes', { name, text, bom, lineEnd, isBundle: inFolder !== undefined }));
        const own = inFolder ? files.filter((other) => other.path.startsWith(`${folder}/`) && isPicture(other)) : [];
        await pictures.remove(pictureId(name), [...(await pictures.filesOf(pictureId(name))).keys()]);
        await pictures.add(pictureId(name), own.map((other) => ({ path: other.path.slice(folder.length + 1), file: other.file })));
        names.push(name);
      } catch (error) {
        notices.show({ id: 'archetype', tone: 'error', text: words.files.refused(path, error instanceof Error ? error.message.replace(/\.$/, '') : String(error)) });
      }
    }
    if (names.length > 0) {
      keep(lastKey, names[0]);
      notices.show({ id: 'archetype', text: sheets.archetypes.added(names.length, quoted(names)), seconds: 8 });
    }
  }

  /** Asks for a title and an archetype, and opens the post that they make. */
  async function start() {
    /** @type {Archetype[]} */
    let known = [];
    const select = document.createElement('select');
    select.className = 'field';
    const remove = button(sheets.archetypes.remove, async () => {
      const name = select.value;
      await (await database()).use((db) => db.delete('archetypes', name));
      await pictures.remove(pictureId(name), [...(await pictures.filesOf(pictureId(name))).keys()]);
      await show();
      select.focus();
    });
    const add = button(sheets.archetypes.add, chooser({
      accept: '.md,text/markdown',
      async taken(found) {
        await remember(found);
        await show();
        select.focus();
      },
    }));
    const label = document.createElement('label');
    label.append(sheets.archetypes.label, select);
    const buttons = document.createElement('div');
    buttons.className = 'ask-buttons';
    buttons.append(remove, add);
    const more = document.createElement('div');
    more.className = 'ask';
    more.append(label, buttons);
    const show = async () => {
      known = await list().catch(() => []);
      select.replaceChildren(...[...known, builtin].map(({ name }) => new Option(name || sheets.archetypes.builtin, name)));
      const last = recall(lastKey);
      select.value = [last, 'default', known[0]?.name].find((name) => known.some((each) => each.name === name)) ?? '';
      remove.disabled = select.value === '';
    };
    select.addEventListener('change', () => {
      remove.disabled = select.value === '';
    });
    await show();
    const title = await ask(question, { question: sheets.archetypes.title, answer: sheets.archetypes.create, more });
    editor.view.focus();
    if (title === null) return;
    keep(lastKey, select.value);
    await create(known.find(({ name }) => name === select.value) ?? builtin, title);
  }

  /** @param {Archetype} archetype @param {string} title */
  async function create({ name, text: template, bom, lineEnd, isBundle }, title) {
    const file = fileName(title);
    const { text, verbatim } = fill(template, { name: file.replace(/\.md$/, ''), type: name || 'posts', title, now: new Date() });
    const id = crypto.randomUUID();
    const paths = name === '' ? [] : [...(await pictures.filesOf(pictureId(name))).keys()];
    if (paths.length > 0) await pictures.copy(pictureId(name), id);
    const place = { anchor: text.length, head: text.length, top: 0, past: 0 };
    await session.create({ id, name: isBundle ? 'index.md' : file, bom, lineEnd, pictures: paths, place }, text);
    if (session.draft.id !== id) return;
    session.touch();
    leading();
    editor.view.focus();
    if (verbatim.length > 0) notices.show({ id: 'archetype', text: sheets.archetypes.verbatim(verbatim.length, [...new Set(verbatim)].join(', ')) });
  }

  return { remember, start };
}

/** @param {string} text @param {() => void} run */
function button(text, run) {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'notice-action';
  made.textContent = text;
  made.addEventListener('click', run);
  return made;
}

/** @param {string[]} names */
const quoted = (names) => names.map((name) => `“${name}”`).join(', ');

/** @param {any} record @returns {record is Archetype} */
const isSound = (record) => typeof record?.name === 'string' && record.name !== '' && typeof record.text === 'string';
