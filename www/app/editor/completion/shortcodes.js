/**
 * Shortcodes after `{{<` and `{{%`: names of Hugo's own, of the site's and of those in other drafts, with their parameters; the end of an
 * open one; the pages that `ref` finds.
 */
import { snippet } from '@codemirror/autocomplete';
import { replacing } from './place.js';

/** @typedef {import('./place.js').Place} Place */
/** @typedef {import('./place.js').Result} Result */

/** Hugo's own: the parameters, as a template of CodeMirror, and whether there is content. @type {[name: string, parameters: string, isPair: boolean][]} */
const builtIn = [
  ['details', 'summary="${}"', true], ['figure', 'src="${}" alt="${}" caption="${}"', false], ['highlight', '${}', true], ['instagram', '${}', false],
  ['param', '${}', false], ['qr', 'text="${}" /', false], ['ref', '"${}"', false], ['relref', '"${}"', false], ['vimeo', '${}', false],
  ['x', 'user="${}" id="${}"', false], ['youtube', '${}', false],
];

/** Parameters that come with a name at once. The others are suggested behind them. */
const mostNamed = 3;
/** The longest list of pages. */
const mostPages = 200;
/** Characters above the caret in which an open shortcode is looked for, and on its line the start of one. */
const above = 50_000;
const reach = 2000;

/**
 * @param {Place} place
 * @param {import('./used.js').Used} used
 * @returns {Promise<Result> | null}
 */
export function shortcodes({ state, at, before, after }, used) {
  const [, sign, blanks, typed] = /\{\{([<%])(\s*)(\/?[\w./-]*)$/.exec(before) ?? [];
  if (!sign) return null;
  const end = sign === '<' ? '>}}' : '%}}';
  // A shortcode that is complete gets another name, and keeps its parameters.
  const isComplete = /^[^{}]*\S[^{}]*[>%]\}\}/.test(after);
  const over = isComplete ? 0 : /^\s*[>%]?\}{0,2}/.exec(after)?.[0].length ?? 0;
  const space = blanks === '' ? ' ' : '';
  /** @param {string} name @param {string} parameters @param {boolean} isPair */
  const option = (name, parameters, isPair) => {
    const content = isPair ? `\n\${}\n{{${sign} /${name} ${end}` : '';
    const insert = snippet(isComplete ? space + name : `${space}${name} ${parameters}${parameters ? ' ' : ''}${end}${content}`);
    return {
      label: name, detail: parameters.replace(/\$\{\}/g, '…').replace(/ \/$/, ''),
      apply: (/** @type {import('@codemirror/view').EditorView} */ view, /** @type {any} */ completion, /** @type {number} */ from, /** @type {number} */ to) => insert(view, completion, from, to + over),
    };
  };
  return used.shortcodes().then((others) => {
    const options = builtIn.filter(([name]) => others.get(name)?.positions === undefined).map((each) => option(...each));
    for (const [name, { isPair, parameters, positions }] of others) {
      if (positions === undefined && builtIn.some(([known]) => known === name)) continue;
      const named = parameters.slice(0, mostNamed).map((parameter) => `${parameter}="\${}"`);
      options.push(option(name, [...named, ...Array(positions ?? 0).fill('"${}"')].join(' '), isPair));
    }
    const open = openAt(state.sliceDoc(Math.max(0, at - above), at - typed.length), (name) => builtIn.some(([known, , isPair]) => known === name && isPair) || others.get(name)?.isPair === true);
    if (open) options.unshift({ label: `/${open}`, detail: '', apply: replacing(`${space}/${open} ${end}`, over) });
    return { from: at - typed.length, options, validFor: /^\/?[\w./-]*$/ };
  });
}

/**
 * The pages of the open site, in `ref` and `relref`.
 * @param {Place} place
 * @param {import('./place.js').Known} known
 * @returns {Result | null}
 */
export function references({ at, before, after }, known) {
  const [, typed] = /\{\{[<%]\s*(?:rel)?ref\s+(?:path\s*=\s*)?"([^"#]*)$/.exec(before.slice(-reach)) ?? [];
  const site = typed === undefined ? null : known.site();
  if (!site || typed === undefined) return null;
  const wanted = typed.toLowerCase();
  const over = /^[^"\s]*/.exec(after)?.[0].length ?? 0;
  const options = site.targets().filter(({ ref, title }) => ref.toLowerCase().includes(wanted) || title.toLowerCase().includes(wanted)).slice(0, mostPages)
    .map(({ ref, title }) => ({ label: ref, detail: title, apply: replacing(ref, over) }));
  return options.length > 0 ? { from: at - typed.length, options, filter: false } : null;
}

/**
 * The parameters of a shortcode that are not there yet.
 * @param {Place} place
 * @param {import('./used.js').Used} used
 * @returns {Promise<Result | null> | null}
 */
export function parameters({ at, before, after }, used) {
  const [, name, there, typed] = /\{\{[<%]\s*([\w./-]+)\s+((?:[^{}"]|"[^"]*")*?)([\w-]*)$/.exec(before.slice(-reach)) ?? [];
  // In the middle of a value nothing is known.
  if (name === undefined || (there !== '' && !/\s$/.test(there))) return null;
  return used.shortcodes().then((all) => {
    const rest = /^[^{}]*/.exec(after)?.[0] ?? '';
    const options = (all.get(name)?.parameters ?? []).filter((parameter) => !`${there} ${rest}`.includes(`${parameter}=`))
      .map((label) => ({ label, apply: replacing(`${label}=""`, 0, 1) }));
    return options.length > 0 ? { from: at - typed.length, options, validFor: /^[\w-]*$/ } : null;
  });
}

/**
 * The innermost shortcode with content that is not closed.
 * @param {string} text
 * @param {(name: string) => boolean} isPair
 */
function openAt(text, isPair) {
  /** @type {string[]} */
  const open = [];
  for (const [, close, name, single] of text.matchAll(/\{\{[<%]\s*(\/?)\s*([\w./-]+)[^{}\n]*?(\/?)\s*[>%]\}\}/g)) {
    if (close) open.splice(Math.max(0, open.lastIndexOf(name)));
    else if (!single && isPair(name)) open.push(name);
  }
  return open.pop();
}
