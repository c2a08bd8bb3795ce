/** Streaming in Chromium: an answer that arrives at a steady pace, beside Streamdown in React. */
import { answer } from './answers.mjs';
import { inChromium } from './chromium.mjs';
import { duration, quantile, round } from './figures.mjs';

const PER_SECOND = 30;
/** Code units of a chunk. */
const SIZE = 20;

/** @param {{ quick: boolean }} options @returns {Promise<import('./report.mjs').Table[]>} */
export default async function streaming({ quick }) {
  const seconds = quick ? 5 : 60;
  const text = answer(seconds * PER_SECOND * SIZE);
  const chunks = Array.from({ length: Math.ceil(text.length / SIZE) }, (_, at) => text.slice(at * SIZE, (at + 1) * SIZE));
  const subjects = [['**draftpane**', 'draftpane'], ['Streamdown in React', 'streamdown'], ['marked + innerHTML', 'marked']];
  const rows = await inChromium(async (open) => {
    const rows = [];
    for (const [name, variant] of subjects) {
      const page = await open(`streaming:${variant}`);
      const session = await page.context().newCDPSession(page);
      await session.send('Performance.enable');
      const metrics = async () => {
        await session.send('HeapProfiler.collectGarbage');
        const { metrics } = await session.send('Performance.getMetrics');
        return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
      };
      const before = await metrics();
      const seen = await page.evaluate(([chunks, pause]) => bench.arrive(/** @type {string[]} */ (chunks), /** @type {number} */ (pause)), [chunks, 1000 / PER_SECOND]);
      const after = await metrics();
      if (seen.length < text.length / 2) throw new Error(`${name} shows ${seen.length} characters of ${text.length}.`);
      const spent = (/** @type {string} */ figure) => (after[figure] - before[figure]) * 1000;
      rows.push([
        name, duration(quantile(seen.frames, 0.95)), duration(Math.max(...seen.frames)), `${seen.tasks}`, duration(seen.blocked), seen.shift.toFixed(3),
        round(after.Nodes), `${round((after.JSHeapUsedSize - before.JSHeapUsedSize + seen.wasm) / 1e6)} MB`,
        duration(spent('TaskDuration')), duration(spent('ScriptDuration')), duration(spent('LayoutDuration') + spent('RecalcStyleDuration')),
      ]);
      await page.context().close();
    }
    return rows;
  });
  return [{
    title: `An answer of ${round(text.length / 1000)} kB that arrives in ${seconds} seconds`,
    note: `Chromium, ${PER_SECOND} chunks of ${SIZE} characters a second, in a window that stays at the end. Frames: the time between two, of which the screen allows 16.7 ms. Long tasks: over 50 ms. Layout shift: ours are columns of tables that become wider; nodes that are made again cannot shift. Memory: what the heap of JavaScript has grown by, after collecting garbage, and the whole memory of the wasm. CPU: of the main thread, with painting; of which script, layout and style. Streamdown without its stylesheets and plugins.`,
    columns: ['preview', 'frame p95', 'max', 'long tasks', 'in all', 'layout shift', 'DOM nodes', 'memory', 'CPU', 'script', 'layout'],
    rows,
  }];
}
