/** Files: opened by button and by drop, good ones and bad ones, and saved without a byte changed. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { becomes, comes, dropFile, editorTextOf, kept, matches, newDraft, openFile, openSite, ready, replaceText, saveFile, textOf } from './site.mjs';

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

/** @param {import('playwright-core').Page} page @param {string} text */
const holds = (page, text) => page.waitForFunction((wanted) => /** @type {any} */ (document.querySelector('draft-pane')).value === wanted, text);

/** Something typed arrives: the page is alive. @param {import('playwright-core').Page} page */
async function alive(page) {
  await page.locator('.cm-content').press('Control+Home');
  await page.keyboard.type('Alive! ');
  await becomes(async () => (await textOf(page)).startsWith('Alive! '));
}

test('a file opened by the button', () => site.visit(async ({ page }) => {
  await openFile(page, 'by-button.md', '# From a file\n\nText.\n');
  await page.locator('draft-pane').getByRole('heading', { name: 'From a file' }).waitFor();
  await comes(() => page.locator('#draft-title').textContent(), 'by-button.md');
  const saved = await saveFile(page);
  assert.deepEqual([saved.name, saved.bytes.toString()], ['by-button.md', '# From a file\n\nText.\n']);
}));

for (const target of ['.cm-content', 'draft-pane', '.status', '#new-draft']) {
  test(`a file dropped on ${target}`, () => site.visit(async ({ page }) => {
    await dropFile(page.locator(target), 'dropped.md', '# Dropped\n');
    await holds(page, '# Dropped\n');
    assert.equal(await editorTextOf(page), '# Dropped\n');
    await comes(() => page.locator('#drop-target').isVisible(), false);
  }));
}

test('opening a file keeps the draft that was open', () => site.visit(async ({ page }) => {
  await replaceText(page, '---\ntitle: Before\n---\n');
  await openFile(page, 'after.md', 'After.');
  await holds(page, 'After.');
  await page.getByRole('button', { name: 'Drafts' }).click();
  await page.locator('#draft-list').getByRole('button', { name: /^Before/ }).click();
  await holds(page, '---\ntitle: Before\n---\n');
}));

test('a file whose front matter cannot be read shows nothing of the draft before', () => site.visit(async ({ page }) => {
  await openFile(page, 'good.md', '---\ntitle: The good one\ntags: [kept]\n---\n\nOne.\n');
  await page.locator('draft-pane .title', { hasText: 'The good one' }).waitFor();
  await openFile(page, 'broken.md', '---\ntitle: [\n---\n\nTwo.\n');
  await page.locator('draft-pane .body p', { hasText: 'Two.' }).waitFor();
  assert.doesNotMatch(await page.locator('draft-pane').innerText(), /The good one|kept/);
  assert.doesNotMatch(await page.title(), /The good one/);
  await page.getByRole('button', { name: 'Drafts' }).click();
  const kept = page.locator('#draft-list').getByRole('button', { name: /^The good one/ });
  await kept.waitFor();
  await comes(() => kept.count(), 1);
}));

const everyByte = '\ufeff---\r\ntitle: "Ends"\r\n---\r\n\r\nÄ 👩‍🚀 \u2028 tab\there.\r\n';
const untouched = {
  'LF': 'one\ntwo\n',
  'no line end at the end': 'one\ntwo',
  'CRLF': 'one\r\ntwo\r\n',
  'CR': 'one\rtwo\r',
  'mixed line ends': 'one\r\ntwo\nthree\rfour',
  'a byte order mark, CRLF and wide characters': everyByte,
  'tabs': '\t- a\n\t\t- b\n',
  'NUL and other controls': 'a\0b\n\u0001\u007f\u0085\n',
  'an empty file': '',
};
for (const [what, content] of Object.entries(untouched)) {
  test(`opened and saved, byte for byte: ${what}`, () => site.visit(async ({ page }) => {
    await openFile(page, 'bytes.md', content);
    await page.waitForFunction(() => document.getElementById('draft-title')?.textContent !== 'How to read a tide table');
    await kept(page);
    assert.deepEqual((await saveFile(page)).bytes, Buffer.from(content));
    await page.reload();
    await ready(page);
    assert.deepEqual((await saveFile(page)).bytes, Buffer.from(content));
    await alive(page);
  }));
}

test('what is unusual about a file is told', () => site.visit(async ({ page }) => {
  const format = page.locator('#status-format');
  await openFile(page, 'mark.md', everyByte);
  await page.getByText('It starts with a byte order mark, which is kept when you save.').waitFor();
  await comes(() => format.textContent(), 'UTF-8 with BOM · CRLF');
  await openFile(page, 'nul.md', 'a\nbc\0d');
  await page.getByText('It holds a NUL character at line 2, column 3.').waitFor();
  await comes(() => format.textContent(), 'UTF-8 · LF');
  await openFile(page, 'mixed.md', 'a\r\nb\n');
  await page.getByText('It mixes line ends.').waitFor();
}));

test('text typed into a CRLF file is saved with CRLF', () => site.visit(async ({ page }) => {
  await openFile(page, 'windows.md', 'one\r\ntwo');
  await holds(page, 'one\ntwo');
  await page.locator('.cm-content').press('Control+End');
  await page.keyboard.press('Enter');
  await page.keyboard.insertText('three');
  assert.equal((await saveFile(page)).bytes.toString(), 'one\r\ntwo\r\nthree');
}));

test('a file that is not UTF-8: the place of the byte, nothing opened, Windows-1252 offered', () => site.visit(async ({ page }) => {
  const before = await textOf(page);
  const latin1 = Buffer.from('Zeile eins\nein Caf\xe9 und mehr\n', 'latin1');
  await openFile(page, 'latin.md', latin1);
  const notice = page.locator('.notice');
  await notice.waitFor();
  await matches(() => notice.textContent(), /“latin\.md” is not UTF-8: byte 18 \(0xE9, line 2, column 8\)/);
  await comes(() => textOf(page), before);
  await page.getByRole('button', { name: 'Open as Windows-1252 (Latin 1)' }).click();
  await holds(page, 'Zeile eins\nein Café und mehr\n');
  await page.getByText('It will be saved as Windows-1252 again.').waitFor();
  assert.deepEqual((await saveFile(page)).bytes, latin1);
  await page.locator('.cm-content').press('Control+End');
  await page.keyboard.insertText('Tide ↑');
  await page.keyboard.press('Control+s');
  await page.getByText('“latin.md” was not saved: Windows-1252 does not have “↑” (line 3, column 6).').waitFor();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as UTF-8' }).click();
  await download;
  assert.equal((await saveFile(page)).bytes.toString(), 'Zeile eins\nein Café und mehr\nTide ↑');
}));

test('the first bad byte is found wherever it stands', () => site.visit(async ({ page }) => {
  const cases = /** @type {[Buffer, RegExp][]} */ ([
    [Buffer.from([0x61, 0xc3]), /byte 1 \(0xC3, line 1, column 2\)/], // cut off inside a character
    [Buffer.from([0xff]), /byte 0 \(0xFF, line 1, column 1\)/],
    [Buffer.from([0xf0, 0x9f, 0x91, 0x41]), /byte 0 \(0xF0, line 1, column 1\)/],
    [Buffer.concat([Buffer.from('é\r\nß'.repeat(50_000)), Buffer.from([0xed, 0xa0, 0x80])]), /byte 300,000 \(0xED, line 50,001, column 2\)/], // a surrogate
  ]);
  for (const [bytes, message] of cases) {
    await openFile(page, 'bad.md', bytes);
    await page.locator('.notice', { hasText: message }).waitFor();
  }
  await alive(page);
}));

test('UTF-16 is recognised by its byte order mark', () => site.visit(async ({ page }) => {
  await openFile(page, 'wide.md', Buffer.from('\ufeffWide 👍\r\n', 'utf16le'));
  await page.getByRole('button', { name: 'Open as UTF-16' }).click();
  await holds(page, 'Wide 👍\n');
  assert.equal((await saveFile(page)).bytes.toString('utf16le'), '\ufeffWide 👍\r\n');
}));

test('a lone surrogate is kept here, and told when it is saved', () => site.visit(async ({ page }) => {
  await replaceText(page, 'ok\n👍 x');
  await page.locator('.cm-content').evaluate((content) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'y\ud83dz');
    content.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  await kept(page);
  await page.reload();
  await ready(page);
  const inEditor = await page.evaluate(() => /** @type {any} */ (document.querySelector('draft-pane')).value.charCodeAt(8));
  assert.equal(inEditor, 0xd83d);
  assert.equal((await saveFile(page)).bytes.toString(), 'ok\n👍 xy\ufffdz');
  await page.getByText('Line 2, column 6 holds half a character').waitFor();
  await alive(page);
}));

test('5 MB of text: opened, typed in, saved, still there after a reload', () => site.visit(async ({ page }) => {
  const text = 'A line of a very long post, with *emphasis* and a [link](https://example.org).\n\n'.repeat(65_000);
  assert.ok(text.length > 5_000_000);
  await openFile(page, 'big.md', text);
  await holds(page, text);
  await alive(page);
  await kept(page);
  assert.equal((await saveFile(page)).bytes.length, text.length + 7);
  await page.reload();
  await ready(page);
  await comes(async () => (await textOf(page)).length, text.length + 7);
}));

test('a file that cannot be read is told, nothing changes', () => site.visit(async ({ page }) => {
  const before = await textOf(page);
  await page.locator('body').evaluate((body) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([''], 'folder'));
    Blob.prototype.arrayBuffer = () => Promise.reject(new DOMException('it is a folder', 'NotReadableError'));
    body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  });
  await page.getByText('“folder” could not be opened: it is a folder.').waitFor();
  await comes(() => textOf(page), before);
}));

test('a draft without a file name gets one from its title', () => site.visit(async ({ page }) => {
  await newDraft(page);
  await page.keyboard.type('Über: the Sea & me!');
  await page.waitForFunction(() => document.title.startsWith('Über'));
  assert.equal((await saveFile(page)).name, 'über-the-sea-me.md');
  await comes(() => page.locator('#draft-file').textContent(), 'über-the-sea-me.md');
}));
