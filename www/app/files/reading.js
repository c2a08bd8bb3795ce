/** Reading a file: its encoding, its line ends and what is odd in it. Loaded with the first file that is opened. */
import { locale } from '../words.js';
import { sheets } from '../words/sheets.js';
import { encodingName, lineAndColumn } from './files.js';

/** @typedef {import('../store/sound-draft.js').Draft} Draft */
/** @typedef {{ name: string, text: string, bom: boolean, lineEnd: Draft['lineEnd'], encoding: string, remarks: string[] }} OpenedFile */

/** Bytes of the largest file that is opened. */
const largest = 64 * 1024 * 1024;
const integer = new Intl.NumberFormat(locale);

/** A file's bytes are not UTF-8. The message says where; `encodings` is what they may be read as instead, the likeliest first. */
export class NotUtf8 extends Error {
  /**
   * @param {string} name
   * @param {Uint8Array} bytes
   * @param {boolean} wide whether they look like UTF-16
   */
  constructor(name, bytes, wide) {
    const { offset, line, column } = firstBadByte(bytes);
    const byte = (bytes[offset] ?? 0).toString(16).toUpperCase().padStart(2, '0');
    super(wide
      ? sheets.files.wide(name)
      : sheets.files.notUtf8(name, { offset: integer.format(offset), byte, line: integer.format(line), column: integer.format(column) }));
    this.encodings = import('./encodings.js').then(({ guess }) => guess(bytes));
  }
}

/**
 * Reads a file without changing a character of it.
 * @param {File} file
 * @param {string} [encoding] a label of the Encoding Standard
 * @returns {Promise<OpenedFile>}
 * @throws {NotUtf8} when it is not UTF-8 and no other encoding was named
 */
export async function openFile(file, encoding = 'utf-8') {
  if (file.size > largest) {
    throw new Error(sheets.files.tooLarge(integer.format(Math.ceil(file.size / 2 ** 20)), largest / 2 ** 20));
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (encoding === 'utf-8' && isWide(bytes)) throw new NotUtf8(file.name, bytes, true);
  let decoded;
  try {
    decoded = new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (encoding === 'utf-8') throw new NotUtf8(file.name, bytes, false);
    throw error;
  }
  const bom = decoded.startsWith('\ufeff');
  const { text, lineEnd, mixed } = unifyLineEnds(bom ? decoded.slice(1) : decoded);
  const found = remarks(text, { bom: bom && encoding === 'utf-8', mixed });
  if (encoding === 'utf-8') return { name: file.name, text, bom, lineEnd, encoding, remarks: found };
  const { encode, isWritable } = await import('./encoder.js');
  if (!isWritable(encoding)) return { name: file.name, text, bom: false, lineEnd, encoding: 'utf-8', remarks: [sheets.files.savedAsUtf8, ...found] };
  const isExact = isEqual(encode(decoded, encoding).bytes, bytes);
  found.unshift(isExact ? sheets.files.savedAlike(encodingName(encoding)) : sheets.files.savedNearly(encodingName(encoding)));
  return { name: file.name, text, bom, lineEnd, encoding, remarks: found };
}

/** @param {Uint8Array} one @param {Uint8Array} other */
const isEqual = (one, other) => one.length === other.length && one.every((byte, index) => byte === other[index]);

/**
 * @param {string} decoded
 * @returns {{ text: string, lineEnd: Draft['lineEnd'], mixed: boolean }} a mixture is left as it is
 */
function unifyLineEnds(decoded) {
  const crlf = decoded.match(/\r\n/g)?.length ?? 0;
  const cr = (decoded.match(/\r/g)?.length ?? 0) - crlf;
  const lf = (decoded.match(/\n/g)?.length ?? 0) - crlf;
  if (crlf + cr === 0) return { text: decoded, lineEnd: '\n', mixed: false };
  if (cr + lf === 0) return { text: decoded.replaceAll('\r\n', '\n'), lineEnd: '\r\n', mixed: false };
  if (crlf + lf === 0) return { text: decoded.replaceAll('\r', '\n'), lineEnd: '\r', mixed: false };
  return { text: decoded, lineEnd: '\n', mixed: true };
}

/**
 * A note for the writer about a file that is not plain.
 * @param {string} text
 * @param {{ bom: boolean, mixed: boolean }} has
 */
function remarks(text, { bom, mixed }) {
  const found = [];
  if (bom) found.push(sheets.files.mark);
  if (mixed) found.push(sheets.files.mixed);
  const nul = text.indexOf('\0');
  if (nul >= 0) {
    const { line, column } = lineAndColumn(text, nul);
    found.push(sheets.files.nul(integer.format(line), integer.format(column)));
  }
  return found;
}

/**
 * Whether bytes are UTF-16 without a mark: in most scripts half of many of its bytes are zero, and in UTF-8 hardly ever one is.
 * @param {Uint8Array} bytes
 */
function isWide(bytes) {
  if (bytes.length < 4 || bytes.length % 2 === 1) return false;
  const zeros = [0, 0];
  for (let at = 0; at < Math.min(bytes.length, 4096); at++) if (bytes[at] === 0) zeros[at % 2]++;
  const most = Math.max(...zeros);
  return Math.min(...zeros) === 0 && most * 5 > Math.min(bytes.length, 4096);
}

/**
 * A decoder does not say where it stopped. The bytes before the first bad one are the longest beginning it accepts.
 * @param {Uint8Array} bytes not UTF-8
 */
function firstBadByte(bytes) {
  // `stream` lets a beginning end inside a character.
  const decode = (/** @type {number} */ size) => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.subarray(0, size), { stream: true });
  let accepted = 0;
  let refused = bytes.length + 1;
  while (refused - accepted > 1) {
    const size = (accepted + refused) >> 1;
    try {
      decode(size);
      accepted = size;
    } catch {
      refused = size;
    }
  }
  const text = decode(accepted);
  return { offset: new TextEncoder().encode(text).length, ...lineAndColumn(text, text.length) };
}
