/** Keys in one huge block, without layout. */
import { Draft } from '../../www/engine.js';
import { watch } from './probe.js';

/** The clock ticks every 0.1 ms. */
const KEYS = 4;

/**
 * @param {import('./page.js').Subject} subject ours
 * @param {string} text
 * @param {number} offset where the keys go
 * @param {number} rounds
 * @returns {Promise<Record<'engine' | 'shown' | 'parse', number[]>>} milliseconds: a key in the engine alone, one with
 *   the preview, a parse of the whole
 */
export async function typeIntoBlock({ pane: shown, preview, content }, text, offset, rounds) {
  const pane = /** @type {import('../../www/draft-pane.js').DraftPane} */ (shown);
  // The flavor that shows raw HTML.
  pane.options = { flavor: 'gfm' };
  preview(text);
  await watch(content).quiet(1000);
  const draft = new Draft(text, pane.options);
  /** @type {Record<'engine' | 'shown' | 'parse', number[]>} */
  const taken = { engine: [], shown: [], parse: [] };
  /** @param {number[]} times @param {(at: number) => void} work @param {number} count */
  const measure = (times, work, count) => {
    const start = performance.now();
    for (let at = 0; at < count; at++) work(at);
    times.push((performance.now() - start) / count);
  };
  for (let round = 0; round < rounds; round++) {
    measure(taken.engine, (at) => draft.edit({ from: offset + at, insert: 'e' }).free(), KEYS);
    measure(taken.shown, (at) => pane.edit({ from: offset + at, insert: 'e' }), KEYS);
    measure(taken.parse, () => new Draft(text, pane.options).free(), 1);
    await new Promise((resolve) => setTimeout(resolve));
  }
  draft.free();
  return taken;
}
