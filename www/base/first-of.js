/**
 * Binary search over whole numbers, by a test.
 *
 * @module
 */

/**
 * The first whole number for which a test holds, which holds for all after it; `to` where there is none.
 *
 * @param {number} from
 * @param {number} to
 * @param {(at: number) => boolean} holds
 */
export function firstOf(from, to, holds) {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
