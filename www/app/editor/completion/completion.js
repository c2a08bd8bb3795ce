/** The part that completing.js loads: the list of suggestions with its keys, and each kind of them. */
import {
  acceptCompletion, autocompletion, closeCompletion, completionKeymap, completionStatus, selectedCompletion, startCompletion,
} from '@codemirror/autocomplete';
import { Prec } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { emojiNames } from './emoji.js';
import { frontMatter } from './front-matter.js';
import { languages } from './languages.js';
import { links } from './links.js';
import { labels } from './labels.js';
import { parameters, references, shortcodes } from './shortcodes.js';
import { Used } from './used.js';

/** @typedef {import('@codemirror/autocomplete').CompletionContext} Context */
/** @typedef {import('./place.js').Place} Place */
/** @typedef {import('./place.js').Result} Result */

/** Enter after a complete word is a line end. @type {import('@codemirror/view').Command} */
function accept(view) {
  const { state } = view;
  const { head } = state.selection.main;
  const label = completionStatus(state) === 'active' ? selectedCompletion(state)?.label : undefined;
  if (label === undefined || state.sliceDoc(head - label.length, head) !== label) return acceptCompletion(view);
  closeCompletion(view);
  return false;
}

const theme = EditorView.theme({
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--sans)', fontSize: '0.8125rem', maxHeight: '16rem', maxWidth: 'calc(100vw - 1rem)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '0.25rem 0.625rem', overflow: 'hidden', textOverflow: 'ellipsis' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': { backgroundColor: 'var(--selection)', color: 'var(--ink)' },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '700' },
  '.cm-completionDetail': { fontStyle: 'normal', color: 'var(--muted)', marginLeft: '0.75rem' },
  'li[aria-selected] .cm-completionDetail': { color: 'var(--ink)' },
  '.cm-snippetField': { backgroundColor: 'var(--match)' },
});

/** @param {import('./place.js').Known} known */
export function completion(known) {
  const used = new Used(known);
  /** Whether the list opens by itself: a text that was typed while this part was loaded has asked for nothing. */
  let isQuiet = false;

  /** @param {Context} context @returns {Promise<Result | null>} */
  async function suggest({ state, pos, explicit }) {
    const line = state.doc.lineAt(pos);
    const [before, after] = [line.text.slice(0, pos - line.from), line.text.slice(pos - line.from)];
    /** @type {Place} */
    const place = { state, at: pos, before, after, isAsked: explicit && !isQuiet };
    isQuiet = false;
    return frontMatter(place, used) ?? shortcodes(place, used) ?? references(place, known) ?? parameters(place, used) ?? languages(place) ?? links(place, known) ?? labels(place) ?? emojiNames(place, known);
  }

  const extension = [
    autocompletion({
      override: [suggest], icons: false, defaultKeymap: false, filterStrict: true,
      activateOnCompletion: ({ type }) => type === 'key',
    }),
    Prec.highest(keymap.of([{ key: 'Enter', run: accept }, ...completionKeymap.filter(({ key }) => key !== 'Enter' && key !== 'Ctrl-Space')])),
    theme,
  ];
  return {
    extension,
    /** @param {EditorView} view @param {boolean} isAsked */
    start(view, isAsked) {
      // A list that was asked for is on its way, or there.
      if (!isAsked && completionStatus(view.state) !== null) return;
      isQuiet = !isAsked;
      startCompletion(view);
    },
  };
}
