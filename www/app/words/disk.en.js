/** The words about files on the author's disk in English. */

/** @param {number} count @param {string} one @param {string} many */
const plural = (count, one, many) => (count === 1 ? one : many);

export default {
  recent: 'Recent files', noRecent: 'No files yet. Those that you open and save are listed here.', mine: 'Your text', theirs: 'The file', keepMine: 'Keep mine', takeTheirs: 'Take the file’s', saveAs: 'Save as…',
  tryAgain: 'Try again', compare: 'Compare', askName: 'Name of the file',
  /** @param {string} name */
  changedTitle: (name) => `“${name}” was changed by another program`,
  /** @param {string} name */
  changed: (name) => `“${name}” was changed by another program. You decide which text stays when you save.`,
  /** @param {string} name */
  taken: (name) => `“${name}” was changed by another program: its new text is shown. Yours is among the versions.`,
  /** @param {number} count @param {string} shown */
  differences: (count, shown) => `${shown} ${plural(count, 'passage differs', 'passages differ')}. On the left is your text, on the right that of the file.`,
  /** @param {string} name */
  notAllowed: (name) => `“${name}” was not saved: the browser may not write into it. Your text is saved in this browser.`,
  /** @param {string} name @param {string} reason */
  notWritten: (name, reason) => `“${name}” was not saved: ${reason}. Your text is saved in this browser.`,
  /** @param {string} name */
  notReadable: (name) => `“${name}” was not opened: the browser may not read it.`,
  /** @param {string} name */
  gone: (name) => `“${name}” is no longer where it was. Open it from its new place.`,
  /** By the names of errors. */
  reasons: {
    NotFoundError: 'it is no longer where it was', NotAllowedError: 'the browser may not write into it', QuotaExceededError: 'there is no room left for it',
    NoModificationAllowedError: 'another program is writing into it', NotReadableError: 'it cannot be read', InvalidStateError: 'it was changed meanwhile',
  },
};
