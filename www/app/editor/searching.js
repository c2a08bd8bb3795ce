/** The part that search.js loads: the search of CodeMirror with its panel, its keys and the count of matches. */
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState, Prec, Transaction } from '@codemirror/state';
import { keymap } from '@codemirror/view';
import { findCount } from './find-count.js';

export { gotoLine, openSearchPanel, selectNextOccurrence } from '@codemirror/search';

/** CodeMirror goes to a line without saying that a person asked for that, and the preview follows persons alone. */
const asked = EditorState.transactionExtender.of((transaction) => {
  const isAsked = transaction.selection && !transaction.docChanged && transaction.effects.length === 2;
  return isAsked && transaction.annotation(Transaction.userEvent) === undefined ? { annotations: Transaction.userEvent.of('select.line') } : null;
});

export const searching = [asked, highlightSelectionMatches(), search({ top: true }), findCount, Prec.high(keymap.of(searchKeymap))];
