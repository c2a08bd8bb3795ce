/** The status bar and the top bar: their words about the open draft. */
import { encodingName } from '../files/files.js';
import { locale, words } from '../words.js';
import { lengthOfSelection } from './selected.js';

/** @typedef {import('../../draft-pane.js').Stats} Stats */
/** @typedef {import('./session.js').Session} Session */

const integer = new Intl.NumberFormat(locale);
const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
/** Milliseconds that a text may wait to be written before the bar mentions it. */
const patience = 2000;
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
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** The draft that the sign is about, by its id. */
  #draft = '';
  /** When the text was saved. */
  #at = 0;
  /** Counts the calls, as a digest takes its time. */
  #calls = 0;

  /** @param {Session} session @param {string} [path] of its file in the open site */
  draft(session, path) {
    const { draft } = session;
    const { title, file, format } = this.#parts;
    const name = path || (draft.name ?? words.bar.noFile);
    write(title, draft.title || draft.name || words.bar.untitled);
    write(file, draft.title || path || !draft.name ? name : '');
    this.#saving(session);
    write(format, `${words.status.encoding(encodingName(draft.encoding), draft.bom)} · ${lineEnds[draft.lineEnd]}`);
    document.title = `${draft.title || draft.name || words.bar.untitled} · draftpane`;
  }

  /**
   * One calm sign: while someone types and the text is written as it should be, the sign stays.
   * @param {Session} session
   */
  #saving(session) {
    const { kept } = this.#parts;
    const { draft, keeping } = session;
    const before = kept.dataset.keeping;
    const isOther = this.#draft !== draft.id;
    this.#draft = draft.id;
    kept.dataset.keeping = keeping;
    clearTimeout(this.#timer);
    if (keeping === 'pending') {
      if (isOther) this.#sign('untouched');
      else if (session.waiting > patience && kept.dataset.sign !== 'failed') this.#sign('pending');
      this.#timer = setTimeout(() => this.#saving(session), patience / 2);
      return;
    }
    this.#sign(keeping);
    if (isOther) this.#at = draft.updated;
    else if (before !== 'kept') this.#at = Date.now();
    if (keeping === 'kept') this.#explain(session);
    else kept.title = '';
  }

  /** @param {import('./session.js').Keeping} sign */
  #sign(sign) {
    const { kept } = this.#parts;
    write(kept, words.saving[sign]);
    kept.dataset.sign = sign;
  }

  /** Says in the sign's title what is saved where. @param {Session} session */
  async #explain(session) {
    const call = ++this.#calls;
    const isInFile = await session.isInFile();
    if (call !== this.#calls || session.keeping !== 'kept') return;
    const name = session.draft.name ?? '';
    const lines = [words.saving.at(time.format(this.#at))];
    if (isInFile !== null) lines.push(isInFile ? words.saving.inFile(name) : words.saving.notInFile(name));
    this.#parts.kept.title = lines.join('\n');
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
