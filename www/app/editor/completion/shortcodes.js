/** Names of shortcodes after `{{<` and `{{%`: Hugo's own with their parameters, those of other drafts, and the end of an open one. */
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

/** Characters above the caret in which an open shortcode is looked for. */
const reach = 50_000;

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
    const options = builtIn.map((each) => option(...each));
    for (const [name, { isPair, parameters }] of others) {
      if (!builtIn.some(([known]) => known === name)) options.push(option(name, parameters.map((parameter) => `${parameter}="\${}"`).join(' '), isPair));
    }
    const open = openAt(state.sliceDoc(Math.max(0, at - reach), at - typed.length), (name) => builtIn.some(([known, , isPair]) => known === name && isPair) || others.get(name)?.isPair === true);
    if (open) options.unshift({ label: `/${open}`, detail: '', apply: replacing(`${space}/${open} ${end}`, over) });
    return { from: at - typed.length, options, validFor: /^\/?[\w./-]*$/ };
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
