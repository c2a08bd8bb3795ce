/** From a key press to the preview. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { becomes, comes, matches, openFile, openSite, replaceText, screenshot, textOf } from './site.mjs';

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

const post = (/** @type {string} */ body) => `---\ntitle: "A title"\ndate: 2026-01-02\n---\n\n${body}`;

test('the first visit shows the sample, with a picture that loads', () => site.visit(async ({ page }) => {
  const pane = page.locator('draft-pane');
  await pane.getByRole('heading', { name: 'How to read a tide table', level: 1 }).waitFor();
  for (const tag of ['h2', 'h3', 'h4', 'p', 'em', 'strong', 'del', 'a', 'blockquote blockquote', 'ul', 'ol ul', 'table', 'pre code', 'hr', 'img', 'dl', 'br', 'sup', 'input[type=checkbox]']) {
    await becomes(async () => await pane.locator(`[part~=body] ${tag}`).count() > 0, `the sample has no ${tag}`);
  }
  const pictures = await pane.locator('img').evaluateAll(async (images) => {
    await Promise.all(images.map((image) => /** @type {HTMLImageElement} */ (image).decode()));
    return images.map((image) => /** @type {HTMLImageElement} */ (image).naturalWidth);
  });
  assert.equal(pictures.length, 2);
  assert.ok(pictures.every((width) => width > 0));
  await comes(() => page.title(), 'How to read a tide table · draftpane');
  await comes(() => page.locator('#problem-count').textContent(), 'No problems');
  await screenshot(page, 'sample');
}));

test('the first visit explains the page in German, too', () => site.visit(async ({ page }) => {
  const body = page.locator('draft-pane [part~=body]');
  await body.getByText('Diese Seite in Kürze.').waitFor();
  for (const tag of ['table', 'pre code', 'img', 'sup', 'dl', 'input[type=checkbox]']) await becomes(async () => await body.locator(tag).count() > 0, `the sample has no ${tag}`);
  await page.locator('.status-problems:disabled').waitFor();
  await screenshot(page, 'sample-de');
}, { locale: 'de-DE' }));

test('what is typed is in the preview, sent as changes', () => site.visit(async ({ page }) => {
  await replaceText(page, post('First.\n'));
  await page.evaluate(() => {
    const pane = /** @type {any} */ (document.querySelector('draft-pane'));
    const spied = /** @type {any} */ (window);
    spied.edits = [];
    const { edit } = pane;
    pane.edit = (/** @type {any} */ changes) => {
      spied.edits.push(changes);
      edit.call(pane, changes);
    };
    Object.defineProperty(pane, 'value', { get: () => pane.draft.text, set: () => assertNever() });
    function assertNever() {
      throw new Error('the whole text was set');
    }
  });
  await page.locator('.cm-content').press('Control+End');
  await page.keyboard.type('\n## A *new* heading\n\nAnd **words**.');
  const body = page.locator('draft-pane [part~=body]');
  await comes(() => body.locator('h2').textContent(), 'A new heading');
  await comes(() => body.locator('p').last().textContent(), 'And words.');
  await comes(() => textOf(page), post('First.\n\n## A *new* heading\n\nAnd **words**.'));
  const edits = await page.evaluate(() => /** @type {any} */ (window).edits.flat());
  assert.ok(edits.length >= 30);
  assert.ok(edits.every((/** @type {{ insert: string }} */ { insert }) => insert.length <= 2), 'a key sent more than itself');
}));

test('figures of the post and the place of the cursor are in the status bar', () => site.visit(async ({ page }) => {
  await replaceText(page, 'One two three.\n\nFour.');
  await page.waitForFunction(() => document.getElementById('status-stats')?.textContent === '4 words · 1 min read · 2 blocks');
  await page.waitForFunction(() => document.getElementById('status-place')?.textContent === 'Line 3, column 6');
}));

test('200 characters in the middle of 100 kB leave the nodes of all other blocks as they are', () => site.visit(async ({ page }) => {
  const sections = Array.from({ length: 380 }, (_, index) => [
    `## Section ${index}`,
    `Paragraph ${index} with *emphasis*, a [link](https://example.org/${index}) and \`code\`, long enough to be a paragraph that someone might well have written in a post of this length.`,
    `- item one of ${index}\n- item two of ${index}\n  - nested`,
    `> A quote for section ${index}, to have one.`,
  ].join('\n\n'));
  const text = post(sections.join('\n\n'));
  assert.ok(text.length > 100_000);
  await openFile(page, 'long.md', text);
  await page.waitForFunction((wanted) => /** @type {any} */ (document.querySelector('draft-pane')).value === wanted, text);

  await page.getByRole('button', { name: 'Outline' }).click();
  await page.getByRole('button', { name: 'Section 190', exact: true }).click();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await page.evaluate(() => {
    const body = /** @type {any} */ (document.querySelector('draft-pane')).shadowRoot.querySelector('[part~=body]');
    Object.assign(window, { nodesBefore: [...body.childNodes] });
  });
  const typed = ' ' + 'These words were typed in the middle. '.repeat(6).slice(0, 199);
  assert.equal(typed.length, 200);
  await page.keyboard.type(typed);
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector('draft-pane')).value.includes(' typed in the middle. '));
  const found = await page.evaluate(() => {
    const body = /** @type {any} */ (document.querySelector('draft-pane')).shadowRoot.querySelector('[part~=body]');
    const earlier = /** @type {any} */ (window).nodesBefore;
    const now = [...body.childNodes];
    const changed = earlier.flatMap((/** @type {Node} */ node, /** @type {number} */ index) => (node === now[index] ? [] : [index]));
    return { earlier: earlier.length, now: now.length, changed, text: now[changed[0] ?? 0].textContent };
  });
  assert.equal(found.now, found.earlier);
  assert.ok(found.earlier >= 4 * 380);
  assert.ok(found.changed.length <= 1, `${found.changed.length} nodes changed`);
  const now = await textOf(page);
  const at = now.indexOf(typed);
  assert.ok(now.slice(0, at) + now.slice(at + 200) === text, 'other text changed');
  assert.ok(Math.abs(at - text.length / 2) < 2000, `typed at ${at}, not in the middle`);
}));

test('broken front matter: a message at its place, the last good header, and it mends', () => site.visit(async ({ page }) => {
  await replaceText(page, '---\ntitle: "Good title"\ntags: [one, two]\n---\n\nThe body.\n');
  const pane = page.locator('draft-pane');
  await pane.getByRole('heading', { name: 'Good title' }).waitFor();

  // Breaks the third line: a bracket that never closes.
  await page.locator('.cm-line', { hasText: 'tags:' }).click();
  await page.keyboard.press('End');
  await page.keyboard.press('Backspace');
  await page.locator('#problem-count', { hasText: '1 error' }).waitFor();
  await pane.locator('header[data-stale]').waitFor();
  await comes(() => pane.locator('[part~=title]').textContent(), 'Good title');
  await page.locator('.cm-content').press('Control+End');
  await page.keyboard.type('More body.');
  await matches(() => pane.locator('[part~=body]').innerText(), /The body\.\s+More body\./);
  await becomes(async () => await page.locator('.cm-lint-marker-error').count() > 0, 'no mark in the editor');

  await page.locator('#show-problems').click();
  const problem = page.locator('.problem-lead').first();
  const [line] = /** @type {string} */ (await problem.locator('.problem-place').textContent()).split(':').map(Number);
  assert.ok(line >= 2 && line <= 4, `the message is at line ${line}`);
  await screenshot(page, 'broken-front-matter');
  await problem.press('Enter');
  await page.waitForFunction((wanted) => document.getElementById('status-place')?.textContent?.startsWith(`Line ${wanted},`), line);
  await becomes(() => page.evaluate(() => document.activeElement?.id === 'editor'), 'the editor has no focus');

  await page.locator('.cm-line', { hasText: 'tags:' }).click();
  await page.keyboard.press('End');
  await page.keyboard.type(']');
  await page.locator('#problem-count', { hasText: 'No problems' }).waitFor();
  await pane.locator('header:not([data-stale])').waitFor();
  await comes(() => page.locator('#problems').isVisible(), false);
}));

test('undo and redo, find, marks around the selection', () => site.visit(async ({ page }) => {
  await replaceText(page, 'Some words here.');
  await page.locator('.cm-content').press('Home');
  await page.keyboard.press('Control+Shift+ArrowRight');
  await page.keyboard.press('Control+b');
  await matches(() => textOf(page), /^\*\*Some\s?\*\*/);
  await page.keyboard.press('Control+b');
  await comes(() => textOf(page), 'Some words here.');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await comes(() => textOf(page), 'Some words here.');
  await page.keyboard.press('Control+f');
  await page.locator('.cm-search input[name=search]').pressSequentially('words');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page.keyboard.type('phrases');
  await comes(() => textOf(page), 'Some phrases here.');
}));

test('a fix is one step of the undo history', () => site.visit(async ({ page }) => {
  await replaceText(page, '---\ntitle: Fixed\ntags: [one, two\n---\n\nThe body.\n');
  await page.locator('#problem-count', { hasText: '1 error' }).waitFor();
  await page.locator('#show-problems').click();
  // Typed since the message came, and before there is a new one: the fix finds its place all the same.
  await page.evaluate(() => {
    window.requestIdleCallback = () => 0;
  });
  await page.locator('.cm-line', { hasText: 'title:' }).click();
  await page.keyboard.press('End');
  await page.keyboard.type(' soon');
  await page.locator('.problem-fix').click();
  await comes(() => textOf(page), '---\ntitle: Fixed soon\ntags: [one, two]\n---\n\nThe body.\n');
  await page.locator('draft-pane header:not([data-stale])').getByRole('heading', { name: 'Fixed soon' }).waitFor();
  await page.locator('.cm-content').press('Control+z');
  await comes(() => textOf(page), '---\ntitle: Fixed soon\ntags: [one, two\n---\n\nThe body.\n');
}));
