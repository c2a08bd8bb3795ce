/**
 * The time zone of a site.
 *
 * @module
 */

/**
 * How far the clocks of a time zone are ahead of UTC.
 *
 * @param {string | undefined} zone a name of the IANA's database; UTC where it is none
 * @param {number} time in milliseconds since 1970
 * @returns {number} in seconds
 */
export function secondsEast(zone, time) {
  if (!zone) return 0;
  try {
    const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(time);
    const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
    const [, sign, hours, minutes = '0', seconds = '0'] = /([+-])(\d+):?(\d+)?:?(\d+)?$/.exec(name) ?? [];
    return hours ? (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) : 0;
  } catch {
    return 0;
  }
}
