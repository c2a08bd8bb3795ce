/** Texts as they are stored when they may be many: long ones compressed. */
import { loneSurrogate } from '../../base/lone-surrogate.js';

/** @typedef {string | Uint8Array<ArrayBuffer>} Packed */

/** Characters from which on packing is worth its time. */
const least = 4096;

/** @param {string} text @returns {Promise<Packed>} */
export async function pack(text) {
  // Half a character has no bytes in UTF-8.
  if (text.length < least || !globalThis.CompressionStream || loneSurrogate(text) >= 0) return text;
  return new Uint8Array(await through(new Blob([text]), new CompressionStream('deflate')).arrayBuffer());
}

/** @param {unknown} packed @returns {Promise<string | null>} null where it is damaged */
export async function unpack(packed) {
  if (typeof packed === 'string') return packed;
  if (!(packed instanceof Uint8Array)) return null;
  const bytes = await through(new Blob([/** @type {Uint8Array<ArrayBuffer>} */ (packed)]), new DecompressionStream('deflate')).arrayBuffer().catch(() => null);
  return bytes && new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

/** Bytes that it takes, about. @param {Packed} packed */
export const sizeOf = (packed) => (typeof packed === 'string' ? 2 * packed.length : packed.length);

/** @param {Blob} blob @param {GenericTransformStream} stream */
const through = (blob, stream) => new Response(blob.stream().pipeThrough(/** @type {ReadableWritablePair} */ (stream)));
