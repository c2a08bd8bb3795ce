/** Headings, lists, quotes and code by keys: over words, lines, selections and several cursors, and back. */
import { after, before, test } from 'node:test';
import { comes, marked, openSite, place, textOf } from './site.mjs';

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => {
  site = await openSite();
});
after(() => site?.close());

/**
 * @param {string} title
 * @param {[before: string, key: string, after: string][]} cases
 * @param {{ back?: boolean }} [options] `back`: the same key gives the text from before
 */
function cases(title, cases, { back = false } = {}) {
  test(title, () => site.visit(async ({ page }) => {
    for (const [before, keys, after] of cases) {
      await place(page, before);
      for (const key of keys.split(' ')) await page.keyboard.press(key);
      if (/[‸⟨]/.test(after)) await comes(() => marked(page), after, `${JSON.stringify(before)} and ${keys}`);
      else await comes(() => textOf(page), after, `${JSON.stringify(before)} and ${keys}`);
      if (!back) continue;
      for (const key of keys.split(' ')) await page.keyboard.press(key);
      await comes(() => textOf(page), before.replace(/[‸⟨⟩]/g, ''), `${JSON.stringify(before)} and ${keys} and back`);
    }
  }));
}

const bullets = 'Control+Shift+8';
const numbers = 'Control+Shift+7';
const tasks = 'Control+Shift+9';
const quote = 'Control+Shift+Period';
const fence = 'Control+Shift+E';

cases('a heading by its level, and back', [
  ['a to‸wn', 'Control+Alt+2', '## a to‸wn'],
  ['‸', 'Control+Alt+1', '# ‸'],
  ['> a to‸wn', 'Control+Alt+3', '> ### a to‸wn'],
  ['- a to‸wn', 'Control+Alt+3', '- ### a to‸wn'],
  ['⟨one\n\ntwo⟩', 'Control+Alt+2', '## one\n\n## two'],
], { back: true });

cases('a heading of another level, or of another kind', [
  ['## a to‸wn', 'Control+Alt+3', '### a to‸wn'],
  ['## a to‸wn ##', 'Control+Alt+3', '### a to‸wn'],
  ['## a to‸wn', 'Control+Alt+0', 'a to‸wn'],
  ['a to‸wn\n---\n\ntext', 'Control+Alt+3', '### a to‸wn\n\ntext'],
  ['a to‸wn\n====', 'Control+Alt+0', 'a to‸wn'],
  ['⟨# one\n\ntwo⟩', 'Control+Alt+1', '# one\n\n# two'],
  ['a to‸wn', 'Control+Alt+0', 'a to‸wn'],
  ['```\ncode‸\n```', 'Control+Alt+2', '```\ncode‸\n```'],
  ['+++\ntitle = "‸x"\n+++\n', 'Control+Alt+2', '+++\ntitle = "‸x"\n+++\n'],
]);

cases('lines become items of a list, and lines again', [
  ['a to‸wn', bullets, '- a to‸wn'],
  ['‸', bullets, '- ‸'],
  ['⟨one\ntwo\nthree⟩', bullets, '- one\n- two\n- three'],
  ['⟨one\n\ntwo⟩', bullets, '- one\n\n- two'],
  ['⟨one\ntwo\nthree⟩', numbers, '1. one\n2. two\n3. three'],
  ['⟨one\n\ntwo⟩', tasks, '- [ ] one\n\n- [ ] two'],
  ['> ⟨one\n> two⟩', bullets, '> - one\n> - two'],
  ['> > ⟨one\n> > two⟩', numbers, '> > 1. one\n> > 2. two'],
  ['⟨```js\nlet a;\n```\nafter⟩', bullets, '- ```js\n  let a;\n  ```\n- after'],
  ['⟨one\n\ttwo⟩', bullets, '- one\n  \ttwo'],
], { back: true });

cases('items of a list become lines, and items again', [
  ['⟨- one\n- two⟩', bullets, 'one\ntwo'],
  ['⟨1. one\n2. two⟩', numbers, 'one\ntwo'],
  ['⟨- [ ] one\n- [ ] two⟩', tasks, 'one\ntwo'],
  ['⟨- one\n  - in\n- two⟩', bullets, 'one\n- in\ntwo'],
]);

cases('a list of another kind, with what it holds', [
  ['⟨- one\n- two⟩', numbers, '1. one\n2. two'],
  ['⟨1. one\n2. two⟩', bullets, '- one\n- two'],
  ['⟨- one\n  - in\n  - in\n- two⟩', numbers, '1. one\n   1. in\n   2. in\n2. two'],
  ['⟨1. one\n   1. in\n2. two⟩', bullets, '- one\n  - in\n- two'],
  ['⟨- one\n- two⟩', tasks, '- [ ] one\n- [ ] two'],
  ['⟨- [x] one\n- two⟩', tasks, '- [x] one\n- [ ] two'],
  ['⟨- [x] one\n- [ ] two⟩', bullets, '- one\n- two'],
  ['⟨- one\n\n  more\n- two⟩', numbers, '1. one\n\n   more\n2. two'],
  ['⟨- one\ntwo\n3. three⟩', bullets, '- one\n- two\n- three'],
  ['1. one\ntwo‸', numbers, '1. one\n2. two‸'],
  ['* one\n\ntwo‸', bullets, '* one\n\n* two‸'],
]);

cases('paragraphs are quoted, and no longer', [
  ['a to‸wn', quote, '> a to‸wn'],
  ['‸', quote, '> ‸'],
  ['one\nt‸wo', quote, '> one\n> t‸wo'],
  ['⟨one\n\ntwo⟩', quote, '> one\n>\n> two'],
  ['⟨one\n\n> two⟩', quote, '> one\n>\n> > two'],
  ['⟨> one\n>\n> two⟩', quote, 'one\n\ntwo'],
  ['- item\n\n  m‸ore', quote, '- item\n\n  > m‸ore'],
], { back: true });

cases('a quote is taken away as a whole', [
  ['> one\n> t‸wo\n\nafter', quote, 'one\nt‸wo\n\nafter'],
  ['> > one‸', quote, '> one‸'],
  ['> one\n>\n> t‸wo', quote, 'one\n\nt‸wo'],
]);

cases('lines go into a fence, and come out', [
  ['let a‸;', fence, '```‸\nlet a;\n```'],
  ['⟨let a;\n\nlet b;⟩', fence, '```‸\nlet a;\n\nlet b;\n```'],
  ['> let a‸;', fence, '> ```‸\n> let a;\n> ```'],
  ['  ⟨a\n    b⟩', fence, '  ```‸\n  a\n    b\n  ```'],
], { back: true });

cases('a fence is longer than those in it, and an empty one is there to be filled', [
  ['⟨a\n```\nb⟩', fence, '````‸\na\n```\nb\n````'],
  ['‸', fence, '```‸\n\n```'],
  ['‸', `${fence} j s Enter x`, '```js\nx‸\n```'],
  ['> ‸', `${fence} j s Enter x`, '> ```js\n> x‸\n> ```'],
  ['```js\nlet a‸;\n```', fence, 'let a‸;'],
  ['~~~\nlet a‸;\n~~~\n\nafter', fence, 'let a‸;\n\nafter'],
]);

cases('struck out text', [
  ['a to‸wn', 'Control+Shift+x', 'a ~~to‸wn~~'],
  ['a ⟨town⟩', 'Control+Shift+x', 'a ~~⟨town⟩~~'],
], { back: true });

cases('a link of the word, of an address, and no longer', [
  ['a to‸wn', 'Control+k', 'a [town](‸)'],
  ['a ⟨town⟩', 'Control+k', 'a [town](‸)'],
  ['a ⟨https://example.org/x⟩', 'Control+k', 'a [‸](https://example.org/x)'],
  ['a [to‸wn](/x)', 'Control+k', 'a to‸wn'],
  ['a ‸', 'Control+k', 'a [‸]()'],
]);

test('several cursors: added by keys, each toggles its own, in one step of undo', () => site.visit(async ({ page }) => {
  await place(page, 'on‸e\ntwo\nsix');
  await page.keyboard.press('Control+Alt+ArrowDown');
  await page.keyboard.press('Control+Alt+ArrowDown');
  await page.keyboard.press('Control+b');
  await comes(() => textOf(page), '**one**\n**two**\n**six**');
  await page.keyboard.press(bullets);
  await comes(() => textOf(page), '- **one**\n- **two**\n- **six**');
  await page.keyboard.press('Control+z');
  await comes(() => textOf(page), '**one**\n**two**\n**six**');
  await place(page, 'one\n\ntwo\n\nsi‸x');
  await page.keyboard.press('Control+Alt+ArrowUp');
  await page.keyboard.press('Control+Alt+ArrowUp');
  await page.keyboard.press('Control+Alt+2');
  await comes(() => textOf(page), 'one\n\n## two\n\n## six');
  await place(page, 'a ⟨so⟩ b so c');
  await page.keyboard.press('Control+d');
  await page.keyboard.press('Control+e');
  await comes(() => textOf(page), 'a `so` b `so` c');
}));
