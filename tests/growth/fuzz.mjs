/**
 * Tries many patterns of the generator: `npm run fuzz -- growth [seeds] [seed]`. Prints those that cost too much, and the
 * dearest. Each is measured in one reading, as in the tests; all readings have their turn.
 */
import init, * as engine from '../../www/engine.js';
import { generated } from './generator.mjs';
import { examine, ordinary } from './measure.mjs';
import { readings } from './readings.mjs';

const [count = '500', first = '1'] = process.argv.slice(2);
await init();
// Warms up: the first runs are slow, being compiled.
for (const options of Object.values(readings)) examine(engine, ordinary, options);

/** @type {[times: number, line: string][]} */
const dearest = [];
let failed = 0;
for (let seed = Number(first); seed < Number(first) + Number(count); seed++) {
  const { name, make } = generated(seed);
  const [reading, options] = Object.entries(readings)[seed % Object.keys(readings).length];
  const { cost, usual, found } = examine(engine, make, options);
  const shown = `${reading}: ${name}\n  ${Object.entries(cost).map(([what, much]) => `${what} ${much.toFixed(0)}`).join(', ')}; an ordinary post ${usual.toFixed(0)}`;
  dearest.push([Math.max(cost.render / usual, (5 * cost.key) / usual), shown]);
  if (found.length > 0) {
    failed++;
    console.log(`${shown}\n  ${found.join('\n  ')}`);
  }
  if (seed % 50 === 0) console.log(`… ${seed}`);
}
dearest.sort(([a], [b]) => b - a);
console.log(`\nThe dearest:\n${dearest.slice(0, 5).map(([, line]) => line).join('\n')}`);
if (failed > 0) process.exitCode = 1;
