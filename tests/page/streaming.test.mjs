/** A pane whose text arrives in chunks: its end, where the reader is, and what becomes of it when all is there. */
import { testsIn } from './in-page.mjs';

const pages = {
  '/test.html': '<!doctype html><html lang="en"><meta charset="utf-8"><title>test</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/test.css"><body><script type="module" src="/test.js"></script></body></html>',
  '/test.css': 'draft-pane { height: 300px; width: 500px }',
  '/test.js': `import '/draft-pane.js';
    window.g = window;
    window.made = (value = '') => {
      const pane = document.createElement('draft-pane');
      pane.options = { flavor: 'gfm' };
      pane.value = value;
      document.body.append(pane);
      return pane;
    };
    window.body = () => pane.shadowRoot.querySelector('.body');
    window.painted = async (count = 4) => { for (let n = 0; n < count; n++) await new Promise(requestAnimationFrame); };
    window.until = async (is) => { while (!is()) await painted(1); };
    // Loaded once, so that the first chunk finds it.
    await import('/stream/stream.js');
    window.pane = made();
    await pane.ready;
    window.stream = async () => { pane.streaming = true; pane.append('**ba'); await until(() => body().querySelector('strong')); };`,
};

const inPage = testsIn(pages, 'stream');

/** The page's own global object. @type {any} */
var g;

inPage('the end is shown as it will most likely be; the text, the draft and the events stay those of the text', async () => {
  const { pane, body, stream } = g;
  /** @type {unknown[]} */
  const told = [];
  pane.addEventListener('draft-update', (/** @type {any} */ { detail: { version, patches } }) => told.push([version, patches.map((/** @type {any} */ patch) => patch.html)]));
  await stream();
  pane.append('ke** and [hot](htt');
  const shown = [pane.value, pane.draft.text, pane.draft.html, body().innerHTML];
  const strong = body().querySelector('strong');
  const block = pane.draft.blockAt(0);
  const range = pane.draft.rangeOf(strong);
  const isNode = pane.draft.nodesOf(block.id)[0] === body().firstChild;
  pane.streaming = false;
  return [...shown, told, range, isNode, strong === body().querySelector('strong'), body().innerHTML];
}, [
  '**bake** and [hot](htt', '**bake** and [hot](htt', '<p><strong>bake</strong> and [hot](htt</p>\n', '<p><strong>bake</strong> and hot</p>',
  [[2, ['<p>**ba</p>\n']], [3, ['<p><strong>bake</strong> and [hot](htt</p>\n']]],
  { from: 0, to: 8 }, true, true, '<p><strong>bake</strong> and [hot](htt</p>',
]);

inPage('the pane stays at the end, unless the reader leaves it, and again once the reader is back', async () => {
  const { pane, stream, painted, until } = g;
  await stream();
  const end = () => pane.scrollHeight - pane.clientHeight;
  const grow = async () => {
    for (let line = 0; line < 12; line++) pane.append(`\n\nLine ${line} of some bread.`);
    await painted();
  };
  await grow();
  await until(() => end() > 100 && end() - pane.scrollTop < 2);
  pane.scrollTop = 40;
  await painted();
  await grow();
  const left = pane.scrollTop;
  pane.scrollTop = end();
  await painted();
  await grow();
  await until(() => end() - pane.scrollTop < 2);
  pane.streaming = false;
  const before = pane.scrollTop;
  await grow();
  return [left, pane.scrollTop === before];
}, [40, true]);

inPage('the height grows and never shrinks while the text arrives', async () => {
  const { pane, body, stream, painted } = g;
  await stream();
  const article = body().parentElement;
  const text = '**\n\nA list:\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```js\nlet a\n```\n\n[label]: https://example.org/a/very/long/address/that/takes/lines\n\n$$\nx = 1\n$$\n\n'
    + `A [link](https://example.org/${'long/'.repeat(60)}) and <span title="${'long '.repeat(40)}">more</span>.\n`;
  let [last, shrunk] = [0, 0];
  for (let at = 0; at < text.length; at += 4) {
    pane.append(text.slice(at, at + 4));
    await painted(1);
    await new Promise((done) => setTimeout(done));
    const { height } = article.getBoundingClientRect();
    if (height < last - 0.5) shrunk++;
    last = height;
  }
  pane.streaming = false;
  return [shrunk, article.style.minHeight];
}, [0, '']);

inPage('a diagram is drawn once its fence closes; code has its colours while it arrives', async () => {
  const { pane, stream, painted, until } = g;
  /** @type {string[]} */
  const drawn = [];
  for (const kind of ['diagram', 'code']) pane.enhance(kind, (/** @type {any} */ { source }) => { drawn.push(`${kind} ${source.trim()}`); });
  await stream();
  pane.append('**\n\n```js\na');
  await until(() => drawn.includes('code a'));
  pane.append('\n```\n\n```mermaid\na --> b\n');
  await painted(8);
  const before = [...drawn];
  pane.append('```');
  await until(() => drawn.length > before.length);
  pane.append('\n\n```mermaid\nc --> d');
  await painted(8);
  const open = drawn.length;
  pane.streaming = false;
  await until(() => drawn.length > open);
  return [before.filter((name) => name.startsWith('diagram')), drawn.filter((name) => name.startsWith('diagram'))];
}, [[], ['diagram a --> b', 'diagram c --> d']]);

inPage('any other change while the text arrives, and at the end the nodes of a new pane', async () => {
  const { pane, body, stream, made, painted } = g;
  await stream();
  /** @type {unknown[]} */
  const seen = [];
  const look = () => seen.push(body().innerHTML);
  pane.value += 'ke** an _ov';
  look();
  pane.edit({ from: 2, to: 6, insert: 'heat' });
  look();
  pane.edit([{ from: 0, insert: '# Now\n\n' }, { from: pane.value.length, insert: 'en' }]);
  look();
  pane.value = '~~Cold';
  look();
  pane.setAttribute('flavor', 'commonmark');
  look();
  pane.removeAttribute('flavor');
  pane.append(' **oven');
  look();
  pane.remove();
  await painted();
  document.body.append(pane);
  look();
  pane.append(' `off');
  pane.streaming = false;
  const fresh = made(pane.value);
  await fresh.ready;
  return [...seen, pane.value, body().innerHTML === fresh.shadowRoot.querySelector('.body').innerHTML];
}, [
  '<p><strong>bake</strong> an <em>ov</em></p>', '<p><strong>heat</strong> an <em>ov</em></p>',
  '<h1 id="now">Now</h1><p><strong>heat</strong> an <em>oven</em></p>', '<p><del>Cold</del></p>', '<p>~~Cold</p>',
  '<p><del>Cold <strong>oven</strong></del></p>', '<p><del>Cold <strong>oven</strong></del></p>', '~~Cold **oven `off', true,
]);

inPage('random chunks and edits: at the end the nodes of a new pane', async () => {
  const { pane, body, stream, made } = g;
  await stream();
  const pieces = ['**', '*', '`', '~~', '[a](', 'https://x.y)', ' word', ' word', '\n', '\n\n', '- ', '1. ', '> ', '| a | b |\n|---|---|\n', '| 1', '```\n', '# ', '<b>', '[^1]', '[^1]: note\n', '$', '😀', '---\n', '{{<'];
  let state = 7;
  const below = (/** @type {number} */ limit) => (state = (state * 48271) % 2147483647) % limit;
  /** @type {string[]} */
  const wrong = [];
  for (let round = 0; round < 40; round++) {
    pane.value = '';
    pane.streaming = true;
    await new Promise((done) => setTimeout(done));
    for (let step = 0; step < 40; step++) {
      const piece = pieces[below(pieces.length)];
      if (below(10) > 0) pane.append(piece);
      else {
        const from = below(pane.value.length + 1);
        pane.edit({ from, to: Math.min(pane.value.length, from + below(4)), insert: piece });
      }
    }
    pane.streaming = false;
    const fresh = made(pane.value);
    await fresh.ready;
    if (body().innerHTML !== fresh.shadowRoot.querySelector('.body').innerHTML) wrong.push(pane.value);
    fresh.remove();
  }
  return wrong;
}, []);

inPage('another answer begins at the top, and what comes right before the end of a stream is shown', async () => {
  const { pane, stream, painted, until } = g;
  await stream();
  const end = () => pane.scrollHeight - pane.clientHeight;
  for (let line = 0; line < 60; line++) pane.append(`\n\nLine ${line} of some bread.`);
  await until(() => end() > 1000 && end() - pane.scrollTop < 2);
  pane.value = '';
  pane.append('Another loaf');
  await painted();
  await until(() => end() < 2);
  for (let line = 0; line < 40; line++) pane.append(`\n\nLine ${line} of some bread.`);
  pane.streaming = false;
  return [end() > 500, end() - pane.scrollTop < 2];
}, [true, true]);
