/** A post as HTML, as a server writes it: read as a browser reads it, it is what was meant. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'parse5';
import init, { renderToString } from '../../www/server.js';
import { paneCss } from '../../www/pane.css.js';
import { ServerDocument } from '../../www/server/document.js';
import initWasm, { breakForTests, Core } from '../../www/pkg/draftpane.js';

test('before the engine is loaded it says so', () => assert.throws(() => renderToString(''), /init\(\)/));

/** @typedef {{ nodeName: string, value?: string, attrs?: { name: string, value: string }[], childNodes?: Node[], content?: Node }} Node */

/** @param {Node} node @returns {Node[]} */
const below = (node) => [node, ...(node.childNodes ?? []).flatMap(below), ...(node.content ? below(node.content) : [])];

/** Parses HTML as a browser does. @param {string} html */
function read(html) {
  const nodes = below(/** @type {any} */ (parse(`<!doctype html><body>${html}</body>`)));
  const panes = nodes.filter(({ nodeName }) => nodeName === 'draft-pane');
  assert.equal(panes.length, 1);
  const [pane] = panes;
  const [template, ...text] = pane.childNodes ?? [];
  assert.deepEqual(text.map(({ nodeName }) => nodeName), ['#text']);
  const inside = below(/** @type {Node} */ (template.content)).slice(1);
  return {
    attributes: Object.fromEntries((pane.attrs ?? []).map(({ name, value }) => [name, value])),
    template,
    text: /** @type {string} */ (text[0].value).replace(/^\n/, ''),
    nodes: inside,
    names: new Set(nodes.filter((node) => !inside.includes(node)).map(({ nodeName }) => nodeName)),
  };
}

const HOSTILE = [
  '</template></draft-pane><script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '<!--><script>alert(1)</script>-->',
  '</style><script>alert(1)</script>',
  '</pre></code></textarea></title></noscript><svg onload=alert(1)>',
  '\0<scr\0ipt>alert(1)</script>',
  'javascript:alert(1)',
  '&lt;script&gt; &#60;script&#62; &amp;amp;',
];

test('nothing of a post leaves its place, in text, fields, attributes or options', async () => {
  await init();
  for (const payload of HOSTILE) {
    const quoted = JSON.stringify(payload);
    const text = `---\ntitle: ${quoted}\ntags: [${quoted}]\nimages: [${quoted}]\n${quoted}: ${quoted}\n---\n# ${payload}\n\n![${payload}](<${payload}> ${quoted})\n\n[a](<${payload}>)\n\n\`\`\`${payload.replaceAll('`', '')}\n${payload}\n\`\`\`\n\n${payload}\n`;
    for (const frontMatter of /** @type {const} */ (['header', 'table', 'source'])) {
      for (const flavor of /** @type {const} */ (['hugo', 'gfm', 'commonmark'])) {
        const html = renderToString(text, { flavor, frontMatter, images: 'ask', site: { timeZone: payload, markup: { goldmark: {} } }, stylesheet: `/a.css?${payload}`, resolveUrl: (url) => url });
        const seen = read(html);
        assert.equal(seen.text, text.replaceAll('\0', '\uFFFD'));
        assert.deepEqual(JSON.parse(seen.attributes.options).site.timeZone, payload);
        assert.deepEqual([...seen.names].sort(), ['#document', '#document-fragment', '#documentType', '#text', 'body', 'draft-pane', 'head', 'html', 'template']);
        for (const { nodeName, attrs = [] } of seen.nodes) {
          assert.ok(!/^(script|svg|iframe|style|object|noscript|textarea|title)$/.test(nodeName), nodeName);
          for (const { name, value } of attrs) {
            assert.ok(!/^(on|style$|srcdoc|is$|slot$)/.test(name), name);
            if (name === 'src' || name === 'href' && nodeName !== 'link') assert.ok(!/^\s*javascript:/i.test(value), value);
          }
        }
      }
    }
  }
});

test('the text is the one that was given, to the last line end', () => {
  for (const text of ['', '\n', '\n\ntwo', 'a\r\nb\rc\n', '\tx\u00a0y\n\n', '😀 & <b> "q" \u2028', '   ']) assert.equal(read(renderToString(text)).text, text);
});

test('attributes tell how it was read; a stylesheet or a nonce are for a policy', () => {
  const plain = renderToString('# A');
  assert.match(plain, /^<draft-pane><template shadowrootmode="open"><style>/);
  assert.ok(plain.includes(paneCss) && !/<\/?style|[&]/i.test(paneCss));
  assert.deepEqual(read(renderToString('a', { flavor: 'gfm', frontMatter: 'table', images: 'ask', shortcodes: {} })).attributes, {
    flavor: 'gfm', 'front-matter': 'table', options: '{"images":"ask"}',
  });
  assert.match(renderToString('a', { nonce: '"x' }), /<style nonce="&quot;x">/);
  const linked = renderToString('a', { stylesheet: '/draft-pane.css?a&b' });
  assert.match(linked, /<template shadowrootmode="open"><link rel="stylesheet" href="\/draft-pane\.css\?a&amp;b"><article tabindex="0">/);
  assert.ok(!/ style=|<style/.test(renderToString('| a |\n|:-:|\n| b |', { stylesheet: 'x' })), 'no style that a policy would forbid');
});

test('a site, shortcodes and the language of days count', () => {
  const html = renderToString('---\ndate: 2021-10-06\n---\n{{< mine "x" >}} :smile:', {
    site: { enableEmoji: true, title: 'not told' }, locale: 'de', shortcodes: { mine: (args) => `*${/** @type {string[]} */ (args)[0]}*` },
  });
  assert.match(html, /6\. Oktober 2021.*<em>x<\/em>.*😄/s);
  assert.equal(read(html).attributes.options, '{"site":{"enableEmoji":true}}');
});

test('the direction of the site\'s language is that of the pane, and travels', () => {
  const languages = { ar: { direction: 'rtl' } };
  const html = renderToString('a', { site: { defaultContentLanguage: 'ar', languages } });
  assert.match(html, /<article tabindex="0" dir="rtl">/);
  assert.match(read(html).attributes.options, /"rtl"/);
  assert.ok(!renderToString('a').includes('dir='));
});

test('misuse is told', () => {
  assert.throws(() => renderToString(/** @type {any} */ (1)), TypeError);
  assert.throws(() => renderToString('', { flavor: /** @type {any} */ ('markdown') }), /flavor/);
  assert.throws(() => renderToString('', { resolveUrl: /** @type {any} */ (5) }), { name: 'TypeError', message: /^The resolveUrl is a function, not number/ });
  for (const url of ['/posts/', 'not one', '']) assert.throws(() => renderToString('', { url }), { name: 'TypeError', message: `The url is the absolute address of the page, not ${JSON.stringify(url)}` });
  // Also where the text has no date that it would be for.
  for (const locale of ['', 'en_GB', 'deutsch-']) assert.throws(() => renderToString('', { locale }), { name: 'TypeError', message: `The locale is a language tag such as 'en-GB', not ${JSON.stringify(locale)}` });
  for (const text of [undefined, null, 1, {}]) assert.throws(() => renderToString(/** @type {any} */ (text)), { name: 'TypeError', message: /^The text is a string, not / });
  for (const options of [null, 5, 'gfm', [], true]) {
    assert.throws(() => renderToString('', /** @type {any} */ (options)), { name: 'TypeError', message: /^The options are an object, not / });
  }
  for (const name of ['url', 'locale', 'stylesheet', 'nonce']) {
    for (const value of [null, 5, {}, Symbol('a')]) {
      assert.throws(() => renderToString('', { [name]: value }), { name: 'TypeError', message: new RegExp(`^The ${name} is a string, not `) });
    }
  }
  const document = new ServerDocument();
  for (const name of ['onclick', 'ONCLICK', 'a b', 'x"y', '>', '']) {
    assert.throws(() => document.createElement('p').setAttribute(name, ''), TypeError);
    assert.throws(() => document.createElement(name), TypeError);
  }
});

test('memory is given back', async () => {
  const { memory } = await initWasm();
  const text = '## Title\n\nText with *words* and a note[^1].\n\n[^1]: The note.\n\n- a\n- b\n\n'.repeat(200);
  for (let round = 0; round < 5; round++) renderToString(text);
  const before = memory.buffer.byteLength;
  for (let round = 0; round < 20; round++) renderToString(text);
  assert.ok(memory.buffer.byteLength <= before + 4 * 1024 * 1024, `${before} bytes grew to ${memory.buffer.byteLength}`);
});

test('a text that breaks the engine is shown as it is, and the next one as ever', () => {
  const before = renderToString('# A');
  const { work } = Core.prototype;
  try {
    Core.prototype.work = () => /** @type {any} */ (breakForTests(0));
    assert.match(renderToString('*a* & text'), /<div class="body" part="body"><\/div><div class="plain"><p>[^<]+<\/p><pre>\*a\* &amp; text<\/pre>/);
  } finally {
    Core.prototype.work = work;
  }
  assert.equal(renderToString('# A'), before);
});
