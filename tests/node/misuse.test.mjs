/** Wrong values for the engine and for a site: refused in words that name the thing, and nothing is changed by them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import init, { Draft } from '../../www/engine.js';
import { Site } from '../../www/site.js';

await init();

test('the time of a status is a number', () => {
  const draft = new Draft('---\ndate: 2027-01-01\n---\n');
  for (const [time, words] of [['2027-01-01', 'string'], [null, 'null'], [NaN, 'NaN'], [Infinity, 'Infinity'], [{}, 'object'], [[], 'an array'], [Symbol('s'), 'symbol'], [1n, 'bigint']]) {
    assert.throws(() => draft.statusAt(/** @type {any} */ (time)), { name: 'TypeError', message: `The time is a number of milliseconds, not ${String(words)}` });
  }
  assert.deepEqual([0, undefined].map((time) => draft.statusAt(time).status), ['scheduled', Date.now() < Date.UTC(2027, 0) ? 'scheduled' : 'published']);
});

const files = () => new Map(/** @type {[string, any][]} */ ([['hugo.toml', 'baseURL = "https://example.org/"'], ['content/a.md', 'A'], ['content/b/index.md', 'B'], ['content/b/p.png', new Uint8Array([1])]]));

test('the members of a site take paths and addresses', async () => {
  const site = /** @type {any} */ (await Site.open(files()));
  for (const [wrong, words] of [[undefined, 'undefined'], [null, 'null'], [5, 'number'], [['content/a.md'], 'an array'], [Object.create(null), 'object']]) {
    const message = (/** @type {string} */ name) => ({ name: 'TypeError', message: `The ${name} is a string, not ${words}` });
    for (const member of ['options', 'resolveUrl', 'frontMatter', 'pathInHugo', 'fileFor']) assert.throws(() => site[member](wrong), message('path'), member);
    for (const member of ['text', 'filesForHugo', 'publishedFile']) await assert.rejects(() => site[member](wrong, 'p.png'), message('path'), member);
    assert.throws(() => site.fileFor('content/b/index.md', wrong), message('url'));
    assert.throws(() => site.publishedPath(wrong), message('url'));
    assert.throws(() => site.resolveUrl('content/b/index.md')(wrong, { kind: 'image' }), message('url'));
    if (wrong !== undefined) assert.throws(() => site.publishedPath('a.png', wrong), message('from'));
  }
});

test('what is no file is refused, and a site stays as it was', async () => {
  const message = /^The file content\/c\.md is a text, bytes, a Blob or a FileSystemFileHandle, not (?:null|number|object|an array|undefined)$/;
  const site = await Site.open(files());
  for (const wrong of /** @type {any[]} */ ([5, {}, [], undefined])) {
    await assert.rejects(Site.open(files().set('content/c.md', wrong)), { name: 'TypeError', message });
    await assert.rejects(site.update(new Map([['content/d.md', 'D'], ['content/c.md', wrong]])), { name: 'TypeError', message });
  }
  await assert.rejects(Site.open(files().set('content/c.md', null)), { name: 'TypeError', message });
  await assert.rejects(Site.open(/** @type {any} */ ([null])), { name: 'TypeError', message: 'The path of a file is a string, not undefined' });
  for (const [wrong, words] of /** @type {[any, string][]} */ ([[undefined, 'undefined'], [{ 'content/a.md': 'A' }, 'object'], ['x', 'string']])) {
    await assert.rejects(site.update(wrong), { name: 'TypeError', message: `update() takes a Map of paths to contents, not ${words}` });
  }
  assert.deepEqual(site.posts.map(({ path }) => path), ['content/a.md', 'content/b/index.md']);
  assert.equal((await site.filesForHugo('content/a.md')).size, 4);
  await assert.rejects(Site.open(files(), /** @type {any} */ ({ environment: 5 })), { name: 'TypeError', message: 'The environment is a string, not number' });
  await assert.rejects(Site.open(files(), /** @type {any} */ ({ onprogress: 5 })), { name: 'TypeError', message: 'onprogress is a function, not number' });
});
