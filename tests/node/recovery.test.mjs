/** The wasm breaks, as it must not; the text goes on. */
import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import init, { Draft, render } from 'draftpane';
import { breakForTests, Core } from '../../www/pkg/draftpane.js';
import { BlockList } from './block-list.mjs';

await init();

const TEXT = '---\ntitle: A post\n---\n# One\n\nTwo [three].\n\n[three]: https://example.org\n';
const methods = { ...Object.getOwnPropertyDescriptors(Core.prototype) };
afterEach(() => {
  Object.defineProperties(Core.prototype, methods);
});

/**
 * Lets a method of the engine break it.
 * @param {'edit' | 'replace' | 'html' | 'opened'} method
 * @param {number} how
 * @param {number} times
 */
function broken(method, how = 0, times = 1) {
  const value = /** @type {Function} */ (methods[method].value);
  Object.defineProperty(Core.prototype, method, {
    configurable: true, writable: true,
    /** @this {Core} @param {unknown[]} args */
    value(...args) {
      if (times-- > 0) breakForTests(how);
      return value.apply(this, args);
    },
  });
}

describe('an edit breaks the engine', () => {
  for (const [how, name] of ['a panic', 'calls without end', 'all memory asked for'].entries()) {
    test(`${name}: the edit is made all the same`, () => {
      const draft = new Draft(TEXT);
      /** @type {any[]} */
      const told = [];
      draft.onrecover = (event) => told.push(event);
      const list = new BlockList();
      const first = draft.edit({ from: 22, insert: 'x' });
      const at = TEXT.indexOf('Two');
      broken('edit', how);
      const update = draft.edit({ from: at + 1, insert: 'Three, ' });
      const text = draft.text;
      assert.equal(text, `${TEXT.slice(0, 22)}x${TEXT.slice(22, at)}Three, ${TEXT.slice(at)}`);
      const { html, frontMatter, outline, stats, summary, diagnostics } = draft;
      assert.deepEqual({ html, frontMatter, outline, stats, summary, diagnostics }, render(text));
      assert.deepEqual(told.map(({ failed }) => failed), [false]);
      assert.deepEqual([update.recovered, update.version, first.version], [true, 2, 1]);
      assert.deepEqual(update.reparsed, { from: 0, to: text.length });
      list.apply(update.patches);
      assert.equal(list.html, html);
      // And it goes on.
      const next = draft.edit({ from: text.length, insert: '\nEnd.\n' });
      list.apply(next.patches);
      assert.deepEqual([next.recovered, next.version], [false, 3]);
      assert.equal(list.html, draft.html);
      assert.equal(draft.html, render(draft.text).html);
      draft.free();
    });
  }
});

test('ids are not used again', () => {
  const draft = new Draft('a\n\nb\n');
  const before = draft.blockAt(0)?.id ?? 0;
  const old = draft.edit({ from: 0, insert: 'new\n\n' }).patches.map(({ id }) => id);
  broken('edit');
  const { patches } = draft.edit({ from: 0, insert: 'x' });
  for (const { id } of patches) assert.ok(id > Math.max(before, ...old), `${id}`);
});

test('other drafts go on too, and what they told before is not lost in silence', () => {
  const [one, other] = [new Draft(TEXT), new Draft('Another *text*.\n')];
  const unread = other.edit({ from: 0, insert: 'Yet ' });
  broken('edit');
  one.edit({ from: 0, to: 0, insert: '' });
  assert.throws(() => unread.patches, TypeError);
  assert.equal(other.html, '<p>Yet Another <em>text</em>.</p>\n');
  const update = other.edit({ from: 0, insert: 'And ' });
  assert.equal(other.html, '<p>And Yet Another <em>text</em>.</p>\n');
  assert.equal(update.recovered, false);
  one.free();
  other.free();
});

test('a text that breaks it again is shown as it is, until it changes', () => {
  const draft = new Draft('Some <b>text</b> & more.');
  broken('edit', 0);
  broken('opened', 0);
  const update = draft.edit({ from: 0, insert: 'X ' });
  assert.equal(draft.failed, true);
  assert.equal(draft.html, '<pre>X Some &#60;b&#62;text&#60;/b&#62; &#38; more.</pre>\n');
  assert.deepEqual(draft.diagnostics.map(({ code, severity }) => [code, severity]), [['engine-failed', 'error']]);
  assert.deepEqual(update.patches.map((patch) => patch.op === 'insert' && patch.html), [draft.html]);
  assert.equal(draft.stats.blocks, 1);
  assert.deepEqual(draft.blockAt(3), { id: update.patches[0].id, from: 0, to: 26, kind: 'code' });
  const after = draft.edit({ from: 0, to: 2 });
  assert.deepEqual([draft.failed, after.recovered, draft.html], [false, true, render(draft.text).html]);
  draft.free();
});

test('a question that breaks it is asked again', () => {
  const draft = new Draft(TEXT);
  broken('html', 1);
  assert.equal(draft.html, render(TEXT).html);
  draft.free();
});

test('misuse is not taken for it', () => {
  const draft = new Draft(TEXT);
  draft.onrecover = () => assert.fail('recovered');
  assert.throws(() => draft.edit({ from: 9999 }), RangeError);
  assert.throws(() => render(TEXT, /** @type {any} */ ({ flavor: 'x' })), TypeError);
  draft.free();
});

test('the memory of a broken instance is given back', () => {
  const draft = new Draft(TEXT);
  broken('edit', 2);
  draft.edit({ from: 0, insert: 'x' });
  const big = new Draft('word '.repeat(200_000));
  assert.equal(big.stats.words, 200_000);
  big.free();
  draft.free();
});
