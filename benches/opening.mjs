/** Opening in Chromium: a long post, until its first screen is painted and until all of it is there; and a page for authors. */
import { inChromium } from './chromium.mjs';
import { documentOf, sizeName } from './documents.mjs';
import { visit } from './visit.mjs';
import { duration, median, takeTurns, times } from './figures.mjs';

const lengths = [1_000_000, 10_000_000];

/** @param {{ quick: boolean }} options @returns {Promise<import('./report.mjs').Table[]>} */
export default async function opening({ quick }) {
  const subjects = [
    { name: '**draftpane**', page: 'draft-pane:textarea' },
    { name: 'markdown-it + innerHTML', page: 'rewriting:markdown-it' },
    { name: 'marked + innerHTML', page: 'rewriting:marked' },
  ];
  const [short, long] = lengths;
  const all = new Map();
  await inChromium(async (open) => {
    all.set(short, await openAll(open, subjects, short, quick ? 2 : 9));
    // A page that sets all of it at once takes half a minute: one to compare with will do.
    if (!quick) all.set(long, await openAll(open, subjects.slice(0, 2), long, 3));
  });

  /** @param {number} length @param {typeof subjects[0]} subject @param {'painted' | 'complete' | 'longest'} what */
  const of = (length, subject, what) => median((all.get(length)?.get(subject) ?? []).map((/** @type {Opening} */ opening) => opening[what]));
  return [...lengths.filter((length) => all.has(length)).map((length) => ({
    title: `Opening a post of ${sizeName(length)}`,
    note: `Chromium, a fresh page with the previewer loaded each time; from setting the text to the first painted screen, to the frame that shows the last of it, and the longest that the page was held up; medians of ${all.get(length).get(subjects[0]).length}.`,
    columns: ['previewer', 'first screen', '÷ markdown-it', ...(length === long ? [`÷ that of ${sizeName(short)}`] : []), 'all of it', 'longest task'],
    rows: subjects.filter((subject) => all.get(length).has(subject)).map((subject) => [
      subject.name,
      duration(of(length, subject, 'painted')), times(of(length, subject, 'painted') / of(length, subjects[1], 'painted')),
      ...(length === long ? [times(of(length, subject, 'painted') / of(short, subject, 'painted'))] : []),
      duration(of(length, subject, 'complete')), duration(of(length, subject, 'longest')),
    ]),
  })), await visit({ quick })];
}

/**
 * Opens a text in each of them, in turn.
 * @template {{ page: string }} Subject
 * @param {(subject: string) => Promise<import('./chromium.mjs').Page>} open
 * @param {Subject[]} subjects
 * @param {number} length of the text
 * @param {number} rounds
 */
async function openAll(open, subjects, length, rounds) {
  const text = documentOf(length, { still: true });
  const taken = new Map(subjects.map((subject) => [subject, /** @type {Opening[]} */ ([])]));
  await takeTurns(subjects, rounds, async (subject) => {
    const page = await open(subject.page);
    // The browser takes time for the text as it arrives, which is no part of opening.
    const given = await page.evaluateHandle((text) => ({ text }), text);
    const opening = /** @type {Opening} */ (await page.evaluate(({ text }) => bench.first(text), given));
    if (!opening.filled) throw new Error(`${subject.page}: the first frame did not fill the screen.`);
    taken.get(subject)?.push(opening);
    await page.context().close();
  });
  return taken;
}

/** @typedef {{ painted: number, complete: number, longest: number, filled: boolean }} Opening in milliseconds */
