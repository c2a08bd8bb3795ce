/** The npm packages that the lock file names. */
import { run } from '../run.mjs';
import { whenChanged } from '../stamp.mjs';

export function packages() {
  return whenChanged('npm packages', { from: ['package-lock.json'], to: ['node_modules/.package-lock.json'] }, () => {
    // `npm run` tells where npm itself is: on Windows it cannot be started by name alone.
    const npm = process.env.npm_execpath;
    const args = ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund'];
    return run(npm ? process.execPath : 'npm', npm ? [npm, ...args] : args, {
      silent: true,
      otherwise: 'The npm packages could not be installed: see the message of npm above.',
    });
  });
}
