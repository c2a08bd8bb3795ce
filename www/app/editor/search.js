/** Find and replace, which is loaded when the editor first has the focus, or with the first key for it. */
import { Compartment, StateEffect } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { isMac } from '../commands.js';

/** @typedef {typeof import('./searching.js')} Searching */

const place = new Compartment();
/** @type {Searching | null} */
let loaded = null;

/** @param {EditorView} view @returns {Promise<Searching>} */
async function load(view) {
  loaded ??= await import('./searching.js');
  // A draft that was opened before has a state of its own.
  if (place.get(view.state) !== loaded.searching) {
    const known = place.get(view.state) !== undefined;
    view.dispatch({ effects: known ? place.reconfigure(loaded.searching) : StateEffect.appendConfig.of(place.of(loaded.searching)) });
  }
  return loaded;
}

/** Only a page that went offline before its first visit was complete has no search. */
const ignore = () => {};

/** @param {(searching: Searching) => import('@codemirror/view').Command} command */
const after = (command) => (/** @type {EditorView} */ view) => {
  load(view).then((searching) => command(searching)(view)).catch(ignore);
  return true;
};

/** @type {import('../commands.js').EditorCommand[]} */
export const searchCommands = [
  { id: 'find', group: 'edit', keys: ['Mod-f'], run: after(({ openSearchPanel }) => openSearchPanel) },
  { id: 'go-to-line', group: 'edit', keys: [isMac ? 'Mod-Alt-g' : 'Alt-g'], run: after(({ gotoLine }) => gotoLine) },
  { id: 'next-occurrence', group: 'edit', keys: ['Mod-d'], run: after(({ selectNextOccurrence }) => selectNextOccurrence) },
];

export const search = EditorView.domEventHandlers({
  focus: (_event, view) => void load(view).catch(ignore),
});
