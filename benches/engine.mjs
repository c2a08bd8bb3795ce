/** The engine alone, as wasm in Node: the time of one key, against a full render of the same text. */
import init, { Draft, render } from '../www/engine.js';
import { documentOf, placeIn, sizeName } from './documents.mjs';
import { duration, median, quantile, takeTurns, time, times } from './figures.mjs';
import { random } from './random.mjs';

/** The times of each round: of its keys, in both ways, and of a whole render. */
const none = () => ({ anywhere: /** @type {number[][]} */ ([]), inPlace: /** @type {number[][]} */ ([]), full: /** @type {number[]} */ ([]) });

/** @param {{ quick: boolean }} options @returns {Promise<import('./report.mjs').Table[]>} */
export default async function engine({ quick }) {
  await init();
  const keys = quick ? 100 : 1000;
  const chance = random(7);
  const subjects = (quick ? [10_000, 1_000_000] : [10_000, 100_000, 1_000_000, 10_000_000]).map((length) => {
    const text = documentOf(length);
    const draft = new Draft(text);
    return { length, text, draft, caret: placeIn(text).offset, ...none() };
  });

  /** Keys at random places: a letter comes and goes, so that the text stays what it is. @param {typeof subjects[0]} subject */
  const anywhere = ({ draft, text }) => {
    const taken = [];
    while (taken.length < keys) {
      const from = chance.below(text.length);
      // No caret stands inside of a surrogate pair.
      if (/[\udc00-\udfff]/.test(text[from])) continue;
      taken.push(time(() => draft.edit({ from, insert: 'e' })));
      taken.push(time(() => draft.edit({ from, to: from + 1 })));
    }
    return taken;
  };

  /** Words typed at one place, then taken back at once. @param {typeof subjects[0]} subject */
  const inPlace = ({ draft, caret }) => {
    const typed = ' and one more word'.repeat(Math.ceil(keys / 18)).slice(0, keys);
    const taken = [...typed].map((insert, at) => time(() => draft.edit({ from: caret + at, insert })));
    draft.edit({ from: caret, to: caret + keys });
    return taken;
  };

  const rounds = quick ? 3 : 9;
  await takeTurns(subjects, rounds + 1, (subject, round) => {
    subject.anywhere.push(anywhere(subject));
    subject.inPlace.push(inPlace(subject));
    subject.full.push(time(() => render(subject.text).html));
    // The first round warms up.
    if (round === 0) Object.assign(subject, none());
  });

  const figure = (/** @type {number[][]} */ rounds, /** @type {number} */ share) => median(rounds.map((taken) => quantile(taken, share)));
  const smallest = subjects[0];
  const rows = subjects.map(({ length, draft, anywhere, inPlace, full }) => [
    sizeName(length),
    draft.stats.blocks.toLocaleString('en'),
    duration(figure(anywhere, 0.5)), duration(figure(anywhere, 0.99)),
    duration(figure(inPlace, 0.5)), duration(figure(inPlace, 0.99)),
    duration(figure(anywhere.map((taken, round) => [...taken, ...inPlace[round]]), 1)),
    duration(median(full)),
    times(median(full) / figure(anywhere, 0.5)),
    times(figure(anywhere, 0.5) / figure(smallest.anywhere, 0.5)),
  ]);
  for (const { draft } of subjects) draft.free();
  return [{
    title: 'The engine: one key',
    note: `wasm in Node. ${keys.toLocaleString('en')} letters at random places, as many typed at one place, and a whole \`render\`, in ${rounds} rounds; the medians of the rounds.`,
    columns: ['text', 'blocks', 'anywhere', 'p99', 'at one place', 'p99', 'slowest', 'whole render', 'a key is quicker by', 'anywhere, against the shortest text'],
    rows,
  }];
}
