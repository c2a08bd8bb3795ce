/** The part that search.js loads: the search of CodeMirror with its panel, its keys and the count of matches. */
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { Prec } from '@codemirror/state';
import { keymap } from '@codemirror/view';
import { findCount } from './find-count.js';

export { gotoLine, openSearchPanel, selectNextOccurrence } from '@codemirror/search';

export const searching = [highlightSelectionMatches(), search({ top: true }), findCount, Prec.high(keymap.of(searchKeymap))];
