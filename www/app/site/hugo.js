/**
 * Real Hugo beside the page, where its server has it: the package of `npm run build:hugo` in the folder `hugo/`. Its `about.json` is always
 * there, so that a page without Hugo asks for nothing that is missing.
 */
import { supervise, workerIn } from '../../hugo.js';

/** @typedef {import('../../hugo.js').Renderer} Renderer */

/** @returns {Promise<Renderer | null>} started when it is first used; null where there is none */
export async function hugoBeside() {
  const folder = new URL('hugo/', document.baseURI);
  const at = (/** @type {string} */ name) => new URL(name, folder);
  try {
    const { version } = await (await fetch(at('about.json'), { cache: 'no-cache' })).json();
    if (typeof version !== 'string') return null;
  } catch {
    // A server without that file, or no network.
    return null;
  }
  return supervise(async () => {
    const { Hugo } = await import(/* @vite-ignore */ at('hugo.js').href);
    return Hugo.start({ wasm: at('hugo.wasm.gz'), worker: await workerIn(at('frame.html'), at('worker.js')) });
  });
}
