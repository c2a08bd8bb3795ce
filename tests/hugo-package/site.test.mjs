/** The project's own site: every post equals what Hugo builds as a program. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Hugo } from '../../hugo/hugo.js';
import { canonical } from '../hugo/canonical.mjs';
import { filesOf, natively, own, textOf } from './sites.mjs';

const files = filesOf(own);
/** @type {Hugo} */
let hugo;

before(async () => {
  hugo = await Hugo.start();
});
after(() => hugo.close());

/** @param {string} page of the theme `quay` */
const contentIn = (page) => page.slice(page.indexOf('<main id="content">') + '<main id="content">'.length, page.indexOf('</main>'));

for (const environment of ['production', 'development']) {
  test(`every post is what Hugo builds for ${environment}`, async (t) => {
    const expected = await natively(files, environment);
    if (!expected) return t.skip('Hugo needs Python');
    assert.deepEqual(await hugo.open(files, { environment }), []);
    assert.equal(expected.size, 4);
    for (const [path, page] of expected) {
      const made = await hugo.render(path, textOf(files, path));
      assert.deepEqual(made.problems, [], path);
      assert.equal(made.page, page, path);
      assert.equal(canonical(made.content), canonical(contentIn(page)), path);
    }
  });
}

test('a post is rendered again in little time', async (t) => {
  const path = 'content/en/logs/harbour/index.md';
  await hugo.open(files);
  const first = await hugo.render(path, textOf(files, path));
  const times = [];
  for (let i = 0; i < 20; i++) {
    const { page, milliseconds } = await hugo.render(path, `${textOf(files, path)}\nNight ${i}.\n`);
    assert.match(page, new RegExp(`<p>Night ${i}\\.</p>`));
    times.push(milliseconds);
  }
  times.sort((a, b) => a - b);
  const whole = (/** @type {number} */ number) => Math.round(number);
  t.diagnostic(`first ${whole(first.milliseconds)} ms, again: p50 ${whole(times[10])} ms, p95 ${whole(times[18])} ms; the process has ${whole(process.memoryUsage().rss / 1e6)} MB`);
});
