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
 * @property {Shown<string> | null} lead
 * @property {Field[]} rest in the order of the source
 */

/** The keys that give the post its date, the first one there counts, and those of its last change. */
const DATE = ['date', 'publishdate', 'pubdate', 'published', 'lastmod', 'modified'];
const LASTMOD = ['lastmod', 'modified'];
/** Hugo's own key, and those of many themes. */
const IMAGES = ['images', 'image', 'cover', 'featured_image', 'featuredimage', 'thumbnail'];
/** Days that are shown in the list, written out. */
const LISTED = { publishdate: 'publishDate', pubdate: 'publishDate', published: 'publishDate', expirydate: 'expiryDate', unpublishdate: 'expiryDate' };

/**
 * @param {readonly Field[]} fields
 * @param {import('../engine.js').FrontMatter['dates']} [dates] as Hugo reads them
 * @returns {Arrangement}
 */
export function arrange(fields, dates = {}) {
  const rest = new Set(fields);
  /** @type {Map<string, Field[]>} */
  const named = new Map();
  for (const field of fields) {
    const name = field.key.toLowerCase();
    const alike = named.get(name);
    if (alike) alike.push(field);
    else named.set(name, [field]);
  }

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
      for (const field of named.get(name) ?? []) {
        if (!rest.has(field)) continue;
        const value = read(field.value);
        if (value === null) continue;
        rest.delete(field);
        return { key: field.key, value };
      }
    }
    return null;
  };

  /**
   * A day that Hugo reads, from the first of these fields that holds anything.
   *
   * @param {string[]} names
   * @param {string | undefined} iso
   * @param {(day: Day) => boolean} [wanted]
   */
  const takeDay = (names, iso, wanted = () => true) =>
    take(names, (value) => {
      const day = value === null || value === '' ? null : dayOf(iso);
      return day && wanted(day) ? { ...day, written: String(value) } : null;
    });

  const date = takeDay(DATE, dates.date);
  const hero = take(IMAGES, firstPath);
  // There is room for one image, and for nothing beside it: where there is more, the list has all of it.
  const images = fields.find((field) => field.key === hero?.key);
  if (images && typeof [images.value].flat()[0] === 'object') rest.add(images);
  if (images && Array.isArray(images.value) && images.value.length > 1) rest.add(images);
  return {
    title: take(['title'], text),
    hero,
    date,
    updated: takeDay(LASTMOD, dates.lastmod, ({ iso }) => iso !== date?.value.iso),
    draft: take(['draft'], yes),
    pinned: take(['pinned'], yes),
    people: take(['contributors', 'authors', 'author'], names),
    categories: take(['categories'], names),
    tags: take(['tags'], names),
    lead: take(['description'], text),
    rest: fields.filter((field) => rest.has(field)),
  };
}

/**
 * The days that are shown in the list, by the keys of their fields.
 *
 * @param {readonly Field[]} fields
 * @param {import('../engine.js').FrontMatter['dates']} dates as Hugo reads them
 */
export function listedDays(fields, dates) {
  /** @type {Map<string, Day>} */
  const days = new Map();
  for (const { key, value } of fields) {
    const name = LISTED[/** @type {keyof typeof LISTED} */ (key.toLowerCase())];
    const day = name && value !== null && value !== '' ? dayOf(dates[/** @type {'publishDate'} */ (name)]) : null;
    if (day) days.set(key, { ...day, written: String(value) });
  }
  return days;
}

/** @param {unknown} value */
function text(value) {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

/** @param {unknown} value */
function firstPath(value) {
  let path = Array.isArray(value) ? value[0] : value;
  // A theme that wants a description beside it has both in a map.
  if (path !== null && typeof path === 'object') path = ['image', 'src', 'url'].map((name) => /** @type {any} */ (path)[name]).find(Boolean);
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
