/** All drafts as one ZIP file, and back. A draft with other files is a folder: its text, and these beside it. */
import { unzipSync, zipSync } from 'fflate';
import { newDraft } from './drafts.js';
import { fileName, toFile } from '../files/files.js';
import { mentions } from '../files/mentions.js';
import { openFile } from '../files/reading.js';

/** @typedef {import('./drafts.js').Drafts} Drafts */
/** @typedef {import('../files/pictures.js').Pictures} Pictures */

/** Bytes that are unpacked: a small file may hold a great deal more. */
const most = 500e6;
/** ZIP knows no earlier time. */
const earliest = Date.UTC(1980, 0, 2);
const post = /\.(?:md|markdown|mdown)$/i;
const picture = /\.(png|apng|jpe?g|gif|webp|avif|svg|bmp|ico|heic|heif|tiff?|jxl)$/i;
/** The types of pictures whose endings differ from them. @type {Record<string, string>} */
const types = { svg: 'svg+xml', jpg: 'jpeg', ico: 'x-icon', tif: 'tiff' };

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
    const given = (draft.name ?? fileName(draft.title)).replace(/^\.|[/\\:\0]/g, '-');
    // By its ending a draft is found again among the files beside it.
    const name = post.test(given) ? given : `${given}.md`;
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
 * Adds the drafts of a ZIP file, with the pictures in their folders and the other files there that their texts link to. Nothing is
 * overwritten, and a text that is among the drafts already is not added, but gets the files that it does not have.
 * @param {File} zip
 * @param {Drafts} store
 * @param {Pictures} pictures
 * @returns {Promise<{ added: number, known: number, refused: string[] }>} `refused`: names of posts that cannot be read
 */
export async function unpackDrafts(zip, store, pictures) {
  let room = most;
  const bytes = await bytesOf(zip);
  /** @param {(name: string) => boolean} isWanted */
  const unzipped = (isWanted) => unzipSync(bytes, {
    filter({ name, originalSize }) {
      if (name.endsWith('/') || /(?:^|\/)(?:\.|__MACOSX)/.test(name) || !isWanted(name)) return false;
      room -= originalSize;
      return room >= 0;
    },
  });
  const posts = unzipped((name) => post.test(name));
  const listed = new Set((await store.list()).map(({ id }) => id));
  const known = new Map([...await store.texts()].filter(([id]) => listed.has(id)).map(([id, text]) => [text, id]));
  const result = { added: 0, known: 0, refused: /** @type {string[]} */ ([]) };
  /** @type {(import('../files/reading.js').OpenedFile & { path: string, folder: string })[]} */
  const opened = [];
  // The first is the newest, and is to be the newest again.
  for (const path of Object.keys(posts).reverse()) {
    try {
      opened.push({ ...await openFile(fileOf(posts[path], path)), path, folder: path.replace(/[^/]*$/, '') });
    } catch {
      result.refused.push(path);
    }
  }
  /** @param {typeof opened[number]} of @param {string} path */
  const isBeside = ({ text, folder }, path) => folder !== '' && path.startsWith(folder) && !post.test(path)
    && (picture.test(path) || mentions(text, path.slice(folder.length).normalize()));
  const files = Object.entries(unzipped((path) => opened.some((each) => isBeside(each, path))));
  for (const each of opened) {
    const { text, name, bom, lineEnd, folder, path } = each;
    try {
      const own = files.filter(([other]) => isBeside(each, other)).map(([other, content]) => (
        { path: other.slice(folder.length), file: fileOf(content, other), isLinked: true }
      ));
      const same = known.get(text);
      if (same !== undefined) {
        const there = await pictures.filesOf(same);
        await pictures.add(same, own.filter(({ path }) => !there.has(path.normalize())));
        result.known++;
        continue;
      }
      const draft = newDraft({ name, bom, lineEnd, pictures: own.filter(({ path }) => picture.test(path)).map(({ path }) => path) });
      known.set(text, draft.id);
      await store.write(draft, text);
      await pictures.add(draft.id, own);
      result.added++;
    } catch {
      result.refused.push(path);
    }
  }
  return result;
}

/** @param {Uint8Array} bytes @param {string} path */
function fileOf(bytes, path) {
  const ending = picture.exec(path)?.[1].toLowerCase();
  const type = ending ? `image/${types[ending] ?? ending}` : post.test(path) ? 'text/markdown' : '';
  return new File([/** @type {Uint8Array<ArrayBuffer>} */ (bytes)], path.replace(/.*\//, ''), { type });
}

/** @param {Blob} blob */
const bytesOf = async (blob) => new Uint8Array(await blob.arrayBuffer());
