/** Shortcodes of an embedder, through the facade. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import init, { Draft, render } from '../../www/engine.js';

await init();

/** @type {unknown[]} */
const asked = [];
const shortcodes = {
  note: (/** @type {any} */ args, /** @type {string} */ inner) => {
    asked.push([args, inner]);
    return `> *${args.title ?? args[0] ?? '-'}*\n>\n> ${inner.trim()}`;
  },
  number: () => /** @type {any} */ (1),
  throws: () => { throw new Error('no such thing'); },
  constructor: () => 'made',
};

test('what a function is given, and what it makes', () => {
  const { html } = render('a\n\n{{< note title="b" 𝒙="😀" >}}\nc *d*\n{{< /note >}}\n\n{{% note "e f" g %}}\n\n{{< constructor >}}\n', { shortcodes });
  assert.equal(html, [
    '<p>a</p>',
    '<blockquote>\n<p><em>b</em></p>\n<p>c <em>d</em></p>\n</blockquote>',
    '<blockquote>\n<p><em>e f</em></p>\n</blockquote>',
    '<p>made</p>\n',
  ].join('\n'));
  assert.deepEqual(asked, [[{ title: 'b', '𝒙': '😀' }, '\nc *d*\n'], [['e f', 'g'], '']]);
  assert.match(render('{{< toString >}}', { shortcodes }).html, /shortcode-label">toString</);
});

test('one that fails is a placeholder, and told', () => {
  const { html, diagnostics } = render('é {{< number >}}\n\n{{< throws >}}\n', { shortcodes, frontMatter: 'none' });
  assert.match(html, /shortcode-label">number<.*shortcode-label">throws</s);
  assert.deepEqual(diagnostics.map(({ code, message, from, to }) => [code, message, from, to]), [
    ['shortcode-failed', 'The shortcode `number` cannot be shown: its function returned no string', 2, 16],
    ['shortcode-failed', 'The shortcode `throws` cannot be shown: no such thing', 18, 32],
  ]);
});

test('one that edits the draft that asks it does no harm', () => {
  /** @type {Draft} */
  let draft;
  const meddle = () => {
    draft.edit({ from: 0, insert: 'x' });
    return 'never';
  };
  draft = new Draft('', { shortcodes: { meddle } });
  draft.edit({ from: 0, insert: 'a {{< meddle >}}' });
  assert.match(draft.html, /shortcode-label">meddle</);
  draft.edit({ from: 0, insert: 'b ' });
  assert.equal(draft.text, 'b a {{< meddle >}}');
  assert.match(draft.html, /^<p>b a /);
});

test('misuse', () => {
  for (const wrong of [1, 'a', { a: 1 }]) {
    assert.throws(() => render('', { shortcodes: /** @type {any} */ (wrong) }), { name: 'TypeError', message: /^options\.shortcodes / });
  }
});

test('the law, with front matter that shortcodes show', () => {
  const draft = new Draft('---\ntitle: a\n---\n{{< param title >}} {{< note >}}{{< param title >}}{{< /note >}}\n\nb\n', { shortcodes });
  for (const [from, to, insert] of /** @type {const} */ ([[11, 12, 'c d'], [11, 11, '"'], [15, 15, '"'], [0, 4, ''], [0, 0, '---\n']])) {
    draft.edit({ from, to, insert });
    assert.equal(draft.html, render(draft.text, { shortcodes }).html, draft.text);
  }
});
