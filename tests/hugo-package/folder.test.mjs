/** A site opened from its folder, handed to Hugo post by post: nothing that a page shows is missing. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Hugo } from '../../hugo/hugo.js';
import { Site } from '../../www/site.js';
import { filesOf, own, textOf } from './sites.mjs';

const files = filesOf(own).set('static/mark.txt', 'A static file');
/** @type {Hugo} */
let hugo;

before(async () => {
  hugo = await Hugo.start();
});
after(() => hugo.close());

test('a post is the same with the front matter of all others as with all of the site', async () => {
  const site = await Site.open(files);
  assert.deepEqual(site.problems, []);
  const posts = site.posts.filter(({ path }) => !path.endsWith('_index.md')).map(({ path }) => path);
  assert.equal(posts.length, 4);
  await hugo.open(files);
  /** @type {Map<string, string>} */
  const whole = new Map();
  for (const path of posts) whole.set(path, (await hugo.render(path, textOf(files, path))).page);
  for (const path of posts) {
    const some = await site.filesForHugo(path);
    assert.equal(some.has('static/mark.txt'), false);
    assert.ok(posts.every((other) => other === path || typeof some.get(other) === 'string'), 'others are their front matter');
    assert.deepEqual(await hugo.open(some), [], path);
    assert.equal((await hugo.render(path, textOf(files, path))).page, whole.get(path), path);
  }
});
