/**
 * The diagnostics, or other problems, that were announced last, so that an unchanged list is not announced again.
 *
 * @module
 */

/** @typedef {import('../engine.js').Change} Change */
/** @typedef {{ from: number, to: number, fix?: unknown }} Diagnostic */

/** With more diagnostics, edits are not compared with each of them. */
const MANY = 500;

export class Announced {
  /** @type {Diagnostic[] | null} */
  #list = null;
  /** Where an editor that moves its marks with the text has them. @type {{ from: number, to: number }[]} */
  #marks = [];
  /** Whether an edit reached into a mark: editors drop it then, though the new list may be the same. */
  #reached = false;

  /**
   * Follows an edit of the text.
   *
   * @param {Change | Change[]} changes that were accepted
   */
  edited(changes) {
    if (this.#reached || this.#marks.length === 0) return;
    if (this.#marks.length > MANY) {
      this.#reached = true;
      return;
    }
    const list = [changes].flat().map(({ from, to = from, insert = '' }) => ({ from, to, grown: insert.length - (to - from) }));
    this.#marks = this.#marks.map(({ from, to }) => {
      let shift = 0;
      for (const change of list) {
        if (change.to < from) shift += change.grown;
        else if (change.from <= to) this.#reached = true;
      }
      return { from: from + shift, to: to + shift };
    });
  }

  /**
   * Whether a list is to be announced; it counts as announced from then on.
   *
   * @param {Diagnostic[]} list
   */
  differs(list) {
    const before = this.#list;
    const differs = this.#reached || before === null || before.length !== list.length || list.some((each, at) => !isSame(each, before[at]));
    this.#list = list;
    this.#marks = list.map(({ from, to }) => ({ from, to }));
    this.#reached = false;
    return differs;
  }
}

/**
 * @param {Diagnostic} a
 * @param {Diagnostic} b
 */
function isSame({ fix, ...a }, { fix: fixBefore, ...b }) {
  const names = /** @type {(keyof typeof a)[]} */ (Object.keys(a));
  return names.every((name) => a[name] === b[name]) && JSON.stringify(fix) === JSON.stringify(fixBefore);
}
