/**
 * Where the output of an enhancement shows, in the place of its source.
 *
 * The engine owns the source's nodes and changes them by their places among
 * their siblings, so none of them moves. Elements that may have a shadow root
 * show the output there, and the source in its slot while there is none;
 * others, which is `<pre>`, have one more child after all of the engine's.
 *
 * @module
 */

import { isHtml } from './kind.js';

/** The child of a `<pre>` that is not the engine's; `pane.css.js` hides the source beside it. */
const NAME = 'enhanced';

/** @type {WeakMap<Document, CSSStyleSheet>} */
const sheets = new WeakMap();

const css = /* css */ `
:host { text-align: inherit; }
.problem { color: var(--_warning); font: 400 0.8125rem / 1.45 var(--_font); white-space: pre-line; overflow-wrap: anywhere; text-indent: 0; }
p.problem { margin: 0.5rem 0 0; text-align: start; }
details.problem { display: inline; }
/* Closed, it would still end the line. */
details.problem:not([open])::details-content { display: none; }
details.problem > summary { display: inline; list-style: none; padding: 0 0.25em; cursor: pointer; font-weight: 700; }
details.problem > summary::-webkit-details-marker { display: none; }
details.problem > summary:focus-visible { outline: 2px solid var(--_accent); border-radius: 2px; }
details.problem[open] { display: inline-block; padding: 0.125rem 0.5rem; border: 1px solid var(--_border); border-radius: var(--_radius); background: var(--_surface); }
`;

/** @param {Document} document */
function sheetOf(document) {
  let sheet = sheets.get(document);
  if (!sheet) {
    sheet = new (document.defaultView ?? globalThis).CSSStyleSheet();
    sheet.replaceSync(css);
    sheets.set(document, sheet);
  }
  return sheet;
}

/** Whether a node is the child that a surface added. @param {Node | null} node */
export const isAdded = (node) => isHtml(node, 'span') && node.classList.contains(NAME);

export class Surface {
  #element;
  #isLine;
  /** The element added beside one that cannot have a shadow root. @type {HTMLElement | null} */
  #added = null;
  /** @type {HTMLElement | null} */
  #output = null;
  /** @type {HTMLElement | null} */
  #problem = null;

  /**
   * @param {HTMLElement} element whose source is shown
   * @param {boolean} isLine whether it is a part of a line of text
   */
  constructor(element, isLine) {
    this.#element = element;
    this.#isLine = isLine;
  }

  /** Shows this in the place of the source; null for the source. @param {HTMLElement | null} output */
  show(output) {
    if (output === this.#output) return;
    this.#output = output;
    this.#draw();
  }

  /** Says what is wrong with the source; null for nothing. @param {string | null} message */
  tell(message) {
    if (message === null && !this.#problem) return;
    if (message !== null && this.#problem?.lastChild?.textContent === message) return;
    this.#problem = message === null ? null : this.#say(message);
    this.#draw();
  }

  /** Leaves the element as the engine made it. */
  clear() {
    this.#output = this.#problem = null;
    this.#draw();
  }

  #draw() {
    const shown = [this.#output, this.#problem].filter((node) => node !== null);
    if (this.#element.localName === 'pre') {
      if (shown.length === 0) {
        this.#added?.remove();
        this.#added = null;
        return;
      }
      const root = this.#rootOf(this.#added ??= this.#add());
      this.#added.dataset.shown = this.#output ? 'output' : 'problem';
      root.replaceChildren(...shown);
      return;
    }
    // A shadow root stays for as long as its element.
    if (shown.length === 0 && !this.#element.shadowRoot) return;
    const source = this.#output ? [] : [this.#element.ownerDocument.createElement('slot')];
    this.#rootOf(this.#element).replaceChildren(...source, ...shown);
  }

  #add() {
    const added = this.#element.ownerDocument.createElement('span');
    added.className = NAME;
    this.#element.append(added);
    return added;
  }

  /** @param {HTMLElement} host */
  #rootOf(host) {
    const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
    const sheet = sheetOf(host.ownerDocument);
    if (root.adoptedStyleSheets[0] !== sheet) root.adoptedStyleSheets = [sheet];
    return root;
  }

  /** @param {string} message */
  #say(message) {
    const document = this.#element.ownerDocument;
    if (!this.#isLine) {
      const note = document.createElement('p');
      note.className = 'problem';
      note.append(message);
      return note;
    }
    // A line has no room: a sign that opens.
    const note = document.createElement('details');
    const sign = document.createElement('summary');
    note.className = 'problem';
    sign.append('⚠');
    sign.ariaLabel = 'The fault of this formula';
    sign.title = message;
    note.append(sign, message);
    return note;
  }
}
