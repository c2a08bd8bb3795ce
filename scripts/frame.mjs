/** Builds www/published/frame.html: the frame of the published view, in one file, whose policy allows no other script. */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run.mjs';
import { filesBelow, whenChanged } from './stamp.mjs';

const sources = 'www/published/inside';
const frame = 'www/published/frame.html';

export async function buildFrame() {
  await whenChanged('the frame of the published view', { from: [...filesBelow(sources), 'scripts/frame.mjs', 'package-lock.json'], to: [frame] }, async () => {
    writeFileSync(join(root, frame), await frameHtml());
  });
}

/** @param {import('esbuild').Plugin[]} plugins by which a test weakens it @returns {Promise<string>} */
export async function frameHtml(...plugins) {
  const { build } = await import('esbuild'); // not above: the set-up installs it
  const { outputFiles } = await build({
    entryPoints: [join(root, sources, 'main.js')], bundle: true, write: false, format: 'iife', target: 'es2022', minify: true, legalComments: 'none', plugins,
  });
  const script = outputFiles[0].text.trim();
  const hash = createHash('sha256').update(script).digest('base64');
  const template = readFileSync(join(root, sources, 'template.html'), 'utf8');
  return template.replace('%HASH%', () => `sha256-${hash}`).replace('%SCRIPT%', () => script);
}
