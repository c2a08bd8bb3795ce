/**
 * The wasm as text, for where no file can be served beside a module.
 *
 * @module
 */

/**
 * @param {string} packed by gzip, in base64
 * @returns {Promise<ArrayBuffer>}
 */
export function unpack(packed) {
  const bytes = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream).arrayBuffer();
}
