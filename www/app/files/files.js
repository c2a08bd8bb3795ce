/**
 * Between a file's bytes and the editor's text. The editor holds text without a byte order mark and with `\n` as the
 * line end; what a file had instead is remembered and put back, so that opening and saving changes no byte.
 */

/** @typedef {import('../store/sound-draft.js').Draft} Draft */
/**
 * @typedef {object} Found
 * @property {string} path its name, below the folder that it came in
 * @property {File} file
 * @property {boolean} [isLinked] whether the post that it came with links to it: then it is stored, whatever it is
 * @property {boolean} [isNameless] whether it has no name of its own, as a picture of the screen
 * @property {import('../store/disk-files.js').Handle} [handle] by which it can be saved
 * @property {FileSystemDirectoryHandle} [root] the folder that it came in, where the browser lets the page write there
 */

/** @param {Pick<Found, 'file'>} found */
export const isPicture = ({ file }) => file.type.startsWith('image/');

/** An encoding as people write its name. @param {string} encoding a label of the Encoding Standard */
export const encodingName = (encoding) => (/^(?:windows|macintosh|shift|big5)/.test(encoding) ? encoding[0].toUpperCase() + encoding.slice(1) : encoding.toUpperCase());

/**
 * The text as a file in UTF-8: line ends and byte order mark as the draft remembers them.
 * @param {string} text
 * @param {Pick<Draft, 'bom' | 'lineEnd'>} draft
 * @returns {Blob}
 */
export function toFile(text, { bom, lineEnd }) {
  const ended = lineEnd === '\n' ? text : text.replaceAll('\n', lineEnd);
  return new Blob(bom ? ['\ufeff', ended] : [ended], { type: 'text/markdown;charset=utf-8' });
}

/**
 * Hands a file to the browser's downloads.
 * @param {Blob} blob
 * @param {string} name
 */
export function download(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser reads the address after the click has been handled.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/**
 * @param {string} text
 * @param {number} offset
 * @returns {{ line: number, column: number }} counted from 1
 */
export function lineAndColumn(text, offset) {
  const lines = text.slice(0, offset).split(/\r\n?|\n/);
  return { line: lines.length, column: lines[lines.length - 1].length + 1 };
}

/**
 * @param {string} title a post's title
 * @returns {string} a file name for it
 */
export function fileName(title) {
  const slug = title.normalize('NFC').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '').slice(0, 60);
  return `${slug || 'untitled'}.md`;
}

/**
 * By which a text is known again; null where the browser cannot tell, in a page without https.
 * @param {string} text
 * @returns {Promise<string | null>}
 */
export async function digest(text) {
  const bytes = await globalThis.crypto.subtle?.digest('SHA-256', new TextEncoder().encode(text));
  return bytes ? [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('') : null;
}
