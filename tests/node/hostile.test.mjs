/**
 * Front matter that is made to take time, memory or stack: it is refused with a message, and the body shows all the
 * same. `node tests/node/hostile.test.mjs --table` prints what each case takes.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import init, { Draft, render } from '../../www/engine.js';

await init();
const wasm = await WebAssembly.compile(readFileSync(new URL('../../www/pkg/draftpane_bg.wasm', import.meta.url)));

/** @param {string} what @param {number} times */
const list = (what, times) => `[${Array(times).fill(what).join(',')}]`;

const laughs = ['a0: &a0 [x]', ...Array.from({ length: 11 }, (_, at) => `a${at + 1}: &a${at + 1} ${list(`*a${at}`, 10)}`)].join('\n');

/** @param {string} content */
const yaml = (content) => `---\n${content}\n---\n`;

/** Front matter, and the code of its diagnostic. @type {Record<string, { head: string, code: string }>} */
const cases = {
  'billion laughs, 10^11 values': { head: yaml(laughs), code: 'front-matter-limit' },
  'aliases of aliases, 1,000 by 1,000 by 10': {
    head: yaml(`a: &a ${list('x', 1000)}\nb: &b ${list('*a', 1000)}\nc: ${list('*b', 10)}`),
    code: 'front-matter-limit',
  },
  'aliases, 3,000 by 3,000': { head: yaml(`a: &a ${list('x', 3000)}\nb: ${list('*a', 3000)}`), code: 'front-matter-limit' },
  'aliases, 8,000 by 8,000': { head: yaml(`a: &a ${list('x', 8000)}\nb: ${list('*a', 8000)}`), code: 'front-matter-limit' },
  'aliases of a long text': { head: yaml(`a: &a ${'x'.repeat(30_000)}\nb: ${list('*a', 5000)}`), code: 'front-matter-limit' },
  'merge keys, 6,000': { head: yaml(`a: &a {b: c}\nd: ${list('{<<: *a}', 6000)}`), code: 'front-matter-limit' },
  '20,000 brackets, closed': { head: yaml(`a: ${'['.repeat(20_000)}${']'.repeat(20_000)}`), code: 'front-matter-limit' },
  '60,000 brackets, open': { head: yaml(`a: ${'['.repeat(60_000)}`), code: 'front-matter-limit' },
  '60,000 braces, open': { head: yaml(`a: ${'{'.repeat(60_000)}`), code: 'front-matter-limit' },
  '20,000 dashes': { head: yaml(`a:\n  ${'- '.repeat(20_000)}x`), code: 'front-matter-limit' },
  '2,000 question marks': { head: yaml(`${'? '.repeat(2000)}x`), code: 'front-matter-limit' },
  '30,000 question marks': { head: yaml(`${'? '.repeat(30_000)}x`), code: 'front-matter-limit' },
  'a list in itself': { head: yaml('a: &a [*a]'), code: 'front-matter-limit' },
  'a key twice': { head: yaml('title: a\ndraft: true\ntitle: b'), code: 'duplicate-key' },
  'a key 12,000 times': { head: yaml(Array(12_000).fill('k: v').join('\n')), code: 'duplicate-key' },
  'a bracket that is not closed': { head: yaml('title: a\ntags: [a, b\ndraft: true'), code: 'yaml-syntax' },
  '9,000 quotes that are not closed': { head: yaml(Array(9000).fill('b: "c').join('\n')), code: 'yaml-syntax' },
  'more than is read': { head: yaml(`a: ${'x'.repeat(70_000)}`), code: 'front-matter-limit' },
  '20,000 brackets in TOML': { head: `+++\na = ${'['.repeat(20_000)}${']'.repeat(20_000)}\n+++\n`, code: 'front-matter-limit|toml-syntax' },
  'a key of 20,000 parts in TOML': { head: `+++\n${Array(20_000).fill('a').join('.')} = 1\n+++\n`, code: 'front-matter-limit|toml-syntax' },
  '20,000 brackets in JSON': { head: `{"a": ${'['.repeat(20_000)}${']'.repeat(20_000)}}\n`, code: 'front-matter-limit|json-syntax' },
};

const body = '# Body\n\nIts text.\n';
const bodyHtml = '<h1 id="body">Body</h1>\n<p>Its text.</p>\n';

const paragraph = '## A heading\n\nSome *text* with a [link](/to) and `code`, again and again.\n\n- one\n- two\n\n';
const ordinary = yaml('title: Ordinary\ntags: [a, b]') + paragraph.repeat(100_000 / paragraph.length);

let engines = 0;

/**
 * Renders a text in an engine that has rendered nothing else.
 * @param {string} text
 * @returns {Promise<{ milliseconds: number, bytes: number }>} the quickest of some runs; how much the memory grew
 */
async function cost(text) {
  const module = `../../www/pkg/draftpane.js?engine=${engines++}`;
  const fresh = await import(module);
  const { memory } = await fresh.default({ module_or_path: wasm });
  const before = memory.buffer.byteLength;
  let milliseconds = Infinity;
  for (let run = 0; run < 3; run++) {
    const start = performance.now();
    const core = new fresh.Core(text);
    for (const answer of ['html', 'frontMatter', 'diagnostics', 'outline', 'stats', 'summary']) core[answer]();
    core.free();
    milliseconds = Math.min(milliseconds, performance.now() - start);
  }
  return { milliseconds, bytes: memory.buffer.byteLength - before };
}

const MiB = 1024 * 1024;
const baseline = await cost(ordinary);

if (process.argv.includes('--table')) {
  const row = (/** @type {string} */ name, /** @type {string} */ text, /** @type {{ milliseconds: number, bytes: number }} */ { milliseconds, bytes }) =>
    console.log([name.padEnd(42), `${text.length} B`.padStart(9), `${milliseconds.toFixed(1)} ms`.padStart(10), `+${(bytes / MiB).toFixed(2)} MiB`.padStart(11)].join(' '));
  row('an ordinary post', ordinary, baseline);
  for (const [name, { head }] of Object.entries(cases)) row(name, head + body, await cost(head + body));
}

for (const [name, { head, code }] of Object.entries(cases)) {
  test(name, async () => {
    const text = head + body;
    const { html, frontMatter, diagnostics } = render(text);
    assert.equal(html, bodyHtml);
    assert.deepEqual([frontMatter.to, frontMatter.data, frontMatter.fields], [head.length, {}, []]);
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    assert.equal(errors.length, 1);
    const [{ from, to, message, fix }] = errors;
    assert.match(errors[0].code, new RegExp(`^(${code})$`));
    assert.ok(from <= to && to <= head.length, JSON.stringify(errors));
    assert.ok(message.length < 300, message);

    const { milliseconds, bytes } = await cost(text);
    assert.ok(milliseconds < 10 * baseline.milliseconds, `${milliseconds} ms, an ordinary post ${baseline.milliseconds} ms`);
    assert.ok(bytes <= 32 * MiB, `${bytes} bytes`);

    // The author gets there by an edit, and back.
    const good = yaml('title: good') + body;
    const draft = new Draft(good);
    draft.replace(text);
    assert.equal(draft.html, bodyHtml);
    assert.deepEqual([draft.frontMatter.data, draft.frontMatter.stale], [{ title: 'good' }, true]);
    assert.deepEqual(draft.diagnostics, diagnostics);
    if (fix) {
      draft.edit(fix.changes);
      assert.equal(draft.html, bodyHtml);
      assert.deepEqual(draft.diagnostics, render(draft.text).diagnostics);
    }
    draft.replace(good);
    const { frontMatter: fresh, diagnostics: none } = render(good);
    assert.deepEqual([draft.diagnostics, draft.frontMatter], [none, fresh]);
    draft.free();
  });
}

test('a mistake is shown at its place', () => {
  /** @param {string} head */
  const place = (head) => {
    const [{ line, from, to }] = render(head + body).diagnostics.filter(({ severity }) => severity === 'error');
    return { line, text: head.slice(from, to) };
  };
  assert.deepEqual(place(cases['a key twice'].head), { line: 4, text: 'title' });
  assert.equal(place(cases['a bracket that is not closed'].head).line, 3);
});
