/**
 * Connects a text field with a `<draft-pane>`.
 *
 * @module draftpane/textarea
 */

import { check } from '../base/check.js';
import { difference } from '../base/difference.js';
import { checkPane, join } from './connection.js';
import { Mirror } from './mirror.js';
import { scrolling } from './scroll.js';
import { watchValue } from './value.js';

/** @typedef {import('../draft-pane.js').DraftPane} DraftPane */
/** @typedef {import('../engine.js').Change} Change */
/** @typedef {import('../engine.js').Diagnostic} Diagnostic */
/** @typedef {import('./connection.js').ConnectOptions} ConnectOptions */

/** The number of problems that a screen reader reads: nobody listens to more. */
const TOLD = 5;

/** Keys that move a caret. */
const CARET_KEYS = new Set(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown', 'Home', 'End']);

let count = 0;

/**
 * Shows the field's text in the pane and keeps it so: each edit goes to the
 * pane as a change, what the pane asks for goes back as one step of undo, both
 * scroll together and a click in the preview finds its source. Changes by
 * programs (`value`, `setRangeText`, a form's reset) are followed, too: until
 * `disconnect`, the field has a `value` of its own in front of its class's.
 *
 * An element after the field, named by `aria-describedby`, describes the
 * problems of the text to assistive technology.
 *
 * @param {HTMLTextAreaElement} field
 * @param {DraftPane} pane
 * @param {ConnectOptions} [options]
 * @returns {() => void} disconnects
 */
export function connect(field, pane, options = {}) {
  check('setRangeText' in Object(field), 'The editor is a <textarea>', field);
  checkPane(pane);
  const stop = new AbortController();
  const { signal } = stop;
  const mirror = new Mirror(field);
  const description = options.diagnostics === false ? null : describe(field);
  let text = field.value;
  let writing = false;

  const connection = join(pane, {
    side: {
      element: field,
      ...scrolling(field),
      offsetAt: (y) => mirror.offsetAt(y + field.scrollTop),
      reveal(offset, { align }) {
        field.scrollTop = offset > text.length + 1 ? field.scrollHeight : mirror.yOf(offset) - align * field.clientHeight;
      },
    },
    text: () => text,
    readOnly: () => field.readOnly || field.matches(':disabled'),
    caret: () => (field.selectionDirection === 'backward' ? field.selectionStart : field.selectionEnd),
    write(changes) {
      writing = true;
      write(field, changes);
      writing = false;
      follow(false);
    },
    goTo(offset) {
      field.focus({ preventScroll: true });
      field.setSelectionRange(offset, offset);
      field.scrollTop = mirror.yOf(offset) - field.clientHeight / 2;
    },
    mark: description && ((diagnostics) => description.show(diagnostics)),
  }, options);

  /** @param {boolean} byHand */
  function follow(byHand) {
    const next = field.value;
    const change = difference(text, next);
    text = next;
    if (change) connection.changed([change], byHand);
  }

  field.addEventListener('input', (event) => follow(event.isTrusted && !writing), { signal });
  // No event tells that the caret moved, and by whom: these are what moves it.
  field.addEventListener('keydown', ({ key }) => CARET_KEYS.has(key) && connection.moved(), { signal });
  field.addEventListener('pointerup', () => connection.moved(), { signal });
  // Its fields have their values only after the event.
  field.form?.addEventListener('reset', () => setTimeout(() => !signal.aborted && follow(false)), { signal });
  // Where another connection was put in front, this one stays in its chain.
  const unwatch = watchValue(field, () => !signal.aborted && follow(false));
  const states = new MutationObserver(() => connection.checkReadOnly());
  states.observe(field, { attributes: true, attributeFilter: ['readonly', 'disabled'] });

  return () => {
    stop.abort();
    unwatch();
    states.disconnect();
    connection.stop();
    description?.remove();
    mirror.remove();
  };
}

/**
 * Makes changes as one step of undo; selection, scroll position and focus stay.
 *
 * @param {HTMLTextAreaElement} field
 * @param {Change[]} changes
 */
function write(field, changes) {
  const sorted = changes.map(({ from, to = from, insert = '' }) => ({ from, to, insert })).sort((a, b) => a.from - b.from || a.to - b.to);
  if (sorted.length === 0) return;
  const { value, selectionStart, selectionEnd, selectionDirection, scrollTop } = field;
  const [start, end] = [sorted[0].from, sorted[sorted.length - 1].to];
  // One stretch, from the first change to the last: a field undoes each insertion by itself.
  let insert = '';
  let at = start;
  for (const change of sorted) {
    insert += value.slice(at, change.from) + change.insert;
    at = change.to;
  }

  const root = /** @type {Document | ShadowRoot} */ (field.getRootNode());
  const focused = deepFocus(field.ownerDocument);
  if (root.activeElement !== field) field.focus({ preventScroll: true });
  field.setSelectionRange(start, end);
  // This is the only change by a script to a field that can be undone. It inserts plain text.
  const done = insert === '' && start === end ? true : field.ownerDocument.execCommand?.('insertText', false, insert);
  if (!done) {
    field.setRangeText(insert, start, end);
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, inputType: 'insertReplacementText' }));
  }
  field.setSelectionRange(moved(selectionStart, sorted), moved(selectionEnd, sorted), selectionDirection);
  field.scrollTop = scrollTop;
  if (focused && focused !== field) /** @type {HTMLElement} */ (focused).focus({ preventScroll: true });
}

/**
 * Where an offset is after changes.
 *
 * @param {number} offset
 * @param {{ from: number, to: number, insert: string }[]} changes
 */
function moved(offset, changes) {
  let shift = 0;
  for (const { from, to, insert } of changes) {
    if (from >= offset) break;
    if (to > offset) return from + shift + Math.min(offset - from, insert.length);
    shift += insert.length - (to - from);
  }
  return offset + shift;
}

/** @param {Document} document */
function deepFocus(document) {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  return focused;
}

/**
 * A description of the field that only assistive technology meets.
 *
 * @param {HTMLTextAreaElement} field
 */
function describe(field) {
  const element = field.ownerDocument.createElement('div');
  element.id = `draftpane-problems-${++count}`;
  element.hidden = true;
  field.after(element);
  const others = () => (field.getAttribute('aria-describedby') ?? '').split(/\s+/).filter((id) => id && id !== element.id);
  /** @param {string[]} ids */
  const set = (ids) => (ids.length > 0 ? field.setAttribute('aria-describedby', ids.join(' ')) : field.removeAttribute('aria-describedby'));
  return {
    /** @param {Diagnostic[]} diagnostics */
    show(diagnostics) {
      const lines = diagnostics.slice(0, TOLD).map(({ line, message }) => `Line ${line}: ${message}`);
      if (diagnostics.length > TOLD) lines.push(`${diagnostics.length - TOLD} more problems.`);
      const text = lines.join('\n');
      if (element.textContent === text) return;
      element.textContent = text;
      set(text ? [...others(), element.id] : others());
    },
    remove() {
      set(others());
      element.remove();
    },
  };
}
