/** The tests of a pattern. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { costOfRender, examine, ordinary } from './measure.mjs';
import { readings } from './readings.mjs';

/** @typedef {import('./measure.mjs').Engine} Engine */
/** @typedef {import('./patterns.mjs').Maker} Maker */

/** The first runs are slow, being compiled. @param {Engine} engine */
export function warmUp(engine) {
  for (const options of Object.values(readings)) examine(engine, ordinary, options);
}

/**
 * Tests each pattern at 25 and 100 kB, and at a megabyte.
 * @param {Engine} engine
 * @param {Record<string, Maker>} patterns by their names
 */
export function testGrowth(engine, patterns) {
  for (const [at, [name, make]] of Object.entries(patterns).entries()) {
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
}
