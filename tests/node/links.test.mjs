/** The check of links finds a missing file and a missing heading, and follows the others as GitHub does. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deadLinks } from '../../scripts/links.mjs';

/** @type {Record<string, string>} */
const files = {
  'docs/a.md': '# A title, with `code`\n\n## Twice\n\n## Twice\n\n## [A link](b.md) in it\n\n```sh\n# no heading\n```\n',
  'src/lib.rs': '',
};
/** @param {string} text */
const dead = (text) => deadLinks('docs/b.md', text, (path) => files[path] ?? null).map(({ line, target }) => `${line} ${target}`);

test('links that lead somewhere', () => {
  assert.deepEqual(dead('# Here\n[a](a.md) [b](a.md#twice) [c](a.md#twice-1) [d](#here) [e](../src/lib.rs) [f](https://example.org/x) ![g](../src/lib.rs)'), []);
  assert.deepEqual(dead('[a](a.md#a-title-with-code) [b](a.md#a-link-in-it)'), []);
});

test('links that lead nowhere', () => {
  assert.deepEqual(dead('a\n[a](none.md)\n[b](a.md#none) [c](#none)'), ['2 none.md', '3 a.md#none', '3 #none']);
  assert.deepEqual(dead('[x]\n\n[x]: none.md\n[^1]: none\n'), ['3 none.md']);
  assert.deepEqual(dead('[a](a.md#no-heading)'), ['1 a.md#no-heading']);
});

test('code is no text', () => {
  assert.deepEqual(dead('`[a](none.md)`\n\n```md\n[a](none.md)\n```\n'), []);
});
