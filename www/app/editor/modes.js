/** Ways of writing that the author switches on and off: line numbers, focus, typewriter, spelling. Each is a preference. */
import { Compartment, EditorState } from '@codemirror/state';
import { Decoration, EditorView, ViewPlugin, lineNumbers } from '@codemirror/view';

/** @typedef {import('../preferences.js').Preferences} Preferences */
/** @typedef {'lineNumbers' | 'focusMode' | 'typewriter' | 'spelling'} Mode */

/** Lines above and below the caret among which the ends of its paragraph are looked for. */
const around = 200;
const dimmed = Decoration.line({ class: 'cm-dimmed' });

/** The first and the last line of the paragraph with the caret. @param {EditorState} state */
function paragraphOf({ doc, selection }) {
  const here = doc.lineAt(selection.main.head).number;
  const isBlank = (/** @type {number} */ number) => number < 1 || number > doc.lines || !/\S/.test(doc.line(number).text);
  let [first, last] = [here, here];
  if (isBlank(here)) return { first, last };
  while (here - first < around && !isBlank(first - 1)) first--;
  while (last - here < around && !isBlank(last + 1)) last++;
  return { first, last };
}

/** @param {EditorView} view */
function dim({ state, visibleRanges }) {
  const { first, last } = paragraphOf(state);
  const ranges = [];
  for (const { from, to } of visibleRanges) {
    const end = state.doc.lineAt(to).number;
    for (let number = state.doc.lineAt(from).number; number <= end; number++) {
      if (number < first || number > last) ranges.push(dimmed.range(state.doc.line(number).from));
    }
  }
  return Decoration.set(ranges);
}

const focus = ViewPlugin.define((view) => ({
  lines: dim(view),
  update({ docChanged, selectionSet, viewportChanged }) {
    if (docChanged || selectionSet || viewportChanged) this.lines = dim(view);
  },
}), { decorations: ({ lines }) => lines });

/** The line with the caret stays in the middle while keys move it. A click leaves the text where it is. */
const typewriter = [
  EditorView.editorAttributes.of({ class: 'cm-typewriter' }),
  EditorState.transactionExtender.of((transaction) => {
    const isByKey = ['input', 'delete', 'undo', 'redo', 'move'].some((event) => transaction.isUserEvent(event))
      || (transaction.isUserEvent('select') && !transaction.isUserEvent('select.pointer'));
    return isByKey ? { effects: EditorView.scrollIntoView(transaction.newSelection.main.head, { y: 'center' }) } : null;
  }),
];

/** The extension that the editor gets while a mode has a value. @type {[name: Mode, value: boolean, extension: import('@codemirror/state').Extension][]} */
const all = [
  ['lineNumbers', true, lineNumbers()],
  ['focusMode', true, focus],
  ['typewriter', true, typewriter],
  ['spelling', false, EditorView.contentAttributes.of({ spellcheck: 'false' })],
];

/** @type {Record<Mode, string>} */
const ids = { lineNumbers: 'line-numbers', focusMode: 'focus-mode', typewriter: 'typewriter', spelling: 'spelling' };

export class Modes {
  /** @param {Preferences} preferences */
  constructor(preferences) {
    this.#preferences = preferences;
  }

  #preferences;
  #places = all.map(() => new Compartment());

  /** For a new state. It stands before what else sets attributes of the editor. */
  get extension() {
    return this.#places.map((place, at) => place.of(this.#wanted(at)));
  }

  /** For a state that was made earlier. */
  get effects() {
    return this.#places.map((place, at) => place.reconfigure(this.#wanted(at)));
  }

  /** Keeps the open draft as the author chose. @param {EditorView} view */
  follow(view) {
    for (const [name] of all) this.#preferences.watch(name, () => view.dispatch({ effects: this.effects }));
  }

  /** @returns {import('../commands.js').Command[]} */
  get commands() {
    return all.map(([name]) => ({
      id: ids[name], group: 'view',
      run: () => this.#preferences.set(name, !this.#preferences.get(name)),
      isOn: () => this.#preferences.get(name),
    }));
  }

  /** @param {number} at */
  #wanted(at) {
    const [name, value, extension] = all[at];
    return this.#preferences.get(name) === value ? extension : [];
  }
}
