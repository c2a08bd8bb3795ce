/** Keys for bold, emphasis and code; characters typed over a selection; keys on other layouts; text from right to left. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { casesOn, comes, marked, openSite, place, replaceText, screenshot, textOf } from './site.mjs';

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

const cases = casesOn(() => site);

cases('Ctrl+B at a caret: the word, or the bold text around it', [
  ['a word‸', 'Control+b', 'a **word‸**'],
  ['a wo‸rd', 'Control+b', 'a **wo‸rd**'],
  ['a word‸', 'Control+b Control+b', 'a word‸'],
  ['**bo‸ld**', 'Control+b', 'bo‸ld'],
  ['__bo‸ld__', 'Control+b', 'bo‸ld'],
  ['**two bo‸ld words**', 'Control+b', 'two bo‸ld words'],
  ['a ‸', 'Control+b', 'a **‸**'],
  ['a ‸', 'Control+b Control+b', 'a ‸'],
  ['a ‸', 'Control+b “bold” Control+b “ then”', 'a **bold** then‸'],
  ['***bo‸th***', 'Control+b', '*bo‸th*'],
  ['***bo‸th***', 'Control+i', '**bo‸th**'],
  ['你好世界‸', 'Control+b', '你好**世界‸**'],
]);

cases('Ctrl+B over a selection: without the blanks at its ends, in each block', [
  ['a ⟨word⟩', 'Control+b', 'a **⟨word⟩**'],
  ['a ⟨word ⟩and', 'Control+b', 'a **⟨word** ⟩and'],
  ['a **⟨word⟩**', 'Control+b', 'a ⟨word⟩'],
  ['a ⟨**word**⟩', 'Control+b', 'a ⟨word⟩'],
  ['⟨one\n\ntwo⟩', 'Control+b', '**⟨one**\n\n**two⟩**'],
  ['⟨**one**\n\ntwo⟩', 'Control+b', '**⟨one**\n\n**two⟩**'],
  ['⟨**one**\n\n**two**⟩', 'Control+b', '⟨one\n\ntwo⟩'],
  ['⟨# head\n\n- item\n- [ ] task\n\n> quote⟩', 'Control+b', '⟨# **head**\n\n- **item**\n- [ ] **task**\n\n> **quote⟩**'],
  ['**one ⟨two⟩ three**', 'Control+b', '**one** ⟨two⟩ **three**'],
  ['a ⟨b **c** d⟩ e', 'Control+b', 'a **⟨b c d⟩** e'],
  ['a **b ⟨c** d⟩ e', 'Control+b', 'a **b ⟨c d⟩** e'],
  ['a ⟨b [c⟩ d](e)', 'Control+b', 'a **⟨b [c⟩ d](e)**'],
  ['a ⟨  ⟩b', 'Control+b', 'a ⟨  ⟩b'],
]);

cases('emphasis and code', [
  ['a word‸', 'Control+i', 'a *word‸*'],
  ['a *wo‸rd*', 'Control+i', 'a wo‸rd'],
  ['a **⟨word⟩**', 'Control+i', 'a ***⟨word⟩***'],
  ['a word‸', 'Control+e', 'a `word‸`'],
  ['a `wo‸rd`', 'Control+e', 'a wo‸rd'],
  ['a ⟨b`c⟩', 'Control+e', 'a ``⟨b`c⟩``'],
  ['a ⟨`b⟩', 'Control+e', 'a `` ⟨`b⟩ ``'],
  ['a ⟨b⟩', 'Control+e Control+e', 'a ⟨b⟩'],
]);

test('a mark typed over a selection goes around it, in one step', () => site.visit(async ({ page }) => {
  for (const [typed, other] of ['``', '**', '__', '~~', '""', "''", '()', '[]', '{}', '<>', '$$', '«»']) {
    await place(page, 'a ⟨word⟩ b');
    await page.keyboard.type(typed);
    await comes(() => marked(page), `a ${typed}⟨word⟩${other} b`);
  }
  await page.keyboard.press('Control+z');
  await comes(() => textOf(page), 'a word b');
  await place(page, 'a ⟨word⟩ b');
  await page.keyboard.type('[');
  await page.keyboard.type('[');
  await comes(() => textOf(page), 'a [[word]] b');
  for (const typed of ['x', ')', '-']) {
    await place(page, 'a ⟨word⟩ b');
    await page.keyboard.type(typed);
    await comes(() => marked(page), `a ${typed}‸ b`);
  }
}));

test('Ctrl+S and Ctrl+O by the place of the key, with another script or Caps Lock', () => site.visit(async ({ page }) => {
  /** @param {{ key: string, code: string }} key */
  const press = (key) => page.locator('.cm-content').evaluate((content, key) => !content.dispatchEvent(new KeyboardEvent('keydown', {
    ...key, ctrlKey: true, bubbles: true, cancelable: true, composed: true,
  })), key);
  for (const key of ['s', 'S', 'ы', 'Ы', 'σ', 'ס', 'س']) {
    const download = page.waitForEvent('download');
    assert.equal(await press({ key, code: 'KeyS' }), true, key);
    await download;
  }
  for (const key of ['o', 'O', 'щ', 'ο']) {
    const chooser = page.waitForEvent('filechooser');
    assert.equal(await press({ key, code: 'KeyO' }), true, key);
    await chooser;
  }
  // On a Latin layout the letter counts, wherever it is.
  assert.equal(await press({ key: 'j', code: 'KeyS' }), false);
  const download = page.waitForEvent('download');
  assert.equal(await press({ key: 's', code: 'Semicolon' }), true);
  await download;
}));

test('Escape, then Tab leaves the editor, however long that takes; another key takes it back', () => site.visit(async ({ page }) => {
  const focused = () => page.evaluate(() => document.activeElement?.id);
  await replaceText(page, 'text');
  await page.keyboard.press('Escape');
  await page.waitForTimeout(2500);
  await page.keyboard.press('Tab');
  await comes(() => focused(), 'splitter');
  await page.keyboard.press('Shift+Tab');
  await comes(() => focused(), 'editor');
  // Back again, Tab indents.
  await page.keyboard.press('Tab');
  await comes(() => textOf(page), '  text');
  await page.keyboard.press('Escape');
  await page.keyboard.type('x');
  await page.keyboard.press('Tab');
  await comes(() => focused(), 'editor');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+Tab');
  await comes(() => page.evaluate(() => document.activeElement?.parentElement?.parentElement?.id), 'toolbar');
  await comes(() => textOf(page), '    textx');
}));

test('each paragraph of the editor runs in the direction of its text', () => site.visit(async ({ page }) => {
  const arabic = 'هذه فقرة قصيرة عن **الميناء** في الشتاء.';
  await replaceText(page, `---\ntitle: "الميناء"\n---\n\n# الميناء\n\n${arabic}\n\nA paragraph in English.\n\n- שלום, עולם.\n- English, then עברית.\n`);
  const found = await page.evaluate(() => [...(document.getElementById('editor')?.shadowRoot?.querySelectorAll('.cm-line') ?? [])]
    .filter((line) => line.textContent).map((line) => [line.textContent?.slice(0, 8), getComputedStyle(line).direction]));
  assert.deepEqual(found.map(([, direction]) => direction), ['ltr', 'ltr', 'ltr', 'rtl', 'rtl', 'ltr', 'rtl', 'ltr']);
  await page.locator('.cm-line', { hasText: 'الميناء** في' }).click();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowLeft');
  await page.waitForFunction(() => document.getElementById('status-place')?.textContent === 'Line 7, column 2');
  await comes(() => page.locator('#draft-title').evaluate((title) => getComputedStyle(title).direction), 'rtl');
  await screenshot(page, 'arabic');
}));
