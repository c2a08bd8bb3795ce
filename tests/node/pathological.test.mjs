/**
 * Markdown that is made to take time, memory or stack. What it takes grows with its length, no faster, and 100 kB of it
 * take no more than some dozens of times what an ordinary post takes. `node tests/node/pathological.test.mjs --table`
 * prints what each takes.
 */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import init, { Draft, render } from '../../www/engine.js';

await init();

/** @typedef {import('../../www/engine.js').Options} Options */
/** Makes a text of about this length. @typedef {(length: number) => string} Maker */

/** @param {string} unit @returns {Maker} */
const again = (unit) => (length) => unit.repeat(Math.max(1, Math.floor(length / unit.length)));
/** @param {string} opener @param {string} middle @param {string} closer @returns {Maker} */
const nested = (opener, middle, closer) => (length) => {
  const times = Math.floor(length / (opener.length + closer.length));
  return opener.repeat(times) + middle + closer.repeat(times);
};
/** @param {(at: number) => string} line @returns {Maker} */
const lines = (line) => (length) => {
  const made = [];
  for (let at = 0, size = 0; size < length; at++) {
    made.push(line(at));
    size += made[at].length;
  }
  return made.join('');
};

/** @type {Record<string, Maker>} */
const cases = {
  'stars and underscores': again('*_a **_* '),
  'emphasis in emphasis': nested('*a **a ', 'b', ' a** a*'),
  'openers only': again('_a '),
  'brackets': again('[a'),
  'brackets in brackets': nested('[', 'a', ']'),
  'images in images': nested('![', 'a', '](b)'),
  'links that do not end': again('[a](<b'),
  'link texts with parentheses': again('[ (]('),
  'code spans that do not end': lines((at) => `e${'`'.repeat(at % 500)}`),
  'quotes in quotes': nested('> ', 'a', ''),
  'lists in lists': nested('- ', 'a', ''),
  'lists in lists, indented': (length) => Array.from({ length: Math.floor(Math.sqrt(length)) }, (_, at) => `${'  '.repeat(at)}* a\n`).join(''),
  'numbers in numbers': nested('1. ', 'a', ''),
  'quotation marks': again('"'),
  'quotation marks and words': again('"a " \'b '),
  'apostrophes': again("a'"),
  'dashes': again('-- --- '),
  'bare links': again('http://a.b/c_(d)* '),
  'almost bare links': again('http://x (* (* '),
  'one long bare link': (length) => `https://a.b/?${'*'.repeat(length)}a`,
  'addresses': again('a@b.c '),
  'almost addresses': again('a.b+c@'),
  'one long almost address': again('a'),
  'tildes': again('~a ~~b '),
  'headings of one name': again('# a\n'),
  'headings of names that are taken': lines((at) => `# a${'-1'.repeat(at % 20)}\n`),
  'headings with attributes': again('# a {#b .c d=e}\n'),
  'headings with half attributes': again('# a {#b {#b {#b\n'),
  'footnotes': lines((at) => `a[^${at}]\n\n[^${at}]: b\n\n`),
  'one footnote, referred to often': (length) => `${'a[^1] '.repeat(length / 6)}\n\n[^1]: b\n`,
  'footnotes in footnotes': lines((at) => `[^${at}]: a[^${at + 1}]\n\n`),
  'labels of footnotes that do not end': again('[^a'),
  'definitions': lines((at) => `[a${at}]: /b\n`),
  'definitions of one label': again('[a]: /b\n'),
  'a long destination, used often': (length) => `[x]: /${'x'.repeat(length / 2)}\n\n${'[x] '.repeat(length / 8)}`,
  'a long destination, used in many blocks': (length) => `[x]: /${'x'.repeat(length / 2)}\n\n${'[x]\n\n'.repeat(length / 10)}`,
  'a wide table of short rows': (length) => `|${'a|'.repeat(length / 8)}\n|${'-|'.repeat(length / 8)}\n${'|a\n'.repeat(length / 6)}`,
  'tables': again('|a|\n|-|\n|b|\n\n'),
  'almost tables': again('|a\n|b\n'),
  'definition lists': again('a\n: b\n\n'),
  'colons': again(':a\n'),
  'tasks': again('- [ ] a\n- [x] b\n'),
  'fences that do not end': again('```a\n~~~b\n'),
  'raw tags': again('<b><i>a '),
  'raw tags in raw tags': nested('<div>', 'a', '</div>'),
  'raw tags over blocks': again('<div>\n\na\n\n'),
  'raw end tags': again('</div>\n\na\n\n'),
  'tags that do not end': again('<a b="c '),
  'attributes': (length) => `<b ${'a=b '.repeat(length / 4)}>x</b>`,
  'comments that do not end': again('a <!-- '),
  'instructions and declarations': again('a <? <!A <![CDATA[ '),
  'angle brackets': again('<'),
  'entities': again('&amp;&#1;&copy'),
  'dividers of a summary': again('<!--more-->\n'),
  'shortcodes': again('{{< a b="c" >}} '),
  'shortcodes in shortcodes': nested('{{< a >}}', 'x', '{{< /a >}}'),
  'shortcodes that do not end': again('{{< a "b '),
  'shortcodes around blocks': nested('{{% a %}}\n\n', 'x\n\n', '{{% /a %}}\n\n'),
  'alerts': again('> [!NOTE]\n> a\n\n'),
  'white space': (length) => `x${' '.repeat(length)}x  \nx`,
  'blank lines': again('\n'),
  'one word a line': again('a\n'),
  'carriage returns': again('a\r\r\n'),
  'nothing but null characters': again('\0'),
  'emoji and combining marks': again('👩‍👩‍👧 é̂ '),
};

/** @type {Record<string, Options>} */
const readings = { hugo: {}, 'hugo, unsafe': { site: { markup: { goldmark: { renderer: { unsafe: true } } } } }, gfm: { flavor: 'gfm' } };

const paragraph = '## A heading\n\nSome *text* with a [link](/to) and `code`, again and again.\n\n- one\n- two\n\n';
const full = 100_000;

/** Those of the shared corpora, cut or repeated to a length. @returns {Record<string, Maker>} */
function shared() {
  const folder = process.env.DRAFTPANE_SHARED && join(process.env.DRAFTPANE_SHARED, 'corpora', 'pathological');
  if (!folder || !existsSync(folder)) return {};
  /** @type {Record<string, Maker>} */
  const found = {};
  for (const file of readdirSync(folder)) {
    const { cases } = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    for (const { name, parts } of cases ?? []) {
      const whole = parts.filter((/** @type {any[]} */ [kind]) => kind === 'rep').reduce((/** @type {number} */ sum, /** @type {any[]} */ [, unit, times]) => sum + unit.length * times, 0);
      if (whole === 0) continue;
      found[`${file}: ${name}`] = (length) => parts.map((/** @type {any[]} */ [kind, unit, times]) => (kind === 'rep' ? unit.repeat(Math.ceil((times * length) / whole)) : kind === 'lit' ? unit : '')).join('');
    }
  }
  return found;
}

/** The quickest of some runs, in milliseconds. @param {string} text @param {Options} options */
function taken(text, options) {
  let best = Infinity;
  for (let run = 0, spent = 0; run < 3 && spent < 400; run++) {
    const start = performance.now();
    render(text, options);
    const time = performance.now() - start;
    best = Math.min(best, time);
    spent += time;
  }
  return best;
}

const all = { ...cases, ...shared() };
const table = process.argv.includes('--table');

for (const [reading, options] of Object.entries(readings)) {
  const usual = () => taken(paragraph.repeat(full / paragraph.length), options);
  usual();
  for (const [name, make] of Object.entries(all)) {
    if (table) {
      const [small, large] = [make(full / 4), make(full)];
      const [quarter, whole] = [taken(small, options), taken(large, options)];
      console.log(`${whole.toFixed(0).padStart(6)} ms  ${((whole / large.length) / (quarter / small.length)).toFixed(1).padStart(5)} x  ${reading}: ${name}`);
      continue;
    }
    test(`${reading}: ${name}`, () => {
      const [small, large] = [make(full / 4), make(full)];
      // A noisy machine is given three chances.
      let problem = '';
      for (let chance = 0; chance < 3; chance++) {
        const [quarter, whole, ordinary] = [taken(small, options), taken(large, options), usual()];
        const growth = whole / large.length / (quarter / small.length);
        problem = '';
        // What is done in a few times an ordinary post is not worth a comparison.
        if (whole > 4 * ordinary && growth > 2.5) problem = `a byte takes ${growth.toFixed(1)} times as long in four times the text`;
        if (whole > 50 * ordinary) problem = `${(whole / ordinary).toFixed(0)} times an ordinary post`;
        if (!problem) break;
      }
      assert.equal(problem, '');
      const draft = new Draft(small, options);
      draft.edit({ from: small.length, insert: '\n\nThe end.\n' });
      assert.equal(draft.html === render(draft.text, options).html, true, 'an edit after it');
      draft.free();
    });
  }
}
