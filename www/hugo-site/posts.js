/** The posts of a site, from their front matter alone. */
import { render } from '../engine.js';
import { folderOf, nameOf } from '../base/paths.js';
import { isParams } from './merge.js';

/** @typedef {import('./folder.js').Folder} Folder */
/** @typedef {import('./mounts.js').Mounts} Mounts */
/** @typedef {import('./mounts.js').Mounted} Mounted */
/** @typedef {import('./merge.js').Params} Params */
/**
 * @typedef {object} Post
 * @property {string} path of its file, from the site's root
 * @property {string} title that of its front matter; without one, the name of its file or folder
 * @property {string | null} date as it is written
 * @property {boolean} draft
 * @property {string} lang
 */
/** A post, and its front matter by names in small letters. @typedef {{ post: Post, data: Params }} Read */

/** Front matter is nearly always shorter. */
const piece = 16_384;
const atOnce = 32;

/**
 * @param {Folder} folder
 * @param {Mounts} mounts
 * @param {Params} config
 * @param {{ onprogress?: (done: number, all: number) => void, known?: Map<string, Read> }} [options] `known`: those that need not be read
 * @returns {Promise<Map<string, Read>>} by their paths, in their order
 */
export async function postsOf(folder, mounts, config, { onprogress, known = new Map() } = {}) {
  const mounted = mounts.filesOf('content').filter(({ path }) => /\.(?:md|mdown|markdown)$/i.test(path));
  // A language's folder may lie in the common one.
  const files = [...new Map(mounted.reverse().map((each) => [each.file, each])).values()];
  const bundles = new Set(files.filter(({ path }) => /^index\./i.test(nameOf(path))).map(({ path }) => folderOf(path)));
  // Markdown in the folder of a leaf bundle is a resource of that page.
  const pages = files.filter(({ path }) => /^index\./i.test(nameOf(path)) || !ancestors(path).some((each) => bundles.has(each)));
  /** @type {Read[]} */
  const posts = [];
  onprogress?.(0, pages.length);
  for (let at = 0; at < pages.length; at += atOnce) {
    const part = pages.slice(at, at + atOnce);
    posts.push(...await Promise.all(part.map((page) => known.get(page.file) ?? postAt(folder, page, config))));
    onprogress?.(posts.length, pages.length);
  }
  return new Map(posts.sort((a, b) => (a.post.path < b.post.path ? -1 : 1)).map((read) => [read.post.path, read]));
}

/** @param {string} path @returns {string[]} the folders around, down to that of the content */
function ancestors(path) {
  const names = path.split('/');
  return names.slice(1).map((_, at) => names.slice(0, at + 1).join('/'));
}

/** @param {Folder} folder @param {Mounted} page @param {Params} config @returns {Promise<Read>} */
async function postAt(folder, { file, path, lang }, config) {
  const data = await frontMatterOf(folder, file);
  const { date, title, draft } = data;
  const name = nameOf(path).replace(/\.[^.]*$/, '');
  const named = /^_?index(?:\.|$)/i.test(name) ? nameOf(folderOf(path)) : withoutLanguage(name, config);
  const post = {
    path: file,
    title: typeof title === 'string' && title !== '' ? title : named,
    date: date === undefined || date === null ? null : String(date),
    draft: draft === true || draft === 'true',
    lang: lang ?? languageOf(path, config),
  };
  return { post, data };
}

/** The fields of a post, by their names in small letters. @param {Folder} folder @param {string} file @returns {Promise<Params>} */
async function frontMatterOf(folder, file) {
  const { data } = render(await headAt(folder, file), { frontMatter: 'header' }).frontMatter;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key.toLowerCase(), value]));
}

/** @param {Folder} folder @param {string} file @returns {Promise<string>} the start of a post, with all of its front matter */
async function headAt(folder, file) {
  return headOf(await folder.text(file, piece)) ?? headOf(await folder.text(file)) ?? '';
}

/** A post without its body. @param {Folder} folder @param {string} file @returns {Promise<string>} */
export async function frontMatterText(folder, file) {
  const head = await headAt(folder, file);
  return head.slice(0, render(head, { frontMatter: 'header' }).frontMatter.to);
}

/** The front matter of a text, and little more: what follows need not be read. @param {string} text @returns {string | null} null where its end is not in sight */
function headOf(text) {
  const opener = /^\s*(---|\+\+\+|\{)/.exec(text)?.[1];
  if (opener === undefined) return '';
  // Braces may stand in strings, so a line with the last one is not looked for.
  if (opener === '{') return text.length < piece ? text : null;
  const end = new RegExp(`^${opener === '---' ? '---' : '\\+\\+\\+'}[ \\t]*$`, 'gm');
  end.lastIndex = text.indexOf(opener) + 3;
  const found = end.exec(text);
  return found ? `${text.slice(0, end.lastIndex)}\n` : null;
}

/** @param {Params} config @returns {Record<string, unknown>} the languages of the site by their keys, in small letters */
const languagesOf = (config) => (isParams(config.languages) ? config.languages : {});

/** @param {string} path @param {Params} config @returns {string} that of the file's name, `a.de.md`, or the site's main one */
function languageOf(path, config) {
  const named = /\.([^./]+)\.[^./]+$/.exec(nameOf(path))?.[1].toLowerCase();
  if (named !== undefined && Object.hasOwn(languagesOf(config), named)) return named;
  return typeof config.defaultcontentlanguage === 'string' ? config.defaultcontentlanguage.toLowerCase() : 'en';
}

/** @param {string} name without the ending @param {Params} config */
function withoutLanguage(name, config) {
  const at = name.lastIndexOf('.');
  return at > 0 && Object.hasOwn(languagesOf(config), name.slice(at + 1).toLowerCase()) ? name.slice(0, at) : name;
}

/** The language of a file, as {@link postsOf} says it. @param {Mounts} mounts @param {string} file @param {Params} config */
export function languageAt(mounts, file, config) {
  const seen = mounts.seen(file);
  return seen?.lang ?? languageOf(seen?.path ?? file, config);
}
