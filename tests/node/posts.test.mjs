/**
 * Posts as they are written: the project's own, and, where DRAFTPANE_SHARED names a folder with `posts/`, those of
 * public sites.
 */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import init, { Draft, render } from '../../www/engine.js';
import { BlockList } from './block-list.mjs';

await init();

const own = fileURLToPath(new URL('../posts', import.meta.url));
const shared = process.env.DRAFTPANE_SHARED && join(process.env.DRAFTPANE_SHARED, 'posts');

/** @param {string} folder @returns {string[]} paths below the folder */
const postsBelow = (folder) =>
  /** @type {string[]} */ (readdirSync(folder, { recursive: true }))
    .filter((name) => /\.(md|markdown)$/.test(name))
    .sort();

const elements = new Set(
  'a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img input ins kbd li mark ol p picture pre q rp rt ruby s samp section small source span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr'.split(' '),
);

/** Every tag is of a harmless element, has no handler and leads to no script; nothing else is markup. @param {string} html */
function checkMarkup(html) {
  const rest = html.replace(/<\/?([a-z0-9]+)((?: [a-z-]+="[^"<>]*")*)>/g, (tag, name, attributes) => {
    assert.ok(elements.has(name), tag);
    for (const [, attribute, value] of attributes.matchAll(/ ([a-z-]+)="([^"]*)"/g)) {
      assert.doesNotMatch(attribute, /^(on|name$|srcdoc$|form)/, tag);
      if (attribute === 'style') assert.match(value, /^text-align: (left|center|right)$/);
      if (attribute === 'href' || attribute === 'src') assert.doesNotMatch(value.replace(/\s/g, ''), /^(javascript|vbscript|file):|^data:(?!image\/(png|gif|jpeg|webp|avif)\b)/i, tag);
    }
    return '';
  });
  assert.doesNotMatch(rest, /[<>]/);
}

/** Checks that hold for every text. @param {string} text */
function read(text) {
  const rendered = render(text);
  const { html, frontMatter, diagnostics, outline, stats } = rendered;
  checkMarkup(html);

  const { from, to, fields, data } = frontMatter;
  assert.ok(from <= to && to <= text.length);
  assert.deepEqual(fields.map(({ key }) => key), Object.keys(data));
  let end = from;
  for (const field of fields) {
    assert.deepEqual(data[field.key], field.value, field.key);
    assert.ok(end <= field.keyFrom && field.keyFrom < field.keyTo && field.keyTo <= field.from && field.from <= field.to && field.to <= to, JSON.stringify(field));
    assert.ok(text.slice(field.keyFrom, field.keyTo).includes(field.key), JSON.stringify(field));
    end = field.to;
  }
  for (const { severity, code, message, from, to, line, column } of diagnostics) {
    assert.ok(['error', 'warning', 'info'].includes(severity) && code && message);
    const before = text.slice(0, from).split(/\r\n|\r|\n/);
    assert.deepEqual([line, column], [before.length, before[before.length - 1].length + 1], message);
    assert.ok(from <= to && to <= text.length, message);
  }
  end = to;
  for (const { level, from, to } of outline) {
    assert.ok(level >= 1 && level <= 6 && end <= from && from < to && to <= text.length, `${from} to ${to}`);
    end = to;
  }
  assert.ok(Number.isInteger(stats.words) && stats.blocks >= outline.length);

  const draft = new Draft('');
  const list = new BlockList();
  list.apply(draft.replace(text).patches);
  assert.equal(list.html, html);
  assert.deepEqual({ html: draft.html, frontMatter: draft.frontMatter, diagnostics: draft.diagnostics, outline: draft.outline, stats: draft.stats, summary: draft.summary }, rendered);
  draft.free();
  return rendered;
}

/** @param {import('../../www/engine.js').Diagnostic[]} diagnostics */
const errors = (diagnostics) => diagnostics.filter(({ severity }) => severity === 'error');

/** @param {string} html @param {RegExp} pattern @returns {string[]} what its group holds, each time */
const all = (html, pattern) => [...html.matchAll(pattern)].map(([, found]) => found);

/** @param {string} html */
const links = (html) => all(html, /<a href="([^"]*)"/g).map((url) => url.replaceAll('&amp;', '&'));

/** Typographic or not. @param {string[]} texts */
const plain = (texts) => texts.map((text) => text.replaceAll('’', '\''));

/** A post with the header of an announcement, six bold headings of level 4, and a quote of two paragraphs. */
const announcements = [
  {
    folder: own,
    name: 'night-bus.md',
    data: {
      title: 'The Night Bus Waits ',
      date: '2024-03-09',
      lastmod: '2024-03-11T18:20:05-08:00',
      draft: false,
      weight: 40,
      categories: ['Announcements'],
      tags: ['transport', 'budget', '2024'],
      contributors: ['The editors'],
      pinned: false,
      homepage: false,
      images: ['night-bus-banner.png'],
    },
    headings: ['What was Asked for', 'Drivers', 'Money', 'Quiet Streets', 'What\'s Next?', 'Later On'],
    links: [
      'https://transport.example/timetable',
      'https://transport.example/counts?year=2024&from=3',
      'https://transport.example/survey',
      'https://school.example/',
      '/posts/tram/',
    ],
  },
  {
    folder: shared,
    name: 'seed-supermini-update.md',
    data: {
      title: 'Supermini Update ',
      date: '2021-10-06',
      lastmod: '2021-10-08T08:52:27-07:00',
      draft: false,
      weight: 50,
      categories: ['News'],
      tags: ['security', 'performance', 'SEO'],
      contributors: ['John Doe'],
      pinned: false,
      homepage: false,
      images: ['1633483077-supermini-update-banner.png'],
    },
    headings: ['The Market has Spoken', 'Technical Support', 'Economic Viability', 'The Revolution Will Not Be Centralized', 'What\'s Next?', 'Onward and Upward'],
    links: ['https://akashlytics.com/', 'https://akashlytics.com/price-compare', 'https://app.osmosis.zone/', 'https://siasky.net/'],
  },
];
for (const { folder, name, data, headings, links: urls } of announcements) {
  test(`${name}: its keys, headings, quote and links`, { skip: folder ? false : 'DRAFTPANE_SHARED is not set' }, () => {
    const { html, frontMatter, diagnostics, outline } = read(readFileSync(join(String(folder), name), 'utf8'));
    assert.deepEqual(frontMatter.data, data);
    assert.deepEqual(frontMatter.fields.map(({ key }) => key), Object.keys(data), 'in the order of the text');
    assert.deepEqual(errors(diagnostics), []);
    assert.deepEqual(outline.map(({ level }) => level), headings.map(() => 4));
    assert.deepEqual(plain(outline.map(({ text }) => text)), headings);
    assert.deepEqual(plain(all(html, /<h4 id="[^"]+"><strong>(.*?)<\/strong>\s*<\/h4>/g)), headings);
    const quotes = all(html, /<blockquote>([^]*?)<\/blockquote>/g);
    assert.deepEqual(quotes.map((quote) => all(quote, /<p>(.+?)<\/p>/g).length), [2]);
    assert.deepEqual(links(html), urls);
  });
}

test('a post of every kind of block', () => {
  const { html, frontMatter, diagnostics, outline } = read(readFileSync(join(own, 'field-notes.md'), 'utf8'));
  assert.deepEqual(frontMatter.data, {
    title: 'Field notes: it\'s "all weather" 🌦️',
    description: 'One folded line about everything a post can hold.',
    summary: 'Kept as it is:\n  indented,\nand three lines long.\n',
    date: '2023-11-05T01:30:00+13:00',
    draft: true,
    weight: -2,
    tags: ['markdown', 'a: b', '日本語'],
    params: { hero: { src: 'cover.jpg', alt: 'A cover, seen from above' }, ratio: 1.5, empty: null },
    aliases: ['/old/', '/older/'],
    sitemap: { disable: 'yes' },
  });
  assert.deepEqual(errors(diagnostics), []);
  assert.deepEqual(outline.map(({ level }) => level), [2, 2, 3, 2]);
  assert.equal(all(html, /<li>(<input [^>]*type="checkbox"[^>]*>)/g).length, 2);
  assert.match(html, /<ol start="3">/);
  assert.deepEqual(all(html, /<t[hd] style="text-align: (\w+)">/g), Array(3).fill(['left', 'center', 'right']).flat());
  assert.match(html, /<code class="language-js"[^]*&lt;b&gt;/);
  assert.match(html, /<img src="cover.jpg" alt="a cover" title="Cover">/);
  assert.equal(all(html, /(<a href="https:\/\/example.org\/" title="The site">)/g).length, 3);
  assert.equal(all(html, /<li id="fn:(\d)">/g).length, 2);
  assert.ok(html.trimEnd().endsWith('</div>'), 'the footnotes come last');
});

test('a post with TOML', () => {
  const { html, frontMatter, diagnostics } = read(readFileSync(join(own, 'calendar.md'), 'utf8'));
  assert.equal(frontMatter.format, 'toml');
  assert.deepEqual(frontMatter.data, {
    title: 'A calendar in TOML',
    date: '2025-01-31T08:00:00Z',
    lastmod: '2025-02-01',
    draft: false,
    weight: 10,
    tags: ['dates', 'C:\\temp'],
    description: 'Two lines,\none string.',
    params: { opens: '09:30:00', rate: 1000.5, links: [{ name: 'One', url: 'https://example.org/1' }, { name: 'Two', url: 'https://example.org/2' }] },
  });
  assert.deepEqual(errors(diagnostics), []);
  assert.deepEqual(links(html), ['#dates']);
});

test('every post is read', (t) => {
  const folder = shared || own;
  const names = postsBelow(folder);
  assert.ok(names.length >= 3, `${folder} holds posts`);
  /** @type {Map<string, string[]>} Posts by what is wrong with them. */
  const wrong = new Map();
  for (const name of names) {
    try {
      const { diagnostics } = read(readFileSync(join(folder, name), 'utf8'));
      const codes = new Set(errors(diagnostics).map(({ code }) => code));
      for (const code of codes) wrong.set(code, [...(wrong.get(code) ?? []), name]);
    } catch (error) {
      throw new Error(name, { cause: error });
    }
  }
  const count = [...new Set([...wrong.values()].flat())].length;
  t.diagnostic(`${names.length} posts, ${count} with an error in them`);
  for (const [code, posts] of wrong) t.diagnostic(`${code}: ${posts.length}, such as ${posts.slice(0, 3).join(', ')}`);
  if (!shared) assert.equal(count, 0);
});
