/**
 * Work for when the browser has nothing better to do.
 *
 * @module
 */

const LATEST_MS = 250;

/**
 * @param {() => void} task
 * @returns {() => void} cancels it
 */
export function whenIdle(task) {
  if ('requestIdleCallback' in globalThis) {
    const handle = requestIdleCallback(task, { timeout: LATEST_MS });
    return () => cancelIdleCallback(handle);
  }
  const handle = setTimeout(task, LATEST_MS / 5);
  return () => clearTimeout(handle);
}
