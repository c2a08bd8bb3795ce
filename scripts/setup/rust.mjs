/** Rust, its wasm target, and the programs that turn a crate into a wasm package. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ask, elapsed, note, root, run, say, Stop, tools, which } from '../run.mjs';
import * as debian from './debian.mjs';

const wasmTarget = 'wasm32-unknown-unknown';

// The version that this project was tested with; any that is already on the PATH will do.
const wasmPackVersion = '0.15.1';

/** Rust itself, of at least the version that Cargo.toml states, with a linker and the wasm target. */
export async function rust() {
  if (!which('cargo')) throw new Stop('Rust is missing: install it from https://rustup.rs and run the command again.');
  const found = ask('rustc', ['--version'])?.match(/\d+\.\d+/)?.[0];
  if (!found) throw new Stop('Rust has no toolchain: run `rustup default stable` and then the command again.');
  const needed = fromFile('Cargo.toml', /^rust-version = "(\d+\.\d+)"/m);
  if (Number(found.split('.')[1]) < Number(needed.split('.')[1])) {
    throw new Stop(`Rust ${needed} or newer is needed and this is ${found}: run \`rustup update stable\`.`);
  }
  if (process.platform !== 'win32' && !which('cc') && !(await debian.install(['gcc', 'libc6-dev'], 'put a C compiler named cc on the PATH'))) {
    throw new Stop('A C linker is missing, which Rust needs: install gcc or clang and run the command again.');
  }
  if (!existsSync(ask('rustc', ['--print', 'target-libdir', '--target', wasmTarget]) ?? '')) {
    say(`Rust target ${wasmTarget}`);
    await rustup(['target', 'add', wasmTarget]);
  }
  note(`Rust ${found} with ${wasmTarget}: ready`);
}

/** rustfmt and clippy: a minimal Rust comes without. */
export async function linters() {
  if (!ask('cargo', ['fmt', '--version'])) await rustup(['component', 'add', 'rustfmt']);
  if (!ask('cargo', ['clippy', '--version'])) await rustup(['component', 'add', 'clippy']);
}

/** The wasm-bindgen that fits the crate of that name: they must agree to the last digit. */
export async function wasmBindgen() {
  const version = fromFile('Cargo.lock', /name = "wasm-bindgen"\nversion = "([^"]+)"/);
  // wasm-pack would download a ready one, but only where its host can be reached.
  if (ask('wasm-bindgen', ['--version']) !== `wasm-bindgen ${version}` || !which('wasm-bindgen-test-runner')) {
    await cargoInstall('wasm-bindgen-cli', ['--version', version]);
  }
  note(`wasm-bindgen ${version}: ready`);
}

/** wasm-pack, which only tests need. */
export async function wasmPack() {
  if (!ask('wasm-pack', ['--version'])) {
    await cargoInstall('wasm-pack', ['--version', wasmPackVersion, '--locked']);
  }
  note('wasm-pack: ready');
}

/** cargo-fuzz, and the C++ compiler that libFuzzer is built with. */
export async function fuzzer() {
  if (!which('c++') && !(await debian.install(['g++'], 'put a C++ compiler named c++ on the PATH'))) {
    throw new Stop('A C++ compiler is missing, which libFuzzer needs: install g++ or clang and run the command again.');
  }
  if (!ask('cargo', ['fuzz', '--version'])) await cargoInstall('cargo-fuzz', ['--locked']);
}

/** @param {string} crate @param {string[]} args */
async function cargoInstall(crate, args) {
  say(`${crate}: compiling it, once; this takes some minutes`);
  const start = Date.now();
  // --force: what lies there may be of another version, or come from elsewhere.
  await run('cargo', ['install', crate, ...args, '--root', tools, '--force'], {
    // Compiled in a third of the time, and what these programs do takes a second at most.
    env: { CARGO_PROFILE_RELEASE_OPT_LEVEL: '0' },
    silent: true,
    otherwise: `${crate} could not be installed: see the message of cargo above.`,
  });
  note(`${crate}: done in ${elapsed(start)}`);
}

/** @param {string[]} args */
async function rustup(args) {
  const advice = `run \`rustup ${args.join(' ')}\``;
  if (!which('rustup')) throw new Stop(`A part of Rust is missing: install Rust from https://rustup.rs, then ${advice}.`);
  await run('rustup', args, { otherwise: `A part of Rust could not be installed: ${advice} and see what it says.` });
}

/** @param {string} file @param {RegExp} pattern with one group */
function fromFile(file, pattern) {
  const value = readFileSync(join(root, file), 'utf8').replaceAll('\r\n', '\n').match(pattern)?.[1];
  if (!value) throw new Stop(`${file} does not say ${pattern}.`);
  return value;
}
