/**
 * The answers of a draft whose text breaks the engine: the text itself, and a diagnostic.
 *
 * @module
 */

/** Has the methods of the wasm's `Core`. */
export class PlainCore {
  #text;
  #id;
  #why;

  /**
   * @param {string} text
   * @param {unknown} error
   * @param {number} id of the one block
   */
  constructor(text, error, id) {
    this.#text = text;
    this.#id = id;
    this.#why = error instanceof Error ? error.message : String(error);
  }

  html() {
    return this.#text ? `<pre>${this.#text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`)}</pre>\n` : '';
  }

  frontMatter() {
    return { format: null, from: 0, to: 0, data: {}, fields: [], dates: {}, stale: false };
  }

  diagnostics() {
    const message = `This text breaks the preview (${this.#why}), so it is shown as it is. Nothing of it is lost, and any change of it is tried again.`;
    return [{ severity: 'error', code: 'engine-failed', message, from: 0, to: 0, line: 1, column: 1, endLine: 1, endColumn: 1, in: 'body' }];
  }

  outline() {
    return [];
  }

  stats() {
    const words = this.#text.split(/\s+/).filter(Boolean).length;
    return { words, readingMinutes: Math.ceil(words / 212), blocks: this.#text ? 1 : 0 };
  }

  summary() {
    return { html: '', truncated: false };
  }

  fullParses() {
    return {};
  }

  timeZone() {
    return undefined;
  }

  statusAt() {
    return { status: 'published', date: null, next: null };
  }

  /** The update that makes the block out of none. */
  opened() {
    const html = this.html();
    const numbers = Uint32Array.of(...html ? [0, this.#id, 0, html.length] : []);
    return { version: 0, from: 0, to: this.#text.length, frontMatterChanged: true, diagnosticsChanged: true, bytes: 0, nextId: this.#id + 1, patches: () => [numbers, html], free() {} };
  }

  blockAt() {
    return this.#text ? { id: this.#id, from: 0, to: this.#text.length, kind: 'code' } : null;
  }

  /** The last good preview stays. */
  mount() {}

  showEnd() {}

  showAll() {}

  settle() {
    return 0;
  }

  unmount() {}

  work() {
    return false;
  }

  nodesOf() {
    return [];
  }

  /** @param {unknown[]} nodes */
  rangesOf(nodes) {
    return Int32Array.from({ length: 2 * nodes.length }, () => -1);
  }

  free() {}
}
