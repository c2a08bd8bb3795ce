/**
 * The boxes of task lists, live.
 *
 * The engine makes them disabled, as the site does. While somebody is there to
 * change the text they can be ticked; what they show is always what the text
 * says.
 *
 * @module
 */

import { isElement, isHtml } from './kind.js';

const BOX = 'input[type="checkbox"]';

/** The text beside a box is its label, up to this number of code units. */
const LABEL = 100;

export class Tasks {
  #body;
  /** @type {MutationObserver | null} */
  #observer = null;

  /**
   * @param {HTMLElement} body
   * @param {(box: HTMLInputElement) => void} ticked asks for the change, which may be made before it returns, later or never
   */
  constructor(body, ticked) {
    this.#body = body;
    body.addEventListener('change', ({ target }) => {
      if (!isHtml(target, 'input') || !this.live) return;
      ticked(target);
      // Ticked by a person, a box would never again follow its attribute.
      showSource(target);
    });
  }

  /** Whether boxes can be ticked. */
  get live() {
    return this.#observer !== null;
  }

  set live(live) {
    if (live === this.live) return;
    if (live) {
      this.#observer = new MutationObserver((records) => records.forEach(follow));
      this.#observer.observe(this.#body, { childList: true, subtree: true, characterData: true, attributeFilter: ['checked', 'disabled'] });
    } else {
      this.#observer?.disconnect();
      this.#observer = null;
    }
    for (const box of this.#body.querySelectorAll(BOX)) setLive(/** @type {HTMLInputElement} */ (box), live);
  }
}

/** @param {MutationRecord} record */
function follow({ type, target, addedNodes }) {
  if (type === 'attributes') {
    if (isHtml(target, 'input')) setLive(target, true);
    return;
  }
  const item = target.parentElement?.closest('li') ?? null;
  const around = isHtml(target, 'li') ? target : item;
  const box = around?.querySelector(`:scope > ${BOX}, :scope > p > ${BOX}`);
  if (isHtml(box, 'input')) setLive(box, true);
  for (const node of addedNodes) {
    if (!isElement(node)) continue;
    for (const box of node.matches(BOX) ? [node] : node.querySelectorAll(BOX)) setLive(/** @type {HTMLInputElement} */ (box), true);
  }
}

/**
 * @param {HTMLInputElement} box
 * @param {boolean} live
 */
function setLive(box, live) {
  if (box.disabled === live) box.disabled = !live;
  const label = live ? labelOf(box) : null;
  if (box.ariaLabel !== label) box.ariaLabel = label;
  showSource(box);
}

/**
 * The text after a box, without the lists below.
 *
 * @param {HTMLInputElement} box
 */
function labelOf(box) {
  let text = '';
  for (let node = box.nextSibling; node && text.length < LABEL; node = node.nextSibling) {
    if (isElement(node) && node.matches('ul, ol')) break;
    text += node.textContent;
  }
  return text.trim().slice(0, LABEL) || 'Task';
}

/** @param {HTMLInputElement} box */
function showSource(box) {
  if (box.checked !== box.defaultChecked) box.checked = box.defaultChecked;
}
