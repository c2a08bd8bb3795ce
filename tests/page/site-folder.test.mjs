/** The folder of a site on the author's page: its posts in a tree, opened, saved in place, made, searched, remembered. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { becomes, comes, kept, marked, openSite, place, ready, screenshot, textOf } from './site.mjs';
import { blog, folders, openFolder, openPost, picture, readFrom, rowsOf, writeInto } from './site-folders.mjs';

/** @typedef {import('playwright-core').Page} Page */

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

/** @param {Page} page @param {number} count of pictures that are shown */
const shows = (page, count) => page.waitForFunction((count) => {
  const { shadowRoot } = /** @type {any} */ (document.querySelector('draft-pane'));
  return [...shadowRoot.querySelectorAll('.body img')].filter(({ naturalWidth }) => naturalWidth === 320).length === count;
}, count);

/** @param {Page} page @param {RegExp} wanted */
const holds = (page, wanted) => page.waitForFunction((source) => new RegExp(source).test(/** @type {any} */ (document.querySelector('draft-pane')).value), wanted.source);

/** @param {Page} page @param {string} command */
async function run(page, command) {
  await page.locator('#show-more').click();
  await page.locator(`[data-command="${command}"]`).click();
}

/** An open post has the focus, and keys. @param {Page} page */
const focused = (page) => page.waitForFunction(() => document.activeElement?.id === 'editor');

/** The names that are suggested. @param {Page} page @param {string} first */
async function suggested(page, first) {
  await page.waitForFunction((first) => {
    const list = document.getElementById('editor')?.shadowRoot?.querySelectorAll('.cm-tooltip-autocomplete li .cm-completionLabel');
    return [...list ?? []].some(({ textContent }) => textContent === first);
  }, first);
  return page.locator('.cm-tooltip-autocomplete li .cm-completionLabel').allTextContents();
}

test('a folder is shown by sections, closed at first, the newest post first; keys go through the tree', () => site.visit(async ({ page }) => {
  await writeInto(page, blog);
  await openFolder(page);
  await comes(() => rowsOf(page), ['blog/', 'docs/', 'Harbour notes [Section] [en]', 'About the harbour [en]']);
  await page.getByText('7 posts', { exact: true }).waitFor();
  const tree = page.getByRole('tree', { name: 'Posts' });
  await tree.focus();
  await tree.press('ArrowRight');
  await comes(() => rowsOf(page), [
    'blog/', '  All notes [Section] [en]', '  A walk on the mole [Draft] [en] 1 Jul 2026', '  Ebb and flood [en] 3 May 2026', '  Ebbe und Flut [de] 3 May 2026',
    'docs/', 'Harbour notes [Section] [en]', 'About the harbour [en]',
  ]);
  const active = () => page.evaluate(() => document.getElementById(document.querySelector('[role="tree"]')?.getAttribute('aria-activedescendant') ?? '')?.querySelector('.site-title, .site-name')?.textContent);
  for (const [key, name] of [['ArrowDown', 'All notes'], ['a', 'A walk on the mole'], ['End', 'About the harbour'], ['ArrowUp', 'Harbour notes'], ['Home', 'blog'], ['ArrowDown', 'All notes'], ['ArrowLeft', 'blog']]) {
    await tree.press(key);
    await comes(active, name, key);
  }
  await tree.press('ArrowLeft');
  await comes(async () => (await rowsOf(page)).length, 4);
  await tree.press('d');
  await tree.press('Enter');
  await comes(async () => (await rowsOf(page))[2], '  guide/');
  await tree.press('ArrowDown');
  await tree.press('ArrowRight');
  await tree.press('ArrowDown');
  await tree.press('Enter');
  await holds(page, /^---\ntitle: First steps\n/);
  await focused(page);
  await comes(() => page.locator('#draft-file').textContent(), 'content/docs/guide/first/index.md');
}, folders));

test('words of titles and paths are searched, without accents; the current post is marked', () => site.visit(async ({ page }) => {
  await writeInto(page, { ...blog, 'content/blog/cafe.md': '---\ntitle: Café am Kai\n---\n' });
  await openFolder(page);
  const input = page.locator('#site-panel input');
  await input.fill('cafe kai');
  await comes(() => rowsOf(page), ['blog/', '  Café am Kai [en]']);
  await input.press('ArrowDown');
  await page.keyboard.press('Enter');
  await holds(page, /^---\ntitle: Café am Kai\n/);
  await focused(page);
  await input.fill('guide');
  await comes(() => rowsOf(page), ['docs/', '  guide/', '    First steps [en]']);
  await input.fill('xyz');
  await page.getByText('No post has these words.').waitFor();
  await input.press('Escape');
  await comes(() => page.locator('#site-panel [aria-current]').textContent(), 'Café am Kaien');
}, folders));

test('a post is read as its site says, shows pictures of bundle, static and assets, and is saved in place byte for byte', () => site.visit(async ({ page }) => {
  await writeInto(page, blog);
  await openFolder(page);
  await openPost(page, 'Ebb and flood');
  await shows(page, 3);
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector('draft-pane')).shadowRoot.querySelector('.body').textContent.includes('😄'));
  await page.locator('.cm-content').press('Control+End');
  await page.keyboard.type('More.');
  await page.locator('#site-panel [aria-current] .site-unsaved').waitFor();
  await page.keyboard.press('Control+s');
  const before = blog['content/blog/ebb/index.md'];
  await comes(() => readFrom(page, 'content/blog/ebb/index.md'), `${before}More.`);
  await page.locator('#site-panel .site-unsaved').waitFor({ state: 'detached' });
  // The tree has the new title once that is in the file.
  await place(page, (await textOf(page)).replace('Ebb and flood', 'Ebb, flood and fog‸'));
  await page.keyboard.press('Control+s');
  await page.locator('#site-panel [aria-current]', { hasText: 'Ebb, flood and fog' }).waitFor();
  await comes(() => readFrom(page, 'content/blog/ebb/index.md'), `${before.replace('Ebb and flood', 'Ebb, flood and fog')}More.`);
  await openPost(page, 'About the harbour');
  await openPost(page, 'Ebb, flood');
  await holds(page, /More\.$/);
  // Its text is that of its file, not the one that was open before.
  await page.waitForFunction(() => /Saved in index\.md/.test(document.getElementById('draft-kept')?.title ?? ''));
  await comes(() => page.locator('#site-panel .site-unsaved').count(), 0);
}, folders));

test('a draft that is not saved in its file is marked, also after a reload, when the site is open again by itself', () => site.visit(async ({ page }) => {
  await writeInto(page, blog);
  await openFolder(page);
  await openPost(page, 'About the harbour');
  await page.locator('.cm-content').press('Control+End');
  await page.keyboard.type('Cranes.');
  await kept(page);
  await openPost(page, 'A walk');
  await openPost(page, 'About the harbour');
  await page.getByText('is open with what you have changed since').waitFor();
  await openPost(page, 'A walk');
  await page.getByText('is open with what you have changed since').waitFor({ state: 'detached' });
  await page.reload();
  await ready(page);
  await holds(page, /Stones\.\n$/);
  await page.locator('#site-panel [aria-current]', { hasText: 'A walk on the mole' }).waitFor();
  await page.locator('#site-panel .site-post', { hasText: 'About the harbour' }).locator('.site-unsaved').waitFor();
  await run(page, 'close-folder');
  await page.getByText('The folder “blog” is closed. Your drafts are still here.').waitFor();
  await page.locator('#site-panel').waitFor({ state: 'detached' });
  await page.reload();
  await ready(page);
  await page.locator('#show-more').click();
  await page.locator('[data-command="open-folder"]').waitFor();
  await comes(() => page.locator('[data-command="close-folder"], [data-command="site-posts"], #site-panel').count(), 0);
}, folders));

test('without the permission that it had, the page asks first, and says what the browser refused', () => site.visit(async ({ page, context }) => {
  await writeInto(page, blog);
  await openFolder(page);
  await page.waitForFunction(() => localStorage.getItem('draftpane.site-folder') === 'blog');
  await context.addInitScript(() => {
    const handles = /** @type {any} */ (FileSystemHandle.prototype);
    handles.queryPermission = async () => 'prompt';
    handles.requestPermission = async () => /** @type {any} */ (window).answer ?? 'denied';
  });
  await page.reload();
  await ready(page);
  await page.getByText('The folder “blog” was open. The browser asks you again before this page may read it.').waitFor();
  await comes(() => page.locator('#site-panel').count(), 0);
  await page.getByRole('button', { name: 'Open it again' }).click();
  await page.getByText('The folder “blog” is not open: the browser may not read it.').waitFor();
  await page.evaluate(() => Object.assign(window, { answer: 'granted' }));
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.locator('#site-panel .site-row').first().waitFor();
  await comes(() => page.locator('.notice-error').count(), 0);
}, folders));

test('a post that was removed is said, and leaves the tree; a folder that was removed is said, too', () => site.visit(async ({ page }) => {
  await writeInto(page, blog);
  await openFolder(page);
  await openPost(page, 'Ebb and flood');
  await writeInto(page, { 'content/about.md': null, 'content/blog/ebb/index.md': null });
  await page.keyboard.press('Control+s');
  await page.getByText('was not saved: it is no longer where it was.').waitFor();
  // Its message would offer to save another post.
  await openPost(page, 'A walk');
  await page.getByText('was not saved').waitFor({ state: 'detached' });
  await page.locator('#site-panel .site-post', { hasText: 'About the harbour' }).click();
  await page.getByText('“content/about.md” is no longer in the folder.').waitFor();
  await page.locator('#site-panel .site-post', { hasText: 'About the harbour' }).waitFor({ state: 'detached' });
  await page.waitForFunction(() => localStorage.getItem('draftpane.site-folder') === 'blog');
  await page.evaluate(async () => (await navigator.storage.getDirectory()).removeEntry('blog', { recursive: true }));
  await page.reload();
  await ready(page);
  await page.getByText('The folder “blog” is no longer where it was. Open it from its new place.').waitFor();
  await comes(() => page.locator('#site-panel').count(), 0);
}, folders));

test('files that other programs added are there once the folder is read again, and what they mended is no mistake any more', () => site.visit(async ({ page }) => {
  await writeInto(page, { ...blog, 'config/_default/params.toml': 'color = "blue\n' });
  await openFolder(page);
  await page.getByText(/^The configuration of the site has mistakes\. config\/_default\/params\.toml:1: The value/).waitFor();
  await openPost(page, 'A walk');
  await writeInto(page, { 'content/blog/later.md': '---\ntitle: Later\n---\n', 'config/_default/params.toml': '' });
  await run(page, 'reread-folder');
  await page.locator('#site-panel .site-post', { hasText: 'Later' }).waitFor();
  await page.locator('#site-panel [aria-current]', { hasText: 'A walk on the mole' }).waitFor();
  await comes(() => page.locator('#site-panel, #show-posts').count(), 2);
  await comes(() => page.locator('.notice-warning').count(), 0);
}, folders));

test('a post that another program changed is taken over when it is opened again', () => site.visit(async ({ page }) => {
  await writeInto(page, blog);
  await openFolder(page);
  await openPost(page, 'About the harbour');
  await openPost(page, 'A walk');
  await writeInto(page, { 'content/about.md': '+++\ntitle = "About the harbour"\n+++\nNew berths.\n' });
  await openPost(page, 'About the harbour');
  await holds(page, /New berths\.\n$/);
}, folders));

test('a new post is made of an archetype, a bundle with its pictures, and lies in the folder', () => site.visit(async ({ page }) => {
  await writeInto(page, blog);
  await openFolder(page);
  await page.getByRole('button', { name: 'New post' }).click();
  const question = page.locator('#question');
  await comes(() => question.locator('select').first().locator('option').allTextContents(), ['content', 'content/blog', 'content/docs/guide']);
  await comes(() => question.locator('select').last().locator('option').allTextContents(), ['blog', 'default', 'Hugo’s default']);
  await comes(() => question.locator('select').evaluateAll((all) => all.map((each) => /** @type {HTMLSelectElement} */ (each).value)), ['content/blog', 'blog']);
  await question.locator('input').fill('Fog over the Sound');
  await question.getByRole('button', { name: 'Create' }).click();
  await holds(page, /^---\ntitle: Fog over the Sound\ndraft: true\n---\n\n!\[\]\(cover\.svg\)\n$/);
  await shows(page, 1);
  await comes(() => readFrom(page, 'content/blog/fog-over-the-sound/index.md'), '---\ntitle: Fog over the Sound\ndraft: true\n---\n\n![](cover.svg)\n');
  await comes(() => readFrom(page, 'content/blog/fog-over-the-sound/cover.svg'), picture);
  await page.locator('#site-panel [aria-current]', { hasText: 'Fog over the Sound' }).waitFor();
  // Its command is that of new posts; a name that is taken gets a number.
  await run(page, 'new-from-archetype');
  await question.locator('input').fill('A walk');
  await question.locator('select').first().selectOption('content');
  await comes(() => question.locator('select').last().inputValue(), 'default');
  await question.locator('input').fill('About');
  await question.locator('input').press('Enter');
  await comes(() => readFrom(page, 'content/about-2.md'), '---\ntitle: "About"\nkind: page\n---\n\n');
  await page.locator('#site-panel [aria-current]', { hasText: 'About' }).waitFor();
  await holds(page, /^---\ntitle: "About"\n/);
  await focused(page);
  // Its caret is behind the text.
  await page.getByText(/^(Line|Zeile) 6,/).waitFor();
  await page.keyboard.type('Text.');
  await holds(page, /---\n\nText\.$/);
}, folders));

test('where the folder may not be written, a new post is refused in a sentence', () => site.visit(async ({ page }) => {
  await writeInto(page, blog);
  await openFolder(page);
  await page.evaluate(() => {
    const handles = /** @type {any} */ (FileSystemHandle.prototype);
    handles.queryPermission = async () => 'prompt';
    handles.requestPermission = async () => 'denied';
  });
  await page.getByRole('button', { name: 'New post' }).click();
  await page.locator('#question input').fill('Fog');
  await page.locator('#question input').press('Enter');
  await page.getByText('“content/blog/fog/index.md” was not created: the browser may not write into the folder.').waitFor();
  await comes(() => readFrom(page, 'content/blog/fog/index.md'), null);
}, folders));

test('pictures that are pasted go into the bundle, and for a post of one file where its page is published', () => site.visit(async ({ page }) => {
  await writeInto(page, blog);
  await openFolder(page);
  /** @param {string} name */
  const paste = (name) => page.locator('.cm-content').evaluate((target, { name, picture }) => {
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File([picture], name, { type: 'image/svg+xml' }));
    target.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, { name, picture: picture.replace('9cc4e4', '4e9cc4') });
  await openPost(page, 'Ebb and flood');
  await page.locator('.cm-content').press('Control+End');
  await paste('Low.svg');
  await holds(page, /!\[\]\(low-2\.svg\)$/);
  await comes(async () => (await readFrom(page, 'content/blog/ebb/low-2.svg')) !== null, true);
  await shows(page, 4);
  await openPost(page, 'A walk');
  await page.locator('.cm-content').press('Control+End');
  await paste('Stone.svg');
  await holds(page, /!\[\]\(stone\.svg\)$/);
  await comes(async () => (await readFrom(page, 'static/blog/walk/stone.svg')) !== null, true);
  await shows(page, 1);
  await comes(() => page.locator('#problem-list').getByText('not in the folder').count(), 0);
}, folders));

test('tags, shortcodes with their parameters, pages and pictures of the site are suggested', () => site.visit(async ({ page }) => {
  await writeInto(page, blog);
  await openFolder(page);
  await openPost(page, 'A walk');
  await place(page, '---\ntitle: A walk on the mole\n‸\n---\n');
  await page.keyboard.type('tags: [');
  await page.keyboard.type('t');
  assert.deepEqual(await suggested(page, 'tides'), ['tides']);
  await page.keyboard.press('Escape');
  await place(page, '---\ntitle: A walk on the mole\n---\n\n‸');
  await page.keyboard.type('{{< no');
  assert.deepEqual(await suggested(page, 'note'), ['note']);
  await page.waitForTimeout(120);
  await page.keyboard.press('Enter');
  await comes(() => marked(page), '---\ntitle: A walk on the mole\n---\n\n{{< note kind="‸" title="" >}}\n\n{{< /note >}}');
  await place(page, '---\ntitle: A walk on the mole\n---\n\n{{< note kind="a" ‸ >}}');
  await page.keyboard.type('t');
  assert.deepEqual(await suggested(page, 'title'), ['title']);
  await place(page, '---\ntitle: A walk on the mole\n---\n\n‸');
  await page.keyboard.type('{{< old/t');
  await suggested(page, 'old/tide');
  await page.waitForTimeout(120);
  await page.keyboard.press('Enter');
  await comes(() => marked(page), '---\ntitle: A walk on the mole\n---\n\n{{< old/tide "‸" "" >}}');
  await place(page, '---\ntitle: A walk on the mole\n---\n\n[See]({{< ref "‸" >}})');
  await page.keyboard.type('flood');
  assert.deepEqual(await suggested(page, '/blog/ebb'), ['/blog/ebb']);
  await page.waitForTimeout(120);
  await page.keyboard.press('Enter');
  await comes(() => marked(page), '---\ntitle: A walk on the mole\n---\n\n[See]({{< ref "/blog/ebb‸" >}})');
  await openPost(page, 'Ebb and flood');
  await place(page, '---\ntitle: Ebb\n---\n\n‸');
  await page.keyboard.type('![a](');
  const all = await suggested(page, 'low.svg');
  assert.deepEqual(all, ['low.svg', '/charts/chart.svg', 'maps/map.svg']);
}, folders));

test('pages and pictures that the site does not have are problems at their places', () => site.visit(async ({ page, wrong }) => {
  await writeInto(page, blog);
  await openFolder(page);
  await openPost(page, 'Ebb and flood');
  await place(page, '---\ntitle: Ebb\ndescription: Water\ndate: 2026-05-03\n---\n\n[a]({{< ref "walk" >}}) [b]({{% relref "/blog/walc#top" %}}) [c]({{< ref "/docs" >}}) `{{</* ref "x" */>}}`\n\n![d](low.svg) ![e](</img/none.svg>)\n\n{{< figure src="far.svg" alt="f" >}}\n\n[g]({{< ref "../ebb" >}}) [h]({{< ref "about.md" >}}) [i]({{< ref "/tags/tides" >}}) ‸');
  await comes(() => page.locator('#problem-list .problem-lead').evaluateAll((all) => all.map((each) => `${each.querySelector('.problem-place')?.textContent} ${each.querySelector('.problem-message')?.textContent}`)), [
    '7:41 The site has no page /blog/walc#top: ref and relref stop Hugo here.',
    '9:21 The picture /img/none.svg is not in the folder of the site.',
    '11:17 The picture far.svg is not in the folder of the site.',
  ]);
  // The preview asks for the pictures, too.
  wrong.splice(0, wrong.length, ...wrong.filter((what) => !what.includes('404')));
}, folders));

test('a link of the preview leads to a post of the site', () => site.visit(async ({ page }) => {
  await writeInto(page, { ...blog, 'content/blog/walk.md': '---\ntitle: A walk on the mole\n---\n\n[There](../ebb/)\n' });
  await openFolder(page);
  await openPost(page, 'A walk');
  await page.locator('draft-pane a', { hasText: 'There' }).click();
  await holds(page, /^---\ntitle: Ebb and flood\n/);
}, folders));

test('files of a folder that were chosen are shown, and saved as downloads', () => site.visit(async ({ page }) => {
  const place = mkdtempSync(join(tmpdir(), 'draftpane-site-'));
  try {
    for (const [path, content] of Object.entries(blog)) {
      mkdirSync(dirname(join(place, 'blog', path)), { recursive: true });
      writeFileSync(join(place, 'blog', path), content);
    }
    const chooser = page.waitForEvent('filechooser');
    await page.keyboard.press('Alt+Shift+O');
    await (await chooser).setFiles(join(place, 'blog'));
    await page.getByText('The posts of “blog” are open to read. This browser cannot save into a folder: Save makes a download.').waitFor();
    await openPost(page, 'Ebb and flood');
    await shows(page, 3);
    const download = page.waitForEvent('download');
    await page.keyboard.press('Control+s');
    assert.equal((await download).suggestedFilename(), 'index.md');
    await page.getByRole('button', { name: 'New post' }).click();
    await page.locator('#question input').fill('Fog');
    await page.locator('#question input').press('Enter');
    await page.getByText('The new post is a draft in this browser. Save it as “content/blog/fog/index.md”.').waitFor();
    await holds(page, /^---\ntitle: Fog\n/);
  } finally {
    rmSync(place, { recursive: true });
  }
}, { script: () => Reflect.deleteProperty(window, 'showDirectoryPicker') }));

test('a folder that is dropped is opened, too', () => site.visit(async ({ page }) => {
  const place = mkdtempSync(join(tmpdir(), 'draftpane-site-'));
  try {
    mkdirSync(join(place, 'harbour', 'content'), { recursive: true });
    writeFileSync(join(place, 'harbour', 'hugo.toml'), '');
    writeFileSync(join(place, 'harbour', 'content', 'ebb.md'), '---\ntitle: Ebb\n---\n');
    const session = await page.context().newCDPSession(page);
    const data = { items: [], files: [join(place, 'harbour')], dragOperationsMask: 1 };
    for (const type of /** @type {const} */ (['dragEnter', 'dragOver', 'drop'])) await session.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data });
    await comes(() => rowsOf(page), ['Ebb']);
    await page.getByRole('navigation', { name: 'Site “harbour”' }).waitFor();
    await page.locator('.site-post').click();
    await holds(page, /^---\ntitle: Ebb\n---\n$/);
  } finally {
    rmSync(place, { recursive: true });
  }
}, folders));

test('a folder that is no site is opened as before', () => site.visit(async ({ page }) => {
  await writeInto(page, { 'index.md': 'Alone.\n' });
  await page.keyboard.press('Alt+Shift+O');
  await holds(page, /^Alone\.\n$/);
  await comes(() => page.locator('#site-panel').count(), 0);
}, folders));

test('2,000 posts: they are counted while they are read; only what is in view is in the document', () => site.visit(async ({ page }) => {
  const day = (/** @type {number} */ at) => new Date(Date.UTC(2020, 0, 1 + at)).toISOString().slice(0, 10);
  await writeInto(page, { 'hugo.toml': '', ...Object.fromEntries(Array.from({ length: 2000 }, (_, at) => [`content/notes/note-${at}.md`, `---\ntitle: Note number ${at}\ndate: ${day(at)}\ntags: [t${at % 7}]\n---\n\nText ${at}.\n`])) });
  await page.keyboard.press('Alt+Shift+O');
  await page.getByText(/^Posts are read: [\d,]+ of 2,000$/).waitFor();
  await page.getByText('2,000 posts', { exact: true }).waitFor();
  const tree = page.getByRole('tree', { name: 'Posts' });
  await tree.focus();
  await tree.press('ArrowRight');
  await comes(async () => (await rowsOf(page))[1], `  Note number 1999 ${new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(day(1999)))}`);
  await becomes(async () => (await rowsOf(page)).length < 100);
  await tree.press('End');
  await page.locator('.site-post', { hasText: 'Note number 0' }).waitFor();
  await becomes(async () => (await rowsOf(page)).length < 100);
  await tree.press('Enter');
  await holds(page, /Text 0\.\n$/);
  await focused(page);
  await page.locator('#site-panel input').fill('number 777');
  await comes(() => rowsOf(page).then((rows) => rows.map((row) => row.replace(/ \d+ \w+ \d+$/, ''))), ['notes/', '  Note number 1777', '  Note number 777']);
}, folders));

for (const scheme of /** @type {const} */ (['light', 'dark'])) {
  test(`axe finds nothing in the panel, wide and narrow, ${scheme}`, () => site.visit(async ({ page }) => {
    await writeInto(page, blog);
    await openFolder(page);
    await openPost(page, 'Ebb and flood');
    await shows(page, 3);
    await page.locator('.cm-content').press('Control+End');
    await page.keyboard.type('{{< ref "none" >}}');
    await page.locator('#site-panel .site-unsaved').waitFor();
    await page.evaluate(axeSource);
    const violations = async () => (await page.evaluate(() => /** @type {any} */ (window).axe.run(document, { exclude: ['draft-pane'] }))).violations.map((/** @type {any} */ { id, nodes }) => [id, nodes.map((/** @type {any} */ { html }) => html)]);
    assert.deepEqual(await violations(), []);
    await screenshot(page, `site-${scheme}-1280`);
    await page.setViewportSize({ width: 390, height: 800 });
    assert.deepEqual(await violations(), []);
    await screenshot(page, `site-${scheme}-390`);
    await page.setViewportSize({ width: 320, height: 600 });
    await becomes(() => page.evaluate(() => document.documentElement.scrollWidth <= 320));
  }, { ...folders, colorScheme: scheme, bypassCSP: true }));
}

test('in a narrow window the posts cover the text, and an open post is before its author', () => site.visit(async ({ page }) => {
  await writeInto(page, blog);
  await page.keyboard.press('Alt+Shift+O');
  const button = page.locator('#show-posts');
  await button.waitFor();
  await page.getByRole('tree').waitFor({ state: 'hidden' });
  await button.click();
  await page.locator('.site-post', { hasText: 'About the harbour' }).click();
  await holds(page, /About the harbour/);
  await page.getByRole('tree').waitFor({ state: 'hidden' });
  await focused(page);
  await button.click();
  await page.getByRole('button', { name: 'New post' }).click();
  await page.locator('#question input').fill('Fog');
  await page.locator('#question input').press('Enter');
  await holds(page, /Fog/);
  await page.getByRole('tree').waitFor({ state: 'hidden' });
}, { ...folders, viewport: { width: 390, height: 800 } }));
