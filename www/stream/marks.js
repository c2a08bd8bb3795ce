/**
 * The end of a paragraph, heading or cell whose marks are half typed.
 *
 * @module
 */

/** @typedef {import('./blocks.js').Features} Features */

/** Code units for which a tag, an address or the text of a link is waited for; then it is taken as text. */
const LONGEST = 500;
/** And a tag without a value, which may as well be a comparison. */
const LONGEST_BARE = 24;
/** And a formula that is a block. */
const LONGEST_FORMULA = 4000;
/** And one in a line, which is shown as its source meanwhile. */
const LONGEST_INLINE = 200;

const SIGN = /[\\`<!\[\]*_~&{$]/g;
const TAG = /<(?:!--[^]*?--|[/?!]?[A-Za-z][^<>]*|[^\s@<>]+@[^\s<>]+)>/y;
const HALF_TAG = /^<(?:[A-Za-z/?!][^<>]*)?$/;
/** An address, a comment or an attribute: more than a comparison has. */
const SURE_TAG = /^<(?:!--|[A-Za-z][A-Za-z0-9+.-]+:\S*$|[A-Za-z][A-Za-z0-9-]*\s[^=]*=)/;
const TARGET = /\(\s*(?:<[^<>\n]*>|(?:[^\s()<>\\]|\\.|\((?:[^\s()]|\([^\s()]*\))*\))*)(?:\s+(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\)))?\s*\)/y;
const HALF_TARGET = /^\(\s*(?:<[^<>\n]*>?|[^\s<>]*)(?:\s+(?:"(?:[^"\\]|\\.)*\\?"?|'(?:[^'\\]|\\.)*\\?'?|\((?:[^()\\]|\\.)*\\?\)?)?\s*)?$/;
const LABEL = /\[[^\[\]]*\]/y;
const HALF_REFERENCE = /^&#?[A-Za-z0-9]{0,8}$/;
const BLANK = /^\s?$/;
const PUNCTUATION = /^[\p{P}\p{S}]$/u;

/**
 * A run of `*`, `_` or `~` that nothing has closed. `weak`: it is most likely text.
 *
 * @typedef {{ sign: string, count: number, at: number, end: number, weak: boolean }} Opener
 */

/**
 * Repairs the end of a text.
 *
 * @param {string} text
 * @param {Features} features
 * @returns {{ omitted: number, added: string }} How many code units at its end not to show, and what to show in their place.
 */
export function repairMarks(text, features) {
  const { openers, brackets, ticks, links, end } = new Reading(text, features).read();
  const image = [...brackets, ...links].find((bracket) => bracket.image);
  const link = links.find((bracket) => !bracket.image);
  // The opening brackets of links: they are not shown, but what follows is.
  const gone = [...brackets, ...links].filter((bracket) => !bracket.image && bracket.end - bracket.at <= LONGEST).map(({ at }) => at).sort((a, b) => a - b);
  let shown = Math.min(end, image?.at ?? end, link?.end ?? end);
  /** @type {{ sign: string, count: number, at: number, end: number }[]} */
  const open = openers.filter(({ weak, at }) => !weak && at < shown);
  if (ticks && ticks.at < shown) open.push(ticks);
  if (shown === text.length && open.length === 0 && gone.length === 0) return { omitted: 0, added: '' };

  // A mark with nothing behind it is not shown.
  for (;;) {
    const last = open.at(-1);
    const bracket = gone.at(-1) ?? -1;
    const mark = last && last.at > bracket ? { at: last.at, end: last.end } : { at: bracket, end: bracket + 1 };
    if (mark.at < 0 || text.slice(mark.end, shown).trim() !== '') break;
    shown = mark.at;
    if (last && last.at > bracket) open.pop();
    else gone.pop();
  }
  // No mark closes behind a blank.
  if (open.length > 0) shown = text.slice(0, shown).trimEnd().length;
  let added = '';
  let at = shown;
  for (const bracket of gone.reverse()) {
    added = text.slice(bracket + 1, at) + added;
    at = bracket;
  }
  // Two runs of backticks would be one.
  if (open.at(-1)?.sign === '`' && text[shown - 1] === '`') added += ' ';
  for (const { sign, count } of open.reverse()) added += sign.repeat(count);
  return { omitted: text.length - at, added };
}

/** @typedef {{ at: number, end: number, image: boolean }} Bracket Where it opens, and where its text ends. */

class Reading {
  #text;
  #features;
  #at = 0;
  /** @type {Opener[]} */
  openers = [];
  /** Those whose text is not over. @type {(Bracket & { openers: number })[]} */
  brackets = [];
  /** Code that is not closed. @type {{ sign: string, count: number, at: number, end: number } | null} */
  ticks = null;
  /** A link whose address is not over. @type {Bracket[]} */
  links = [];
  /** Where the text ends that can be shown. */
  end;

  /**
   * @param {string} text
   * @param {Features} features
   */
  constructor(text, features) {
    this.#text = text;
    this.#features = features;
    this.end = text.length;
  }

  read() {
    const text = this.#text;
    while (this.#at < this.end) {
      SIGN.lastIndex = this.#at;
      const found = SIGN.exec(text);
      if (!found || found.index >= this.end) break;
      this.#at = found.index;
      this.#read(found[0]);
    }
    for (const bracket of this.brackets) bracket.end = this.end;
    return this;
  }

  /** @param {string} sign */
  #read(sign) {
    const text = this.#text;
    const at = this.#at;
    if ((sign === '\\' || sign === '$') && this.#formula()) return;
    if (sign === '*' || sign === '_' || sign === '~') this.#run(sign);
    else if (sign === '`') this.#code();
    else if (sign === '[' || (sign === '!' && text[at + 1] === '[')) this.#bracket(sign === '!');
    else if (sign === ']') this.#closeBracket();
    else if (sign === '\\') this.#holdOr(at + 1 === text.length, 2);
    // `!` behind a word is the end of a sentence.
    else if (sign === '!') this.#holdOr(at + 1 === text.length && BLANK.test(text[at - 1] ?? ''), 1);
    else if (sign === '<') this.#holdOr(!this.#skip(TAG) && isHalfTag(text.slice(at)), 1);
    else if (sign === '&') this.#holdOr(HALF_REFERENCE.test(text.slice(at, at + 12)) && text.length - at < 12, 1);
    else if (sign === '{' && this.#features.hugo) this.#shortcode();
    else this.#at++;
  }

  /** Ends what is shown here, or goes on. @param {boolean} hold @param {number} length */
  #holdOr(hold, length) {
    if (hold) this.end = this.#at;
    else if (this.#text[this.#at] !== '<' || !this.#skipped) this.#at += length;
    this.#skipped = false;
  }

  #skipped = false;

  /** Goes behind what a pattern finds here. @param {RegExp} pattern */
  #skip(pattern) {
    pattern.lastIndex = this.#at;
    this.#skipped = pattern.test(this.#text);
    if (this.#skipped) this.#at = pattern.lastIndex;
    return this.#skipped;
  }

  #code() {
    const text = this.#text;
    const at = this.#at;
    const count = runOf(text, at);
    let end = at + count;
    if (end === text.length) {
      this.end = at;
      return;
    }
    for (let next = text.indexOf('`', end); next >= 0; next = text.indexOf('`', next)) {
      const length = runOf(text, next);
      if (length === count) {
        this.#at = next + count;
        return;
      }
      // More of them may follow.
      if (next + length === text.length) {
        end = next;
        break;
      }
      next += length;
    }
    this.ticks = { sign: '`', count, at, end: at + count };
    this.end = end > at + count ? end : text.length;
    this.#at = text.length;
  }

  /** @param {boolean} image */
  #bracket(image) {
    const at = this.#at;
    const end = at + (image ? 2 : 1);
    if (end === this.#text.length) this.end = at;
    else if (!image && this.#text[end] === '^' && this.#features.extended) this.#at = end + 1;
    else {
      this.brackets.push({ at, end, image, openers: this.openers.length });
      this.#at = end;
    }
  }

  #closeBracket() {
    const text = this.#text;
    const at = this.#at;
    const bracket = this.brackets.pop();
    this.#at = at + 1;
    if (!bracket) return;
    const rest = text.slice(at + 1, at + 1 + LONGEST);
    const isLast = text.length - at <= LONGEST;
    const closed = (rest[0] === '(' && this.#skip(TARGET)) || (rest[0] === '[' && this.#skip(LABEL));
    this.#skipped = false;
    if (closed) {
      // Marks inside of a link close inside of it.
      this.openers.length = Math.min(this.openers.length, bracket.openers);
      if (!bracket.image) this.brackets = this.brackets.filter(({ image }) => image);
    } else if (isLast && (rest === '' || (rest[0] === '(' && HALF_TARGET.test(rest)) || /^\[[^\[\]]*$/.test(rest))) {
      this.links.push({ at: bracket.at, end: at, image: bracket.image });
      this.end = at;
    }
  }

  /** A run of signs, as CommonMark reads them. @param {string} sign */
  #run(sign) {
    const text = this.#text;
    const at = this.#at;
    let count = runOf(text, at);
    const end = at + count;
    this.#at = end;
    if (sign === '~' && !this.#features.extended) return;
    if (end === text.length) {
      // More of them may follow.
      this.end = at;
      return;
    }
    const [before, after] = [before1(text, at), after1(text, end)];
    const left = !BLANK.test(after) && (!PUNCTUATION.test(after) || BLANK.test(before) || PUNCTUATION.test(before));
    const right = !BLANK.test(before) && (!PUNCTUATION.test(before) || BLANK.test(after) || PUNCTUATION.test(after));
    const opens = left && (sign !== '_' || !right || PUNCTUATION.test(before));
    const closes = right && (sign !== '_' || !left || PUNCTUATION.test(after));
    if (sign === '~' && count > 2) return;
    for (let open = this.openers.length - 1; closes && count > 0 && open >= 0; open--) {
      const opener = this.openers[open];
      if (opener.sign !== sign || (sign === '~' && opener.count !== count)) continue;
      const used = opener.count > 1 && count > 1 ? 2 : 1;
      opener.count -= used;
      count -= used;
      this.openers.length = opener.count > 0 ? open + 1 : open;
      if (opener.count > 0) open++;
    }
    if (opens && count > 0) {
      const weak = sign === '*' && count === 1 && /[A-Za-z0-9]/.test(before) && /[A-Za-z0-9]/.test(after);
      this.openers.push({ sign, count, at, end, weak });
    }
  }

  /** @returns {boolean} whether a formula begins here, or an escape stands in its way */
  #formula() {
    const text = this.#text;
    const at = this.#at;
    for (const [open, close, display] of this.#features.formulas) {
      if (!text.startsWith(open, at)) continue;
      if (open === '$' && (/^[\s\d]?$/.test(text[at + 1] ?? '') && at + 1 < text.length)) continue;
      const end = text.indexOf(close, at + open.length);
      if (end >= 0) {
        this.#at = end + close.length;
        return true;
      }
      const length = text.length - at;
      // In a line of text it may as well be money.
      const isBlock = display && /(?:^|\n)[\s>]*$/.test(text.slice(Math.max(0, at - 40), at));
      if (length <= open.length || (isBlock && length <= LONGEST_FORMULA)) {
        this.end = at;
        return true;
      }
      if (length <= LONGEST_INLINE) {
        // Shown as its source, in which no mark is one.
        this.#at = text.length;
        return true;
      }
    }
    return false;
  }

  #shortcode() {
    const text = this.#text;
    const at = this.#at;
    if (at + 1 === text.length) this.end = at;
    else if (text[at + 1] !== '{') this.#at++;
    else if (at + 2 === text.length) this.end = at;
    else {
      const close = { '<': '>}}', '%': '%}}' }[text[at + 2]];
      const end = close ? text.indexOf(close, at + 3) : -1;
      if (end >= 0) this.#at = end + 3;
      else if (close && text.length - at <= LONGEST) this.end = at;
      else this.#at += 2;
    }
  }
}

/** Whether a text may become a tag. @param {string} text */
function isHalfTag(text) {
  return text.length <= LONGEST && HALF_TAG.test(text) && (text.length <= LONGEST_BARE || SURE_TAG.test(text));
}

/** How often the sign at a place is repeated. @param {string} text @param {number} at */
function runOf(text, at) {
  let end = at + 1;
  while (text[end] === text[at]) end++;
  return end - at;
}

/** The character that ends at a place. @param {string} text @param {number} at */
function before1(text, at) {
  const pair = at > 1 && /[\uDC00-\uDFFF]/.test(text[at - 1]);
  return text.slice(pair ? at - 2 : Math.max(0, at - 1), at);
}

/** The character that starts at a place. @param {string} text @param {number} at */
function after1(text, at) {
  return String.fromCodePoint(text.codePointAt(at) ?? 32);
}
