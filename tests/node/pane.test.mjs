/** The parts of the element that need no browser: which field goes where, days, values as text, URLs, edits. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { difference } from '../../www/base/difference.js';
import { apply } from '../../www/engine/changes.js';
import { dayOf, longDay } from '../../www/pane/day.js';
import { arrange, listedDays } from '../../www/pane/fields.js';
import { Home } from '../../www/pane/home.js';
import { piece, showChildren } from '../../www/pane/piece.js';
import { imageUrl, linkUrl } from '../../www/pane/url.js';
import { valueText } from '../../www/pane/value-text.js';
import { ServerDocument } from '../../www/server/document.js';

/**
 * @param {Record<string, unknown>} data
 * @param {Record<string, string>} [dates]
 */
const arranged = (data, dates) => {
  const fields = Object.entries(data).map(([key, value]) => ({ key, value, from: 0, to: 0, keyFrom: 0, keyTo: 0 }));
  const { rest, ...places } = arrange(fields, dates);
  const shown = Object.entries(places).filter(([, place]) => place !== null);
  return { ...Object.fromEntries(shown.map(([name, place]) => [name, place?.key])), rest: rest.map(({ key }) => key) };
};

test('each field is in its place or in the list below', () => {
  assert.deepEqual(
    arranged({ Title: 'a', DATE: '2021-10-06', lastmod: '2021-10-08', draft: true, pinned: true, authors: 'b', categories: ['c'], tags: ['d', 5], images: 'e', weight: 1, description: 'f' }, { date: '2021-10-06', lastmod: '2021-10-08' }),
    { lead: 'description', title: 'Title', hero: 'images', date: 'DATE', updated: 'lastmod', draft: 'draft', pinned: 'pinned', people: 'authors', categories: 'categories', tags: 'tags', rest: ['weight'] },
  );
});

test('what its place cannot show is in the list below', () => {
  const odd = { title: ['a'], date: 'soon', lastmod: 5, draft: false, pinned: 'yes', contributors: [{ name: 'a' }], categories: [], tags: [null], images: [''], author: null };
  assert.deepEqual(arranged(odd), { rest: Object.keys(odd) });
  assert.deepEqual(arranged({ title: null, Title: 'second' }), { title: 'Title', rest: ['title'] });
  assert.deepEqual(arranged({ contributors: ['a'], author: 'b' }), { people: 'contributors', rest: ['author'] });
});

test('the image of themes with other keys, and in a map', () => {
  assert.deepEqual(arranged({ cover: { image: 'a.png', alt: 'b' } }), { hero: 'cover', rest: ['cover'] });
  assert.deepEqual(arranged({ image: 'a.png', images: ['b.png'] }), { hero: 'images', rest: ['image'] });
  assert.deepEqual(arranged({ images: [{ src: 'a.png', title: 'b' }] }), { hero: 'images', rest: ['images'] });
  assert.deepEqual(arranged({ cover: 'a.png' }), { hero: 'cover', rest: [] });
  assert.deepEqual(arranged({ cover: { caption: 'b' } }), { rest: ['cover'] });
});

test('several images: the first is shown, all are listed', () => {
  assert.deepEqual(arranged({ images: ['a', 'b'] }), { hero: 'images', rest: ['images'] });
});

test('an update on the same day is in the list below', () => {
  const dates = { date: '2021-10-08T01:00:00+14:00', lastmod: '2021-10-08T23:00:00-11:00' };
  assert.deepEqual(arranged(dates, dates), { date: 'date', rest: ['lastmod'] });
});

test('a date stands in for another as Hugo has it, however it is written', () => {
  assert.deepEqual(arranged({ lastmod: '2021-10-08' }, { date: '2021-10-08', lastmod: '2021-10-08' }), { date: 'lastmod', rest: [] });
  assert.deepEqual(arranged({ date: '', pubDate: '06 Oct 2021' }, { date: '2021-10-06' }), { date: 'pubDate', rest: ['date'] });
  const fields = [{ key: 'ExpiryDate', value: 1, from: 0, to: 0, keyFrom: 0, keyTo: 0 }];
  assert.equal(listedDays(fields, { expiryDate: '2021-10-06T09:30:00Z' }).get('ExpiryDate')?.iso, '2021-10-06');
  assert.equal(listedDays(fields, {}).size, 0);
});

test('a day is read as it is written', () => {
  /** @type {[unknown, string | undefined, string?][]} */
  const cases = [
    ['2021-10-08', '2021-10-08', '2021-10-08'],
    ['2021-10-08T23:59:59-11:00', '2021-10-08', '2021-10-08T23:59:59-11:00'],
    ['2021-10-08 00:00:00 +1400', '2021-10-08', '2021-10-08'],
    [' 2021-1-5 ', '2021-01-05', '2021-01-05'],
    ['0099-12-31', '0099-12-31', '0099-12-31'],
    ['2024-02-29', '2024-02-29', '2024-02-29'],
    ['2023-02-29', undefined],
    ['2021-13-01', undefined],
    ['2021-10-08-notes', undefined],
    ['2021-10-081', undefined],
    ['October 8, 2021', undefined],
    [2021, undefined],
    [null, undefined],
  ];
  for (const [value, iso, machine] of cases) {
    const day = dayOf(value);
    assert.equal(day?.iso, iso, String(value));
    assert.equal(day?.machine, machine, String(value));
  }
  const day = dayOf('0099-12-31');
  assert.ok(day && /\b99\b/.test(longDay(day)), 'a year below 100 is not one of the last century');
});

test('values read like YAML', () => {
  /** @type {[unknown, string][]} */
  const cases = [
    [null, '—'],
    [true, 'true'],
    [1.5, '1.5'],
    ['', '""'],
    ['true', 'true'],
    ['two\nlines', 'two\nlines'],
    [[], '[]'],
    [{}, '{}'],
    [['a', 1, null, 'true', '5', ''], '- a\n- 1\n- null\n- "true"\n- "5"\n- ""'],
    [{ a: { b: [1, { c: 'd' }] }, e: [], 'f: g': 'h: i' }, 'a:\n  b:\n    - 1\n    - c: d\ne: []\n"f: g": "h: i"'],
    [[['a', 'b'], { c: 'd', e: 'f' }], '- - a\n  - b\n- c: d\n  e: f'],
    [{ a: 'x\ny\n' }, 'a: |\n  x\n  y'],
  ];
  for (const [value, text] of cases) assert.equal(valueText(value), text);
});

test('only URLs on the list pass, as the browser will read them', () => {
  for (const url of ['https://a.example/b.png', 'HTTP://a.example', '//a.example/b', '/b.png', 'b c.png', '../b', '#b', '?b', 'data:image/png;base64,AA', 'DATA:image/WebP,x']) {
    assert.equal(imageUrl(url), url);
  }
  assert.equal(imageUrl(' \u0000b\t.p\nng\u0001 '), 'b.png');
  for (const url of ['', ' ', 'javascript:1', 'JaVa\tScript:1', '\u0001javascript:1', 'data:image/svg+xml,x', 'data:text/html,x', 'data:image/pngx,x', 'file:///a', 'C:\\a.png', 'blob:x', 'vbscript:1', 'mailto:a']) {
    assert.equal(imageUrl(url), null, url);
  }
  assert.equal(imageUrl('blob:x', { blob: true }), 'blob:x');
  for (const url of ['mailto:a@b.example', 'tel:1', 'https://a.example', '#a', 'a']) assert.equal(linkUrl(url), url);
  for (const url of ['java\nscript:1', 'data:image/png,x', 'blob:x', 'ftp://a']) assert.equal(linkUrl(url), null, url);
});

test('the difference of two texts is the smallest change and splits no character', () => {
  /** @type {[string, string, [number, number, string] | null][]} */
  const cases = [
    ['', '', null], ['', 'abc', [0, 0, 'abc']], ['abc', 'abc', null], ['abc', 'abXc', [2, 2, 'X']], ['aa', 'aaa', [2, 2, 'a']],
    ['abc', 'xyz', [0, 3, 'xyz']], ['abc', 'c', [0, 2, '']], ['a\u{1f600}b', 'a\u{1f601}b', [1, 3, '\u{1f601}']],
    ['\u{1f600}', '\u{1fa00}', [0, 2, '\u{1fa00}']], ['\u{1f600}', '\u{1f600}\u{1f600}', [2, 2, '\u{1f600}']],
  ];
  for (const [before, after, expected] of cases) {
    const change = difference(before, after);
    assert.deepEqual(change && [change.from, change.to, change.insert], expected, `${before} ${after}`);
  }
  const long = 'line\n'.repeat(5000);
  for (const at of [0, 4095, 4096, 12_345, long.length]) {
    for (const [before, after] of [[long, `${long.slice(0, at)}X${long.slice(at)}`], [`${long.slice(0, at)}X${long.slice(at)}`, long]]) {
      const change = difference(before, after) ?? { from: 0 };
      assert.equal(apply(before, [change]), after);
      assert.equal(change.from, at);
    }
  }
});

test('rows that get other keys cost in proportion to them; nodes of keys that stay are kept, wherever they go', () => {
  const rows = (/** @type {string[]} */ keys) => keys.map((key) => piece('div', { 'data-key': key }, [key], key));
  const written = (/** @type {any} */ root) => {
    /** @type {string[]} */
    const out = [];
    root.writeChildren(out);
    return out.join('');
  };
  const keys = (/** @type {number} */ count, /** @type {string} */ name) => Array.from({ length: count }, (_, n) => `${name}${n}`);
  /** How many steps from sibling to sibling it takes to show other rows. */
  const steps = (/** @type {string[]} */ before, /** @type {string[]} */ after) => {
    const root = /** @type {any} */ (new ServerDocument().createElement('div'));
    showChildren(root, rows(before));
    const kept = new Map(root.childNodes.map((/** @type {any} */ node) => [node.getAttribute('data-key'), node]));
    let count = 0;
    for (const node of root.childNodes) {
      let next = node.nextSibling;
      Object.defineProperty(node, 'nextSibling', { get: () => (count++, next), set: (value) => (next = value) });
    }
    showChildren(root, rows(after));
    const fresh = /** @type {any} */ (new ServerDocument().createElement('div'));
    showChildren(fresh, rows(after));
    assert.equal(written(root), written(fresh));
    for (const node of root.childNodes) if (kept.has(node.getAttribute('data-key'))) assert.equal(node, kept.get(node.getAttribute('data-key')));
    return count;
  };
  for (const [before, after] of [
    [(/** @type {number} */ n) => keys(n, 'a'), (/** @type {number} */ n) => keys(n, 'b')], [(/** @type {number} */ n) => keys(n, 'a'), (/** @type {number} */ n) => keys(n, 'a').reverse()],
    [(/** @type {number} */ n) => [...keys(n, 'a'), 'z'], (/** @type {number} */ n) => ['z', ...keys(n, 'b'), ...keys(n, 'a')]], [() => [], (/** @type {number} */ n) => keys(n, 'b')],
  ]) {
    const [few, many] = [500, 2000].map((count) => steps(before(count), after(count)));
    assert.ok(many <= few * 5, `${few} steps, then ${many}`);
  }
});

test('a site or a Hugo that is none is refused where it is set, and what was set before stays', () => {
  const home = new Home(/** @type {any} */ ({}));
  for (const wrong of [0, 5, '', 'x', {}, []]) {
    assert.throws(() => (home.site = /** @type {any} */ (wrong)), /^TypeError: The site of a pane is a Site of draftpane\/site, not (?:number|string|object|an array)$/);
    assert.throws(() => (home.hugo = /** @type {any} */ (wrong)), /^TypeError: The Hugo of a pane is one of draftpane-hugo, not (?:number|string|object|an array)$/);
  }
  assert.equal(home.site, null);
  assert.equal(home.hugo, null);
});
