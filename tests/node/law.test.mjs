/** The law of the API: after any edits a draft says what render says of its text, and its patches tell the same; with answers of a site, which change, too. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import init, { Draft, render } from '../../www/engine.js';
import { BlockList } from './block-list.mjs';

/** @typedef {import('../../www/engine.js').Change} Change */

await init();

const posts = new URL('../posts/', import.meta.url);
const starts = ['', ...readdirSync(posts).map((name) => readFileSync(new URL(name, posts), 'utf8'))];

const pieces = [
  'a', 'word ', ' ', '    ', '\t', '\n', '\n\n', '\r', '\r\n', '\0', '\ufeff', '\u2028',
  '😀', '\ud83d', '\ude00', '\udc00', 'é', 'e\u0301', '日本',
  '# ', '## T\n', '===\n', '---\n', '+++\n', '- ', '1. ', '> ', '```', '~~~\n', '|a|b|\n|-|-|\n', '***\n',
  '*', '**', '_', '`', '~~', '[', ']', '](/u)', '![', '[a]: /u\n', '[a]', '[^1]', '[^1]: ', '<b>', '</div>', '<!--', '-->', '\\', '&amp;',
  '"', '\'', ': ', 'k: v\n', 'k = 1\n', '{', '}', '[', ']', '- [ ] ', '{{< x >}}', '{{< x >}}\n\n', '{{% x %}}', '{{< /x >}}', 'https://example.org ',
];

/** Numbers from a seed (mulberry32). @param {number} seed @returns {(limit: number) => number} whole numbers below the limit */
function random(seed) {
  return (limit) => {
    seed = (seed + 0x6d2b79f5) | 0;
    let bits = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) % limit;
  };
}

/** @param {(limit: number) => number} below @param {number} length @returns {Change[]} that do not overlap, in any order */
function someChanges(below, length) {
  const count = below(4) > 0 ? 1 : below(5);
  const room = Math.min(length, length > 3000 ? 1500 : 1 + below(12));
  const around = below(length + 1);
  const offsets = Array.from({ length: count * 2 }, () => Math.min(length, count > 1 ? below(length + 1) : around + below(room + 1)));
  offsets.sort((a, b) => a - b);
  const changes = Array.from({ length: count }, (_, at) => {
    const insert = length > 3000 ? '' : Array.from({ length: below(4) }, () => pieces[below(pieces.length)]).join('');
    const [from, to] = offsets.slice(at * 2, at * 2 + 2);
    // Cuts are rare, or several changes would leave nothing.
    return below(3) > 0 && count > 1 ? { from, insert } : { from, to: Math.min(to, from + 200 + room), insert };
  });
  return below(2) ? changes : changes.reverse().sort((a, b) => (a.from === b.from ? 0 : below(3) - 1));
}

/** @param {string} text @param {Change[]} changes */
function changed(text, changes) {
  const sorted = [...changes].sort((a, b) => b.from - a.from || (b.to ?? b.from) - (a.to ?? a.from));
  // Insertions at one place come in the order of the list.
  for (let at = 0; at < sorted.length; ) {
    let end = at + 1;
    while (end < sorted.length && sorted[end].from === sorted[at].from && (sorted[end].to ?? sorted[end].from) === (sorted[at].to ?? sorted[at].from)) end++;
    for (const { from, to = from, insert = '' } of sorted.slice(at, end).reverse()) text = text.slice(0, from) + insert + text.slice(to);
    at = end;
  }
  return text;
}

/** The site's answers to what the pieces make. @param {(limit: number) => number} below @returns {import('../../www/engine.js').Answers} */
function someAnswers(below) {
  const outputs = ['', 'text', '<b>b</b>', '<p>a<p>b', '<div><b>open', '</p></div>', '*a*\n\n- b', '<a href="javascript:x" id=a>😀</a>'];
  const one = () => outputs[below(outputs.length)];
  /** @type {[string, string | string[]][]} */
  const shortcodes = ['{{< x >}}', '{{% x %}}', '{{< x >}}a{{< /x >}}'].map((source) => [source, [one, () => [one(), one(), one()]][below(2)]()]);
  const blocks = ['# T', '## T', '{{< x >}}', 'a', 'word', '- ', '***'].filter(() => below(3) === 0);
  return { shortcodes: Object.fromEntries(shortcodes.filter(() => below(4) > 0)), blocks: Object.fromEntries(blocks.map((source) => [source, one()])) };
}

const flavors = /** @type {const} */ (['hugo', 'gfm', 'commonmark', 'hugo']);

for (const [run, flavor] of flavors.entries()) {
  test(`500 random edits, ${flavor}, seed ${run}`, () => {
    const below = random(run);
    /** @type {import('../../www/engine.js').Options} */
    let options = { flavor, answers: someAnswers(below) };
    const draft = new Draft('', options);
    const list = new BlockList();
    let text = '';
    let stale = 0;
    let version = 0;
    for (let step = 1; step <= 500; step++) {
      /** @type {Change[] | string} */
      let edit;
      if (step % 100 === 1) edit = starts[(run + (step - 1) / 100) % starts.length];
      else if (below(20) === 0) edit = changed(text, someChanges(below, text.length));
      else edit = someChanges(below, text.length);

      if (below(3) === 0) {
        options = { flavor, answers: someAnswers(below) };
        const update = draft.answer(options.answers ?? {});
        list.apply(update.patches);
        assert.equal(update.version, ++version);
        assert.equal(list.html, render(text, options).html, JSON.stringify({ run, step, text, options }));
      }
      const at = JSON.stringify({ run, step, text, edit, options });
      const update = typeof edit === 'string' ? draft.replace(edit) : draft.edit(edit);
      text = typeof edit === 'string' ? edit : changed(text, edit);
      list.apply(update.patches);

      assert.equal(draft.text, text, at);
      const { frontMatter: fresh, ...expected } = render(text, options);
      const { html, frontMatter, diagnostics, outline, stats, summary } = draft;
      assert.deepEqual({ at, html, diagnostics, outline, stats, summary }, { at, ...expected });
      if (frontMatter.stale) {
        stale++;
        const { format, from, to, data } = frontMatter;
        assert.deepEqual({ at, format, from, to, data: {} }, { at, format: fresh.format, from: fresh.from, to: fresh.to, data: fresh.data });
        assert.notDeepEqual(data, {}, at);
      } else {
        assert.deepEqual({ at, frontMatter }, { at, frontMatter: fresh });
      }
      assert.equal(list.html, html, at);
      assert.equal(update.version, ++version);
      const { from, to } = update.reparsed;
      assert.ok(Number.isInteger(from) && 0 <= from && from <= to && to <= text.length, `${from} to ${to}: ${at}`);
    }
    // The blocks lie side by side, in the order of the list.
    const ids = [];
    for (let at = draft.frontMatter.to + (draft.frontMatter.format || text[0] !== '\ufeff' ? 0 : 1); at < text.length; ) {
      const block = draft.blockAt(at);
      assert.ok(block && block.from === at && block.to > at && block.to <= text.length, `${at}: ${JSON.stringify(block)}`);
      ids.push(block.id);
      at = block.to;
    }
    assert.deepEqual(list.ids.slice(0, ids.length), ids);
    assert.ok(list.ids.length - ids.length <= 1, 'only the footnotes’ section has no place');
    assert.ok(stale < 500);
  });
}

test('3,000 edits before the text is asked for', () => {
  const below = random(99);
  const draft = new Draft('start\n');
  let text = 'start\n';
  for (let step = 0; step < 3000; step++) {
    const from = below(text.length + 1);
    const to = text.length > 500 ? Math.min(text.length, from + 2) : from;
    const insert = ['x', 'é', '\n', ''][below(4)];
    draft.edit({ from, to, insert });
    text = text.slice(0, from) + insert + text.slice(to);
  }
  assert.equal(draft.text, text);
  assert.equal(draft.html, render(text).html);
});
