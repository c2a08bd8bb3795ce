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

test('a file that is no ZIP file, or holds posts that cannot be read, costs nothing', () => site.visit(async ({ page }) => {
  await unpack(page, Buffer.from('Not a ZIP file at all.'));
  await page.getByText(/^That did not work: .* Your drafts are unchanged\.$/).waitFor();
  await unpack(page, Buffer.from(zipSync({ 'good.md': strToU8('Good.'), 'bad.md': new Uint8Array([67, 97, 102, 233]), '__MACOSX/._good.md': strToU8('x'), 'notes.txt': strToU8('x') })));
  await page.getByText('1 draft was added. Cannot be read: “bad.md”.').waitFor();
}));
