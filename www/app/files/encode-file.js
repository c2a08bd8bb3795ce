/** A text as its file. Loaded when one is saved. */
import { encode } from './encoder.js';
import { toFile } from './files.js';

/**
 * The text as its file had it: line ends, byte order mark and encoding as the draft remembers them.
 * @param {string} text
 * @param {Pick<import('../store/sound-draft.js').Draft, 'bom' | 'lineEnd' | 'encoding'>} draft
 * @returns {{ file: Blob, missing: number }} `missing`: the offset of the first character that the encoding does not have, or -1
 */
export function encodeFile(text, draft) {
  if (draft.encoding === 'utf-8') return { file: toFile(text, draft), missing: -1 };
  const missing = encode(text, draft.encoding).missing;
  const ended = draft.lineEnd === '\n' ? text : text.replaceAll('\n', draft.lineEnd);
  const { bytes } = encode(draft.bom ? `\ufeff${ended}` : ended, draft.encoding);
  return { file: new Blob([bytes], { type: 'text/markdown' }), missing };
}
