/** The patterns of the corpora in the folder that DRAFTPANE_SHARED names, tested like those of the project in pathological.test.mjs. */
import { test } from 'node:test';
import init, * as engine from '../../www/engine.js';
import { shared } from '../growth/corpora.mjs';
import { testGrowth, warmUp } from '../growth/testing.mjs';

const patterns = shared();
if (Object.keys(patterns).length === 0) test('patterns of the corpora', { skip: 'DRAFTPANE_SHARED does not name a folder with them' });
else {
  await init();
  warmUp(engine);
  testGrowth(engine, patterns);
}
