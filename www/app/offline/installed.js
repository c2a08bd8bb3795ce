/** The page as an application: stored by the browser, so that it opens without a network, and opening the files of its kind. */
import { onceIdle } from '../idle.js';

/** @typedef {import('../files/files.js').Found} Found */

/** @param {{ take(found: Found[]): Promise<void> }} parts `take`: opens files */
export function installed({ take }) {
  if ('serviceWorker' in navigator) onceIdle(join)();
  const { launchQueue } = /** @type {any} */ (window);
  launchQueue?.setConsumer(async (/** @type {{ files?: FileSystemFileHandle[] }} */ { files = [] }) => {
    if (files.length > 0) await take(await Promise.all(files.map(async (handle) => ({ path: handle.name, file: await handle.getFile(), handle }))));
  });
}

/** The policy of this page lets no script name a worker. A page that does nothing else registers it, and removes its frame. */
function join() {
  const frame = document.createElement('iframe');
  frame.hidden = true;
  frame.src = './offline.html';
  document.body.append(frame);
}
