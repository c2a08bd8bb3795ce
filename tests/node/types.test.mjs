/** The types in `www/engine/types.d.ts` are the types of what the engine returns: field by field, in both directions. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import init, { Draft, render } from '../../www/engine.js';
import { Shapes } from './shapes.mjs';

before(() => init());

const shapes = new Shapes('www/engine/types.d.ts');

/** Posts that show each field, and each optional one both with and without a value. */
const POSTS = [
  '',
  'Words alone.\n',
  '---\ntitle: A\ndate: 2024-01-02\nlastmod: 2024-01-03\npublishDate: 2024-01-04\nexpiryDate: 2090-01-01\n---\n# One\n\nTwo.\n\n<!--more-->\n\nThree.\n',
  '---\ntitle: [\n---\nText.\n',
  '+++\ndraft = true\n+++\nText.\n',
  '{ "title": "A" }\n\nText.\n',
  '---\ntitle: A\n---\n![](a.png)\n\n[gone][nowhere]\n\n# A\n\n# A\n\n#tag\n\n<script>x</script>\n\n{{< nope >}}\n\n[a](javascript:b)\n',
];

/** Updates that have each kind of patch. */
function updates() {
  const draft = new Draft('One.\n\nTwo.\n');
  const list = [
    draft.edit({ from: 0, insert: '---\ntitle: A\n---\n\n' }),
    draft.edit({ from: draft.length, insert: '\nThree.\n' }),
    draft.edit({ from: 20, insert: 'x' }),
    draft.edit({ from: draft.length - 8, to: draft.length }),
    draft.replace('\nBefore.\n\nOne.\n'),
    draft.replace('First.\n\nBefore.\n\nOne.\n'),
  ];
  for (const update of list) void update.patches;
  return list;
}

/** @param {string} name @param {unknown[]} values @param {string[]} except */
const holds = (name, values, except = []) => assert.deepEqual(shapes.compare(name, values), except);

test('Rendered, with all that it holds', () => {
  const flavors = /** @type {const} */ (['hugo', 'gfm', 'commonmark']);
  // Callers may leave out parts of a change; the engine writes all of them.
  const whole = ['Rendered.diagnostics[].fix.changes[].insert: never absent', 'Rendered.diagnostics[].fix.changes[].to: never absent'];
  holds('Rendered', POSTS.flatMap((post) => flavors.map((flavor) => render(post, { flavor }))), whole);
});

test('FrontMatter that cannot be read any more', () => {
  const draft = new Draft('---\ntitle: A\n---\n');
  const good = draft.frontMatter;
  draft.edit({ from: 11, insert: '[' });
  assert.deepEqual([good.stale, draft.frontMatter.stale], [false, true]);
  holds('FrontMatter', [draft.frontMatter, ...POSTS.map((post) => render(post).frontMatter)]);
});

test('LiveUpdate, with each kind of Patch', () => holds('LiveUpdate', updates()));

test('Block', () => {
  const draft = new Draft('One.\n\n# Two\n');
  holds('Block', [draft.blockAt(0), draft.blockAt(8)]);
});

test('Publication', () => {
  const posts = ['', '---\ndraft: true\n---\n', '---\ndate: 2024-01-02\n---\n', '---\ndate: 2090-01-02\n---\n', '---\nexpiryDate: 2001-01-01\n---\n'];
  holds('Publication', posts.map((post) => new Draft(post).statusAt(Date.UTC(2025, 0))));
});

test('each answer of a text that breaks the engine has the same fields', async () => {
  const { PlainCore } = await import('../../www/engine/plain.js');
  const core = new PlainCore('Text.', new Error('a test'), 1);
  /** @type {[string, unknown][]} */
  const answers = [['FrontMatter', core.frontMatter()], ['Diagnostic', core.diagnostics()[0]], ['Stats', core.stats()], ['Summary', core.summary()], ['Block', core.blockAt()], ['Publication', core.statusAt()]];
  for (const [name, value] of answers) assert.deepEqual(shapes.mismatches(name, value), [], name);
});

test('the comparison finds a field that is added, dropped or of another type', () => {
  const stats = { words: 1, readingMinutes: 1, blocks: 1 };
  assert.deepEqual(shapes.compare('Stats', [stats]), []);
  assert.deepEqual(shapes.compare('Stats', [{ ...stats, lines: 1 }]), ['Stats.lines: not in the type']);
  assert.deepEqual(shapes.compare('Stats', [{ words: 1, blocks: 1 }]), ['Stats.readingMinutes: missing', 'Stats.readingMinutes: never number']);
  for (const words of ['1', NaN, null, undefined, [1]]) {
    assert.match(shapes.mismatches('Stats', { ...stats, words }).join(), /^Stats\.words: \S+ is not number$/);
  }
});

test('the comparison finds an optional field that is always there, or never', () => {
  const change = { from: 1, to: 2, insert: 'a' };
  assert.deepEqual(shapes.compare('Change', [change]), ['Change.insert: never absent', 'Change.to: never absent']);
  assert.deepEqual(shapes.compare('Change', [{ from: 1 }]), ['Change.insert: never string', 'Change.to: never number']);
  assert.deepEqual(shapes.compare('Change', [change, { from: 1 }]), []);
});

test('the comparison finds a member of a union that never occurs, and a value that is no member', () => {
  const remove = { op: 'remove', id: 1 };
  const all = [remove, { op: 'replace', id: 1, html: '' }, { op: 'insert', id: 1, before: null, html: '' }, { op: 'insert', id: 1, before: 2, html: '' }];
  assert.deepEqual(shapes.compare('Patch', all), []);
  assert.deepEqual(shapes.compare('Patch', all.slice(0, 3)), ['Patch.before: never number']);
  assert.match(shapes.compare('Patch', all.slice(1)).join(), /^Patch: never \{ op: "remove"; id: number; \}$/);
  assert.deepEqual(shapes.mismatches('Patch', { op: 'move', id: 1 }), ['Patch: {"op":"move","id":1} is not Patch']);
});
