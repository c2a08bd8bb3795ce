/** The configuration of a site, as an option. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import init, { Draft, parseData, render } from '../../www/engine.js';
import { directionOf } from '../../www/pane/direction.js';

await init();

/** @param {string} text @param {object} site */
const html = (text, site) => render(text, { site }).html;

test('settings are honoured, whatever the case of their keys', () => {
  assert.equal(html(':smile:', { enableEmoji: true }), '<p>😄</p>\n');
  assert.equal(html(':smile:', { ENABLEEMOJI: true }), '<p>😄</p>\n');
  assert.equal(html(':smile:', {}), '<p>:smile:</p>\n');
  assert.equal(html('a\nb', { markup: { Goldmark: { renderer: { HardWraps: true } } } }), '<p>a<br>\nb</p>\n');
  assert.equal(html('"a"', { markup: { goldmark: { extensions: { typographer: { disable: true } } } } }), '<p>&quot;a&quot;</p>\n');
  assert.equal(html('a\n{.b #c}', { goldmark: { parser: { attribute: { block: true } } } }), '<p class="b" id="c">a</p>\n');
});

test('fenced code has the form of Hugo where there is a site', () => {
  const text = '```go {.wide}\nx\n```';
  assert.equal(render(text).html, '<pre><code class="language-go">x\n</code></pre>\n');
  assert.equal(html(text, { markup: { highlight: { codeFences: false } } }), render(text).html);
  assert.equal(html(text, {}), '<div class="highlight wide">\n<pre tabindex="0"><code class="language-go" data-lang="go">x\n</code></pre>\n</div>\n');
});

test('settings of older sites, and those of languages', () => {
  assert.equal(html('```go\nx\n```', { pygmentsCodeFences: false }), render('```go\nx\n```').html);
  assert.deepEqual(render('a', { site: { pygmentsStyle: 'x' }, frontMatter: 'none' }).diagnostics.map(({ code }) => code), ['site-not-honoured']);
  // Hugo 0.168 passes over it as well.
  assert.deepEqual(render('a', { site: { footnoteReturnLinkContents: '^' }, frontMatter: 'none' }).diagnostics, []);
  const cjk = { enable: true, eastAsianLineBreaks: true };
  assert.equal(html('漢\n字', { markup: { goldmark: { extensions: { cjk } } } }), '<p>漢字</p>\n');
  assert.equal(html('漢\n字', { markup: { goldmark: { extensions: { cjk: { ...cjk, enable: false } } } } }), '<p>漢\n字</p>\n');
});

test('the direction of the main language', () => {
  const direction = (/** @type {any} */ site, /** @type {'hugo' | 'gfm'} */ flavor = 'hugo') => directionOf({ site, flavor });
  const languages = { en: { direction: 'ltr' }, ar: { languageDirection: 'rtl' } };
  assert.equal(direction({ languages }), 'ltr');
  assert.equal(direction({ DefaultContentLanguage: 'AR', languages }), 'rtl');
  assert.equal(direction({ languageDirection: 'rtl' }), 'rtl');
  for (const site of [undefined, {}, { languages: 1 }, { direction: 'up' }]) assert.equal(direction(site), null);
  assert.equal(direction({ direction: 'rtl' }, 'gfm'), null);
});

test('mathematics is published as its source', () => {
  const site = { markup: { goldmark: { extensions: { passthrough: { enable: true, delimiters: { block: [['$$', '$$']], inline: [['\\(', '\\)']] } } } } } };
  assert.equal(html('a \\(x_1*y*\\) b $$c_1$$ d', site), '<p>a \\(x_1*y*\\) b </p>\n$$c_1$$\n<p> d</p>\n');
  assert.equal(render('$a_1*b*$ and 5$, $6', { flavor: 'gfm' }).html, '<p>$a_1*b*$ and 5$, $6</p>\n');
});

test('what is not honoured is told once, and so is a value of the wrong kind', () => {
  const site = { title: 'x', params: { a: 1 }, markup: { goldmark: { renderer: { xhtml: true, unsafe: 3 } }, highlight: { style: 'x' } } };
  const draft = new Draft('# a', { site, frontMatter: 'none' });
  const codes = () => draft.diagnostics.map(({ code, severity }) => `${code} ${severity}`);
  assert.deepEqual(codes(), ['site-value warning', 'site-not-honoured info']);
  assert.match(draft.diagnostics[1].message, /`markup\.goldmark\.renderer\.xhtml`, `markup\.highlight\.style`\.$/);
  draft.edit({ from: 0, insert: 'b\n\n' });
  assert.deepEqual(codes(), ['site-value warning', 'site-not-honoured info']);
  draft.free();
  assert.deepEqual(render('a', { site, flavor: 'gfm' }).diagnostics, []);
});

test('misuse throws', () => {
  for (const site of ['a', 1, [], true]) assert.throws(() => render('a', /** @type {any} */ ({ site })), TypeError);
  /** @type {any} */
  const cyclic = { markup: {} };
  cyclic.markup.markup = cyclic;
  assert.throws(() => render('a', { site: cyclic }), TypeError);
  assert.equal(render('a', /** @type {any} */ ({ site: null })).html, '<p>a</p>\n');
});

test('data is read in the formats of front matter', () => {
  const expected = { enableEmoji: true, markup: { goldmark: { renderer: { unsafe: true } } } };
  assert.deepEqual(parseData('enableEmoji = true\n[markup.goldmark.renderer]\nunsafe = true\n', 'toml'), expected);
  assert.deepEqual(parseData('---\nenableEmoji: true\nmarkup:\n  goldmark: {renderer: {unsafe: true}}\n', 'yaml'), expected);
  assert.deepEqual(parseData(`\uFEFF ${JSON.stringify(expected, null, 2)}\n`, 'json'), expected);
  assert.throws(() => parseData('a = 1\nb =\n', 'toml'), { name: 'SyntaxError', message: /^Line 2: / });
  assert.throws(() => parseData('a: [', 'yaml'), SyntaxError);
  assert.throws(() => parseData('', /** @type {any} */ ('ini')), TypeError);
  for (const format of [undefined, null, 5, NaN, ['json'], {}, Symbol('json'), 10n]) {
    assert.throws(() => parseData('{}', /** @type {any} */ (format)), { name: 'TypeError', message: /^The format is a string, not / });
  }
  assert.deepEqual(parseData('{"a": 1}', 'json'), { a: 1 });
});
