/** A site as the author's page sees it: sections, shortcodes by their templates, pages that `ref` finds. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { below } from '../../www/base/paths.js';
import { Site } from '../../www/site.js';
import { Pages, referencesIn } from '../../www/app/site/pages.js';
import { pictureAddresses, pictureFolder } from '../../www/app/site/pictures.js';
import { rowsOf, search, sectionOf, sectionsOf } from '../../www/app/site/sections.js';
import { shortcodeName, shortcodeOf, shortcodesOf } from '../../www/app/site/templates.js';

/** @param {Record<string, string>} files */
const open = (files) => Site.open(new Map(Object.entries(files)));

test('a post belongs to the folder that is no bundle', () => {
  for (const [place, section] of [
    ['content/a.md', ''], ['content/_index.md', ''], ['content/posts/a.md', 'posts'], ['content/posts/_index.md', 'posts'],
    ['content/posts/a/index.md', 'posts'], ['content/posts/a/index.de.md', 'posts'], ['content/docs/b/c/index.md', 'docs/b'],
  ]) assert.equal(sectionOf(place), section, place);
});

test('sections come before posts, the page of a section first, then the newest; what is searched keeps its sections', async () => {
  const site = await open({
    'hugo.toml': '', 'content/posts/_index.md': '---\ntitle: Posts\n---\n', 'content/posts/a.md': '---\ntitle: A\ndate: 2026-01-02\n---\n',
    'content/posts/b.md': '---\ntitle: B\ndate: 2026-01-03T10:00:00+02:00\n---\n', 'content/posts/c.md': '---\ntitle: Ć\n---\n', 'content/z.md': '', 'content/docs/deep/d.md': '',
  });
  const placeOf = (/** @type {string} */ path) => site.pathInHugo(path);
  const root = sectionsOf(site.posts, placeOf);
  const shown = (/** @type {import('../../www/app/site/sections.js').Row[]} */ rows) => rows.map(({ level, at, of, section, post }) => `${level} ${at}/${of} ${section ? `${section.name} ${section.count}` : post?.title}`);
  assert.deepEqual(shown(rowsOf(root, () => true)), [
    '1 1/3 docs 1', '2 1/1 deep 1', '3 1/1 d', '1 2/3 posts 4', '2 1/4 Posts', '2 2/4 B', '2 3/4 A', '2 4/4 Ć', '1 3/3 z',
  ]);
  assert.deepEqual(shown(rowsOf(root, () => false)), ['1 1/3 docs 1', '1 2/3 posts 4', '1 3/3 z']);
  assert.deepEqual(shown(rowsOf(sectionsOf(search(site.posts, ' c  POSTS '), placeOf), () => true)), ['1 1/1 posts 1', '2 1/1 Ć']);
});

test('a template says the parameters of its shortcode, and whether there is content', async () => {
  for (const [template, wanted] of /** @type {[string, object][]} */ ([
    ['{{ .Get "a" }} {{ .Get `b` }} {{ .Params.c-d }} {{ index .Params "e" }} {{ .Inner | markdownify }}', { parameters: ['a', 'b', 'c-d', 'e'], positions: 0, isPair: true }],
    ['{{ .Get 0 }}{{ with .Get 2 }}{{ end }}', { parameters: [], positions: 3, isPair: false }],
    ['{{ .Get "src" | default (.Get 0) }}', { parameters: ['src'], positions: 0, isPair: false }],
    ['{{/* .Get "old" and .Inner */}}{{- /* .Get "older" */ -}}', { parameters: [], positions: 0, isPair: false }],
  ])) assert.deepEqual(shortcodeOf('x', template), { name: 'x', ...wanted });
  for (const [place, name] of [
    ['layouts/_shortcodes/note.html', 'note'], ['layouts/shortcodes/a/b.de.html', 'a/b'], ['layouts/_partials/note.html', null], ['layouts/_shortcodes/', null],
  ]) assert.equal(shortcodeName(/** @type {string} */ (place)), name);
  const site = await open({ 'hugo.toml': 'theme = "t"', 'layouts/_shortcodes/b.html': '{{ .Get "own" }}', 'themes/t/layouts/shortcodes/b.html': '{{ .Get "theirs" }}', 'themes/t/layouts/shortcodes/a.html': '' });
  assert.deepEqual((await shortcodesOf(site)).map(({ name, parameters }) => [name, ...parameters]), [['a'], ['b', 'own']]);
});

test('targets of ref are found in a text, those of comments and of other shortcodes are not', () => {
  const text = '---\na: {{< ref "no" >}}\n---\n{{< ref "a" >}} {{% relref `b#c` %}} {{< ref path="d" lang="de" >}} {{<relref e>}} {{</* ref "f" */>}} {{< refer "g" >}} {{< ref . >}}';
  const found = referencesIn(text, text.indexOf('---\n{{') + 4);
  assert.deepEqual(found.map(({ ref }) => ref), ['a', 'b#c', 'd', 'e', '.']);
  for (const { ref, from, to } of found) assert.equal(text.slice(from, to), ref);
});

test('only a page that surely is not there is missing', async () => {
  const site = await open({
    'hugo.toml': '[languages.en]\n[languages.de]\n', 'content/posts/Ebb/index.md': '---\ntitle: Ebb\n---\n', 'content/posts/Ebb/index.de.md': '---\ntitle: Ebbe\n---\n', 'content/posts/flood.de.md': '',
    'content/posts/deep/walk.md': '', 'content/legal.html': '', 'content/posts/Ebb/map.png': '',
  });
  const pages = new Pages(site);
  const from = 'content/posts/Ebb/index.md';
  for (const ref of [
    '/posts/ebb', 'posts/ebb/', 'ebb', 'flood', 'flood.md', './flood.md', '../flood', '/posts/flood.de.md', '/posts/Ebb/index.md', 'walk', 'deep/walk', '/posts', '/', '#top', '', '/legal', '/tags/sea',
    '/categories', 'https://example.org/', '/posts/ebb#low',
  ]) assert.ok(pages.has(ref, from), ref);
  for (const ref of ['/posts/eb', 'none', 'posts/walk', '/walk', './walk', '/posts/ebb/map', '/tag']) assert.ok(!pages.has(ref, from), ref);
  const made = new Pages(await open({ 'hugo.toml': '', 'content/a.md': '', 'content/books/_content.gotmpl': '' }));
  assert.ok(made.has('/books/any', 'content/a.md'));
  assert.deepEqual(pages.targets('de'), [{ ref: '/posts/ebb', title: 'Ebbe' }, { ref: '/posts/deep/walk', title: 'walk' }, { ref: '/posts/flood', title: 'flood' }]);
});

test('links of a published page lead to posts', async () => {
  const site = await open({ 'hugo.toml': 'baseURL = "https://a.example/sub/"\n', 'content/posts/ebb/index.md': '', 'content/posts/flood.md': '', 'content/about.md': '' });
  const pages = new Pages(site);
  for (const [url, path] of [
    ['../flood/', 'content/posts/flood.md'], ['/sub/about/', 'content/about.md'], ['/about/', 'content/about.md'], ['https://a.example/sub/posts/flood/#x', 'content/posts/flood.md'],
    ['../flood.md', 'content/posts/flood.md'], ['https://b.example/about/', null], ['none', null], ['%', null],
  ]) assert.equal(pages.postAt(/** @type {string} */ (url), 'content/posts/ebb/index.md'), path, String(url));
});

test('pictures are called as the post finds them; new ones go beside a bundle, or where the page is published', async () => {
  const site = await open({
    'hugo.toml': 'baseURL = "https://a.example/sub/"\ntheme = "t"\nstaticDir = "public files"\n', 'content/posts/ebb/index.md': '', 'content/posts/ebb/in/low tide.png': '', 'content/posts/ebb/notes.txt': '',
    'content/posts/flood.md': '', 'public files/img/a.svg': '', 'assets/b.webp': '', 'themes/t/static/c.png': '', 'content/posts/other.png': '',
  });
  assert.deepEqual(pictureAddresses(site, 'content/posts/ebb/index.md'), ['in/low%20tide.png', '/sub/img/a.svg', '/sub/c.png', 'b.webp']);
  assert.equal(pictureFolder(site, 'content/posts/ebb/index.md'), 'content/posts/ebb');
  assert.equal(pictureFolder(site, 'content/posts/flood.md'), 'public files/posts/flood');
  assert.equal(pictureFolder(await open({ 'hugo.toml': 'theme = "t"', 'content/a.md': '', 'themes/t/static/c.png': '' }), 'content/a.md'), 'static/a');
});

test('a path that leads out of its folder is none', () => {
  for (const [path, wanted] of [['a/./b', 'a/b'], ['a/../b', 'b'], ['../a', null], ['a/../../b', null], ['/a', null], ['', '']]) assert.equal(below(/** @type {string} */ (path)), wanted);
});
