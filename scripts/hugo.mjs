/** `npm run build:hugo`: real Hugo as a package of its own, dist/draftpane-hugo.tgz. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { note, root, run, runPackage, say, Stop } from './run.mjs';
import { go } from './setup/go.mjs';
import { packages } from './setup/npm.mjs';
import { filesBelow, whenChanged } from './stamp.mjs';

/** The compiler's results, beside the modules that load it. */
const wasm = 'hugo/hugo.wasm.gz';
const made = [wasm, 'hugo/wasm_exec.js', 'hugo/LICENSES.txt'];

/** Dart Sass in one module, which the worker loads when a template asks for it. */
const sass = 'hugo/sass.js';

/** Hugo's module, as go.mod names it. */
const hugo = 'github.com/gohugoio/hugo';

/** With Sass: modules of our own stand in the place of those that need C or a program. */
const extended = '-tags=extended';

const tarball = 'dist/draftpane-hugo.tgz';

export default async function buildHugo() {
  await packages();
  await compile();
  await bundleSass();
  await pack();
  placeHugo();
  say(`${tarball} is the package; the wasm has ${(statSync(join(root, wasm)).size / 1e6).toFixed(1)} MB with gzip`);
}

/** Whether Hugo was compiled: tests and the page do without it. */
export const isBuilt = () => [...made, sass].every((file) => existsSync(join(root, file)));

/** The folder of the page in which it looks for Hugo. */
const beside = 'dist/site/hugo';

/** Puts Hugo beside the built page, where both are there. */
export function placeHugo() {
  if (!isBuilt() || !existsSync(join(root, beside, 'about.json'))) return;
  const modules = filesBelow('hugo').filter((file) => /^hugo\/[^/]+\.js$/.test(file));
  for (const file of [...modules, wasm, 'hugo/LICENSES.txt']) cpSync(join(root, file), join(root, beside, file.replace('hugo/', '')));
  const version = /gohugoio\/hugo v([\d.]+)/.exec(readFileSync(join(root, 'hugo/go.mod'), 'utf8'))?.[1];
  writeFileSync(join(root, beside, 'about.json'), `${JSON.stringify({ version })}\n`);
}

const sources = () => filesBelow('hugo').filter((file) => /\.go$|\/go\.(mod|sum)$/.test(file));

async function compile() {
  await whenChanged('Hugo as wasm', { from: [...sources(), 'scripts/hugo.mjs'], to: made }, async () => {
    const { program, env } = await go();
    note('the first time, this takes some minutes');
    const plain = join(root, '.cache', 'hugo.wasm');
    const target = { ...env, GOOS: 'js', GOARCH: 'wasm' };
    const asked = (/** @type {string[]} */ ...args) => {
      const { status, stdout } = spawnSync(program, ['-C', 'hugo', ...args], { cwd: root, encoding: 'utf8', env: { ...process.env, ...target } });
      if (status !== 0) throw new Stop(`\`go ${args.join(' ')}\` failed.`);
      return stdout.trim();
    };
    await run(program, ['-C', 'hugo', 'mod', 'download', hugo], { env: target, silent: true, otherwise: 'Hugo\'s source could not be downloaded: see the message of Go above.' });
    const modfile = withInside(asked('list', '-m', '-f', '{{.Dir}}', hugo));
    await run(program, ['-C', 'hugo', 'build', modfile, extended, '-trimpath', '-ldflags=-s -w', '-o', plain, '.'], {
      env: target,
      silent: true,
      otherwise: 'Hugo could not be compiled: see the message of Go above.',
    });
    writeFileSync(join(root, wasm), await promisify(gzip)(readFileSync(plain), { level: 9 }));
    rmSync(plain);
    const goroot = asked('env', 'GOROOT');
    const glue = join(root, 'hugo', 'wasm_exec.js');
    writeFileSync(glue, readFileSync(join(goroot, 'lib', 'wasm', 'wasm_exec.js')));
    const modules = new Set(asked('list', modfile, extended, '-deps', '-f', '{{with .Module}}{{.Path}} {{.Version}}\t{{.Dir}}{{end}}', '.').split('\n'));
    writeFileSync(join(root, 'hugo', 'LICENSES.txt'), licences([`Go\t${goroot}`, ...modules].filter(Boolean)));
  });
}

async function bundleSass() {
  const from = 'node_modules/sass/package.json';
  await whenChanged('Sass in one module', { from: [from, 'scripts/hugo.mjs'], to: [sass] }, async () => {
    const { build } = await import('esbuild'); // not above: the set-up installs it
    await build({
      entryPoints: [join(root, 'node_modules/sass/sass.default.js')], outfile: join(root, sass),
      bundle: true, format: 'esm', target: 'es2022', minify: true, legalComments: 'inline', logLevel: 'error',
      banner: { js: `/*\n${readFileSync(join(root, 'node_modules/sass/LICENSE'), 'utf8').replaceAll('*/', '* /').trim()}\n*/` },
      define: { process: 'undefined' }, // no program of Node: the files come from Hugo
      plugins: [{
        name: 'without-eval',
        setup: ({ onLoad }) => onLoad({ filter: /sass\.dart\.js$/ }, ({ path }) => ({ contents: withoutEval(readFileSync(path, 'utf8')) })),
      }],
    });
  });
}

/** Functions in the place of those that Sass makes of strings: a page with a policy allows none of these. @param {string} code */
function withoutEval(code) {
  const text = String.raw`"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'`;
  const made = code.replaceAll(new RegExp(`new self\\.Function\\(((?:${text})(?:, (?:${text}))*)\\)`, 'g'), (_, list) => {
    const parts = [...list.matchAll(new RegExp(text, 'g'))].map(([part]) => part.slice(1, -1).replaceAll('\\n', '\n').replaceAll(/\\(['"])/g, '$1'));
    return `(function(${parts.slice(0, -1).join(', ')}) {${parts.at(-1)}\n})`;
  });
  if (/self\.Function\(/.test(made)) throw new Stop('Sass makes functions of strings in another way than before.');
  return made;
}

/**
 * Copies Hugo's source, adds our files to its package hugolib, whose parts are private, and puts others in the place of what starts PostCSS and
 * of what reads and writes WebP and AVIF.
 * @param {string} source
 * @returns {string} the option of Go for a go.mod with the copy in Hugo's place
 */
function withInside(source) {
  const copy = join(root, '.cache', 'hugo-source');
  rmSync(copy, { recursive: true, force: true });
  copyFiles(source, copy);
  copyFiles(join(root, 'hugo', '_hugolib'), join(copy, 'hugolib'), 'draftpane_');
  copyFiles(join(root, 'hugo', '_images'), join(copy, 'resources/images'), 'draftpane_');
  copyFiles(join(root, 'hugo', '_cssjs'), join(copy, 'resources/resource_transformers/cssjs'));
  const images = join(copy, 'resources/images/image.go');
  const [before, after, ...more] = readFileSync(images, 'utf8').split('newCodec(webpCodec, avifCodec, ');
  if (after === undefined || more.length > 0) throw new Stop(`Hugo's ${images} is not the file that it was.`);
  writeFileSync(images, `${before}newCodec(plain(webpCodec), plain(avifCodec), ${after}`);
  const file = join(root, '.cache', 'hugo.mod');
  writeFileSync(file, `${readFileSync(join(root, 'hugo', 'go.mod'), 'utf8')}\nreplace ${hugo} => ../.cache/hugo-source\n`);
  cpSync(join(root, 'hugo', 'go.sum'), join(root, '.cache', 'hugo.sum'));
  return `-modfile=${file}`;
}

/**
 * Copies what Go compiles. Go's own files and folders are read-only, so their modes are not copied.
 * @param {string} from
 * @param {string} to
 * @param {string} [prefix] of the names of files
 */
function copyFiles(from, to, prefix = '') {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (/^(docs|testdata|testscripts)$|_test\.go$/.test(entry.name)) continue;
    if (entry.isDirectory()) copyFiles(join(from, entry.name), join(to, entry.name));
    else writeFileSync(join(to, prefix + entry.name), readFileSync(join(from, entry.name)));
  }
}

/**
 * The licences of everything in the wasm.
 * @param {string[]} modules each as its name, a tab, and its folder
 */
function licences(modules) {
  return modules.map((module) => {
    const [name, folder] = module.split('\t');
    const texts = readdirSync(folder).filter((file) => /^(licen[cs]e|notice|copying)/i.test(file) && statSync(join(folder, file)).isFile());
    return [`== ${name}`, ...texts.map((file) => readFileSync(join(folder, file), 'utf8').trim())].join('\n\n');
  }).join('\n\n');
}

async function pack() {
  const modules = filesBelow('hugo').filter((file) => /\/[^/]+\.(js|d\.ts)$|README\.md$|LICENSES\.txt$|package\.json$/.test(file) && !/imagemeta|golibsass|godartsass/.test(file));
  const from = [...modules, wasm, 'LICENSE-MIT', 'LICENSE-APACHE', 'hugo/tsconfig.json', 'scripts/hugo.mjs'];
  await whenChanged('Hugo\'s package', { from, to: [tarball] }, async () => {
    const folder = join(root, '.cache', 'draftpane-hugo');
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    mkdirSync(join(root, 'dist'), { recursive: true });
    for (const file of [...modules, wasm]) cpSync(join(root, file), join(folder, file.replace('hugo/', '')));
    for (const file of ['LICENSE-MIT', 'LICENSE-APACHE']) cpSync(join(root, file), join(folder, file));
    await runPackage('typescript/bin/tsc', ['--project', 'hugo/tsconfig.json']);
    const npm = process.env.npm_execpath;
    const args = ['pack', '--silent', '--pack-destination', join(root, 'dist'), folder];
    await run(npm ? process.execPath : 'npm', npm ? [npm, ...args] : args, { silent: true, otherwise: 'The package could not be packed: see the message of npm above.' });
    const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    renameSync(join(root, 'dist', `${name}-${version}.tgz`), join(root, tarball));
  });
}
