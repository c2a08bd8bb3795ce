/**
 * The cost of Markdown that is made to be dear grows with its length, no faster, and 100 kB of it cost no more than some
 * dozens of ordinary posts. tests/growth has the patterns, and the generator of new ones.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import init, * as engine from '../../www/engine.js';
import { shared } from '../growth/corpora.mjs';
import { generated } from '../growth/generator.mjs';
import { costOfRender, examine, ordinary } from '../growth/measure.mjs';
import { patterns } from '../growth/patterns.mjs';
import { readings } from '../growth/readings.mjs';

await init();

/** How many of the generator's patterns; `npm run fuzz -- growth` tries more. */
const seeds = 40;

// Warms up: the first runs are slow, being compiled.
for (const options of Object.values(readings)) examine(engine, ordinary, options);

for (const [at, [name, make]] of Object.entries({ ...patterns, ...shared() }).entries()) {
  test(name, async () => {
    // Lets the runner report the results so far.
    await setImmediate();
    const text = make(100_000);
    const renders = Object.entries(readings).map(([reading, options]) => ({ reading, options, cost: costOfRender(engine, text, options) }));
    const dearest = renders.reduce((a, b) => (b.cost > a.cost ? b : a));
    // Keys and answers in the reading that costs most, in those that cost much, and in one more, of which each has its turn.
    const much = 4 * costOfRender(engine, ordinary(100_000), dearest.options);
    const examined = renders.filter((render, index) => render === dearest || render.cost > much || index === at % renders.length);
    const problems = examined.flatMap(({ reading, options }) => examine(engine, make, options).found.map((found) => `${reading}: ${found}`));
    assert.deepEqual(problems, []);
    // A megabyte in the reading that costs most.
    const megabyte = make(1_000_000);
    let growth = Infinity;
    for (let chance = 0; chance < 3 && growth > 3; chance++) {
      const [before, after] = [text, megabyte].map((text) => Math.max(costOfRender(engine, text, dearest.options), 4) / text.length);
      growth = after / before;
    }
    assert.ok(growth <= 3, `${dearest.reading}: a byte of 1 MB costs ${growth.toFixed(1)} times as much as one of 100 kB`);
  });
}

for (let seed = 1; seed <= seeds; seed++) {
  const { name, make } = generated(seed);
  test(name, async () => {
    await setImmediate();
    // Each reading has its turn.
    const [reading, options] = Object.entries(readings)[seed % Object.keys(readings).length];
    assert.deepEqual(examine(engine, make, options).found, [], reading);
  });
}
