/** From many measured times to a few figures. */

/**
 * @param {number[]} values
 * @param {number} share 0.5: the median; 0.99: what 99 of 100 stay below
 */
export function quantile(values, share) {
  if (values.length === 0) return NaN;
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

/** @param {number[]} values */
export const median = (values) => quantile(values, 0.5);

/**
 * How long the work takes, in milliseconds.
 * @param {() => unknown} work
 */
export function time(work) {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/**
 * Goes round the subjects again and again, so that what else the machine does hits all of them alike. Between two
 * turns the garbage of the first is given time to be collected.
 * @template Subject
 * @param {Subject[]} subjects
 * @param {number} rounds
 * @param {(subject: Subject, round: number) => void | Promise<void>} turn
 */
export async function takeTurns(subjects, rounds, turn) {
  for (let round = 0; round < rounds; round++) {
    for (const subject of subjects) {
      await turn(subject, round);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

/** @param {number} milliseconds */
export function duration(milliseconds) {
  if (!Number.isFinite(milliseconds)) return '–';
  return milliseconds < 1 ? `${round(milliseconds * 1000)} µs` : `${round(milliseconds)} ms`;
}

/** @param {number} ratio */
export const times = (ratio) => (Number.isFinite(ratio) ? `${round(ratio)} ×` : '–');

/** @param {number} share from 0 to 1 */
export const percent = (share) => `${round(share * 100)} %`;

/** To two digits, or whole from ten on. @param {number} value */
export const round = (value) => (Math.abs(value) >= 10 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(2))));
