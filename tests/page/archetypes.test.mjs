/** New posts from archetypes: Hugo's default, the author's own, and bundles with pictures; filled in as `hugo new` does. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fill } from '../../www/app/files/template.js';
import { becomes, comes, kept, openFile, openSite, ready, screenshot } from './site.mjs';

/** @typedef {import('playwright-core').Page} Page */

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const picture = '<svg xmlns="http://www.w3.org/2000/svg" width="320" height="120"><rect width="320" height="120" fill="#9cc4e4"/></svg>';

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
/** @type {string} */
let folder;
before(async () => {
  site = await openSite();
  folder = mkdtempSync(join(tmpdir(), 'draftpane-archetypes-'));
});
after(async () => {
  await site.close();
  rmSync(folder, { recursive: true });
});

/** @param {Page} page */
async function start(page) {
  await page.locator('#show-more').click();
  await page.locator('[data-command="new-from-archetype"]').click();
  await page.locator('#question select').waitFor();
}

/** @param {Page} page @param {Record<string, string>} files dropped as a folder `archetypes` */
async function dropArchetypes(page, files) {
  for (const [path, content] of Object.entries(files)) {
    const to = join(folder, 'archetypes', path);
    mkdirSync(dirname(to), { recursive: true });
    writeFileSync(to, content);
  }
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [join(folder, 'archetypes')], dragOperationsMask: 1 };
  for (const type of /** @type {const} */ (['dragEnter', 'dragOver', 'drop'])) await session.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data });
}

/** @param {Page} page @param {RegExp} wanted */
const holds = (page, wanted) => page.waitForFunction((source) => new RegExp(source).test(/** @type {any} */ (document.querySelector('draft-pane')).value), wanted.source);

test('without archetypes there is that of Hugo: it asks for the title, and names the file by it', () => site.visit(async ({ page }) => {
  await start(page);
  await page.keyboard.type('Why “low” isn\'t "dry"');
  await screenshot(page, 'archetype');
  await page.keyboard.press('Enter');
  await holds(page, /^---\ntitle: "Why “low” isn't \\"dry\\""\ndate: \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0[12]:00\ndraft: true\n---\n\n$/);
  await comes(() => page.locator('#draft-file').textContent(), 'why-low-isn-t-dry.md');
  await page.waitForFunction(() => document.activeElement?.id === 'editor');
  await page.keyboard.type('Text.');
  await holds(page, /---\n\nText\.$/);
  await kept(page);
}, { timezoneId: 'Europe/Berlin' }));

test('a folder of archetypes is remembered; a bundle brings its pictures; what only Hugo can run stays and is named', () => site.visit(async ({ page }) => {
  await dropArchetypes(page, {
    'notes.md': '+++\ntitle = \'{{ replace .File.ContentBaseName "-" " " | title }}\'\nkind = "{{ .Type }}"\nsite = "{{ .Site.Title }}"\n+++\n',
    'walk/index.md': '---\ntitle: {{ replace .Name "-" " " | title }}\nimages: [map.svg]\n---\n\n![Map](map.svg)\n',
    'walk/map.svg': picture, 'walk/data.json': '{}',
  });
  await page.getByText('2 archetypes are remembered in this browser: ').waitFor();
  await page.reload();
  await ready(page);
  await start(page);
  await page.locator('#question input').fill('Ebb at the pier');
  await comes(() => page.locator('#question option').allTextContents(), ['notes', 'walk', 'Hugo’s default']);
  await page.locator('#question select').selectOption('notes');
  await page.locator('#question').getByRole('button', { name: 'Create' }).click();
  await holds(page, /^\+\+\+\ntitle = 'Ebb at the pier'\nkind = "notes"\nsite = "\{\{ \.Site\.Title \}\}"\n\+\+\+\n$/);
  await page.getByText('One action of the archetype is unchanged, as only Hugo can run it: {{ .Site.Title }}').waitFor();
  await start(page);
  await comes(() => page.locator('#question select').inputValue(), 'notes');
  await page.locator('#question input').fill('A walk: north');
  await page.locator('#question select').selectOption('walk');
  await page.locator('#question').getByRole('button', { name: 'Create' }).click();
  await holds(page, /^---\ntitle: "A walk: north"\nimages: \[map\.svg\]\n---\n\n!\[Map\]\(map\.svg\)\n$/);
  await comes(() => page.locator('#draft-file').textContent(), 'index.md');
  const shown = () => page.waitForFunction(() => {
    const image = /** @type {any} */ (document.querySelector('draft-pane')).shadowRoot.querySelector('.body img');
    return image?.naturalWidth === 320;
  });
  await shown();
  await kept(page);
  await page.reload();
  await ready(page);
  await shown();
  await start(page);
  await page.locator('#question select').selectOption('walk');
  await page.locator('#question').getByRole('button', { name: 'Remove' }).click();
  await page.waitForFunction(() => document.querySelectorAll('#question option').length === 2);
  await page.keyboard.press('Escape');
  await shown();
}));

test('an archetype that is opened as a post can be remembered, and others are added where one is chosen', () => site.visit(async ({ page }) => {
  await openFile(page, 'default.md', '---\ntitle: "{{ replace .Name "-" " " | title }}"\nday: {{ now.Format "2 January 2006" }}\n---\n');
  await page.getByRole('button', { name: 'Remember it as an archetype' }).click();
  await page.getByText('The archetype is remembered in this browser: “default”.').waitFor();
  await start(page);
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Add archetypes…' }).click();
  await (await chooser).setFiles({ name: 'more.md', mimeType: 'text/markdown', buffer: Buffer.from('More of {{ .Name }}.\n') });
  await page.waitForFunction(() => document.querySelectorAll('#question option').length === 3);
  await page.locator('#question input').fill('Ebb Tide');
  await page.locator('#question select').selectOption('more');
  await page.locator('#question').getByRole('button', { name: 'Create' }).click();
  await holds(page, /^More of ebb-tide\.\n$/);
  await start(page);
  await page.locator('#question select').selectOption('default');
  await page.locator('#question input').fill('Ebb');
  await page.keyboard.press('Enter');
  await holds(page, /^---\ntitle: "Ebb"\nday: \d{1,2} [A-Z][a-z]+ \d{4}\n---\n$/);
}));

for (const scheme of /** @type {const} */ (['light', 'dark'])) {
  test(`axe finds nothing in the question, ${scheme}`, () => site.visit(async ({ page }) => {
    await start(page);
    await page.evaluate(axeSource);
    const { violations } = await page.evaluate(() => /** @type {any} */ (window).axe.run('#question'));
    assert.deepEqual(violations.map((/** @type {any} */ { id, nodes }) => [id, nodes.map((/** @type {any} */ { html }) => html)]), []);
    await page.setViewportSize({ width: 320, height: 600 });
    await becomes(() => page.evaluate(() => document.documentElement.scrollWidth <= 320));
    await screenshot(page, `archetype-${scheme}`);
  }, { colorScheme: scheme, bypassCSP: true }));
}

test('actions are filled in as Hugo 0.168 does', () => {
  const now = new Date(2026, 10, 26, 4, 4, 10);
  const filled = (/** @type {string} */ template, name = 'low-water-of-the-sea-2') => fill(template, { name, type: 'posts', title: 'Low', now }).text;
  for (const [template, wanted] of [
    ['{{ .Name }}', 'low-water-of-the-sea-2'], ['{{ .Type }}', 'posts'], ['{{.File.ContentBaseName}}', 'low-water-of-the-sea-2'],
    ['{{ .File.ContentBaseName | title }}', 'Low-Water-of-the-Sea-2'], ['{{ replace .File.ContentBaseName "-" " " | humanize }}', 'Low water of the sea 2'],
    ['{{ .Name | humanize | title }}', 'Low Water of the Sea 2'], ['{{ now.Format "2006-01-02" }}', '2026-11-26'],
    ['{{ now | time.Format "Monday, 02 January 2006" }}', 'Thursday, 26 November 2026'], ['{{ dateFormat "Jan 2, 2006 at 3:04pm" .Date }}', 'Nov 26, 2026 at 4:04am'],
    ['{{ .Date | time.Format "06/1/_2 15:04:05" }}', '26/11/26 04:04:10'], ['{{ slicestr .Date 0 10 }} {{ now.Year }}', '2026-11-26 2026'],
    ['{{ upper .Name }} {{ lower "A" }}', 'LOW-WATER-OF-THE-SEA-2 a'], ['a  {{- /* not shown */ -}}  b', 'ab'], ['a {{- "-" -}} b', 'a-b'],
    ['title: "{{ title (replace .Name "-" " ") }}"', 'title: "Low"'], ['{{ strings.Replace .Name "-" " " }}', 'low water of the sea 2'],
  ]) assert.equal(filled(template), wanted, template);
  assert.equal(filled('{{ .Name | title }}', 'nor-but-by-per-with-than-if-so-on-off-an-as-into'), 'Nor-but-by-per-With-Than-if-So-on-Off-an-as-Into');
  for (const verbatim of ['{{ with .Name }}', '{{ end }}', '{{ .Site.Title }}', '{{ now.Format ":date_long" }}', '{{ $x := .Name }}', '{{ .Name | nope }}', '{{ .Name "x" }}', '{{ 1 2 }}', '{{ constructor }}', '{{< figure >}}', '{{']) {
    assert.equal(filled(verbatim), verbatim);
  }
});
