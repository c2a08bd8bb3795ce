/** The theme Doks, from npm: styles that Hugo compiled before, and scripts bundled with their packages. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Hugo } from '../../hugo/hugo.js';
import { doksFiles } from './doks-site.mjs';
import { natively, textOf } from './sites.mjs';

/** In development, the name of a script depends on the folder of the site, which is in its source map. @param {string} page */
const withoutSums = (page) => page.replace(/(src="\/js\/\w+)\.[0-9a-f]{64}\.js"\s+integrity="[^"]+"/g, '$1.js"');

test('posts in Doks are what Hugo builds', async (t) => {
  const files = doksFiles();
  /** @type {import('./sites.mjs').Files} */
  const generated = new Map();
  const expected = await natively(files, 'development', generated);
  if (!expected) return t.skip('Hugo needs Python');
  const hugo = await Hugo.start();
  t.after(() => hugo.close());
  const problems = await hugo.open(new Map([...files, ...generated]), { environment: 'development' });
  assert.deepEqual(problems.filter(({ severity }) => severity === 'error'), []);
  assert.equal(expected.size, 2);
  for (const [path, page] of expected) {
    const made = await hugo.render(path, textOf(files, path));
    assert.deepEqual(made.problems.filter(({ severity }) => severity === 'error'), [], path);
    assert.equal(withoutSums(made.page), withoutSums(page), path);
    const style = /<link rel="stylesheet" href="([^"]+)"/.exec(made.page)?.[1] ?? '';
    assert.ok(((await hugo.read(style))?.length ?? 0) > 1000, 'its stylesheet is published');
  }
});
