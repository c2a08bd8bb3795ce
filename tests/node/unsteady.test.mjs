/** Tests that drive a browser get a second run, which a fault that is there does not pass. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

const script = (/** @type {string[]} */ files) => `
  import { browserTest } from ${JSON.stringify(new URL('../../scripts/node-test.mjs', import.meta.url).href)};
  import { stages } from ${JSON.stringify(new URL('../../scripts/run.mjs', import.meta.url).href)};
  await stages([['The stage', () => browserTest(${JSON.stringify(files)}, {})]]);`;

/** @param {Record<string, string>} files the bodies of tests, by name */
function runStage(files) {
  const folder = mkdtempSync(join(tmpdir(), 'unsteady-'));
  try {
    const paths = Object.entries(files).map(([name, body]) => {
      const path = join(folder, `${name}.test.mjs`);
      writeFileSync(path, `import { existsSync, writeFileSync } from 'node:fs';\nimport { test } from 'node:test';\ntest('it', () => {\n${body}\n});\n`);
      return path;
    });
    // This test's runner must not take the inner one for a part of it.
    const { NODE_TEST_CONTEXT: _, ...env } = process.env;
    const { status, stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', script(paths)], { cwd: folder, env, encoding: 'utf8' });
    return { passed: status === 0, listed: stdout.split('== Failed at first, passed when run again')[1] ?? '', again: /run again: (.*)/.exec(stdout)?.[1] ?? '' };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const passes = '';
const fails = 'throw new Error();';
const failsOnce = "const mark = new URL('mark', import.meta.url); if (!existsSync(mark)) { writeFileSync(mark, ''); throw new Error(); }";
const dies = 'process.exit(1);';

test('one that fails by chance passes, and is listed; the others are not run again', () => {
  const { passed, listed, again } = runStage({ sound: passes, chance: failsOnce });
  assert.ok(passed);
  assert.match(listed, /chance\.test\.mjs/);
  assert.doesNotMatch(again, /sound/);
});

test('one that fails each time fails the stage, and so does one that ends its process', () => {
  for (const body of [fails, dies]) {
    const { passed, again } = runStage({ wrong: body });
    assert.ok(!passed);
    assert.match(again, /wrong/);
  }
});

test('many that fail are not run again', () => {
  const { passed, again } = runStage({ a: fails, b: fails, c: fails });
  assert.ok(!passed);
  assert.equal(again, '');
});
