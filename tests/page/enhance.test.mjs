/** Functions that enhance code, mathematics and diagrams: when they are called, and what becomes of what they make. */
import { testsIn } from './in-page.mjs';

/** @typedef {import('../../www/draft-pane.js').DraftPane} DraftPane */

const pages = {
  '/test.html': '<!doctype html><html lang="en"><meta charset="utf-8"><title>test</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/test.css"><body><script type="module" src="/test.js"></script></body></html>',
  '/test.css': 'draft-pane { height: 400px; width: 600px }',
  '/test.js': `import '/draft-pane.js';
    window.g = window; window.pane = document.createElement('draft-pane');
    pane.options = { flavor: 'gfm' };
    document.body.append(pane);
    window.frames2 = async () => { for (let n = 0; n < 3; n++) await new Promise(requestAnimationFrame); };
    window.log = [];
    /** Says in upper case what the source is; what has "bad" in it fails. */
    window.shout = (wait) => (block) => {
      const { source, output, language } = block;
      log.push(language + ' ' + source.trim());
      const draw = () => {
        if (source.includes('bad')) throw new Error('not good: ' + source.trim());
        const p = document.createElement('p');
        p.textContent = source.trim().toUpperCase();
        output.append(p);
        return () => log.push('gone ' + source.trim());
      };
      return wait ? new Promise((resolve) => setTimeout(resolve, wait(source))).then(draw) : draw();
    };
    window.outputs = () => [...pane.shadowRoot.querySelectorAll('.enhanced, [data-tex]')].map((element) =>
      [...(element.shadowRoot?.children ?? [])].map((child) => child.localName === 'slot' ? '<' + element.textContent + '>' : (child.shadowRoot ?? child).textContent).join(' | '));`,
};

const inPage = testsIn(pages, 'outputs');

/** The page's own global object. @type {any} */
var g;

inPage('each block is asked for once, and again when its source changed; others are left alone', async () => {
  const { pane, frames2, shout, log, outputs } = g;
  pane.value = 'a $x$ b\n\n```js\none\n```\n\n```mermaid\ntwo\n```\n\n$$y$$\n\n```math\nthree\n```\n\n    four\n';
  await pane.ready;
  for (const kind of ['code', 'math', 'diagram']) pane.enhance(kind, shout());
  await frames2();
  const first = log.splice(0).sort();
  const shown = outputs();
  const before = [...pane.shadowRoot.querySelectorAll('.enhanced')];
  pane.edit({ from: 0, insert: 'Words ' });
  pane.edit({ from: pane.value.length, insert: '\n\nmore\n' });
  pane.edit({ from: 0, insert: '# Before\n\n' });
  await frames2();
  const untouched = log.splice(0);
  pane.edit({ from: pane.value.indexOf('two'), to: pane.value.indexOf('two') + 3, insert: 'second' });
  await frames2();
  const same = before.map((node) => node.isConnected);
  return { first, shown, untouched, changed: log, same, text: pane.shadowRoot.querySelector('pre code').textContent, now: outputs()[2] };
}, {
  first: [' four', 'js one', 'math three', 'math x', 'math y', 'mermaid two'],
  shown: ['X', 'ONE', 'TWO', 'Y', 'THREE', 'FOUR'],
  untouched: [],
  changed: ['mermaid second', 'gone two'],
  same: [true, true, true, true],
  text: 'one\n',
  now: 'SECOND',
});

inPage('what is gone is cleaned up: with its block, with the pane, when it is no longer wanted, in another language', async () => {
  const { pane, frames2, shout, log } = g;
  pane.value = '```js\none\n```\n\n```js\ntwo\n```\n\ntext $x$\n\n$y$\n';
  await pane.ready;
  const end = pane.enhance('math', shout());
  pane.enhance('code', shout());
  pane.enhance('code', shout(), { languages: ['css'] });
  await frames2();
  log.length = 0;
  pane.edit({ from: 0, to: pane.value.indexOf('```js\ntwo') });
  await frames2();
  const removed = log.splice(0);
  pane.edit({ from: pane.value.indexOf('$x$'), to: pane.value.indexOf('$x$') + 3, insert: '<span>x</span>' });
  await frames2();
  const turned = log.splice(0);
  pane.edit({ from: 3, to: 5, insert: 'css' });
  await frames2();
  const language = log.splice(0);
  end();
  await frames2();
  const ended = log.splice(0);
  const slots = [...pane.shadowRoot.querySelectorAll('[data-tex]')].map((element) => element.shadowRoot.firstElementChild.localName);
  const span = pane.shadowRoot.querySelector('.body span:not(.enhanced, [data-tex])');
  const host = `${span.textContent} in its ${span.shadowRoot?.firstElementChild?.localName}`;
  pane.remove();
  await null;
  const disconnected = log.splice(0);
  document.body.append(pane);
  await frames2();
  return { removed, turned, language, ended, slots, host, disconnected, again: log, bare: pane.shadowRoot.querySelectorAll('.enhanced').length };
}, {
  removed: ['gone one'],
  turned: ['gone x'],
  language: ['gone two', 'css two'],
  ended: ['gone y'],
  slots: ['slot'],
  host: 'x in its slot',
  disconnected: ['gone two'],
  again: ['css two'],
  bare: 1,
});

inPage('a broken source keeps the last good result; what is wrong is said later, and no longer once it is mended', async () => {
  const { pane, frames2, shout, outputs } = g;
  pane.value = 'a $x$ and $bad$ b\n\n```mermaid\ntwo\n```\n';
  await pane.ready;
  pane.enhance('math', shout());
  pane.enhance('diagram', shout(() => 10));
  await frames2();
  await new Promise((resolve) => setTimeout(resolve, 50));
  /** @param {string} was @param {string} is */
  const turn = async (was, is) => {
    pane.edit({ from: pane.value.indexOf(was), to: pane.value.indexOf(was) + was.length, insert: is });
    await frames2();
    await new Promise((resolve) => setTimeout(resolve, 50));
    return outputs();
  };
  const good = outputs();
  const broken = await turn('two', 'bad two');
  await new Promise((resolve) => setTimeout(resolve, 800));
  const told = outputs();
  const still = await turn('bad two', 'bad three');
  const mended = await turn('bad three', 'three');
  const formula = await turn('$bad$', '$fine$');
  const sign = await turn('$x$', '$bad$');
  await new Promise((resolve) => setTimeout(resolve, 800));
  const details = pane.shadowRoot.querySelector('[data-tex]').shadowRoot.querySelector('details');
  return { good, broken, told, still, mended, formula, sign, after: outputs(), reachable: details.firstElementChild.localName };
}, {
  good: ['X', '', 'TWO'],
  broken: ['X', '', 'TWO'],
  told: ['X', '<$bad$> | ⚠not good: bad', 'TWO | not good: bad two'],
  still: ['X', '<$bad$> | ⚠not good: bad', 'TWO | not good: bad three'],
  mended: ['X', '<$bad$> | ⚠not good: bad', 'THREE'],
  formula: ['X', 'FINE', 'THREE'],
  sign: ['X', 'FINE', 'THREE'],
  after: ['X | ⚠not good: bad', 'FINE', 'THREE'],
  reachable: 'summary',
});

inPage('a slow result for an older source never wins, and is cleaned up', async () => {
  const { pane, frames2, shout, log, outputs } = g;
  pane.value = '```mermaid\nslow\n```\n';
  await pane.ready;
  /** @type {AbortSignal[]} */
  const signals = [];
  const draw = shout((/** @type {string} */ source) => (source.includes('slow') ? 300 : 30));
  pane.enhance('diagram', (/** @type {any} */ block) => {
    signals.push(block.signal);
    return draw(block);
  });
  await frames2();
  pane.edit({ from: 11, to: 15, insert: 'quick' });
  await frames2();
  await new Promise((resolve) => setTimeout(resolve, 100));
  const quick = outputs();
  await new Promise((resolve) => setTimeout(resolve, 400));
  const later = outputs();
  // Removed while it is being made.
  pane.edit({ from: 11, to: 16, insert: 'slow again' });
  await frames2();
  pane.value = '';
  await frames2();
  await new Promise((resolve) => setTimeout(resolve, 400));
  return { quick, later, log, aborted: signals.map(({ aborted }) => aborted) };
}, {
  quick: ['QUICK'],
  later: ['QUICK'],
  log: ['mermaid slow', 'mermaid quick', 'gone slow', 'mermaid slow again', 'gone quick', 'gone slow again'],
  aborted: [true, false, true],
});

inPage('what is far out of view waits; what takes no room is given up when it is far again', async () => {
  const { pane, frames2 } = g;
  let calls = 0;
  let live = 0;
  pane.value = Array.from({ length: 1000 }, (_, n) => `\`\`\`js\n${n}\n\`\`\`\n`).join('\n');
  await pane.ready;
  pane.enhance('code', () => {
    calls++;
    live++;
    return () => live--;
  });
  await frames2();
  const near = calls;
  for (let at = 0; at <= 40_000; at += 200) {
    pane.scrollTop = at;
    await new Promise(requestAnimationFrame);
  }
  await frames2();
  const [after, kept] = [calls, live];
  pane.scrollTop = 0;
  await frames2();
  pane.remove();
  await null;
  return { near: near > 3 && near < 30, more: after > 200, bounded: kept > 20 && kept < 150, left: live };
}, { near: true, more: true, bounded: true, left: 0 });

inPage('a click on an output leads to its source; places are those of the source', async () => {
  const { pane, frames2, shout } = g;
  pane.value = 'a $x$ b\n\n```mermaid\ntwo\n```\n\nend\n';
  await pane.ready;
  for (const kind of ['math', 'diagram']) pane.enhance(kind, shout());
  await frames2();
  /** @type {unknown[]} */
  const ranges = [];
  pane.addEventListener('draft-source', (/** @type {any} */ event) => ranges.push([event.detail.from, event.detail.to]));
  for (const element of pane.shadowRoot.querySelectorAll('[data-tex], .enhanced')) {
    element.shadowRoot.firstElementChild.shadowRoot.firstElementChild.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }));
  }
  const pre = pane.shadowRoot.querySelector('pre').getBoundingClientRect();
  const origin = pane.getBoundingClientRect().top;
  return { ranges, inside: pane.offsetAt((pre.top + pre.bottom) / 2 - origin) };
}, { ranges: [[2, 5], [9, 27]], inside: 18 });

inPage('misuse is told', async () => {
  const { pane } = g;
  /** @type {string[]} */
  const said = [];
  for (const args of [['picture', () => {}], ['code', 1]]) {
    try {
      pane.enhance(...args);
    } catch (error) {
      said.push(String(error));
    }
  }
  return said;
}, ['TypeError: enhance() takes \'code\', \'math\' or \'diagram\', not "picture"', 'TypeError: enhance() takes a function, not number']);

inPage('a tree that is too deep or too large is not shown, which is said; the last good one stays', async () => {
  const { pane, outputs } = g;
  const until = async (/** @type {() => unknown} */ is) => {
    for (let n = 0; n < 300 && !is(); n++) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  pane.value = '```js\n100\n```\n';
  await pane.ready;
  let ended = 0;
  pane.enhance('code', (/** @type {any} */ { source, output }) => {
    const [deep, many, inner] = source.split(' ').map(Number);
    /**
     * The outermost and the innermost of elements in each other; joined half by half: one by one, a browser walks up
     * all of them for each.
     * @returns {HTMLElement[]}
     */
    const nest = (/** @type {number} */ levels) => {
      if (levels === 1) return Array(2).fill(document.createElement('div'));
      const [outermost, parent] = nest(levels >> 1);
      const [child, innermost] = nest(levels - (levels >> 1));
      (inner ? parent.attachShadow({ mode: 'open' }) : parent).append(child);
      return [outermost, innermost];
    };
    const [outermost, node] = nest(deep);
    output.append(outermost);
    for (let n = 0; n < many; n++) node.append('x', document.createElement('b'));
    node.append(source.trim());
    return () => void ended++;
  });
  const shown = [];
  for (const source of ['400 0', '600 0', '100000 0', '3 100000', '600 0 1', '5 10']) {
    pane.edit({ from: 6, to: pane.value.lastIndexOf('\n```'), insert: source });
    await until(() => outputs()[0]?.endsWith(source) || /to be shown/.test(outputs()[0]));
    const text = outputs()[0].replace(/^x+/, '');
    shown.push(/to be shown/.test(text) ? text.match(/ \| (.*)/)?.[1] : text);
    pane.edit({ from: 6, to: pane.value.lastIndexOf('\n```'), insert: '1 0' });
    await until(() => outputs()[0] === '1 0');
  }
  return { shown, ended };
}, {
  shown: [
    '400 0', 'This is nested too deeply to be shown: more than 500 levels of nodes.', 'This is nested too deeply to be shown: more than 500 levels of nodes.',
    'This is too large to be shown: more than 50000 nodes.', 'This is nested too deeply to be shown: more than 500 levels of nodes.', '5 10',
  ],
  ended: 11,
});
