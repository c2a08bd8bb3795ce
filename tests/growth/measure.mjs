/**
 * The cost of a pattern as it grows. Nothing here is compared with a time: a cost is compared with that of a shorter text
 * of the same pattern, and with that of an ordinary post of the same length.
 */

/** @typedef {import('../../www/engine.js').Options} Options */
/** @typedef {import('./patterns.mjs').Maker} Maker */
/** @typedef {Pick<typeof import('../../www/engine.js'), 'Draft' | 'render'>} Engine */

/**
 * Milliseconds of the processor.
 *
 * @typedef {object} Cost
 * @property {number} length The length of the text.
 * @property {number} render To HTML.
 * @property {number} key The dearest of a key at the start, in the middle and at the end.
 * @property {number} diagnostics Asked after a key, and likewise:
 * @property {number} outline
 * @property {number} stats
 */

const paragraph = '## A heading\n\nSome *text* with a [link](/to) and `code`, again and again.\n\n- one\n- two\n\n';

/** An ordinary post. @type {Maker} */
export const ordinary = (length) => paragraph.repeat(Math.ceil(length / paragraph.length));

/** @param {() => void} work */
function processor(work) {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** @param {Engine} engine @param {string} text @param {Options} options */
export const costOfRender = ({ render }, text, options) => processor(() => void render(text, options).html);

/** The cost that others are compared with: of a text that is read for more than its HTML. @param {Engine} engine @param {string} text @param {Options} options */
const costOfDraft = ({ Draft }, text, options) => processor(() => {
  const draft = new Draft(text, options);
  void draft.html;
  draft.free();
});

/**
 * @param {Engine} engine
 * @param {string} text
 * @param {Options} options
 * @returns {Cost}
 */
export function costs(engine, text, options) {
  const render = costOfRender(engine, text, options);
  const draft = new engine.Draft(text, options);
  const places = [0, boundary(text, text.length >> 1), text.length];
  const key = Math.max(...places.map((from) => {
    const cost = processor(() => void draft.edit({ from, insert: 'x' }).patches);
    draft.edit({ from, to: from + 1 });
    return cost;
  }));
  draft.edit({ from: text.length, insert: 'x' });
  /** @param {'diagnostics' | 'outline' | 'stats'} answer */
  const asked = (answer) => processor(() => void draft[answer]);
  const answers = { diagnostics: asked('diagnostics'), outline: asked('outline'), stats: asked('stats') };
  if (draft.failed) throw new Error('the engine broke');
  draft.free();
  return { length: text.length, render, key, ...answers };
}

/** The next offset that cuts no character. @param {string} text @param {number} at */
const boundary = (text, at) => (/[\uDC00-\uDFFF]/.test(text[at] ?? '') ? at + 1 : at);

/**
 * Finds costs of a pattern that grow too fast, in one reading; mostly none.
 *
 * @param {Engine} engine
 * @param {Maker} make
 * @param {Options} options
 * @returns {{ cost: Cost, usual: number, found: string[] }} `usual`: an ordinary post as a draft
 */
export function examine(engine, make, options, [small, large] = [25_000, 100_000]) {
  const text = make(large);
  let cost = costs(engine, text, options);
  let usual = costOfDraft(engine, ordinary(large), options);
  let found = faults(undefined, cost, usual);
  // A noisy machine is given three chances, of which the least counts: what else happens on it only ever adds.
  for (let chance = 0; chance < 3 && found.length > 0; chance++) {
    const before = costs(engine, make(small), options);
    cost = least(cost, costs(engine, text, options));
    usual = Math.max(usual, costOfDraft(engine, ordinary(large), options));
    found = faults(before, cost, usual);
  }
  return { cost, usual, found };
}

/** @param {Cost} a @param {Cost} b @returns {Cost} */
const least = (a, b) => /** @type {Cost} */ (Object.fromEntries(Object.entries(a).map(([name, cost]) => [name, Math.min(cost, b[/** @type {keyof Cost} */ (name)])])));

/** Up to this many times what an ordinary post costs nothing is compared: such times are mostly noise. */
const unnoticed = { render: 4, key: 2, diagnostics: 2, outline: 2, stats: 2 };
/** More than this many times what an ordinary post costs as a draft is too much. */
const most = { render: 50, key: 8, diagnostics: 8, outline: 6, stats: 5 };

/**
 * @param {Cost | undefined} small where there is none, all that is dear is named
 * @param {Cost} large
 * @param {number} usual an ordinary post of the same length, as a draft
 */
function faults(small, large, usual) {
  const found = [];
  for (const name of /** @type {(keyof typeof most)[]} */ (Object.keys(most))) {
    const times = large[name] / usual;
    // A cost next to nothing in the short text is mere noise to compare with.
    const before = small && Math.max(small[name], (usual * small.length) / large.length / 4);
    const growth = small && before ? large[name] / large.length / (before / small.length) : Infinity;
    if (times > unnoticed[name] && growth > 2.5) found.push(`${name}: a byte costs ${growth.toFixed(1)} times as much in the longer text`);
    if (times > most[name]) found.push(`${name}: ${times.toFixed(1)} times what an ordinary post costs as a draft`);
  }
  return found;
}
