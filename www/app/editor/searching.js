/** The part that search.js loads: the search of CodeMirror with its panel, its keys and the count of matches. */
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState, Prec, Transaction } from '@codemirror/state';
import { keymap, ViewPlugin } from '@codemirror/view';
import { findCount } from './find-count.js';

export { gotoLine, openSearchPanel, selectNextOccurrence } from '@codemirror/search';

/** CodeMirror goes to a line without saying that a person asked for that, and the preview follows persons alone. */
const asked = EditorState.transactionExtender.of((transaction) => {
  const isAsked = transaction.selection && !transaction.docChanged && transaction.effects.length === 2;
  return isAsked && transaction.annotation(Transaction.userEvent) === undefined ? { annotations: Transaction.userEvent.of('select.line') } : null;
});

/** CodeMirror reads its fields when a key is released: what is pasted by the pointer, or spoken, would not be searched for. */
const entered = ViewPlugin.define(({ dom }) => {
  /** @param {Event} event */
  const commit = ({ target }) => {
    if (target instanceof HTMLInputElement && target.type !== 'checkbox' && target.closest('.cm-search')) target.dispatchEvent(new Event('change'));
  };
  dom.addEventListener('input', commit);
  return { destroy: () => dom.removeEventListener('input', commit) };
});

export const searching = [asked, entered, highlightSelectionMatches(), search({ top: true }), findCount, Prec.high(keymap.of(searchKeymap))];
