/**
 * Which front matter field goes where in the post's header.
 *
 * Nothing is dropped: a field the header knows and understands has its place,
 * all others are in the list below it.
 *
 * @module
 */

import { dayOf } from './day.js';

/** @typedef {import('../engine.js').Field} Field */
/** @typedef {import('./day.js').Day} Day */

/**
 * @template T
 * @typedef {{ key: string, value: T }} Shown what a place shows, and the key it came from
 */

/**
 * @typedef {object} Arrangement
 * @property {Shown<string> | null} title
 * @property {Shown<string> | null} hero the path or URL of the image
 * @property {Shown<Day> | null} date
 * @property {Shown<Day> | null} updated only when on another day than `date`
 * @property {Shown<true> | null} draft
 * @property {Shown<true> | null} pinned
 * @property {Shown<string[]> | null} people
 * @property {Shown<string[]> | null} categories
 * @property {Shown<string[]> | null} tags
 * @property {Field[]} rest in the order of the source
 */

/**
 * @param {readonly Field[]} fields
 * @returns {Arrangement}
 */
export function arrange(fields) {
  const rest = new Set(fields);

  /**
   * Takes the first field of that name whose value the place understands.
   *
   * @template T
   * @param {string[]} names in lower case, the first one wins
   * @param {(value: unknown) => T | null} read
   * @returns {Shown<T> | null}
   */
  const take = (names, read) => {
    for (const name of names) {
      for (const field of rest) {
        if (field.key.toLowerCase() !== name) continue;
        const value = read(field.value);
        if (value === null) continue;
        rest.delete(field);
        return { key: field.key, value };
      }
    }
    return null;
  };

  const date = take(['date'], dayOf);
  const hero = take(['images'], firstPath);
  // There is room for one image: where there are more, the list names them all.
  const images = fields.find((field) => field.key === hero?.key);
  if (images && Array.isArray(images.value) && images.value.length > 1) rest.add(images);
  return {
    title: take(['title'], text),
    hero,
    date,
    updated: take(['lastmod'], (value) => {
      const day = dayOf(value);
      return day && day.iso !== date?.value.iso ? day : null;
    }),
    draft: take(['draft'], yes),
    pinned: take(['pinned'], yes),
    people: take(['contributors', 'authors', 'author'], names),
    categories: take(['categories'], names),
    tags: take(['tags'], names),
    rest: fields.filter((field) => rest.has(field)),
  };
}

/** @param {unknown} value */
function text(value) {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

/** @param {unknown} value */
function firstPath(value) {
  const path = Array.isArray(value) ? value[0] : value;
  return typeof path === 'string' && path.trim() !== '' ? path.trim() : null;
}

/** @param {unknown} value */
const yes = (value) => (value === true ? value : null);

/** @param {unknown} value */
function names(value) {
  const list = Array.isArray(value) ? value : [value];
  const shown = list.map(text);
  return shown.length && shown.every((name) => name !== null) ? /** @type {string[]} */ (shown) : null;
}
