/** `npm run build`: everything in dist/: the package for npm, and below it the page. */
import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { customElements } from './custom-elements.mjs';
import { buildFrame } from './frame.mjs';
import { placeHugo } from './hugo.mjs';
import { note, root, run, runPackage, say } from './run.mjs';
import { packages } from './setup/npm.mjs';
import { rust, wasmBindgen } from './setup/rust.mjs';
import { filesBelow, whenChanged } from './stamp.mjs';
import { fits } from './wasm/glue.mjs';
import { linkPacked, linkTrimmed } from './wasm/link.mjs';
import { nameByOrder } from './wasm/order.mjs';

const project = 'https://github.com/draftpane/draftpane';
const wasm = 'www/pkg/draftpane_bg.wasm';
const fast = 'www/pkg/draftpane_fast_bg.wasm';
const glue = 'www/pkg/draftpane.js';
const inline = 'www/pkg/inline.js';

export default async function build() {
  await packages();
  await rust();
  await wasmBindgen();
  await buildWasm();
  await buildPackage();
  await packPackage();
  await buildSite();
  placeHugo();
  const bytes = readFileSync(join(root, wasm));
  const kilobytes = (/** @type {Buffer} */ { length }) => `${(length / 1000).toFixed(1)} kB`;
  say(`dist/draftpane.tgz is the package, dist/site the page; the wasm has ${kilobytes(bytes)}, ${kilobytes(brotliCompressSync(bytes))} with brotli`);
}

/** The crate as a module for the web, in www/pkg, where the other modules import it. Needs the npm packages, for wasm-opt, and the wasm tools. */
export async function buildWasm() {
  await whenChanged('wasm', { from: sources(), to: [wasm, inline] }, async () => {
    rmSync(join(root, fast), { force: true }); // of other sources
    await makeWasm('www/pkg', linkPacked);
    // For `draftpane/inline`: packed, since nothing packs it again as well in text of 64 letters.
    const packed = gzipSync(readFileSync(join(root, wasm)), { level: 9 }).toString('base64');
    writeFileSync(join(root, inline), `export default '${packed}';\n`);
    writeFileSync(join(root, inline.replace(/js$/, 'd.ts')), 'declare const packed: string;\nexport default packed;\n');
  });
}

/**
 * The wasm and its glue, in a folder.
 * @param {string} folder @param {typeof linkPacked} linker
 * @param {(step: 'bound' | 'optimized' | 'ordered', module: Buffer) => void} [done] is given the module after each step that changes its size
 */
export async function makeWasm(folder, linker, done = () => {}) {
  // Not by wasm-pack, which lets nothing come between the linker and wasm-bindgen.
  const { file, unpacker } = await compile('release', linker);
  await bind(file, folder, '--remove-name-section');
  const wasm = `${folder}/draftpane_bg.wasm`;
  const made = () => readFileSync(join(root, wasm));
  const options = JSON.parse(readFileSync(join(root, 'Cargo.toml'), 'utf8').match(/^wasm-opt = (\[.*\])$/m)?.[1] ?? '[]');
  const features = options.filter((/** @type {string} */ option) => option.startsWith('--enable-'));
  if (unpacker) await addStart(unpacker, wasm, features);
  done('bound', made());
  await run('wasm-opt', [...options, wasm, '--output', wasm]);
  done('optimized', made());
  writeFileSync(join(root, wasm), nameByOrder(made()));
  await run('wasm-opt', [...features, '--optimize-level=3', '--reorder-functions-by-name', '--strip-producers', '--strip-target-features', wasm, '--output', wasm]);
  done('ordered', made());
}

/**
 * The same for speed, beside it. Both have one glue: a module that imports the engine need not know which one runs. Needs the wasm.
 * Not by wasm-opt, which was measured to make it smaller and no faster.
 */
export async function buildFast() {
  await whenChanged('wasm for speed', { from: sources(), to: [fast] }, async () => {
    const folder = 'target/wasm32-unknown-unknown/fast/bound';
    // Without the flags of the small build, which keep it small. Searching 16 bytes in one step makes it a sixth faster, and
    // inlining more than level 3 does a twentieth.
    const { file } = await compile('fast', async (link, say) => ({ module: await linkTrimmed(link, say) }), { RUSTFLAGS: '-C link-arg=--max-memory=536870912 -C target-feature=+simd128 -C llvm-args=-inline-threshold=700' });
    await bind(file, folder, '--remove-name-section');
    const same = fits(readFileSync(join(root, folder, 'draftpane.js'), 'utf8'), readFileSync(join(root, glue), 'utf8'));
    if (!same) note('wasm for speed: its glue differs, so the package has the small wasm in its place');
    copyFileSync(join(root, same ? `${folder}/draftpane_bg.wasm` : wasm), join(root, fast));
  });
}

/** The sources of the wasm. */
function sources() {
  return ['Cargo.toml', 'Cargo.lock', '.cargo/config.toml', ...filesBelow('src'), ...filesBelow('scripts/wasm'), 'scripts/build.mjs'];
}

/**
 * The crate, linked, in a file.
 * @param {'release' | 'fast'} profile of Cargo.toml
 * @param {typeof linkPacked} linker
 * @param {Record<string, string>} [env]
 */
async function compile(profile, linker, env) {
  const folder = `target/wasm32-unknown-unknown/${profile}`;
  const { module, unpacker } = await linker(async ({ relocations }) => {
    const wanted = relocations ? ['--', '-C', 'link-arg=--emit-relocs'] : [];
    await run('cargo', ['rustc', '--profile', profile, '--lib', '--target', 'wasm32-unknown-unknown', '--crate-type', 'cdylib', ...wanted], { env });
    return readFileSync(join(root, folder, 'draftpane.wasm'));
  }, note);
  const file = `${folder}/draftpane.trimmed.wasm`;
  writeFileSync(join(root, file), module);
  return { file, unpacker };
}

/**
 * Lets the start of a wasm run another module, which imports `engine`.
 * @param {string} text of that module @param {string} wasm @param {string[]} features that they may use
 */
async function addStart(text, wasm, features) {
  const file = 'target/wasm32-unknown-unknown/unpack';
  writeFileSync(join(root, `${file}.wat`), text);
  await run('wasm-as', [...features, `${file}.wat`, '--output', `${file}.wasm`]);
  await run('wasm-merge', [...features, wasm, 'engine', `${file}.wasm`, 'unpack', '--output', wasm]);
}

/** @param {string} module @param {string} folder for the wasm and its glue @param {...string} options */
async function bind(module, folder, ...options) {
  await run('wasm-bindgen', ['--target', 'web', '--experimental-reset-state-function', ...options, '--out-dir', folder, '--out-name', 'draftpane', module]);
}

/** The package for npm: the modules of www/ without the page, at the same places, with their types. Needs the wasm. */
export async function buildPackage() {
  await buildFast();
  await buildFrame();
  const modules = filesBelow('www').filter((file) => /\.js$|^www\/(enhance|published)\/[^/]*\.html$|^www\/(engine|pane|hugo-site|live|published|types)\/.*\.d\.ts$/.test(file) && !/^www\/(app|pkg|published\/inside)\//.test(file));
  const engine = ['draftpane.js', 'draftpane.d.ts', 'draftpane_bg.wasm', 'draftpane_bg.wasm.d.ts', 'draftpane_fast_bg.wasm', 'inline.js', 'inline.d.ts'].map((name) => `www/pkg/${name}`);
  const texts = ['README.md', 'CHANGELOG.md', 'LICENSE-MIT', 'LICENSE-APACHE', ...filesBelow('docs').filter((file) => file.endsWith('.md'))].filter((file) => existsSync(join(root, file)));
  const from = [...modules, ...engine, ...texts, 'package.json', 'tsconfig.json', 'tsconfig.package.json', 'scripts/build.mjs', 'scripts/custom-elements.mjs'];

  await whenChanged('package', { from, to: ['dist/package.json'] }, async () => {
    const dist = join(root, 'dist');
    mkdirSync(dist, { recursive: true });
    for (const name of readdirSync(dist)) if (!['site', 'draftpane-hugo.tgz'].includes(name)) rmSync(join(dist, name), { recursive: true });
    for (const file of [...modules, ...engine, ...texts]) {
      const target = join(dist, file.replace(/^www\//, ''));
      mkdirSync(dirname(target), { recursive: true });
      if (file.endsWith('.md')) writeFileSync(target, linked(file, [...texts]));
      else cpSync(join(root, file), target);
    }
    await runPackage('typescript/bin/tsc', ['--project', 'tsconfig.package.json']);
    const { paneCss } = await import('../www/pane.css.js');
    writeFileSync(join(dist, 'draft-pane.css'), paneCss);
    writeFileSync(join(dist, 'custom-elements.json'), `${JSON.stringify(await customElements(), null, 2)}\n`);
    writeFileSync(join(dist, 'package.json'), `${JSON.stringify(manifest(readdirSync(dist)), null, 2)}\n`);
  });
}

/**
 * A text whose links to what is not in the package lead to the project.
 * @param {string} file
 * @param {string[]} packed
 */
function linked(file, packed) {
  return readFileSync(join(root, file), 'utf8').replace(/(!?\[[^\]]*\]\()([^)\s:#]+)(?=[)#])/g, (whole, start, path) => {
    const target = posix.join(posix.dirname(file), path);
    return packed.includes(target) ? whole : `${start}${project}/${start.startsWith('!') ? 'raw' : 'blob'}/main/${target}`;
  });
}

/**
 * The package.json to publish: the project's, with the paths of dist/ and without what only development needs.
 * @param {string[]} names what dist/ holds
 */
function manifest(names) {
  const { private: _, scripts, devDependencies, overrides, exports, ...rest } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const entries = Object.entries(exports).map(([entry, path]) => {
    const conditions = Object.entries(typeof path === 'string' ? { default: path } : path).map(([condition, path]) => [condition, path.replace('./www/', './')]);
    const [, file] = conditions[conditions.length - 1];
    return [entry, file.endsWith('.js') ? Object.fromEntries([['types', file.replace(/\.js$/, '.d.ts')], ...conditions]) : file];
  });
  entries.push(['./draft-pane.css', './draft-pane.css'], ['./custom-elements.json', './custom-elements.json'], ['./package.json', './package.json']);
  const doing = ['./draft-pane.css', ...[exports['./element'], exports['./fast'], exports['./inline'], exports['./server']].map((path) => path.replace('./www/', './'))];
  const files = names.filter((name) => !['package.json', 'site'].includes(name) && !name.endsWith('.tgz'));
  return { ...rest, files, customElements: 'custom-elements.json', exports: Object.fromEntries(entries), sideEffects: doing };
}

/** The package in one file: npm links a folder, and bundlers then look for what it imports beside the project's own packages. */
async function packPackage() {
  const dist = join(root, 'dist');
  const npm = process.env.npm_execpath;
  const args = ['pack', '--silent', '--pack-destination', dist, dist];
  await run(npm ? process.execPath : 'npm', npm ? [npm, ...args] : args, { silent: true, otherwise: 'The package could not be packed: see the message of npm above.' });
  const { name, version } = JSON.parse(readFileSync(join(dist, 'package.json'), 'utf8'));
  renameSync(join(dist, `${name}-${version}.tgz`), join(dist, `${name}.tgz`));
}

/** The page as static files in dist/site. Needs the wasm. */
export async function buildSite() {
  await buildFrame();
  const from = ['www', 'vite.config.js', 'scripts/offline.mjs', 'package-lock.json'];
  await whenChanged('page', { from, to: ['dist/site/index.html'] }, () => runPackage('vite/bin/vite.js', ['build']));
}
