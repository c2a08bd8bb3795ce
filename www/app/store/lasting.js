/** Asks the browser once to keep what is stored, and says how much that is. */
import { recall, remember } from '../memory.js';
import { locale, words } from '../words.js';

const key = 'draftpane.asked-to-persist';
/** Characters typed that are worth it. */
const enough = 200;

const megabytes = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });

export class Lasting {
  #typed = 0;
  #isAsked = recall(key) !== null;

  /** @param {number} count of characters that were typed */
  typed(count) {
    this.#typed += count;
    if (this.#typed >= enough) this.ask();
  }

  /** Something is worth keeping. Some browsers ask their user: never twice. */
  ask() {
    if (this.#isAsked) return;
    this.#isAsked = true;
    remember(key, 'yes');
    navigator.storage?.persist?.().catch(() => {});
  }

  /** Writes how much is stored, and whether the browser may remove it. @param {HTMLElement} element */
  async describe(element) {
    const { usage } = await navigator.storage?.estimate?.().catch(() => ({ usage: undefined })) ?? {};
    if (usage === undefined) return;
    const isLasting = await navigator.storage.persisted?.().catch(() => false) ?? false;
    element.textContent = words.drafts.stored(megabytes.format(usage / 1e6), isLasting);
  }
}
