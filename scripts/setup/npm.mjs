/** The npm packages that a lock file names. */
import { join } from 'node:path';
import { run } from '../run.mjs';
import { whenChanged } from '../stamp.mjs';

/** @param {string} [folder] where package.json and its lock file stand, relative to the project's folder */
export function packages(folder = '.') {
  const name = folder === '.' ? 'npm packages' : `npm packages of ${folder}`;
  const files = { from: [join(folder, 'package-lock.json')], to: [join(folder, 'node_modules', '.package-lock.json')] };
  return whenChanged(name, files, () => {
    // `npm run` sets this to the path of npm, which Windows cannot start by name alone.
    const npm = process.env.npm_execpath;
    const args = ['ci', '--prefix', folder, '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund'];
    return run(npm ? process.execPath : 'npm', npm ? [npm, ...args] : args, {
      silent: true,
      otherwise: 'The npm packages could not be installed: see the message of npm above.',
    });
  });
}
