/** Runs the benchmarks named, or all: `node main.mjs [name…] [--quick]`. The set-up is done by `npm run bench`. */
import { real } from './documents.mjs';
import { grid, keep, machine } from './report.mjs';

const names = ['engine', 'rendering', 'typing', 'opening', 'inserting', 'blocks', 'writing', 'scroll'];

const args = process.argv.slice(2);
const quick = args.includes('--quick');
const asked = args.filter((arg) => arg !== '--quick');
const unknown = asked.find((name) => !names.includes(name));
if (unknown !== undefined) {
  console.error(`There is no benchmark ${unknown}: they are ${names.join(', ')}.`);
  process.exit(1);
}

for (const name of asked.length > 0 ? asked : names) {
  const start = performance.now();
  const { default: bench } = await import(`./${name}.mjs`);
  const tables = /** @type {import('./report.mjs').Table[]} */ (await bench({ quick }));
  for (const table of tables) console.log(`\n${table.title}\n${table.note}\n\n${grid(table)}`);
  console.log(`\n   ${name}: ${((performance.now() - start) / 1000).toFixed(0)} s`);
  const on = `${new Date().toISOString().slice(0, 10)}, ${machine()}; ${real ? 'real' : 'made-up'} posts.`;
  // A trial says too little to be kept.
  if (!quick) keep(name, { on, tables }, names);
}
