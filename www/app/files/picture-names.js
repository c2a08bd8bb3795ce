/** Names of pictures: those that make addresses without escapes, of files that come from cameras, screens and clipboards. */

/** The endings of types whose names differ from them. @type {Record<string, string>} */
const endings = { 'svg+xml': 'svg', jpeg: 'jpg', 'x-icon': 'ico', 'vnd.microsoft.icon': 'ico' };

/** Letters and digits with hyphens between them. @param {string} text */
const slug = (text) => text.normalize('NFC').toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '').slice(0, 60);

/**
 * `My Photo (1).PNG` as `my-photo-1.png`.
 * @param {File} file
 */
export function pictureName({ name, type }) {
  const [, base, ending] = /** @type {RegExpExecArray} */ (/^(.*?)(?:\.(\w+))?$/s.exec(name));
  return `${slug(base) || 'picture'}.${ending?.toLowerCase() ?? endingOf(type)}`;
}

/**
 * The name of a picture that has none, after its post, with the next number.
 * @param {string} title of the post
 * @param {string} type
 * @param {(name: string) => boolean} isTaken
 */
export function nameAfter(title, type, isTaken) {
  const base = slug(title) || 'picture';
  let number = 1;
  while (isTaken(`${base}-${number}.${endingOf(type)}`)) number++;
  return `${base}-${number}.${endingOf(type)}`;
}

/**
 * The name itself, or with a number from 2 on.
 * @param {string} name
 * @param {(name: string) => boolean} isTaken
 */
export function freeName(name, isTaken) {
  let free = name;
  for (let number = 2; isTaken(free); number++) free = name.replace(/(\.\w+)$/, `-${number}$1`);
  return free;
}

/** @param {string} type of a picture */
export function endingOf(type) {
  const kind = type.replace(/^image\//, '');
  return endings[kind] ?? kind;
}
