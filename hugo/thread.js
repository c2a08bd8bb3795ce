/**
 * A worker, in browsers and in Node.
 *
 * @module
 */

/**
 * @typedef {{ value?: unknown, error?: string, fatal?: string, memory?: number }} Answer `fatal`: the worker cannot go on; `memory`: bytes of the wasm's
 * @typedef {{ answered(answer: Answer): void, failed(reason: string): void }} Listener
 * @typedef {{ send(message: { name: string, args: unknown[] }): void, end(): void }} Thread
 */

/** Not where it is imported: bundlers for browsers would look for it. */
const THREADS = 'node:worker_threads';

/**
 * Starts the worker of Hugo, or takes the one that is given.
 * @param {Listener} listener
 * @param {Worker} [given]
 * @returns {Thread}
 */
export function startThread(listener, given) {
  /** @param {Answer} answer */
  const heard = (answer) => (answer.fatal === undefined ? listener.answered(answer) : listener.failed(answer.fatal));
  return typeof Worker === 'undefined' ? inNode(listener, heard) : inBrowser(listener, heard, given);
}

/**
 * @param {Listener} listener
 * @param {(answer: Answer) => void} heard
 * @param {Worker} [given]
 * @returns {Thread}
 */
function inBrowser({ failed }, heard, given) {
  // Bundlers know a worker by exactly this expression.
  const worker = given ?? new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
  worker.onmessage = ({ data }) => heard(data);
  worker.onerror = (event) => failed(event.message || 'its file cannot be loaded');
  worker.onmessageerror = () => failed('its answer cannot be read');
  return { send: (message) => worker.postMessage(message), end: () => worker.terminate() };
}

/**
 * @param {Listener} listener
 * @param {(answer: Answer) => void} heard
 * @returns {Thread}
 */
function inNode({ failed }, heard) {
  let ended = false;
  const started = (async () => {
    const threads = /** @type {typeof import('node:worker_threads')} */ (await import(/* @vite-ignore */ /* webpackIgnore: true */ THREADS));
    const worker = new threads.Worker(new URL('./worker.js', import.meta.url));
    worker.on('message', (answer) => {
      worker.unref(); // an idle Hugo does not keep a program alive
      heard(answer);
    });
    worker.on('error', (error) => failed(error instanceof Error ? error.message : String(error)));
    worker.on('exit', (code) => failed(`it ended with code ${code}`));
    return worker;
  })();
  started.catch((error) => failed(String(error)));
  return {
    send: (message) => void started.then((worker) => {
      if (ended) return;
      worker.ref();
      worker.postMessage(message);
    }),
    end: () => {
      ended = true;
      void started.then((worker) => worker.terminate());
    },
  };
}
