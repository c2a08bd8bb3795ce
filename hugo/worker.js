/**
 * The worker: it starts Hugo, and hands calls to it.
 *
 * @module
 */
import './wasm_exec.js';
import './stylesheets.js';
import { compile } from './compile.js';

/**
 * The functions that main.go sets; the last argument takes the answer.
 * @typedef {{ version: string } & Record<string, (...args: any[]) => void>} Exports
 */

/** Not where it is imported: bundlers for browsers would look for it. */
const THREADS = 'node:worker_threads';

/** @type {Exports | undefined} */
let hugo;

/** @type {WebAssembly.Memory | undefined} */
let memory;

/**
 * Compiles and starts Hugo.
 * @param {string | BufferSource} wasm
 * @returns {Promise<string>} its version
 */
async function start(wasm) {
  const go = new Go();
  const instance = await WebAssembly.instantiate(await compile(wasm), go.importObject);
  memory = /** @type {WebAssembly.Memory} */ (instance.exports.mem);
  const run = go.run(instance);
  hugo = /** @type {any} */ (globalThis).draftpaneHugo;
  if (!hugo) throw new Error('Hugo did not start.');
  run.then(() => send({ fatal: 'Hugo ended' }), (error) => send({ fatal: String(error) }));
  return hugo.version;
}

/** @param {{ name: string, args: any[] }} message */
async function hear({ name, args }) {
  try {
    const value = await (name === 'start' ? start(args[0]) : new Promise((done) => void hugo?.[name](...args, done)));
    send({ value, memory: memory?.buffer.byteLength });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    // A trap leaves Hugo's memory in any state.
    send(name === 'start' ? { error: reason } : { fatal: reason });
  }
}

/** @type {(answer: import('./thread.js').Answer) => void} */
let send;

if (typeof self === 'undefined') {
  const { parentPort } = /** @type {typeof import('node:worker_threads')} */ (await import(/* @vite-ignore */ /* webpackIgnore: true */ THREADS));
  send = (answer) => parentPort?.postMessage(answer);
  parentPort?.on('message', hear);
} else {
  send = (answer) => self.postMessage(answer);
  self.onmessage = ({ data }) => hear(data);
}
