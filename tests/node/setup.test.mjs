/** Setting up: nothing is installed on the system without a word, and `npm start` compiles no tool that only tests need. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { isWanted } from '../../scripts/setup/debian.mjs';

const scripts = fileURLToPath(new URL('../../scripts/', import.meta.url));

test('before packages are installed on the system, a line says which and how to avoid that', { skip: process.getuid?.() !== 0 && 'apt needs root' }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'apt-'));
  try {
    writeFileSync(join(folder, 'apt-get'), '#!/bin/sh\necho "apt-get $*"\n');
    chmodSync(join(folder, 'apt-get'), 0o755);
    const script = `import { install } from ${JSON.stringify(join(scripts, 'setup/debian.mjs'))}; await install(['firefox-esr'], 'set FIREFOX_PATH to where Firefox is');`;
    const said = execFileSync(process.execPath, ['--input-type=module', '--eval', script], { env: { ...process.env, PATH: `${folder}:${process.env.PATH}` }, encoding: 'utf8' });
    const places = ['firefox-esr', 'To use programs of your own: set FIREFOX_PATH', 'apt-get install --yes'].map((words) => said.indexOf(words));
    assert.ok(places.every((place, at) => place >= 0 && place > (places[at - 1] ?? -1)), said);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/** @param {string} typed the answer @param {{ isTTY?: boolean, ci?: string }} [place] */
async function answer(typed, { isTTY = true, ci = '' } = {}) {
  const [input, output] = [0, 1].map(() => Object.assign(new PassThrough(), { isTTY }));
  input.write(`${typed}\n`);
  const wanted = await isWanted({ input, output, ci });
  return { wanted, asked: String(output.read() ?? '').includes('Install them? [Y/n]') };
}

test('in a terminal the installation is confirmed first: only a no prevents it', async () => {
  for (const typed of ['', 'y', 'Yes']) assert.deepEqual(await answer(typed), { wanted: true, asked: true }, typed);
  for (const typed of ['n', ' No']) assert.deepEqual(await answer(typed), { wanted: false, asked: true }, typed);
});

test('without a terminal, and in continuous integration, there is no question', async () => {
  assert.deepEqual(await answer('n', { isTTY: false }), { wanted: true, asked: false });
  assert.deepEqual(await answer('n', { ci: 'true' }), { wanted: true, asked: false });
});

/** The files that a script brings in, one by another: by its imports, and by those made while it runs. @param {string} file @param {Set<string>} seen */
function reached(file, seen = new Set()) {
  if (seen.has(file)) return seen;
  seen.add(file);
  // Imports of types are comments.
  for (const [, path] of readFileSync(file, 'utf8').replace(/\/\*\*[^]*?\*\//g, '').matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)) reached(join(dirname(file), path), seen);
  return seen;
}

test('`npm start` compiles no wasm-pack, which only the tests need', () => {
  const callers = (/** @type {string} */ script) => [...reached(join(scripts, script))].filter((file) => /\bwasmPack\(\)/.test(readFileSync(file, 'utf8').replace(/function wasmPack\(\)/g, '')));
  assert.deepEqual(callers('start.mjs'), []);
  assert.ok(callers('test.mjs').length > 0, 'the tests do');
});

test('every command starts without packages, which it installs itself', () => {
  const { scripts: commands } = JSON.parse(readFileSync(join(scripts, '../package.json'), 'utf8'));
  const names = Object.values(commands).map((command) => String(command).split(' ').pop());
  /** @param {string} file @param {Set<string>} seen */
  function atStart(file, seen) {
    if (seen.has(file)) return seen;
    seen.add(file);
    // Imports of types are comments.
  for (const [, path] of readFileSync(file, 'utf8').replace(/\/\*\*[^]*?\*\//g, '').matchAll(/^(?:import|export) [^;]*?from '([^']+)'/gm)) {
      if (path.startsWith('.')) atStart(join(dirname(file), path), seen);
      else seen.add(path);
    }
    return seen;
  }
  for (const name of names) {
    const packages = [...atStart(join(scripts, `${name}.mjs`), new Set())].filter((path) => !path.startsWith('/') && !path.startsWith('node:'));
    assert.deepEqual(packages, [], name);
  }
});
