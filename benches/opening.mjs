/** Opening in Chromium: a long post, until its first screen is painted and until all of it is there; and a page for authors. */
import { inChromium } from './chromium.mjs';
import { documentOf, sizeName } from './documents.mjs';
import { visit } from './visit.mjs';
import { duration, median, takeTurns, times } from './figures.mjs';

const length = 1_000_000;

/** @param {{ quick: boolean }} options @returns {Promise<import('./report.mjs').Table[]>} */
export default async function opening({ quick }) {
  const text = documentOf(length, { still: true });
  const rounds = quick ? 2 : 9;
  const subjects = [
    { name: '**draftpane**', page: 'draft-pane:textarea' },
    { name: 'markdown-it + innerHTML', page: 'rewriting:markdown-it' },
    { name: 'marked + innerHTML', page: 'rewriting:marked' },
  ].map((subject) => ({ ...subject, taken: /** @type {Opening[]} */ ([]) }));

  await inChromium((open) => takeTurns(subjects, rounds, async (subject) => {
    const page = await open(subject.page);
    const taken = /** @type {Opening} */ (await page.evaluate((text) => bench.first(text), text));
    if (!taken.filled) throw new Error(`${subject.page}: the first frame did not fill the screen.`);
    subject.taken.push(taken);
    await page.context().close();
  }));

  const of = (/** @type {typeof subjects[0]} */ { taken }, /** @type {'painted' | 'complete' | 'longest'} */ what) => median(taken.map((opening) => opening[what]));
  return [{
    title: `Opening a post of ${sizeName(length)}`,
    note: `Chromium, a fresh page with the previewer loaded each time; from setting the text to the first painted screen, to the frame that shows the last of it, and the longest that the page was held up; medians of ${rounds}.`,
    columns: ['previewer', 'first screen', '÷ markdown-it', 'all of it', 'longest task'],
    rows: subjects.map((subject) => [
      subject.name,
      duration(of(subject, 'painted')), times(of(subject, 'painted') / of(subjects[1], 'painted')),
      duration(of(subject, 'complete')), duration(of(subject, 'longest')),
    ]),
  }, await visit({ quick })];
}

/** @typedef {{ painted: number, complete: number, longest: number, filled: boolean }} Opening in milliseconds */
