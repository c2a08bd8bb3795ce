/** A disk that has no room left: Chromium is given a quota, as it has where the disk is full. Typed text stays, and messages are true. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { comes, editorTextOf, kept, openSite, ready, replaceText, textOf } from './site.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

/** Drops a picture of so many bytes. @param {Page} page @param {string} name @param {number} size */
const dropPicture = (page, name, size) => page.locator('.cm-content').evaluate((content, { name, size }) => {
  const dataTransfer = new DataTransfer();
  const picture = `<svg xmlns="http://www.w3.org/2000/svg" width="320" height="40"><!--${'x'.repeat(size)}--></svg>`;
  dataTransfer.items.add(new File([picture], name, { type: 'image/svg+xml' }));
  const { x, y } = content.getBoundingClientRect();
  for (const type of ['dragenter', 'dragover', 'drop']) {
    content.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true, composed: true, clientX: x + 20, clientY: y + 20 }));
  }
}, { name, size });

test('no room for another file that came with a post: it is called a file, not a picture', () => site.visit(async ({ page, context, wrong }) => {
  const { origin } = new URL(site.url);
  const session = await context.newCDPSession(page);
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 400_000 });
  await page.locator('.cm-content').evaluate((content) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['---\ntitle: With a paper\n---\n\n[Paper](paper.pdf)\n'], 'post.md', { type: 'text/markdown' }));
    dataTransfer.items.add(new File(['x'.repeat(3_000_000)], 'paper.pdf', { type: 'application/pdf' }));
    for (const type of ['dragenter', 'dragover', 'drop']) {
      content.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true, composed: true }));
    }
  });
  await page.getByText('A file could not be stored in this browser: its storage is full. It is there until you close this page: “paper.pdf”.').waitFor();
  await page.locator('#draft-title', { hasText: 'With a paper' }).waitFor();
  await session.send('Storage.overrideQuotaForOrigin', { origin });
  wrong.length = 0;
}));

test('no room for a text or a picture: each is said, nothing is lost, and the text is saved once there is room', () => site.visit(async ({ page, context, wrong }) => {
  const { origin } = new URL(site.url);
  const session = await context.newCDPSession(page);
  const text = `---\ntitle: Full\n---\n\n${'Words that were saved before. '.repeat(40)}\n`;
  // From the start: the browser knows for a while how much room it had found.
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 400_000 });
  await replaceText(page, text);
  await kept(page);
  await page.locator('.cm-content').press('Control+End');
  await page.locator('.cm-content').evaluate((content, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    content.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, 'Words without room.\n\n'.repeat(30_000));
  const notice = page.locator('.notice[data-id=store]');
  await notice.getByText('The draft could not be saved in this browser: its storage is full.').waitFor();
  await comes(() => page.locator('#draft-kept').textContent(), 'Not saved');
  await page.keyboard.type('More.');
  let typed = `${text}${'Words without room.\n\n'.repeat(30_000)}More.`;
  await comes(() => textOf(page), typed);

  await dropPicture(page, 'harbour.svg', 3_000_000);
  await page.getByText('A picture could not be stored in this browser: its storage is full. It is shown until you close this page: “harbour.svg”.').waitFor();
  typed += '![](harbour.svg)';
  await comes(() => textOf(page), typed);
  // A version is packed, so it finds room.
  await page.locator('.cm-content').press('Control+End');
  await page.keyboard.press('Shift+F9');
  await page.locator('#question input').fill('Before noon');
  await page.keyboard.press('Enter');
  await page.getByText('This text is saved as the version “Before noon”.').waitFor();

  await session.send('Storage.overrideQuotaForOrigin', { origin });
  // By itself, without another key.
  await kept(page);
  await comes(() => notice.count(), 0);
  await page.reload();
  await ready(page);
  assert.equal(await editorTextOf(page), typed);
  wrong.length = 0;
}));
