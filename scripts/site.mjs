/** Serves the built page, for `npm start` and for the tests. */
import { join } from 'node:path';
import { root } from './run.mjs';

/**
 * Serves dist/site on a loopback port, under the Content-Security-Policy that vite.config.js states.
 * @param {{ port?: number, base?: string, from?: string }} [options] `port`: the first free one from there on;
 *   `base`: the path below which the page stands, with slashes around it; `from`: the folder, in the place of dist/site
 * @returns {Promise<{ url: string, close(): Promise<void> }>}
 */
export async function serve({ port = 5173, base = '/', from } = {}) {
  const { preview } = await import('vite'); // not above: the set-up installs it
  const server = await preview({ configFile: join(root, 'vite.config.js'), base, ...(from && { build: { outDir: from } }), preview: { port }, logLevel: 'warn' });
  const url = server.resolvedUrls?.local[0];
  if (!url) throw new Error('The server has no address.');
  return { url, close: () => server.close() };
}
