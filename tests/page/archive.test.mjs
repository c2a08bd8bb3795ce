/** All drafts as one ZIP file, and back. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { kept, newDraft, openFile, openSite, replaceText } from './site.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

/** @param {Page} page @param {string} command */
async function run(page, command) {
  await page.locator('#show-more').click();
  await page.locator(`[data-command="${command}"]`).click();
}

/** @param {Page} page */
async function packed(page) {
  const download = page.waitForEvent('download');
  await run(page, 'pack-drafts');
  return readFileSync(await (await download).path());
}

/** @param {Page} page @param {Buffer} buffer */
async function unpack(page, buffer) {
  const chooser = page.waitForEvent('filechooser');
  await run(page, 'unpack-drafts');
  await (await chooser).setFiles({ name: 'drafts.zip', mimeType: 'application/zip', buffer });
}

/** @param {Page} page @param {string} text */
const holds = (page, text) => page.waitForFunction((wanted) => /** @type {any} */ (document.querySelector('draft-pane')).value === wanted, text);

const picture = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><circle r="9"/></svg>');

test('all drafts go into a ZIP file, byte for byte as they would be saved, and come back once', async () => {
  /** @type {Buffer} */
  let zip = Buffer.alloc(0);
  await site.visit(async ({ page }) => {
    await openFile(page, 'windows.md', '\ufeffOne.\r\nTwo.\r\n');
    await page.locator('#draft-title', { hasText: 'windows.md' }).waitFor();
    await kept(page);
    await openFile(page, 'same.md', 'The first of this name.');
    await page.locator('#draft-title', { hasText: 'same.md' }).waitFor();
    await kept(page);
    await newDraft(page);
    await openFile(page, 'same.md', 'The second of this name.');
    await page.waitForFunction(() => /** @type {any} */ (document.querySelector('draft-pane')).value === 'The second of this name.');
    await kept(page);
    await newDraft(page);
    await replaceText(page, '---\ntitle: With a picture\n---\n\n');
    await page.locator('#file-input').setInputFiles({ name: 'dot.svg', mimeType: 'image/svg+xml', buffer: picture });
    await page.waitForFunction(() => /** @type {any} */ (document.querySelector('draft-pane')).value.includes('dot.svg'));
    await kept(page);
    zip = await packed(page);
    const files = unzipSync(zip);
    assert.deepEqual(Object.keys(files).sort(), ['same-2.md', 'same.md', 'windows.md', 'with-a-picture/dot.svg', 'with-a-picture/with-a-picture.md']);
    assert.equal(Buffer.from(files['windows.md']).toString(), '\ufeffOne.\r\nTwo.\r\n');
    assert.deepEqual(Buffer.from(files['with-a-picture/dot.svg']), picture);
    // Here they are already.
    await unpack(page, zip);
    await page.getByText('0 drafts were added. 4 are here already.').waitFor();
  });
  await site.visit(async ({ page }) => {
    await unpack(page, zip);
    await page.getByText('4 drafts were added.').waitFor();
    await page.getByRole('button', { name: 'Drafts', exact: true }).click();
    await page.locator('#draft-list').getByRole('button', { name: /^with-a-picture\.md/ }).click();
    await page.waitForFunction(() => {
      const image = /** @type {any} */ (document.querySelector('draft-pane')).shadowRoot.querySelector('img[src]');
      return image?.complete && image.naturalWidth === 40;
    });
    assert.deepEqual(Object.fromEntries(Object.entries(unzipSync(await packed(page))).map(([path, bytes]) => [path, Buffer.from(bytes).toString('base64')])),
      Object.fromEntries(Object.entries(unzipSync(zip)).map(([path, bytes]) => [path, Buffer.from(bytes).toString('base64')])));
  });
});

test('files that a text links to, pictures of every kind and posts of unusual names come back, also where only they are missing', async () => {
  /** @type {Buffer} */
  let zip = Buffer.alloc(0);
  const text = 'A [paper](paper.pdf) with ![a map](map.bmp).';
  const files = { 'paper.pdf': 'application/pdf', 'map.bmp': 'image/bmp' };
  await site.visit(async ({ page, wrong }) => {
    await page.locator('#file-input').setInputFiles([
      { name: 'post.md', mimeType: 'text/markdown', buffer: Buffer.from(text) },
      ...Object.entries(files).map(([name, mimeType]) => ({ name, mimeType, buffer: Buffer.from(name) })),
    ]);
    await holds(page, text);
    await kept(page);
    for (const name of ['notes.txt', '.hidden.md', 'README']) {
      await page.locator('#file-input').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(`Text of ${name}`) });
      await holds(page, `Text of ${name}`);
      await kept(page);
    }
    zip = await packed(page);
    assert.deepEqual(Object.keys(unzipSync(zip)).sort(), ['-hidden.md', 'README.md', 'notes.txt.md', 'post/map.bmp', 'post/paper.pdf', 'post/post.md']);
    wrong.length = 0;
  });
  for (const known of [0, 1]) await site.visit(async ({ page, wrong }) => {
    if (known > 0) {
      await openFile(page, 'post.md', text);
      await holds(page, text);
      await kept(page);
    }
    await unpack(page, zip);
    await page.getByText(`${4 - known} drafts were added.`).waitFor();
    const files = unzipSync(await packed(page));
    assert.equal(Buffer.from(files['post/paper.pdf']).toString(), 'paper.pdf');
    assert.equal(Buffer.from(files['post/map.bmp']).toString(), 'map.bmp');
    wrong.length = 0;
  });
});

test('a file that is no ZIP file, or holds posts that cannot be read, costs nothing', () => site.visit(async ({ page }) => {
  await unpack(page, Buffer.from('Not a ZIP file at all.'));
  await page.getByText(/^That did not work: .* Your drafts are unchanged\.$/).waitFor();
  await unpack(page, Buffer.from(zipSync({ 'good.md': strToU8('Good.'), 'bad.md': new Uint8Array([67, 97, 102, 233]), '__MACOSX/._good.md': strToU8('x'), 'notes.txt': strToU8('x') })));
  await page.getByText('1 draft was added. Cannot be read: “bad.md”.').waitFor();
}));
