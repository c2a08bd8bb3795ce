/** The end of a text that arrives, as a pane shows it while `streaming`: at every prefix, in chunks of any size. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import init, { Draft, render } from '../../www/engine.js';
import { featuresOf } from '../../www/stream/features.js';
import { Repair } from '../../www/stream/repair.js';

await init();

/** @typedef {import('../../www/engine.js').Options} Options */

/** @param {string} text @param {Options} options @param {number} size of the chunks */
function* arriving(text, options, size) {
  const repair = new Repair(featuresOf(options));
  for (let at = 0; at < text.length; at += size) {
    repair.push(text.slice(at, at + size));
    const sofar = text.slice(0, at + size);
    const { omitted, added, open } = repair.now;
    assert.ok(omitted >= 0 && omitted <= sofar.length, `${omitted} of ${JSON.stringify(sofar)}`);
    yield { sofar, shown: sofar.slice(0, sofar.length - omitted) + added, open };
  }
}

/** @param {string} text @param {Options} options @param {number} [size] */
const atEnd = (text, options, size = 1) => [...arriving(text, options, size)].at(-1)?.shown ?? '';

/** The text of HTML: the marks show nothing. @param {string} html */
const textOf = (html) => html.replace(/<[^>]*>/g, '').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&amp;/g, '&').replace(/\s+/g, ' ').trim();

test('the manual shows what becomes of each end', () => {
  const manual = readFileSync(new URL('../../docs/streaming.md', import.meta.url), 'utf8');
  const cell = String.raw`((?:\\.|[^|\\])*)`;
  const code = (/** @type {string} */ cell) => (/^\s*(`+) ?(.*?) ?\1\s*$/.exec(cell)?.[2] ?? '').replaceAll('\\|', '|').replaceAll('⏎', '\n');
  let count = 0;
  for (const [, before, after] of manual.matchAll(new RegExp(String.raw`^\|${cell}\|${cell}\|.*\|$`, 'gm'))) {
    if (!before.includes('`')) continue;
    // One blank belongs to the code, where more stand there.
    const [sofar, wanted] = [before, after].map(code);
    const text = / ` /.test(before) && !/`` /.test(before) ? `${sofar} ` : sofar;
    const flavor = /\$/.test(text) ? 'gfm' : 'hugo';
    for (const size of [1, 2, 3, 100]) {
      assert.equal(atEnd(text, { flavor }, size).trimEnd(), wanted.trimEnd(), `${JSON.stringify(text)} in chunks of ${size}`);
    }
    count++;
  }
  assert.ok(count > 45, `${count} rows`);
});

/** Whole texts, whose marks all close, by what they are about. @type {Record<string, string>} */
const texts = {
  marks: 'Bake **hot *and* long**, then _cool_ and ~~eat~~ **_wait_**. A ***firm* crust**.\n\nNext.\n\n',
  code: 'Run `bake --hot` or ``a ` b`` twice, not `**this**`.\n\n```sh\nbake **hot** `now` [x](y\n```\n\n    indented **code** here\n\n~~~\n```\n~~~\n\nDone.\n\n',
  links: 'See [the *manual*](https://example.org/a_(b) "a title"), <https://example.org> and **[more](/m)**.\n\nA ![loaf](loaf.png) of bread.\n\n',
  lists: 'Steps:\n\n1. Mix **flour**\n2. Rest\n   - an hour *or*\n   - two\n\n   then `fold`\n10. Bake\n\n- [ ] open\n- [x] done\n\nEnd.\n\n',
  quotes: '> A **bold claim\n> in two** lines\n> - with an *item*\n>\n> > inner `code`\n\nAfter.\n\n',
  tables: '| Name | Use |\n|:-----|----:|\n| **salt** | `a pinch` |\n| [oil](/o) | some |\n\n> | a | b |\n> |---|---|\n> | 1 | 2 |\n\n- x\n\n  | c |\n  |---|\n  | *3* |\n\nAfter.\n\n',
  headings: '# One **bold** `x`\n\nTwo\n===\n\nThree\n---\n\n***\n\n## Four ##\n\nText\n- item\n\n',
  words: 'snake_case_name, 2*3, a\\*b, AT&amp;T, x < y, a > b, 5 * 4, naïve **日本語** text, 👩‍💻 and 🏳️‍🌈!\n\n',
  lines: 'One **bold\r\nand** more\r\n\r\n- a\r\n- *b*\r\n\r\n```\r\nx\r\n```\r\n\r\n',
  html: 'A <b>bold</b> word<br> and <!-- not this --> that.\n\n<div class="x">\n\nInner *text*.\n\n</div>\n\n',
};

for (const [name, text] of Object.entries(texts)) {
  test(`${name}: nothing that was shown is taken back, and at the end it is a full parse`, () => {
    for (const flavor of /** @type {const} */ (['hugo', 'gfm'])) {
      for (const size of [1, 2, 7]) {
        let before = '';
        for (const { sofar, shown } of arriving(text, { flavor }, size)) {
          const now = textOf(render(shown, { flavor }).html);
          assert.ok(now.startsWith(before), `${JSON.stringify(sofar)} as ${JSON.stringify(shown)}: ${JSON.stringify(now)} after ${JSON.stringify(before)}`);
          before = now;
        }
        assert.equal(render(atEnd(text, { flavor }, size), { flavor }).html, render(text, { flavor }).html);
      }
    }
  });
}

test('a text inside of a fence is open until the fence closes', () => {
  const opens = [...arriving('a\n\n- ```js\n  x\n  ```\n\nb', { flavor: 'gfm' }, 1)].filter(({ open }) => open).map(({ sofar }) => sofar);
  assert.deepEqual([opens[0], opens.at(-1)], ['a\n\n- ```js\n', 'a\n\n- ```js\n  x\n  ``']);
});

test('text that only looks like the start of a mark is shown', () => {
  /** @type {[text: string, flavor: 'hugo' | 'gfm', shown: string][]} */
  const cases = [
    ['---\n\nHello **wor', 'hugo', '---\n\nHello **wor**'],
    ['---\ntitle: A\ntags:\n  - b\n# c\n\n', 'hugo', ''],
    ['+++\none', 'hugo', ''],
    ['+++\n*one', 'hugo', '+++\n*one*'],
    ['+++\n*one\n', 'hugo', '+++\n*one*'],
    ['Where x <y and then some more words follow up', 'gfm', 'Where x <y and then some more words follow up'],
    ['A <span title="some more words than a name has, and many', 'gfm', 'A '],
    ['It costs $5 and **mo', 'gfm', 'It costs $5 and **mo**'],
    ['It costs $$ and mo', 'gfm', 'It costs $$ and mo'],
    [`A [${'long '.repeat(120)}`, 'gfm', `A [${'long '.repeat(120)}`],
  ];
  for (const [text, flavor, shown] of cases) assert.equal(atEnd(text, { flavor }), shown);
});

test('half of a character is not shown', () => {
  const shown = [...arriving('a 😀', { flavor: 'gfm' }, 1)].map(({ shown }) => shown);
  assert.deepEqual(shown, ['a', 'a ', 'a ', 'a 😀']);
});

test('what is over is left alone: posts in chunks', () => {
  const folder = new URL('../posts/', import.meta.url);
  for (const name of readdirSync(folder)) {
    const text = readFileSync(new URL(name, folder), 'utf8').slice(0, 3000);
    for (const flavor of /** @type {const} */ (['hugo', 'gfm', 'commonmark'])) {
      for (const { sofar, shown, open } of arriving(text, { flavor, frontMatter: 'none' }, 3)) {
        if (/[^\s]\n\n$/.test(sofar) && !open) assert.equal(shown, sofar);
      }
    }
  }
});

test('the cost of a repair does not grow with the text', () => {
  const costs = [1, 2, 3].map(() => [20_000, 200_000].map((length) => {
    const chunk = 'and **more** of `it`, [as](/l) it *goes ';
    const repair = new Repair(featuresOf({ flavor: 'gfm' }));
    while (length > 0) {
      repair.push(chunk);
      length -= chunk.length;
    }
    const start = performance.now();
    for (let round = 0; round < 200; round++) {
      repair.push('x');
      void repair.now;
    }
    return performance.now() - start;
  }));
  const ratio = Math.min(...costs.map(([few, many]) => many / few));
  assert.ok(ratio < 4, `ten times the text costs ${ratio} times as much`);
});

test('the cost of a line of marks does not grow with its square', () => {
  for (const mark of ['- ', '* ', '> ', '1. ']) {
    const costs = [1, 2, 3].map(() => [350, 3500].map((count) => {
      const repair = new Repair(featuresOf({ flavor: 'gfm' }));
      repair.push(`${mark.repeat(count)}x `);
      const start = performance.now();
      for (let round = 0; round < 20; round++) {
        repair.push('word ');
        void repair.now;
      }
      return performance.now() - start;
    }));
    const ratio = Math.min(...costs.map(([few, many]) => many / few));
    assert.ok(ratio < 40, `ten times as many of ${JSON.stringify(mark)} cost ${ratio} times as much`);
  }
});

test('a draft that grows is a full parse at every step, however the text is cut', () => {
  const text = `${Object.values(texts).join('')}{{< x >}} [a]: /u\n\n[a] [^1]\n\n[^1]: The end.\n`;
  for (const flavor of /** @type {const} */ (['hugo', 'gfm', 'commonmark'])) {
    // The first one cuts characters in two.
    for (const size of [1, 5, 32]) {
      const draft = new Draft('', { flavor });
      for (let at = 0; at < text.length; at += size) {
        draft.append(text.slice(at, at + size));
        const sofar = text.slice(0, at + size);
        assert.equal(draft.text, sofar);
        assert.equal(draft.length, sofar.length);
        if (size > 1 || at % 3 === 0) assert.equal(draft.html, render(sofar, { flavor }).html, JSON.stringify(sofar));
      }
      draft.free();
    }
  }
});

test('appends mix with other edits, and only text can be appended', () => {
  const draft = new Draft('b');
  draft.edit({ from: 0, insert: 'a' });
  draft.append('c');
  draft.append('');
  draft.edit({ from: 1, to: 2, insert: '*b*' });
  const update = draft.append(' d');
  assert.deepEqual([draft.text, draft.html, update.version], ['a*b*c d', '<p>a<em>b</em>c d</p>\n', 5]);
  assert.throws(() => draft.append(/** @type {any} */ (1)), TypeError);
  draft.free();
});
