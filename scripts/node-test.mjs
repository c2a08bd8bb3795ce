/** Runs JavaScript tests by Node's own runner. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { note, root, run, Stop, unsteady } from './run.mjs';

/** More files than these do not fail by chance: they are not run again. */
const byChance = 2;

/**
 * The test files of a folder, by name: Node 20 does not take a pattern yet.
 * @param {string} folder
 */
export function testsIn(folder) {
  const names = readdirSync(join(root, folder)).filter((name) => name.endsWith('.test.mjs'));
  if (names.length === 0) throw new Stop(`${folder} holds no tests.`);
  return names.map((name) => `${folder}/${name}`);
}

/**
 * @param {string[]} files
 * @param {Record<string, string>} [env]
 */
export function nodeTest(files, env) {
  return runFiles(files, { env });
}

/**
 * Tests that drive a browser, which they mostly wait for: three at once keep two processors busy. On a busy machine it may answer
 * so late that a test fails by chance: the files in which one failed are run once more, one at a time, and what passes only then is
 * listed at the end of the run.
 * @param {string[]} files
 * @param {Record<string, string>} env
 */
export async function browserTest(files, env) {
  const folder = mkdtempSync(join(tmpdir(), 'draftpane-'));
  const report = join(folder, 'failed');
  try {
    await runFiles(files, { env, report, concurrency: 3 });
  } catch (error) {
    const failed = [...new Set(readFileSync(report, 'utf8').split('\n').filter(Boolean))].map((file) => relative(root, file));
    if (failed.length === 0 || failed.length > byChance) throw error;
    note(`run again: ${failed.join(', ')}`);
    await runFiles(failed, { env, concurrency: 1 });
    unsteady(failed);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * @param {string[]} files
 * @param {{ env?: Record<string, string>, report?: string, concurrency?: number }} options `report`: the file that takes the names
 *   of the files with a test that failed
 */
async function runFiles(files, { env, report, concurrency = 2 }) {
  // Older versions of Node do not know the option.
  const [major, minor] = process.versions.node.split('.').map(Number);
  const atOnce = major > 20 || (major === 20 && minor >= 10) ? [`--test-concurrency=${concurrency}`] : [];
  const reporters = ['--test-reporter=spec', '--test-reporter-destination=stdout'];
  if (report) reporters.push(`--test-reporter=${new URL('./failed-files.mjs', import.meta.url)}`, `--test-reporter-destination=${report}`);
  await run(process.execPath, ['--test', ...reporters, ...atOnce, ...files], {
    env,
    minutes: 30, // a page that hangs must not hang the run, nor may a slow machine end it
  });
}
