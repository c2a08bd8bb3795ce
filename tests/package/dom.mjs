/** A component's test as Vitest and Jest run it: a DOM without a browser, whose globals are there first. `node dom.mjs jsdom`. */
import assert from 'node:assert/strict';

/** Names that Node has, too, and that a DOM's events need of the DOM's own kind. */
const BOTH = ['AbortController', 'AbortSignal', 'CustomEvent', 'Event', 'EventTarget', 'navigator'];

const { window } = await ({
  /** @returns {Promise<any>} */
  jsdom: async () => {
    const name = 'jsdom'; // it has no types
    const { JSDOM } = await import(name);
    return new JSDOM('<!doctype html><body></body>', { url: 'http://localhost/', pretendToBeVisual: true });
  },
  /** @returns {Promise<any>} */
  'happy-dom': async () => {
    const { Window } = await import('happy-dom');
    return { window: new Window({ url: 'http://localhost/' }) };
  },
})[/** @type {'jsdom' | 'happy-dom'} */ (process.argv[2])]();
for (const name of [...Object.getOwnPropertyNames(window), ...BOTH, 'document', 'location', 'customElements', 'requestAnimationFrame', 'cancelAnimationFrame', 'getComputedStyle']) {
  if (!BOTH.includes(name) && name in globalThis) continue;
  Object.defineProperty(globalThis, name, { value: window[name], configurable: true, writable: true });
}

await import(process.argv[3]);
const { connect } = await import(process.argv[4]);

/** @type {import('../../www/draft-pane.js').DraftPane} */
const pane = document.createElement('draft-pane');
pane.value = '# Early';
document.body.append(pane);
await pane.ready;
const root = /** @type {ShadowRoot} */ (pane.shadowRoot);
const shown = (/** @type {string} */ selector) => root.querySelector(selector)?.textContent;
assert.equal(shown('.body h1'), 'Early');

pane.value = '---\ntitle: A post\ndate: 2024-01-02\n---\n## Hello *you*\n\n![x](y.png)\n\n[there](#hello-you) `code` and a note[^1].\n\n[^1]: The note.\n';
assert.equal(shown('.body h2'), 'Hello you');
assert.equal(shown('header .title'), 'A post');
pane.edit({ from: pane.value.indexOf('Hello'), to: pane.value.indexOf(' *you'), insert: 'Bye' });
pane.append('\n- [ ] box\n');
assert.equal(shown('.body h2'), 'Bye you');
assert.equal(root.querySelectorAll('.body li input').length, 1);
pane.reveal(20);
pane.reveal(pane.value.length, { align: 1 });
assert.equal(typeof pane.offsetAt(0), 'number');

/** @type {unknown[]} */
const told = [];
pane.addEventListener('draft-diagnostics', ({ detail }) => told.push(['diagnostics', detail.diagnostics.map(({ code }) => code)]));
pane.addEventListener('draft-edit', ({ detail }) => told.push(['edit', detail.changes]));
pane.addEventListener('draft-source', ({ detail }) => told.push(['source', detail.from, detail.to]));

const field = document.createElement('textarea');
field.value = '- [ ] task\n\nA <u>word</u>.\n';
document.body.append(field);
const disconnect = connect(field, pane);
assert.equal(pane.value, field.value);
/** @type {HTMLElement} */ (root.querySelector('.body input')).click();
assert.equal(field.value, '- [x] task\n\nA <u>word</u>.\n');
assert.equal(pane.value, field.value);
/** @type {HTMLElement} */ (root.querySelector('.body p')).click();
field.value += '\nTyped.\n';
field.dispatchEvent(new Event('input', { bubbles: true }));
assert.match(root.querySelector('.body')?.textContent ?? '', /Typed\./);
field.focus();
pane.focus();
await new Promise((resolve) => setTimeout(resolve, 300));
assert.deepEqual(told.map((each) => /** @type {unknown[]} */ (each)[0]).sort(), ['diagnostics', 'edit', 'source']);
assert.deepEqual(told.find((each) => /** @type {unknown[]} */ (each)[0] === 'edit'), ['edit', [{ from: 3, to: 4, insert: 'x' }]]);
disconnect();

pane.styles = [];
pane.enhance('code', ({ output }) => output.append('drawn'))();
pane.setAttribute('flavor', 'gfm');
pane.options = { images: 'ask' };
pane.resolveUrl = (url) => `/mapped/${url}`;
pane.value = '![a](b.png)\n';
await new Promise((resolve) => setTimeout(resolve, 20));
assert.equal(root.querySelector('.body img')?.getAttribute('src'), '/mapped/b.png');
pane.remove();
await new Promise((resolve) => setTimeout(resolve, 20));
assert.equal(/** @type {unknown} */ (pane.draft), null);
document.body.append(pane);
assert.equal(pane.value, '![a](b.png)\n');
assert.equal(root.querySelectorAll('.body img').length, 1);
console.log('done');
process.exit(0);
