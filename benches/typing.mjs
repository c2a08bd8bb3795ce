/** Real keys in Chromium, in the middle of a long text: from `keydown` to the frame that shows the change. */
import { inChromium } from './chromium.mjs';
import { documentOf, placeIn, sizeName } from './documents.mjs';
import { median, round, takeTurns, times } from './figures.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** Nobody but ours and its floor opens a text of this length in a time that one waits for. */
const longest = 10_000_000;

/** @typedef {{ name: string, page: string, floor?: string, isLong?: boolean }} Subject `isLong`: the longest text is typed into, too */

/** @type {Subject[]} */
const subjects = [
  { name: 'floor: CodeMirror 6 and one paragraph replaced', page: 'floor:codemirror', isLong: true },
  { name: '**draftpane** beside CodeMirror 6', page: 'draft-pane:codemirror', floor: 'floor:codemirror', isLong: true },
  { name: 'floor: text field and one paragraph replaced', page: 'floor:textarea' },
  { name: '**draftpane** beside a text field', page: 'draft-pane:textarea', floor: 'floor:textarea' },
  { name: 'Toast UI Editor', page: 'toastui' },
  { name: 'markdown-it + morphdom', page: 'rewriting:morphdom' },
  { name: 'marked + innerHTML', page: 'rewriting:marked' },
];

/** @param {{ quick: boolean }} options @returns {Promise<import('./report.mjs').Table[]>} */
export default async function typing({ quick }) {
  const lengths = quick ? [7_000, 1_000_000] : [7_000, 100_000, 1_000_000];
  const [rounds, keys] = quick ? [2, 4] : [6, 10];
  /** @type {Map<string, Sample[]>[]} */
  const measured = [];
  /** @type {Map<string, Sample[]>} */
  let veryLong = new Map();
  await inChromium(async (open) => {
    for (const length of lengths) measured.push(await typeInto(open, subjects, length, rounds, keys));
    if (!quick) veryLong = await typeInto(open, subjects.filter(({ isLong }) => isLong), longest, rounds, keys);
  });

  const long = /** @type {Map<string, Sample[]>} */ (measured.at(-1));
  /** @param {Map<string, Sample[]>} samples @param {string} page @param {keyof Sample} what */
  const of = (samples, page, what) => median((samples.get(page) ?? []).map((sample) => sample[what]));
  const toast = of(long, 'toastui', 'painted');
  const at = sizeName(/** @type {number} */ (lengths.at(-1)));
  return [{
    title: 'Typing: from the key to the painted preview',
    note: `Chromium, one real key press at a time inside of a paragraph in the middle; ms from \`keydown\` to the first frame after the preview's last change; medians of ${rounds} × ${keys} keys, all pages in turn. Busy: what one key costs the main thread, ms; script, layout: shares of it.`,
    columns: ['page', ...lengths.map(sizeName), `÷ its floor, ${at}`, `÷ Toast UI, ${at}`, `busy, ${at}`, 'script', 'layout', sizeName(longest), `÷ its floor, ${sizeName(longest)}`],
    rows: subjects.map(({ name, page, floor }) => [
      name,
      ...measured.map((samples) => round(of(samples, page, 'painted'))),
      floor ? times(of(long, page, 'painted') / of(long, floor, 'painted')) : '',
      times(of(long, page, 'painted') / toast),
      ...(/** @type {const} */ (['busy', 'script', 'layout'])).map((what) => round(of(long, page, what))),
      veryLong.has(page) ? round(of(veryLong, page, 'painted')) : '',
      floor && veryLong.has(page) ? times(of(veryLong, page, 'painted') / of(veryLong, floor, 'painted')) : '',
    ]),
  }];
}

/** @typedef {{ painted: number, busy: number, script: number, layout: number }} Sample in milliseconds, of one key */

/**
 * Types into all pages, some keys in each at a time.
 * @param {(subject: string) => Promise<Page>} open
 * @param {Subject[]} subjects
 * @param {number} length of the text
 * @param {number} rounds
 * @param {number} keys in each round
 */
async function typeInto(open, subjects, length, rounds, keys) {
  const text = documentOf(length, { still: true });
  const place = placeIn(text);
  const pages = [];
  for (const { page: name } of subjects) {
    const page = await open(name);
    await page.evaluate(([text, place]) => bench.open(text, place), /** @type {const} */ ([text, place]));
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    pages.push({ name, page, session, typed: '', samples: /** @type {Sample[]} */ ([]) });
  }

  await takeTurns(pages, rounds + 1, async (subject, round) => {
    await subject.page.bringToFront();
    for (let key = 0; key < keys; key++) {
      const letter = 'etaoin'[key % 6];
      subject.typed += letter;
      const before = await work(subject.session);
      await subject.page.evaluate(() => bench.arm());
      await subject.page.keyboard.press(letter);
      const painted = await subject.page.evaluate(() => bench.key());
      const sample = { painted, ...difference(before, await work(subject.session)) };
      // The first round warms up.
      if (round > 0) subject.samples.push(sample);
    }
  });

  for (const { name, page, typed } of pages) {
    const paragraph = await page.evaluate((words) => bench.paragraph(words), place.words);
    // The floor adds a letter of its own, at the end.
    if (!name.startsWith('floor') && !paragraph?.includes(place.words + typed)) throw new Error(`${name} does not show what was typed: ${paragraph}`);
    await page.context().close();
  }
  return new Map(pages.map(({ name, samples }) => [name, samples]));
}

/** The work of the main thread so far, in milliseconds. @param {import('playwright-core').CDPSession} session */
async function work(session) {
  const { metrics } = await session.send('Performance.getMetrics');
  const of = (/** @type {string} */ name) => 1000 * (metrics.find((metric) => metric.name === name)?.value ?? NaN);
  return { busy: of('TaskDuration'), script: of('ScriptDuration'), layout: of('LayoutDuration') + of('RecalcStyleDuration') };
}

/** @template {Record<string, number>} Work @param {Work} before @param {Work} after */
const difference = (before, after) => /** @type {Work} */ (Object.fromEntries(Object.entries(after).map(([name, value]) => [name, value - before[name]])));
