/**
 * The part that all adapters share: an editor and a `<draft-pane>`, one text.
 *
 * @module
 */

import { check } from '../base/check.js';
import { selectedText } from '../base/selected.js';
import { warnOfUnknown } from '../engine/names.js';
import { scrolling, scrollTogether } from './scroll.js';

/** @typedef {import('../draft-pane.js').DraftPane} DraftPane */
/** @typedef {import('../engine.js').Change} Change */
/** @typedef {import('../engine.js').Diagnostic} Diagnostic */

/**
 * @typedef {object} ConnectOptions
 * @property {boolean} [scroll] scroll both together; default true
 * @property {'dblclick' | 'modifier' | 'click' | 'none'} [clickToSource] which click in the
 *   preview moves the caret to its source: a double click (the default), one with Ctrl or
 *   Command held, any, or none
 * @property {boolean} [diagnostics] tell the editor what is wrong with the text; default true. With several panes on
 *   one editor, one of them is enough.
 */

/**
 * @typedef {object} Editor An editor, as a connection needs it. Offsets are UTF-16 code units.
 * @property {import('./scroll.js').Side} side
 * @property {() => string} text
 * @property {() => boolean} readOnly
 * @property {() => number} caret
 * @property {(changes: Change[]) => void} write makes changes as one step of undo, and keeps the selection
 * @property {(offset: number) => void} goTo moves the caret, shows it and takes the focus
 * @property {((diagnostics: Diagnostic[]) => void) | null} mark shows what is wrong; an empty list takes it away
 */

/**
 * @typedef {object} Connection
 * @property {(changes: Change[], byHand: boolean) => void} changed after the editor's text changed; `byHand`: by what a
 *   person did there, as opposed to a program
 * @property {() => void} moved after a person moved the caret, by a key, a click, a search: the preview shows its place
 * @property {() => void} replaced after the editor has another text
 * @property {() => void} checkReadOnly after it may have become, or ceased to be, read-only
 * @property {(code: string, message: string, from: number) => Change[] | null} fixFor the changes that mend what a
 *   diagnostic told, as the text is now
 * @property {() => void} stop
 */

/** Those of all adapters. */
const OPTIONS = ['scroll', 'clickToSource', 'diagnostics', 'setDiagnostics', 'monaco'];

/** The editors of each pane: boxes can be ticked while one of them can be written to. @type {WeakMap<DraftPane, Set<Editor>>} */
const editors = new WeakMap();

/**
 * Checks the pane of an adapter, before anything is done.
 *
 * @param {unknown} pane
 * @throws {TypeError}
 */
export function checkPane(pane) {
  check('edit' in Object(pane), 'The pane is a <draft-pane>, of draftpane/element', pane);
}

/**
 * Shows an editor's text in a pane, and does in the editor what the pane asks for.
 *
 * @param {DraftPane} pane
 * @param {Editor} editor
 * @param {ConnectOptions} [options]
 * @returns {Connection}
 */
export function join(pane, editor, options = {}) {
  warnOfUnknown(options, OPTIONS, 'options of connect()');
  const { scroll = true, clickToSource = 'dblclick', diagnostics = true } = options;
  const stop = new AbortController();
  const { signal } = stop;
  const mark = diagnostics ? editor.mark : null;
  let frame = 0;

  const all = editors.get(pane) ?? new Set();
  editors.set(pane, all.add(editor));
  const checkReadOnly = () => (pane.editable = [...all].some((each) => !each.readOnly()));

  pane.value = editor.text();
  checkReadOnly();
  const together = scroll ? scrollTogether(editor.side, paneSide(pane)) : null;

  pane.addEventListener('draft-edit', (event) => {
    if (editor.readOnly()) return;
    const { changes } = /** @type {CustomEvent<{ changes: Change | Change[] }>} */ (event).detail;
    editor.write([changes].flat());
  }, { signal });

  pane.addEventListener('draft-source', (event) => {
    const { from, caret = from, event: click } = /** @type {CustomEvent<{ from: number, caret?: number, event: MouseEvent }>} */ (event).detail;
    const meant = {
      click: true,
      dblclick: click.detail === 2,
      modifier: click.ctrlKey || click.metaKey,
      none: false,
    }[clickToSource];
    if (!meant) return;
    const word = click.detail === 2 && pane.shadowRoot ? selectedText(pane.shadowRoot) : '';
    editor.goTo(caret);
    if (word) copyNext(editor.side.element.ownerDocument, word, signal);
  }, { signal });

  if (mark) {
    pane.addEventListener('draft-diagnostics', (event) => {
      mark(/** @type {CustomEvent<{ diagnostics: Diagnostic[] }>} */ (event).detail.diagnostics);
    }, { signal });
  }
  // The event comes when the list changed: a pane that had this very text before has nothing new to tell.
  const markAgain = () => {
    if (mark) pane.ready.then(() => !signal.aborted && pane.draft && mark(pane.draft.diagnostics), () => {});
  };
  markAgain();

  /**
   * Shows the caret's place, once a frame, when the layout is due anyway.
   *
   * @param {boolean} [again] an editor that scrolls to its caret does it in this frame; the preview follows in the next
   */
  const showCaret = (again = false) => {
    if (together) frame ||= requestAnimationFrame(() => {
      frame = 0;
      pane.reveal(editor.caret());
      if (again) showCaret();
    });
  };

  return {
    changed(changes, byHand) {
      try {
        pane.edit(changes);
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        // Someone gave the pane another text: the editor's is the true one.
        pane.value = editor.text();
        markAgain();
      }
      if (byHand) showCaret();
    },
    moved() {
      together?.lead();
      showCaret(true);
    },
    replaced() {
      pane.value = editor.text();
      markAgain();
    },
    checkReadOnly,
    fixFor(code, message, from) {
      const found = pane.draft?.diagnostics.find((each) => each.code === code && each.message === message && each.from === from);
      return found?.fix?.changes ?? null;
    },
    stop() {
      stop.abort();
      together?.stop();
      cancelAnimationFrame(frame);
      all.delete(editor);
      checkReadOnly();
    },
  };
}

/**
 * The caret of the editor has taken the place of a selection; what is copied next is what was selected, until the person
 * does something else.
 *
 * @param {Document} document
 * @param {string} text
 * @param {AbortSignal} stop
 */
function copyNext(document, text, stop) {
  const end = new AbortController();
  const options = { capture: true, signal: end.signal };
  document.addEventListener('copy', (event) => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    event.stopPropagation();
  }, options);
  document.addEventListener('keydown', ({ key, ctrlKey, metaKey }) => {
    if (!(ctrlKey || metaKey || key === 'Control' || key === 'Meta') || key.startsWith('Arrow')) end.abort();
  }, options);
  for (const type of ['pointerdown', 'beforeinput', 'cut', 'paste']) document.addEventListener(type, () => end.abort(), options);
  stop.addEventListener('abort', () => end.abort(), options);
}

/**
 * @param {DraftPane} pane
 * @returns {import('./scroll.js').Side}
 */
function paneSide(pane) {
  return {
    element: pane,
    ...scrolling(pane, [...(pane.shadowRoot?.children ?? [])]),
    offsetAt: (y) => pane.offsetAt(y, { whole: false }),
    reveal: (offset, where) => pane.reveal(offset, where),
  };
}
