/** The length of a selection, a goal of words, and the language by which the browser checks the spelling. */
import { after, before, test } from 'node:test';
import { becomes, comes, openFile, openSite, place, replaceText, screenshot } from './site.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

/** @param {Page} page @param {string} text */
const counts = (page, text) => page.waitForFunction((text) => document.getElementById('status-stats')?.textContent === text, text);

/** @param {Page} page @param {string} answer */
async function setGoal(page, answer) {
  await page.locator('#show-more').click();
  await page.locator('[data-command="word-goal"]').click();
  await page.locator('#question input').fill(answer);
  await page.keyboard.press('Enter');
  await page.locator('#question').waitFor({ state: 'hidden' });
}

test('the status bar has the words, characters and minutes of what is selected, and then those of the post again', () => site.visit(async ({ page }) => {
  await place(page, 'The ⟨[tide](https://example.org/very/long) **turns** 🌊⟩ at noon.\n');
  await counts(page, 'Selected: 2 words · 49 characters · 1 min read');
  await page.keyboard.press('ArrowRight');
  await counts(page, '6 words · 1 min read · 1 block');
  await place(page, '⟨潮が満ちる⟩\n');
  await counts(page, 'Selected: 5 words · 5 characters · 1 min read');
}));

test('a goal of words: progress in the status bar, one notice when it is reached, remembered, and ended by 0', () => site.visit(async ({ page }) => {
  await replaceText(page, 'one two');
  await setGoal(page, '4');
  await counts(page, '2 of 4 words · 1 min read · 1 block');
  const bar = page.locator('#word-goal');
  await comes(() => bar.evaluate((bar) => [/** @type {HTMLProgressElement} */ (bar).value, /** @type {HTMLProgressElement} */ (bar).max]), [2, 4]);
  await page.locator('.cm-content').focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' three four');
  const notice = page.locator('.notice', { hasText: 'The post has 4 words' });
  await notice.waitFor();
  await screenshot(page, 'word-goal');
  await notice.getByRole('button', { name: 'Dismiss' }).click();
  await page.locator('.cm-content').focus();
  await page.keyboard.press('Control+Backspace');
  await counts(page, '3 of 4 words · 1 min read · 1 block');
  await page.keyboard.type('five six');
  await counts(page, '5 of 4 words · 1 min read · 1 block');
  await comes(() => notice.count(), 0);
  await page.reload();
  await counts(page, '5 of 4 words · 1 min read · 1 block');
  await setGoal(page, 'many');
  await page.locator('.notice', { hasText: '“many” is not a number' }).waitFor();
  await setGoal(page, '0');
  await counts(page, '5 words · 1 min read · 1 block');
  await becomes(() => bar.isHidden());
}));

test('the editor has the language of the post, of its file, of its site, or of the browser', () => site.visit(async ({ page }) => {
  const speaks = (/** @type {string} */ tag) => page.locator(`.cm-content[lang="${tag}"]`).waitFor();
  await replaceText(page, 'Ebb\n');
  await speaks('en-GB');
  await replaceText(page, '---\nlang: pt_br\n---\n\nMaré\n');
  await speaks('pt-BR');
  await replaceText(page, '---\nlang: not a tag\n---\n\nMaré\n');
  await speaks('en-GB');
  await openFile(page, 'ebbe.de.md', 'Ebbe\n');
  await speaks('de');
  await openFile(page, 'hugo.toml', 'languageCode = "fr-CA"\n');
  await openFile(page, 'maree.md', 'Marée\n');
  await speaks('fr-CA');
}));
