/** Hostile input, and the places of a post where it may stand: the lists of tests/safety/, for browsers. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const lists = JSON.parse(readFileSync(new URL('../../safety/payloads.json', import.meta.url), 'utf8'));

/** The project's own, one of each kind of attack. @type {string[]} */
export const own = lists.payloads;

/** Templates of posts, by the name of the place. @type {Record<string, string>} */
export const places = lists.places;

const shared = process.env.DRAFTPANE_SHARED;

/** @param {string} file below the corpora @returns {string} nothing where it is not there */
function read(file) {
  const path = join(shared ?? '', 'corpora', file);
  return shared && existsSync(path) ? readFileSync(path, 'utf8') : '';
}

/** @param {string} file */
const json = (file) => JSON.parse(read(file) || '[]');

/** @param {string} folder below the corpora @returns {string[]} the inputs of html5lib's tests of building trees */
function treeConstruction(folder) {
  if (!shared || !existsSync(join(shared, 'corpora', folder))) return [];
  const files = readdirSync(join(shared, 'corpora', folder)).filter((name) => name.endsWith('.dat')).sort();
  return files.flatMap((name) => {
    const tests = read(`${folder}/${name}`).split('#data\n').slice(1);
    return tests.map((test) => test.slice(0, Math.max(0, test.indexOf('\n#errors'))));
  });
}

/** Those of the corpora that are there. @type {string[]} */
export const ofCorpora = [
  ...json('dompurify/expect.json').map((/** @type {{ payload: string }} */ { payload }) => payload),
  ...json('owasp-xss-filter-evasion/payloads.json').map((/** @type {{ payload: string }} */ { payload }) => payload),
  ...json('blns/blns.json'),
  ...read('markdown-it/xss.txt').split('\n.\n').filter(Boolean),
  ...treeConstruction('html5lib-tests/tree-construction'),
];

/** Posts with the payload in each kind of place. @param {string} payload @returns {string[]} */
export function posts(payload) {
  const line = payload.replace(/[\n\r]/g, ' ');
  /** @type {Record<string, string>} */
  const filled = { payload, line };
  // Split first: what is put in is not looked at again.
  return Object.values(places).map((template) => template.split('%').map((part) => filled[part] ?? part).join(''));
}
