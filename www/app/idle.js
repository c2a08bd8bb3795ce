import { whenIdle } from '../base/idle.js';

/**
 * A function that asks for `task` to run once, when the browser has nothing better to do. Asking again before it ran changes nothing.
 * @param {() => void} task
 * @returns {() => void}
 */
export function onceIdle(task) {
  /** @type {(() => void) | null} */
  let due = null;
  return () => {
    due ??= whenIdle(() => {
      due = null;
      task();
    });
  };
}
