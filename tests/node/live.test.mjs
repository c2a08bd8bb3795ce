/** The pane's work with the answers of Hugo, and a Hugo that fails. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Live } from '../../www/live/live.js';
import { Outputs } from '../../www/live/outputs.js';
import { Pictures } from '../../www/live/pictures.js';
import { placed } from '../../www/live/places.js';
import { shortcodesIn } from '../../www/live/shortcodes.js';
import { supervise } from '../../www/hugo.js';
import { Site } from '../../www/site.js';

/** @typedef {import('../../www/live/types.js').Renderer} Renderer */

/** @param {string} text */
const sources = (text) => shortcodesIn(text).map(({ source }) => source);

/** @type {[text: string, sources: string[]][]} */
const texts = [
  ['none { {{ x }} {{< >}} {{<', []],
  ['a {{< x >}} b {{%y%}} {{<z/>}}', ['{{< x >}}', '{{%y%}}', '{{<z/>}}']],
  ['{{< a "x >}} y" b=`c\nd >}}` >}}', ['{{< a "x >}} y" b=`c\nd >}}` >}}']],
  ['{{< a "\\"" >}} {{< b url=https://x.example/y/ />}}', ['{{< a "\\"" >}}', '{{< b url=https://x.example/y/ />}}']],
  ['{{</* a */>}} {{< a/b.inline >}}', ['{{< a/b.inline >}}']],
  ['{{< a >}} {{< b >}} {{< /a >}} {{< c >}}', ['{{< a >}} {{< b >}} {{< /a >}}', '{{< c >}}']],
  ['{{< a >}}{{< a >}}x{{< /a >}}{{< /a >}}', ['{{< a >}}{{< a >}}x{{< /a >}}{{< /a >}}']],
  ['{{< a >}}{{< b >}}{{< /a >}}{{< /b >}}', ['{{< a >}}{{< b >}}{{< /a >}}']],
  ['{{< a >}} {{< a >}}x{{< /a >}} {{< /b >}}', ['{{< a >}}', '{{< a >}}x{{< /a >}}']],
  ['{{< a "b >}} {{< c >}}', ['{{< c >}}']],
  ['{{% a >}} {{< b %}} {{% c %}}', ['{{% c %}}']],
];
for (const [text, expected] of texts) test(`shortcodes of ${JSON.stringify(text)}`, () => assert.deepEqual(sources(text), expected));

test('a text of tags that never end is read in linear time', () => {
  for (const piece of ['{{< ', '{{< a "', '{{< a `', '{{< a b="c" ', '{{< a >}}', '{{< /a >}}', '{{< a >}}{{< b >}}']) {
    const time = (/** @type {number} */ length) => {
      const text = piece.repeat(length / piece.length);
      const runs = Array.from({ length: 5 }, () => {
        const began = performance.now();
        shortcodesIn(text);
        return performance.now() - began;
      });
      return Math.min(...runs);
    };
    time(100_000);
    assert.ok(time(800_000) < 40 * Math.max(5, time(100_000)), piece);
  }
});

test('the engine is answered only when an answer changed', async () => {
  let text = '# Title\n\nA paragraph.\n';
  let answered = 0;
  /** @type {() => void} */
  let isReady = () => {};
  const ready = () => new Promise((resolve) => (isReady = () => resolve(undefined)));
  const blocks = () => [{ from: 0, to: text.indexOf('\n') }, { from: text.indexOf('A'), to: text.length }];
  const pane = {
    text: () => text, bodyStart: () => 0, blocks, hasAllBlocks: () => true,
    answer: () => void answered++,
    tell: (/** @type {string} */ state) => void (state === 'ready' && isReady()),
  };
  const hugo = /** @type {any} */ ({
    shortcodes: async () => ({ shortcodes: [], problems: [], hooks: true, milliseconds: 1 }),
    blocks: async () => ({ blocks: [`<h1>${text.slice(2, text.indexOf('\n'))}</h1>`, null], problems: [], milliseconds: 1 }),
  });
  const opened = ready();
  const live = new Live(pane, hugo, null, 'p.md');
  await opened;
  assert.equal(answered, 1);
  const typed = async (/** @type {string} */ next) => {
    text = next;
    const rendered = ready();
    live.follow();
    await rendered;
  };
  await typed('# Title\n\nA longer paragraph.\n');
  assert.equal(answered, 1);
  await typed('# Titles\n\nA longer paragraph.\n');
  assert.equal(answered, 2);
  live.end();
});

/** @param {string} source @param {string | null} output */
const made = (source, output, embedded = false) => ({ source, output, embedded });

test('a shortcode that is half typed keeps what was shown in its place', () => {
  const outputs = new Outputs();
  const shown = (/** @type {string} */ text) => outputs.for('', shortcodesIn(text));
  outputs.learn('', [made('{{< a 1 >}}', 'A1'), made('{{< b >}}', 'B'), made('{{< figure >}}', '<hr>', true)]);
  assert.deepEqual(shown('{{< a 1 >}} {{< b >}} {{< figure >}}'), { '{{< a 1 >}}': 'A1', '{{< b >}}': 'B' });
  assert.deepEqual(shown('{{< a 12 >}} {{< b >}}'), { '{{< a 12 >}}': 'A1', '{{< b >}}': 'B' });
  assert.deepEqual(shown('{{< a 123 >}} {{< b >}}'), { '{{< a 123 >}}': 'A1', '{{< b >}}': 'B' });
  // Another one in front of it, and one of another name.
  assert.deepEqual(shown('{{< c >}} {{< a 123 >}} {{< b >}}'), { '{{< a 123 >}}': 'A1', '{{< b >}}': 'B' });
  assert.deepEqual(shown('{{< c >}} {{< a 123 >}} {{< b 2 >}}'), { '{{< a 123 >}}': 'A1', '{{< b 2 >}}': 'B' });
  assert.deepEqual(shown('{{< d >}} {{< b 2 >}}'), { '{{< b 2 >}}': 'B' });
  // Refused: nothing is known of it, and the last good one stays.
  outputs.learn('', [made('{{< d >}}', 'D'), made('{{< b 2 >}}', null)]);
  assert.deepEqual(shown('{{< d >}} {{< b 2 >}}'), { '{{< d >}}': 'D', '{{< b 2 >}}': 'B' });
  // The engine draws it by itself.
  outputs.learn('', [made('{{< b 2 >}}', 'x', true)]);
  assert.deepEqual(shown('{{< b 2 >}}'), {});
});

test('occurrences of the same source have their own outputs, in the order of the text', () => {
  const outputs = new Outputs();
  const shown = (/** @type {string} */ text) => outputs.for('', shortcodesIn(text));
  outputs.learn('', [made('{{< n >}}', '1'), made('{{< n >}}', '2'), made('{{< m >}}', 'm'), made('{{< m >}}', 'm')]);
  assert.deepEqual(shown('{{< n >}}{{< n >}}{{< m >}}{{< m >}}'), { '{{< n >}}': ['1', '2'], '{{< m >}}': 'm' });
  assert.deepEqual(shown('{{< n >}}'), { '{{< n >}}': '1' });
  // One more looks like those before it until Hugo has rendered it.
  assert.equal(outputs.has('', shortcodesIn('{{< n >}}{{< n >}}')), true);
  assert.equal(outputs.has('', shortcodesIn('{{< n >}}{{< n >}}{{< n >}}')), false);
  assert.deepEqual(shown('{{< n >}}{{< n >}}{{< n >}}'), { '{{< n >}}': ['1', '2', '2'] });
});

test('outputs belong to a front matter, and are found again', () => {
  const outputs = new Outputs();
  const tags = shortcodesIn('{{< t >}}');
  outputs.learn('a', [made('{{< t >}}', 'A')]);
  assert.equal(outputs.has('b', tags), false);
  assert.deepEqual(outputs.for('a', tags), { '{{< t >}}': 'A' });
  assert.deepEqual(outputs.for('b', tags), { '{{< t >}}': 'A' });
  outputs.learn('b', [made('{{< t >}}', 'B')]);
  assert.deepEqual(outputs.for('b', tags), { '{{< t >}}': 'B' });
  assert.deepEqual(outputs.for('a', tags), { '{{< t >}}': 'A' });
});

test('problems have their places, in UTF-16 code units', () => {
  const text = '---\ntitle: é\n---\nä😀 {{< x >}} end\nlast';
  const problem = (/** @type {string | null} */ file, /** @type {number | null} */ line, /** @type {number | null} */ column) => {
    const [{ from, to }] = placed([{ severity: 'error', message: 'm', file, line, column }], 'p.md', text, shortcodesIn(text));
    return from === null ? null : text.slice(from, to ?? 0);
  };
  assert.equal(problem('p.md', 4, 8), '{{< x >}}');
  assert.equal(problem('p.md', 4, 1), 'ä😀 {{< x >}} end');
  assert.equal(problem('p.md', 2, 8), 'é');
  assert.equal(problem('p.md', 2, null), 'title: é');
  assert.equal(problem('p.md', 5, 99), '');
  assert.equal(problem('p.md', 99, 1), 'last');
  assert.equal(problem('layouts/x.html', 1, 1), null);
  assert.equal(problem(null, null, null), null);
  const twice = { severity: /** @type {const} */ ('error'), message: 'm', file: null, line: null, column: null };
  assert.equal(placed([twice, { ...twice }], 'p.md', text, []).length, 1);
});

/** A Hugo that counts what it was asked, and fails where it is told to. */
class Fake {
  /** @param {{ fails?: boolean, memory?: number }} [options] */
  constructor({ fails = false, memory = 1 } = {}) {
    this.fails = fails;
    this.memory = memory;
  }

  isClosed = false;
  /** @type {string[]} */
  files = [];

  /** @param {Map<string, unknown>} files */
  async open(files) {
    this.files = [...files.keys()];
    return [];
  }

  async write() {}

  async shortcodes() {
    if (this.fails || this.isClosed) throw new Error('Hugo hung. Start Hugo again.');
    return { shortcodes: [], hooks: false, problems: [], milliseconds: 0 };
  }

  async read() {
    throw new TypeError('misuse');
  }

  close() {
    this.isClosed = true;
  }
}

/** @param {Fake[]} fakes */
function supervised(...fakes) {
  let started = 0;
  const hugo = supervise(async () => {
    const fake = fakes[started++];
    if (!fake) throw new Error('no more');
    return /** @type {Renderer} */ (/** @type {unknown} */ (fake));
  }, { memory: 100 });
  return { hugo, started: () => started, ask: () => hugo.shortcodes('p.md', 'text') };
}

test('a Hugo that fails is started again, with the same files', async () => {
  const [broken, well] = [new Fake({ fails: true }), new Fake()];
  const { hugo, ask, started } = supervised(broken, well);
  assert.equal(started(), 0);
  await hugo.open(new Map([['a', 'x'], ['b', 'y']]));
  await hugo.write(new Map([['b', null], ['c', 'z']]));
  await assert.rejects(ask(), /^Error: Hugo hung\. Hugo is started again for the next change\.$/);
  await ask();
  assert.deepEqual([started(), broken.isClosed, well.files], [2, true, ['a', 'c']]);
  // Misuse is no failure.
  await assert.rejects(hugo.read('x'), TypeError);
  await ask();
  assert.equal(started(), 2);
});

test('three failures are enough, until a site is opened', async () => {
  const { hugo, ask, started } = supervised(new Fake({ fails: true }), new Fake({ fails: true }), new Fake({ fails: true }), new Fake());
  await hugo.open(new Map());
  // Two calls that fail together are one failure.
  await Promise.allSettled([ask(), ask()]);
  await assert.rejects(ask(), /started again for the next change/);
  await assert.rejects(ask(), /Hugo hung\. Hugo failed 3 times/);
  await assert.rejects(ask(), /Hugo failed 3 times/);
  assert.equal(started(), 3);
  await hugo.open(new Map());
  await ask();
  assert.equal(started(), 4);
});

test('a Hugo that needs too much memory is replaced, once nobody waits for it', async () => {
  const [full, next] = [new Fake({ memory: 101 }), new Fake()];
  const { hugo, ask, started } = supervised(full, next);
  await hugo.open(new Map([['a', 'x']]));
  await Promise.all([ask(), ask()]);
  await ask();
  assert.deepEqual([started(), full.isClosed, next.files, hugo.memory], [2, true, ['a'], 1]);
  hugo.close();
  await assert.rejects(ask(), /Hugo was closed/);
  assert.equal(next.isClosed, true);
});

test('a Hugo that cannot be started says why', async () => {
  const { ask, started } = supervised();
  await assert.rejects(ask(), /no more/);
  await assert.rejects(ask(), /no more/);
  await assert.rejects(ask(), /no more.*3 times/);
  await assert.rejects(ask(), /3 times/);
  assert.equal(started(), 3);
});

test('a picture of the bundle is found by its published address, before Hugo has copied it', async () => {
  const picture = new Uint8Array([137, 80, 78, 71]);
  const site = await Site.open(new Map(Object.entries({
    'hugo.toml': 'baseURL = "https://tides.example/log/"', 'content/logs/harbour/index.md': '---\ntitle: Harbour\n---\n', 'content/logs/harbour/low/buoy.png': picture,
  })));
  const pictures = new Pictures(/** @type {any} */ ({ read: async () => null }), site, 'content/logs/harbour/index.md');
  const found = await pictures.of('/log/2026/harbour/low/buoy.png');
  assert.deepEqual(new Uint8Array(await (await fetch(found)).arrayBuffer()), picture);
  for (const other of ['/log/2026/harbour/low/mast.png', 'https://elsewhere.example/low/buoy.png']) assert.equal(await pictures.of(other), other);
  pictures.free();
});
