/** Selecting in the preview, and copying. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { opened } from './in-page.mjs';

const text = '---\ntitle: The title\ntags: [one]\n---\n\nSome *words* to \\*copy\\* here.\n\n- an item\n\n```js\nlet code;\n```\n';
const pages = {
  '/test.html': '<!doctype html><html lang="en"><meta charset="utf-8"><title>test</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/test.css"><body><h1>Page</h1><button>Button</button><textarea rows="5" cols="60"></textarea><script type="module" src="/test.js"></script></body></html>',
  '/test.css': 'draft-pane { height: 500px; width: 600px }',
  '/test.js': `import '/draft-pane.js'; import { connect } from '/connect/textarea.js';
    window.pane = document.createElement('draft-pane');
    window.field = document.querySelector('textarea');
    field.value = ${JSON.stringify(text)};
    document.body.append(pane);
    connect(field, pane);`,
};

const here = opened(pages);

/** The page's own global object. @type {any} */
var window;

/** @param {(page: import('playwright-core').Page, copied: () => Promise<string>) => Promise<void>} work `copied` presses the keys that copy, and reads the clipboard */
async function inPage(work) {
  const context = await here.browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
  try {
    const page = await context.newPage();
    await page.goto(`${here.site.url}/test.html`);
    await page.waitForFunction(() => window.pane?.draft && window.pane.shadowRoot.querySelector('.body pre'));
    await work(page, async () => {
      await page.evaluate(() => navigator.clipboard.writeText('nothing'));
      await page.keyboard.press('Control+c');
      return page.evaluate(() => navigator.clipboard.readText());
    });
  } finally {
    await context.close();
  }
}

test('a double click moves the caret of the editor, and its word is what is copied next', () =>
  inPage(async (page, copied) => {
    const word = async (/** @type {string} */ selector, /** @type {string} */ name) => {
      const place = await page.evaluate(([selector, name]) => {
        const walker = document.createTreeWalker(window.pane.shadowRoot.querySelector(selector), NodeFilter.SHOW_TEXT);
        while (!(/** @type {Text} */ (walker.nextNode()).data.includes(name)));
        const node = /** @type {Text} */ (walker.currentNode);
        const range = document.createRange();
        range.setStart(node, node.data.indexOf(name));
        range.setEnd(node, node.data.indexOf(name) + name.length);
        const { left, top, width, height } = range.getBoundingClientRect();
        return { x: left + width / 2, y: top + height / 2 };
      }, [selector, name]);
      await page.mouse.dblclick(place.x, place.y);
    };
    for (const [selector, name] of [['.body', 'words'], ['.body', 'copy'], ['.body', 'item'], ['.body pre', 'code'], ['header', 'title']]) {
      await word(selector, name);
      assert.equal(await page.evaluate(() => document.activeElement?.localName), 'textarea');
      assert.equal((await copied()).trim(), name);
      assert.equal((await copied()).trim(), name);
    }
    // Not what was meant once something else was done.
    await word('.body', 'words');
    await page.keyboard.press('Shift+ArrowRight');
    assert.equal((await copied()).length, 1);
    await word('.body', 'words');
    await page.keyboard.type('x');
    await page.keyboard.press('Control+a');
    assert.match(await copied(), /^---\ntitle/);
  }));

test('Ctrl+A in the preview selects the post alone, with any layout', () =>
  inPage(async (page, copied) => {
    await page.locator('draft-pane .body p').first().click();
    for (const press of [() => page.keyboard.press('Control+a'), () => page.evaluate(() => {
      const event = new KeyboardEvent('keydown', { key: 'ф', code: 'KeyA', ctrlKey: true, bubbles: true, composed: true, cancelable: true });
      return window.pane.shadowRoot.querySelector('article').dispatchEvent(event);
    })]) {
      await page.evaluate(() => getSelection()?.removeAllRanges());
      await press();
      const all = await copied();
      assert.match(all, /The title[\s\S]*one[\s\S]*Some words to \*copy\* here\.[\s\S]*an item[\s\S]*let code;/);
      assert.doesNotMatch(all, /Page|Button|No preview/);
    }
    // The page's own keys are its own.
    await page.locator('body > h1').click();
    await page.keyboard.press('Control+a');
    assert.match(await copied(), /Page/);
  }));
