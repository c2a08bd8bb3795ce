/** The parts of a post that only the site knows: the outputs of its shortcodes, and the blocks that its render hooks change. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Hugo } from '../../hugo/hugo.js';
import { filesOf, own, textOf } from './sites.mjs';

/** @type {Hugo} */
let hugo;
before(async () => {
  hugo = await Hugo.start();
});
after(() => hugo.close());

const files = filesOf(own);
const post = 'content/posts/first.md';

/** A small site. @param {Record<string, string>} [more] */
const site = (more) => new Map(Object.entries({
  'hugo.yaml': 'baseURL: https://example.org/\ndisableKinds: [taxonomy, term, rss, sitemap]\n',
  'layouts/page.html': '{{ .Content }}',
  'layouts/_shortcodes/mood.html': '<i>{{ .Ordinal }} {{ with .Get 0 }}{{ . }}{{ else }}good{{ end }}</i>',
  'layouts/_shortcodes/box.html': '<div>{{ .Inner }}</div>',
  'layouts/_shortcodes/md.html': '**{{ .Get "a" }}** at {{ .Position.LineNumber }}',
  ...more,
}));

/** @param {string} body */
const text = (body) => `---\ntitle: First\n---\n${body}\n`;

/** @param {string} body */
const outputs = async (body) => {
  const { shortcodes, problems } = await hugo.shortcodes(post, text(body));
  return { outputs: shortcodes.map(({ source, output }) => [source, output]), problems: problems.map(({ message, line, column }) => [message, line, column]) };
};

test('the outputs for every post of the site are in its content, and so are its hooked blocks', async () => {
  assert.deepEqual(await hugo.open(files), []);
  const seen = new Set();
  let hooked = 0;
  for (const path of files.keys()) {
    if (!/^content\/.*[^_]\w+\.md$/.test(path) || path.includes('_index')) continue;
    const body = textOf(files, path);
    const { shortcodes, hooks, problems } = await hugo.shortcodes(path, body);
    assert.deepEqual([hooks, problems], [true, []], path);
    const offsets = [...body.matchAll(/(?<=\n\n)(?=\S)/g)].map(({ index }) => index);
    const { blocks, problems: others } = await hugo.blocks(path, body, offsets);
    assert.deepEqual(others, [], path);
    const { content } = await hugo.render(path, body);
    for (const { source, output } of shortcodes) {
      assert.ok(body.includes(source), source);
      if (source.startsWith('{{<')) assert.ok(content.includes((output ?? '-').trim()), `${path}: ${source} became ${output}`);
      for (const [, name] of source.matchAll(/\{\{[<%] ([\w-]+)/g)) seen.add(name);
    }
    for (const block of blocks) {
      if (block === null) continue;
      hooked++;
      assert.ok(content.includes(block.trim()), `${path}: ${block}`);
    }
  }
  assert.ok(seen.size >= 20, [...seen].join());
  assert.ok(hooked >= 8, `${hooked} blocks`);
});

test('whole shortcodes, nested, Markdown, closed by themselves, and what is none', async () => {
  assert.deepEqual(await hugo.open(site()), []);
  assert.deepEqual(await outputs('{{< mood >}} {{< box >}}é {{< mood "x" >}}{{< /box >}} 😀 {{% md a="b" %}} {{</* mood */>}} {{< box />}}\n\n```\n{{<mood>}}\n```'), {
    outputs: [
      ['{{< mood >}}', '<i>0 good</i>'],
      ['{{< box >}}é {{< mood "x" >}}{{< /box >}}', '<div>é <i>0 x</i></div>'],
      ['{{% md a="b" %}}', '**b** at 4'],
      ['{{< box />}}', '<div></div>'],
      ['{{<mood>}}', '<i>4 good</i>'],
    ],
    problems: [],
  });
  assert.deepEqual(await outputs('no shortcode'), { outputs: [], problems: [] });
});

test('the Markdown of an indented shortcode is not indented', async () => {
  await hugo.open(site({ 'layouts/_shortcodes/box.html': '<div>\n\n{{ .Inner }}\n</div>' }));
  const [[, output]] = (await outputs('1. a\n\n   {{% box %}}\n   b\n\n       c\n   {{% /box %}}')).outputs;
  assert.equal(output, '<div>\n\n\nb\n\n    c\n\n</div>');
});

test('another post that breaks while this one is open stops nothing', async () => {
  await hugo.open(site({ 'content/posts/second.md': text('two') }));
  await outputs('{{< mood >}}');
  await hugo.write(new Map([['content/posts/second.md', text('{{< moody >}}')]]));
  assert.deepEqual((await outputs('{{< mood 2 >}}')).outputs, [['{{< mood 2 >}}', '<i>0 2</i>']]);
  assert.equal((await hugo.render(post, text('{{< mood 3 >}}'))).content.trim(), '<i>0 3</i>');
});

test('Hugo\'s own shortcodes are said to be that, unless the site has another', async () => {
  await hugo.open(site());
  const embedded = async () => (await hugo.shortcodes(post, text('{{< figure src="a.png" >}}'))).shortcodes.map((one) => one.embedded);
  assert.deepEqual(await embedded(), [true]);
  await hugo.write(new Map([['layouts/_shortcodes/figure.html', '<figure></figure>']]));
  assert.deepEqual(await embedded(), [false]);
});

test('a shortcode that fails has no output, the others have', async () => {
  await hugo.open(site({
    'layouts/_shortcodes/bad.html': '{{ .Page.Nothing }}',
    'layouts/_shortcodes/refuse.html': '{{ errorf "refused at %s" .Position }}',
    'layouts/_shortcodes/mind.html': '{{ warnf "mind it" }}m',
  }));
  const { outputs: made, problems } = await outputs('{{< mood >}}\n\nä {{< bad >}}\n\n{{< refuse >}}\n\n{{< mind >}} {{< mood 2 >}}');
  assert.deepEqual(made.map(([, output]) => output), ['<i>0 good</i>', null, null, 'm', '<i>4 2</i>']);
  assert.equal(problems.length, 3);
  assert.match(String(problems[0][0]), /^layouts\/_shortcodes\/bad\.html:1:8: .*Nothing/);
  assert.deepEqual(problems[0].slice(1), [6, 4]);
  assert.match(String(problems[1][0]), /^refused at "content\/posts\/first\.md:8:1"$/);
  assert.deepEqual(problems[1].slice(1), [8, 1]);
  assert.deepEqual(problems[2], ['mind it', null, null]);
});

/** @type {[name: string, body: string, outputs: (string | null)[], problems: [message: string, line: number, column: number][]][]} */
const unreadable = [
  ['an unknown one', 'ä {{< moody >}} {{< mood >}}', ['<i>0 good</i>'], [['template for shortcode "moody" not found', 4, 4]]],
  ['an unknown pair', '{{< moody >}}\nin\n{{< /moody >}} {{< mood >}}', ['<i>0 good</i>'], [['template for shortcode "moody" not found', 4, 1]]],
  ['one within another', '{{< box >}}{{< moody >}}{{< /box >}} {{< mood >}}', [null, '<i>1 good</i>'], [['template for shortcode "moody" not found', 4, 12]]],
  ['one that stays open', '{{< mood >}}\n\n{{< box >}} {{< mood 2 >}}', ['<i>0 good</i>', '<i>1 2</i>'], [['shortcode "box" must be closed or self-closed', 6, 1]]],
  ['a quote that stays open', '{{< mood "a >}}\n\n{{< mood >}}', ['<i>0 good</i>'], [['unterminated quoted string in shortcode parameter-argument: \'a >}}\n\'', 4, 1]]],
  ['a tag that stays open', '{{< mood >}} {{< mood', ['<i>0 good</i>'], [['unclosed shortcode action', 4, 14]]],
  ['a closing tag alone', '{{< mood >}} {{< /mood >}}', ['<i>0 good</i>'], [['shortcode "mood" does not evaluate .Inner or .InnerDeindent, yet a closing tag was provided', 4, 14]]],
  ['one without a name', '{{< mood >}} {{<  >}}', ['<i>0 good</i>'], [['shortcode has no name', 4, 14]]],
];

for (const [name, body, made, problems] of unreadable) {
  test(`what cannot be read is passed over: ${name}`, async () => {
    await hugo.open(site());
    const found = await outputs(body);
    assert.deepEqual(found.outputs.map(([, output]) => output), made);
    assert.deepEqual(found.problems, problems);
    // The post itself is refused by Hugo, and later well again.
    assert.notDeepEqual((await hugo.render(post, text(body))).problems, []);
    assert.equal((await hugo.render(post, text('{{< mood >}}'))).content.trim(), '<i>0 good</i>');
    assert.deepEqual(await outputs(body), found);
  });
}

test('inline shortcodes are empty unless the site allows them', async () => {
  const body = '{{< sum.inline >}}{{ add 1 2 }}{{< /sum.inline >}} {{< sum.inline />}}';
  await hugo.open(site());
  assert.deepEqual((await outputs(body)).outputs.map(([, output]) => output), ['', '']);
  await hugo.write(new Map([['hugo.yaml', 'baseURL: https://example.org/\nsecurity: {enableInlineShortcodes: true}\n']]));
  assert.deepEqual((await outputs(body)).outputs.map(([, output]) => output), ['3', '3']);
});

test('a shortcode knows the page: front matter, headings, other pages, the table of contents', async () => {
  await hugo.open(site({
    'layouts/_shortcodes/all.html': '{{ .Page.Title }} {{ range .Page.Fragments.Headings }}{{ range .Headings }}{{ .Title }}{{ end }}{{ end }} {{ (site.GetPage "second").Title }} {{ .Page.TableOfContents }}',
    'content/posts/second.md': '---\ntitle: Second\n---\n',
  }));
  const { outputs: [[, output]] } = await outputs('## Hat\n\n{{< all >}}');
  assert.match(String(output), /^First Hat Second <nav id="TableOfContents">[^]*#hat[^]*<\/nav>$/);
});

test('the same text again, another text, and a render between', async () => {
  await hugo.open(site());
  const made = () => outputs('{{< mood >}}');
  const first = await made();
  assert.deepEqual(await made(), first);
  assert.equal((await hugo.render(post, text('{{< mood >}}'))).content.trim(), '<i>0 good</i>');
  assert.deepEqual((await outputs('{{< mood 1 >}}')).outputs, [['{{< mood 1 >}}', '<i>0 1</i>']]);
  assert.equal((await hugo.render(post, text('{{< mood 1 >}}'))).content.trim(), '<i>0 1</i>');
  assert.equal((await hugo.render(post, text('{{< mood >}}'))).content.trim(), '<i>0 good</i>');
  assert.deepEqual(await made(), first);
});

test('a template and a broken configuration are followed', async () => {
  await hugo.open(site());
  await hugo.write(new Map([['layouts/_shortcodes/mood.html', 'new']]));
  assert.deepEqual((await outputs('{{< mood >}}')).outputs, [['{{< mood >}}', 'new']]);
  await hugo.write(new Map([['hugo.yaml', 'title: [\n']]));
  assert.deepEqual((await outputs('{{< mood >}}')).outputs, []);
  assert.equal((await hugo.shortcodes(post, text('{{< mood >}}'))).problems[0].file, 'hugo.yaml');
  await hugo.write(new Map([['hugo.yaml', '']]));
  assert.deepEqual((await outputs('{{< mood >}}')).outputs, [['{{< mood >}}', 'new']]);
});

test('front matter that Hugo cannot read is a problem at its line', async () => {
  await hugo.open(site());
  const { shortcodes, problems } = await hugo.shortcodes(post, '---\ntitle: [a\n---\n{{< mood >}}\n');
  assert.deepEqual([shortcodes, problems.length, problems[0].file, problems[0].line], [[], 1, post, 2]);
});

const hooks = {
  'layouts/_markup/render-heading.html': '<h{{ .Level }} id="{{ .Anchor }}">§ {{ .Text }}</h{{ .Level }}>',
  'layouts/_markup/render-link.html': '<a href="{{ .Destination }}" class="l">{{ .Text }}</a>',
};

/** The hooked blocks of a text, whose blocks begin where these begin. @param {string[]} parts */
const blocksOf = async (...parts) => {
  const front = '---\ntitle: É😀\n---\n';
  const offsets = parts.map((_, n) => front.length + parts.slice(0, n).join('').length);
  return hugo.blocks(post, front + parts.join(''), offsets);
};

test('blocks that hooks change, and only those; shortcodes and footnotes in them', async () => {
  await hugo.open(site(hooks));
  assert.equal((await hugo.shortcodes(post, text(''))).hooks, true);
  assert.deepEqual((await blocksOf(
    '# é😀\n\n', 'plain\n\n', '- a\n- [b](/c)\n\n', '{{< mood >}}\n\n', '[x](y) {{< mood 2 >}} [^1]\n\n', '* * *\n\n', '| a |\n|---|\n| [t](u) |\n\n', '```go\nx\n```\n\n', '# é😀\n\n', '[^1]: [n](m)\n\n', 'end\n',
  )).blocks.map((html) => html?.replace(/^\s+(?=<)/gm, '') ?? null), [
    '<h1 id="é">§ é😀</h1>', null, '<ul>\n<li>a</li>\n<li><a href="/c" class="l">b</a></li>\n</ul>\n', null,
    '<p><a href="y" class="l">x</a> <i>1 2</i> <sup id="fnref:1"><a href="#fn:1" class="footnote-ref" role="doc-noteref">1</a></sup></p>\n', null,
    '<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td><a href="u" class="l">t</a></td>\n</tr>\n</tbody>\n</table>\n',
    null, '<h1 id="é-1">§ é😀</h1>', null, null,
  ]);
  // The content is as before.
  assert.equal((await hugo.render(post, text('# a'))).content, '<h1 id="a">§ a</h1>');
});

test('no hooks, no blocks; a hook that fails, and a refused shortcode in a hooked block', async () => {
  await hugo.open(site());
  assert.equal((await hugo.shortcodes(post, text(''))).hooks, false);
  assert.deepEqual((await blocksOf('# a\n\n', '[b](c)\n')).blocks, [null, null]);
  await hugo.write(new Map(Object.entries(hooks)));
  assert.deepEqual((await blocksOf('# a\n\n', '# b {{< moody >}}\n')).blocks, ['<h1 id="a">§ a</h1>', null]);
  await hugo.write(new Map([['layouts/_markup/render-link.html', '{{ .Nothing }}']]));
  const { blocks, problems } = await blocksOf('# a\n\n', '[b](c)\n');
  assert.deepEqual(blocks, [null, null]);
  assert.match(problems[0].message, /render-link\.html:1:\d+: .*Nothing/);
});

test('newer texts replace those that wait, calls of different kinds do not', async () => {
  await hugo.open(site());
  const [a, b, c, d] = await Promise.all([
    hugo.shortcodes(post, text('{{< mood 1 >}}')), hugo.shortcodes(post, text('{{< mood 2 >}}')), hugo.shortcodes(post, text('{{< mood 3 >}}')), hugo.render(post, text('{{< mood 4 >}}')),
  ]);
  assert.deepEqual([a, b, c].map(({ shortcodes: [{ output }] }) => output), ['<i>0 1</i>', '<i>0 3</i>', '<i>0 3</i>']);
  assert.equal(d.content.trim(), '<i>0 4</i>');
  assert.ok(hugo.memory > 1e7);
});
