/**
 * Code, mathematics and diagrams, shown better than as text by functions of the
 * embedding page.
 *
 * Only what is in view, or soon will be, is enhanced, and again when its source
 * changed. A function draws into a place of its own, which takes the place of
 * what was shown before once it is done: what fails, or comes too late, leaves
 * that as it was.
 *
 * @module
 */

import { checkSize, nodesBelow } from '../base/bounds.js';
import { check } from '../base/check.js';
import { firstOf } from '../base/first-of.js';
import { onSize } from '../base/sizes.js';
import { shown } from '../engine/checks.js';
import { sayOnce } from '../engine/say.js';
import { Enhanced, cleanUp } from './enhanced.js';
import { hold } from './hold.js';
import { isElement } from './kind.js';
import { laidOut } from './laid-out.js';
import { isAdded } from './surface.js';

/** @typedef {import('./enhanced.js').CleanUp} CleanUp */
/** @typedef {import('./enhanced.js').Description} Description */
/** @typedef {import('./enhanced.js').Enhance} Enhance */
/** @typedef {import('./enhanced.js').Entry} Entry */
/** @typedef {import('./enhanced.js').Kind} Kind */

/** The languages of fences that are not code. @type {Record<Kind, string[]>} */
const LANGUAGES = { code: [], math: ['math'], diagram: ['mermaid'] };

/** The elements that may be enhanced: formulas, and the code of fences. */
const CANDIDATES = '[data-tex], pre > code';

/** How far out of view to enhance, in heights of the pane. */
const MARGIN = 1.5;
/** How far to scroll before looking again, likewise: what is drawn moves what is below, which costs a layout of the post. */
const STEP = 0.75;
/** For how long to work in one frame, in milliseconds. */
const SLICE_MS = 8;
/** How long a source may be broken before it is said, in milliseconds: most are half typed. */
const PATIENCE_MS = 700;
/** The number of results without a size of their own that are kept out of view: browsers look at each range of a highlight often. */
const KEPT = 100;
/** Fewer elements than this are looked at one by one. */
const FEW = 50;

export class Enhancements {
  #pane;
  #body;
  /** @type {Entry[]} */
  #entries = [];
  /** @type {Map<HTMLElement, Enhanced>} */
  #enhanced = new Map();
  /** @type {AbortController | null} */
  #running = null;
  #due = 0;
  /** Whether the body changed since it was last looked at. */
  #changed = false;
  #told;
  /** Where the body was when it was looked at. */
  #seenAt = NaN;
  /** Whether it does not start yet. */
  waits = false;
  /** Whether the source of an element is still arriving: formulas and diagrams wait for all of it. @type {(element: Element) => boolean} */
  isArriving = () => false;
  /** Resolves the promises of those who wait for the whole post. @type {(() => void)[]} */
  #wholeWanted = [];

  /**
   * @param {HTMLElement} pane what scrolls
   * @param {HTMLElement} body
   * @param {() => void} told called after a problem was shown, or is gone
   */
  constructor(pane, body, told) {
    this.#pane = pane;
    this.#body = body;
    this.#told = told;
  }

  /**
   * @param {Kind} kind
   * @param {Enhance} enhance
   * @param {string[]} [languages]
   * @returns {() => void} ends it
   */
  add(kind, enhance, languages) {
    const own = typeof kind === 'string' && Object.hasOwn(LANGUAGES, kind) ? LANGUAGES[kind] : undefined;
    if (!own) throw new TypeError(`enhance() takes 'code', 'math' or 'diagram', not ${shown(kind)}`);
    check(typeof enhance === 'function', 'enhance() takes a function', enhance);
    const names = [languages ?? own].flat();
    for (const name of names) check(typeof name === 'string', '`languages` of enhance() are strings', name);
    const entry = { kind, enhance, languages: names.map((name) => name.toLowerCase()) };
    this.#entries.push(entry);
    if (this.#body.isConnected) this.start();
    this.#again();
    return () => {
      this.#entries = this.#entries.filter((other) => other !== entry);
      for (const [element, enhanced] of this.#enhanced) if (enhanced.entry === entry) this.#end(element, enhanced);
      if (this.#entries.length === 0) this.stop();
      this.#again();
    };
  }

  /** Looks at the body from now on; of use only while it is in a document. */
  start() {
    if (this.waits || this.#running || this.#entries.length === 0) return;
    this.#running = new AbortController();
    const { signal } = this.#running;
    const schedule = () => this.#again();
    const changes = new MutationObserver(() => {
      this.#changed = true;
      schedule();
    });
    changes.observe(this.#body, { childList: true, subtree: true, characterData: true, attributeFilter: ['data-tex', 'class'] });
    const unsized = onSize([this.#pane, this.#body], schedule);
    // Where the pane does not scroll by itself, something around it does.
    for (const target of [this.#pane, this.#pane.ownerDocument]) {
      target.addEventListener('scroll', () => this.#schedule(), { capture: true, passive: true, signal });
    }
    signal.addEventListener('abort', () => {
      changes.disconnect();
      unsized();
    });
    schedule();
  }

  /** Ends all enhancements, until the next start. */
  stop() {
    this.#running?.abort();
    this.#running = null;
    cancelAnimationFrame(this.#due);
    this.#due = 0;
    for (const [element, enhanced] of this.#enhanced) this.#end(element, enhanced);
    this.#endWhole();
  }

  /** Enhances the whole post. @returns {Promise<void>} resolves once each block is drawn, or has failed, or nothing is enhanced */
  whole() {
    if (!this.#running) return Promise.resolve();
    return new Promise((resolve) => {
      this.#wholeWanted.push(resolve);
      this.#again();
    });
  }

  #endWhole() {
    for (const resolve of this.#wholeWanted.splice(0)) resolve();
  }

  /** Blocks that could not be drawn. */
  get undrawn() {
    return [...this.#enhanced].flatMap(([element, { problem, entry }]) => (problem === null ? [] : [{ element, kind: entry.kind, message: problem }]));
  }

  /** Looks again at what is in view: the source of a block has arrived. */
  arrived() {
    this.#again();
  }

  /** Looks at what is in view, wherever that was looked at last. */
  #again() {
    this.#seenAt = NaN;
    this.#schedule();
  }

  #schedule() {
    if (!this.#running || this.#due) return;
    this.#due = requestAnimationFrame(() => {
      this.#due = 0;
      this.#work();
    });
  }

  #work() {
    const { top } = this.#body.getBoundingClientRect();
    const height = Math.min(this.#pane.clientHeight, this.#pane.ownerDocument.defaultView?.innerHeight ?? 0);
    if (Math.abs(top - this.#seenAt) < STEP * height) return;
    const end = performance.now() + SLICE_MS;
    if (this.#changed) {
      // The engine turns elements into others where they are.
      for (const [element, enhanced] of this.#enhanced) if (!this.#body.contains(element) || !isCandidate(element)) this.#end(element, enhanced);
      this.#changed = false;
    }
    const near = this.#near();
    for (const element of near) {
      this.#visit(element);
      if (performance.now() < end) continue;
      this.#schedule();
      return;
    }
    this.#seenAt = top;
    if (this.#wholeWanted.length > 0) {
      if (![...this.#enhanced.values()].some(({ call }) => call)) this.#endWhole();
      return;
    }
    // Results out of view that can be removed without moving anything.
    let kept = 0;
    for (const [element, enhanced] of [...this.#enhanced].reverse()) {
      if (near.has(element) || enhanced.result?.output !== null || enhanced.call) continue;
      if (++kept > KEPT) this.#end(element, enhanced);
    }
  }

  /** The elements in view or soon in view, in the order in which to enhance them. */
  #near() {
    /** @type {Set<HTMLElement>} */
    const near = new Set();
    /** @param {Element} candidate */
    const add = (candidate) => {
      const element = candidate.localName === 'code' ? candidate.parentElement : candidate;
      if (element) near.add(/** @type {HTMLElement} */ (element));
    };
    if (this.#wholeWanted.length > 0) {
      this.#body.querySelectorAll(CANDIDATES).forEach(add);
      return near;
    }
    const { top, bottom } = this.#pane.getBoundingClientRect();
    const view = this.#pane.ownerDocument.defaultView;
    const [from, to] = [Math.max(top, 0), Math.min(bottom, view?.innerHeight ?? 0)];
    if (from >= to) return near;
    const margin = MARGIN * (to - from);
    const blocks = within(this.#body.children, from - margin, to + margin, laidOut(this.#body));
    const inView = blocks.findIndex((block) => block.getBoundingClientRect().bottom > from);
    for (const block of [...blocks.slice(inView), ...blocks.slice(0, inView).reverse()]) {
      const found = [...block.querySelectorAll(CANDIDATES)];
      if (block.matches(CANDIDATES)) found.push(block);
      within(found, from - margin, to + margin).forEach(add);
    }
    return near;
  }

  /** @param {HTMLElement} element */
  #visit(element) {
    const description = describe(element);
    const entry = description && this.#entryFor(description);
    let enhanced = this.#enhanced.get(element);
    if (enhanced && (enhanced.entry !== entry || enhanced.description.display !== description?.display)) {
      this.#end(element, enhanced);
      enhanced = undefined;
    }
    if (!entry || !description) return;
    if (entry.kind !== 'code' && this.isArriving(element)) return;
    if (!enhanced) {
      enhanced = new Enhanced(entry, description);
      this.#enhanced.set(element, enhanced);
    } else if (enhanced.description.source === description.source && enhanced.description.language === description.language) {
      return;
    }
    enhanced.description = description;
    this.#call(enhanced);
  }

  /** The latest function for it, of those for a language before those for any. @param {Description} description */
  #entryFor({ element, language }) {
    const fence = element.localName === 'pre';
    const fitting = this.#entries.filter(({ kind, languages }) =>
      (fence ? languages.length === 0 || languages.includes(language) : kind === 'math'));
    return fitting.findLast(({ languages }) => languages.length > 0) ?? fitting.at(-1);
  }

  /** @param {Enhanced} enhanced */
  #call(enhanced) {
    enhanced.call?.abort();
    clearTimeout(enhanced.due);
    const call = new AbortController();
    enhanced.call = call;
    /** @type {HTMLElement | null} */
    let host = null;
    const { element, display } = enhanced.description;
    const block = {
      ...enhanced.description,
      signal: call.signal,
      // Many have no use for it.
      get output() {
        host ??= element.ownerDocument.createElement(display ? 'div' : 'span');
        return host.shadowRoot ?? host.attachShadow({ mode: 'open' });
      },
    };
    /** @param {CleanUp | void} result */
    const done = (result) => {
      if (call.signal.aborted) {
        cleanUp(result);
        return;
      }
      const output = host?.shadowRoot?.hasChildNodes() ? host : null;
      try {
        if (output) checkSize(/** @type {Node} */ (output), nodesBelow);
      } catch (error) {
        failed(error);
        cleanUp(result);
        return;
      }
      enhanced.call = null;
      const before = enhanced.result;
      enhanced.result = { cleanUp: result, output };
      enhanced.problem = null;
      this.#show(enhanced);
      cleanUp(before?.cleanUp);
    };
    /** @param {unknown} error */
    const failed = (error) => {
      if (call.signal.aborted) return;
      enhanced.call = null;
      const message = error instanceof Error ? error.message : String(error);
      const say = () => {
        enhanced.problem = message;
        this.#show(enhanced);
      };
      // A reported problem stays until it is corrected.
      if (enhanced.problem !== null) say();
      else enhanced.due = setTimeout(say, PATIENCE_MS);
    };
    try {
      const result = enhanced.entry.enhance(block);
      if (typeof result === 'function' && result.length > 0) sayOnce('error', 'a function of pane.enhance() returns another one for a block: call it first, as in `code()`.');
      // Not later than it has to: colours follow what is typed in the same frame.
      if (result instanceof Promise || typeof (/** @type {any} */ (result)?.then) === 'function') Promise.resolve(result).then(done, failed);
      else done(result);
    } catch (error) {
      failed(error);
    }
  }

  /** @param {Enhanced} enhanced */
  #show({ surface, result, problem }) {
    this.#told();
    if (this.#wholeWanted.length > 0) this.#again();
    hold(this.#pane, this.#body, () => {
      surface.show(result?.output ?? null);
      surface.tell(problem);
    });
  }

  /**
   * @param {HTMLElement} element
   * @param {Enhanced} enhanced
   */
  #end(element, enhanced) {
    this.#enhanced.delete(element);
    if (enhanced.problem !== null) this.#told();
    enhanced.end();
  }
}

/** @param {Element} element */
const isCandidate = (element) => element.localName === 'pre' ? element.firstElementChild?.localName === 'code' : element.hasAttribute('data-tex');

/**
 * @param {HTMLElement} element a candidate, or the `<pre>` around one
 * @returns {Description | null}
 */
function describe(element) {
  if (element.localName !== 'pre') {
    const { tex = '' } = element.dataset;
    return { element, source: tex, language: 'math', display: element.classList.contains('math-display') };
  }
  const { firstChild: code } = element;
  // With more than code in it, it is a text of its own kind.
  if (!isElement(code) || (code.nextSibling && !isAdded(code.nextSibling))) return null;
  const name = [...code.classList].find((name) => name.startsWith('language-')) ?? '';
  return { element, source: code.textContent ?? '', language: name.slice('language-'.length).toLowerCase(), display: true };
}

/**
 * Those of elements, one below the other, that reach into a stretch.
 *
 * @param {ArrayLike<Element>} elements
 * @param {number} top
 * @param {number} bottom
 * @param {number} [count] of them, the first ones
 * @returns {Element[]}
 */
function within(elements, top, bottom, count = elements.length) {
  if (elements.length < FEW) {
    return Array.prototype.filter.call(elements, (element) => {
      const rect = element.getBoundingClientRect();
      return rect.bottom > top && rect.top < bottom;
    });
  }
  /** The first element that is, or comes after what is. @param {(rect: DOMRect) => boolean} is */
  const first = (is) => firstOf(0, count, (at) => is(elements[at].getBoundingClientRect()));
  const from = first((rect) => rect.bottom > top);
  return Array.prototype.slice.call(elements, from, Math.max(from, first((rect) => rect.top >= bottom)));
}
