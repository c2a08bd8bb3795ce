/** Runs the benchmarks named, or all: `node main.mjs [name…] [--quick]`. The set-up is done by `npm run bench`. */
import { fileURLToPath } from 'node:url';
import { real } from './documents.mjs';
import { runAll } from './run-all.mjs';
import { machine, peers } from './report.mjs';

const names = ['sizes', 'engine', 'rendering', 'typing', 'opening', 'inserting', 'blocks', 'writing', 'append', 'streaming', 'scroll', 'hugo'];

const args = process.argv.slice(2);
const quick = args.includes('--quick');
const asked = args.filter((arg) => arg !== '--quick');
const unknown = asked.find((name) => !names.includes(name));
if (unknown !== undefined) {
  console.error(`There is no benchmark ${unknown}: they are ${names.join(', ')}.`);
  process.exit(1);
}

const failed = await runAll(asked.length > 0 ? asked : names, {
  names,
  run: async (name) => (await import(`./${name}.mjs`)).default({ quick }),
  circumstances: () => `${new Date().toISOString().slice(0, 10)}, ${machine()}; ${real ? 'real' : 'made-up'} posts. Peers: ${peers()}.`,
  // A trial says too little to be saved.
  file: quick ? null : fileURLToPath(new URL('results.md', import.meta.url)),
});
process.exitCode = failed.length > 0 ? 1 : 0;
