/** The sheet of settings: how posts are read, how the preview looks, the page's language; the site's file and stylesheets. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { becomes, comes, dropFile, editorTextOf, matches, openSite, ready, replaceText, screenshot } from './site.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

/** @param {Page} page */
const shown = (page) => page.evaluate(() => /** @type {any} */ (document.querySelector('draft-pane')).draft.html);
/** @param {Page} page @param {string} html */
const shows = (page, html) => page.waitForFunction((wanted) => /** @type {any} */ (document.querySelector('draft-pane')).draft?.html.includes(wanted), html);

/** @param {Page} page */
async function open(page) {
  await page.keyboard.press('Control+,');
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  await dialog.waitFor();
  return dialog;
}

test('each setting of a site is read at once, written at the foot of the page, and remembered', () => site.visit(async ({ page }) => {
  await replaceText(page, '## Über "uns"\n\nA <b>bold</b> $x^2$ and \\(y\\) :smile: here.\n');
  await shows(page, 'A bold $x^2$');
  await comes(() => page.locator('#site').textContent(), 'Site: Hugo');
  const dialog = await open(page);
  await dialog.getByLabel('Raw HTML').check();
  await shows(page, '<b>bold</b>');
  await dialog.getByLabel('Emoji by name').check();
  await shows(page, '😄');
  await dialog.getByLabel('Typographic quotes and dashes').uncheck();
  await shows(page, '&quot;uns&quot;');
  await dialog.getByLabel('Formulas').selectOption('$…$ and $$…$$');
  await page.locator('draft-pane [data-tex="x^2"]').waitFor();
  await dialog.getByLabel('Formulas').selectOption('Both');
  await page.locator('draft-pane [data-tex="y"]').waitFor();
  await shows(page, 'id="über-uns"');
  await dialog.getByLabel('Names of headings').selectOption('github-ascii');
  await shows(page, 'id="uber-uns"');
  await dialog.getByLabel('Time zone').selectOption('Europe/Oslo');
  await comes(() => page.locator('#site').textContent(), 'Site: Hugo · raw HTML · formulas · emoji · plain quotes · names of headings · Europe/Oslo');
  await screenshot(page, 'settings');
  await page.reload();
  await ready(page);
  await matches(() => page.locator('#site').textContent(), /^Site: Hugo · raw HTML · formulas/);
  await shows(page, '<b>bold</b>');
  await page.locator('#site').click();
  await comes(() => page.locator('#setting-timeZone').inputValue(), 'Europe/Oslo');
  await dialog.getByLabel('Markdown of').selectOption('GitHub');
  await comes(() => page.evaluate(() => document.activeElement?.id), 'setting-flavor');
  await comes(() => page.locator('#site').textContent(), 'Site: GitHub');
  await comes(() => dialog.getByLabel('Emoji by name').count(), 0);
  // The focus returns to where it was.
  await page.keyboard.press('Escape');
  await comes(() => page.evaluate(() => document.activeElement?.id), 'site');
}));

test('the values of an open hugo.toml are shown and count, until it is removed', () => site.visit(async ({ page }) => {
  await replaceText(page, 'A <b>bold</b> :smile: \\(y\\).\n');
  const dialog = await open(page);
  await dialog.getByLabel('Raw HTML').check();
  await shows(page, '<b>bold</b>');
  await page.keyboard.press('Escape');
  await dropFile(page.locator('.cm-content'), 'hugo.toml', "EnableEmoji = true\ntimeZone = 'Asia/Tokyo'\n[markup.goldmark.extensions.passthrough]\nenable = true\n[markup.goldmark.extensions.passthrough.delimiters]\ninline = [['\\(', '\\)']]\n");
  await shows(page, '😄');
  assert.doesNotMatch(await shown(page), /<b>/);
  await comes(() => page.locator('#site').textContent(), 'Site: hugo.toml');
  await open(page);
  /** @param {string} name */
  const value = (name) => dialog.getByLabel(name).textContent();
  await comes(async () => [await value('Raw HTML'), await value('Emoji by name'), await value('Time zone'), await value('Formulas')], ['off', 'on', 'Asia/Tokyo', '\\(…\\)']);
  await dialog.getByRole('button', { name: 'Remove “hugo.toml”' }).click();
  await shows(page, '<b>bold</b>');
  await becomes(() => dialog.getByLabel('Raw HTML').isChecked());
}));

test('the size of the text, the length of lines and the front matter are as the reader likes them', () => site.visit(async ({ page }) => {
  const measures = () => page.locator('draft-pane').evaluate((pane) => {
    const { fontSize, width } = getComputedStyle(/** @type {any} */ (pane).shadowRoot.querySelector('.body'));
    return [parseFloat(fontSize), parseFloat(width)];
  });
  await page.locator('#splitter').press('Home');
  const before = await measures();
  const dialog = await open(page);
  await dialog.getByLabel('Size of the text').selectOption('Large');
  await dialog.getByLabel('Length of lines').selectOption('Short');
  await dialog.getByLabel('Front matter').selectOption('As a table');
  const after = await measures();
  assert.ok(after[0] > before[0] && after[1] < before[1], `${before} → ${after}`);
  await page.locator('draft-pane header table').waitFor();
  await page.reload();
  await ready(page);
  await comes(() => measures(), after);
  await open(page);
  await dialog.getByLabel('Front matter').selectOption('Hidden');
  await comes(() => page.locator('draft-pane header').isVisible(), false);
}));

test('another language is that of the page at once, with the draft as it was', () => site.visit(async ({ page }) => {
  await replaceText(page, 'Typed just now.\n');
  const dialog = await open(page);
  await dialog.getByLabel('Language').selectOption('Deutsch');
  await page.getByRole('button', { name: 'Neu', exact: true }).waitFor();
  await ready(page);
  await comes(() => page.locator('html').getAttribute('lang'), 'de');
  assert.equal(await editorTextOf(page), 'Typed just now.\n');
  await page.keyboard.press('Control+,');
  await page.getByRole('dialog', { name: 'Einstellungen' }).waitFor();
  await screenshot(page, 'settings-de');
  await page.getByLabel('Sprache').selectOption('Wie der Browser');
  await page.getByRole('button', { name: 'New', exact: true }).waitFor();
}));

test('dropped stylesheets are those of the preview, remembered, and removed by a click', () => site.visit(async ({ page }) => {
  await replaceText(page, 'A *word*.\n');
  const colour = () => page.locator('draft-pane .body p').evaluate((element) => getComputedStyle(element).color);
  const before = await colour();
  await dropFile(page.locator('.cm-content'), 'theme.css', 'body { color: rgb(1, 2, 3); } .cm-content { color: red }');
  await page.getByText('Posts are shown in “theme.css”').waitFor();
  await page.waitForFunction((was) => {
    const pane = /** @type {any} */ (document.querySelector('draft-pane'));
    return getComputedStyle(pane.shadowRoot.querySelector('.body p')).color !== was;
  }, before);
  await comes(() => colour(), 'rgb(1, 2, 3)');
  assert.equal(await editorTextOf(page), 'A *word*.\n');
  await page.reload();
  await ready(page);
  await page.waitForFunction(() => getComputedStyle(/** @type {any} */ (document.querySelector('draft-pane')).shadowRoot.querySelector('.body p')).color === 'rgb(1, 2, 3)');
  const dialog = await open(page);
  await dialog.getByRole('button', { name: 'Remove “theme.css”' }).click();
  await dialog.getByText('Drop a stylesheet').waitFor();
  await page.waitForFunction((was) => getComputedStyle(/** @type {any} */ (document.querySelector('draft-pane')).shadowRoot.querySelector('.body p')).color === was, before);
}));

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  test(`axe finds nothing in the sheet, wide or narrow, with a site's file or without, ${colorScheme}`, () => site.visit(async ({ page }) => {
    await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
    /** @param {string} state */
    async function clean(state) {
      await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)));
      await screenshot(page, `settings-${state}-${colorScheme}`);
      const found = await page.evaluate(async () => (await /** @type {any} */ (window).axe.run()).violations.map((/** @type {any} */ { id, nodes }) => `${id}: ${nodes[0].html}`));
      assert.deepEqual(found, [], state);
      await becomes(() => page.locator('#settings .settings').evaluate((sheet) => sheet.scrollWidth <= sheet.clientWidth), `${state} is wider than the sheet`);
    }
    await open(page);
    await clean('wide');
    await page.setViewportSize({ width: 320, height: 640 });
    await clean('narrow');
    await page.keyboard.press('Escape');
    await dropFile(page.locator('.cm-content'), 'hugo.toml', 'enableEmoji = true\n');
    await page.locator('#site').getByText('hugo.toml').waitFor();
    await open(page);
    await clean('file');
  }, { colorScheme }));
}
