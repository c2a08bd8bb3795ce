/** The configuration of a site: dropped or opened, remembered, removed. */
import { after, before, test } from 'node:test';
import { comes, dropFile, kept, openFile, openSite, ready, replaceText, textOf } from './site.mjs';

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

/** @param {import('playwright-core').Page} page @param {string} text */
const shows = (page, text) => page.locator('draft-pane').getByText(text, { exact: true }).waitFor();

test('a dropped hugo.toml is the site, until it is removed', () => site.visit(async ({ page }) => {
  await replaceText(page, 'A :smile: here.\n');
  await shows(page, 'A :smile: here.');
  await dropFile(page.locator('.cm-content'), 'hugo.toml', 'title = "x"\nenableEmoji = true\n');
  await shows(page, 'A 😄 here.');
  await comes(() => textOf(page), 'A :smile: here.\n');
  await comes(() => page.locator('#site').textContent(), 'Site: hugo.toml');

  await kept(page);
  await page.reload();
  await ready(page);
  await comes(() => page.locator('#site').textContent(), 'Site: hugo.toml');

  await page.locator('#site').click();
  await page.getByRole('button', { name: 'Remove “hugo.toml”' }).click();
  await page.keyboard.press('Escape');
  await comes(() => page.locator('#site').textContent(), 'Site: Hugo');
  await replaceText(page, 'B :smile: here.\n');
  await shows(page, 'B :smile: here.');
  await page.getByRole('button', { name: 'Undo' }).click();
  await shows(page, 'B 😄 here.');
}));

test('a markup.yaml opened by the button; one that cannot be read changes nothing', () => site.visit(async ({ page }) => {
  await replaceText(page, 'one\ntwo\n');
  await openFile(page, 'markup.yaml', 'goldmark:\n  renderer:\n    hardWraps: true\n');
  await page.locator('draft-pane br').waitFor({ state: 'attached' });
  await openFile(page, 'config.toml', 'a = 1\nb =\n');
  await page.locator('.notice-error').getByText(/^“config\.toml” cannot be read\. Line 2: /).waitFor();
  await comes(() => page.locator('draft-pane br').count(), 1);
  await comes(() => page.locator('#site').textContent(), 'Site: markup.yaml');
}));
