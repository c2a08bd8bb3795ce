/** Pictures that come into the open post: named, stored with its draft, and linked where the text does not have them yet. */
import { address, mentions } from '../files/mentions.js';
import { freeName, nameAfter, pictureName } from '../files/picture-names.js';

/** @typedef {import('../files/files.js').Found} Found */
/** @typedef {import('../editor/editor.js').Held} Held */
/** @typedef {Found & { old: string }} Changed `old`: the path of the picture whose place it does not take by itself */
/** @typedef {{ added: Found[], changed: Changed[], isStored: boolean }} Added `added`: by the paths that they have now; `changed`: whose names the text has for other pictures */

/** @type {Promise<unknown>} one after the other: pictures that come while others are read would take the same names */
let turn = Promise.resolve();

/**
 * @param {object} parts
 * @param {import('../drafts/session.js').Session} parts.session
 * @param {import('../editor/editor.js').Editor} parts.editor
 * @param {import('../files/pictures.js').Pictures} parts.pictures
 * @param {Found[]} found
 * @param {Held} place where they go, in the draft that is given them
 * @returns {Promise<Added>}
 */
export function addPictures(parts, found, place) {
  const added = turn.then(() => add(parts, found, place));
  turn = added.catch(() => {});
  return added;
}

/** @type {typeof addPictures} */
async function add({ session, editor, pictures }, found, place) {
  const id = place.draft;
  const here = new Map(await pictures.filesOf(id));
  const isOpen = session.draft.id === id;
  const title = isOpen ? session.draft.title : '';
  const text = isOpen ? editor.text : '';
  const onDisk = await pictures.namesInFolder(id);
  const isTaken = (/** @type {string} */ name) => here.has(name) || onDisk.has(name);
  /** @type {Found[]} */
  const added = [];
  /** @type {Changed[]} */
  const changed = [];
  /** @type {string[]} */
  const linked = [];
  for (const { path, file, isNameless } of found) {
    const name = path.normalize();
    const isNamed = mentions(text, name);
    // Those of a folder keep their paths: the text has them, or will have them; and so do those whose names it has.
    const keepsName = path.includes('/') || isNamed;
    const equal = await equalOf(file, here, keepsName ? [name] : [...here.keys()]);
    let own = equal ?? name;
    if (!path.includes('/') && !equal) {
      const slug = pictureName(file);
      if (isNameless) own = nameAfter(title, file.type, isTaken);
      else if (!isNamed || isTaken(name)) own = freeName(slug, isTaken);
      if (isNamed && isTaken(name)) changed.push({ path: own, file, old: name });
    }
    here.set(own, file);
    added.push({ path: own, file });
    // One that comes alone was meant for this place; among others it may come along. Equal ones are one file, each with a link.
    if (!path.includes('/') && (found.length === 1 && equal || !mentions(text, own))) linked.push(own);
  }
  const isStored = await keepPictures({ session, pictures }, id, added);
  if (linked.length > 0 && session.draft.id === id) link(editor, linked, place);
  return { added, changed, isStored };
}

/**
 * Pictures take the places of those of the same names after all, and not places of their own.
 * @param {object} parts
 * @param {import('../drafts/session.js').Session} parts.session
 * @param {import('../editor/editor.js').Editor} parts.editor
 * @param {import('../files/pictures.js').Pictures} parts.pictures
 * @param {string} id of the draft
 * @param {Changed[]} changed
 */
export async function replacePictures({ session, editor, pictures }, id, changed) {
  await keepPictures({ session, pictures }, id, changed.map(({ old, file }) => ({ path: old, file })));
  if (session.draft.id !== id) return;
  // A link that was written further stays, with its picture.
  const unwanted = changed.map(({ path }) => path).filter((path) => editor.text.includes(`![](${address(path)})`));
  editor.restore(unwanted.reduce((text, path) => text.replace(`![](${address(path)})`, ''), editor.text));
  await pictures.remove(id, unwanted);
  session.describe({ pictures: session.draft.pictures.filter((path) => !unwanted.includes(path)) });
  session.touch();
}

/**
 * Stores pictures at the paths that they have.
 * @param {object} parts
 * @param {import('../drafts/session.js').Session} parts.session
 * @param {import('../files/pictures.js').Pictures} parts.pictures
 * @param {string} id of the draft
 * @param {Found[]} found
 */
export function keepPictures({ session, pictures }, id, found) {
  if (session.draft.id === id) {
    session.describe({ pictures: [...new Set([...session.draft.pictures, ...found.map(({ path }) => path)])] });
    session.touch();
  }
  return pictures.add(id, found, true);
}

/**
 * Links pictures at a place, with the cursor in the description of the first unless the writer is elsewhere by now.
 * @param {import('../editor/editor.js').Editor} editor
 * @param {string[]} paths
 * @param {Held} place
 */
function link(editor, paths, place) {
  const { state } = editor.view;
  const { from, to, isLeft } = place;
  const addresses = paths.map(address);
  const matter = /^(---|\+\+\+)[ \t]*\n(?:.*\n)*?\1[ \t]*(?:\n|$)/.exec(editor.text)?.[0].length ?? 0;
  const at = (/** @type {number} */ offset) => ({ from: offset, to: offset, isLeft });
  if (from < matter) {
    const line = state.doc.lineAt(from);
    // Such a key takes the path itself.
    if (/image|cover|thumbnail|photo/i.test(line.text)) editor.insert(paths.join(', '), at(from));
    else insert(editor, `${/\n\s*\n$/.test(editor.text) ? '' : '\n'}`, addresses, '', at(state.doc.length));
    return;
  }
  const selected = state.sliceDoc(from, to);
  const within = selected === '' && state.sliceDoc(from - 2, from) === '![' ? /^\]\([^()\n]*\)/.exec(state.sliceDoc(to, to + 1000)) : null;
  // Within the description of the picture before, where the cursor waits, it would not be shown.
  if (within) insert(editor, '\n\n', addresses, '', at(to + within[0].length));
  else if (selected.includes('\n')) insert(editor, '', addresses, '', at(to));
  else insert(editor, '', addresses, selected.replace(/[[\]]/g, '\\$&'), place);
}

/**
 * @param {import('../editor/editor.js').Editor} editor
 * @param {string} before
 * @param {string[]} addresses
 * @param {string} description of the first
 * @param {Pick<Held, 'from' | 'to' | 'isLeft'>} place
 */
function insert(editor, before, addresses, description, place) {
  const [first, ...more] = addresses;
  const head = `${before}![${description}`;
  editor.insert(`${head}](${first})${more.map((other) => `\n\n![](${other})`).join('')}`, place, head.length);
}

/**
 * The path of a file with the same bytes.
 * @param {Blob} file
 * @param {ReadonlyMap<string, Blob>} here
 * @param {string[]} paths those that count
 */
async function equalOf(file, here, paths) {
  for (const path of paths) {
    const other = here.get(path);
    if (other?.size !== file.size || other.type !== file.type) continue;
    const [one, two] = await Promise.all([file, other].map(async (blob) => new Uint8Array(await blob.arrayBuffer())));
    if (one.every((byte, index) => byte === two[index])) return path;
  }
  return null;
}
