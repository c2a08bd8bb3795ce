/** Files that are chosen in the browser's dialog. */

/**
 * @param {object} parts
 * @param {string} parts.accept kinds of files
 * @param {(found: import('../files/files.js').Found[]) => void} parts.taken
 * @param {() => void} [parts.left] called when none is chosen
 * @param {boolean} [parts.isFolder] whether a folder is chosen, with all files below it
 * @returns {() => void} opens the dialog
 */
export const chooser = ({ accept, taken, left, isFolder = false }) => () => {
  const input = document.createElement('input');
  Object.assign(input, { type: 'file', multiple: true, accept, webkitdirectory: isFolder });
  input.addEventListener('change', () => taken([...input.files ?? []].map((file) => ({ path: file.webkitRelativePath || file.name, file }))));
  input.addEventListener('cancel', () => left?.());
  input.click();
};
