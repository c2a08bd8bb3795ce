/** The commands by which a post leaves the page. The code behind them is loaded with the first of them. */

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
      run: async () => (await import('./leaving.js')).leaving(parts)[id](),
    })),
    {
      id: 'print-addresses', group: 'file', isOn: () => preferences.get('printAddresses'),
      run: () => preferences.set('printAddresses', !preferences.get('printAddresses')),
    },
  ];
}
