/** The custom elements manifest of the package: what editors and documentation tools know of `<draft-pane>`, read from its comments. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run.mjs';

const path = 'draft-pane.js';

/** @returns {object} by the schema of custom-elements-manifest, 1.0.0 */
export function customElements() {
  const source = readFileSync(join(root, 'www', path), 'utf8');
  const { at, text } = commentBefore(source, 'export class DraftPane');
  const [description] = text.split(/\n\s*\n/);
  const declaration = {
    kind: 'class',
    customElement: true,
    name: 'DraftPane',
    tagName: 'draft-pane',
    superclass: { name: 'HTMLElement' },
    description: flat(description),
    attributes: attributes(flat(section(text, 'Attributes'))),
    members: members(source.slice(at)),
    events: rows(text, 'Events').map(([name, detail, when]) => ({ name, type: { text: 'CustomEvent' }, description: `${when}${detail && `; detail: ${detail.replaceAll('`', '')}`}` })),
    cssParts: names(section(text, 'Parts')).map((name) => ({ name })),
    cssProperties: rows(text, 'Custom properties').flatMap(([list, sets]) => list.split(/,\s*/).map((name) => ({ name, description: sets }))),
  };
  return {
    schemaVersion: '1.0.0',
    modules: [{
      kind: 'javascript-module',
      path,
      declarations: [declaration],
      exports: [
        { kind: 'js', name: 'DraftPane', declaration: { name: 'DraftPane', module: path } },
        { kind: 'custom-element-definition', name: 'draft-pane', declaration: { name: 'DraftPane', module: path } },
      ],
    }],
  };
}

/** @param {string} source @param {string} what the comment stands before */
function commentBefore(source, what) {
  const end = source.indexOf(what);
  return { at: end, text: unstarred(source.slice(source.lastIndexOf('/**', end), end)) };
}

/** @param {string} comment */
const unstarred = (comment) => comment.replace(/^\s*\/\*\*|\*\/\s*$/g, '').replace(/^ *\* ?/gm, '').trim();

/** @param {string} text */
const flat = (text) => text.replace(/\s+/g, ' ').trim();

/** The text under a bold heading. @param {string} text @param {string} heading */
function section(text, heading) {
  const from = text.indexOf(`**${heading}**`);
  if (from < 0) throw new Error(`The element's comment has no ${heading}.`);
  const end = text.indexOf('\n**', from);
  return text.slice(from, end < 0 ? undefined : end);
}

/** What stands in backticks. @param {string} text */
const names = (text) => [...text.matchAll(/`([^`]+)`/g)].map(([, name]) => name);

/**
 * Names in backticks, each with the values that stand in brackets behind it, if there are any.
 *
 * @param {string} text
 */
function attributes(text) {
  const named = text.matchAll(/`([a-z-]+)`(?: \(((?:`\w+`,? ?)+)\)|:)/g);
  return [...named].map(([, name, values]) => ({ name, type: { text: values ? values.replaceAll('`', "'").replaceAll(', ', ' | ') : 'string' } }));
}

/** The cells of the table under a heading; names without their backticks. @param {string} text @param {string} heading */
function rows(text, heading) {
  return section(text, heading).split('\n').filter((line) => /^\| `/.test(line)).map((line) => {
    const [name, ...others] = line.replace(/^\||\|$/g, '').split('|').map((cell) => cell.trim());
    return [name.replaceAll('`', ''), ...others];
  });
}

/**
 * The public properties and methods that have a comment.
 *
 * @param {string} body from the class on
 */
function members(body) {
  const found = new Map();
  for (const [, comment, accessor, name] of body.matchAll(/\n {2}(\/\*\*(?:(?!\*\/)[^])*\*\/)\n {2}(get |set )?([a-z]\w*)\([^\n]*\) \{\n/g)) {
    if (/Callback$/.test(name) || found.has(name)) continue;
    const description = flat(unstarred(comment).replace(/^@\w+[^]*/m, ''));
    if (accessor) found.set(name, { kind: 'field', name, description, ...(body.includes(`  set ${name}(`) ? {} : { readonly: true }) });
    else found.set(name, { kind: 'method', name, description, parameters: [...unstarred(comment).matchAll(/@param \{(.*)\} \[?(\w+)/g)].map(([, type, name]) => ({ name, type: { text: type } })) });
  }
  return [...found.values()];
}
