/**
 * A text that grows, and its end as it will most likely be.
 *
 * The text itself stays what it is: a repair says how much of its end is not shown yet, and what is shown in its place.
 *
 * @module
 */

import { Blocks, KEPT, cells } from './blocks.js';
import { repairMarks } from './marks.js';

/** @typedef {import('./blocks.js').Features} Features */

/**
 * `omitted`: code units at the end of the text; `added`: what to show in their place; `open`: the text ends inside of a fence.
 *
 * @typedef {{ omitted: number, added: string, open: boolean }} Repaired
 */

/** A line of more code units is read when it comes to this length, and then as one of its kind until it ends. */
const LONG_LINE = 8000;
/** Front matter with more code units than this is shown while it arrives. */
const LONG_HEAD = 10_000;
/** The lines of front matter, by its mark: others tell that the mark is a thematic break. */
const HEAD_LINES = /** @type {Record<string, RegExp>} */ ({
  '---': /^(?:\s|#|- |[\w"'.-]+[ \t]*:(?:\s|$)|[}\]]|$)/,
  '+++': /^(?:\s|#|\[|[\w"'.-]+[ \t]*=|[}\]"']|$)/,
});

/** The start of a line that may become the mark of a block, or more than that. */
const HALF_MARK = /^(?:#{1,6}|[-+*:]|\d{1,9}[.)]?|`+|~+|[-=_*:|\t +]+|\[[ xX]?\]?)$/;
/** A definition of a link shows nothing, that of a footnote nothing yet. */
const HALF_DEFINITION = /^\[(?:\^[^\]\n]*\]?:?|[^\]\n]+\]:.*)$/;

/** The start of a key or of the mark. */
const HALF_HEAD_LINE = /^(?:[\w"'.-]*[ \t]*|\+*)$/;

export class Repair {
  #features;
  #blocks;
  /** The last line, as far as it is there. */
  #line = '';
  /** Whether the start of that line has been read: it is long. */
  #isLong = false;
  /** Front matter that is not over. @type {{ mark: string, lines: string[], length: number } | null} */
  #head = null;
  #isStart = true;

  /** @param {Features} features */
  constructor(features) {
    this.#features = features;
    this.#blocks = new Blocks(features);
  }

  /** Reads what was added to the text. @param {string} text */
  push(text) {
    let at = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', at)) {
      this.#endLine(this.#line + text.slice(at, end + 1));
      this.#line = '';
      at = end + 1;
    }
    this.#line += text.slice(at);
    if (this.#head && !HALF_HEAD_LINE.test(this.#line) && !HEAD_LINES[this.#head.mark].test(this.#line)) this.#endHead(this.#head);
    if (this.#line.length <= LONG_LINE) return;
    if (!this.#isLong) this.#blocks.read(this.#line);
    else this.#keep(this.#line);
    this.#isLong = true;
    this.#line = '';
  }

  /** @param {string} line */
  #endLine(line) {
    const isStart = this.#isStart;
    this.#isStart = false;
    const mark = line.trimEnd();
    if (isStart && this.#features.frontMatter && (mark === '---' || mark === '+++')) {
      this.#head = { mark, lines: [line], length: line.length };
    } else if (this.#head) {
      this.#endHeadLine(this.#head, line, mark);
    } else if (this.#isLong) {
      this.#keep(line);
    } else {
      this.#blocks.read(line);
    }
    this.#isLong = false;
  }

  /** @param {{ mark: string, lines: string[], length: number }} head @param {string} line @param {string} text of the line */
  #endHeadLine(head, line, text) {
    head.lines.push(line);
    head.length += line.length;
    if (text === head.mark) {
      this.#head = null;
    } else if (head.length > LONG_HEAD || !HEAD_LINES[head.mark].test(text)) {
      this.#endHead(head);
    }
  }

  /** Takes it for text. @param {{ lines: string[] }} head */
  #endHead(head) {
    this.#head = null;
    for (const each of head.lines) this.#blocks.read(each);
  }

  /** @param {string} line the rest of a long one */
  #keep(line) {
    const { leaf } = this.#blocks;
    if (leaf?.kind === 'paragraph') leaf.text = (leaf.text + line).slice(-LONG_LINE);
  }

  /** @returns {Repaired} */
  get now() {
    let line = this.#line;
    // Half of a character.
    const half = /[\uD800-\uDBFF]$/.test(line) ? 1 : 0;
    if (half) line = line.slice(0, -1);
    const head = this.#head;
    if (head) return { omitted: head.length + line.length + half, added: '', open: false };
    if (this.#isLong) return this.#after(half, this.#blocks, line);
    const blocks = this.#blocks.copy();
    blocks.read(line);
    if (line === '' || this.#waits(line, blocks)) return this.#after(line.length + half, this.#blocks, '');
    const repaired = this.#after(half, blocks, '', line.slice(blocks.start));
    // Nothing is left of the line but the mark of its block.
    const kept = line.slice(blocks.start, Math.max(blocks.start, line.length + half - repaired.omitted));
    return repaired.added === '' && !/[^\s|]/.test(kept) && !repaired.open ? this.#after(line.length + half, this.#blocks, '') : repaired;
  }

  /**
   * Whether a line says too little to be shown.
   *
   * @param {string} line
   * @param {Blocks} blocks with this line
   */
  #waits(line, blocks) {
    const rest = line.slice(blocks.start).trim();
    const before = this.#blocks.leaf;
    const { leaf } = blocks;
    if (before?.kind === 'fence' && !blocks.opened) {
      // The fence may be about to close.
      const mark = before.mark ?? '';
      return leaf !== null && rest !== '' && rest.length < mark.length && mark.startsWith(rest);
    }
    if (before?.kind === 'html' && !blocks.opened) return false;
    if (leaf?.kind === 'indented') return false;
    if (leaf?.kind === 'fence') return true;
    if (rest === '' || HALF_MARK.test(rest)) return true;
    return leaf?.kind === 'paragraph' && blocks.opened && HALF_DEFINITION.test(rest) && (rest[1] !== '^' || this.#features.extended);
  }

  /**
   * The repair of what is before the omitted end.
   *
   * @param {number} omitted
   * @param {Blocks} blocks
   * @param {string} more the rest of a long line
   * @param {string} [line] the content of the last line, where it is shown
   * @returns {Repaired}
   */
  #after(omitted, blocks, more, line = '') {
    const { leaf } = blocks;
    const open = leaf?.kind === 'fence';
    /** @param {string} text */
    const repaired = (text) => {
      const marks = repairMarks(text, this.#features);
      return { omitted: omitted + marks.omitted, added: marks.added, open };
    };
    if (leaf?.kind === 'paragraph') {
      const { text } = leaf;
      if (!this.#features.extended || !/^\|[^\n]*\n?$/.test(text)) return repaired((text + more).slice(-KEPT));
      // A row that is most likely the header of a table.
      const { omitted: half, added } = repaired(text.endsWith('\n') ? '' : lastCell(text));
      const shown = text.slice(0, text.length - (half - omitted)) + added;
      if (!/[^\s|]/.test(shown)) return { omitted: half, added: '', open };
      return { omitted: half, added: `${added}${text.endsWith('\n') ? '' : '\n'}${delimiters(shown, blocks)}`, open };
    }
    if (leaf?.kind === 'heading' && line) {
      const attributes = this.#features.hugo ? /\s\{[^{}]*$/.exec(line) : null;
      if (attributes) omitted += line.length - attributes.index;
      return repaired(attributes ? line.slice(0, attributes.index) : line);
    }
    if (leaf?.kind === 'table' && line) return repaired(lastCell(line));
    if (leaf?.kind === 'html' && line) {
      const tag = /<[^<>]{0,500}$/.exec(line);
      if (tag) omitted += tag[0].length;
    }
    return { omitted, added: '', open };
  }
}

/**
 * The row that makes a header of another one.
 *
 * @param {string} row
 * @param {Blocks} blocks
 */
function delimiters(row, { containers }) {
  const marks = containers.map((container) => (container.quote ? '> ' : ' '.repeat(container.indent))).join('');
  return `${marks}|${'---|'.repeat(cells(row))}`;
}

/** @param {string} row */
const lastCell = (row) => /** @type {string} */ (row.split(/(?<!\\)\|/).at(-1));
