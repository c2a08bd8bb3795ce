/** The commands by which a post leaves the page. The code behind them is loaded with the first of them. */
import { render } from '../../draft-pane.js';
import { download, fileName } from '../files/files.js';

/** @type {[id: import('./leaving.js').Way, group: import('../commands.js').Group, keys?: string[]][]} */
const ways = [['copy-html', 'edit'], ['copy-rich', 'edit'], ['export-html', 'file'], ['print', 'file', ['Mod-p']]];

/**
 * @param {import('./leaving.js').Parts & { preferences: import('../preferences.js').Preferences }} parts
 * @returns {import('../commands.js').Command[]}
 */
export function exporting({ preferences, ...parts }) {
  preferences.watch('printAddresses', (isOn) => parts.pane.style.setProperty('--draft-link-address', isOn ? 'inline' : ''));
  return [
    ...ways.map(([id, group, keys]) => ({
      id, group, keys,
      // A function of the page is handed over: imported from two sides, its module would become a file of its own.
      run: async () => (await import('./leaving.js')).leaving(parts, { render, download, fileName })[id](),
    })),
    {
      id: 'print-addresses', group: 'file', isOn: () => preferences.get('printAddresses'),
      run: () => preferences.set('printAddresses', !preferences.get('printAddresses')),
    },
  ];
}
