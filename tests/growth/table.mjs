/**
 * Prints what each pattern costs, in milliseconds of the processor: `node tests/growth/table.mjs [engine.js] [name] [reading] [largest]`.
 * The engine is another build's, to compare with.
 */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { shared } from './corpora.mjs';
import { costs, ordinary } from './measure.mjs';
import { patterns } from './patterns.mjs';
import { readings } from './readings.mjs';

const [path = 'www/engine.js', wanted = '', read = '', largest = '100000'] = process.argv.slice(2);
/** @type {typeof import('../../www/engine.js')} */
const engine = await import(pathToFileURL(resolve(path)).href);
await engine.default();

const lengths = [25_000, 50_000, 100_000, 1_000_000].filter((length) => length <= Number(largest));
console.log(`${' '.repeat(66)}${lengths.map((length) => `${length / 1000} kB`.padStart(9)).join('')}   key  diagnostics  outline  stats at 100 kB`);
for (const [name, make] of Object.entries({ 'an ordinary post': ordinary, ...patterns, ...shared() })) {
  if (!name.includes(wanted)) continue;
  for (const [reading, options] of Object.entries(readings)) {
    if (!reading.includes(read)) continue;
    const found = lengths.map((length) => costs(engine, make(length), options));
    const last = found.find(({ length }) => length >= 90_000) ?? found[found.length - 1];
    const rest = [last.key, last.diagnostics, last.outline, last.stats].map((cost) => cost.toFixed(0).padStart(7)).join('');
    console.log(`${name.slice(0, 44).padEnd(44)}  ${reading.padEnd(20)}${found.map(({ render }) => render.toFixed(0).padStart(9)).join('')}${rest}`);
  }
}
