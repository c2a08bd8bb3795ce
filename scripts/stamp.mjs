/** Steps that run again only when their sources have changed. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { elapsed, note, root, say } from './run.mjs';

/**
 * Every file at or below a path of the project, sorted.
 * @param {string} path relative to the project's folder
 * @returns {string[]}
 */
export function filesBelow(path) {
  const stat = statSync(join(root, path), { throwIfNoEntry: false });
  if (!stat) return [];
  if (!stat.isDirectory()) return [path];
  return readdirSync(join(root, path)).sort().flatMap((name) => filesBelow(`${path}/${name}`));
}

/**
 * Runs `work`, unless an earlier run had the same sources and its results still exist.
 * @param {string} name of the step, shown
 * @param {{ from: string[], to: string[] }} files `from`: the files or folders that `work` reads; `to`: some that `work` writes
 * @param {() => Promise<void>} work
 */
export async function whenChanged(name, { from, to }, work) {
  const hash = createHash('sha256');
  for (const file of from.flatMap(filesBelow)) hash.update(file).update('\0').update(readFileSync(join(root, file)));
  const digest = hash.digest('hex');
  const stamp = join(root, '.cache', 'stamps', name.replaceAll(' ', '-'));

  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest && to.every((file) => existsSync(join(root, file)))) {
    note(`${name}: up to date`);
    return;
  }
  say(name);
  const start = Date.now();
  rmSync(stamp, { force: true });
  await work();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, digest);
  note(`${name}: done in ${elapsed(start)}`);
}
