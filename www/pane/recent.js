/**
 * The last updates of a pane, whose patches can still be read.
 *
 * @module
 */

/** @typedef {{ bytes: number, free(): void }} Update */

/** Bytes of trees that they may keep alive, but for those of the last one. */
const MOST = 1 << 20;

export class Recent {
  /** From the oldest on. @type {Update[]} */
  #updates = [];
  #bytes = 0;

  /** @param {Update} update */
  add(update) {
    this.#updates.push(update);
    this.#bytes += update.bytes;
  }

  /** Frees the oldest where all keep too much. To be called before the draft changes again. */
  trim() {
    while (this.#bytes > MOST) {
      const oldest = /** @type {Update} */ (this.#updates.shift());
      this.#bytes -= oldest.bytes;
      oldest.free();
    }
  }
}
