/** Suggestions while one types, whose part is loaded with the first text that may have some, or with the key for them. */
import { Compartment, Facet } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { isMac } from '../commands.js';
import { frontMatterEnd } from './syntax.js';

/** @typedef {import('./completion/place.js').Known} Known */

/** Text before the caret that suggestions can follow. */
const leads = /\{\{[<%][^}]*$|\[[^\]]*$|\]\([^)]*$|:[a-z+-]{2,}$|^[\s>]*(?:[-+*]\s+|\d+[.)]\s+)?(?:`{3,}|~{3,})/i;

/** @type {Facet<Known, Known | undefined>} */
const source = Facet.define({ combine: ([known]) => known });
const place = new Compartment();
/** @type {{ extension: import('@codemirror/state').Extension, start(view: EditorView, isAsked: boolean): void } | null} */
let loaded = null;

/** @param {EditorView} view @param {boolean} isAsked */
async function start(view, isAsked) {
  const known = view.state.facet(source);
  if (!known) return;
  const { completion } = await import('./completion/completion.js');
  const part = loaded ??= completion(known);
  // A draft that was opened before has a state of its own.
  if (place.get(view.state) !== part.extension) view.dispatch({ effects: place.reconfigure(part.extension) });
  part.start(view, isAsked);
}

/** Gives a draft that is opened the part, if loaded: its timers, which the draft before left running, read its state. @param {EditorView} view */
export function keepCompleting(view) {
  if (loaded && place.get(view.state) !== loaded.extension) view.dispatch({ effects: place.reconfigure(loaded.extension) });
}

/** Only a page that went offline before its first visit was complete has no suggestions. */
const ignore = () => {};

const typing = EditorView.updateListener.of(({ view, state, docChanged, transactions }) => {
  if (!docChanged || (loaded && place.get(state) === loaded.extension) || !transactions.some((transaction) => transaction.isUserEvent('input.type'))) return;
  const { head } = state.selection.main;
  const { from } = state.doc.lineAt(head);
  // Not in the middle of the update.
  if (leads.test(state.sliceDoc(from, head)) || head < frontMatterEnd(state)) Promise.resolve().then(() => start(view, false)).catch(ignore);
});

/** @param {Known} known */
export const completing = (known) => [source.of(known), place.of([]), typing];

/** @type {import('../commands.js').EditorCommand[]} */
export const completionCommands = [{
  id: 'complete', group: 'edit', keys: isMac ? ['Ctrl-Space', 'Alt-i'] : ['Ctrl-Space'],
  run(view) {
    start(view, true).catch(ignore);
    return true;
  },
}];
