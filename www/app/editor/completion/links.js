/** Addresses after `](`: headings, pictures and other files of the draft, and other drafts. */
import { replacing } from './place.js';
import { encoded } from '../../../base/paths.js';
import { isCode } from './labels.js';

/** @typedef {import('@codemirror/autocomplete').Completion} Completion */

/** The longest list: a site may have thousands of pages. */
const most = 200;
const picture = /\.(?:avif|gif|jpe?g|png|svg|webp)$/i;

/**
 * @param {import('./place.js').Place} place
 * @param {import('./place.js').Known} known
 * @returns {Promise<import('./place.js').Result | null> | null}
 */
export function links({ state, at, before, after }, known) {
  const [, mark, typed] = /(!?)\[(?:[^[\]]|\[[^[\]]*\])*\]\(([^\s()<>]*)$/.exec(before) ?? [];
  if (typed === undefined || isCode(state, at)) return null;
  const over = after.startsWith(')') ? 1 : 0;
  /** @param {string} url @param {string} [detail] @returns {Completion} */
  const option = (url, detail) => ({ label: url, detail, apply: replacing(`${url})`, over) });
  const wanted = typed.toLowerCase();
  const fits = (/** @type {Completion} */ { label, detail = '' }) => (
    wanted.startsWith('#') ? label.toLowerCase().startsWith(wanted) : label.toLowerCase().includes(wanted) || detail.toLowerCase().includes(wanted)
  );
  return (async () => {
    const site = known.site();
    const files = known.files().filter((path) => !mark || picture.test(path)).map((path) => option(encoded(path)));
    const headings = mark ? [] : known.headings().map(({ id, text }) => option(`#${id}`, text));
    const drafts = mark || typed.startsWith('#') ? [] : (await known.drafts()).listed.flatMap(({ name, title }) => (name ? [option(encoded(name), title)] : []));
    const pictures = (mark ? site?.pictures() ?? [] : []).filter((url) => !files.some(({ label }) => label === url)).map((url) => option(url));
    const pages = mark || typed.startsWith('#') ? [] : (site?.targets() ?? []).map(({ ref, title }) => (
      { label: ref, detail: title, apply: replacing(`{{< relref "${ref}" >}})`, over) }
    ));
    const options = [...headings, ...files, ...pages, ...site ? [] : drafts, ...pictures].filter(fits).slice(0, most);
    return options.length > 0 ? { from: at - typed.length, options, filter: false } : null;
  })();
}
