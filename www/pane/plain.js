/**
 * The view while there can be no preview: the reason, and the text.
 *
 * @module
 */

const POLICY = /content security policy|blocked by csp|unsafe-eval/i;

const STALE = 'This text breaks the preview. Above is the last one that could be shown, below the text as it is; any change of it is tried again.';

export class Plain {
  #reason;
  #text;

  /** @param {HTMLElement} element with a paragraph and a place for the text */
  constructor(element) {
    this.element = element;
    [this.#reason, this.#text] = element.childNodes;
  }

  get shown() {
    return !this.element.hidden;
  }

  /**
   * @param {unknown} error what the engine threw, or loading it
   * @param {string} text
   * @param {'engine' | 'options' | 'text'} [failed] which of them does not work; below the last good preview where it is the text
   */
  show(error, text, failed = 'engine') {
    this.#reason.textContent = failed === 'text' ? STALE : reasonFor(error, failed);
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

/** @param {unknown} error @param {'engine' | 'options'} failed */
function reasonFor(error, failed) {
  const message = error instanceof Error ? error.message : String(error);
  const below = 'Below is the text as it is.';
  if (!globalThis.WebAssembly) return `No preview: this browser does not offer WebAssembly. ${below}`;
  if (!/connect-src/.test(message) && POLICY.test(message)) {
    return `No preview: the Content Security Policy of this page does not allow WebAssembly. Add 'wasm-unsafe-eval' to its script-src. ${below}`;
  }
  return `No preview: ${failed === 'options' ? 'the options are refused' : 'the engine does not run'} (${message.replace(/\.$/, '')}). ${below}`;
}
