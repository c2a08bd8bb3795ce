/** Updates whose patches are read late, or never: what they hold, and until when. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blocks } from '../../benches/answers.mjs';
import load, { Draft } from '../../www/engine.js';
import { LiveDraft } from '../../www/pane/live-draft.js';
import init from '../../www/pkg/draftpane.js';
import { BlockList } from './block-list.mjs';

await load();
const { memory } = await init();

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

test('the draft of a pane that is closed frees what its updates hold', () => {
  const text = '- an *item*\n'.repeat(5000);
  const round = () => {
    const draft = new LiveDraft();
    const update = draft.replace(text);
    const { patches } = draft.edit({ from: 0, insert: '# New\n\n' });
    draft.free();
    return { update, patches };
  };
  round();
  const { byteLength } = memory.buffer;
  let held = 0;
  for (let at = 0; at < 40; at++) {
    const { update, patches } = round();
    held += update.bytes;
    assert.throws(() => update.patches, TypeError);
    assert.equal(patches.length, 1);
  }
  const grown = memory.buffer.byteLength - byteLength;
  assert.ok(held > KEPT && grown < held / 8, `${held} ${grown}`);
});
