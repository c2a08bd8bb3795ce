/**
 * Real Hugo for `<draft-pane>`: started when it is needed, and again when it fails.
 *
 * ```js
 * import { supervise } from 'draftpane/hugo';
 * pane.hugo = supervise(async () => (await import('draftpane-hugo')).Hugo.start());
 * ```
 *
 * @module draftpane/hugo
 */
import { Supervised } from './live/supervisor.js';

/** @typedef {import('./live/types.js').Renderer} Renderer */
/** @typedef {import('./live/types.js').HugoProblem} HugoProblem */
/** @typedef {import('./live/types.js').PlacedProblem} PlacedProblem */
/** @typedef {import('./live/types.js').HugoState} HugoState */
/** @typedef {import('./live/types.js').PostSite} PostSite */
/** @typedef {import('./live/types.js').RenderedShortcode} RenderedShortcode */

/**
 * Hugo, started with the first call, and again when it hangs, crashes or needs too much memory: at most three times in a row. The
 * call at which it fails is rejected.
 *
 * @param {() => Promise<Renderer>} start Makes a new Hugo each time: `() => Hugo.start()`.
 * @param {{ memory?: number }} [options] `memory`: the bytes of Hugo's wasm at which another Hugo takes over; 1,500,000,000 unless given.
 * @returns {Renderer}
 */
export function supervise(start, options) {
  return new Supervised(start, options);
}

/** @type {Map<string, Promise<HTMLIFrameElement>>} */
const frames = new Map();

/**
 * A worker for a page that requires Trusted Types, under which no page may start one by its address: a hidden frame of the same
 * origin, whose policy allows that, makes it.
 *
 * ```js
 * Hugo.start({ worker: await workerIn('/frame.html', '/draftpane-hugo/worker.js') });
 * ```
 *
 * @param {string | URL} frame A page of the same origin; it may be empty.
 * @param {string | URL} worker
 * @returns {Promise<Worker>}
 */
export async function workerIn(frame, worker) {
  const address = new URL(frame, document.baseURI).href;
  const loaded = frames.get(address) ?? load(address);
  frames.set(address, loaded);
  const { contentWindow } = await loaded;
  const { Worker } = /** @type {typeof globalThis} */ (/** @type {unknown} */ (contentWindow));
  return new Worker(new URL(worker, document.baseURI).href, { type: 'module' });
}

/** @param {string} address @returns {Promise<HTMLIFrameElement>} */
function load(address) {
  const frame = document.createElement('iframe');
  frame.hidden = true;
  frame.src = address;
  const loaded = new Promise((resolve) => frame.addEventListener('load', () => resolve(frame), { once: true }));
  document.body.append(frame);
  return /** @type {Promise<HTMLIFrameElement>} */ (loaded);
}
