/** Updates whose patches are read late, or never: what they hold, and until when. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blocks } from '../../benches/answers.mjs';
import init, { Draft } from '../../www/engine.js';
import { BlockList } from './block-list.mjs';

await init();

/** How much updates may hold together before their patches are made, in bytes. */
const KEPT = 1 << 24;

test('patches that are read late are those of their edit', () => {
  // One item is one part: each edit in it draws all of it, so that the updates hold too much together.
  const draft = new Draft(`- item\n${'  - nested *item*\n'.repeat(4000)}`);
  const list = new BlockList();
  list.apply(draft.patches);
  const edits = Array.from({ length: 50 }, (_, at) => ({ update: draft.edit({ from: 3 + at, insert: 'x' }), html: draft.html }));
  assert.ok(edits.reduce((sum, { update }) => sum + update.bytes, 0) > KEPT, 'they hold little');
  for (const { update, html } of edits) {
    list.apply(update.patches);
    assert.equal(list.html, html);
  }
  draft.free();
});

test('64 KB that arrive in chunks within one block are no reason to make patches that nobody reads', () => {
  for (const [name, make] of Object.entries(blocks)) {
    const draft = new Draft();
    const text = make(64 * 1024);
    let held = 0;
    for (let at = 0; at < text.length; at += 32) held += draft.append(text.slice(at, at + 32)).bytes;
    assert.ok(held < KEPT, `${name}: ${held}`);
    draft.free();
  }
});
