/** Commands that change lines, and keys of the editor in other layouts than Latin ones. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { check, comes, marked, openSite, place } from './site.mjs';

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

test('lines are moved, copied, deleted, selected, indented and commented out by keys; changes are undone and redone', () => site.visit(async ({ page }) => {
  for (const written of /** @type {[string, string, string][]} */ ([
    ['one\ntw‸o\n', 'Alt+ArrowUp', 'tw‸o\none\n'],
    ['o‸ne\ntwo\n', 'Alt+ArrowDown', 'two\no‸ne\n'],
    ['o‸ne\ntwo', 'Alt+Shift+ArrowDown', 'one\no‸ne\ntwo'],
    ['o‸ne\ntwo', 'Alt+Shift+ArrowUp', 'o‸ne\none\ntwo'],
    ['one\nt‸wo\nthree', 'Control+Shift+k', 'one\nt‸hree'],
    ['o‸ne\ntwo', 'Control+Enter "x"', 'one\nx‸\ntwo'],
    ['o‸ne\ntwo', 'Alt+l', '⟨one\n⟩two'],
    ['one\ntw‸o', 'Control+]', 'one\n  tw‸o'],
    ['one\n  tw‸o', 'Control+[', 'one\ntw‸o'],
    ['1. one\n2. tw‸o', 'Control+]', '1. one\n   1. tw‸o'],
    ['1. one\n   1. tw‸o', 'Control+[', '1. one\n2. tw‸o'],
    ['on‸e', 'Control+/', '<!-- on‸e -->'],
    ['<!-- on‸e -->', 'Control+/', 'on‸e'],
    ['one‸', '" two" Control+z', 'one‸'],
    ['one‸', '" two" Control+z Control+y', 'one two‸'],
    ['one‸', '" two" Control+z Control+Shift+z', 'one two‸'],
  ])) await check(page, written);
}));

test('the same commands are in the menu and on the sheet of keys', () => site.visit(async ({ page }) => {
  await place(page, 'one\nt‸wo\nthree');
  await page.locator('#show-more').click();
  await page.locator('[data-command="line-up"]').click();
  await comes(() => marked(page), 't‸wo\none\nthree');
  await page.keyboard.press('F1');
  await page.locator('#key-sheet dt').first().waitFor();
  const rows = await page.locator('#key-sheet dt').evaluateAll((names) => names.map((name) => [name.textContent, name.nextElementSibling?.textContent]));
  for (const row of [['Undo', 'Ctrl+Z'], ['Redo', 'Ctrl+Y Ctrl+Shift+Z'], ['Delete the line', 'Ctrl+Shift+K'], ['Comment out', 'Ctrl+/']]) {
    assert.deepEqual(rows.find(([name]) => name === row[0]), row);
  }
}));

test('keys of the editor go by their place with a Russian or Greek layout, and by their letter with Caps Lock', () => site.visit(async ({ page }) => {
  /** @param {{ key: string, code: string, shiftKey?: boolean }} key */
  const press = (key) => page.locator('.cm-content').evaluate((content, key) => !content.dispatchEvent(new KeyboardEvent('keydown', {
    ctrlKey: true, keyCode: key.code.charCodeAt(3), bubbles: true, cancelable: true, composed: true, ...key,
  })), key);
  for (const key of ['b', 'B', 'и', 'И', 'β', 'Β']) {
    await place(page, 'a ⟨word⟩');
    assert.ok(await press({ key, code: 'KeyB' }), key);
    await comes(() => marked(page), 'a **⟨word⟩**', key);
  }
  // Caps Lock and Shift type a small letter: Ctrl+K alone would make a link.
  for (const key of ['K', 'k', 'Л', 'л', 'Κ', 'κ']) {
    await place(page, 'one\ntw‸o');
    assert.ok(await press({ key, code: 'KeyK', shiftKey: true }), key);
    await comes(() => marked(page), 'one‸', key);
  }
  for (const key of ['Z', 'z', 'Я', 'я', 'Ζ', 'ζ']) {
    await place(page, 'one‸');
    await page.keyboard.type(' two');
    await page.keyboard.press('Control+z');
    assert.ok(await press({ key, code: 'KeyZ', shiftKey: true }), key);
    await comes(() => marked(page), 'one two‸', key);
  }
  for (const key of ['&', '/', '7']) {
    await place(page, 'one‸');
    assert.ok(await press({ key, code: 'Digit7', shiftKey: true }), key);
    await comes(() => marked(page), '1. one‸', key);
  }
}));
