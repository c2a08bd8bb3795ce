/** Suggestions while one types: each kind, what a key takes of it, and that none is in the way. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { comes, kept, marked, newDraft, openFile, openSite, place, replaceText, screenshot, textOf } from './site.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

/** The names that are suggested. @param {Page} page @param {string} [first] which comes first: the list follows what is typed */
async function suggested(page, first) {
  await page.waitForFunction((first) => {
    const name = document.getElementById('editor')?.shadowRoot?.querySelector('.cm-tooltip-autocomplete li .cm-completionLabel')?.textContent;
    return name && (!first || name === first);
  }, first);
  return page.locator('.cm-tooltip-autocomplete li .cm-completionLabel').allTextContents();
}

/** Takes the first suggestion. @param {Page} page @param {string} first */
async function take(page, first) {
  await suggested(page, first);
  // CodeMirror takes no Enter that may have been pressed before the list was seen.
  await page.waitForTimeout(120);
  await page.keyboard.press('Enter');
  await page.locator('.cm-tooltip-autocomplete').waitFor({ state: 'detached' });
}

/** @param {Page} page @param {string} before @param {string} typed @param {string} first @param {string} after */
async function completes(page, before, typed, first, after) {
  await place(page, before);
  await page.keyboard.type(typed);
  await take(page, first);
  await comes(() => marked(page), after);
}

/** Starts a new draft, and waits until it is shown. @param {Page} page */
async function start(page) {
  await newDraft(page);
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector('draft-pane')).value.startsWith('---\ntitle: ""'));
}

/** A draft of its own with a text. @param {Page} page @param {string} text */
async function draft(page, text) {
  await start(page);
  await replaceText(page, text);
  await kept(page);
}

/** The preview asks for a picture while its name is typed. @param {string[]} wrong */
const forgive = (wrong) => wrong.splice(0, wrong.length, ...wrong.filter((what) => !what.includes('404')));

const today = () => new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 10);

test('fields of front matter in each format, without those that are there, with what they are', () => site.visit(async ({ page }) => {
  await completes(page, '---\ntitle: Ebb\n‸\n---\n', 'sl', 'slug', '---\ntitle: Ebb\nslug: ‸\n---\n');
  await completes(page, '+++\ntitle = "Ebb"\n‸\n+++\n', 'sl', 'slug', '+++\ntitle = "Ebb"\nslug = ‸\n+++\n');
  await completes(page, '{\n  "title": "Ebb",\n  ‸\n}\n', '"sl', 'slug', '{\n  "title": "Ebb",\n  "slug": ‸\n}\n');
  // A list comes with its brackets, unless its value is there.
  await completes(page, '---\n‸\n---\n', 'ta', 'tags', '---\ntags: [‸]\n---\n');
  await completes(page, '+++\n‸\n+++\n', 'ta', 'tags', '+++\ntags = [‸]\n+++\n');
  await completes(page, '{\n‸\n}\n', '"ta', 'tags', '{\n"tags": [‸]\n}\n');
  await completes(page, '---\n‸: [a]\n---\n', 'ta', 'tags', '---\ntags: ‸[a]\n---\n');
  await completes(page, '---\nsitemap:\n  ‸\n---\n', 'ch', 'changefreq', '---\nsitemap:\n  changefreq: ‸\n---\n');
  await place(page, '---\ntitle: Ebb\n‸\n---\n');
  await page.keyboard.type('t');
  assert.deepEqual(await suggested(page, 'tags'), ['tags', 'translationKey', 'type']);
  await page.locator('.cm-completionDetail', { hasText: 'Subjects of the post' }).waitFor();
  await screenshot(page, 'completion-fields');
}));

test('values: booleans, today and now, and those of other drafts', () => site.visit(async ({ page }) => {
  await draft(page, '---\ntitle: One\ntags: [tides, "North Sea"]\ncategories:\n  - Harbours\nlayout: wide\n---\n');
  await draft(page, '+++\ntitle = "Two"\ntags = ["tides", "moon"]\n+++\n');
  await start(page);
  await completes(page, '---\n‸\n---\n', 'draft: ', 'true', '---\ndraft: true‸\n---\n');
  await completes(page, '---\n‸\n---\n', 'date: ', today(), `---\ndate: ${today()}‸\n---\n`);
  await completes(page, '{\n‸\n}\n', '"date": "', today(), `{\n"date": "${today()}"‸\n}\n`);
  await completes(page, '---\n‸\n---\n', 'tags: [t', 'tides', '---\ntags: [tides‸]\n---\n');
  await completes(page, '---\n‸\n---\n', 'tags: t', 'tides', '---\ntags: [tides‸]\n---\n');
  await completes(page, '---\ntags:\n‸\n---\n', '  - N', 'North Sea', '---\ntags:\n  - North Sea‸\n---\n');
  await completes(page, '+++\n‸\n+++\n', 'tags = ["tides", "m', 'moon', '+++\ntags = ["tides", "moon"‸]\n+++\n');
  await completes(page, '---\n‸\n---\n', 'layout: w', 'wide', '---\nlayout: wide‸\n---\n');
  await completes(page, '---\n‸\n---\n', 'categories: H', 'Harbours', '---\ncategories: [Harbours‸]\n---\n');
}));

test('shortcodes: Hugo’s own with fields for their parameters, those of other drafts, and the end of an open one', () => site.visit(async ({ page, wrong }) => {
  await draft(page, '{{< tide-table port="Cuxhaven" >}}\n\n{{% note %}}\nWind.\n{{% /note %}}\n');
  await start(page);
  await completes(page, '‸', '{{< fig', 'figure', '{{< figure src="‸" alt="" caption="" >}}');
  await page.keyboard.type('low');
  await page.keyboard.press('Tab');
  await page.keyboard.type('The ebb');
  await comes(() => textOf(page), '{{< figure src="low" alt="The ebb" caption="" >}}');
  await completes(page, '‸', '{{<y', 'youtube', '{{< youtube ‸ >}}');
  await completes(page, '‸', '{{< det', 'details', '{{< details summary="‸" >}}\n\n{{< /details >}}');
  await completes(page, '‸', '{{< ti', 'tide-table', '{{< tide-table port="‸" >}}');
  await completes(page, '‸', '{{% no', 'note', '{{% note %}}\n‸\n{{% /note %}}');
  await completes(page, '{{< details summary="x" >}}\ny\n‸', '{{< /', '/details', '{{< details summary="x" >}}\ny\n{{< /details >}}‸');
  forgive(wrong);
}));

test('headings, drafts and pictures as addresses, labels and footnotes by their names', () => site.visit(async ({ page, wrong }) => {
  await openFile(page, 'harbour.md', '# The harbour\n');
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector('draft-pane')).value.startsWith('# The harbour'));
  await page.keyboard.press('Control+End');
  await page.locator('.cm-content').focus();
  await page.keyboard.type('x');
  await kept(page);
  await start(page);
  await completes(page, '# Low water\n\n‸', '[x](#l', '#low-water', '# Low water\n\n[x](#low-water)‸');
  await completes(page, 'See ‸', '[x](harb', 'harbour.md', 'See [x](harbour.md)‸');
  await completes(page, '‸\n\n[neap]: https://example.org/neap\n', '[moon][n', 'neap', '[moon][neap]‸\n\n[neap]: https://example.org/neap\n');
  await completes(page, '‸\n\n[neap]: https://example.org/neap\n', 'see [n', 'neap', 'see [neap]‸\n\n[neap]: https://example.org/neap\n');
  await completes(page, 'a‸\n\n[^moon]: The moon.\n', '[^m', 'moon', 'a[^moon]‸\n\n[^moon]: The moon.\n');
  await replaceText(page, 'Here: ');
  await page.locator('.cm-content').evaluate((content) => {
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File(['<svg xmlns="http://www.w3.org/2000/svg"/>'], 'a chart.svg', { type: 'image/svg+xml' }));
    content.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector('draft-pane')).value.includes('!['));
  const [, name] = /\]\((.*?)\)/.exec(await textOf(page)) ?? [];
  await completes(page, '‸', '![x](a', String(name), `![x](${name})‸`);
  forgive(wrong);
}));

test('languages after a fence; emoji where the site has them', () => site.visit(async ({ page }) => {
  await place(page, '‸');
  await page.keyboard.type('```pyth');
  await suggested(page, 'python');
  await page.waitForTimeout(120);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.type('x');
  await comes(() => marked(page), '```python\nx‸\n```');
  await place(page, '‸');
  await page.keyboard.type('a :sai ');
  await comes(() => page.locator('.cm-tooltip-autocomplete').count(), 0);
  await page.evaluate(() => localStorage.setItem('draftpane.preference.emoji', 'true'));
  await page.reload();
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector('draft-pane')).value.startsWith('a'));
  await completes(page, 'a ‸', ':sail', 'sailboat', 'a :sailboat:‸');
  await page.locator('draft-pane', { hasText: '⛵' }).waitFor();
}));

test('no list opens for plain words, Escape closes one and Tab stays in the editor, a complete word leaves Enter alone', () => site.visit(async ({ page }) => {
  const list = page.locator('.cm-tooltip-autocomplete');
  // Loads the part.
  await completes(page, '‸', '{{< fig', 'figure', '{{< figure src="‸" alt="" caption="" >}}');
  await place(page, '‸');
  await page.keyboard.type('The title, the date: and tags (so) [said] 10:30, a:b');
  await page.waitForTimeout(300);
  await comes(() => list.count(), 0);
  await place(page, '---\ntitle: Ebb\n‸\n---\n');
  await page.keyboard.type('ta');
  await suggested(page, 'tags');
  await page.keyboard.press('Escape');
  await list.waitFor({ state: 'detached' });
  await page.keyboard.press('Tab');
  await comes(() => page.evaluate(() => document.activeElement?.id), 'editor');
  await place(page, '---\n‸\n---\n');
  await page.keyboard.type('tags');
  await suggested(page, 'tags');
  await page.waitForTimeout(120);
  await page.keyboard.press('Enter');
  await comes(() => marked(page), '---\ntags\n‸\n---\n');
  await place(page, '‸');
  await page.keyboard.type('```go');
  await suggested(page, 'go');
  await page.waitForTimeout(120);
  await page.keyboard.press('Enter');
  await comes(() => marked(page), '```go\n‸\n```');
}));

test('Ctrl+Space asks for suggestions, also in German; Enter that comes before the part has arrived is a line end', () => site.visit(async ({ page }) => {
  await place(page, '---\n‸\n---\n');
  await page.keyboard.type('ti');
  await page.keyboard.press('Enter');
  await page.keyboard.type('x');
  await comes(() => textOf(page), '---\nti\nx\n---\n');
  await place(page, '---\n‸\n---\n');
  await page.keyboard.press('Control+Space');
  assert.ok((await suggested(page)).includes('publishDate'));
  await page.locator('.cm-completionDetail', { hasText: 'Themen des Beitrags' }).waitFor();
  await page.locator('[role=listbox][aria-label="Vorschläge"]').waitFor();
  await page.setViewportSize({ width: 320, height: 600 });
  await screenshot(page, 'completion-narrow');
}, { locale: 'de-DE' }));
