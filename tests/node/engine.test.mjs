/** The package's API in Node, through the facade. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { inspect } from 'node:util';
import init, { Draft, render } from '../../www/engine.js';
import { BlockList } from './block-list.mjs';

await init();

const post = [
  '---',
  'title: "A 😀 title"',
  'tags: [a, b]',
  '---',
  '# One 😀',
  '',
  'Text with a note[^1].',
  '',
  '[^1]: The note.',
  '',
  '## Two',
  '',
  '- a',
  '- b',
  '',
].join('\n');

/** A draft, and the list of blocks that its patches make. @param {string} text @param {import('../../www/engine.js').Options} [options] */
function listed(text, options) {
  const draft = new Draft('', options);
  const list = new BlockList();
  list.apply(draft.edit({ from: 0, insert: text }).patches);
  return { draft, list };
}

/** All that a draft says of its text. @param {Draft} draft */
function answers({ html, frontMatter, diagnostics, outline, stats, summary }) {
  return { html, frontMatter, diagnostics, outline, stats, summary };
}

/** @param {import('../../www/engine.js').Diagnostic[]} diagnostics */
const errors = (diagnostics) => diagnostics.filter(({ severity }) => severity === 'error');

/** @param {() => unknown} misuse @param {'RangeError' | 'TypeError'} name @param {RegExp} message */
function refuses(misuse, name, message) {
  assert.throws(misuse, { name, message });
}

test('render makes each answer when it is first read, the same after other posts', () => {
  const texts = Array.from({ length: 40 }, (_, at) => `# Post ${at}\n\n${'Words [again]. '.repeat(1000)}\n\n[again]: /there\n`);
  const posts = texts.map((text) => render(text));
  const htmls = posts.map(({ html }) => html);
  for (const [at, post] of posts.entries()) {
    assert.equal(post.stats.words, 2002);
    assert.equal(post.outline[0].text, `Post ${at}`);
    assert.equal(post.html, htmls[at]);
    assert.equal(post.outline, post.outline);
  }
  const last = render(texts[3]);
  assert.deepEqual(Object.keys(last), ['html', 'frontMatter', 'diagnostics', 'outline', 'stats', 'summary']);
  assert.deepEqual([{ ...last }, structuredClone(last), JSON.parse(JSON.stringify(last))], Array(3).fill({ ...posts[3] }));
  assert.match(inspect(last), /html: '<h1 id="post-3"/);
  last.html = 'mine';
  assert.equal(last.html, 'mine');
  // Functions are asked once, whatever is read later.
  let calls = 0;
  const own = render('{{< count >}}', { shortcodes: { count: () => String(++calls) } });
  assert.equal(calls, 1);
  for (const text of texts) void render(text).html;
  assert.equal(own.html, '<p>1</p>\n');
  assert.deepEqual([calls, own.stats.words], [1, 1]);
});

test('render', () => {
  const { html, frontMatter, diagnostics, outline, stats } = render(post);
  assert.match(html, /^<h1 id="one-">One 😀<\/h1>\n<p>Text with a note<sup/);
  assert.equal(frontMatter.format, 'yaml');
  assert.deepEqual([frontMatter.from, frontMatter.to], [0, post.indexOf('# One')]);
  assert.deepEqual(frontMatter.data, { title: 'A 😀 title', tags: ['a', 'b'] });
  assert.equal(frontMatter.stale, false);
  assert.deepEqual(
    frontMatter.fields.map(({ key, value, from, to, keyFrom, keyTo }) => [key, value, post.slice(keyFrom, keyTo), post.slice(from, to)]),
    [['title', 'A 😀 title', 'title', '"A 😀 title"'], ['tags', ['a', 'b'], 'tags', '[a, b]']],
  );
  assert.deepEqual(errors(diagnostics), []);
  assert.deepEqual(
    outline.map(({ level, text, id, from, to }) => [level, text, id, post.slice(from, to).trimEnd()]),
    [[1, 'One 😀', 'one-', '# One 😀'], [2, 'Two', 'two', '## Two']],
  );
  assert.ok(stats.words >= 8 && stats.readingMinutes === 1 && stats.blocks >= 4, JSON.stringify(stats));
});

test('options', () => {
  const text = '---\na: 1\n---\n~~x~~\n';
  assert.equal(render(text).html, '<p><del>x</del></p>\n');
  assert.equal(render(text, {}).html, render(text, { flavor: 'hugo', frontMatter: 'header' }).html);
  assert.equal(render(text, { flavor: 'gfm' }).html, '<p><del>x</del></p>\n');
  assert.equal(render(text, { flavor: 'commonmark' }).html, '<p>~~x~~</p>\n');
  const none = render(text, { frontMatter: 'none' });
  assert.equal(none.frontMatter.format, null);
  assert.match(none.html, /^<hr>\n<h2/);
  for (const frontMatter of /** @type {const} */ (['header', 'table', 'source', 'hidden'])) {
    assert.deepEqual(render(text, { frontMatter }), render(text));
  }
  assert.equal(new Draft(text, { flavor: 'commonmark' }).html, '<p>~~x~~</p>\n');
  for (const options of /** @type {any[]} */ ([{ flavor: 'markdown' }, { frontMatter: 'shown' }, { flavor: 5 }, 5, 'hugo'])) {
    assert.throws(() => render(text, options), TypeError, JSON.stringify(options));
    assert.throws(() => new Draft(text, options), TypeError, JSON.stringify(options));
  }
});

test('only strings are texts', () => {
  for (const text of /** @type {any[]} */ ([null, 5, {}, ['a'], new String('a')])) {
    assert.throws(() => render(text), TypeError);
    assert.throws(() => new Draft(text), TypeError);
    assert.throws(() => new Draft('').replace(text), TypeError);
  }
  refuses(() => render(/** @type {any} */ (undefined)), 'TypeError', /undefined/);
});

test('keys of the front matter are plain properties', () => {
  const { data } = render('---\n__proto__: {polluted: 1}\nconstructor: 2\n---\n').frontMatter;
  assert.deepEqual(Object.entries(data), [['__proto__', { polluted: 1 }], ['constructor', 2]]);
  assert.equal(/** @type {any} */ ({}).polluted, undefined);
});

test('a draft says what render does', () => {
  assert.deepEqual(answers(new Draft(post)), render(post));
  const { draft, list } = listed(post);
  assert.deepEqual(answers(draft), render(post));
  assert.equal(list.html, draft.html);
  assert.deepEqual(answers(new Draft()), render(''));
});

test('one change', () => {
  const { draft, list } = listed(post);
  const from = post.indexOf('Text');
  const update = draft.edit({ from, to: from + 4, insert: 'Words' });
  assert.equal(draft.text, post.replace('Text', 'Words'));
  assert.equal(update.patches.length, 1);
  assert.equal(update.patches[0].op, 'replace');
  assert.ok(update.reparsed.from <= from && update.reparsed.to >= from + 5, JSON.stringify(update.reparsed));
  list.apply(update.patches);
  assert.equal(list.html, draft.html);
  draft.edit({ from: 0, to: draft.text.length });
  assert.deepEqual([draft.text, draft.html], ['', '']);
  draft.edit({ from: 0, insert: 'a' });
  draft.edit({ from: 1 });
  assert.deepEqual([draft.text, draft.html], ['a', '<p>a</p>\n']);
});

test('several changes, in any order, touching', () => {
  /** @type {[import('../../www/engine.js').Change[], string][]} */
  const cases = [
    [[], '0123456789'],
    [[{ from: 8, to: 9, insert: 'I' }, { from: 1, insert: 'a' }, { from: 4, to: 6 }], '0a12367I9'],
    [[{ from: 2, to: 4, insert: 'x' }, { from: 0, to: 2, insert: 'y' }, { from: 4, to: 5, insert: 'zz' }], 'yxzz56789'],
    [[{ from: 5, insert: 'a' }, { from: 5, insert: 'b' }, { from: 5, insert: 'c' }], '01234abc56789'],
    [[{ from: 10, insert: '!' }, { from: 0, insert: '\n' }], '\n0123456789!'],
    [[{ from: 3, to: 6 }, { from: 6, to: 9 }, { from: 0, to: 3 }], '9'],
  ];
  for (const [changes, text] of cases) {
    const { draft, list } = listed('0123456789');
    const before = structuredClone(changes);
    list.apply(draft.edit(changes).patches);
    assert.equal(draft.text, text);
    assert.deepEqual(answers(draft), render(text));
    assert.equal(list.html, draft.html);
    assert.deepEqual(changes, before, 'the caller’s changes are left alone');
  }
});

test('reparsed holds every change of an edit', () => {
  const draft = new Draft('# \n');
  const { reparsed } = draft.edit([{ from: 2, insert: 'x' }, { from: 3, insert: '# \na' }]);
  assert.equal(draft.text, '# x\n# \na');
  assert.deepEqual(reparsed, { from: 0, to: 8 });
});

test('changes that cannot be are refused with their numbers, and nothing is edited', () => {
  const { draft, list } = listed(post);
  const { length } = post;
  const edit = (/** @type {any} */ changes) => () => draft.edit(changes);
  refuses(edit([{ from: 2, to: 6 }, { from: 4, to: 8 }]), 'RangeError', /2.*6.*4.*8/);
  refuses(edit([{ from: 4, to: 8 }, { from: 5 }]), 'RangeError', /4.*8.*5/);
  refuses(edit([{ from: 7 }, { from: 4, to: 8 }]), 'RangeError', /4.*8.*7/);
  refuses(edit([{ from: 4, to: 5 }, { from: 4, to: 5 }]), 'RangeError', /4.*5/);
  refuses(edit({ from: 3, to: 2 }), 'RangeError', /2.*3/);
  // Such a value cannot be written in a message.
  for (const value of [Symbol('one'), Object.create(null)]) {
    refuses(edit({ from: /** @type {any} */ (value) }), 'TypeError', /^An offset is a whole number, not (?:Symbol\(one\)|object)$/);
  }
  refuses(edit(/** @type {any} */ (Symbol('one'))), 'TypeError', /^A change is an object, not Symbol\(one\)$/);
  assert.equal(render('a', /** @type {any} */ ({ images: 1n })).html, '<p>a</p>\n');
  refuses(edit({ from: -1 }), 'RangeError', new RegExp(`-1.*${length}`));
  refuses(edit({ from: length + 1 }), 'RangeError', new RegExp(`${length + 1}.*${length}`));
  refuses(edit({ from: 0, to: length + 7 }), 'RangeError', new RegExp(`${length + 7}.*${length}`));
  refuses(edit([{ from: 0, insert: 'x' }, { from: 2 ** 32 + 1 }]), 'RangeError', /4294967297/);
  for (const from of [1.5, NaN, Infinity, '1', null, undefined, 1n, true]) {
    refuses(edit({ from }), 'TypeError', new RegExp(`${from}`));
    if (from !== undefined) refuses(edit({ from: 0, to: from }), 'TypeError', new RegExp(`${from}`));
  }
  for (const insert of [5, null, ['a'], {}]) assert.throws(edit({ from: 0, insert }), TypeError);
  for (const change of [null, undefined, 'x', 5, [null], [[{ from: 0 }]], [, { from: 0 }]]) assert.throws(edit(change), TypeError);
  assert.equal(draft.text, post);
  assert.deepEqual(answers(draft), render(post));
  const update = draft.edit({ from: length, insert: 'end' });
  assert.equal(update.version, 2, 'a refused edit is not counted');
  list.apply(update.patches);
  assert.equal(list.html, draft.html);
});

test('replace makes the smallest edit', () => {
  const paragraphs = Array.from({ length: 2000 }, (_, at) => `Paragraph ${at} of *many*.\n\n`);
  const { draft, list } = listed(paragraphs.join(''));
  const ids = list.ids;
  paragraphs[1000] = 'Paragraph 1000 of very *many*.\n\n';
  const text = paragraphs.join('');
  const update = draft.replace(text);
  assert.equal(draft.text, text);
  assert.deepEqual(update.patches, [{ op: 'replace', id: ids[1000], html: '<p>Paragraph 1000 of very <em>many</em>.</p>\n' }]);
  const { from, to } = update.reparsed;
  const at = text.indexOf(' very');
  assert.ok(from <= at && to >= at + 5 && to - from < 200, JSON.stringify(update.reparsed));
  list.apply(update.patches);
  assert.equal(list.html, render(text).html);

  const same = draft.replace(text);
  assert.deepEqual(same.patches, []);
  assert.equal(same.reparsed.to - same.reparsed.from, 0);
});

test('an edit in one block changes no other id', () => {
  const { draft, list } = listed(post);
  for (const [place, insert] of [['Text', 'x'], ['The note', 'y'], ['Two', 'z '], ['- a', '- more\n'], ['😀 title', 'w']]) {
    const ids = list.ids;
    const from = draft.text.indexOf(place);
    assert.notEqual(from, -1);
    list.apply(draft.edit({ from, insert }).patches);
    assert.deepEqual(list.ids, ids, place);
    assert.equal(list.html, render(draft.text).html);
  }
  const ids = list.ids;
  const update = draft.edit({ from: draft.text.indexOf('## '), insert: 'One more.\n\n' });
  list.apply(update.patches);
  assert.deepEqual(list.ids.filter((id) => ids.includes(id)), ids, 'a new block leaves the others alone');
  assert.equal(list.ids.length, ids.length + 1);
});

test('version counts, patches can be read late', () => {
  const draft = new Draft('a\n\nb\n');
  const first = draft.edit({ from: 0, insert: 'x' });
  const second = draft.edit({ from: 0, insert: 'y' });
  assert.deepEqual([first.version, second.version, draft.replace('z').version], [1, 2, 3]);
  assert.deepEqual(first.patches.map((patch) => 'html' in patch && patch.html), ['<p>xa</p>\n']);
  assert.equal(first.patches, first.patches);
  assert.deepEqual(second.patches.map((patch) => 'html' in patch && patch.html), ['<p>yxa</p>\n']);
});

test('blockAt', () => {
  const { draft, list } = listed(post);
  const start = post.indexOf('# One');
  for (let offset = 0; offset < start; offset++) assert.equal(draft.blockAt(offset), null, `${offset} is in the front matter`);
  /** The blocks lie side by side, in the order of the list; the footnotes' section has no place. */
  const ids = [];
  for (let at = start; at < post.length; ) {
    const block = draft.blockAt(at);
    assert.ok(block && block.from === at && block.to > at, JSON.stringify(block));
    for (let offset = block.from; offset < block.to; offset++) assert.deepEqual(draft.blockAt(offset), block);
    ids.push(block.id);
    at = block.to;
  }
  assert.deepEqual(ids, list.ids.slice(0, -1));
  assert.equal(draft.blockAt(post.indexOf('One 😀') + 5)?.kind, 'heading', 'inside a surrogate pair');
  assert.equal(draft.blockAt(post.length)?.id, ids.at(-1), 'at the end of the text');
  assert.equal(draft.blockAt(post.indexOf('- b'))?.kind, 'list');
  refuses(() => draft.blockAt(post.length + 1), 'RangeError', new RegExp(`${post.length + 1}.*${post.length}`));
  refuses(() => draft.blockAt(-1), 'RangeError', /-1/);
  refuses(() => draft.blockAt(0.5), 'TypeError', /0\.5/);
  assert.equal(new Draft('').blockAt(0), null);
  assert.equal(new Draft('---\na: 1\n---\n').blockAt(13), null, 'an empty body');
});

test('offsets are UTF-16 code units', () => {
  const text = '---\na: "😀😀"\nb: [\n---\n😀 one\n\n# 😀 two\n';
  const draft = new Draft(text);
  const [error] = errors(draft.diagnostics);
  assert.equal(error.line, 3);
  const lineStart = text.indexOf('b: [');
  assert.equal(error.column, error.from - lineStart + 1);
  assert.ok(error.from >= lineStart && error.to <= text.indexOf('\n---\n') + 1 && error.from < error.to, JSON.stringify(error));
  assert.deepEqual(draft.outline.map(({ from, to }) => text.slice(from, to).trimEnd()), ['# 😀 two']);
  const { fields } = render('---\n"😀": "😀" # 😀\nk: v\n---\n').frontMatter;
  assert.deepEqual(fields.map(({ from, to, keyFrom, keyTo }) => [keyFrom, keyTo, from, to]), [[4, 8, 10, 14], [20, 21, 23, 24]]);
  draft.edit([{ from: text.indexOf(' one'), insert: '🎈' }, { from: text.indexOf('two'), to: text.length, insert: 'drei' }]);
  assert.equal(draft.html, '<p>😀🎈 one</p>\n<h1 id="-drei">😀 drei</h1>\n');
});

test('lone surrogates stay in the text and show as U+FFFD', () => {
  const { draft, list } = listed('a 😀 b\n\nc\n');
  const at = draft.text.indexOf('😀');
  /** @type {[string, import('../../www/engine.js').Change | import('../../www/engine.js').Change[], string][]} */
  const steps = [
    ['split a pair', { from: at + 1, insert: 'x' }, 'a \ud83dx\ude00 b\n\nc\n'],
    ['edit elsewhere', { from: 8, insert: 'y' }, 'a \ud83dx\ude00 b\ny\nc\n'],
    ['join the halves', { from: at + 1, to: at + 2 }, 'a 😀 b\ny\nc\n'],
    ['replace one half', { from: at, to: at + 1, insert: 'z' }, 'a z\ude00 b\ny\nc\n'],
    ['insert the other half', { from: at, to: at + 1, insert: '\ud83d' }, 'a 😀 b\ny\nc\n'],
    ['insert a half', { from: 0, insert: '\udc00' }, '\udc00a 😀 b\ny\nc\n'],
    ['a half in front of another pair', { from: 3, insert: '\ud83d' }, '\udc00a \ud83d😀 b\ny\nc\n'],
    ['halves that meet', [{ from: 0, to: 1 }, { from: 3, to: 5 }], 'a \ude00 b\ny\nc\n'],
    ['both halves by two changes', [{ from: 2, insert: '\ud83d' }, { from: 0, insert: '\ud83d' }, { from: 0, insert: '\ude00' }], '😀a 😀 b\ny\nc\n'],
    ['remove half of each', [{ from: 0, to: 1 }, { from: 5, to: 6 }], '\ude00a \ud83d b\ny\nc\n'],
    ['nothing', [], '\ude00a \ud83d b\ny\nc\n'],
  ];
  steps.forEach(([name, changes, text], step) => {
    const update = draft.edit(changes);
    assert.equal(draft.text, text, name);
    assert.equal(update.version, step + 2, name);
    assert.deepEqual(answers(draft), render(text), name);
    assert.equal(draft.html, render(text.toWellFormed()).html, name);
    list.apply(update.patches);
    assert.equal(list.html, draft.html, name);
  });
  assert.match(draft.html, /^<p>\ufffda \ufffd b/);
  draft.replace('x\ud800');
  assert.equal(draft.text, 'x\ud800');
  assert.equal(draft.blockAt(2)?.to, 2);
  refuses(() => draft.blockAt(3), 'RangeError', /3.*2/);
});

test('texts that are not tidy are kept as they are', () => {
  /** @type {[string, string][]} */
  const cases = [
    ['', ''],
    ['\n\n', ''],
    ['a\rb\r\rc', '<p>a\nb</p>\n<p>c</p>\n'],
    ['a\r\nb\r\n\r\n# c\r\n', '<p>a\nb</p>\n<h1 id="c">c</h1>\n'],
    ['\ufeff# a', '<h1 id="a">a</h1>\n'],
    ['\ufeff---\r\nt: 1\r\n---\r\na', '<p>a</p>\n'],
    ['---\rt: 1\r---\ra', '<p>a</p>\n'],
    ['a\0b', '<p>a\ufffdb</p>\n'],
    ['\0', '<p>\ufffd</p>\n'],
    ['a\u2028b\u0085c', '<p>a\u2028b\u0085c</p>\n'],
  ];
  for (const [text, html] of cases) {
    const { draft, list } = listed(text);
    assert.equal(draft.html, html, JSON.stringify(text));
    assert.equal(draft.text, text);
    assert.equal(list.html, html);
    assert.deepEqual(answers(draft), render(text));
    // One unit at a time, from both ends.
    for (const end of [false, true]) {
      for (let rest = text; rest; ) {
        const from = end ? rest.length - 1 : 0;
        list.apply(draft.edit({ from, to: from + 1 }).patches);
        rest = end ? rest.slice(0, -1) : rest.slice(1);
        assert.equal(draft.text, rest);
        assert.equal(draft.html, render(rest).html, JSON.stringify(rest));
        assert.equal(list.html, draft.html);
      }
      list.apply(draft.edit({ from: 0, insert: text }).patches);
    }
  }
});

test('the place of a diagnostic: both ends, and the part of the post', () => {
  /** @param {string} text @param {string} code */
  const place = (text, code) => {
    const found = render(text).diagnostics.find((diagnostic) => diagnostic.code === code);
    assert.ok(found, code);
    const { from, to, line, column, endLine, endColumn, in: part } = found;
    return { text: text.slice(from, to), line, column, endLine, endColumn, in: part };
  };
  const text = '---\ntitle: 😀\ntgas: [a]\n---\n\n😀 [a][b\nc] [x](#no)\n';
  assert.deepEqual(place(text, 'link-undefined'), { text: '[a][b\nc]', line: 6, column: 4, endLine: 7, endColumn: 3, in: 'body' });
  assert.deepEqual(place(text, 'link-fragment'), { text: '#no', line: 7, column: 8, endLine: 7, endColumn: 11, in: 'body' });
  assert.deepEqual(place(text, 'unknown-key'), { text: 'tgas', line: 3, column: 1, endLine: 3, endColumn: 5, in: 'frontMatter' });
});

test('front matter that breaks keeps its last good values, until it is mended', () => {
  const draft = new Draft('---\nlabel: one\n---\nText.\n');
  const at = draft.text.indexOf('one');
  const broken = draft.edit({ from: at, to: at + 3, insert: '[two' });
  assert.equal(broken.frontMatterChanged, true);
  const { frontMatter, ...rest } = answers(draft);
  const { frontMatter: fresh, ...expected } = render(draft.text);
  assert.deepEqual(rest, expected);
  assert.equal(rest.html, '<p>Text.</p>\n');
  assert.deepEqual([frontMatter.data, frontMatter.stale], [{ label: 'one' }, true]);
  assert.deepEqual([fresh.data, fresh.stale], [{}, false]);
  assert.deepEqual([frontMatter.format, frontMatter.from, frontMatter.to], [fresh.format, fresh.from, fresh.to]);
  const [{ line, fix }] = errors(draft.diagnostics);
  assert.equal(line, 2);
  assert.ok(fix, 'a bracket to close');
  draft.edit(fix.changes);
  assert.deepEqual(errors(draft.diagnostics), []);
  assert.deepEqual([draft.frontMatter.data, draft.frontMatter.stale], [{ label: ['two'] }, false]);
  assert.equal(draft.edit({ from: draft.text.length - 2, insert: '!' }).frontMatterChanged, false);
});

test('the summary of a post, as real Hugo was seen to give it', () => {
  const long = Array.from({ length: 80 }, (_, at) => `word${at}`).join(' ');
  /** @type {[string, string, boolean][]} */
  const cases = [
    ['---\nsummary: A *b* "c"\n---\nbody\n', 'A <em>b</em> “c”', false],
    ['---\nsummary: "A\\n\\nB"\n---\nbody\n', '<p>A</p>\n<p>B</p>', false],
    ['---\nsummary: S\n---\nbody\n\n<!--more-->\n\nmore\n', '<p>body</p>', true],
    ['---\nsummary: S\n---\n<!--more-->\n\nmore\n', 'S', true],
    ['<!--more-->\n\nmore\n', '', true],
    ['body\n\n<!--more-->\n', '<p>body</p>', false],
    ['> a\n>\n> <!--more-->\n>\n> b\n\nc\n', '<blockquote>\n<p>a</p>\n</blockquote>', true],
    [`${long}\n\nnext\n`, `<p>${long}</p>`, true],
    [`1. ${long}\n\n   a\n2. b\n\nnext\n`, `<ol>\n<li>\n<p>${long}</p>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n</li>\n</ol>`, true],
    ['---\nisCJKLanguage: true\n---\n' + '你好 '.repeat(36) + '\n\nmore\n', `<p>${'你好 '.repeat(36).trim()}</p>`, true],
    ['', '', false],
  ];
  for (const [text, html, truncated] of cases) assert.deepEqual(render(text).summary, { html, truncated }, text);
  assert.deepEqual(render('---\nisCJKLanguage: true\n---\n你好世界 hello “你好” & a&你\n').stats, { words: 17, readingMinutes: 1, blocks: 1 });
});

test('the status of a post at a time, which nothing else depends on', () => {
  const noon = Date.UTC(2026, 0, 2, 12);
  /** @type {[string, string, string | null, number | null][]} */
  const cases = [
    ['title: a', 'published', null, null],
    ['date: 2026-01-02T11:59:59Z', 'published', '2026-01-02T11:59:59Z', null],
    ['lastmod: 2026-01-02 14:00:00 +0200', 'published', '2026-01-02T14:00:00+02:00', null],
    ['date: 2026-01-02T12:00:01', 'scheduled', '2026-01-02T12:00:01', noon + 1000],
    ['date: 2030-01-01\npublishDate: 2026-01-01', 'published', '2030-01-01', null],
    ['pubDate: 05 Jan 2026\nexpiryDate: 2026-01-09', 'scheduled', '2026-01-05', Date.UTC(2026, 0, 5)],
    ['expiryDate: 2026-01-03', 'published', null, Date.UTC(2026, 0, 3)],
    ['expiryDate: 2026-01-02', 'expired', '2026-01-02', null],
    ['draft: true\ndate: 2030-01-01', 'draft', null, null],
    ['draft: "true"', 'draft', null, null],
  ];
  for (const [fields, status, date, next] of cases) {
    const draft = new Draft(`---\n${fields}\n---\n`);
    assert.deepEqual(draft.statusAt(noon + 500), { status, date, next }, fields);
  }
  const draft = new Draft('---\npubDate: 05 Jan 2026\n---\n');
  assert.deepEqual(draft.frontMatter.dates, { date: '2026-01-05', lastmod: '2026-01-05', publishDate: '2026-01-05' });
  const published = Date.UTC(2026, 6, 1, 12);
  for (const [timeZone, hours] of /** @type {const} */ ([['Europe/Oslo', -2], ['America/St_Johns', 2.5], ['Asia/Kathmandu', -5.75], ['UTC', 0], ['No/Where', 0]])) {
    const zoned = new Draft('---\ntitle: a\npublishDate: 2026-07-01T12:00:00\n---\n', { site: { timeZone } });
    const begins = published + hours * 3_600_000;
    assert.deepEqual([begins - 1, begins].map((time) => zoned.statusAt(time).status), ['scheduled', 'published'], timeZone);
    assert.equal(zoned.statusAt(begins - 1).next, begins, timeZone);
    zoned.free();
  }
  assert.equal(draft.statusAt(0).status, 'scheduled');
  assert.equal(draft.statusAt().status, 'published');
});

test('free', () => {
  const draft = new Draft(post);
  const update = draft.edit({ from: 0, to: 1 });
  draft.free();
  draft.free();
  assert.equal(draft.text, post.slice(1), 'the text is never lost');
  assert.ok(Array.isArray(update.patches), 'an update outlives its draft');
  const uses = /** @type {(() => unknown)[]} */ ([
    () => draft.html,
    () => draft.frontMatter,
    () => draft.diagnostics,
    () => draft.outline,
    () => draft.stats,
    () => draft.edit({ from: 0, insert: 'x' }),
    () => draft.replace('x'),
    () => draft.blockAt(0),
  ]);
  for (const use of uses) refuses(use, 'TypeError', /freed/);
  const other = new Draft('b');
  other[Symbol.dispose]();
  refuses(() => other.html, 'TypeError', /freed/);
});

test('many edits between two looks at the text', () => {
  let expected = 'ab cd\n\n'.repeat(200);
  const draft = new Draft(expected);
  for (let at = 0; at < 1500; at += 1) {
    const from = (at * 7919) % (expected.length - 8);
    const insert = 'xyz'.slice(0, at % 4);
    draft.edit([{ from, to: from + (at % 3), insert }, { from: from + 5, insert: 'q' }]);
    expected = expected.slice(0, from) + insert + expected.slice(from + (at % 3), from + 5) + 'q' + expected.slice(from + 5);
  }
  assert.equal(draft.text, expected);
  assert.deepEqual(draft.html, render(expected).html);
});

test('the answers to a render are those of a draft, in whatever order they are read', () => {
  const head = '---\ntitle: "😀 é"\nweight: 3\n---\n';
  const bodies = ['# A\n\n"q" [b]\n\n# A\n\n[b]: /u\n', 'x[^1]\n\n[^1]: y\n', '<div>\n\n*a*\n\n</div>\n', '{{< x >}}\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n- a\n- b\n'];
  for (const text of bodies.map((body) => head + body)) {
    const draft = new Draft(text);
    for (const names of /** @type {const} */ ([['html', 'frontMatter', 'outline'], ['outline', 'html', 'frontMatter'], ['frontMatter', 'diagnostics', 'html']])) {
      const rendered = render(text);
      for (const name of names) assert.deepEqual(rendered[name], draft[name], `${name} of ${text}`);
    }
    draft.free();
  }
});

// Node 18 and 20 abort when they deoptimise around a call that they inlined and that returns one reference.
test('no export of the engine returns a single reference', () => {
  const types = readFileSync(new URL('../../www/pkg/draftpane_bg.wasm.d.ts', import.meta.url), 'utf8');
  const exported = [...types.matchAll(/^export const (\w+): \(.*\) => (.+);$/gm)];
  assert.ok(exported.length > 30);
  assert.deepEqual(exported.filter(([, , type]) => !/^(void|number|\[.+\])$/.test(type)).map(([, name]) => name), []);
});
