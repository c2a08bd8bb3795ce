/** `npm run bench`: the benchmarks against peers; `npm run bench typing` runs those named alone, `-- --quick` as a trial. */
import { buildFast, buildWasm } from './build.mjs';
import { run } from './run.mjs';
import { browser } from './setup/browser.mjs';
import { packages } from './setup/npm.mjs';
import { rust, wasmBindgen } from './setup/rust.mjs';

/** @param {string[]} args names of benchmarks, and `--quick` */
export default async function bench(args) {
  await packages();
  await packages('benches'); // the peers, which nothing else needs
  await rust();
  await wasmBindgen();
  const { chrome } = await browser();
  await buildWasm();
  if (args.includes('rendering') || args.every((arg) => arg.startsWith('-'))) await buildFast();
  await run(process.execPath, ['benches/main.mjs', ...args], { env: { CHROME_PATH: chrome } });
}
