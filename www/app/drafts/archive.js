/** All drafts as one ZIP file, and back. A draft with other files is a folder: its text, and these beside it. */
import { unzipSync, zipSync } from 'fflate';
import { newDraft } from './drafts.js';
import { fileName, toFile } from '../files/files.js';
import { openFile } from '../files/reading.js';

/** @typedef {import('./drafts.js').Drafts} Drafts */
/** @typedef {import('../files/pictures.js').Pictures} Pictures */

/** Bytes that are unpacked: a small file may hold a great deal more. */
const most = 500e6;
/** ZIP knows no earlier time. */
const earliest = Date.UTC(1980, 0, 2);
const post = /\.(?:md|markdown|mdown)$/i;
const picture = /\.(png|jpe?g|gif|webp|avif|svg)$/i;

/**
 * @param {Drafts} store
 * @param {Pictures} pictures
 * @returns {Promise<{ file: Blob, count: number }>}
 */
export async function packDrafts(store, pictures) {
  const [drafts, texts] = await Promise.all([store.list(), store.texts()]);
  /** @type {import('fflate').Zippable} */
  const files = {};
  const taken = new Set();
  let count = 0;
  for (const draft of drafts) {
    const text = texts.get(draft.id);
    if (typeof text !== 'string') continue;
    const name = (draft.name ?? fileName(draft.title)).replace(/[/\\:\0]/g, '-');
    const own = new Map([...await pictures.filesOf(draft.id)].filter(([path]) => !post.test(path)));
    const [, base, ending] = /** @type {RegExpExecArray} */ (/^(.*?)(\.[^.]*)?$/s.exec(name));
    let free = base;
    for (let number = 2; taken.has(free.toLowerCase()); number++) free = `${base}-${number}`;
    taken.add(free.toLowerCase());
    const options = { mtime: Math.max(earliest, draft.updated) };
    files[own.size > 0 ? `${free}/${name}` : `${free}${ending ?? ''}`] = [await bytesOf(toFile(text, draft)), options];
    for (const [path, file] of own) files[`${free}/${path}`] = [await bytesOf(file), { ...options, level: 0 }];
    count++;
  }
  return { file: new Blob([zipSync(files)], { type: 'application/zip' }), count };
}

/**
 * Adds the drafts of a ZIP file. Nothing is overwritten, and a text that is among the drafts already is not added.
 * @param {File} zip
 * @param {Drafts} store
 * @param {Pictures} pictures
 * @returns {Promise<{ added: number, known: number, refused: string[] }>} `refused`: names of posts that cannot be read
 */
export async function unpackDrafts(zip, store, pictures) {
  let room = most;
  const files = unzipSync(await bytesOf(zip), {
    filter({ name, originalSize }) {
      if (/(?:^|\/)(?:\.|__MACOSX)/.test(name) || !(post.test(name) || picture.test(name))) return false;
      room -= originalSize;
      return room >= 0;
    },
  });
  const listed = new Set((await store.list()).map(({ id }) => id));
  const texts = new Set([...await store.texts()].filter(([id]) => listed.has(id)).map(([, text]) => text));
  const result = { added: 0, known: 0, refused: /** @type {string[]} */ ([]) };
  // The first is the newest, and is to be the newest again.
  for (const path of Object.keys(files).filter((path) => post.test(path)).reverse()) {
    const folder = path.replace(/[^/]*$/, '');
    try {
      const { text, name, bom, lineEnd } = await openFile(fileOf(files, path, path.slice(folder.length)));
      if (texts.has(text)) {
        result.known++;
        continue;
      }
      texts.add(text);
      const own = folder === '' ? [] : Object.keys(files).filter((other) => other.startsWith(folder) && picture.test(other))
        .map((other) => ({ path: other.slice(folder.length), file: fileOf(files, other, other.replace(/.*\//, '')) }));
      const draft = newDraft({ name, bom, lineEnd, pictures: own.map(({ path }) => path) });
      await store.write(draft, text);
      await pictures.add(draft.id, own);
      result.added++;
    } catch {
      result.refused.push(path);
    }
  }
  return result;
}

/**
 * @param {import('fflate').Unzipped} files
 * @param {string} path
 * @param {string} name
 */
function fileOf(files, path, name) {
  const ending = picture.exec(name)?.[1].toLowerCase();
  const type = ending ? `image/${{ svg: 'svg+xml', jpg: 'jpeg' }[ending] ?? ending}` : 'text/markdown';
  return new File([/** @type {Uint8Array<ArrayBuffer>} */ (files[path])], name, { type });
}

/** @param {Blob} blob */
const bytesOf = async (blob) => new Uint8Array(await blob.arrayBuffer());
