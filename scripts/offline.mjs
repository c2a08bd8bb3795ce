/** Writes the service worker of the built page: www/app/offline/worker.js, with the files that it stores. */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { filesBelow } from './stamp.mjs';
import { root } from './run.mjs';

/** Bytes from which a file is stored after all others, and not where data are to be saved. */
const large = 1_000_000;

/** @returns {import('vite').Plugin} */
export const offline = () => ({
  name: 'offline',
  apply: 'build',
  writeBundle({ dir = '' }, bundle) {
    const below = relative(root, dir);
    // Hugo has 20 MB, and may come or go while the page stays.
    const files = filesBelow(below).map((file) => file.slice(below.length + 1).replaceAll('\\', '/')).filter((file) => file !== 'sw.js' && !file.startsWith('hugo/')).sort();
    const hash = createHash('sha256');
    for (const file of files) hash.update(file).update(readFileSync(join(dir, file)));
    const worker = readFileSync(join(root, 'www/app/offline/worker.js'), 'utf8');
    hash.update(worker);

    const pages = ['index.html', 'offline.html'];
    const first = new Set([...pages, ...files.filter((file) => file.endsWith('.wasm'))]);
    /** @param {string} file */
    const add = (file) => {
      if (first.has(file)) return;
      first.add(file);
      const chunk = bundle[file];
      if (chunk?.type === 'chunk') chunk.imports.forEach(add);
    };
    for (const page of pages) for (const [, file] of readFileSync(join(dir, page), 'utf8').matchAll(/(?:src|href)="\.\/(assets\/[^"]+)"/g)) add(file);

    const isLarge = (/** @type {string} */ file) => bundle[file]?.type === 'asset' && bundle[file].source.length > large;
    const later = files.filter((file) => !first.has(file));
    const page = {
      version: hash.digest('hex').slice(0, 16),
      core: [...first].map((file) => (file === 'index.html' ? '' : file)),
      rest: later.filter((file) => !isLarge(file)),
      large: later.filter(isLarge),
    };
    writeFileSync(join(dir, 'sw.js'), `self.page = ${JSON.stringify(page)};\n${worker}`);
  },
});
