/** The status bar and the top bar: their words about the open draft. */
import { locale, words } from '../words.js';

/** @typedef {import('../../draft-pane.js').Stats} Stats */
/** @typedef {import('./session.js').Session} Session */

const integer = new Intl.NumberFormat(locale);
const lineEnds = { '\n': 'LF', '\r\n': 'CRLF', '\r': 'CR' };

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
    const name = draft.name ?? words.bar.noFile;
    write(title, draft.title || draft.name || words.bar.untitled);
    write(file, draft.title || !draft.name ? name : '');
    write(kept, words.saving[keeping]);
    kept.dataset.keeping = keeping;
    write(format, `${draft.bom ? words.status.bom : 'UTF-8'} · ${lineEnds[draft.lineEnd]}`);
    document.title = `${draft.title || draft.name || words.bar.untitled} · draftpane`;
  }

  /** @param {import('@codemirror/state').EditorState} state */
  place({ doc, selection }) {
    const { from, to, head } = selection.main;
    const line = doc.lineAt(head);
    const selected = to > from ? ` ${words.status.selected(integer.format(to - from))}` : '';
    write(this.#parts.place, `${words.status.place(integer.format(line.number), integer.format(head - line.from + 1))}${selected}`);
  }

  /** @param {Stats} stats */
  stats({ words: count, readingMinutes, blocks }) {
    write(this.#parts.stats, [
      words.status.words(count, integer.format(count)), words.status.minutes(integer.format(readingMinutes)), words.status.blocks(blocks, integer.format(blocks)),
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
