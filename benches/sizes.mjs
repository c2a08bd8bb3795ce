/** Downloads: the engine after each step of its build, the package's entries, and the peers. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { makeWasm } from '../scripts/build.mjs';
import { bundleSize, entrySizes } from '../scripts/entry-sizes.mjs';
import { linkPacked, linkTrimmed } from '../scripts/wasm/link.mjs';

const folder = 'target/sizes';
const packed = (/** @type {Buffer} */ bytes) => brotliCompressSync(bytes).length;
const bytesOf = (/** @type {string} */ path) => packed(readFileSync(fileURLToPath(new URL(path, import.meta.url))));
const kilobytes = (/** @type {number} */ bytes) => (bytes / 1000).toFixed(1);

/** @returns {Promise<import('./report.mjs').Table[]>} */
export default async function sizes() {
  const entries = Object.entries(await entrySizes());
  const loading = entries.filter(([entry]) => !entry.startsWith('./types/'));
  return [
    {
      title: 'The engine, by the steps of its build',
      note: 'kB; the browser downloads the last one. Each is measured behind those before it.',
      columns: ['after', 'kB', 'with brotli', 'given by the step'],
      rows: await engineSteps(),
    },
    {
      title: "The package's entries",
      note: 'kB with brotli, bundled and minified, that an import loads at once; the engine comes on top, but in `draftpane/inline`, which contains it. Those of types alone load nothing.',
      columns: ['import', 'kB'],
      rows: loading.map(([entry, bytes]) => [entry.replace(/^\./, 'draftpane'), kilobytes(bytes)]),
    },
    {
      title: 'Beside the peers',
      note: 'kB with brotli, bundled and minified, that rendering Markdown in a browser takes. Ours keeps the text parsed, checks what it shows, and reads front matter, shortcodes and GitHub\'s and Hugo\'s Markdown.',
      columns: ['renderer', 'scripts', 'wasm', 'in all'],
      rows: await beside(entries.find(([entry]) => entry === '.')?.[1] ?? 0),
    },
  ];
}

/** @returns {Promise<string[][]>} */
async function engineSteps() {
  /** @type {[string, Buffer][]} */
  const steps = [];
  /** @type {typeof linkPacked} */
  const linkAsItIs = async (link) => ({ module: await link({ relocations: false }) });
  const once = (/** @type {string} */ name) => (/** @type {string} */ step, /** @type {Buffer} */ module) => {
    if (step === 'bound') steps.push([name, module]);
  };
  await makeWasm(folder, linkAsItIs, once('Rust, wasm-bindgen'));
  await makeWasm(folder, async (link, say) => ({ module: await linkTrimmed(link, say) }), once('words of panics are cut out'));
  const names = { bound: 'two tables are computed at the start', optimized: 'wasm-opt', ordered: 'functions are in an order that compresses' };
  await makeWasm(folder, linkPacked, (step, module) => steps.push([names[step], module]));
  const sizes = steps.map(([, module]) => packed(module));
  return steps.map(([name, module], at) => [name, kilobytes(module.length), kilobytes(sizes[at]), at === 0 ? '' : kilobytes(sizes[at - 1] - sizes[at])]);
}

/** @param {number} own the bytes of our entry @returns {Promise<string[][]>} */
async function beside(own) {
  const row = (/** @type {string} */ name, /** @type {number} */ scripts, wasm = 0) => [name, kilobytes(scripts), wasm > 0 ? kilobytes(wasm) : '', kilobytes(scripts + wasm)];
  const all = (/** @type {string} */ contents) => bundleSize({ stdin: { contents, resolveDir: fileURLToPath(new URL('.', import.meta.url)) }, external: ['*.wasm', '*.wasm?url', 'fs', 'path'] });
  return [
    row('**draftpane**', own, bytesOf('../www/pkg/draftpane_bg.wasm')),
    row('markdown-wasm', await all("export * from 'markdown-wasm/dist/markdown.es.js'"), bytesOf('node_modules/markdown-wasm/dist/markdown.wasm')),
    row('md4x', await all("export * from 'md4x/wasm'"), bytesOf('node_modules/md4x/build/md4x.wasm')),
    row('marked', await all("export * from 'marked'")),
    row('markdown-it', await all("export { default } from 'markdown-it'")),
    row('commonmark.js', await all("export * from 'commonmark'")),
    row('Streamdown with React', await all("export * from 'streamdown'; export * from 'react-dom/client'; export * from 'react'")),
  ];
}
