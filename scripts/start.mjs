/** `npm start`: builds the page and serves it. */
import { buildBeside } from './beside.mjs';
import { buildSite, buildWasm } from './build.mjs';
import { placeHugo } from './hugo.mjs';
import { say } from './run.mjs';
import { packages } from './setup/npm.mjs';
import { rust, wasmBindgen } from './setup/rust.mjs';
import { serve } from './site.mjs';

export default async function start() {
  await packages();
  await rust();
  await wasmBindgen();
  await buildWasm();
  // The built page rather than `vite`, its development server: visitors get
  // the built page, its first load does not wait for a bundler, and its policy forbids the inline code of that server.
  await buildSite();
  placeHugo();
  const { url, close } = await serve();
  say(`draftpane is at ${url} (Ctrl-C stops it)`);
  const { stop } = buildBeside();
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      stop();
      close().finally(() => process.exit(0));
    });
  }
}
