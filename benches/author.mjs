/** Someone who writes: one key after the other, with slips that are mended, here and there in a text. */
import { Draft } from '../www/engine.js';

/** @typedef {import('./random.mjs').Random} Random */

const SLIPS = 0.03;

export class Author {
  /** The share of the body that each key parsed again, from 0 to 1. @type {number[]} */
  shares = [];
  /** Where the caret is. */
  at = 0;

  /** @param {string} text @param {Random} chance */
  constructor(text, chance) {
    this.draft = new Draft(text);
    this.chance = chance;
  }

  /** One key, or one paste: erases `erased` code units before the caret, and inserts. @param {string} insert @param {number} [erased] */
  key(insert, erased = 0) {
    const from = this.at - erased;
    const { reparsed } = this.draft.edit({ from, to: this.at, insert });
    this.at = from + insert.length;
    this.shares.push((reparsed.to - reparsed.from) / Math.max(1, this.draft.text.length));
    return this;
  }

  /** @param {string} text */
  type(text) {
    for (const letter of text) {
      if (this.chance.chance(SLIPS) && /[a-z]/.test(letter)) this.key(this.chance.pick([...'etaoinshr'])).erase(1);
      this.key(letter);
    }
    return this;
  }

  /** @param {number} count of keys */
  erase(count) {
    for (let done = 0; done < count; done++) this.key('', 1);
    return this;
  }

  /** @param {number} units code units, negative to the left */
  move(units) {
    this.at += units;
    return this;
  }

  /** Behind the first place where the text says so. @param {string | RegExp} place */
  behind(place) {
    const found = this.draft.text.match(place);
    if (!found) throw new Error(`Nowhere in the text: ${place}`);
    this.at = /** @type {number} */ (found.index) + found[0].length;
    return this;
  }

  toEnd() {
    this.at = this.draft.text.length;
    return this;
  }

  /** To a new line between two blocks, somewhere. */
  between() {
    const places = [...this.draft.text.matchAll(/\n\n(?=[A-Z])/g)];
    this.at = this.chance.pick(places).index + 2;
    this.key('\n').key('\n').move(-2);
    return this;
  }
}
