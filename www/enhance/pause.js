/**
 * Work on something large, for when nobody types in it.
 *
 * @module
 */

import { whenIdle } from '../base/idle.js';

/** How long a source has to stand still before that, in milliseconds. */
const PAUSE_MS = 250;

/**
 * Waits until a source has not changed for a while and nothing else is to be done.
 *
 * @param {AbortSignal} signal aborted when the source changes
 * @returns {Promise<void>}
 */
export function pause(signal) {
  return new Promise((resolve, reject) => {
    let cancel = () => {};
    const due = setTimeout(() => (cancel = whenIdle(resolve)), PAUSE_MS);
    signal.addEventListener('abort', () => {
      clearTimeout(due);
      cancel();
      reject(signal.reason);
    });
  });
}
