/** Hugo beside a page that is served: it is built while the page is up, and its failure is one sentence. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildBeside } from '../../scripts/beside.mjs';

/** Everything that is printed while something runs. @param {() => Promise<void>} work */
async function printed(work) {
  const { log } = console;
  /** @type {string[]} */
  const lines = [];
  console.log = (line) => lines.push(line);
  try {
    await work();
  } finally {
    console.log = log;
  }
  return lines;
}

test('a build that fails is one sentence, the last that it says', async () => {
  const lines = await printed(() => buildBeside({ command: ['-e', 'console.error("a long story\\n\\nGo is needed."); process.exit(1)'] }).done);
  assert.equal(lines.at(-1), '   Hugo was not built (`npm run build:hugo` shows the whole story), and the page works without it: Go is needed.');
});

test('a build that is stopped says nothing', async () => {
  const lines = await printed(async () => {
    const { done, stop } = buildBeside({ command: ['-e', 'setTimeout(() => {}, 100_000)'] });
    stop();
    await done;
  });
  assert.deepEqual(lines.filter((line) => line.includes('was not built')), []);
});
