/** Text like that of posts, made up from words: the same for the same seed. */
import { random } from './random.mjs';

/** @typedef {import('./random.mjs').Random} Random */

const words = (
  'the a of and to in is it that for on with as was at by this from or which one had not but what all were when we there can an your has more if will each about how up out them then she many some so these would other into her two him time could no make than first been its who now people my made over did down only way find use may water long little very after words called just where most know get through back much before go good new write our used me man too any day same right look think also around another came come work three word must because does part even place well such here take why things help put years different away again off went old number great tell men say small every found still between name should home big give air line set own under read last never us left end along while might next sound below saw something thought both few those always looked show large often together asked house world going want school important until form food keep children feet land side without boy once animals life enough took sometimes four head above kind began almost live page got earth need far hand high year mother light parts country father let night following picture being study second eyes soon times story boys since white days ever paper hard near sentence better best across during today others however sure means knew try told young miles sun ways thing whole hear example heard several change answer room sea against top turned learn point city play toward five using himself usually server release cluster build script editor preview browser patch packet socket kernel memory cache index'
).split(' ');

/**
 * A post of about this length, in UTF-16 code units: never more, and never cut inside of a block.
 * @param {number} length
 * @param {{ seed?: number, frontMatter?: boolean }} [options]
 */
export function post(length, { seed = 1, frontMatter = false } = {}) {
  const chance = random(seed);
  let text = (frontMatter ? fields(chance) : '') + `${paragraph(chance)}\n\n`;
  for (let number = 1; ; number++) {
    const block = chance.pick(kinds)(chance, number);
    if (text.length + block.length + 1 > length) return text;
    text += `${block}\n\n`;
  }
}

/** @param {Random} chance */
function fields(chance) {
  const list = () => `[${Array.from({ length: chance.between(1, 3) }, () => `"${chance.pick(words)}"`).join(', ')}]`;
  const day = `20${chance.between(10, 25)}-0${chance.between(1, 9)}-${chance.between(10, 28)}`;
  return `---\ntitle: "${title(chance)}"\ndescription: "${sentence(chance)}"\ndate: ${day}\nlastmod: ${day}\ndraft: false\ncategories: ${list()}\ntags: ${list()}\n---\n\n`;
}

/** @param {Random} chance @param {number} least @param {number} most */
const some = (chance, least, most) => Array.from({ length: chance.between(least, most) }, () => chance.pick(words)).join(' ');

/** @param {string} text */
const capital = (text) => text[0].toUpperCase() + text.slice(1);

/** @param {Random} chance */
const title = (chance) => capital(some(chance, 2, 6));

/** Words, now and then marked up. @param {Random} chance */
function phrase(chance) {
  const text = some(chance, 1, 4);
  switch (chance.below(36)) {
    case 0: return `*${text}*`;
    case 1: return `**${text}**`;
    case 2: return `\`${text}\``;
    case 3: return `[${text}](https://example.com/${chance.pick(words)}/${chance.pick(words)})`;
    case 4: return `"${text}"`;
    case 5: return `${text} -- ${some(chance, 1, 3)} --`;
    default: return text;
  }
}

/** @param {Random} chance */
const sentence = (chance) =>
  capital(`${some(chance, 1, 3)} ${Array.from({ length: chance.between(2, 7) }, () => phrase(chance)).join(' ')}${chance.pick(['.', '.', '.', '?', '!'])}`);

/** @param {Random} chance */
function paragraph(chance) {
  const sentences = Array.from({ length: chance.between(1, 6) }, () => sentence(chance));
  return sentences.join(chance.chance(0.2) ? '\n' : ' ');
}

/** @param {Random} chance */
const heading = (chance) => `${'#'.repeat(chance.between(2, 4))} ${title(chance)}`;

/** @param {Random} chance */
function list(chance) {
  return Array.from({ length: chance.between(2, 6) }, () => {
    const inner = chance.chance(0.15) ? `\n  - ${sentence(chance)}\n  - ${sentence(chance)}` : '';
    return `- ${chance.chance(0.05) ? '[x] ' : ''}${sentence(chance)}${inner}`;
  }).join('\n');
}

/** @param {Random} chance */
const numbered = (chance) => Array.from({ length: chance.between(2, 5) }, (_, at) => `${at + 1}. ${sentence(chance)}`).join('\n');

/** @param {Random} chance */
const quote = (chance) => Array.from({ length: chance.between(1, 2) }, () => `> ${sentence(chance)}`).join('\n>\n');

/** @param {Random} chance */
function fence(chance) {
  const lines = Array.from({ length: chance.between(2, 12) }, () => `${'  '.repeat(chance.below(3))}${chance.pick(words)} = ${some(chance, 1, 5).replaceAll(' ', '.')}();`);
  return `\`\`\`${chance.pick(['js', 'sh', 'yaml', ''])}\n${lines.join('\n')}\n\`\`\``;
}

/** @param {Random} chance */
function table(chance) {
  const columns = chance.between(2, 4);
  const row = () => `| ${Array.from({ length: columns }, () => phrase(chance)).join(' | ')} |`;
  return [row(), `|${' --- |'.repeat(columns)}`, ...Array.from({ length: chance.between(2, 8) }, row)].join('\n');
}

/** A paragraph with links by reference, and where they lead. @param {Random} chance @param {number} number */
function referring(chance, number) {
  const label = `${chance.pick(words)} ${number}`;
  return (
    `${sentence(chance)} See [${some(chance, 1, 3)}][${number}], and [${label}].\n\n` +
    `[${number}]: https://example.com/${chance.pick(words)}\n[${label}]: https://example.com/${number} "${title(chance)}"`
  );
}

const rule = () => '***';

/** As often as they are here. @type {((chance: Random, number: number) => string)[]} */
const kinds = [
  ...Array(11).fill(paragraph), ...Array(3).fill(heading), list, list, numbered, quote, fence, table, referring, rule,
];
