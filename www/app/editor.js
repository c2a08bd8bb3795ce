/**
 * The Markdown editor: one CodeMirror view whose document is the text of the open draft.
 *
 * It lives in a shadow root because CodeMirror then puts its style sheets in `adoptedStyleSheets`
 * instead of `<style>` elements, so that the page's policy can stay `style-src 'self'`.
 */
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { deleteMarkupBackward, markdown, markdownLanguage } from '@codemirror/lang-markdown';
import { yamlFrontmatter } from '@codemirror/lang-yaml';
import { indentUnit, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, lintKeymap } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { Annotation, Compartment, EditorState, Prec, Transaction } from '@codemirror/state';
import {
  EditorView, drawSelection, dropCursor, highlightActiveLine, highlightSpecialChars, keymap, rectangularSelection,
} from '@codemirror/view';
import { direction } from './direction.js';
import { editorTheme, highlightStyle } from './editor-theme.js';
import { formatting, formattingKeymap, surround } from './formatting.js';
import { listKeymap } from './lists.js';

/**
 * Where the writer was: the selection, and the line at the top of the view with the pixels scrolled past its start.
 * @typedef {{ anchor: number, head: number, top: number, past: number }} Place
 */

/** Marks a transaction that brings text in from elsewhere: it is not the writer's own edit. */
const fromElsewhere = Annotation.define();

const label = 'Markdown source';
const description = 'Tab indents. To leave the editor press Escape, then Tab.';

/** The words of the search panel, written as the page writes its buttons. */
const phrases = {
  next: 'Next', previous: 'Previous', all: 'All', replace: 'Replace', 'replace all': 'Replace all',
  'match case': 'Match case', regexp: 'Regexp', 'by word': 'Whole words', close: 'Close',
};

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

export class Editor {
  /**
   * @param {HTMLElement} host
   * @param {{ edited(changes: import('@codemirror/state').ChangeSet, own: boolean): void, moved(): void }} listener
   *   `edited` after every change of the text, `own` when the writer made it; `moved` after a move of the cursor or a scroll
   */
  constructor(host, listener) {
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const darkness = new Compartment();
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
      highlightSelectionMatches(),
      search({ top: true }),
      EditorState.phrases.of(phrases),
      lintGutter(),
      yamlFrontmatter({ content: markdown({ base: markdownLanguage, addKeymap: false }) }),
      syntaxHighlighting(highlightStyle),
      editorTheme,
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({
        'aria-label': label, 'aria-description': description, spellcheck: 'true', autocapitalize: 'sentences', tabindex: '0',
      }),
      direction,
      formatting,
      Prec.high(keymap.of([...formattingKeymap, ...listKeymap, { key: 'Backspace', run: deleteMarkupBackward }])),
      keymap.of([...defaultKeymap, ...searchKeymap, ...historyKeymap, ...lintKeymap, indentWithTab]),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) listener.edited(update.changes, !update.transactions.some((tr) => tr.annotation(fromElsewhere)));
        if (update.selectionSet || update.docChanged) listener.moved();
      }),
      EditorView.domEventHandlers({
        scroll: () => listener.moved(),
        beforeinput: replaceSelection,
        keydown: leaveByTab,
        blur: (_event, view) => view.setTabFocusMode(false),
      }),
    ];
    this.#darkness = () => darkness.of(EditorView.darkTheme.of(dark.matches));
    this.view = new EditorView({
      state: this.#state('', null),
      parent: host.attachShadow({ mode: 'open' }),
    });
    dark.addEventListener('change', () => {
      this.view.dispatch({ effects: darkness.reconfigure(EditorView.darkTheme.of(dark.matches)) });
    });
  }

  /** @type {import('@codemirror/state').Extension[]} */
  #extensions;
  /** @type {() => import('@codemirror/state').Extension} */
  #darkness;

  /** The whole text, with `\n` as the line end. */
  get text() {
    return this.view.state.doc.toString();
  }

  /**
   * Shows another text with a history of its own. Whatever was connected to the view has to connect again.
   * @param {string} text
   * @param {Place | null} place
   */
  open(text, place) {
    this.view.setState(this.#state(text, place));
    const length = this.view.state.doc.length;
    if (place) {
      this.view.dispatch({
        effects: EditorView.scrollIntoView(Math.min(place.top, length), { y: 'start', yMargin: -place.past }),
      });
    } else {
      this.view.scrollDOM.scrollTop = 0;
    }
  }

  /**
   * Makes the document equal to `text` by the smallest single change, outside of the undo history.
   * @param {string} text
   */
  follow(text) {
    const old = this.text;
    if (old === text) return;
    const limit = Math.min(old.length, text.length);
    let from = 0;
    while (from < limit && old.charCodeAt(from) === text.charCodeAt(from)) from++;
    let tail = 0;
    while (tail < limit - from && old.charCodeAt(old.length - 1 - tail) === text.charCodeAt(text.length - 1 - tail)) tail++;
    this.view.dispatch({
      changes: { from, to: old.length - tail, insert: text.slice(from, text.length - tail) },
      annotations: [fromElsewhere.of(true), Transaction.addToHistory.of(false)],
    });
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
   */
  #state(text, place) {
    const within = (/** @type {number} */ offset) => Math.min(offset, text.length);
    return EditorState.create({
      doc: text,
      selection: place ? { anchor: within(place.anchor), head: within(place.head) } : undefined,
      extensions: [this.#extensions, this.#darkness()],
    });
  }
}
