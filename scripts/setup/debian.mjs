/** Debian's packages: the one system whose missing programs can be installed from here. */
import { run, say, which } from '../run.mjs';

/**
 * Installs packages where that is possible: on Debian or its like, as root.
 * @param {string[]} packages
 * @returns {Promise<boolean>} whether they are installed now
 */
export async function install(packages) {
  if (!which('apt-get') || process.getuid?.() !== 0) return false;
  say(`Debian packages: ${packages.join(', ')}`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const otherwise = `Debian's packages could not be installed: run \`apt-get install ${packages.join(' ')}\` by hand.`;
  await run('apt-get', ['update'], { env, otherwise });
  await run('apt-get', ['install', '--yes', '--no-install-recommends', ...packages], { env, otherwise });
  return true;
}
