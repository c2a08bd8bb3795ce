/** A site in the theme Doks, with the packages from npm that its templates bundle. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { filesOf } from './sites.mjs';

const folder = fileURLToPath(new URL('doks/', import.meta.url));

const packages = [
  '@popperjs', '@thulite', 'basiclightbox', 'bootstrap', 'clipboard', 'delegate', 'flexsearch', 'good-listener', 'lazysizes', 'quicklink', 'select',
  'tiny-emitter',
];

/** @returns {import('./sites.mjs').Files} */
export function doksFiles() {
  const files = filesOf(`${folder}site`);
  for (const name of packages) for (const [path, content] of filesOf(`${folder}node_modules/${name}`, `node_modules/${name}/`)) files.set(path, content);
  for (const path of ['assets/js/custom.js', 'assets/scss/common/_custom.scss', 'assets/scss/common/_variables-custom.scss']) files.set(path, '');
  files.set('package.json', readFileSync(`${folder}package.json`));
  return files;
}
