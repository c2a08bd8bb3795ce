/** New posts from the archetypes of a site, filled in as `hugo new` does, and written into its folder. */
import { folderOf, nameOf, within } from '../../base/paths.js';
import { fileName } from '../files/files.js';
import { freeName } from '../files/picture-names.js';
import { fill } from '../files/template.js';
import { ask } from '../ui/ask.js';
import { sheets } from '../words/sheets.js';
import { siteWords } from '../words/site.js';

/** @typedef {import('../../site.js').Site} Site */
/** @typedef {{ name: string, file: string, others: { file: string, rest: string }[] }} Archetype `others`: files beside that of a bundle; `file`: `''` for Hugo's own */
/** @typedef {{ path: string, files: Map<string, Blob>, verbatim: string[], end: number }} NewPost `verbatim`: actions that only Hugo can run; `end`: of its text */

/** The archetype of `hugo new` for a site that has none. */
const builtin = '---\ntitle: "{{ replace .Name "-" " " | title }}"\ndate: {{ .Date }}\ndraft: true\n---\n\n';

/** @param {Site} site @returns {Archetype[]} the site's own before those of its themes, by their names */
export function archetypesOf(site) {
  /** @type {Map<string, Archetype>} */
  const found = new Map();
  const all = site.files('archetypes');
  for (const { file, path } of all) {
    const [, bundle, single] = /^archetypes\/(?:([^/]+)\/index\.md|([^/]+)\.md)$/i.exec(path) ?? [];
    const name = bundle ?? single;
    if (name === undefined || found.has(name)) continue;
    const folder = folderOf(file);
    const others = bundle === undefined ? [] : all.flatMap((other) => {
      const rest = within(other.file, folder);
      return rest && other.file !== file ? [{ file: other.file, rest }] : [];
    });
    found.set(name, { name, file, others });
  }
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name));
}

/** The folders in which posts lie, and the root of the content. @param {Site} site @returns {string[]} */
export function foldersOf(site) {
  const folders = new Set();
  for (const { path } of site.posts) {
    const folder = folderOf(path);
    folders.add(/^index\./i.test(nameOf(path)) ? folderOf(folder) : folder);
  }
  const roots = site.files('content').map(({ file, path }) => file.slice(0, Math.max(0, file.length - path.length + 'content'.length)));
  for (const root of roots.length > 0 ? new Set(roots) : ['content']) folders.add(root);
  return [...folders].sort();
}

/**
 * Asks for a title, a folder and an archetype.
 * @param {HTMLDialogElement} question
 * @param {Site} site
 * @param {string} section the folder that is offered
 * @returns {Promise<{ title: string, folder: string, archetype: Archetype } | null>}
 */
export async function askForPost(question, site, section) {
  const known = [...archetypesOf(site), { name: '', file: '', others: [] }];
  const folders = foldersOf(site);
  const folder = select(folders, (name) => name);
  folder.value = folders.includes(section) ? section : folders.find((each) => each.includes('/')) ?? folders[0];
  const archetype = select(known.map(({ name }) => name), (name) => name || sheets.archetypes.builtin);
  const choose = () => {
    // As Hugo: that of the section's name, else the default.
    const names = folder.value.split('/');
    archetype.value = [...names.reverse(), 'default'].find((name) => name !== '' && known.some((each) => each.name === name)) ?? '';
  };
  choose();
  folder.addEventListener('change', choose);
  const more = document.createElement('div');
  more.className = 'ask';
  more.append(labelled(siteWords.create.folder, folder), labelled(sheets.archetypes.label, archetype));
  const title = await ask(question, { question: siteWords.create.title, answer: siteWords.create.create, more });
  if (title === null) return null;
  const chosen = known.find(({ name }) => name === archetype.value) ?? known[known.length - 1];
  return { title, folder: folder.value, archetype: chosen };
}

/**
 * The files of a new post.
 * @param {Site} site
 * @param {import('./folder.js').SiteFolder} folder of the site
 * @param {{ title: string, folder: string, archetype: Archetype }} wish
 * @returns {Promise<NewPost>}
 */
export async function newPost(site, folder, { title, folder: into, archetype }) {
  const isBundle = /\/index\.md$/i.test(archetype.file);
  const plain = fileName(title);
  const taken = new Set(site.files('content').map(({ file }) => file));
  const isTaken = (/** @type {string} */ name) => {
    const path = `${into}/${name.replace(/\.md$/, '')}`;
    return taken.has(`${path}.md`) || taken.has(`${path}/index.md`);
  };
  const file = freeName(plain, isTaken);
  const name = file.replace(/\.md$/, '');
  const type = (site.pathInHugo(`${into}/${file}`) ?? '').split('/').slice(1, -1)[0] ?? 'page';
  const template = archetype.file ? await site.text(archetype.file) : builtin;
  const { text, verbatim } = fill(template, { name, type, title, now: new Date() });
  const path = isBundle ? `${into}/${name}/index.md` : `${into}/${file}`;
  const files = new Map([[path, new Blob([text])]]);
  for (const { file: other, rest } of archetype.others) files.set(`${into}/${name}/${rest}`, (await folder.found(other)).file);
  return { path, files, verbatim, end: text.length };
}

/** @param {string[]} values @param {(value: string) => string} nameOfValue */
function select(values, nameOfValue) {
  const made = document.createElement('select');
  made.className = 'field';
  made.append(...values.map((value) => new Option(nameOfValue(value), value)));
  return made;
}

/** @param {string} text @param {HTMLElement} control */
function labelled(text, control) {
  const label = document.createElement('label');
  label.append(text, control);
  return label;
}
