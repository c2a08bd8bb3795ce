/** Functions that are alike follow each other, and the module does the same. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nameByOrder } from '../../scripts/wasm/order.mjs';
import { linked } from './linked-module.mjs';

/** @type {import('./linked-module.mjs').Part[]} */
const LONG = Array.from({ length: 30 }, (_, index) => [0x41, index, 0x1a]).flat();
/** @type {import('./linked-module.mjs').Part[]} */
const OTHER = Array.from({ length: 25 }, () => [0x20, 0, 0x1a]).flat();

test('from the longest function on, the one that is the most like it follows', () => {
  const { module } = linked({
    functions: {
      short: { body: [...OTHER, 0x41, 1] },
      long: { body: [...LONG, 0x41, 2] },
      alike: { body: [...LONG.slice(6), 0x41, 3] },
    },
    exports: ['long', 'short'],
  });
  const named = nameByOrder(module);
  assert.ok(named.subarray(0, module.length).equals(module));
  const names = [...named.subarray(module.length).toString('latin1').matchAll(/(import|own) \d{6}/g)].map(([name]) => name);
  assert.deepEqual(names, ['import 000000', 'own 000002', 'own 000000', 'own 000001']);
  const instance = new WebAssembly.Instance(new WebAssembly.Module(named), { env: { show() {} } });
  assert.equal(/** @type {() => number} */ (instance.exports.long)(), 2);
});
