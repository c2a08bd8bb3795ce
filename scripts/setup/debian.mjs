/** Debian's packages: the one system whose missing programs can be installed from here. */
import { createInterface } from 'node:readline/promises';
import { note, run, say, which } from '../run.mjs';

/**
 * Installs packages where that is possible: on Debian or its like, as root. Says so first, and asks where someone can answer.
 * @param {string[]} packages
 * @param {string} instead how the programs can be had without that: `set CHROME_PATH to …`
 * @returns {Promise<boolean>} whether they are installed now
 */
export async function install(packages, instead) {
  if (!which('apt-get') || process.getuid?.() !== 0) return false;
  say(`Debian packages: ${packages.join(', ')}`);
  note(`Apt installs them on this system now. To use programs of your own: ${instead}.`);
  if (!(await isWanted())) return false;
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const otherwise = `Debian's packages could not be installed: run \`apt-get install ${packages.join(' ')}\` by hand.`;
  await run('apt-get', ['update'], { env, otherwise });
  await run('apt-get', ['install', '--yes', '--no-install-recommends', ...packages], { env, otherwise });
  return true;
}

/**
 * Asks in a terminal, where an empty answer is a yes. Nobody can answer in a pipe or in continuous integration.
 * @param {object} [from]
 * @param {NodeJS.ReadableStream & { isTTY?: boolean }} [from.input]
 * @param {NodeJS.WritableStream & { isTTY?: boolean }} [from.output]
 * @param {string} [from.ci] the variable that continuous integration services set
 */
export async function isWanted({ input = process.stdin, output = process.stdout, ci = process.env.CI } = {}) {
  if (!input.isTTY || !output.isTTY || ci) return true;
  const terminal = createInterface({ input, output });
  try {
    return !/^\s*n/i.test(await terminal.question('   Install them? [Y/n] '));
  } finally {
    terminal.close();
  }
}
