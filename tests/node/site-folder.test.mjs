/** A Hugo site, opened from its files. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Site } from '../../www/site.js';

/** @param {Record<string, string | Uint8Array>} files @param {Parameters<typeof Site.open>[1]} [options] */
const open = (files, options) => Site.open(new Map(Object.entries(files)), options);
const picture = new Uint8Array([137, 80, 78, 71]);

/** @param {Site} site @param {string} post @param {string} url */
const read = async (site, post, url) => {
  const found = await site.resolveUrl(post)(url, { kind: 'image', from: 'body' });
  return found.startsWith('blob:') ? `${(await (await fetch(found)).blob()).type} ${site.fileFor(post, url)}` : found;
};

/** A folder as a browser gives it. @param {string} name @param {Record<string, any>} entries @returns {any} */
const directory = (name, entries, reads = /** @type {string[]} */ ([])) => ({
  kind: 'directory', name,
  async* entries() {
    reads.push(name);
    for (const [key, value] of Object.entries(entries)) yield [key, handle(key, value, reads)];
  },
  async getDirectoryHandle(/** @type {string} */ key) {
    if (!(key in entries)) throw new DOMException('none', 'NotFoundError');
    if (typeof entries[key] === 'string') throw new DOMException('a file', 'TypeMismatchError');
    return directory(key, entries[key], reads);
  },
  async getFileHandle(/** @type {string} */ key) {
    return handle(key, entries[key], reads);
  },
});
/** @param {string} name @param {any} value @param {string[]} reads @returns {any} */
const handle = (name, value, reads) => (typeof value === 'string' ? { kind: 'file', name, getFile: async () => new File([value], name) } : directory(name, value, reads));

test('files of a configuration lie over one another; an environment comes last; keys are in small letters', async () => {
  const files = {
    'hugo.toml': 'baseURL = "https://a.example/"\n[params]\nColor = "red"\nsize = 1\n',
    'config/_default/hugo.yaml': 'enableEmoji: true\n',
    'config/_default/params.toml': 'size = 2\n[social]\nmail = "a"\n',
    'config/_default/menus.de.toml': '[[main]]\nname = "Start"\n',
    'config/_default/notes.txt': 'no configuration',
    'config/staging/params.json': '{ "size": 3 }',
    'content/a.md': '',
  };
  const { config, problems } = await open(files);
  assert.deepEqual(config, {
    baseurl: 'https://a.example/', enableemoji: true,
    params: { color: 'red', size: 2, social: { mail: 'a' } },
    languages: { de: { menus: { main: [{ name: 'Start' }] } } },
  });
  assert.deepEqual(problems, []);
  assert.equal(/** @type {any} */ ((await open(files, { environment: 'staging' })).config).params.size, 3);
});

test('themes add what their merge strategy lets in; the site comes first', async () => {
  const { config } = await open({
    'config.toml': 'theme = ["one", "two"]\ntitle = "Mine"\n[params]\na = 1\n[params.deep]\nx = 1\n[taxonomies]\n_merge = "shallow"\ntag = "tags"\n',
    'themes/one/config.yaml': 'title: One\nsummaryLength: 3\nparams:\n  a: 2\n  b: 2\n  deep: {x: 2, y: 2}\ntaxonomies: {tag: t, series: series}\nmarkup: {goldmark: {renderer: {unsafe: true}}}\n',
    'themes/two/theme.toml': 'name = "Two"',
    'themes/two/hugo.toml': '[params]\nb = 3\nc = 3\n[outputFormats.Cards]\nmediaType = "text/html"\n',
  });
  assert.deepEqual(config, {
    theme: ['one', 'two'], title: 'Mine',
    params: { a: 1, b: 2, c: 3, deep: { x: 1, y: 2 } },
    taxonomies: { tag: 'tags', series: 'series' },
    outputformats: { cards: { mediatype: 'text/html' } },
  });
});

test('what cannot be read is a problem at its line, and the rest is read', async () => {
  const site = await open({ 'hugo.toml': 'title = "A"\ntheme = "gone"\n', 'gone/hugo.toml': 'summaryLength = 1', 'config/_default/params.toml': 'a = 1\nb = \n', 'content/a.md': 'text' });
  assert.equal(site.config.title, 'A');
  assert.deepEqual(site.problems.map(({ file, line }) => [file, line]), [['config/_default/params.toml', 2], ['', null]]);
  assert.match(site.problems[1].message, /theme `gone`/);
  assert.match((await open({ 'hugo.toml': '[[module.imports]]\npath = "example.org/cards"\n' })).problems[0].message, /`example\.org\/cards`.*hugo mod vendor/);
  const none = await open({ 'content/a.md': '---\ntitle: [\n---\n' });
  assert.match(none.problems[0].message, /no configuration/);
  assert.deepEqual(none.posts.map(({ title }) => title), ['a']);
  assert.deepEqual((await open({})).posts, []);
});

test('posts are listed by their front matter', async () => {
  /** @type {number[][]} */
  const steps = [];
  const site = await open({
    'hugo.toml': 'defaultContentLanguage = "en"\n[languages.en]\n[languages.de]\n',
    'content/_index.md': '---\ntitle: Home\n---\n',
    'content/posts/one/index.md': '+++\ntitle = "One"\ndate = 2024-05-06\ndraft = true\n+++\nText',
    'content/posts/one/index.de.md': '---\nTitle: Eins\n---\n',
    'content/posts/one/aside.md': '---\ntitle: A resource\n---\n',
    'content/posts/one/deep/aside.md': '---\ntitle: A resource\n---\n',
    'content/posts/two.md': '{ "title": "Two }", "date": "2024-01-02" }\n\nText',
    'content/posts/plain.de.md': `No front matter. ${'word '.repeat(9000)}`,
    'content/posts/long.md': `---\nnote: ${'word '.repeat(9000)}\ntitle: Long\n---\n`,
    'content/posts/page.html': '<p>not Markdown</p>',
    'static/a.md': 'no post',
  }, { onprogress: (...step) => steps.push(step) });
  assert.deepEqual(site.posts, [
    { path: 'content/_index.md', title: 'Home', date: null, draft: false, lang: 'en' },
    { path: 'content/posts/long.md', title: 'Long', date: null, draft: false, lang: 'en' },
    { path: 'content/posts/one/index.de.md', title: 'Eins', date: null, draft: false, lang: 'de' },
    { path: 'content/posts/one/index.md', title: 'One', date: '2024-05-06', draft: true, lang: 'en' },
    { path: 'content/posts/plain.de.md', title: 'plain', date: null, draft: false, lang: 'de' },
    { path: 'content/posts/two.md', title: 'Two }', date: '2024-01-02', draft: false, lang: 'en' },
  ]);
  assert.deepEqual([steps[0], steps.at(-1)], [[0, 6], [6, 6]]);
});

test('pictures are found in the bundle, in static folders, in other bundles, in assets and in themes', async () => {
  const post = 'content/posts/one/index.md';
  const site = await open({
    'hugo.toml': 'baseURL = "https://a.example/docs/"\ntheme = "t"\nstaticDir = ["static", "files"]\n',
    [post]: '', 'content/posts/flat.md': '', 'content/posts/one/pic.png': picture, 'content/posts/one/two words.svg': '<svg/>',
    'content/posts/beside.png': picture, 'static/posts/flat/own.png': picture, 'static/img/s.jpg': picture, 'files/f.png': picture,
    'assets/a.webp': picture, 'themes/t/static/t.png': picture, 'static/img/t.png': picture,
  });
  assert.equal(await read(site, post, 'pic.png'), 'image/png content/posts/one/pic.png');
  assert.equal(await read(site, post, './pic.png?x#y'), 'image/png content/posts/one/pic.png');
  assert.equal(await read(site, post, 'two%20words.svg'), 'image/svg+xml content/posts/one/two words.svg');
  assert.equal(site.fileFor(post, '/img/s.jpg'), 'static/img/s.jpg');
  assert.equal(site.fileFor(post, '/docs/img/s.jpg'), 'static/img/s.jpg');
  assert.equal(site.fileFor(post, 'https://a.example/docs/img/s.jpg'), 'static/img/s.jpg');
  assert.equal(site.fileFor(post, '/f.png'), 'files/f.png');
  assert.equal(site.fileFor(post, '/posts/one/pic.png'), 'content/posts/one/pic.png');
  assert.equal(site.fileFor(post, '/a.webp'), 'assets/a.webp');
  assert.equal(site.fileFor(post, '/t.png'), 'themes/t/static/t.png');
  assert.equal(site.fileFor('content/posts/flat.md', 'own.png'), 'static/posts/flat/own.png');
  assert.equal(site.fileFor('content/posts/flat.md', '../one/pic.png'), 'content/posts/one/pic.png');
  assert.equal(site.fileFor('content/posts/flat.md', 'beside.png'), 'content/posts/beside.png');
  for (const url of ['https://b.example/img/s.jpg', '//b.example/f.png', 'data:image/png,', 'gone.png', '../../../../hugo.toml', '%E0%A4%A']) {
    assert.equal(await read(site, post, url), url);
  }
  const link = await site.resolveUrl(post)('pic.png', { kind: 'link', from: 'body' });
  assert.equal(link, 'pic.png');
});

test('mounts move folders; languages have folders and settings of their own', async () => {
  const site = await open({
    'hugo.yaml': `
defaultContentLanguage: en
enableEmoji: false
languages:
  en: { contentDir: content/english }
  ar: { contentDir: content/arabic, direction: rtl, enableEmoji: true }
module:
  mounts:
    - { source: node_modules/pack/static, target: static }
    - { source: node_modules/pack/one.png, target: static/single.png }
`,
    'content/english/a.md': '', 'content/arabic/a.md': '', 'node_modules/pack/static/p.png': picture, 'node_modules/pack/one.png': picture, 'static/lost.png': picture,
  });
  assert.deepEqual(site.posts.map(({ path, lang }) => [path, lang]), [['content/arabic/a.md', 'ar'], ['content/english/a.md', 'en']]);
  assert.equal(site.fileFor('content/english/a.md', '/p.png'), 'node_modules/pack/static/p.png');
  assert.equal(site.fileFor('content/english/a.md', '/single.png'), 'node_modules/pack/one.png');
  assert.equal(site.fileFor('content/english/a.md', '/lost.png'), null);
  const [english, arabic] = site.posts.map(({ path }) => /** @type {any} */ (site.options(path))).reverse();
  assert.deepEqual([english.flavor, english.site.enableemoji, arabic.site.enableemoji, arabic.site.direction], ['hugo', false, true, 'rtl']);
  assert.equal(site.options('content/arabic/b.md'), arabic);
});

test('a folder of a disk is walked once; large folders of others only where they are mounted; hidden ones never', async () => {
  const reads = /** @type {string[]} */ ([]);
  const site = await Site.open(directory('mysite', {
    'hugo.toml': '[[module.mounts]]\nsource = "node_modules/pack/layouts"\ntarget = "layouts"\n[[module.mounts]]\nsource = "node_modules/none"\ntarget = "data"\n',
    '.git': { objects: {} },
    content: { 'a.md': '---\ntitle: A\n---\n' },
    node_modules: { pack: { layouts: { 'all.html': '' }, other: {} }, huge: {} },
    public: { 'index.html': '' },
  }, reads));
  assert.deepEqual(site.posts.map(({ title }) => title), ['A']);
  assert.deepEqual(reads, ['mysite', 'content', 'layouts']);
});

test('Hugo gets what it reads for a post: others by their front matter, nothing static', async () => {
  const site = await open({
    'hugo.toml': 'theme = "t"', 'config/_default/params.toml': 'a = 1', 'README.md': '', 'package.json': '{}', 'notes/a.md': '',
    'content/_index.md': '---\ntitle: Home\n---\nWelcome', 'content/posts/one/index.md': '---\ntitle: One\n---\nText',
    'content/posts/one/pic.png': picture, 'content/posts/one/aside.md': 'Aside', 'content/posts/two/index.md': '+++\ntitle = "Two"\n+++\n\nText',
    'content/posts/two/pic.png': picture, 'content/posts/plain.md': 'No front matter', 'content/posts/json.md': '{ "title": "}" }\n\nText',
    'layouts/page.html': '{{ .Content }}', 'static/s.png': picture, 'public/index.html': '', 'resources/_gen/assets/a.css': '', 'resources/other.txt': '',
    'themes/t/hugo.toml': '', 'themes/t/theme.toml': '', 'themes/t/layouts/list.html': '', 'themes/t/static/t.png': picture, 'themes/t/exampleSite/hugo.toml': '',
  });
  const files = await site.filesForHugo('content/posts/one/index.md');
  assert.deepEqual([...files.keys()].sort(), [
    'config/_default/params.toml', 'content/_index.md', 'content/posts/json.md', 'content/posts/one/aside.md', 'content/posts/one/index.md',
    'content/posts/one/pic.png', 'content/posts/plain.md', 'content/posts/two/index.md', 'content/posts/two/pic.png', 'hugo.toml',
    'layouts/page.html', 'package.json', 'resources/_gen/assets/a.css', 'themes/t/hugo.toml', 'themes/t/layouts/list.html', 'themes/t/theme.toml',
  ]);
  const texts = ['content/_index.md', 'content/posts/two/index.md', 'content/posts/plain.md', 'content/posts/json.md', 'content/posts/one/index.md', 'content/posts/one/aside.md'].map((path) => {
    const file = files.get(path);
    return typeof file === 'string' ? file : new TextDecoder().decode(file);
  });
  assert.deepEqual(texts, ['---\ntitle: Home\n---\n', '+++\ntitle = "Two"\n+++\n', '', '{ "title": "}" }\n', '---\ntitle: One\n---\nText', 'Aside']);
});

test('a template that bundles scripts brings the packages that the site depends on, and theirs', async () => {
  /** @type {Record<string, string | Uint8Array>} */
  const files = {
    'hugo.toml': '', 'content/a.md': 'Text', 'layouts/page.html': '{{ .Content }}', 'package.json': '{ "dependencies": { "tide": "1" }, "devDependencies": { "tool": "1" } }',
    'node_modules/tide/package.json': '{ "dependencies": { "@sea/moon": "1" } }', 'node_modules/tide/index.js': '', 'node_modules/tide/tide.png': picture,
    'node_modules/@sea/moon/package.json': '{ "dependencies": { "tide": "1" } }', 'node_modules/@sea/moon/moon.mjs': '', 'node_modules/tool/index.js': '',
  };
  const packagesIn = async () => [...(await (await open(files)).filesForHugo('content/a.md')).keys()].filter((path) => path.startsWith('node_modules/')).sort();
  assert.deepEqual(await packagesIn(), []);
  files['layouts/_partials/foot.html'] = '{{ with resources.Get "a.js" | js.Build }}{{ .RelPermalink }}{{ end }}';
  assert.deepEqual(await packagesIn(), ['node_modules/@sea/moon/moon.mjs', 'node_modules/@sea/moon/package.json', 'node_modules/tide/index.js', 'node_modules/tide/package.json']);
  files['package.json'] = 'not JSON';
  assert.deepEqual(await packagesIn(), []);
});

test('files of published pages are found by their addresses', async () => {
  const site = await open({
    'hugo.toml': 'baseURL = "https://tide.example/log/"', 'content/posts/one/index.md': '---\ntitle: One\n---\n', 'content/posts/one/pic.png': picture,
    'static/css/a b.css': 'body {}', 'public/css/built.css': 'p {}',
  });
  const paths = ['https://tide.example/log/css/x.css?v=1', '/log/css/x.css', '/css/x.css', '//tide.example/log/x', '../x', 'a%20b.css', 'https://far.example/x', 'mailto:a@b.example', 'data:,x'].map((url) => site.publishedPath(url, 'css/main/a.css'));
  assert.deepEqual(paths, ['css/x.css', 'css/x.css', 'css/x.css', 'x', 'css/x', 'css/main/a b.css', null, null, null]);
  const textAt = async (/** @type {string} */ url) => (await site.publishedFile('content/posts/one/index.md', url))?.text() ?? null;
  assert.equal(await textAt('/log/css/a%20b.css'), 'body {}');
  assert.equal(await textAt('https://tide.example/log/css/built.css'), 'p {}');
  assert.equal(await textAt('/css/none.css'), null);
  assert.equal(await textAt('https://far.example/css/a b.css'), null);
  assert.equal((await site.publishedFile('content/posts/one/index.md', 'pic.png'))?.type, 'image/png');
});

test('chosen files count from their folder', async () => {
  const chosen = Object.entries({ 'mysite/hugo.toml': 'title = "A"', 'mysite/content/a.md': '---\ntitle: A\n---', 'mysite/.git/config': '' })
    .map(([path, text]) => Object.defineProperty(new File([text], path.replace(/.*\//, '')), 'webkitRelativePath', { value: path }));
  const site = await Site.open(chosen);
  assert.deepEqual([site.config.title, site.posts.map(({ path }) => path)], ['A', ['content/a.md']]);
  await assert.rejects(Site.open(/** @type {any} */ (7)), TypeError);
});

test('what was written since is taken over, without reading the rest again', async () => {
  const files = { 'hugo.toml': '', 'content/posts/ebb.md': '---\ntitle: Ebb\ntags: [tides]\n---\n', 'content/posts/walk/index.md': '', 'content/posts/walk/a.png': picture };
  const site = await open(files);
  assert.deepEqual(site.frontMatter('content/posts/ebb.md'), { title: 'Ebb', tags: ['tides'] });
  assert.deepEqual(site.frontMatter('content/none.md'), {});
  const before = await site.resolveUrl('content/posts/walk/index.md')('a.png', { kind: 'image', from: 'body' });
  await site.update(new Map(/** @type {[string, any][]} */ ([
    ['content/posts/ebb.md', '---\nTitle: Flood\n---\n'], ['content/posts/new/index.md', new Blob(['+++\ndraft = true\n+++\n'])],
    ['content/posts/walk/a.png', new Uint8Array([1])], ['content/posts/walk/b.png', picture], ['content/posts/walk/index.md', null],
  ])));
  assert.deepEqual(site.posts.map(({ path, title, draft }) => [path, title, draft]), [
    ['content/posts/ebb.md', 'Flood', false], ['content/posts/new/index.md', 'new', true],
  ]);
  assert.deepEqual(site.frontMatter('content/posts/ebb.md'), { title: 'Flood' });
  const after = await site.resolveUrl('content/posts/walk/index.md')('a.png', { kind: 'image', from: 'body' });
  assert.notEqual(after, before);
  assert.equal(site.fileFor('content/posts/walk/index.md', 'b.png'), 'content/posts/walk/b.png');

  let reads = 0;
  const counted = { getFile: async () => (reads++, new File(['---\ntitle: Counted\n---\n'], 'counted.md')) };
  const other = await Site.open(new Map(/** @type {[string, any][]} */ ([['hugo.toml', ''], ['content/counted.md', counted]])));
  const once = reads;
  await other.update(new Map([['content/new.md', '---\ntitle: New\n---\n']]));
  assert.deepEqual([other.posts.map(({ title }) => title), reads], [['Counted', 'New'], once]);
});

test('files of a component are listed with the places where Hugo sees them, and read', async () => {
  const site = await open({
    'hugo.toml': 'theme = "t"\n[[module.mounts]]\nsource = "texts"\ntarget = "content"\n', 'layouts/_shortcodes/note.html': '{{ .Inner }}',
    'themes/t/layouts/_shortcodes/note.html': 'of the theme', 'themes/t/layouts/_shortcodes/tip.html': '', 'texts/a.md': '',
  });
  assert.throws(() => site.files(/** @type {any} */ ('layout')), new TypeError("files() takes 'content', 'data', 'layouts', 'i18n', 'archetypes', 'assets', 'static', not \"layout\""));
  assert.deepEqual(site.files('layouts'), [
    { file: 'layouts/_shortcodes/note.html', path: 'layouts/_shortcodes/note.html' },
    { file: 'themes/t/layouts/_shortcodes/tip.html', path: 'layouts/_shortcodes/tip.html' },
  ]);
  assert.equal(site.pathInHugo('texts/a.md'), 'content/a.md');
  assert.equal(site.pathInHugo('notes.txt'), null);
  assert.equal(await site.text('layouts/_shortcodes/note.html'), '{{ .Inner }}');
  await assert.rejects(() => site.text('none'), RangeError);
});
