/** Random inputs, the same for the same seed. */

/** A small generator of random numbers (mulberry32). */
export class Random {
  #state;

  /** @param {number} seed */
  constructor(seed) {
    this.#state = seed >>> 0;
  }

  /**
   * A whole number from 0 up to `limit`.
   * @param {number} limit
   */
  below(limit) {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * limit);
  }

  /**
   * @template T
   * @param {readonly T[]} of
   * @returns {T}
   */
  pick(of) {
    return of[this.below(of.length)];
  }

  /**
   * Between `least` and `most` pieces, joined.
   * @param {number} least
   * @param {number} most
   * @param {readonly string[]} of
   * @param {string} [between]
   */
  some(least, most, of, between = '') {
    return Array.from({ length: least + this.below(most - least + 1) }, () => this.pick(of)).join(between);
  }
}
