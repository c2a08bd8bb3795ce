/** Which updates of a pane are freed, and when. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Recent } from '../../www/pane/recent.js';

/** The number of updates that are left after so many, each of so many bytes. @param {number} count @param {number} bytes */
function left(count, bytes) {
  const recent = new Recent();
  const updates = Array.from({ length: count }, () => ({ bytes, isFree: false, free() { this.isFree = true; } }));
  for (const update of updates) {
    recent.trim();
    recent.add(update);
    assert.ok(!update.isFree);
  }
  const first = updates.findIndex(({ isFree }) => !isFree);
  assert.ok(updates.slice(first).every(({ isFree }) => !isFree), 'the oldest go first');
  return count - first;
}

test('updates stay until those after them take a megabyte, and the last one stays in any case', () => {
  assert.equal(left(1000, 1000), 1000);
  assert.equal(left(3000, 1000), 1049);
  assert.equal(left(3, 1e6), 2);
  assert.equal(left(3, 1e8), 1);
  assert.equal(left(5, 2 ** 40), 1);
});
