/** Firefox, the second browser for the tests: nothing else needs it. */
import { existsSync } from 'node:fs';
import { note, skipped, which } from '../run.mjs';
import * as debian from './debian.mjs';

/** Firefox where it does not stand on the PATH. */
const elsewhere = ['/Applications/Firefox.app/Contents/MacOS/firefox', 'C:\\Program Files\\Mozilla Firefox\\firefox.exe'];

/** @returns {string | null} the path of Firefox: FIREFOX_PATH, or the first that is found */
const find = () => process.env.FIREFOX_PATH ?? which('firefox-esr', 'firefox') ?? elsewhere.find(existsSync) ?? null;

/**
 * Finds it, or installs it where that is possible.
 * @returns {Promise<string | null>} its path; null where there is none
 */
export async function firefox() {
  if (!find()) {
    await debian.install(['firefox-esr', 'fonts-liberation'], 'set FIREFOX_PATH to where Firefox is')
      .catch((error) => console.error(error.message));
  }
  const found = find();
  if (found) note(`browser: ${found}`);
  else skipped('tests in Firefox', 'it is missing: install it, or set FIREFOX_PATH to where it is');
  return found;
}
