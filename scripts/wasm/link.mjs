/** Linking and trimming, with a way out where a module cannot be trimmed. */
import { readModule } from './module.mjs';
import { findTables, unpacker } from './tables.mjs';
import { trim } from './trim.mjs';

/**
 * The linked module, trimmed; untouched where a new Rust names or writes things in a way that `trim` does not know, as that
 * must not keep anybody from building.
 * @param {(how: { relocations: boolean }) => Promise<Buffer>} link
 * @param {(line: string) => void} say
 */
export async function linkTrimmed(link, say) {
  const module = await link({ relocations: true });
  try {
    return trim(module);
  } catch (error) {
    say(`wasm: not trimmed, so it is larger. ${reason(error)}`);
    return link({ relocations: false });
  }
}

/**
 * Likewise, without the tables that another module writes: the text of that one is `unpacker`.
 * @param {(how: { relocations: boolean }) => Promise<Buffer>} link
 * @param {(line: string) => void} say
 * @returns {Promise<{ module: Buffer, unpacker?: string }>}
 */
export async function linkPacked(link, say) {
  const module = await link({ relocations: true });
  try {
    const read = readModule(module);
    const tables = findTables(read);
    const missing = Object.entries(tables).filter(([, table]) => !table).map(([name]) => name);
    if (missing.length > 0) say(`wasm: tables are not found, so it is larger: ${missing.join(', ')}`);
    return { module: trim(module, tables), unpacker: unpacker(read, tables) };
  } catch (error) {
    say(`wasm: not packed, so it is larger. ${reason(error)}`);
    return { module: await linkTrimmed(link, say) };
  }
}

/** @param {unknown} error */
const reason = (error) => (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ');
