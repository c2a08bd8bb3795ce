/** One editor with one preview, as `?subject=` says; the harness drives it through `bench`. */
import { arriving } from './arriving.js';
import { typeIntoBlock } from './block.js';
import { following } from './following.js';
import { pauseIn, watch } from './probe.js';
import { record } from './record.js';

/**
 * @typedef {object} Subject
 * @property {(text: string, words: string) => void | Promise<void>} show Puts the text into the editor and its preview;
 *   `words`: those of the paragraph that will be typed into.
 * @property {(text: string) => void} preview Shows the text in the preview alone.
 * @property {() => HTMLElement} content The element whose children are the blocks of the preview.
 * @property {import('../../www/draft-pane.js').DraftPane} [pane] Ours.
 * @property {(offset: number) => void} [caret] Puts the caret there, with the focus.
 * @property {import('@codemirror/view').EditorView} [view] Its editor, where the two scroll together.
 * @property {HTMLElement} [scroller] The element that scrolls the preview then.
 * @property {(chunk: string) => void} [append] Adds to the end of the preview.
 * @property {(text: string) => string} [html] The preview of a text as HTML.
 */

const subjects = import.meta.glob('./subjects/*.js');
const [file, variant] = (new URLSearchParams(location.search).get('subject') ?? '').split(':');
const { default: make } = /** @type {any} */ (await subjects[`./subjects/${file}.js`]());
/** @type {Subject} */
const subject = await make({
  editor: /** @type {HTMLElement} */ (document.getElementById('editor')),
  preview: /** @type {HTMLElement} */ (document.getElementById('preview')),
}, variant);

/** @type {ReturnType<typeof watch>} */
let probe;
/** @type {ReturnType<typeof record>} */
let recording;
/** @type {ReturnType<typeof following>} */
let followed;

export const bench = {
  subject,

  /** Shows a text, waits until all of it is there, and brings the place where one types into view, on both sides. @param {string} text @param {{ offset: number, words: string }} place */
  async open(text, { offset, words }) {
    probe = watch(subject.content);
    await subject.show(text, words);
    await probe.quiet(pauseIn(text));
    subject.caret?.(offset);
    paragraphWith(words).scrollIntoView({ block: 'center' });
    await probe.quiet(500);
  },

  /** Shows a text in the preview alone: see `Opening`. @param {string} text */
  async first(text) {
    let longest = 0;
    new PerformanceObserver((tasks) => {
      for (const { duration } of tasks.getEntries()) longest = Math.max(longest, duration);
    }).observe({ type: 'longtask' });
    let filled = false;
    probe = watch(subject.content, () => (filled = overflows(subject.content())));
    // Blocks in the page may be laid out later on.
    let sized = NaN;
    const frame = new MessageChannel();
    frame.port1.onmessage = () => (sized = performance.now());
    new ResizeObserver(() => frame.port2.postMessage(null)).observe(subject.content());
    const start = performance.now();
    subject.preview(text);
    await probe.quiet(pauseIn(text), () => performance.now() - sized > 1000);
    return { painted: probe.paintedFirst - start, complete: Math.max(probe.painted, sized) - start, longest, filled };
  },

  /** Lets a text arrive in chunks. @param {string[]} chunks @param {number} pause */
  arrive: (chunks, pause) => arriving(/** @type {any} */ (subject), chunks, pause),

  /** Before a key. */
  arm: () => probe.arm(),

  /** After it: the milliseconds from the key to the frame that shows it. */
  key: () => probe.key(),

  /** The text of the paragraph with these words, as the preview shows it. @param {string} words */
  paragraph: (words) => paragraphWith(words).textContent,

  /** From now on counts what changes below a line on top of the preview. @param {string} line */
  record(line) {
    recording = record(subject.content(), line);
  },

  /** The changes there, and the node on top. */
  async below() {
    await probe.quiet(500);
    return { ...recording(), first: subject.content().firstElementChild?.textContent };
  },

  /** Shows a text on both sides, to scroll them together. @param {string} text */
  async together(text) {
    probe = watch(subject.content);
    await subject.show(text, '');
    await probe.quiet(300);
    followed = following(subject, text);
  },

  /** The answer to the last `together`. */
  get followed() {
    return followed;
  },

  /** Types into the middle of a huge block. @param {string} text @param {number} offset @param {number} rounds */
  block: (text, offset, rounds) => typeIntoBlock(subject, text, offset, rounds),
};
Object.assign(globalThis, { bench });

/** @param {string} words */
function paragraphWith(words) {
  const found = [...subject.content().querySelectorAll('p')].find((p) => p.textContent?.includes(words));
  if (!found) throw new Error(`No paragraph has the words “${words}”.`);
  return found;
}

/** Whether it is higher than the nearest ancestor that scrolls. @param {Element} element */
function overflows(element) {
  for (let at = /** @type {Element | null} */ (element); at; ) {
    if (/auto|scroll/.test(getComputedStyle(at).overflowY)) return at.scrollHeight > at.clientHeight;
    const root = at.getRootNode();
    at = at.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
  }
  return false;
}
