/**
 * Compares what the engine makes of the examples of a specification with what the specification says.
 *
 *     node tests/spec/compare.mjs
 *
 * CommonMark comes as the npm package commonmark-spec; GitHub's specification is read where DRAFTPANE_SHARED names a
 * folder that has it. Examples that are known to differ stand in known.json with a reason; another one fails the run,
 * and so does a known one that is equal now.
 */
import { createRequire } from 'node:module';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Stop } from '../../scripts/run.mjs';
import { canonical } from '../hugo/canonical.mjs';
import { render } from '../hugo/compare.mjs';

/** GitHub has its style sheet's classes in task lists, its specification has not. */
const TASK_CLASS = / class="(?:contains-task-list|task-list-item|task-list-item-checkbox)"/g;
/** GitHub names headings, too. */
const HEADING_NAME = /(<h[1-6]) id="[^"]*"(?=>)/g;

/** @typedef {{ number: number, section: string, markdown: string, html: string }} Example */

export async function compareSpecs() {
  /** @type {string[]} */
  const problems = [];
  const { tests } = createRequire(import.meta.url)('commonmark-spec');
  problems.push(...await compare('commonmark', tests.map(tabs)));
  const gfm = join(process.env.DRAFTPANE_SHARED ?? '', 'corpora', 'gfm-0.29', 'spec.txt');
  if (existsSync(gfm)) problems.push(...await compare('gfm', read(readFileSync(gfm, 'utf8'))));
  if (problems.length > 0) throw new Stop(problems.join('\n'));
}

/**
 * @param {'commonmark' | 'gfm'} flavor
 * @param {Example[]} examples
 * @returns {Promise<string[]>} what is wrong
 */
async function compare(flavor, examples) {
  /** @type {Record<string, Record<string, number[]>>} by flavor and reason, the numbers of examples */
  const all = JSON.parse(readFileSync(new URL('known.json', import.meta.url), 'utf8'));
  const known = new Set(Object.values(all[flavor]).flat());
  const rendered = await render(examples.map(({ number, markdown }) => ({
    name: String(number), text: markdown, flavor, frontMatter: false,
  })));
  /** @type {string[]} */
  const problems = [];
  let equal = 0;
  examples.forEach(({ number, section, markdown, html }, index) => {
    const made = flavor === 'gfm' ? rendered[index].html.replaceAll(TASK_CLASS, '').replaceAll(HEADING_NAME, '$1') : rendered[index].html;
    const [ours, theirs] = [canonical(made), canonical(html)];
    // An element left open may be opened again for the last line end, and for nothing else.
    if (ours === theirs || canonical(made.trimEnd()) === canonical(html.trimEnd())) {
      equal += 1;
      if (known.has(number)) problems.push(`${flavor} ${number} is in tests/spec/known.json and is equal now.`);
    } else if (!known.has(number)) {
      problems.push(`${flavor} ${number}, ${section}: ${JSON.stringify(markdown)}\n    - ${ours.replaceAll('\n', '⏎')}\n    + ${theirs.replaceAll('\n', '⏎')}`);
    }
  });
  console.log(`${flavor.padEnd(12)} ${equal} of ${examples.length} examples are equal, ${known.size} are known to differ`);
  return problems;
}

/**
 * The examples of a specification's source text.
 * @param {string} text
 * @returns {Example[]}
 */
function read(text) {
  /** @type {Example[]} */
  const found = [];
  let section = '';
  const pattern = /^`{32} example[^\n]*\n([\s\S]*?)^\.\n([\s\S]*?)^`{32}$|^#{1,6} *(.*)$/gm;
  for (const [, markdown, html, heading] of text.matchAll(pattern)) {
    if (heading !== undefined) section = heading;
    else found.push(tabs({ number: found.length + 1, section, markdown, html }));
  }
  return found;
}

/**
 * An arrow stands for a tab.
 * @param {Example} example
 * @returns {Example}
 */
function tabs({ markdown, html, ...example }) {
  return { ...example, markdown: markdown.replaceAll('→', '\t'), html: html.replaceAll('→', '\t') };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await compareSpecs().catch((error) => {
    console.error(error.name === 'Stop' ? `\n${error.message}` : error);
    process.exitCode = 1;
  });
}
