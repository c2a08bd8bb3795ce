/** The status bar and the top bar: their words about the open draft. */
import { locale, words } from '../words.js';
import { lengthOfSelection } from './selected.js';

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
  /** @type {Stats | null} */
  #stats = null;
  /** Words that the post should have; 0 without a goal. */
  #goal = 0;
  /** @type {import('./selected.js').Length | null} */
  #selected = null;

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
  place(state) {
    const { doc, selection } = state;
    this.#selected = lengthOfSelection(state);
    this.#count();
    const { from, to, head } = selection.main;
    const line = doc.lineAt(head);
    const selected = to > from ? ` ${words.status.selected(integer.format(to - from))}` : '';
    write(this.#parts.place, `${words.status.place(integer.format(line.number), integer.format(head - line.from + 1))}${selected}`);
  }

  /** @param {Stats} stats @param {number} goal words that the post should have; 0 without a goal */
  stats(stats, goal) {
    this.#stats = stats;
    this.#goal = goal;
    this.#count();
  }

  /** The length of the selection while there is one, else that of the post. */
  #count() {
    const { status } = words;
    if (this.#selected) {
      const { words: count, characters, minutes } = this.#selected;
      const parts = [status.characters(characters, integer.format(characters))];
      if (count > 0) parts.unshift(status.words(count, integer.format(count)));
      if (minutes > 0) parts.push(status.minutes(integer.format(minutes)));
      write(this.#parts.stats, status.selection(parts.join(' · ')));
    } else if (this.#stats) {
      const { words: count, readingMinutes, blocks } = this.#stats;
      write(this.#parts.stats, [
        this.#goal ? status.ofGoal(integer.format(count), integer.format(this.#goal)) : status.words(count, integer.format(count)),
        status.minutes(integer.format(readingMinutes)), status.blocks(blocks, integer.format(blocks)),
      ].join(' · '));
    }
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
