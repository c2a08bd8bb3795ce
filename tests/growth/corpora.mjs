/** Patterns of other projects' tests. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {import('./patterns.mjs').Maker} Maker */

/** Those of the corpora beside the project, where there are some, cut or repeated to a length. @returns {Record<string, Maker>} */
export function shared() {
  const folder = process.env.DRAFTPANE_SHARED && join(process.env.DRAFTPANE_SHARED, 'corpora', 'pathological');
  if (!folder || !existsSync(folder)) return {};
  /** @type {Record<string, Maker>} */
  const found = {};
  for (const file of readdirSync(folder)) {
    const { cases } = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    for (const { name, parts } of cases ?? []) {
      const whole = parts.filter((/** @type {any[]} */ [kind]) => kind === 'rep').reduce((/** @type {number} */ sum, /** @type {any[]} */ [, unit, times]) => sum + unit.length * times, 0);
      if (whole === 0) continue;
      found[`${file}: ${name}`] = (length) => parts.map((/** @type {any[]} */ [kind, unit, times]) => (kind === 'rep' ? unit.repeat(Math.ceil((times * length) / whole)) : kind === 'lit' ? unit : '')).join('');
    }
  }
  return found;
}
