/** Figures in the documentation that the source decides. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

/** @param {string} path */
const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

test('the security page counts the elements and attributes of the allowlist, and the payloads', () => {
  const [elements, attributes] = ['Element', 'Attribute'].map((name) => {
    const [, entries] = new RegExp(`\\n    ${name} \\{\\n([^}]*)\\}`).exec(read('src/allow.rs')) ?? [];
    return entries.match(/ = "/g)?.length;
  });
  const { payloads, places } = JSON.parse(read('tests/safety/payloads.json'));
  const page = read('docs/security.md');
  assert.ok(page.includes(`: ${elements} elements, ${attributes} attributes with`), `${elements} elements, ${attributes} attributes`);
  assert.ok(page.includes(`${payloads.length} payloads of the project in ${Object.keys(places).length} places`), `${payloads.length} payloads`);
});

test('every test that the architecture page names is there', () => {
  const tests = [...read('tests/reparse.rs').matchAll(/^fn (\w+)\(\) \{/gm)].map(([, name]) => name);
  const rows = read('docs/architecture.md').split('\n').filter((line) => /^\| \d+ \|/.test(line));
  assert.ok(rows.length >= 12);
  for (const row of rows) {
    const named = row.split(' | ').at(-1)?.match(/\w+/g) ?? [];
    assert.ok(named.length > 0 && named.every((name) => tests.includes(name)), row);
  }
});
