/** The size of the engine; its memory for much text, many changes and many drafts. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { brotliCompressSync } from 'node:zlib';
import { entrySizes } from '../../scripts/entry-sizes.mjs';
import init, { Draft, render } from '../../www/engine.js';
import initWasm from '../../www/pkg/draftpane.js';
import { BlockList } from './block-list.mjs';

await init();

test('the engine is small, and carries no words of panics', async () => {
  const wasm = await readFile(new URL('../../www/pkg/draftpane_bg.wasm', import.meta.url));
  const { length } = brotliCompressSync(wasm);
  assert.ok(length <= 329_800, `${length} bytes with brotli`);
  for (const words of ['unwrap()', 'out of range', 'panicked', 'src/draft.rs']) assert.ok(!wasm.includes(words), words);
});

/** Bytes with brotli, bundled and minified, that an import of each entry loads at once; the wasm comes on top. */
const BUDGETS = {
  '.': 9_350, './fast': 9_350, './element': 36_500, './codemirror': 3_400, './monaco': 3_600, './textarea': 4_500,
  './enhance/code': 1_500, './enhance/math': 2_200, './enhance/diagram': 2_100, './apply': 2_600, './inline': 408_900, './server': 22_500,
  './site': 13_000, './hugo': 1_000, './types/react': 1, './types/vue': 1, './types/svelte': 1, './types/solid': 1,
};

test('each entry of the package keeps to its budget', async () => {
  const sizes = await entrySizes();
  assert.deepEqual(Object.keys(sizes).sort(), Object.keys(BUDGETS).sort());
  for (const [entry, bytes] of Object.entries(sizes)) {
    assert.ok(bytes <= BUDGETS[/** @type {keyof typeof BUDGETS} */ (entry)], `${entry}: ${bytes} bytes`);
  }
});

test('freed memory is used again', async () => {
  const { memory } = await initWasm();
  const text = '## Title\n\nText with *words* and a note[^1].\n\n[^1]: The note.\n\n- a\n- b\n\n'.repeat(200);
  const cycle = () => {
    const draft = new Draft(text);
    void draft.edit({ from: 500, insert: 'x' }).patches;
    draft.free();
    void render(text).html;
  };
  for (let round = 0; round < 5; round++) cycle();
  const before = memory.buffer.byteLength;
  for (let round = 0; round < 30; round++) cycle();
  assert.ok(memory.buffer.byteLength <= before + 4 * 1024 * 1024, `${before} bytes grew to ${memory.buffer.byteLength}`);
});

test('patches that nobody reads do not pile up, and can be read all the same', async () => {
  const { memory } = await initWasm();
  const draft = new Draft('- An item of a long list, which is one block.\n'.repeat(8000));
  const before = memory.buffer.byteLength;
  const updates = Array.from({ length: 100 }, () => draft.edit({ from: 5, insert: 'x' }));
  const grown = memory.buffer.byteLength - before;
  assert.ok(grown <= 64 * 1024 * 1024, `grew by ${grown} bytes`);
  for (const at of [0, 99]) {
    const [patch] = updates[at].patches;
    assert.ok(patch.op === 'replace');
    assert.equal(patch.html.slice(0, 14 + at), `<ul>\n<li>An ${'x'.repeat(at + 1)}i`);
  }
  updates[0].free();
  updates[98].free();
  assert.equal(updates[0].patches.length, 1);
  assert.throws(() => updates[98].patches, /freed/);
  draft.free();
});

test('a thousand changes cost about what one edit does', () => {
  const text = '- word again\n'.repeat(1000);
  const changes = [...text.matchAll(/word/g)].map(({ index }) => ({ from: index, to: index + 4, insert: 'words' }));
  const wanted = text.replaceAll('word', 'words');
  const milliseconds = (/** @type {(draft: Draft) => void} */ act) => {
    const times = Array.from({ length: 3 }, () => {
      const draft = new Draft(text);
      const start = performance.now();
      act(draft);
      const time = performance.now() - start;
      assert.equal(draft.html, render(wanted).html);
      draft.free();
      return time;
    });
    return Math.min(...times);
  };
  const one = milliseconds((draft) => draft.replace(wanted));
  const many = milliseconds((draft) => draft.edit(changes));
  assert.ok(many < 30 * one, `${many} ms, ${one} ms as one edit`);
});

test('5 MB of text', () => {
  const paragraph = 'Some *text* with a [link](/to "it") and 😀, again and again.\n\n';
  const many = paragraph.repeat(Math.ceil(5e6 / paragraph.length));
  const draft = new Draft('');
  const list = new BlockList();
  list.apply(draft.edit({ from: 0, insert: many }).patches);
  assert.equal(list.html, draft.html);
  const from = paragraph.length * 40_000;
  const update = draft.edit({ from, insert: '**new** ' });
  assert.ok(update.reparsed.to - update.reparsed.from < 1000, JSON.stringify(update.reparsed));
  list.apply(update.patches);
  const text = many.slice(0, from) + '**new** ' + many.slice(from);
  assert.ok(draft.text === text, 'the text is exact');
  const rendered = render(text);
  assert.ok(draft.html === rendered.html && list.html === rendered.html);
  assert.deepEqual(draft.stats, rendered.stats);
  draft.free();

  const line = 'word '.repeat(1_000_000);
  assert.ok(render(line).html === `<p>${line.trimEnd()}</p>\n`);
  assert.ok(render('```\n' + 'code\n'.repeat(1_000_000)).html.length > 5e6);
});
