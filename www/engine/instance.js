/**
 * The running wasm: loaded once, and started again when it broke. After a trap its memory may be in any state, so
 * nothing of it is used any more; the texts are owned by JavaScript.
 *
 * @module
 */

import initWasm, * as glue from '../pkg/draftpane.js';
import { explained, reach } from './reach.js';
import { forgetAll } from './updates.js';

/** @type {Promise<void> | undefined} */
let loading;
let ready = false;
let started = 1;
/** Places of the wasm, the best one first. @type {(() => URL | Promise<BufferSource>)[]} */
const places = [() => new URL('../pkg/draftpane_bg.wasm', import.meta.url)];

/**
 * Adds a place of the wasm. The others stay, for where a bundler has not brought the file along.
 *
 * @param {() => URL | Promise<BufferSource>} place
 * @param {{ last?: boolean }} [order] `last`: only where no other place has it.
 */
export function bring(place, { last = false } = {}) {
  if (last) places.push(place);
  else places.unshift(place);
}

/**
 * Loads the engine. Later calls wait for the first one, unless that failed.
 *
 * @param {URL | Request | Response | BufferSource | WebAssembly.Module} [source] Where the wasm is; beside the package's modules unless given.
 * @returns {Promise<void>}
 */
export function load(source) {
  loading ??= fetchWasm(source).catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

/** @param {URL | Request | Response | BufferSource | WebAssembly.Module} [source] */
async function fetchWasm(source) {
  /** @type {unknown} */
  let failure;
  for (const place of source === undefined ? places : [() => source]) {
    try {
      await start(await place());
      ready = true;
      return;
    } catch (error) {
      failure ??= error;
    }
  }
  throw failure;
}

/** @param {URL | Request | Response | BufferSource | WebAssembly.Module} found */
async function start(found) {
  try {
    const isPlace = found instanceof URL || (globalThis.Request && found instanceof Request);
    await initWasm({ module_or_path: isPlace ? await reach(found) : found });
  } catch (error) {
    throw explained(error, found);
  }
}

export function checkReady() {
  if (!ready) throw new TypeError('The engine is not loaded: await init() first');
}

/** How often it was started. */
export const generation = () => started;

/**
 * Whether the engine broke, rather than its caller being at fault.
 *
 * @param {unknown} error
 */
export function isTrap(error) {
  if (error instanceof WebAssembly.RuntimeError) return true;
  if (error instanceof RangeError) return /call stack|memory|allocation/i.test(error.message);
  return error instanceof Error && /recursive use|stale object|null pointer passed|unsafe aliasing/.test(error.message);
}

/**
 * Starts the engine again, with empty memory, from the module that is compiled already.
 *
 * @param {number} seen the generation that broke; nothing is done when that is gone already
 */
export function restart(seen) {
  if (seen !== started) return;
  // Missing where the glue was made without it: then every text is shown as it is.
  const reset = /** @type {{ __wbg_reset_state?: () => void }} */ (glue).__wbg_reset_state;
  if (!reset) return;
  forgetAll();
  started++;
  reset();
}
