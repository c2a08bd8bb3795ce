/** `npm run check`: what can be judged without running the code. */
import { auditCrates, auditPackages } from './audit.mjs';
import { buildWasm } from './build.mjs';
import { documentCrate, documentPackage } from './docs.mjs';
import { followLinks } from './links.mjs';
import { run, runPackage, stages } from './run.mjs';
import { packages } from './setup/npm.mjs';
import { linters, rust, wasmBindgen } from './setup/rust.mjs';
import { findSinks } from './sinks.mjs';

export default async function check() {
  await packages();
  await rust();
  await linters();
  await wasmBindgen();
  const clippy = ['clippy', '--all-targets'];
  const strict = ['--', '-D', 'warnings'];
  await stages([
    ['Format of the Rust code', () => run('cargo', ['fmt', '--check'])],
    ['Clippy, native', () => run('cargo', [...clippy, ...strict])],
    ['Clippy, wasm', () => run('cargo', [...clippy, '--target', 'wasm32-unknown-unknown', ...strict])],
    ['Links of the crate\'s comments', documentCrate],
    ['No HTML sinks', findSinks],
    // These import packages, which are there only now.
    ['No circles in src/', async () => (await import('./circles.mjs')).findCircles()],
    ['Layers of www/', () => runPackage('dependency-cruiser/bin/dependency-cruise.mjs', ['www', '--config', 'scripts/layers.cjs'])],
    ['Links between the texts', followLinks],
    ['Words', async () => (await import('./words.mjs')).findOpenings()],
    ['Known faults of the crates', auditCrates],
    ['Known faults of the npm packages', () => auditPackages(['.', 'examples', 'tests/package'])],
    ['Types of the JavaScript', async () => {
      await buildWasm(); // the types of its face are made with it
      await packages('tests/package'); // which tests import
      await runPackage('typescript/bin/tsc', ['--noEmit']);
    }],
    ['Types of the benchmarks', async () => {
      await packages('benches');
      await runPackage('typescript/bin/tsc', ['--noEmit', '-p', 'benches']);
    }],
    ['Links of the package\'s comments', documentPackage],
  ]);
}
