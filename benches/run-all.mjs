/** Runs benchmarks one after the other, prints their tables, and saves each as soon as it is done. */
import { grid, save, section } from './report.mjs';

/**
 * @typedef {object} Plan
 * @property {string[]} names All benchmarks, in the order of their sections.
 * @property {(name: string) => Promise<import('./report.mjs').Table[]>} run
 * @property {() => string} circumstances The day, the machine and its programs, the kind of text.
 * @property {string | null} file Where the sections are saved; null: nowhere.
 *
 * @param {string[]} chosen
 * @param {Plan} plan
 * @returns {Promise<string[]>} the benchmarks that failed; their old sections stay
 */
export async function runAll(chosen, { names, run, circumstances, file }) {
  const failed = [];
  for (const name of chosen) {
    const start = performance.now();
    try {
      const tables = await run(name);
      for (const table of tables) console.log(`\n${table.title}\n${table.note}\n\n${grid(table)}`);
      console.log(`\n   ${name}: ${((performance.now() - start) / 1000).toFixed(0)} s`);
      if (file) save(file, section(name, tables, circumstances()), names);
    } catch (error) {
      // One failure must not cost the minutes that the others take.
      console.error(`\n   ${name} failed${file ? '; its section in results.md is unchanged' : ''}.`, error);
      failed.push(name);
    }
  }
  return failed;
}
