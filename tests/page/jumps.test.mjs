/** Wherever the caret jumps to, the preview shows that place. */
import { after, before, test } from 'node:test';
import { comes, kept, openSite, ready, replaceText } from './site.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

const day = (/** @type {number} */ at) => `## Day ${at}\n\n${`The wind of day ${at} came from the west and went round to the north. `.repeat(3)}\n\n- gulls\n- terns\n\n`;
const post = `${Array.from({ length: 60 }, (_, at) => day(at + 1)).join('')}The end of the log.\n`;

/** Waits until the preview shows what stands in the text. @param {Page} page @param {string} words */
const shows = (page, words) => page.waitForFunction((words) => {
  const pane = /** @type {any} */ (document.querySelector('draft-pane'));
  const at = pane.value.indexOf(words);
  return at >= 0 && pane.offsetAt(0) <= at && pane.offsetAt(pane.clientHeight) >= at;
}, words);

/** Scrolls the preview away by the wheel, so that it is out of step. @param {Page} page @param {'up' | 'down'} way */
async function away(page, way) {
  await page.locator('draft-pane').hover();
  await page.mouse.wheel(0, way === 'up' ? -100_000 : 100_000);
  await shows(page, way === 'up' ? '## Day 1\n' : 'The end of the log.');
}

test('the preview follows every jump of the caret', () => site.visit(async ({ page }) => {
  const editor = page.locator('.cm-content');
  await replaceText(page, post);
  await editor.press('Control+Home');
  await page.keyboard.type('x');
  await shows(page, 'x## Day 1\n');
  await page.keyboard.press('Backspace');

  // Find and Enter, next and previous.
  await editor.press('Control+f');
  await page.locator('.cm-search input[name=search]').pressSequentially('wind of day 40 ');
  await page.keyboard.press('Enter');
  await shows(page, 'wind of day 40 ');
  await page.locator('.cm-search input[name=search]').fill('');
  await page.locator('.cm-search input[name=search]').pressSequentially('## Day 5');
  await page.locator('.cm-search button[name=next]').click();
  await shows(page, '## Day 50\n');
  await page.locator('.cm-search button[name=prev]').click();
  await shows(page, '## Day 5\n');
  await away(page, 'down');
  await page.locator('.cm-search button[name=next]').click();
  await shows(page, '## Day 50\n');
  await page.locator('.cm-search input[name=search]').press('Escape');

  // Go to line, and arrow keys after it.
  await editor.press('Alt+g');
  await page.locator('.cm-dialog input').fill('141');
  await page.keyboard.press('Enter');
  await shows(page, '## Day 21\n');
  await away(page, 'up');
  await page.keyboard.press('Escape');
  await editor.press('ArrowDown');
  await shows(page, 'The wind of day 21 ');

  // The ends, and pages.
  await away(page, 'up');
  await editor.press('Control+End');
  await shows(page, 'The end of the log.');
  await editor.press('PageUp');
  await editor.press('PageUp');
  await page.waitForFunction(() => {
    const pane = /** @type {any} */ (document.querySelector('draft-pane'));
    return pane.offsetAt(pane.clientHeight) < pane.value.length - 100;
  });
  await editor.press('Control+Home');
  await shows(page, '## Day 1\n');
  for (let pages = 0; pages < 6; pages++) await editor.press('PageDown');
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector('draft-pane')).offsetAt(0) > 300);

  // Undo of something far away.
  await editor.press('Control+End');
  await page.keyboard.type(' And a word.');
  await editor.press('Control+Home');
  await shows(page, '## Day 1\n');
  await editor.press('Control+z');
  await page.waitForFunction((post) => /** @type {any} */ (document.querySelector('draft-pane')).value === post, post);
  await shows(page, 'The end of the log.');

  // The outline.
  await page.locator('#show-outline').click();
  await page.locator('#outline').getByRole('button', { name: 'Day 33', exact: true }).click();
  await shows(page, '## Day 33\n');
  await comes(() => page.evaluate(() => document.activeElement?.id), 'editor');
}));

test('the preview follows a jump from the list of problems, also after typing, and opens where one was', () => site.visit(async ({ page }) => {
  const editor = page.locator('.cm-content');
  await replaceText(page, post.replace('## Day 45\n', '## Day 45\n\nSee the [chart][of the bay].\n'));
  await page.locator('#problem-count', { hasText: '1 warning' }).waitFor();
  await editor.press('Control+Home');
  await page.keyboard.type('Windy. ');
  await shows(page, 'Windy. ## Day 1\n');
  await page.locator('#show-problems').click();
  await page.locator('.problem-lead').first().click();
  await shows(page, 'See the [chart]');
  await page.keyboard.type('!');
  await kept(page);
  await page.reload();
  await ready(page);
  await shows(page, 'See the ');
}));
