/**
 * Where the text of a post is painted in a preview, found out from outside.
 *
 * A mark that nobody sees is put behind a letter of the source, and the post is rendered once more: where the mark comes
 * out, and nothing else is different, there that letter is. So neither a preview's own idea of places is asked, nor a
 * parser. The browser reports the box of each letter of the rendered text.
 */

/** INVISIBLE SEPARATOR: not a space, not a letter, not Markdown. */
const MARK = '\u2063';

/** @typedef {{ from: number, to: number }} Span CSS pixels below the top of what scrolls: a place that is right is between */

export class Painted {
  #text;
  #html;
  #plain;
  #content;
  #scroller;
  /** Offsets behind which a mark may come out. @type {number[]} */
  #candidates = [];
  /** @type {Map<number, { letter: number } | { image: number } | null>} */
  #found = new Map();
  /** @type {{ node: Text, start: number }[]} with how many letters are before each */
  #nodes = [];
  /** @type {Map<number, Span>} */
  #spans = new Map();

  /**
   * @param {string} text
   * @param {(text: string) => string} html renders
   * @param {Element} content what shows it
   * @param {Element} scroller
   */
  constructor(text, html, content, scroller) {
    this.#text = text;
    this.#html = html;
    this.#plain = html(text);
    this.#content = content;
    this.#scroller = scroller;
    for (const { index, 0: found } of text.matchAll(/[\p{L}\p{N}]+|!\[/gu)) {
      this.#candidates.push(index + (found === '![' ? 2 : String.fromCodePoint(/** @type {number} */ (found.codePointAt(0))).length));
    }
    let start = 0;
    for (const node of textsOf(content)) {
      this.#nodes.push({ node, start });
      start += lettersOf(node.data);
    }
    const rendered = new DOMParser().parseFromString(this.#plain, 'text/html').body;
    const wanted = lettersOf(rendered.textContent ?? '');
    if (start !== wanted) throw new Error(`The preview shows ${start} letters, not ${wanted}.`);
  }

  /** The layout has changed. */
  again() {
    this.#spans.clear();
  }

  /**
   * Where the text from an offset on is: where the first letter of the stretch is; for a stretch that nothing is painted
   * of, between the last letter before it and the first one after it.
   * @param {number} from
   * @param {number} to
   * @returns {Span}
   */
  place(from, to) {
    let at = this.#candidates.findIndex((candidate) => candidate > from);
    if (at < 0) at = this.#candidates.length;
    for (let next = at; next < this.#candidates.length && this.#candidates[next] <= to; next++) {
      const span = this.#span(this.#candidates[next]);
      if (span) return span;
    }
    const span = { from: 0, to: this.#scroller.scrollHeight };
    for (let before = at - 1; before >= 0; before--) {
      const found = this.#span(this.#candidates[before]);
      if (!found) continue;
      span.from = found.from;
      break;
    }
    for (let after = at; after < this.#candidates.length; after++) {
      const found = this.#span(this.#candidates[after]);
      if (!found) continue;
      span.to = Math.max(found.to, span.from);
      break;
    }
    return span;
  }

  /** @param {number} candidate @returns {Span | null} */
  #span(candidate) {
    let found = this.#found.get(candidate);
    if (found === undefined) this.#found.set(candidate, (found = this.#find(candidate)));
    if (found === null) return null;
    const known = this.#spans.get(candidate);
    if (known) return known;
    const span = 'image' in found ? this.#imageAt(found.image, this.#text.startsWith('![', candidate - 2)) : this.#letterAt(found.letter);
    if (span) this.#spans.set(candidate, span);
    else this.#found.set(candidate, null);
    return span;
  }

  /** Marks a letter, and looks where that comes out. @param {number} candidate */
  #find(candidate) {
    const html = this.#html(this.#text.slice(0, candidate) + MARK + this.#text.slice(candidate));
    const [before, ...after] = html.split(MARK);
    if (after.length !== 1 || before + after[0] !== this.#plain) return null;
    const { body } = new DOMParser().parseFromString(html, 'text/html');
    let letters = 0;
    for (const node of textsOf(body)) {
      const at = node.data.indexOf(MARK);
      // The mark is behind its letter.
      if (at >= 0) return { letter: letters + lettersOf(node.data.slice(0, at)) - 1 };
      letters += lettersOf(node.data);
    }
    const image = [...body.querySelectorAll('img')].findIndex(({ alt }) => alt.includes(MARK));
    return image >= 0 ? { image } : null;
  }

  /** @param {number} nth @param {boolean} starts whether its source starts there; the rest is anywhere in it @returns {Span | null} */
  #imageAt(nth, starts) {
    const { top, bottom } = this.#content.querySelectorAll('img')[nth].getBoundingClientRect();
    return bottom > top ? this.#at(top, starts ? top : bottom) : null;
  }

  /** @param {number} nth @returns {Span | null} */
  #letterAt(nth) {
    let at = this.#nodes.findLastIndex(({ start }) => start <= nth);
    while (at > 0 && lettersOf(this.#nodes[at].node.data) === 0) at--;
    const { node, start } = this.#nodes[at];
    const parent = /** @type {Element} */ (node.parentElement);
    // Notes stand elsewhere than their source.
    if (parent.closest('.footnotes')) return null;
    const index = indexOfLetter(node.data, nth - start);
    const box = boxOf(node, index);
    if (!box) return null;
    const row = parent.closest('tr');
    if (row) {
      // The cells of a row stand side by side: its first letter is at its top, the others anywhere in it.
      const { top, bottom } = row.getBoundingClientRect();
      const first = textsOf(row).find(({ data }) => lettersOf(data) > 0);
      return first === node && nth === start ? this.#at(top) : this.#at(top, bottom);
    }
    const block = blockOf(parent);
    const lineHeight = parseFloat(getComputedStyle(block).lineHeight) || box.height;
    const middle = box.top + box.height / 2;
    // How much of its line is before it. A line is read from its start to its end while it passes the edge.
    let [before, all] = [0, 0];
    const onLine = (/** @type {Text} */ text, /** @type {number} */ at) => {
      const other = boxOf(text, at);
      return !other || Math.abs(other.top + other.height / 2 - middle) < lineHeight / 2;
    };
    const texts = textsOf(block);
    const here = texts.indexOf(node);
    backwards: for (let each = here; each >= 0; each--) {
      for (let at = each === here ? index - 1 : texts[each].length - 1; at >= 0; at--) {
        if (isSpace(texts[each].data[at])) continue;
        if (!onLine(texts[each], at)) break backwards;
        before++;
      }
    }
    forwards: for (let each = here; each < texts.length; each++) {
      for (let at = each === here ? index : 0; at < texts[each].length; at++) {
        if (isSpace(texts[each].data[at])) continue;
        if (!onLine(texts[each], at)) break forwards;
        all++;
      }
    }
    return this.#at(middle - lineHeight / 2 + (before / (before + all)) * lineHeight);
  }

  /** @param {number} top @param {number} [bottom] of the window @returns {Span} */
  #at(top, bottom = top) {
    const origin = this.#scroller.getBoundingClientRect().top - this.#scroller.scrollTop;
    return { from: top - origin, to: bottom - origin };
  }
}

const isSpace = (/** @type {string} */ character) => /\s/.test(character);

/** How many code units are not spaces; renderers differ in these. @param {string} text */
const lettersOf = (text) => text.replace(/[\s\u2063]+/g, '').length;

/** @param {string} text @param {number} nth */
function indexOfLetter(text, nth) {
  for (let at = 0; at < text.length; at++) if (!isSpace(text[at]) && nth-- === 0) return at;
  return -1;
}

/** @param {Node} root @returns {Text[]} */
function textsOf(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(/** @type {Text} */ (walker.currentNode));
  return texts;
}

/** The box of a character in the window; null where the character is not painted. @param {Text} node @param {number} at */
function boxOf(node, at) {
  const range = document.createRange();
  range.setStart(node, at);
  range.setEnd(node, at + 1);
  const box = range.getClientRects()[0];
  return box && box.height > 0 ? box : null;
}

/** The nearest ancestor that makes lines. @param {Element} element */
function blockOf(element) {
  let block = element;
  while (getComputedStyle(block).display.startsWith('inline')) block = /** @type {Element} */ (block.parentElement);
  return block;
}
