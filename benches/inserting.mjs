/** A line typed above a long post: what the preview changes below it. */
import { inChromium } from './chromium.mjs';
import { documentOf, placeIn, sizeName } from './documents.mjs';

const length = 1_000_000;
const line = 'A line';

const subjects = [
  ['**draftpane** beside CodeMirror 6', 'draft-pane:codemirror'],
  ['Toast UI Editor', 'toastui'],
  ['markdown-it + morphdom', 'rewriting:morphdom'],
  ['marked + innerHTML', 'rewriting:marked'],
];

/** @returns {Promise<import('./report.mjs').Table[]>} */
export default async function inserting() {
  const text = documentOf(length, { still: true });
  const place = placeIn(text);
  const rows = await inChromium(async (open) => {
    const rows = [];
    for (const [name, subject] of subjects) {
      const page = await open(subject);
      await page.evaluate(([text, place]) => bench.open(text, place), /** @type {const} */ ([text, place]));
      await page.evaluate((line) => bench.record(line), line);
      for (const key of ['Control+Home', 'Enter', 'Enter', 'Control+Home', ...line]) {
        await page.keyboard.press(key);
        // Some editors learn only later where the browser has put the caret.
        await page.waitForTimeout(300);
      }
      const { first, records, nodes } = await page.evaluate(() => bench.below());
      if (first?.trim() !== line) throw new Error(`${subject} does not show the line: ${first}`);
      rows.push([name, records.toLocaleString('en'), nodes.toLocaleString('en')]);
      await page.context().close();
    }
    return rows;
  });
  return [{
    title: `A line typed above a post of ${sizeName(length)}`,
    note: 'Chromium, ten keys; what MutationObserver reports about the blocks below the new line.',
    columns: ['page', 'mutation records', 'blocks removed or added'],
    rows,
  }];
}
