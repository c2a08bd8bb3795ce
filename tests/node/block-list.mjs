/** A page that knows of a draft only what its patches say. */
import assert from 'node:assert/strict';

/** @typedef {import('../../www/engine.js').Patch} Patch */

export class BlockList {
  /** @type {{ id: number, html: string }[]} */
  blocks = [];
  /** Every id that ever was; none may come back. */
  #used = new Set();

  /** @param {Patch[]} patches */
  apply(patches) {
    for (const patch of patches) {
      if (patch.op === 'insert') {
        const { id, before, html } = patch;
        assert.ok(!this.#used.has(id), `the id ${id} is new`);
        this.#used.add(id);
        this.blocks.splice(before === null ? this.blocks.length : this.#at(before), 0, { id, html });
      } else if (patch.op === 'replace') {
        this.blocks[this.#at(patch.id)] = { id: patch.id, html: patch.html };
      } else {
        assert.equal(patch.op, 'remove');
        this.blocks.splice(this.#at(patch.id), 1);
      }
    }
  }

  get html() {
    return this.blocks.map(({ html }) => html).join('');
  }

  get ids() {
    return this.blocks.map(({ id }) => id);
  }

  /** @param {number} id */
  #at(id) {
    const at = this.blocks.findIndex((block) => block.id === id);
    assert.notEqual(at, -1, `the block ${id} is there`);
    return at;
  }
}
