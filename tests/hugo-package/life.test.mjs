/** Files that come and go, what Hugo refuses, and workers that fail. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Hugo } from '../../hugo/hugo.js';

/** @type {Hugo} */
let hugo;

before(async () => {
  hugo = await Hugo.start();
});
after(() => hugo.close());

const post = 'content/posts/first.md';

/** @param {Record<string, string>} [more] */
const site = (more = {}) => new Map(Object.entries({
  'hugo.yaml': 'baseURL: https://example.org/\nparams: {mood: good}\n',
  'layouts/page.html': '<title>{{ .Title }}</title>{{ .Content }}<nav>{{ range site.RegularPages.ByTitle }}{{ .Title }};{{ end }}</nav>',
  'layouts/home.html': 'home',
  'layouts/_shortcodes/mood.html': '<i>{{ site.Params.mood }}</i>',
  'content/posts/first.md': '---\ntitle: First\n---\n',
  'content/posts/second.md': '---\ntitle: Second\n---\nTwo.\n',
  ...more,
}));

/** @param {string} body @param {string} [title] */
const text = (body, title = 'First') => `---\ntitle: ${title}\n---\n${body}\n`;

test('says which Hugo it is', () => assert.equal(hugo.version, '0.168.0'));

test('follows the text of a post, its title and new posts', async () => {
  assert.deepEqual(await hugo.open(site()), []);
  const first = await hugo.render(post, text('{{< mood >}} *one*'));
  assert.equal(first.page, '<title>First</title><p><i>good</i> <em>one</em></p>\n<nav>First;Second;</nav>');
  assert.equal(first.content, '<p><i>good</i> <em>one</em></p>\n');
  assert.ok(first.milliseconds >= 0);
  assert.match((await hugo.render(post, text('two', 'Zero'))).page, /<p>two<\/p>\n<nav>Second;Zero;/);
  assert.match((await hugo.render('content/posts/third.md', text('', 'Third'))).page, /<nav>Second;Third;Zero;/);
  await hugo.write(new Map([['content/posts/third.md', null]]));
  assert.match((await hugo.render(post, text('two', 'Zero'))).page, /<nav>Second;Zero;/);
});

test('follows layouts, shortcodes, configuration and folders that were not there', async () => {
  await hugo.open(site());
  const body = text('{{< mood >}}');
  const shown = async () => (await hugo.render(post, body)).content.trim();
  assert.equal(await shown(), '<i>good</i>');
  await hugo.write(new Map([['layouts/_shortcodes/mood.html', '<b>{{ site.Params.mood }} {{ index hugo.Data.seas 0 }}</b>'], ['data/seas.yaml', '[North]']]));
  assert.equal(await shown(), '<b>good North</b>');
  await hugo.write(new Map([['hugo.yaml', 'params: {mood: better}\ntheme: coat\n'], ['themes/coat/layouts/_markup/render-heading.html', '<h6>{{ .Text }}</h6>']]));
  assert.equal(await shown(), '<b>better North</b>');
  assert.equal((await hugo.render(post, text('# Hat'))).content, '<h6>Hat</h6>');
  await hugo.write(new Map([['themes/coat/layouts/_markup/render-heading.html', null]]));
  assert.equal((await hugo.render(post, text('# Hat'))).content, '<h1 id="hat">Hat</h1>\n');
});

test('reads bytes, and gives what templates published', async () => {
  const style = new TextEncoder().encode('body { color : red }');
  /** @type {Map<string, string | Uint8Array>} */
  const files = site({ 'layouts/page.html': '{{ with resources.Get "a.css" | minify }}{{ .RelPermalink }}{{ end }}' });
  await hugo.open(files.set('assets/a.css', style));
  assert.equal((await hugo.render(post, text(''))).page, '/a.min.css');
  assert.equal(new TextDecoder().decode(await hugo.read('a.min.css') ?? undefined), 'body{color:red}');
  assert.equal(await hugo.read('none.css'), null);
});

test('bundles scripts with the packages that the site has', async () => {
  await hugo.open(site({
    'layouts/page.html': '{{ (resources.Get "main.js" | js.Build (dict "minify" true)).RelPermalink }}',
    'assets/main.js': 'import { gust } from "wind";\nimport { calm } from "./parts/calm.js";\nconsole.log(gust, calm);',
    'assets/parts/calm.js': 'export const calm = "no wind";',
    'node_modules/wind/package.json': '{"name": "wind", "main": "lib/index.js"}',
    'node_modules/wind/lib/index.js': 'exports.gust = "a gust";',
  }));
  const { page, problems } = await hugo.render(post, text(''));
  assert.deepEqual([page, problems], ['/main.js', []]);
  assert.match(new TextDecoder().decode(await hugo.read(page) ?? undefined), /"a gust".*"no wind"/s);
  await hugo.write(new Map([['node_modules/wind/package.json', null]]));
  assert.match((await hugo.render(post, text('again'))).problems[0].message, /Could not resolve "wind"/);
});

test('text and bytes are the same file', async () => {
  const files = site();
  await hugo.open(new Map([...files].map(([path, content]) => /** @type {[string, Uint8Array]} */ ([path, new TextEncoder().encode(content)]))));
  assert.match((await hugo.render(post, text('x'))).page, /^<title>First/);
});

test('the same text gets the same answer, warnings and all', async () => {
  await hugo.open(site({ 'layouts/_shortcodes/mood.html': '{{ warnf "mind the gap" }}' }));
  const warnings = [{ severity: 'warning', message: 'mind the gap', file: null, line: null, column: null }];
  const body = text('{{< mood >}}');
  assert.deepEqual((await hugo.render(post, body)).problems, warnings);
  assert.deepEqual((await hugo.render(post, body)).problems, warnings);
  await hugo.render('content/posts/second.md', text('else', 'Second'));
  assert.deepEqual((await hugo.render(post, body)).problems, warnings);
});

/** A build that fails half way leaves the files of bundles without their pages. */
const bundle = { 'content/posts/bundle/index.md': '---\ntitle: Bundle\n---\n', 'content/posts/bundle/a.txt': 'a' };

/** @type {[name: string, files: Record<string, string>, body: string, problem: { file: string | null, line: number | null, message: RegExp }][]} */
const refusals = [
  ['front matter', bundle, '---\ntitle: [a\n---\n', { file: post, line: 2, message: /^sequence end token \S+ not found$/ }],
  ['a date that is none', bundle, '---\ntitle: a\ndate: soon\n---\n', { file: post, line: 1, message: /date/ }],
  ['an unknown shortcode', {}, text('x\n\n{{< moody >}}'), { file: post, line: 6, message: /template for shortcode "moody" not found/ }],
  ['a shortcode that stays open', { 'layouts/_shortcodes/box.html': '{{ .Inner }}' }, text('{{< box >}}'), { file: post, line: 4, message: /"box" must be closed/ }],
  ['a template that fails', { 'layouts/_shortcodes/mood.html': '\n{{ .Page.Nothing }}' }, text('\n{{< mood >}}'), { file: post, line: 5, message: /^layouts\/_shortcodes\/mood\.html:2:8: .*at <\.Page\.Nothing>/ }],
  ['a layout that fails', { 'layouts/page.html': '{{ .Nothing }}' }, text(''), { file: 'layouts/page.html', line: 1, message: /at <\.Nothing>/ }],
  ['errorf', { 'layouts/_shortcodes/mood.html': '{{ errorf "bad mood at %s" .Position }}' }, text('{{< mood >}}'), { file: post, line: 4, message: /^bad mood at "content\/posts\/first\.md:4:1"$/ }],
  ['a missing reference', {}, text('{{< ref "nowhere" >}}'), { file: post, line: 4, message: /"nowhere"/ }],
  ['a missing picture', { 'layouts/_shortcodes/mood.html': '{{ (.Page.Resources.GetMatch "x.png").Width }}' }, text('{{< mood >}}'), { file: post, line: 4, message: /nil/ }],
  ['the network', { 'layouts/_shortcodes/mood.html': '{{ (resources.GetRemote "https://example.org/a.json").Content }}' }, text('{{< mood >}}'), { file: post, line: 4, message: /no network here: https:\/\/example\.org\/a\.json was not asked/ }],
];

for (const [name, files, body, { file, line, message }] of refusals) {
  test(`a problem, and then none: ${name}`, async () => {
    assert.deepEqual(await hugo.open(site(files)), []);
    const { page, problems } = await hugo.render(post, body);
    assert.equal(page, '');
    assert.equal(problems.length, 1, JSON.stringify(problems));
    const [problem] = problems;
    assert.deepEqual({ severity: problem.severity, file: problem.file, line: problem.line }, { severity: 'error', file, line });
    assert.match(problem.message, message);
    assert.doesNotMatch(problem.message, /\/site\/|\n/);
    // The author types on.
    const typed = await hugo.render(post, `${body}\n\nMore.\n`);
    assert.deepEqual([typed.page, typed.problems], ['', problems]);
    // Another post is rendered meanwhile, unless the layout of all fails.
    if (file === post) assert.match((await hugo.render('content/posts/second.md', text('Two.', 'Second'))).content, /Two/);
    await hugo.write(new Map([['layouts/page.html', site().get('layouts/page.html') ?? '']]));
    const { page: again, problems: none } = await hugo.render(post, text('well'));
    assert.deepEqual(none.filter(({ severity }) => severity === 'error'), []);
    assert.match(again, /<p>well<\/p>/);
  });
}

test('a template that cannot be read, then one that can', async () => {
  const [problem] = await hugo.open(site({ 'layouts/_shortcodes/mood.html': '\n{{ if }}' }));
  assert.deepEqual([problem.severity, problem.file, problem.line], ['error', 'layouts/_shortcodes/mood.html', 2]);
  assert.equal((await hugo.render(post, text('x'))).page, '');
  await hugo.write(new Map([['layouts/_shortcodes/mood.html', 'mood']]));
  const { page, problems } = await hugo.render(post, text('{{< mood >}}'));
  assert.deepEqual(problems, []);
  assert.match(page, /mood/);
});

test('a configuration that cannot be read, then one that can', async () => {
  const [problem] = await hugo.open(site({ 'hugo.yaml': 'title: [\n' }));
  assert.deepEqual([problem.severity, problem.file], ['error', 'hugo.yaml']);
  await hugo.write(new Map([['hugo.yaml', 'title: x']]));
  assert.match((await hugo.render(post, text('x'))).page, /<p>x<\/p>/);
});

test('a broken post beside it is reported, and stops nothing', async () => {
  const broken = 'content/posts/broken.md';
  const [problem] = await hugo.open(site({ [broken]: text('{{< moody >}}', 'Broken') }));
  assert.deepEqual([problem.severity, problem.file, problem.line], ['error', broken, 4]);
  assert.match((await hugo.render(post, text('fine'))).page, /fine.*\n.*First;Second;/);
  assert.match((await hugo.render(broken, text('{{< mood >}}', 'Broken'))).page, /good/);
  assert.match((await hugo.render(post, text('fine'))).page, /Broken;First;Second;/);
});

test('a broken post whose file Hugo names in words alone stops nothing either', async () => {
  const [problem] = await hugo.open(site({ 'content/posts/broken.md': '---\ntitle: Broken\ndate: soon\n---\n' }));
  assert.deepEqual([problem.file, problem.line, problem.message], ['content/posts/broken.md', 1, 'the "date" front matter field is not a parsable date']);
  assert.match((await hugo.render(post, text('fine'))).page, /fine.*\n.*First;Second;/);
});

test('broken posts do not have all of the site read again with each post that is opened', async () => {
  const files = site({ 'content/posts/broken.md': '---\ntitle: [a\n---\n', 'content/posts/third.md': text('', 'Third') });
  assert.equal((await hugo.open(files)).length, 1);
  // As the page does: the post that was open goes back to its front matter, and nothing else is another file.
  for (const [path, title] of [[post, 'First'], ['content/posts/second.md', 'Second'], ['content/posts/third.md', 'Third']]) {
    await hugo.write(files);
    const { problems, content } = await hugo.render(path, text('open', title));
    assert.deepEqual([problems, content], [[], '<p>open</p>\n'], path);
  }
  // A file that is no post may be what it was missing; then all is read.
  await hugo.write(new Map([['layouts/_shortcodes/more.html', 'more']]));
  assert.equal((await hugo.render(post, text('read'))).problems[0].file, 'content/posts/broken.md');
  // Mended or removed, it is not there again with its old text.
  await hugo.write(new Map([['content/posts/broken.md', text('', 'Mended')]]));
  assert.match((await hugo.render(post, text('mended'))).page, /<nav>First;Mended;Second;Third;/);
});

test('a file that is no page', async () => {
  await hugo.open(site());
  const { page, problems } = await hugo.render('data/x.md', text('x'));
  assert.equal(page, '');
  assert.match(problems[0].message, /makes no page of this file/);
});

test('a post without a page of its own has content', async () => {
  await hugo.open(site());
  const { page, content, problems } = await hugo.render(post, '---\ntitle: x\nbuild: {render: never}\n---\n*x*\n');
  assert.deepEqual([page, content, problems], ['', '<p><em>x</em></p>\n', []]);
});

test('a newer text takes the place of one that waits', async () => {
  await hugo.open(site());
  const answers = await Promise.all(['a', 'b', 'c', 'd'].map((body) => hugo.render(post, text(body))));
  assert.deepEqual(answers.map(({ content }) => content), ['<p>a</p>\n', '<p>d</p>\n', '<p>d</p>\n', '<p>d</p>\n']);
});

test('arguments of other types are refused', async () => {
  await assert.rejects(hugo.open(/** @type {any} */ ({})), TypeError);
  await assert.rejects(hugo.render(/** @type {any} */ (1), ''), TypeError);
});

test('closing rejects those that wait, and later calls', async () => {
  const other = await Hugo.start();
  const waiting = other.open(site());
  other.close();
  await assert.rejects(waiting, /Hugo was closed/);
  await assert.rejects(other.render(post, ''), /Hugo was closed/);
});

test('a file that is no wasm is said to be none', async () => {
  await assert.rejects(Hugo.start({ wasm: new Uint8Array([1, 2, 3, 4]) }), /WebAssembly/);
  await assert.rejects(Hugo.start({ wasm: new URL('none.wasm.gz', import.meta.url) }), /no such file/);
});

test('the first page of a post has the longer bound, also after its shortcodes: a stylesheet may be compiled for it', async (t) => {
  const { Worker } = globalThis;
  t.after(() => Object.assign(globalThis, { Worker }));
  Object.assign(globalThis, { Worker: class {} });
  // It answers later than the shorter bound.
  const worker = { postMessage: (/** @type {{ name: string }} */ { name }) => setTimeout(() => worker.onmessage({ data: { value: name } }), name === 'render' ? 120 : 0), terminate() {}, onmessage: (/** @type {unknown} */ _) => {} };
  const slow = await Hugo.start({ worker: /** @type {any} */ (worker), patience: 40 });
  await slow.shortcodes(post, text('x'));
  assert.equal(/** @type {any} */ (await slow.render(post, text('x'))), 'render');
  await slow.shortcodes(post, text('y'));
  await assert.rejects(slow.render(post, text('y')), /has not answered/);
});

test('a Hugo that hangs is ended, and all calls are rejected', async () => {
  const other = await Hugo.start({ patience: 4000 });
  await other.open(site({ 'layouts/_shortcodes/mood.html': '{{ range 2000000000 }}{{ range 2000000000 }}{{ end }}{{ end }}' }));
  // Rendering it once lets the shorter bound hold.
  await other.render(post, text('x'));
  const hung = other.render(post, text('{{< mood >}}'));
  const behind = other.render('content/posts/second.md', text('x'));
  await assert.rejects(hung, /Hugo has not answered for 4 seconds/);
  await assert.rejects(behind, /Hugo has not answered/);
  await assert.rejects(other.open(site()), /Start Hugo again/);
});
