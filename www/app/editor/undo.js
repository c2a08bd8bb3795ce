/** The undo history of a text as it is stored with the draft: its newest steps, within a bound. */
import { historyField } from '@codemirror/commands';
import { EditorState } from '@codemirror/state';

/**
 * @typedef {object} History
 * @property {number} print of the text that it belongs to: it fits no other
 * @property {string} steps
 */

/** Characters that the steps may take. */
const mostSteps = 200_000;
/** Characters of a text that is worth looking at after each pause. */
const longest = 1_000_000;

/**
 * @param {EditorState} state
 * @returns {History | null}
 */
export function historyOf(state) {
  if (state.doc.length > longest) return null;
  const { doc, history } = state.toJSON({ history: historyField });
  let room = mostSteps;
  /** The newest ones, which are the last. @param {unknown[]} events */
  const fitting = (events) => {
    let from = events.length;
    while (from > 0) {
      room -= JSON.stringify(events[from - 1]).length;
      if (room < 0) break;
      from--;
    }
    return events.slice(from);
  };
  return { print: printOf(doc), steps: JSON.stringify({ done: fitting(history.done), undone: fitting(history.undone) }) };
}

/**
 * A state whose edits can be undone as they could when its text was stored.
 * @param {{ doc: string, selection: { anchor: number, head: number }, history: History | null, extensions: import('@codemirror/state').Extension }} parts
 * @returns {EditorState | null} null where the history does not fit
 */
export function stateWith({ doc, selection, history, extensions }) {
  if (!history || history.print !== printOf(doc)) return null;
  try {
    const json = { doc, selection: { ranges: [selection], main: 0 }, history: JSON.parse(history.steps) };
    return EditorState.fromJSON(json, { extensions }, { history: historyField });
  } catch {
    return null;
  }
}

/** @param {any} record @returns {History | null} null for what is none */
export const soundHistory = (record) => (Number.isFinite(record?.print) && typeof record.steps === 'string' ? record : null);

/** By which a text is known again: 53 bits of two mixed hashes (cyrb53). @param {string} text */
function printOf(text) {
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (2097151 & low) + (high >>> 0);
}
