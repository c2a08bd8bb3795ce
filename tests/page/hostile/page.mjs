/** The page that hostile posts are shown in, and what of it is judged from outside. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { serveModules } from '../modules-site.mjs';

/** @typedef {import('../../../www/engine.js').Options} Options */

const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>hostile</title><link rel="icon" href="data:,">
<body><script type="module" src="/hostile.js"></script></body></html>`;

const purify = join(dirname(createRequire(import.meta.url).resolve('dompurify')), 'purify.es.mjs');

const pages = {
  '/purify.js': readFileSync(purify),
  '/hostile.html': html,
  '/probe.js': readFileSync(new URL('./probe.js', import.meta.url)),
  '/hostile.js': `import { attack, purified } from '/probe.js';
    import '/draft-pane.js';
    if (location.search === '?purify') await import('/purify.js');
    const pane = document.createElement('draft-pane');
    document.body.append(pane);
    await pane.ready;
    pane.remove();
    Object.assign(window, { hostile: { attack, purified } });`,
};

/** Nothing listens there: what goes to another host ends here, also where a post names it by its number. */
export const nowhere = { host: '127.0.0.1', port: 9 };

/** The ways to read posts that show raw HTML. @type {Options[]} */
export const shown = [
  { flavor: 'gfm' },
  { flavor: 'commonmark' },
  { flavor: 'hugo', site: { markup: { goldmark: { renderer: { unsafe: true } } } } },
];

/**
 * Serves the page under a policy, or under the project's own.
 * @param {string} [policy]
 */
export const serveHostile = (policy) => serveModules(pages, policy === undefined ? {} : { policy });
