/**
 * The cost of Markdown that is made to be dear grows with its length, no faster, and 100 kB of it cost no more than some
 * dozens of ordinary posts. tests/growth has the patterns, and the generator of new ones.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import init, * as engine from '../../www/engine.js';
import { generated } from '../growth/generator.mjs';
import { examine } from '../growth/measure.mjs';
import { patterns } from '../growth/patterns.mjs';
import { readings } from '../growth/readings.mjs';
import { testGrowth, warmUp } from '../growth/testing.mjs';

await init();

/** How many of the generator's patterns; `npm run fuzz -- growth` tries more. */
const seeds = 40;

warmUp(engine);
testGrowth(engine, patterns);

for (let seed = 1; seed <= seeds; seed++) {
  const { name, make } = generated(seed);
  test(name, async () => {
    await setImmediate();
    // Each reading has its turn.
    const [reading, options] = Object.entries(readings)[seed % Object.keys(readings).length];
    assert.deepEqual(examine(engine, make, options).found, [], reading);
  });
}
