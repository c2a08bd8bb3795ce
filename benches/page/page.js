/** One editor with one preview, as `?subject=` says; the harness drives it through `bench`. */
import { watch } from './probe.js';

/**
 * @typedef {object} Subject
 * @property {(text: string) => void | Promise<void>} show Puts the text into the editor and its preview.
 * @property {() => HTMLElement} content The element whose children are the blocks of the preview.
 * @property {(offset: number) => void} [caret] Puts the caret there, with the focus.
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

Object.assign(globalThis, {
  bench: {
    subject,

    /** Shows a text, waits until all of it is there, and brings the place where one types into view, on both sides. @param {string} text @param {{ offset: number, words: string }} place */
    async open(text, { offset, words }) {
      probe = watch(subject.content);
      await subject.show(text, words);
      await probe.quiet(1000);
      subject.caret?.(offset);
      paragraphWith(words).scrollIntoView({ block: 'center' });
      await probe.quiet(500);
    },

    /** Shows a text; how long until its first screen is painted, and until nothing changes any more. @param {string} text */
    async first(text) {
      probe = watch(subject.content);
      const start = performance.now();
      await subject.show(text);
      const returned = performance.now() - start;
      await probe.quiet(0);
      const painted = probe.paintedFirst - start;
      const { scrollHeight, clientHeight } = scrollerOf(subject.content());
      const filled = scrollHeight > clientHeight;
      await probe.quiet(1000);
      return { returned, painted, complete: probe.painted - start, filled };
    },

    /** Before a key. */
    arm: () => probe.arm(),

    /** After it: the milliseconds from the key to the frame that shows it. */
    key: () => probe.key(),

    /** What the preview shows of the paragraph with these words. @param {string} words */
    paragraph: (words) => paragraphWith(words).textContent,
  },
});

/** @param {string} words */
function paragraphWith(words) {
  const found = [...subject.content().querySelectorAll('p')].find((p) => p.textContent?.includes(words));
  if (!found) throw new Error(`No paragraph has the words “${words}”.`);
  return found;
}

/** The nearest ancestor that scrolls. @param {Element} element @returns {Element} */
function scrollerOf(element) {
  for (let at = /** @type {Element | null} */ (element); at; ) {
    if (/auto|scroll/.test(getComputedStyle(at).overflowY)) return at;
    const root = at.getRootNode();
    at = at.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
  }
  return document.documentElement;
}
