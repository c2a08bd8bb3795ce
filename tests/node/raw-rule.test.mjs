/** The rule for raw HTML off the list as the comparison with Hugo has it (tests/hugo/raw.mjs), and the engine: each row of docs/html.md, without Hugo. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import init, { render } from '../../www/engine.js';
import { canonical } from '../hugo/canonical.mjs';
import { expected } from '../hugo/raw.mjs';

await init();

/** Under each row of docs/html.md, which begins so: HTML that stands in a post as it is, in a `div` of its own. @type {Record<string, string[]>} */
const rows = {
  'an element of the list': ['<p align="center" onclick="x">a <kbd title="b">c</kbd></p>', '<details open><summary>a</summary>b</details>', '<ol start="3" type="a" reversed><li value="4">a</li></ol>', '<a href="/x" name="y" target="_blank">z</a>', '<img src="a.png" alt="b" width="10" height="5%" loading="lazy">'],
  '`font`, `center`': ['<font color="green" face="Arial" size="+1">a</font> <font color="url(x)" size="big">b</font>', '<center>\n<big>a</big> <tt>b</tt> <strike>c</strike> <nobr>d</nobr> <acronym title="e">f</acronym>\n</center>', '<table bgcolor="#ffF" cellpadding="2"><tbody><tr><td nowrap bgcolor="x;y" valign="TOP">a</td></tr></tbody></table>', 'a<br clear="ALL">b<hr noshade size="2">', '<img hspace="3" vspace="x" src="a.png">'],
  '`main`, `nav`': ['<main>a</main><nav>b <b>c</b></nav>', '<search>a</search><hgroup><h2>b</h2></hgroup>', '<fieldset><legend>a</legend>b</fieldset>'],
  '`menu`, `dir`': ['<menu><li>a</li></menu><dir><li>b</li></dir>', '<listing>a  b</listing>', '<image src="a.png" alt="b">'],
  '`form`, `dialog`': ['<form action="/x">a <b>b</b></form>', '<dialog open>a</dialog>'],
  '`textarea`': ['<textarea name="a">b &lt; <i>c</i></textarea>'],
  '`xmp`, `plaintext`': ['<xmp>a &lt; <i>b</i></xmp>'],
  '`video`, `audio`': ['<video src="a.mp4" poster="b.png" autoplay preload="auto" muted="x" loop width="9" onplay="x">c</video>', '<audio><source src="a.ogg" type="audio/ogg"><source src="data:text/html,x" type="text/html"><track src="b" kind="Captions" srclang="en" label="c" default="d"></audio>', '<video src="javascript:x" poster="vbscript:x" controls="no"></video>'],
  '`iframe`, `embed`': ['<iframe src="https://film.example:8/e?x=1" title="A film">b</iframe>', '<iframe src="//film.example/a b"></iframe><iframe src="javascript:x" title="c"></iframe>', 'a <embed src="a.swf"> b', '<object data="a.pdf" title="b"><param name="c"><em>d</em></object>', '<object><embed src="/a?b#c"></object>'],
  '`svg`, `math`': ['<svg viewBox="0 0 1 1"><title>a</title><text>b c</text></svg>', '<math><mi>a</mi><mo>+</mo></math>'],
  '`script`, `style`': ['a<script>let b = "<i>";</script>c', '<style>a {}</style>b', '<template><b>a</b></template>b', '<title>a</title>b<noscript><i>c</i></noscript>', '<noembed>a</noembed><noframes>b</noframes>c <datalist><option>d</option></datalist>'],
  '`link`, `meta`': ['<link rel="stylesheet" href="a"><meta name="b">c', '<base href="/x"><bgsound src="a">b', '<basefont size="7">a<area href="b">'],
  'any other element': ['<button formaction="x">a</button> <select><option>b</option></select>', '<input type="text" value="a">b', '<x-tabs is="y"><x-tab>a</x-tab></x-tabs>', '<marquee><blink>a</blink></marquee> <canvas>b</canvas> <progress value="1">c</progress>'],
  '`script`, `style`, `title`': ['a <script>b', 'a <textarea>b', 'a <noscript>b <i>c</i>'],
  // A browser shows nothing for them; the test below has what the preview shows.
  'a comment, an instruction or a declaration': [],
  'a tag or a comment that does not end': ['a <!-- b --> c', 'a &lt;b c'],
  'an attribute that is not on the list': ['<b class="x" style="color: red" onclick="y" data-z="1">a</b>', '<code class="language-js">a</code>', '<a href="javascript:x">a</a> <a href=" JAVA&#9;SCRIPT:x">b</a> <a href="mailto:c@d.example">c</a>', '<img src="data:text/html,x" srcset="a.png, javascript:x 2x" alt="b"><img src="data:image/png;base64,AA" alt="">', '<span dir="up" lang="!" id="a b">c</span> <td colspan="x">d</td>'],
};

test('the rows are those of the page', () => {
  const table = readFileSync(new URL('../../docs/html.md', import.meta.url), 'utf8').matchAll(/^\| (?!in the post|-)(.*?) \|/gm);
  const [starts, written] = [Object.keys(rows), Array.from(table, ([, start]) => start)];
  assert.equal(written.length, starts.length);
  for (const [at, row] of written.entries()) assert.ok(row.startsWith(starts[at]), `${row} begins with ${starts[at]}`);
});

for (const [row, inputs] of Object.entries(rows)) {
  test(row, () => {
    for (const html of inputs) {
      const input = `<div>${html}</div>`;
      const { html: shown } = render(`${input}\n`, { flavor: 'commonmark', frontMatter: 'none' });
      assert.equal(canonical(expected(shown)), canonical(expected(input)), input);
      // The result is on the list, so the rule changes nothing but attributes that only Markdown may write.
      assert.equal(canonical(expected(shown)), canonical(shown.replace(/ (class|controls)="[^"]*"/g, (whole, name) => (name === 'class' ? '' : whole))), input);
    }
  });
}

test('a difference is seen', () => {
  for (const [input, other] of [['<script>a</script>b', 'ab'], ['<video src="a"></video>', '<video></video>'], ['<embed src="a">', '<a href="a">a</a>'], ['<form>a</form>', 'a'], ['<b title="a">b</b>', '<b>b</b>'], ['&lt;b>a', '<b>a</b>']]) {
    assert.notEqual(canonical(expected(input)), canonical(expected(other)), input);
  }
});

test('a comment that nothing closes is text to the end of its block, and reported', () => {
  const { html, diagnostics } = render('<div>a <!-- b</div>\n\nc\n', { flavor: 'commonmark', frontMatter: 'none' });
  assert.equal(html, '<div>\na &lt;!-- b&lt;/div&gt;\n<p>c</p>\n</div>\n');
  assert.deepEqual(diagnostics.map(({ code }) => code).filter((code) => code === 'html-unclosed'), ['html-unclosed']);
});
