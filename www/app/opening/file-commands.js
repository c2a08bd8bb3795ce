/** The commands of files. The code behind them is loaded when the first one runs. */

/** Whether the browser lets a page save into a file. Where it does not, files are opened and downloaded. */
const hasPickers = () => 'showOpenFilePicker' in window && 'showSaveFilePicker' in window;

/** @typedef {Omit<ConstructorParameters<typeof import('./saving.js').Saving>[0], 'hasPickers'>} Parts */

/**
 * @param {Parts} parts
 * @returns {{ load: () => Promise<import('./saving.js').Saving>, commands: import('../commands.js').Command[] }}
 */
export function fileCommands(parts) {
  /** @type {Promise<import('./saving.js').Saving> | null} */
  let saving = null;
  const load = () => {
    saving ??= import('./saving.js').then(({ Saving }) => new Saving({ ...parts, hasPickers: hasPickers() }));
    // One that could not be loaded is tried again.
    saving.catch(() => (saving = null));
    return saving;
  };
  window.addEventListener('focus', async () => {
    // A draft without a file has nothing to look at.
    if (hasPickers() && parts.session.draft.file !== null) (await load()).check();
  });
  return {
    load,
    commands: [
      { id: 'open', group: 'file', keys: ['Mod-o'], run: async () => (hasPickers() ? (await load()).open() : parts.input.click()) },
      { id: 'recent', group: 'file', run: async () => (await load()).openRecent() },
      { id: 'save', group: 'file', keys: ['Mod-s'], run: async () => (await load()).save() },
      { id: 'save-as', group: 'file', keys: ['Mod-Shift-s'], run: async () => (await load()).save(true) },
    ],
  };
}
