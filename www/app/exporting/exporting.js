/** The commands by which a post leaves the page. The code behind them is loaded with the first of them. */
import { render } from '../../draft-pane.js';
import { download, fileName } from '../files/files.js';

/** @type {[id: import('./leaving.js').Way, group: import('../commands.js').Group][]} */
const ways = [['copy-html', 'edit'], ['copy-rich', 'edit'], ['export-html', 'file']];

/** @param {import('./leaving.js').Parts} parts @returns {import('../commands.js').Command[]} */
export const exporting = (parts) => ways.map(([id, group]) => ({
  id, group,
  // A function of the page is handed over: imported from two sides, its module would become a file of its own.
  run: async () => (await import('./leaving.js')).leaving(parts, { render, download, fileName })[id](),
}));
