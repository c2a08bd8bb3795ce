/** The folder of the site that was open last: its handle in the database, its name where the page finds it at once. */
import { forget, remember } from '../memory.js';

/** @typedef {import('../store/database.js').Database} Database */
/** Not yet in the types of TypeScript. @typedef {FileSystemDirectoryHandle & Record<'queryPermission' | 'requestPermission', (wish: { mode: 'readwrite' }) => Promise<PermissionState>>} Handle */

/** The page looks for it before it loads this. */
const nameKey = 'draftpane.site-folder';
/** Among the folders of drafts, whose keys are their ids. */
const handleKey = 'site';

/** @param {Database} database @param {FileSystemDirectoryHandle} handle */
export async function rememberFolder(database, handle) {
  await database.use((db) => db.put('folders', handle, handleKey));
  remember(nameKey, handle.name);
}

/** @param {Database} database @returns {Promise<Handle | null>} */
export const rememberedFolder = async (database) => await database.use((db) => db.get('folders', handleKey)) ?? null;

/** @param {Database} database */
export async function forgetFolder(database) {
  forget(nameKey);
  await database.use((db) => db.delete('folders', handleKey));
}
