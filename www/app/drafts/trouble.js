/** Says that the browser does not store a text, and why, with the ways to save it elsewhere; takes it back once it heals. */
import { download, fileName, toFile } from '../files/files.js';
import { words } from '../words.js';

export class Trouble {
  /**
   * @param {object} parts
   * @param {import('../ui/notices.js').Notices} parts.notices
   * @param {() => { draft: import('./drafts.js').Draft, text: string }} parts.open what would be lost
   */
  constructor({ notices, open }) {
    this.#notices = notices;
    this.#open = open;
  }

  #notices;
  #open;
  #isTold = false;

  /** @param {unknown} error */
  tell(error) {
    if (this.#isTold) return;
    this.#isTold = true;
    this.#notices.show({
      id: 'store', tone: 'error',
      text: words.saving.refused(reasonOf(error)),
      actions: [{ label: words.saving.copyText, run: () => this.#copy() }, { label: words.saving.saveFile, run: () => this.#save() }],
    });
  }

  heal() {
    this.#isTold = false;
    this.#notices.dismiss('store');
  }

  #copy() {
    // A browser may refuse its clipboard; a file is always possible.
    navigator.clipboard.writeText(this.#open().text).then(
      () => this.#notices.show({ id: 'store', text: words.saving.copied, seconds: 8 }),
      () => this.#save(),
    );
  }

  #save() {
    const { draft, text } = this.#open();
    download(toFile(text, draft), draft.name ?? fileName(draft.title));
  }
}

/** @type {Record<string, string>} */
const reasons = words.saving.reasons;

/** @param {unknown} error */
function reasonOf(error) {
  const { name = '', message = '' } = /** @type {Partial<Error>} */ (error ?? {});
  return reasons[name] ?? (message.replace(/\.$/, '') || name || reasons.unknown);
}
