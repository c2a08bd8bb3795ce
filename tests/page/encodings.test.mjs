/** Files in encodings of their own: recognised, and offered. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openFile, openSite, saveFile } from './site.mjs';

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

/**
 * Encodes a text where the browser can only decode: by trying pairs of bytes.
 * @param {string} label
 * @param {string} text
 */
function encoded(label, text) {
  const decoder = new TextDecoder(label);
  /** @type {Map<string, number[]>} */
  const bytes = new Map();
  for (let high = 0; high < 256; high++) {
    if (high < 0x80) bytes.set(String.fromCharCode(high), [high]);
    else {
      const single = decoder.decode(Uint8Array.of(high));
      if (single.length === 1 && single !== '\ufffd' && !bytes.has(single)) bytes.set(single, [high]);
      for (let low = 0x40; low < 256; low++) {
        const pair = decoder.decode(Uint8Array.of(high, low));
        if ([...pair].length === 1 && pair !== '\ufffd' && !bytes.has(pair)) bytes.set(pair, [high, low]);
      }
    }
  }
  return Buffer.from([...text].flatMap((character) => bytes.get(character) ?? [0x3f]));
}

const chinese = '# 港口的冬天\n\n一九二九年的冬天,港口全部结冰了。人们在冰上走路,船不能出海,我们也没有办法。这是一个很长的故事,说的是那时候的生活。\n';
const japanese = '# 港の冬\n\n一九二九年の冬、港はすっかり凍ってしまいました。人々は氷の上を歩き、船は海に出ることができませんでした。これは長い話です。\n';

for (const [title, label, text, name] of [
  ['simplified Chinese', 'gbk', chinese, /GBK/], ['Japanese', 'shift_jis', japanese, /Shift-JIS/], ['Japanese, of Unix', 'euc-jp', japanese, /EUC-JP/],
  ['traditional Chinese', 'big5', '# 港口的冬天\n\n一九二九年的冬天,港口全部結冰了。人們在冰上走路,船不能出海,我們也沒有辦法。這是一個很長的故事,說的是那時候的生活。\n', /Big5/],
  ['Korean', 'euc-kr', '# 항구의 겨울\n\n그해 겨울에는 항구가 모두 얼어붙었습니다. 사람들은 얼음 위를 걸었고 배는 바다로 나갈 수 없었습니다. 이것은 긴 이야기입니다.\n', /EUC-KR/],
  ['Russian', 'windows-1251', '# Зима в порту\n\nВ ту зиму порт замёрз целиком. Люди ходили по льду, и корабли не могли выйти в море. Это длинная история о том, как жили тогда.\n', /Windows-1251/],
]) {
  test(`a file in ${title} is offered in its encoding, and saved in that`, () => site.visit(async ({ page }) => {
    const bytes = encoded(String(label), String(text));
    await openFile(page, 'post.md', bytes);
    await page.getByText('is not UTF-8').waitFor();
    await page.locator('.notice-action', { hasText: /** @type {RegExp} */ (name) }).first().click();
    await page.waitForFunction((wanted) => /** @type {any} */ (document.querySelector('draft-pane')).value === wanted, text);
    await page.getByText(/It will be saved as .* again\./).waitFor();
    assert.deepEqual((await saveFile(page)).bytes, bytes);
  }));
}

for (const [title, bytes] of Object.entries({
  'little-endian': Buffer.from('Wide, without a mark.\n', 'utf16le'), 'big-endian': Buffer.from('Wide, without a mark.\n', 'utf16le').swap16(),
})) {
  test(`UTF-16 without a byte order mark, ${title}`, () => site.visit(async ({ page }) => {
    await openFile(page, 'wide.md', bytes);
    await page.getByRole('button', { name: 'Open as UTF-16' }).click();
    await page.waitForFunction(() => /** @type {any} */ (document.querySelector('draft-pane')).value === 'Wide, without a mark.\n');
    assert.deepEqual((await saveFile(page)).bytes, bytes);
  }));
}
