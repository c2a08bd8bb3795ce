/**
 * The blocks that are open at the end of a text, line by line: a text that only grows is read once.
 *
 * The engine knows the blocks exactly; this is an estimate of them that is cheap enough for each chunk of an answer. A
 * wrong one costs a repair that is missing, or of no use, until the block ends.
 *
 * @module
 */

/** Code units of an open paragraph that are kept: marks that opened before those are left alone. */
export const KEPT = 4000;

const UNDERLINE = /^(?:=+|-+)[ \t]*$/;
const DELIMITERS = /^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;
/** HTML that ends with a mark of its own: the start, and the end. */
const MARKED_HTML = /** @type {const} */ ([
  [/^<(?:script|pre|style|textarea)(?:[\s>]|$)/i, /<\/(?:script|pre|style|textarea)>/i],
  [/^<!--/, /-->/],
  [/^<\?/, /\?>/],
  [/^<![A-Za-z]/, />/],
]);
/** HTML that ends with a blank line. */
const HTML = new RegExp('^</?(?:address|article|aside|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|'
  + 'figcaption|figure|footer|form|frame|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|nav|ol|optgroup|option|p|param|search|'
  + 'section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul)(?:[\\s/>]|$)', 'i');
const LONE_TAG = /^(?:<[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?>|<\/[A-Za-z][A-Za-z0-9-]*\s*>)[ \t]*$/;

/**
 * The constructs of a flavor.
 *
 * @typedef {object} Features
 * @property {boolean} extended Tables, footnotes, strikethrough.
 * @property {boolean} hugo Shortcodes, terms, attributes of headings.
 * @property {[open: string, close: string, display: boolean][]} formulas Their delimiters.
 * @property {boolean} frontMatter Whether it is looked for.
 */

/** @typedef {{ quote: true } | { quote: false, indent: number }} Container A block quote, or an item with its indentation. */

/**
 * The block that lines go into: `text` is kept of paragraphs.
 *
 * @typedef {object} Leaf
 * @property {'paragraph' | 'heading' | 'table' | 'fence' | 'indented' | 'html'} kind
 * @property {string} text
 * @property {string} [mark] The sign of a fence, as often as it has to be repeated.
 * @property {RegExp | null} [end] The end of HTML; null: a blank line.
 */

export class Blocks {
  /** @type {Container[]} */
  containers = [];
  /** @type {Leaf | null} */
  leaf = null;
  /** Where the content of the last line starts in it: behind the marks of quotes and items. */
  start = 0;
  /** Whether the last line opened the leaf, or an item or quote. */
  opened = false;
  #features;

  /** @param {Features} features */
  constructor(features) {
    this.#features = features;
  }

  copy() {
    const copy = new Blocks(this.#features);
    copy.containers = [...this.containers];
    copy.leaf = this.leaf && { ...this.leaf };
    return copy;
  }

  /** Reads a line, or the start of one. @param {string} line */
  read(line) {
    const text = line.trimEnd();
    let at = this.#enter(text);
    const inside = this.entered === this.containers.length;
    this.opened = false;
    this.start = at;
    if (inside && this.leaf && this.#goOn(text.slice(at))) return this.#keep(line);
    const paragraph = this.leaf?.kind === 'paragraph' || this.leaf?.kind === 'table' ? this.leaf : null;
    if (!inside) {
      this.leaf = null;
      const lazy = paragraph?.kind === 'paragraph' && text.slice(at).trim() !== '';
      const outer = this.containers;
      this.containers = outer.slice(0, this.entered);
      at = this.#open(text, at, null);
      if (lazy && !this.opened && !this.leaf) {
        this.containers = outer;
        this.leaf = paragraph;
      }
    } else {
      at = this.#open(text, at, paragraph);
    }
    this.start = at;
    if (text.length <= at) {
      // A blank line, or marks alone.
      if (this.leaf?.kind !== 'fence' && this.leaf?.kind !== 'html') this.leaf = null;
    } else if (!this.leaf && !this.closed) {
      this.leaf = { kind: 'paragraph', text: '' };
      this.opened = true;
    }
    this.#keep(line);
  }

  /** The number of containers that go on in the last line. */
  entered = 0;
  /** Whether the last line is a block of its own, which is over. */
  closed = false;

  /** Goes into the containers that go on. @param {string} text */
  #enter(text) {
    let at = 0;
    this.entered = 0;
    for (const container of this.containers) {
      const { columns, end } = indentation(text, at);
      if (container.quote) {
        if (columns > 3 || text[end] !== '>') break;
        at = end + (text[end + 1] === ' ' ? 2 : 1);
      } else if (end === text.length) {
        at = end;
      } else {
        if (columns < container.indent) break;
        at = skip(text, at, container.indent);
      }
      this.entered++;
    }
    return at;
  }

  /** Whether a line is content of the open leaf, which takes all lines until its end. @param {string} rest */
  #goOn(rest) {
    const leaf = /** @type {Leaf} */ (this.leaf);
    this.closed = false;
    if (leaf.kind === 'fence') {
      const mark = leaf.mark ?? '';
      const trimmed = rest.trim();
      if (trimmed.startsWith(mark) && trimmed === mark[0].repeat(trimmed.length) && indentation(rest, 0).columns < 4) {
        this.leaf = null;
        this.closed = true;
      }
      return true;
    }
    if (leaf.kind === 'html') {
      if (leaf.end ? leaf.end.test(rest) : rest.trim() === '') this.leaf = null;
      this.closed = !this.leaf;
      return true;
    }
    if (leaf.kind === 'indented' && (rest.trim() === '' || indentation(rest, 0).columns > 3)) return true;
    if (leaf.kind === 'indented' || leaf.kind === 'heading') this.leaf = null;
    return false;
  }

  /**
   * Opens what a line opens; returns where its content starts.
   *
   * @param {string} text
   * @param {number} at
   * @param {Leaf | null} paragraph The paragraph or table that the line may go on with.
   */
  #open(text, at, paragraph) {
    this.closed = false;
    /** @type {number | undefined} */
    let rule;
    for (;;) {
      const { columns, end } = indentation(text, at);
      const rest = text.slice(end);
      if (rest === '') return end;
      if (columns > 3) {
        if (!paragraph) this.#begin({ kind: 'indented', text: '' });
        return at;
      }
      if (rest[0] === '>') {
        at = end + (rest[1] === ' ' ? 2 : 1);
        this.#enterNew({ quote: true });
        paragraph = null;
        continue;
      }
      const fence = /^(?:(`{3,})[^`]*|(~{3,}).*)$/.exec(rest);
      if (fence) {
        this.#begin({ kind: 'fence', text: '', mark: fence[1] ?? fence[2] });
        return end;
      }
      const heading = /^#{1,6}(?=[ \t]|$)/.exec(rest);
      if (heading) {
        this.#begin({ kind: 'heading', text: '' });
        return indentation(text, end + heading[0].length).end;
      }
      const html = MARKED_HTML.find(([start]) => start.test(rest));
      if (html) {
        this.closed = html[1].test(rest.slice(2));
        if (!this.closed) this.#begin({ kind: 'html', text: '', end: html[1] });
        else this.leaf = null;
        return end;
      }
      if (HTML.test(rest) || (!paragraph && LONE_TAG.test(rest))) {
        this.#begin({ kind: 'html', text: '', end: null });
        return end;
      }
      if ((paragraph?.kind === 'paragraph' && UNDERLINE.test(rest)) || (end >= (rule ??= ruleStart(text)) && isRule(rest))) {
        this.closed = true;
        this.leaf = null;
        return end;
      }
      const item = this.#item(rest, paragraph);
      if (item) {
        const behind = indentation(text, end + item);
        const marks = behind.end === text.length || behind.columns > 4 ? item + 1 : item + behind.columns;
        at = behind.columns > 4 ? end + item + 1 : behind.end;
        this.#enterNew({ quote: false, indent: columns + marks });
        paragraph = null;
        continue;
      }
      const note = this.#features.extended && /^\[\^[^\]\s]+\]:[ \t]*/.exec(rest);
      if (note && !paragraph) {
        at = end + note[0].length;
        this.#enterNew({ quote: false, indent: 4 });
        continue;
      }
      if (this.#features.extended && paragraph?.kind === 'paragraph' && DELIMITERS.test(rest) && isHeader(paragraph.text, rest)) {
        this.#begin({ kind: 'table', text: '' });
      }
      return end;
    }
  }

  /** The length of the mark of an item. @param {string} rest @param {Leaf | null} paragraph */
  #item(rest, paragraph) {
    const mark = /^(?:[-+*]|(\d{1,9})[.)])(?=[ \t]|$)/.exec(rest) ?? (this.#features.hugo ? /^:(?=[ \t])/.exec(rest) : null);
    if (!mark) return 0;
    // Inside of a paragraph, only a list that begins with 1 and has content.
    if (paragraph?.kind === 'paragraph' && ((mark[1] && mark[1] !== '1') || rest.length === mark[0].length)) return 0;
    return mark[0].length;
  }

  /** @param {Container} container */
  #enterNew(container) {
    this.leaf = null;
    this.containers.push(container);
    this.opened = true;
  }

  /** @param {Leaf} leaf */
  #begin(leaf) {
    this.leaf = leaf;
    this.opened = true;
  }

  /** Keeps a line of a paragraph. @param {string} line */
  #keep(line) {
    const { leaf } = this;
    if (leaf?.kind !== 'paragraph') return;
    leaf.text += leaf.text ? line : line.slice(this.start);
    if (leaf.text.length > 2 * KEPT) leaf.text = leaf.text.slice(-KEPT);
  }
}

/**
 * The blanks from a place on.
 *
 * @param {string} text
 * @param {number} at
 */
function indentation(text, at) {
  let columns = 0;
  let end = at;
  for (; text[end] === ' ' || text[end] === '\t'; end++) columns += text[end] === '\t' ? 4 - (columns % 4) : 1;
  return { columns, end };
}

/** The place behind so many columns of blanks. @param {string} text @param {number} at @param {number} columns */
function skip(text, at, columns) {
  for (let column = 0; column < columns && (text[at] === ' ' || text[at] === '\t'); at++) column += text[at] === '\t' ? 4 - (column % 4) : 1;
  return at;
}

/** The number of cells of a row. @param {string} row */
export function cells(row) {
  const inner = row.trim().replace(/^\|/, '').replace(/(?<!\\)\|$/, '');
  return inner.split(/(?<!\\)\|/).length;
}

/** Whether a paragraph is the header of a table, by the row of delimiters. @param {string} paragraph @param {string} row */
function isHeader(paragraph, row) {
  const header = /** @type {string} */ (paragraph.trimEnd().split('\n').at(-1));
  return (header.includes('|') || row.includes('|')) && cells(header) === cells(row);
}

/** Where the end of a line starts that has nothing but blanks and one of the signs of a rule. @param {string} line */
function ruleStart(line) {
  const sign = line.trimEnd().at(-1) ?? '';
  let start = line.length;
  if ('-*_'.includes(sign)) while (start > 0 && (line[start - 1] === sign || line[start - 1] === ' ' || line[start - 1] === '\t')) start--;
  return start;
}

/** Whether a line of nothing but blanks and signs is a rule: three signs are. @param {string} line */
function isRule(line) {
  let signs = 0;
  for (let at = 0; at < line.length && signs < 3; at++) if (line[at] !== ' ' && line[at] !== '\t') signs++;
  return signs === 3;
}
