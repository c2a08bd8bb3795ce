/**
 * The wasm of Hugo, from where it is: packed by gzip or not, as a file, an address or bytes.
 *
 * @module
 */

/** Not where it is imported: bundlers for browsers would look for it. */
const FILES = 'node:fs/promises';

/**
 * @param {string | BufferSource} source an address, or the bytes
 * @returns {Promise<WebAssembly.Module>}
 */
export async function compile(source) {
  const [head, whole] = await begun(await streamOf(source));
  // A server may have unpacked the file already.
  const isPacked = head[0] === 0x1f && head[1] === 0x8b;
  const wasm = isPacked ? whole.pipeThrough(new DecompressionStream('gzip')) : whole;
  const response = new Response(wasm, { headers: { 'Content-Type': 'application/wasm' } });
  return WebAssembly.compileStreaming ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}

/**
 * @param {string | BufferSource} source
 * @returns {Promise<ReadableStream>}
 */
async function streamOf(source) {
  if (typeof source !== 'string') return streamOfBytes(source);
  if (source.startsWith('file:')) {
    // Node cannot fetch files.
    const files = /** @type {typeof import('node:fs/promises')} */ (await import(/* @vite-ignore */ /* webpackIgnore: true */ FILES));
    return streamOfBytes(await files.readFile(new URL(source)));
  }
  const response = await fetch(source);
  if (!response.ok || !response.body) throw new Error(`Hugo is not at ${source}: the server answers ${response.status}.`);
  return response.body;
}

/** @param {BufferSource} bytes */
function streamOfBytes(bytes) {
  return /** @type {ReadableStream} */ (new Response(/** @type {BodyInit} */ (bytes)).body);
}

/**
 * The first bytes of a stream, and a stream of all.
 * @param {ReadableStream<Uint8Array<ArrayBuffer>>} stream
 * @returns {Promise<[head: Uint8Array, whole: ReadableStream<Uint8Array<ArrayBuffer>>]>}
 */
async function begun(stream) {
  const reader = stream.getReader();
  const first = await reader.read();
  const head = first.value ?? new Uint8Array();
  const whole = new ReadableStream({
    start(controller) {
      if (first.done) controller.close();
      else controller.enqueue(head);
    },
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  return [head, whole];
}
