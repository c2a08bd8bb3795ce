/** A missing tool is told in one sentence that says what to do, without a stack. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const nowhere = mkdtempSync(join(tmpdir(), 'draftpane-'));
after(() => rmSync(nowhere, { recursive: true }));

/**
 * Runs Node where nothing else is installed.
 * @param {string[]} args
 */
function run(args) {
  const env = { PATH: nowhere, HOME: nowhere, CARGO_HOME: nowhere };
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, env, encoding: 'utf8' });
  return { status, stderr: stderr.trim() };
}

test('no Rust', () => {
  const { status, stderr } = run(['scripts/main.cjs', 'build']);
  assert.equal(stderr, 'Rust is missing: install it from https://rustup.rs and run the command again.');
  assert.equal(status, 1);
});

test('no browser', () => {
  const script = `import('./scripts/setup/browser.mjs').then(({ browser }) => browser()).catch((error) => {
    console.error(error.message);
    process.exitCode = error.name === 'Stop' ? 1 : 2;
  })`;
  const { status, stderr } = run(['--eval', script]);
  assert.match(stderr, /^Chrome or Chromium and chromedriver is missing, which the tests need: install it .+ is\.$/);
  assert.equal(status, 1);
});

test('an old Node', () => {
  const script = `Object.defineProperty(process, 'version', { value: 'v18.20.0' });
    Object.defineProperty(process, 'versions', { value: { node: '18.20.0' } });
    require('./scripts/main.cjs')`;
  const { status, stderr } = run(['--eval', script]);
  assert.equal(stderr, 'Node 20 or newer is needed and this is v18.20.0: install it from https://nodejs.org.');
  assert.equal(status, 1);
});

test('a stage that does not exist', () => {
  const { status, stderr } = run(['scripts/main.cjs', 'test', 'pages']);
  assert.equal(stderr, 'There is no stage pages: the stages are rust, spec, hugo, node, browser, api, page, firefox, package, examples; corpora stands alone.');
  assert.equal(status, 1);
});

test('corpora without their folder', () => {
  const { status, stderr } = run(['scripts/main.cjs', 'test', 'corpora']);
  assert.equal(stderr, 'Set DRAFTPANE_SHARED to a folder with `posts/` and `corpora/`: this stage reads them.');
  assert.equal(status, 1);
});
