/**
 * Calendar days as they are written in a front matter.
 *
 * `2021-10-08T23:30:00-07:00` is 8 October for every reader: the day is read
 * off the text and never converted to another time zone.
 *
 * @module
 */

// The day must end there or be followed by a time: `2021-10-08-notes` is no date.
const WRITTEN = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:$|[Tt\s])/;
// The values that <time datetime> accepts.
const MACHINE = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:?\d\d)?)?$/;

/** @type {Map<string | undefined, Intl.DateTimeFormat>} */
const formats = new Map();

/**
 * @typedef {object} Day
 * @property {string} iso the day, `2021-10-08`
 * @property {string} machine for `<time datetime>`: the written text where that is valid, else the day
 * @property {string} written the text as it stands in the source
 */

/**
 * Reads the day off a front matter value; null when there is none.
 *
 * @param {unknown} value
 * @returns {Day | null}
 */
export function dayOf(value) {
  if (typeof value !== 'string') return null;
  const written = value.trim();
  const found = WRITTEN.exec(written);
  if (!found) return null;
  const [year, month, day] = found.slice(1).map(Number);
  const date = utc(year, month, day);
  // 30 February would roll over to March.
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  const iso = `${found[1]}-${found[2].padStart(2, '0')}-${found[3].padStart(2, '0')}`;
  return { iso, machine: MACHINE.test(written) ? written : iso, written };
}

/**
 * Writes a day out: “October 8, 2021”.
 *
 * @param {Day} day
 * @param {string} [locale] the reader's own unless given
 * @returns {string}
 */
export function longDay({ iso }, locale) {
  const long = formats.get(locale) ?? new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  formats.set(locale, long);
  const [year, month, day] = iso.split('-').map(Number);
  return long.format(utc(year, month, day));
}

/**
 * Writes out a day with its time, where that is another than midnight: “October 8, 2021, 23:30”.
 *
 * @param {Day} day
 * @param {string} [locale]
 * @returns {string}
 */
export function longTime(day, locale) {
  const time = /[T ](\d\d:\d\d)/.exec(day.machine)?.[1];
  return time && time !== '00:00' ? `${longDay(day, locale)}, ${time}` : longDay(day, locale);
}

/**
 * @param {number} year
 * @param {number} month 1 to 12
 * @param {number} day
 */
function utc(year, month, day) {
  const date = new Date(0);
  // Date.UTC reads the years 0 to 99 as 1900 to 1999.
  date.setUTCFullYear(year, month - 1, day);
  return date;
}
