/** The size of each entry of the package, as it is downloaded. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';
import { root } from './run.mjs';

/**
 * Bytes with brotli, bundled and minified, that an import of each entry loads at once; the wasm comes on top.
 * @returns {Promise<Record<string, number>>} by the entry's name in package.json
 */
export async function entrySizes() {
  /** @type {{ exports: Record<string, string | { default: string }> }} */
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const entries = Object.entries(exports).map(([entry, path]) => [entry, typeof path === 'string' ? path : path.default]);
  /** @type {Record<string, number>} */
  const sizes = {};
  for (const [entry, file] of entries.filter(([, file]) => file.endsWith('.js'))) sizes[entry] = await bundleSize({ entryPoints: [file], packages: 'external' });
  return sizes;
}

/**
 * Bytes with brotli, bundled and minified, that a module loads at once.
 * @param {import('esbuild').BuildOptions} options that name it: one of `entryPoints`, from the root of the project, or `stdin`
 */
export async function bundleSize(options) {
  const { outputFiles = [], metafile } = await build({
    bundle: true, minify: true, format: 'esm', splitting: true, outdir: 'out', write: false, metafile: true, logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' }, absWorkingDir: root, ...options,
  });
  const outputs = metafile?.outputs ?? {};
  // A module that is imported later is an entry to esbuild, too.
  const [asked] = options.stdin ? ['<stdin>'] : /** @type {string[]} */ (options.entryPoints);
  const loaded = Object.keys(outputs).filter((name) => outputs[name].entryPoint === asked.replace(/^\.\//, ''));
  // Grows while it is walked: what a loaded file imports is loaded, too.
  for (const name of loaded) {
    for (const { path, kind, external } of outputs[name].imports) {
      if (kind === 'import-statement' && !external && !loaded.includes(path)) loaded.push(path);
    }
  }
  const sizes = outputFiles.filter(({ path }) => loaded.some((name) => path.replaceAll('\\', '/').endsWith(`/${name}`))).map(({ contents }) => brotliCompressSync(contents).length);
  if (sizes.length !== loaded.length || sizes.length === 0) throw new Error('Not all that a module loads was found');
  return sizes.reduce((sum, size) => sum + size, 0);
}
