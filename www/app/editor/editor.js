/**
 * The Markdown editor: one CodeMirror view whose document is the text of the open draft.
 *
 * It lives in a shadow root because CodeMirror then puts its style sheets in `adoptedStyleSheets`
 * instead of `<style>` elements, so that the page's policy can stay `style-src 'self'`.
 */
import { defaultKeymap, history, historyKeymap, indentWithTab, isolateHistory } from '@codemirror/commands';
import { deleteMarkupBackward } from '@codemirror/lang-markdown';
import { indentUnit, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, lintKeymap } from '@codemirror/lint';
import { Annotation, Compartment, EditorState, Prec, Text, Transaction } from '@codemirror/state';
import {
  EditorView, drawSelection, dropCursor, highlightActiveLine, highlightSpecialChars, keymap, rectangularSelection,
} from '@codemirror/view';
import { difference } from '../../base/difference.js';
import { direction } from './direction.js';
import { editorTheme, highlightStyle } from './theme.js';
import { isDark, watchDarkness } from '../ui/appearance.js';
import { keymapOf, runPressed } from '../commands.js';
import { blockCommands } from './blocks.js';
import { brackets } from './brackets.js';
import { fenceKeymap, fences } from './fences.js';
import { completing, completionCommands, keepCompleting } from './completing.js';
import { pasting } from './paste.js';
import { tableCommands, tableKeymap, tableLoading } from './table-keys.js';
import { formatting, formattingCommands, surround } from './formatting.js';
import { Guard } from './guard.js';
import { lineCommands } from './lines.js';
import { listKeymap } from './lists.js';
import { folding, foldingCommands } from './folding.js';
import { markdown } from './markdown.js';
import { search, searchCommands } from './search.js';
import { historyOf, stateWith } from './undo.js';
import { visibleCaret } from './visible-caret.js';
import { words } from '../words.js';

/**
 * Where the writer was: the selection, and the line at the top of the view with the pixels scrolled past its start.
 * @typedef {{ anchor: number, head: number, top: number, past: number }} Place
 */

/**
 * A place of a draft's text, held while something is read that will go there.
 * @typedef {object} Held
 * @property {number} from
 * @property {number} to
 * @property {string} draft its id
 * @property {boolean} isLeft whether the writer went on elsewhere since: then the cursor stays with the writer
 * @property {() => void} release
 */

/** Marks a transaction that brings text in from elsewhere: it is not the writer's own edit. */
const fromElsewhere = Annotation.define();

/**
 * Types over a selection by a transaction. Left alone, Chromium edits the DOM, and to join the lines that remain it sets
 * `style` attributes, which the page's policy refuses and reports.
 * @param {InputEvent} event
 * @param {EditorView} view
 */
function replaceSelection(event, view) {
  if (event.inputType !== 'insertText' || !event.data || event.isComposing || view.state.selection.main.empty) return false;
  if (!surround(view, event.data)) view.dispatch(view.state.replaceSelection(event.data), { userEvent: 'input.type', scrollIntoView: true });
  event.preventDefault();
  return true;
}

/** The number of closed drafts whose history is kept in memory. */
const mostLeft = 20;

/** Whether most of the text went, other than by undoing. @param {import('@codemirror/view').ViewUpdate} update */
function isLargeDeletion({ changes, startState, transactions }) {
  if (transactions.some((tr) => tr.isUserEvent('undo') || tr.isUserEvent('redo'))) return false;
  let deleted = 0;
  changes.iterChanges((from, to) => (deleted += to - from));
  return 2 * deleted > startState.doc.length;
}

/** Keys that are held with others. */
const modifiers = new Set(['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'Fn', 'NumLock', 'ScrollLock']);

/**
 * After Escape, Tab leaves the editor, until another key is pressed there. CodeMirror's own way waits for two seconds only.
 * @param {KeyboardEvent} event
 * @param {EditorView} view
 */
function leaveByTab({ key }, view) {
  if (key !== 'Tab' && !modifiers.has(key)) view.setTabFocusMode(key === 'Escape');
  return false;
}

/** The commands of the text, with their keys. @type {import('../commands.js').EditorCommand[]} */
export const editorCommands = [
  ...formattingCommands, ...blockCommands, ...tableCommands, ...foldingCommands, ...lineCommands, ...searchCommands, ...completionCommands,
];

export class Editor {
  /**
   * @param {HTMLElement} host
   * @param {{ edited(changes: import('@codemirror/state').ChangeSet, own: { before: Text, isDeletion: boolean } | null): void, moved(): void, plain(isPlain: boolean): void, pasted(data: DataTransfer | null): boolean, known: import('./completion/place.js').Known }} listener
   *   `edited` after every change of the text, `own` when the writer made it: the text before, and whether most of it went;
   *   `plain`: it begins or ceases to be shown without colours; `pasted`: whether it takes a paste; `moved` after a move of the cursor or a scroll
   * @param {import('./modes.js').Modes} modes
   */
  constructor(host, listener, modes) {
    this.#modes = modes;
    this.#guard = new Guard(markdown, listener.plain);
    this.#extensions = [
      // Line ends are normalised by files.js, which remembers them. A "\r" that is left is one of a mixture: it stays a character.
      EditorState.lineSeparator.of('\n'),
      EditorView.clipboardInputFilter.of((text) => text.replace(/\r\n?/g, '\n')),
      EditorState.allowMultipleSelections.of(true),
      EditorState.tabSize.of(4),
      indentUnit.of('  '),
      history(),
      highlightSpecialChars(),
      drawSelection(),
      dropCursor(),
      rectangularSelection(),
      highlightActiveLine(),
      search,
      EditorState.phrases.of(words.find),
      lintGutter(),
      folding,
      syntaxHighlighting(highlightStyle),
      editorTheme,
      EditorView.lineWrapping,
      EditorView.contentAttributes.of(() => ({ lang: this.#language })),
      EditorView.contentAttributes.of({
        'aria-label': words.editor.label, 'aria-description': words.editor.description, spellcheck: 'true', autocapitalize: 'sentences', tabindex: '0',
      }),
      direction,
      formatting,
      fences,
      brackets,
      completing(listener.known),
      tableLoading,
      visibleCaret,
      Prec.highest(EditorView.domEventHandlers({ keydown: (event, view) => runPressed(editorCommands, event, view) })),
      Prec.high(keymap.of([...keymapOf(editorCommands), ...tableKeymap, ...fenceKeymap, ...listKeymap, { key: 'Backspace', run: deleteMarkupBackward }])),
      keymap.of([...defaultKeymap, ...historyKeymap, ...lintKeymap, indentWithTab]),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) {
          const own = !update.transactions.some((tr) => tr.annotation(fromElsewhere));
          listener.edited(update.changes, own ? { before: update.startState.doc, isDeletion: isLargeDeletion(update) } : null);
        }
        if (!update.selectionSet && !update.docChanged) return;
        this.#moveHeld(update);
        listener.moved();
      }),
      EditorView.domEventHandlers({
        scroll: () => listener.moved(),
        beforeinput: replaceSelection,
        keydown: leaveByTab,
        paste: (event) => listener.pasted(event.clipboardData),
        blur: (_event, view) => view.setTabFocusMode(false),
      }),
      pasting,
    ];
    this.#darkTheme = () => EditorView.darkTheme.of(isDark());
    this.view = new EditorView({
      state: this.#state('', null, null),
      parent: host.attachShadow({ mode: 'open' }),
      dispatchTransactions: (transactions, view) => this.#guard.dispatch(transactions, view),
    });
    this.#plain = listener.plain;
    watchDarkness(() => {
      this.view.dispatch({ effects: this.#darkness.reconfigure(this.#darkTheme()) });
    });
    modes.follow(this.view);
  }

  /** @type {import('@codemirror/state').Extension[]} */
  #extensions;
  #guard;
  #modes;
  /** @type {(isPlain: boolean) => void} */
  #plain;
  #darkness = new Compartment();
  /** @type {() => import('@codemirror/state').Extension} */
  #darkTheme;
  /** @type {Set<Held>} */
  #held = new Set();
  /** The states of drafts that were open before, by their ids. @type {Map<string, EditorState>} */
  #left = new Map();

  #language = '';

  /** The language of the text, by which the browser checks its spelling. @param {string} tag */
  set language(tag) {
    if (tag === this.#language) return;
    this.#language = tag;
    this.view.dispatch({});
  }

  /** The whole text, with `\n` as the line end. */
  get text() {
    return this.view.state.doc.toString();
  }

  /**
   * The draft that is open, by its id.
   * @type {string}
   */
  draft = '';

  /**
   * Shows the text of a draft, with the history that it had when it was left. Whatever was connected to the view has to
   * connect again.
   * @param {string} draft its id
   * @param {string} text
   * @param {Place | null} place
   * @param {import('./undo.js').History | null} history as it was stored, for one that was not open on this page
   */
  open(draft, text, place, history) {
    if (this.draft) this.#left.set(this.draft, this.view.state);
    const left = this.#left.get(draft);
    // The one that was opened longest ago goes first.
    this.#left.delete(draft);
    for (const id of [...this.#left.keys()].slice(0, -mostLeft)) this.#left.delete(id);
    this.draft = draft;
    this.view.setState(left ?? this.#state(text, place, history));
    keepCompleting(this.view);
    this.#plain(this.#guard.isPlain(this.view.state));
    if (left) {
      this.view.dispatch({ effects: [this.#darkness.reconfigure(this.#darkTheme()), ...this.#modes.effects] });
      // Another tab may have changed it meanwhile.
      this.follow(text);
    }
    const length = this.view.state.doc.length;
    if (place) {
      this.view.dispatch({
        effects: EditorView.scrollIntoView(Math.min(place.top, length), { y: 'start', yMargin: -place.past }),
      });
    } else {
      this.view.scrollDOM.scrollTop = 0;
    }
  }

  /** The undo history, as it is stored. */
  get history() {
    return historyOf(this.view.state);
  }

  /**
   * Makes the document equal to `text` by the smallest single change, outside of the undo history.
   * @param {string} text
   */
  follow(text) {
    const changes = difference(this.text, text);
    if (!changes) return;
    this.view.dispatch({
      changes,
      annotations: [fromElsewhere.of(true), Transaction.addToHistory.of(false)],
    });
  }

  /**
   * Makes the document equal to `text`, as one step that can be undone.
   * @param {string} text
   */
  restore(text) {
    const changes = difference(this.text, text);
    if (changes) this.view.dispatch({ changes, annotations: isolateHistory.of('full'), userEvent: 'input.restore', scrollIntoView: true });
  }

  /**
   * Holds a place of the text, which moves with the words around it while the writer types on.
   * @param {number} [at] the selection without it
   * @returns {Held}
   */
  hold(at) {
    const { from, to } = at === undefined ? this.view.state.selection.main : { from: at, to: at };
    /** @type {Held} */
    const held = { from, to, draft: this.draft, isLeft: false, release: () => this.#held.delete(held) };
    this.#held.add(held);
    return held;
  }

  /** @param {import('@codemirror/view').ViewUpdate} update */
  #moveHeld({ changes, transactions }) {
    // Where two pictures were pasted at one place, the second goes behind the first; words typed there meanwhile go behind both.
    const side = transactions.some((tr) => tr.isUserEvent('input.drop')) ? 1 : -1;
    for (const held of this.#held) {
      if (held.draft !== this.draft) continue;
      held.isLeft = true;
      held.from = changes.mapPos(held.from, side);
      held.to = Math.max(held.from, changes.mapPos(held.to, side));
    }
  }

  /**
   * Puts text in, as the writer does.
   * @param {string} text
   * @param {Pick<Held, 'from' | 'to' | 'isLeft'>} place
   * @param {number} [caret] where the cursor goes, from the start of what was put in
   */
  insert(text, { from, to, isLeft }, caret = text.length) {
    this.view.dispatch({
      changes: { from, to, insert: text }, userEvent: 'input.drop', ...(!isLeft && { selection: { anchor: from + caret }, scrollIntoView: true }),
    });
    if (!isLeft) this.view.focus();
  }

  /**
   * The offset at a point of the window, where the text is there.
   * @param {{ clientX: number, clientY: number }} point
   */
  offsetAt({ clientX, clientY }) {
    const { left, right, top, bottom } = this.view.scrollDOM.getBoundingClientRect();
    if (clientX < left || clientX > right || clientY < top || clientY > bottom) return undefined;
    return this.view.posAtCoords({ x: clientX, y: clientY }, false);
  }

  /** @returns {Place} */
  get place() {
    const { anchor, head } = this.view.state.selection.main;
    const above = this.view.scrollDOM.getBoundingClientRect().top - this.view.documentTop;
    const line = this.view.lineBlockAtHeight(Math.max(above, 0));
    return { anchor, head, top: line.from, past: Math.max(above - line.top, 0) };
  }

  /**
   * Puts the cursor at an offset, in the middle of the view, and gives the editor the focus.
   * @param {number} from
   * @param {number} [to] end of the range to select
   */
  jump(from, to = from) {
    const length = this.view.state.doc.length;
    const anchor = Math.min(from, length);
    this.view.dispatch({
      selection: { anchor, head: Math.min(to, length) },
      effects: EditorView.scrollIntoView(anchor, { y: 'center' }),
      userEvent: 'select',
    });
    this.view.focus();
  }

  /**
   * @param {string} text
   * @param {Place | null} place
   * @param {import('./undo.js').History | null} history
   */
  #state(text, place, history) {
    const within = (/** @type {number} */ offset) => Math.min(offset, text.length);
    const doc = Text.of(text.split('\n'));
    const selection = { anchor: within(place?.anchor ?? 0), head: within(place?.head ?? 0) };
    return this.#guard.create((language) => {
      const extensions = [this.#modes.extension, this.#extensions, language(doc), this.#darkness.of(this.#darkTheme())];
      return stateWith({ doc: text, selection, history, extensions }) ?? EditorState.create({ doc, selection, extensions });
    });
  }
}
