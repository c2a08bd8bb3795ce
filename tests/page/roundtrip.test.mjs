/**
 * Posts are opened from disk, one word is typed in the middle, and they are saved in place: that word alone differs, byte by byte.
 * Reads the public posts where DRAFTPANE_SHARED names a folder with them, and the project's own otherwise.
 */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { encode } from '../../www/app/files/encoder.js';
import { pickers } from './pickers.mjs';
import { openSite } from './site.mjs';

const shared = process.env.DRAFTPANE_SHARED;
const folder = shared ? join(shared, 'posts') : fileURLToPath(new URL('../posts/', import.meta.url));
/** Characters of the longest post that is opened, and how many are. */
const [longest, most] = [40_000, 300];

/** Posts of many lines, spread over the folder. */
const posts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.md')).sort()
  .map((path) => readFileSync(join(folder, path), 'utf8').replace(/^\ufeff/, '').replace(/\r\n?/g, '\n'))
  .filter((text) => text.length < longest && text.split('\n').length > 4 && !text.includes('\0'))
  .filter((_, at, all) => at % Math.max(1, Math.floor(all.length / most)) === 0)
  .slice(0, most);

/** Text that is in one of these encodings only. */
const chinese = '海水每天涨落两次，因为月亮和太阳的引力。潮水涨的时候，海滩变窄；退的时候，可以走得很远。\n\n';
const japanese = '海の水は一日に二回、満ちたり引いたりします。それは月と太陽の引力によるものです。カタカナ。\n\n';
/** Without the characters that such an encoding lacks. @param {string} text */
const plain = (text) => text.replace(/[^\0-\x7f]/g, '');

/** Ways to write a post as bytes. @type {[name: string, ended: (text: string) => string, bom: boolean, encoding: string][]} */
const ways = [
  ['LF', (text) => text, false, 'utf-8'],
  ['CRLF', (text) => text.replaceAll('\n', '\r\n'), false, 'utf-8'],
  ['CR', (text) => text.replaceAll('\n', '\r'), false, 'utf-8'],
  ['mixed', (text) => text.replace(/\n/g, (end, at) => (at % 2 ? '\r\n' : end)), false, 'utf-8'],
  ['BOM', (text) => text, true, 'utf-8'],
  ['BOM, CRLF', (text) => text.replaceAll('\n', '\r\n'), true, 'utf-8'],
  ['UTF-16 LE', (text) => text.replaceAll('\n', '\r\n'), true, 'utf-16le'],
  ['UTF-16 BE', (text) => text, true, 'utf-16be'],
  ['GBK', (text) => chinese + plain(text), false, 'gb18030'],
  ['Shift-JIS', (text) => (japanese + plain(text)).replaceAll('\n', '\r\n'), false, 'shift_jis'],
  ['no end', (text) => text.trimEnd(), false, 'utf-8'],
];

/** @param {string} text @param {string} encoding @returns {Uint8Array | null} null where the encoding lacks a character */
function bytesOf(text, encoding) {
  if (encoding === 'utf-8') return new TextEncoder().encode(text);
  const { bytes, missing } = encode(text, encoding);
  return missing < 0 ? bytes : null;
}

const word = 'word';

/** Few posts are written in every way, many in one each. @type {[post: string, way: typeof ways[number]][]} */
const written = posts.length < ways.length * 5
  ? posts.flatMap((post) => ways.map((way) => /** @type {[string, typeof ways[number]]} */ ([post, way])))
  : posts.map((post, at) => [post, ways[at % ways.length]]);

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => {
  site = await openSite();
});
after(() => site?.close());

test('what is saved differs from what was opened by the word that was typed', (context) => site.visit(async ({ page, wrong }) => {
  const counts = Object.fromEntries(ways.map(([name]) => [name, 0]));
  for (const [at, [post, [name, ended, bom, encoding]]] of written.entries()) {
    const text = (bom ? '\ufeff' : '') + ended(post);
    const bytes = bytesOf(text, encoding);
    if (!bytes) continue;
    // The word goes to the end of a line in the middle.
    const end = text.slice(Math.floor(text.length / 2)).search(/[\r\n]/);
    const found = end < 0 ? text.length : Math.floor(text.length / 2) + end;
    const place = text.slice(found - 1, found + 1) === '\r\n' ? found - 1 : found;
    const start = text.slice(0, place);
    const expected = Buffer.concat([/** @type {Uint8Array} */ (bytesOf(start + word, encoding)), bytes.subarray(/** @type {Uint8Array} */ (bytesOf(start, encoding)).length)]);
    const saved = await page.evaluate(async ({ bytes, name, lines, word, encoding }) => {
      const wait = async (/** @type {() => unknown} */ done) => {
        for (let tries = 0; !await done(); tries++) {
          if (tries > 3000) throw new Error(`never: ${done}; ${name}; ${document.querySelector('.open-draft')?.textContent}; ${document.getElementById('notices')?.textContent}`);
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
      };
      const root = await navigator.storage.getDirectory();
      const handle = await root.getFileHandle(name, { create: true });
      const stream = await handle.createWritable();
      await stream.write(Uint8Array.from(bytes));
      await stream.close();
      for (const close of document.querySelectorAll('#notices .notice-close')) /** @type {HTMLElement} */ (close).click();
      Object.assign(window, { chosenFiles: [name] });
      document.getElementById('open-file')?.click();
      const file = document.getElementById('draft-file');
      const title = document.getElementById('draft-title');
      const isOpen = () => file?.textContent === name || title?.textContent === name;
      await wait(() => isOpen() || document.querySelector('#notices .notice-error'));
      if (!isOpen()) {
        const buttons = [...document.querySelectorAll('#notices .notice-action')];
        const label = /** @type {Record<string, RegExp>} */ ({ 'utf-16le': /UTF-16/, 'utf-16be': /UTF-16/, gb18030: /GBK/, shift_jis: /Shift-JIS/ })[encoding];
        const button = buttons.find(({ textContent }) => label?.test(textContent ?? ''));
        if (!button) return null; // its bytes look like another encoding's: that is offered, and the author knows better
        /** @type {HTMLElement} */ (button).click();
        await wait(isOpen);
      }
      const content = /** @type {any} */ (document.getElementById('editor')?.shadowRoot?.querySelector('.cm-content'));
      const view = content.cmTile?.view ?? content.cmView?.view;
      // A mixture of line ends keeps its "\r" in the text.
      const line = view.state.doc.line(lines);
      const end = line.text.endsWith('\r') ? line.to - 1 : line.to;
      view.dispatch({ changes: { from: end, insert: word }, userEvent: 'input.type' });
      document.getElementById('save-file')?.click();
      await wait(async () => (await handle.getFile()).size !== bytes.length);
      return [...new Uint8Array(await (await handle.getFile()).arrayBuffer())];
    }, { bytes: [...bytes], name: `post-${at}.md`, lines: start.split(/\r\n|[\r\n]/).length, word, encoding });
    if (!saved) continue;
    assert.ok(Buffer.from(saved).equals(expected), `post ${at}, ${name}`);
    counts[name]++;
  }
  const sum = Object.values(counts).reduce((all, count) => all + count);
  context.diagnostic(`${sum} of ${written.length} files: ${Object.entries(counts).map(([name, count]) => `${count} ${name}`).join(', ')}`);
  // Pictures of the posts are not here.
  wrong.splice(0, wrong.length, ...wrong.filter((what) => !/^request to|Failed to load resource/.test(what)));
  assert.ok(counts.LF > 0 && counts.CRLF > 0 && counts.CR > 0 && counts.mixed > 0 && counts['UTF-16 LE'] > 0);
}, pickers));
