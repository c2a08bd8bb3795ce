/** Copied HTML as Markdown: what each program writes, imitated. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { markdownOf } from '../../www/app/editor/rich.js';

/** @param {string} title @param {string} html @param {string} markdown */
const becomes = (title, html, markdown) => test(title, () => assert.equal(markdownOf(html), markdown));

becomes('headings, bold, italic, struck out, code, links, line breaks',
  '<h1>One</h1><h3>Three</h3><p>A <strong>bold</strong>, <em>slanted</em>, <del>gone</del> <code>x|y</code><br>and <a href="/about/">more</a>.</p><hr>',
  '# One\n\n### Three\n\nA **bold**, *slanted*, ~~gone~~ `x|y`\\\nand [more](/about/).\n\n---');

becomes('lists: nested, with a start, of tasks',
  '<ul><li>one<ul><li>in</li></ul></li><li>two</li></ul><ol start="4"><li>four</li><li>five</li></ol><ul><li><input type="checkbox" checked> done</li><li><input type="checkbox"> open</li></ul>',
  '- one\n  - in\n- two\n\n4. four\n5. five\n\n* [x] done\n* [ ] open'.replaceAll('* [', '- ['));

becomes('tables, with their alignment, pipes and line breaks in cells',
  '<table><thead><tr><th>Town</th><th align="right">Tide</th></tr></thead><tbody><tr><td>a|b</td><td align="right">1<br>2</td></tr></tbody></table>',
  '| Town | Tide |\n| ---- | ---: |\n| a\\|b |  1 2 |');

becomes('quotes and pictures',
  '<blockquote><p>Said.</p><blockquote><p>Again.</p></blockquote></blockquote><p><img src="https://example.org/a.png" alt="A pier"></p>',
  '> Said.\n>\n> > Again.\n\n![A pier](https://example.org/a.png)');

becomes('what would be a mark is escaped, a word with underscores is not',
  '<p><b>x</b> 2 * 3 * 4, snake_case_name, [not a link], &lt;b&gt;</p><p># no heading</p><p>1. no list</p>',
  '**x** 2 \\* 3 \\* 4, snake\\_case\\_name, \\[not a link], \\<b>\n\n\\# no heading\n\n1\\. no list'.replaceAll('\\_', '_'));

becomes('blanks at the ends of marks go out of them, marks side by side are one',
  '<p><b>bold </b>text<i> slanted</i>, <b>one</b><b> run</b></p>',
  '**bold** text *slanted*, **one run**');

becomes('Google Docs: all in a bold that is none, marks as styles, lists in lists, addresses behind a redirect',
  '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-77"><h2 dir="ltr"><span style="font-weight:400;">Ferries</span></h2><p dir="ltr"><span style="font-weight:400;">The </span><span style="font-weight:700;">first</span><span style="font-style:italic;"> leaves</span><span> at </span><a href="https://www.google.com/url?q=https://example.org/six%3Fa&amp;sa=D"><span>six</span></a><span>.</span></p><br><ul><li dir="ltr" aria-level="1"><p role="presentation"><span>north</span></p></li><ul><li aria-level="2"><p><span>inner</span></p></li></ul><li><p><span>south</span></p></li></ul><p><span style="font-family:\'Courier New\',monospace">ls -l</span></p></b><br class="Apple-interchange-newline">',
  '## Ferries\n\nThe **first** *leaves* at [six](https://example.org/six?a).\n\n- north\n  - inner\n- south\n\n`ls -l`');

becomes('Google Docs: a list of tasks',
  '<b style="font-weight:normal"><ul><li role="checkbox" aria-checked="true"><img src="data:image/png;base64,AA" alt="checked"><p><span>rope</span></p></li><li role="checkbox" aria-checked="false"><img src="data:image/png;base64,AA" alt="unchecked"><p><span>anchor</span></p></li></ul></b>',
  '- [x] rope\n- [ ] anchor');

const ignored = (/** @type {string} */ mark) => `<![if !supportLists]><span style='mso-list:Ignore'>${mark}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>`;
becomes('Word: lists that are paragraphs, marks in runs, a title',
  `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!-- p.MsoNormal {margin:0} --></style></head><body><!--StartFragment--><p class=MsoTitle>Almanac<o:p></o:p></p><p class=MsoNormal>A <b>bold</b><b> run</b>.<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='margin-left:36pt;mso-list:l0 level1 lfo1'>${ignored('·')}First<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'>${ignored('o')}Inner</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'>${ignored('·')}Second</p>
<p class=MsoNormal>Then</p><p class=MsoListParagraph style='mso-list:l1 level1 lfo2'>${ignored('3.')}three</p><p class=MsoListParagraph style='mso-list:l1 level1 lfo2'>${ignored('4.')}four</p>
<table class=MsoTableGrid><tr><td><p class=MsoNormal>Day</p></td><td><p class=MsoNormal>High</p></td></tr><tr><td><p class=MsoNormal>1</p></td><td><p class=MsoNormal>two</p><p class=MsoNormal>lines</p></td></tr></table><!--EndFragment--></body></html>`,
  '# Almanac\n\nA **bold run**.\n\n- First\n  - Inner\n- Second\n\nThen\n\n3. three\n4. four\n\n| Day | High      |\n| --- | --------- |\n| 1   | two lines |');

becomes('LibreOffice: paragraphs in items, fonts for code',
  '<!DOCTYPE html><html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"/><style type="text/css">p { margin: 0 }</style></head><body><h1 class="western">Ropes</h1><p><font face="Liberation Mono">bowline</font> <strike>slip</strike></p><ol><li><p>one</p><ol type="a"><li><p>inner</p></li></ol></li><li><p>two</p></li></ol></body></html>',
  '# Ropes\n\n`bowline` ~~slip~~\n\n1. one\n   1. inner\n2. two');

becomes('GitHub: anchors of headings, tasks, code with its language',
  '<div class="markdown-heading"><h3 class="heading-element">Install</h3><a id="x" class="anchor" aria-label="Permalink" href="#install"><svg><path d="M0 0"></path></svg></a></div><ul class="contains-task-list"><li class="task-list-item"><input type="checkbox" class="task-list-item-checkbox" checked disabled> built</li></ul><div class="highlight highlight-source-js"><pre><span class="pl-k">const</span> a <span>=</span> 1;\n\n  b();</pre></div>',
  '### Install\n\n- [x] built\n\n```js\nconst a = 1;\n\n  b();\n```');

becomes('a page: its code blocks, what nobody reads, addresses that lead nowhere',
  '<article><style>p { color: red }</style><script>alert(1)</script><p>Run <a href="javascript:void(0)">this</a>:</p><pre><code class="language-sh">echo `date`\n</code></pre><p style="display:none">hidden</p><img src="file:///C:/temp/clip.png" alt="a chart"><button>Copy</button></article>',
  'Run this:\n\n```sh\necho `date`\n```\n\na chart');
