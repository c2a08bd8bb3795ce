/** Tables as they are typed: from cell to cell, straight columns, rows and columns that come, move and go. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { becomes, check, comes, marked, openFile, openSite, place, screenshot, textOf } from './site.mjs';

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => {
  site = await openSite();
});
after(() => site?.close());

/** @param {import('playwright-core').Page} page */
const loaded = (page) => page.waitForFunction(() => performance.getEntriesByType('resource').some(({ name }) => /\/tables-[^/]*\.js$/.test(name)));

/**
 * @param {string} title
 * @param {[before: string, keys: string, after: string][]} cases as `check` takes them
 */
function cases(title, cases) {
  test(title, () => site.visit(async ({ page }) => {
    await place(page, '| x‸ |\n|---|');
    await loaded(page);
    for (const written of cases) await check(page, written);
  }));
}

const small = '| a | b |\n|--|--|\n| 1‸1 | 2 |\n| 3 | 4 |';

cases('Tab leads to the next cell, Shift-Tab back, with straight columns', [
  ['| a‸ | b |\n|--|:-:|\n| 1 | 22222 |', 'Tab', '| a   |   ⟨b⟩   |\n| --- | :---: |\n| 1   | 22222 |'],
  ['| a | b‸ |\n|--|--|\n| 1 | 2 |', 'Tab', '| a   | b   |\n| --- | --- |\n| ⟨1⟩   | 2   |'],
  ['| a | b |\n|--|--|\n| 1‸ | 2 |', 'Shift+Tab', '| a   | ⟨b⟩   |\n| --- | --- |\n| 1   | 2   |'],
  ['| a | b |\n|--|--|\n| 1 | 2‸ |', 'Tab "x" Tab "y"', '| a   | b   |\n| --- | --- |\n| 1   | 2   |\n| x   | y‸    |'],
  ['a‸ | b\n--|--\n1 | 2', 'Tab', '| a   | ⟨b⟩   |\n| --- | --- |\n| 1   | 2   |'],
]);

cases('Enter leads to the next row, where the row was begun, and ends the table at an empty one', [
  ['| a | b |\n|--|--|\n| 1‸ | 2 |\n| 3 | 4 |', 'Enter', '| a   | b   |\n| --- | --- |\n| 1   | 2   |\n| ⟨3⟩   | 4   |'],
  ['| a | b |\n|--|--|\n| ‸1 | 2 |', 'Tab Enter "x"', '| a   | b   |\n| --- | --- |\n| 1   | 2   |\n| x‸    |     |'],
  ['| a | b |\n|--|--|\n| 1‸ | 2 |\n\nafter', 'Enter Enter "x"', '| a   | b   |\n| --- | --- |\n| 1   | 2   |\n\nx‸\n\nafter'],
  ['‸| a | b |\n|--|--|\n| 1 | 2 |', 'Enter', '\n‸| a | b |\n|--|--|\n| 1 | 2 |'],
  ['‸', '"| Town | Tide |" Enter "Ruan"', '| Town | Tide |\n| ---- | ---- |\n| Ruan‸     |      |'],
  ['text\n| a | b |‸', 'Enter "x"', 'text\n| a | b |\nx‸'],
]);

cases('columns are straight with wide characters, emoji, escaped pipes and code', [
  ['| 潮汐 | b‸ |\n|--|--|\n| 1 | é |', 'Tab', '| 潮汐 | b   |\n| ---- | --- |\n| ⟨1⟩    | é   |'],
  ['| 👍🏽 | b‸ |\n|--|--|\n| four | 👨‍👩‍👧 |', 'Tab', '| 👍🏽   | b   |\n| ---- | --- |\n| ⟨four⟩ | 👨‍👩‍👧  |'],
  ['| `a\\|b` | c‸ |\n|--|--|\n| x\\|y | 2 |', 'Tab', '| `a\\|b` | c   |\n| ------ | --- |\n| ⟨x\\|y⟩   | 2   |'],
]);

cases('rows', [
  [small, 'Control+Enter', '| a   | b   |\n| --- | --- |\n| 11  | 2   |\n| ‸    |     |\n| 3   | 4   |'],
  [small, 'Control+Shift+Enter', '| a   | b   |\n| --- | --- |\n| ‸    |     |\n| 11  | 2   |\n| 3   | 4   |'],
  [small, 'Alt+ArrowDown', '| a   | b   |\n| --- | --- |\n| 3   | 4   |\n| 1‸1  | 2   |'],
  [small, 'Alt+ArrowDown Alt+ArrowUp', '| a   | b   |\n| --- | --- |\n| 1‸1  | 2   |\n| 3   | 4   |'],
  [small, 'Control+Shift+K', '| a   | b   |\n| --- | --- |\n| ‸3   | 4   |'],
  ['| a‸ | b |\n|--|--|\n| 1 | 2 |', 'Control+Shift+K', '| ‸1   | 2   |\n| --- | --- |'],
]);

cases('columns', [
  [small, 'Alt+Shift+ArrowRight', '| a   |     | b   |\n| --- | --- | --- |\n| 11  | ‸    | 2   |\n| 3   |     | 4   |'],
  [small, 'Alt+Shift+ArrowLeft', '|     | a   | b   |\n| --- | --- | --- |\n| ‸    | 11  | 2   |\n|     | 3   | 4   |'],
  [small, 'Alt+ArrowRight', '| b   | a   |\n| --- | --- |\n| 2   | 1‸1  |\n| 4   | 3   |'],
  [small, 'Alt+ArrowRight Alt+ArrowLeft', '| a   | b   |\n| --- | --- |\n| 1‸1  | 2   |\n| 3   | 4   |'],
  [small, 'Alt+Shift+Backspace', '| b   |\n| --- |\n| ‸2   |\n| 4   |'],
  [small, 'Alt+Shift+R', '|   a | b   |\n| --: | --- |\n|  1‸1 | 2   |\n|   3 | 4   |'],
  [small, 'Alt+Shift+C', '|  a  | b   |\n| :-: | --- |\n| 1‸1  | 2   |\n|  3  | 4   |'],
  [small, 'Alt+Shift+L Alt+Shift+L', '| a   | b   |\n| --- | --- |\n| 1‸1  | 2   |\n| 3   | 4   |'],
]);

cases('in quotes and in lists', [
  ['> | a‸ | b |\n> |--|--|\n> | 1 | 2 |', 'Tab Tab Control+Enter', '> | a   | b   |\n> | --- | --- |\n> | 1   | 2   |\n> | ‸    |     |'],
  ['- | a‸ | b |\n  |--|--|\n  | 1 | 2 |\n- c', 'Enter Enter', '- | a   | b   |\n  | --- | --- |\n  | 1   | 2   |\n  | ‸    |     |\n- c'],
  ['> | a | b |\n> |--|--|\n> | 1 | 2‸ |', 'Enter Enter "x"', '> | a   | b   |\n> | --- | --- |\n> | 1   | 2   |\n>\n> x‸'],
  ['> | a | b |‸', 'Enter', '> | a   | b   |\n> | --- | --- |\n> | ‸    |     |'],
]);

cases('no table: in code and in front matter', [
  ['```\n| a‸ | b |\n|--|--|\n```', 'Tab', '```\n  | a‸ | b |\n|--|--|\n```'],
  ['---\nx: |\n  | a‸ | b |\n  |--|--|\n---\n', 'Tab', '---\nx: |\n    | a‸ | b |\n  |--|--|\n---\n'],
  ['+++\nx = """\n| a‸ | b |\n|--|--|\n"""\n+++\n', 'Tab', '+++\nx = """\n  | a‸ | b |\n|--|--|\n"""\n+++\n'],
]);

test('each is one step of undo, and nothing outside changes', () => site.visit(async ({ page }) => {
  const text = 'before  \n| a‸ | b |\n|--|--|\n| 1 | 2 |\n\nafter  ';
  for (const key of ['Tab', 'Enter', 'Control+Enter', 'Alt+Shift+ArrowRight', 'Alt+ArrowRight', 'Alt+Shift+Backspace', 'Alt+Shift+C']) {
    await place(page, `\n${text}`);
    await loaded(page);
    await page.keyboard.press(key);
    // The first key may still wait for the code of tables, which is there but not yet run.
    await page.waitForFunction((old) => /** @type {any} */ (document.querySelector('draft-pane')).value !== old, `\n${text}`.replace('‸', ''));
    const changed = await textOf(page);
    assert.ok(changed.startsWith('\nbefore  \n') && changed.endsWith('\n\nafter  '), key);
    await page.keyboard.press('Control+z');
    await page.waitForFunction((old) => /** @type {any} */ (document.querySelector('draft-pane')).value === old, `\n${text}`.replace('‸', ''));
  }
}));

test('a table is inserted below the paragraph, and its tools appear while the caret is in it', () => site.visit(async ({ page }) => {
  await place(page, 'te‸xt');
  await becomes(async () => !await page.locator('[data-tool="table-row-below"]').isVisible());
  await page.locator('[data-tool="table"]').click();
  await comes(() => marked(page), 'text\n\n| ⟨Column 1⟩ | Column 2 |\n| -------- | -------- |\n|          |          |');
  await page.locator('[data-tool="table-row-below"]').click();
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector('draft-pane')).value.split('\n').length === 6);
  await page.locator('[data-tool="table-column-after"]').click();
  await page.locator('[data-tool="table-align-right"]').click();
  await comes(() => textOf(page), 'text\n\n| Column 1 |     | Column 2 |\n| -------- | --: | -------- |\n|          |     |          |\n|          |     |          |');
  await page.locator('[data-tool="table-align-right"][aria-pressed="true"]').waitFor();
  await screenshot(page, 'table-tools');
  await page.keyboard.press('Control+Home');
  await page.locator('[data-tool="table-row-below"]').waitFor({ state: 'hidden' });
  await page.locator('#show-more').click();
  await page.locator('[data-command="table"]').click();
  await comes(async () => (await textOf(page)).split('| -------- | -------- |').length, 2);
}));

test('a table of 5,000 rows: a key aligns its row alone, and does not hang', () => site.visit(async ({ page }) => {
  const rows = Array.from({ length: 5000 }, (_, row) => `| ${row} | some text of row ${row} |`);
  await openFile(page, 'long.md', ['| n | text |', '|---|---|', ...rows].join('\n'));
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector('draft-pane')).value.startsWith('| n | text |'));
  await page.locator('.cm-content').press('Control+Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await loaded(page);
  const before = (await textOf(page)).split('\n');
  await page.keyboard.press('Tab');
  await page.keyboard.type('word');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector('draft-pane')).value.startsWith('| n   | word |'));
  const now = (await textOf(page)).split('\n');
  assert.ok(now.filter((line, index) => line !== before[index]).length <= 2, 'other rows changed');
}));
