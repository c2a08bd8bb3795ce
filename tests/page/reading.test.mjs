/** The preview beside the text: layouts, the outline's current section, and that every jump is followed. */
import { after, before, test } from 'node:test';
import { comes, openSite, ready, replaceText, screenshot } from './site.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

/** @param {Page} page */
const seen = async (page) => [await page.locator('.cm-content').isVisible(), await page.locator('draft-pane article').isVisible()];

test('three layouts by keys and by the menu, remembered; a new draft shows the text again', () => site.visit(async ({ page }) => {
  await page.keyboard.press('Alt+Shift+Digit3');
  await comes(() => seen(page), [false, true]);
  await screenshot(page, 'layout-preview');
  await page.reload();
  await ready(page);
  await comes(() => seen(page), [false, true]);
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await comes(() => page.getByRole('button', { name: 'Preview alone' }).getAttribute('aria-pressed'), 'true');
  await page.getByRole('button', { name: 'Text alone' }).click();
  await comes(() => seen(page), [true, false]);
  await screenshot(page, 'layout-text');
  await page.keyboard.press('Alt+Shift+Digit3');
  await page.getByRole('button', { name: 'New', exact: true }).click();
  await page.waitForFunction(() => document.activeElement?.id === 'editor');
  await comes(() => seen(page), [true, true]);
}));

test('a narrow screen shows after a reload what it showed before', () => site.visit(async ({ page }) => {
  await page.getByRole('button', { name: 'Read' }).click();
  await page.reload();
  await ready(page);
  await comes(() => seen(page), [false, true]);
}, { viewport: { width: 390, height: 780 } }));

test('the outline marks the section of the cursor', () => site.visit(async ({ page }) => {
  await replaceText(page, '# One\n\na\n\n## Two\n\nb\n\n## Three\n\nc\n');
  const current = async () => {
    await page.locator('#show-outline').click();
    const text = await page.locator('#outline [aria-current="location"]').textContent();
    await screenshot(page, 'outline-current');
    await page.keyboard.press('Escape');
    return text;
  };
  await comes(() => current(), 'Three');
  await page.locator('.cm-line', { hasText: /^b$/ }).click();
  await comes(() => current(), 'Two');
}));

test('the preview follows find, a problem and the outline', () => site.visit(async ({ page }) => {
  const paragraphs = Array.from({ length: 120 }, (_, n) => `Paragraph number ${n} of the post.`).join('\n\n');
  await replaceText(page, `${paragraphs}\n\n## A heading\n\nThe needle.\n\n[Gone](#nowhere)\n\n${paragraphs}\n`);
  /** Whether the preview shows a text within its edges. @param {string} text */
  const follows = (text) => page.waitForFunction((wanted) => {
    const pane = /** @type {HTMLElement} */ (document.querySelector('draft-pane'));
    const { top, bottom } = pane.getBoundingClientRect();
    return [...pane.shadowRoot?.querySelectorAll('.body > *') ?? []].some((element) => {
      const box = element.getBoundingClientRect();
      return element.textContent === wanted && box.top >= top && box.bottom <= bottom;
    });
  }, text);
  const start = async () => {
    await page.locator('.cm-content').press('Control+Home');
    await follows('Paragraph number 0 of the post.');
  };
  await start();
  await page.keyboard.press('Control+f');
  await page.keyboard.type('needle');
  await page.keyboard.press('Enter');
  await follows('The needle.');
  await page.keyboard.press('Escape');
  await start();
  await page.locator('#show-problems').click();
  await page.locator('#problem-list .problem-lead', { hasText: 'nowhere' }).click();
  await follows('Gone');
  await start();
  await page.locator('#show-outline').click();
  await page.getByRole('button', { name: 'A heading' }).click();
  await follows('A heading');
}));
