/**
 * Where the characters of a text field are.
 *
 * A field does not tell. So its text is set again in an unseen element of the
 * same width and type, which does. That is done when somebody asks, and again
 * only when text or width have changed.
 *
 * @module
 */

import { difference } from '../base/difference.js';
import { firstOf } from '../base/first-of.js';
import { firstBox } from '../base/sizes.js';

/** The styles that decide where lines break and how high they are. */
const TYPE = [
  'direction', 'font-family', 'font-feature-settings', 'font-kerning', 'font-size', 'font-size-adjust', 'font-stretch',
  'font-style', 'font-variant', 'font-variation-settings', 'font-weight', 'hyphens', 'letter-spacing', 'line-break',
  'line-height', 'overflow-wrap', 'padding-bottom', 'padding-left', 'padding-right', 'padding-top', 'tab-size',
  'text-align', 'text-indent', 'text-transform', 'white-space', 'word-break', 'word-spacing', 'writing-mode',
];

export class Mirror {
  #field;
  #host;
  #page;
  #text;
  #range;
  /** How the field looked when it was last copied. */
  #look = '';

  /** @param {HTMLTextAreaElement} field */
  constructor(field) {
    const document = field.ownerDocument;
    this.#field = field;
    this.#host = document.createElement('div');
    this.#host.setAttribute('aria-hidden', 'true');
    this.#page = document.createElement('div');
    this.#text = document.createTextNode('');
    this.#page.append(this.#text);
    this.#range = document.createRange();
    // The page's style sheets do not reach it there.
    this.#host.attachShadow({ mode: 'closed' }).append(this.#page);
  }

  /**
   * The height of an offset, in CSS pixels below the top of the field's content.
   *
   * @param {number} offset from -1, the top, to one more than the length, the end of the last line
   */
  yOf(offset) {
    this.#copy();
    if (offset < 0) return Math.max(0, offset + 1) * this.#topOf(0);
    const { from, to, top, bottom } = this.#lineOf(Math.min(Math.floor(offset), this.#text.length - 1));
    return top + Math.min(1, (offset - from) / (to - from)) * (bottom - top);
  }

  /**
   * The offset at a height, the same way.
   *
   * @param {number} y CSS pixels below the top of the field's content
   */
  offsetAt(y) {
    this.#copy();
    const first = this.#topOf(0);
    if (y < first) return y / first - 1;
    const last = this.#text.length - 1;
    const { from, to, top, bottom } = this.#lineOf(firstOf(0, last, (at) => this.#topOf(at + 1) > y));
    const ratio = Math.min(1, Math.max(0, (y - top) / (bottom - top)));
    return from + ratio * (to - from);
  }

  remove() {
    this.#host.remove();
  }

  /** The line, as it is broken, that a character is in. @param {number} at */
  #lineOf(at) {
    const { data, length } = this.#text;
    const top = this.#topOf(at);
    const from = firstOf(data.lastIndexOf('\n', at - 1) + 1, at, (each) => this.#topOf(each) >= top);
    const end = data.indexOf('\n', at) + 1 || length;
    const to = firstOf(at + 1, end, (each) => each === end || this.#topOf(each) > top);
    return { from, to, top, bottom: to < length ? this.#topOf(to) : top + this.#rectOf(at).height };
  }

  /** @param {number} at */
  #topOf(at) {
    return this.#rectOf(at).top - this.#page.getBoundingClientRect().top;
  }

  /** @param {number} at a character's */
  #rectOf(at) {
    const start = Math.min(at, this.#text.length - 1);
    this.#range.setStart(this.#text, start);
    this.#range.setEnd(this.#text, start + 1);
    return firstBox(this.#range) ?? this.#range.getBoundingClientRect?.() ?? this.#page.getBoundingClientRect();
  }

  #copy() {
    const { value, clientWidth, ownerDocument } = this.#field;
    if (!this.#host.isConnected) ownerDocument.body.append(this.#host);
    const style = getComputedStyle(this.#field);
    const look = `${clientWidth} ${TYPE.map((name) => style.getPropertyValue(name)).join(';')}`;
    if (look !== this.#look) {
      this.#look = look;
  
      set(this.#host, { all: 'initial', position: 'absolute', top: '0', left: '0', width: '0', height: '0', overflow: 'hidden', visibility: 'hidden', contain: 'strict' });
      set(this.#page, Object.fromEntries(TYPE.map((name) => [name, style.getPropertyValue(name)])));
      set(this.#page, { 'box-sizing': 'border-box', width: `${clientWidth}px`, position: 'absolute', border: '0' });
    }
    // A last line that is empty has a height, too.
    const shown = `${value}\u200b`;
    const change = difference(this.#text.data, shown);
    if (change) this.#text.replaceData(change.from, change.to - change.from, change.insert);
  }
}

/**
 * @param {HTMLElement} element
 * @param {Record<string, string>} properties
 */
function set(element, properties) {
  for (const [name, value] of Object.entries(properties)) element.style.setProperty(name, value);
}
