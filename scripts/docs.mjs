/** `npm run docs`: pages of the API, from the comments: the package's by TypeDoc, the crate's by rustdoc. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildWasm } from './build.mjs';
import { root, run, runPackage, say } from './run.mjs';
import { packages } from './setup/npm.mjs';
import { rust, wasmBindgen } from './setup/rust.mjs';

/** Tags of the custom elements manifest, beside those that TypeDoc knows. */
const ELEMENT_TAGS = ['@tagname', '@attribute', '@fires', '@csspart', '@cssproperty'];

export default async function docs() {
  await packages();
  await rust();
  await wasmBindgen();
  await buildWasm(); // the types of its face are made with it
  await documentCrate();
  await documentPackage();
  say('target/api/index.html is the package, target/doc/draftpane/index.html the crate');
}

/** The crate, in target/doc. Fails where a comment links to nothing. */
export function documentCrate() {
  return run('cargo', ['doc', '--no-deps'], { env: { RUSTDOCFLAGS: '-D warnings' } });
}

/** The entries of the package, in target/api. Whatever they name is described, or this fails. Needs the wasm. */
export async function documentPackage() {
  const { OptionDefaults } = await import('typedoc');

  /** @type {Record<string, string | { default: string }>} */
  const entries = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).exports;
  const modules = Object.values(entries).map((path) => (typeof path === 'string' ? path : path.default)).filter((path) => path.endsWith('.js') && !path.includes('/types/'));
  return runPackage('typedoc/bin/typedoc', [
    ...modules.flatMap((path) => ['--entryPoints', path]),
    '--name', 'draftpane', '--readme', 'docs/embedding.md', '--tsconfig', 'tsconfig.json', '--out', 'target/api',
    ...[...OptionDefaults.blockTags, ...ELEMENT_TAGS].flatMap((tag) => ['--blockTags', tag]),
    '--disableSources', '--treatWarningsAsErrors', '--logLevel', 'Warn',
  ]);
}
