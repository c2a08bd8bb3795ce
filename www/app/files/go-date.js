/** Dates by the layouts of Go: each part is written as in Monday, 2 January 2006, 15:04:05. */

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const part = /2006|January|Jan|Monday|Mon|MST|Z0700|Z07:00|-07:00|-0700|01|02|03|04|05|06|15|_2|PM|pm|[1-5]/g;

/**
 * A date in the time zone of the browser.
 * @param {Date} date
 * @param {string} layout
 * @throws {RangeError} for a layout with the name of a time zone, or one of Hugo's own, as `:date_long`
 */
export function goDate(date, layout) {
  if (typeof layout !== 'string' || layout.startsWith(':') || layout.includes('MST')) throw new RangeError('a layout that only Hugo knows');
  const two = (/** @type {number} */ number) => String(number).padStart(2, '0');
  const hours = date.getHours();
  const minutes = -date.getTimezoneOffset();
  const zone = (/** @type {string} */ colon) => `${minutes < 0 ? '-' : '+'}${two(Math.floor(Math.abs(minutes) / 60))}${colon}${two(Math.abs(minutes) % 60)}`;
  /** @type {Record<string, () => string | number>} */
  const values = {
    2006: () => date.getFullYear(), '06': () => two(date.getFullYear() % 100),
    January: () => months[date.getMonth()], Jan: () => months[date.getMonth()].slice(0, 3), '01': () => two(date.getMonth() + 1), 1: () => date.getMonth() + 1,
    Monday: () => days[date.getDay()], Mon: () => days[date.getDay()].slice(0, 3),
    '02': () => two(date.getDate()), 2: () => date.getDate(), _2: () => String(date.getDate()).padStart(2),
    15: () => two(hours), '03': () => two(hours % 12 || 12), 3: () => hours % 12 || 12, PM: () => (hours < 12 ? 'AM' : 'PM'), pm: () => (hours < 12 ? 'am' : 'pm'),
    '04': () => two(date.getMinutes()), 4: () => date.getMinutes(), '05': () => two(date.getSeconds()), 5: () => date.getSeconds(),
    'Z07:00': () => (minutes === 0 ? 'Z' : zone(':')), Z0700: () => (minutes === 0 ? 'Z' : zone('')), '-07:00': () => zone(':'), '-0700': () => zone(''),
  };
  return layout.replace(part, (found) => String(values[found]()));
}
