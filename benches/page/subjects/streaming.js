/** Previews of a text that arrives in chunks, and stay at its end. */

/** @param {{ preview: HTMLElement, editor: HTMLElement }} places @param {string} variant */
export default async function streaming({ preview, editor }, variant) {
  editor.remove();
  preview.style.cssText = 'position: fixed; inset: 0; overflow: auto';
  const make = { draftpane, streamdown, marked }[variant];
  if (!make) throw new Error(`There is no ${variant}.`);
  return { content: () => preview, ...(await make(preview)) };
}

/** @param {HTMLElement} place */
async function draftpane(place) {
  await import('../../../www/draft-pane.js');
  const { default: init } = await import('../../../www/pkg/draftpane.js');
  const pane = /** @type {import('../../../www/draft-pane.js').DraftPane} */ (document.createElement('draft-pane'));
  pane.options = { flavor: 'gfm' };
  pane.style.height = '100vh';
  place.append(pane);
  pane.streaming = true;
  await pane.ready;
  const { memory } = await init();
  return {
    append: (/** @type {string} */ chunk) => pane.append(chunk),
    text: () => pane.shadowRoot?.querySelector('.body')?.textContent ?? '',
    wasm: () => memory.buffer.byteLength,
  };
}

/** As its manual has it, in React: all of the text each time. @param {HTMLElement} place */
async function streamdown(place) {
  const [{ createElement }, { createRoot }, { Streamdown }] = await Promise.all([import('react'), import('react-dom/client'), import('streamdown')]);
  const inner = follow(place);
  const root = createRoot(inner);
  let text = '';
  return {
    append: (/** @type {string} */ chunk) => root.render(createElement(Streamdown, { children: text += chunk })),
    text: () => inner.textContent ?? '',
    wasm: () => 0,
  };
}

/** Everything again for each chunk. @param {HTMLElement} place */
async function marked(place) {
  const { marked } = await import('marked');
  const inner = follow(place);
  let text = '';
  return {
    append: (/** @type {string} */ chunk) => void (inner.innerHTML = /** @type {string} */ (marked.parse(text += chunk))),
    text: () => inner.textContent ?? '',
    wasm: () => 0,
  };
}

/** Keeps a place at its end while it grows. @param {HTMLElement} place */
function follow(place) {
  const inner = document.createElement('div');
  place.append(inner);
  new ResizeObserver(() => (place.scrollTop = place.scrollHeight)).observe(inner);
  return inner;
}
