/** The answers of a site, through the facade: what they show, the patches when others come, misuse, and what they cost. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import init, { Draft, render } from '../../www/engine.js';
import { Core, breakForTests } from '../../www/pkg/draftpane.js';
import { renderToString } from '../../www/server.js';
import { BlockList } from './block-list.mjs';

await init();

const text = '# Café 😀\n\nBy {{< x "é" >}}.\n\n{{% y %}}\n\n{{< x "é" >}}\n';
const answers = {
  shortcodes: { '{{< x "é" >}}': ['<b>1 😀</b>', '<p>2</p>'], '{{% y %}}': '> *y*' },
  blocks: { '# Café 😀': '<h1 id="own">Own</h1>' },
};
const shown = '<h1 id="own">Own</h1>\n<p>By <b>1 😀</b>.</p>\n<blockquote>\n<p><em>y</em></p>\n</blockquote>\n<p>2</p>\n';

test('as an option, and given to a draft', () => {
  const rendered = render(text, { answers });
  assert.equal(rendered.html, shown);
  assert.deepEqual(rendered.outline.map(({ text, id }) => [text, id]), [['Café 😀', 'café-']]);
  const draft = new Draft(text);
  const list = new BlockList();
  list.apply(draft.patches);
  const update = draft.answer(answers);
  list.apply(update.patches);
  assert.deepEqual([draft.html, list.html, update.version], [shown, shown, 1]);
  assert.deepEqual(draft.answer(structuredClone(answers)).patches, []);
  list.apply(draft.answer({}).patches);
  assert.equal(list.html, render(text).html);
});

test('misuse names the place', () => {
  const draft = new Draft(text);
  for (const [wrong, place] of /** @type {const} */ ([
    [1, ' is an object, not number'],
    [[], ' is an object, not an array'],
    [{ shortcodes: 'a' }, '.shortcodes is an object, not string'],
    [{ shortcodes: { a: 1 } }, '.shortcodes has for "a" number, not a string or an array of strings'],
    [{ shortcodes: { a: ['b', null] } }, '.shortcodes has for "a" null, not a string or an array of strings'],
    [{ blocks: { a: ['b', 1] } }, '.blocks has for "a" number, not a string or an array of strings'],
  ])) {
    assert.throws(() => render('', { answers: /** @type {any} */ (wrong) }), { name: 'TypeError', message: `options.answers${place}` });
    assert.throws(() => draft.answer(/** @type {any} */ (wrong)), { name: 'TypeError', message: `answers${place}` });
  }
  assert.equal(draft.html, render(text).html);
  draft.free();
  assert.throws(() => draft.answer({}), /freed/);
});

for (const method of /** @type {const} */ (['answer', 'edit'])) {
  test(`they outlive an engine that breaks in ${method}()`, (context) => {
    const draft = new Draft(text);
    const list = new BlockList();
    if (method === 'edit') draft.answer(answers);
    context.mock.method(Core.prototype, method, () => breakForTests(0), { times: 1 });
    const update = method === 'edit' ? draft.edit({ from: draft.length, insert: '\nx\n' }) : draft.answer(answers);
    assert.ok(update.recovered);
    list.apply(update.patches);
    const html = method === 'edit' ? `${shown}<p>x</p>\n` : shown;
    assert.deepEqual([draft.html, list.html], [html, html]);
  });
}

test('a server shows them, and hands them to the element', () => {
  const html = renderToString(text, { answers });
  assert.match(html, /<b>1 😀<\/b>/);
  const [, options] = /** @type {RegExpExecArray} */ (/ options="([^"]*)"/.exec(html));
  assert.deepEqual(JSON.parse(options.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')).answers, answers);
});

/** @param {() => void} act @returns {number} the least time of some */
function least(act) {
  let least = Infinity;
  for (let run = 0; run < 7; run++) {
    const start = performance.now();
    act();
    least = Math.min(least, performance.now() - start);
  }
  return least;
}

test('an answer costs in proportion to its length, whatever is in it', () => {
  const parts = ['<b>', '<div>', '</p>', '<p>a', '<!-- ', '<script>', '<a href="', '<svg>', '&amp;&#x41;&', '</', '<table><td>', '<iframe src=x>', 'word '];
  for (const part of parts) {
    const cost = (/** @type {number} */ length) => {
      const output = part.repeat(length / part.length);
      return least(() => render('a {{< x >}} *b {{< x >}}*\n', { answers: { shortcodes: { '{{< x >}}': output } } }).html);
    };
    const [small, large] = [cost(25_000), cost(100_000)];
    assert.ok(large < 12 * small + 20, `${part}: ${small} ms for 25 kB, ${large} ms for 100 kB`);
  }
});

test('a key in a post of 5,000 answered shortcodes reads its block alone', () => {
  /** @param {number} count */
  const made = (count) => {
    const sources = Array.from({ length: count }, (_, at) => `{{< img ${at} >}}`);
    const shortcodes = Object.fromEntries(sources.map((source, at) => [source, `<figure><img src="/${at}.png" alt=""><figcaption>${at}</figcaption></figure>\n`]));
    const draft = new Draft(sources.map((source) => `Words.\n\n${source}\n\n`).join(''), { answers: { shortcodes } });
    const key = least(() => {
      const { reparsed, patches } = draft.edit({ from: 5, insert: 'x' });
      assert.ok(reparsed.to - reparsed.from < 200 && patches.length === 1);
    });
    return { key, draft };
  };
  const { key, draft } = made(5000);
  const whole = least(() => render(draft.text, { answers: {} }));
  assert.ok(key < whole / 4, `${key} ms for a key, ${whole} ms for the whole post`);
});
