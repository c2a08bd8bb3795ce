/** `npm run bench`: the benchmarks against peers; `npm run bench typing` runs those named alone, `-- --quick` as a trial. */
import { buildWasm } from './build.mjs';
import { run } from './run.mjs';
import { browser } from './setup/browser.mjs';
import { packages } from './setup/npm.mjs';
import { rust, wasmTools } from './setup/rust.mjs';
import { whenChanged } from './stamp.mjs';

/** @param {string[]} args names of benchmarks, and `--quick` */
export default async function bench(args) {
  await packages();
  await rust();
  await wasmTools();
  await buildWasm();
  await peers();
  const { chrome } = await browser();
  await run(process.execPath, ['benches/main.mjs', ...args], { env: { CHROME_PATH: chrome } });
}

/** The previewers and renderers to compare with: packages that nothing else needs. */
function peers() {
  const lock = 'benches/package-lock.json';
  return whenChanged('npm packages of the peers', { from: [lock], to: ['benches/node_modules/.package-lock.json'] }, () => {
    const npm = process.env.npm_execpath;
    const args = ['ci', '--prefix', 'benches', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund'];
    return run(npm ? process.execPath : 'npm', npm ? [npm, ...args] : args, {
      silent: true,
      otherwise: 'The npm packages could not be installed: see the message of npm above.',
    });
  });
}
