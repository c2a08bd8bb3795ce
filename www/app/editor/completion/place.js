/** The place that suggestions are for, what they come from, and how one goes into the text. */
import { pickedCompletion } from '@codemirror/autocomplete';

/** @typedef {import('@codemirror/autocomplete').CompletionResult} Result */
/**
 * The text of the line before and after the caret.
 * @typedef {object} Place
 * @property {import('@codemirror/state').EditorState} state
 * @property {number} at
 * @property {string} before
 * @property {string} after
 * @property {boolean} isAsked whether the author asked for suggestions by a key
 */
/**
 * Other parts of the page that suggestions come from.
 * @typedef {object} Known
 * @property {() => { id: string, text: string }[]} headings of the open draft
 * @property {() => string[]} files the paths of pictures and other files of the open draft
 * @property {() => Promise<Drafts>} drafts of this browser
 * @property {() => boolean} hasEmoji whether `:name:` is an emoji
 * @property {() => SiteSource | null} site the open site
 */
/**
 * An open site. `values`: of a field of front matter, each as often as posts have it; `targets`: of `ref`; `pictures`: addresses.
 * @typedef {object} SiteSource
 * @property {(key: string) => string[]} values
 * @property {() => Promise<{ name: string, parameters: string[], positions: number, isPair: boolean }[]>} shortcodes
 * @property {() => { ref: string, title: string }[]} targets
 * @property {() => string[]} pictures
 */
/** @typedef {{ listed: { id: string, name: string | null, title: string, version: number }[], texts: Map<string, string>, open: string }} Drafts `texts`: by their ids; `open`: the id of the open one */

/**
 * Puts a text in the place of the word and of so many characters behind the caret.
 * @param {string} insert
 * @param {number} over
 * @param {number} [back] characters of it that stand behind the caret afterwards
 * @returns {NonNullable<Exclude<import('@codemirror/autocomplete').Completion['apply'], string>>}
 */
export const replacing = (insert, over, back = 0) => (view, completion, from, to) => view.dispatch({
  changes: { from, to: to + over, insert }, selection: { anchor: from + insert.length - back },
  annotations: pickedCompletion.of(completion), userEvent: 'input.complete', scrollIntoView: true,
});
