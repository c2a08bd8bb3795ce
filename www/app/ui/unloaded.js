/**
 * Parts of the page are loaded when they are first wanted. Without a network, before the browser has stored them, they cannot be:
 * that is said wherever nobody else does, as a key that does nothing looks broken.
 */
import { words } from '../words.js';

/** @param {import('./notices.js').Notices} notices */
export function unloaded(notices) {
  /** @type {WeakSet<object>} */
  const failures = new WeakSet();
  // The build dispatches this for every import that fails; the error goes on to those who wait for the part.
  window.addEventListener('vite:preloadError', ({ payload }) => failures.add(payload));
  window.addEventListener('unhandledrejection', ({ reason }) => {
    if (!(reason instanceof Error) || !failures.has(reason)) return;
    notices.show({ id: 'unloaded', tone: 'warning', seconds: 12, text: words.notices.unloaded });
  });
}
