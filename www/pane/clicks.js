/**
 * Clicks in a pane: where in the source something stands, and the change that a ticked box asks for.
 *
 * @module
 */
import { caretIn } from './caret.js';
import { isElement, isHtml } from './kind.js';

/**
 * @typedef {object} Pane
 * @property {HTMLElement & { readonly editable: boolean }} element
 * @property {HTMLElement} header
 * @property {HTMLElement} body
 * @property {import('../header.js').PostHeader} postHeader
 * @property {import('./open-draft.js').OpenDraft} open
 * @property {(type: string, detail: object) => void} tell dispatches an event
 */

export class Clicks {
  #pane;

  /** @param {Pane} pane */
  constructor(pane) {
    this.#pane = pane;
  }

  /** Says the source of what was clicked. @param {MouseEvent} event */
  clicked(event) {
    const { element, body, open, tell } = this.#pane;
    const { target } = event;
    const draft = open.whole;
    if (!isElement(target) || !draft) return;
    // Ticking a box does not jump to its source.
    if (element.editable && isHtml(target, 'input')) return;
    const inBody = body.contains(target);
    const range = inBody ? draft.rangeOf(target) : this.fieldRange(target);
    if (!range) return;
    const caret = (inBody && caretIn(target, event, draft)) || range.from;
    tell('draft-source', { from: range.from, to: range.to, caret, event });
  }

  /**
   * Asks for the change that a ticked box stands for.
   *
   * @param {HTMLInputElement} box
   */
  ticked(box) {
    const draft = this.#pane.open.whole;
    const range = draft?.rangeOf(box);
    if (!draft || !range || !/^\[[ xX]\]$/.test(draft.text.slice(range.from, range.to))) return;
    const changes = [{ from: range.from + 1, to: range.to - 1, insert: box.checked ? 'x' : ' ' }];
    this.#pane.tell('draft-edit', { changes, reason: 'task' });
  }

  /**
   * The source of what a node of the header shows.
   *
   * @param {Element} target
   */
  fieldRange(target) {
    const { header, open, postHeader } = this.#pane;
    const { frontMatter } = open;
    if (!frontMatter || !header.contains(target)) return null;
    const key = postHeader.keyOf(target);
    const { from, to } = frontMatter.fields.find((field) => field.key === key) ?? frontMatter;
    // Stale fields have the ranges of an older text.
    const end = open.length;
    return { from: Math.min(from, end), to: Math.min(to, end) };
  }
}
