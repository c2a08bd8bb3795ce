/** The packed element in DOMs without a browser, in which embedders test their components. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { makeProject } from './project.mjs';

/** @type {ReturnType<typeof makeProject>} */
let project;
before(() => (project = makeProject({})));
after(() => project?.remove());

for (const name of ['jsdom', 'happy-dom']) {
  test(name, () => {
    const entry = (/** @type {string} */ path) => pathToFileURL(join(project.folder, 'node_modules/draftpane', path)).href;
    const { stdout, stderr, status } = spawnSync(process.execPath, [fileURLToPath(new URL('dom.mjs', import.meta.url)), name, entry('draft-pane.js'), entry('connect/textarea.js')], { encoding: 'utf8' });
    assert.deepEqual({ stdout, stderr, status }, { stdout: 'done\n', stderr: '', status: 0 });
  });
}
