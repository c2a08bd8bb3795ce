/** An example as a newcomer has it: the project's package packed and installed, then `npm start` in the example's folder. */
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** How long an example may take until it says where it is, in milliseconds. */
const PATIENCE = 60_000;

/** npm, as this process can start it. @param {string[]} args @returns {[command: string, args: string[]]} */
function npm(args) {
  const path = process.env.npm_execpath;
  return path ? [process.execPath, [path, ...args]] : ['npm', args];
}

/**
 * Packs a package and unpacks it elsewhere.
 *
 * @param {string} what a folder, or a name and version for the registry
 * @param {string} to the folder where its files shall be, in the place of those that are there
 */
export function unpack(what, to) {
  const folder = mkdtempSync(join(tmpdir(), 'draftpane-packed-'));
  try {
    const [command, args] = npm(['pack', what, '--silent']);
    const name = execFileSync(command, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    rmSync(to, { recursive: true, force: true });
    mkdirSync(to, { recursive: true });
    execFileSync('tar', ['-xzf', join(folder, name), '--strip-components=1', '-C', to]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Does `npm start` in the folder of an example.
 *
 * @param {string} name
 * @returns {Promise<{ url: string, stop(): void }>} when it says its address
 */
export function start(name) {
  const [command, args] = npm(['start', '--', '--port', '0', '--force']); // what was packed just now, and not what Vite remembers
  // A group of its own: npm starts a shell, and that Vite.
  const child = spawn(command, args, { cwd: join(root, 'examples', name), detached: true, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NO_COLOR: '1' } });
  const stop = () => {
    try {
      if (child.pid) process.kill(-child.pid);
    } catch { /* it has ended by itself */ }
  };
  let said = '';
  return new Promise((resolve, reject) => {
    const fail = (/** @type {string} */ why) => {
      stop();
      reject(new Error(`${name} ${why}: ${said}`));
    };
    const timer = setTimeout(() => fail('says no address'), PATIENCE);
    child.on('exit', () => (clearTimeout(timer), fail('has ended')));
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        said += text;
        const [url] = /http:\/\/localhost:\d+\//.exec(said) ?? [];
        if (!url) return;
        clearTimeout(timer);
        resolve({ url, stop });
      });
    }
  });
}
