/** What the status bar and the top bar say of the open draft. */

/** @typedef {import('../engine.js').Stats} Stats */
/** @typedef {import('./session.js').Session} Session */

const integer = new Intl.NumberFormat();
const lineEnds = { '\n': 'LF', '\r\n': 'CRLF', '\r': 'CR' };
const keepings = {
  untouched: '', pending: 'Saving…', kept: 'Saved in this browser', failed: 'Not saved',
};

export class Status {
  /**
   * @param {Record<'title' | 'file' | 'kept' | 'place' | 'format' | 'stats', HTMLElement>} parts
   */
  constructor(parts) {
    this.#parts = parts;
  }

  #parts;

  /** @param {Session} session */
  draft({ draft, keeping }) {
    const { title, file, kept, format } = this.#parts;
    const name = draft.name ?? 'not saved as a file';
    write(title, draft.title || draft.name || 'Untitled');
    write(file, draft.title || !draft.name ? name : '');
    write(kept, keepings[keeping]);
    kept.dataset.keeping = keeping;
    write(format, `UTF-8${draft.bom ? ' with BOM' : ''} · ${lineEnds[draft.lineEnd]}`);
    document.title = `${draft.title || draft.name || 'Untitled'} · draftpane`;
  }

  /** @param {import('@codemirror/state').EditorState} state */
  place({ doc, selection }) {
    const { from, to, head } = selection.main;
    const line = doc.lineAt(head);
    const selected = to > from ? ` (${integer.format(to - from)} selected)` : '';
    write(this.#parts.place, `Line ${integer.format(line.number)}, column ${integer.format(head - line.from + 1)}${selected}`);
  }

  /** @param {Stats} stats */
  stats({ words, readingMinutes, blocks }) {
    const count = (/** @type {number} */ number, /** @type {string} */ one, /** @type {string} */ many) => `${integer.format(number)} ${number === 1 ? one : many}`;
    write(this.#parts.stats, [
      count(words, 'word', 'words'), `${integer.format(readingMinutes)} min read`, count(blocks, 'block', 'blocks'),
    ].join(' · '));
  }
}

/**
 * Writing the same text again would make the browser lay out the bar at every key.
 * @param {HTMLElement} element
 * @param {string} text
 */
function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
