/** The number of matches, and of the selected one, in the search panel: "3 of 120". */
import { getSearchQuery, searchPanelOpen } from '@codemirror/search';
import { ViewPlugin } from '@codemirror/view';
import { locale, words } from '../words.js';

/** @typedef {import('@codemirror/view').EditorView} EditorView */

/** Matches that are counted; more are shown as "9,999+". */
const most = 9999;
/** Code units that are searched at once: between two stretches the page answers keys. */
const stretch = 200_000;

const integer = new Intl.NumberFormat(locale);

class FindCount {
  /** @param {EditorView} view */
  constructor(view) {
    this.#view = view;
    this.#start();
  }

  #view;
  #output = Object.assign(document.createElement('span'), { className: 'cm-find-count', role: 'status' });
  /** Starts of the matches, in order. @type {number[]} */
  #starts = [];
  #isMore = false;
  /** The offset from which on matches are still to be counted. */
  #next = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #due;

  /** @param {import('@codemirror/view').ViewUpdate} update */
  update({ state, startState, docChanged, selectionSet }) {
    if (!searchPanelOpen(state)) clearTimeout(this.#due);
    else if (docChanged || !searchPanelOpen(startState) || !getSearchQuery(state).eq(getSearchQuery(startState))) this.#start();
    else if (selectionSet) this.#show();
  }

  destroy() {
    clearTimeout(this.#due);
    this.#output.remove();
  }

  #start() {
    clearTimeout(this.#due);
    if (!searchPanelOpen(this.#view.state)) return;
    this.#starts = [];
    this.#isMore = false;
    this.#next = 0;
    this.#due = setTimeout(() => this.#count(), 50);
  }

  #count() {
    const { state } = this.#view;
    const query = getSearchQuery(state);
    const { doc } = state;
    const isLast = this.#next + stretch >= doc.length;
    const end = isLast ? doc.length : doc.lineAt(this.#next + stretch).to;
    let after = end;
    if (query.valid) {
      // A text over several lines may begin in this stretch and end in the next.
      const reach = query.regexp ? end : Math.min(doc.length, end + query.search.length);
      const found = query.getCursor(state, this.#next, reach);
      for (let item = found.next(); !item.done && item.value.from < end; item = found.next()) {
        this.#isMore = this.#starts.length === most;
        if (this.#isMore) break;
        this.#starts.push(item.value.from);
        after = Math.max(after, item.value.to);
      }
    }
    if (!isLast && !this.#isMore && query.valid) {
      this.#next = after;
      this.#due = setTimeout(() => this.#count());
      return;
    }
    this.#show();
  }

  #show() {
    const { state, dom } = this.#view;
    const { from, empty } = state.selection.main;
    const at = empty ? -1 : this.#starts.indexOf(from);
    const all = integer.format(this.#starts.length) + (this.#isMore ? '+' : '');
    const { search } = getSearchQuery(state);
    this.#output.textContent = search ? words.editor.matches(at < 0 ? '' : integer.format(at + 1), all) : '';
    const panel = dom.querySelector('.cm-search');
    if (panel && this.#output.parentNode !== panel) panel.querySelector('input')?.after(this.#output);
  }
}

export const findCount = ViewPlugin.fromClass(FindCount);
