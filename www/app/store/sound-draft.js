/** A draft as it was stored, made one that the page can work with: what is missing or of another kind gets its default. */

/** @typedef {import('../editor/editor.js').Place} Place */
/**
 * @typedef {object} Draft
 * @property {string} id
 * @property {number} version counts the writes of the text; 0 when it was never written
 * @property {string | null} name file name, null until it has one
 * @property {string} title the post's title, '' when it has none
 * @property {number} updated milliseconds since 1970
 * @property {boolean} bom a byte order mark goes before the text when it is saved
 * @property {'\n' | '\r\n' | '\r'} lineEnd what `\n` in the text is saved as
 * @property {string} encoding a label of the Encoding Standard: of its file
 * @property {Place | null} place
 * @property {string[]} pictures paths of its pictures, whose bytes picture-store.js has
 * @property {string | null} file what it was when it was last opened from a file or saved as one: a digest
 * @property {number | null} removed when its author removed it, which can be taken back for a while; null while it is there
 */

const lineEnds = ['\n', '\r\n', '\r'];

/**
 * @param {any} record
 * @returns {Draft | null} null for what is no draft at all
 */
export function sound(record) {
  if (typeof record?.id !== 'string' || record.id === '') return null;
  const { id, version, name, title, updated, bom, lineEnd, encoding, place, pictures, file, removed } = record;
  return {
    id,
    version: Number.isSafeInteger(version) && version >= 0 ? version : 0,
    name: typeof name === 'string' ? name : null,
    title: typeof title === 'string' ? title : '',
    updated: isDate(updated) ? updated : 0,
    bom: bom === true,
    lineEnd: lineEnds.includes(lineEnd) ? lineEnd : '\n',
    encoding: isEncoding(encoding) ? encoding : 'utf-8',
    place: isPlace(place) ? place : null,
    pictures: Array.isArray(pictures) ? pictures.filter((path) => typeof path === 'string') : [],
    file: typeof file === 'string' ? file : null,
    removed: isDate(removed) ? removed : null,
  };
}

/** @param {unknown} updated */
const isDate = (updated) => typeof updated === 'number' && !Number.isNaN(new Date(updated).getTime());

/** @param {unknown} label */
function isEncoding(label) {
  try {
    return typeof label === 'string' && new TextDecoder(label).encoding === label;
  } catch {
    return false;
  }
}

/** @param {any} place @returns {place is Place} */
export const isPlace = (place) => [place?.anchor, place?.head, place?.top].every((offset) => Number.isSafeInteger(offset) && offset >= 0)
  && Number.isFinite(place.past);
