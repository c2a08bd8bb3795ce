/**
 * What is shown while there can be no preview: the reason, and the text.
 *
 * @module
 */

const POLICY = /content security policy|blocked by csp|unsafe-eval/i;

export class Plain {
  #reason;
  #text;

  /** @param {Document} document */
  constructor(document) {
    this.element = document.createElement('div');
    this.element.className = 'plain';
    this.element.hidden = true;
    this.#reason = document.createElement('p');
    this.#text = document.createElement('pre');
    this.element.append(this.#reason, this.#text);
  }

  get shown() {
    return !this.element.hidden;
  }

  /**
   * @param {unknown} error what loading or running the engine threw
   * @param {string} text
   */
  show(error, text) {
    this.#reason.textContent = reasonFor(error);
    this.element.hidden = false;
    this.update(text);
  }

  /** @param {string} text */
  update(text) {
    this.#text.textContent = text;
  }

  hide() {
    if (!this.shown) return;
    this.element.hidden = true;
    this.update('');
  }
}

/** @param {unknown} error */
function reasonFor(error) {
  const message = error instanceof Error ? error.message : String(error);
  const below = 'Below is the text as it is.';
  if (!globalThis.WebAssembly) return `No preview: this browser does not offer WebAssembly. ${below}`;
  if (POLICY.test(message)) {
    return `No preview: the Content Security Policy of this page does not allow WebAssembly. Add 'wasm-unsafe-eval' to its script-src. ${below}`;
  }
  return `No preview: the engine does not run (${message.replace(/\.$/, '')}). ${below}`;
}
