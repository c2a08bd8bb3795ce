/**
 * Keeps the editor's own parser from taking the page with it. Its work on a paragraph grows with the square of the marks that
 * are in it, and of how deeply quotes and lists stand in one another: a text with too many is shown without colours, and so
 * is one that the parser breaks on. The text itself always goes in.
 */
import { Compartment, EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { onceIdle } from '../idle.js';

/** @typedef {import('@codemirror/state').Text} Text */
/** @typedef {import('@codemirror/state').Extension} Extension */
/** @typedef {import('@codemirror/state').Transaction} Transaction */

/** Marks of a paragraph: with as many a key takes some ten milliseconds. */
const mostMarks = 2000;
/** Quotes and items that one line opens. */
const deepest = 100;
/** Code units of a line. */
const longest = 200_000;
/** The number of lines around a change that are checked, should it be in the middle of a paragraph. */
const around = 200;

const markers = /^(?:[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t]|$)))*/;
/** Lines that start a block of their own. */
const starts = /^[ \t>]*(?:$|(?:[-+*]|\d{1,9}[.)])(?=[ \t]|$)|[|#]|```|~~~)/;
/** Marks that the parser looks for the other half of. */
const isMark = new Set([...'*_~[]'].map((mark) => mark.charCodeAt(0)));

export class Guard {
  /**
   * @param {Extension} language
   * @param {(plain: boolean) => void} told called when the text begins or ceases to be shown without colours
   */
  constructor(language, told) {
    this.#language = language;
    this.#told = told;
  }

  #language;
  #told;
  #place = new Compartment();
  #broke = false;

  /** The language, for a state with a text, or none. @param {Text} text @returns {Extension} */
  extension(text) {
    const again = onceIdle(() => this.#recolour?.());
    return [
      this.#place.of(this.#broke || isHeavy(text, 0, text.length) ? [] : this.#language),
      EditorState.transactionExtender.of((transaction) => {
        if (!transaction.docChanged || this.isPlain(transaction.startState)) return null;
        let heavy = false;
        transaction.changes.iterChangedRanges((_from, _to, from, to) => (heavy ||= isHeavy(transaction.newDoc, from, to)));
        return heavy ? { effects: this.#place.reconfigure([]) } : null;
      }),
      EditorView.updateListener.of(({ startState, state, docChanged, view }) => {
        const plain = this.isPlain(state);
        if (plain !== this.isPlain(startState)) this.#told(plain);
        if (!docChanged || !plain || this.#broke) return;
        this.#recolour = () => {
          if (this.isPlain(view.state) && !isHeavy(view.state.doc, 0, view.state.doc.length)) view.dispatch({ effects: this.#place.reconfigure(this.#language) });
        };
        again();
      }),
    ];
  }

  /** @type {(() => void) | null} */
  #recolour = null;

  /** Whether a state is without the language. @param {EditorState} state */
  isPlain(state) {
    const extension = this.#place.get(state);
    return Array.isArray(extension) && extension.length === 0;
  }

  /**
   * Applies transactions, without the language where that throws. For `dispatchTransactions` of a view.
   * @param {readonly Transaction[]} transactions
   * @param {EditorView} view
   */
  dispatch(transactions, view) {
    const before = view.state;
    try {
      view.update(transactions);
    } catch (error) {
      if (view.state !== before || transactions.length === 0 || this.isPlain(before)) throw error;
      reportError(error);
      this.#broke = true;
      const [first, ...more] = transactions;
      const changes = more.reduce((all, next) => all.compose(next.changes), first.changes);
      const selection = transactions.findLast((transaction) => transaction.selection)?.selection;
      view.update([before.update({ changes, selection, effects: this.#place.reconfigure([]), userEvent: 'input', scrollIntoView: true })]);
    }
  }

  /**
   * A state with the language, or without it where that throws.
   * @param {(language: (text: Text) => Extension) => EditorState} create
   */
  create(create) {
    try {
      return create((text) => this.extension(text));
    } catch (error) {
      reportError(error);
      this.#broke = true;
      return create((text) => this.extension(text));
    }
  }
}

/**
 * Whether the paragraphs of a stretch are too much for the parser.
 * @param {Text} text
 * @param {number} from
 * @param {number} to
 */
export function isHeavy(text, from, to) {
  const first = Math.max(1, text.lineAt(from).number - around);
  const last = Math.min(text.lines, text.lineAt(to).number + around);
  let marks = 0;
  const lines = text.iterLines(first, last + 1);
  for (const line of lines) {
    if (line.length > longest) return true;
    if (starts.test(line)) marks = 0;
    for (let at = 0; at < line.length; at++) if (isMark.has(line.charCodeAt(at))) marks++;
    if (marks > mostMarks) return true;
    const opened = markers.exec(line)?.[0] ?? '';
    if (opened.length > deepest && (opened.match(/[>\-+*.)]/g) ?? []).length > deepest) return true;
  }
  return false;
}
