/** Linking and trimming, with a way out where a module cannot be trimmed. */
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
    say(`wasm: not trimmed, so it is larger. ${(error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ')}`);
    return link({ relocations: false });
  }
}
