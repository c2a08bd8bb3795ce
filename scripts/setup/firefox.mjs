/** Firefox, the second browser for the tests: nothing else needs it. */
import { existsSync } from 'node:fs';
import { note, skipped, which } from '../run.mjs';
import * as debian from './debian.mjs';

/** Usual places of Firefox off the PATH. */
const elsewhere = ['/Applications/Firefox.app/Contents/MacOS/firefox', 'C:\\Program Files\\Mozilla Firefox\\firefox.exe'];

/** @returns {string | null} the path of Firefox: FIREFOX_PATH, or the first that is found */
const find = () => process.env.FIREFOX_PATH ?? which('firefox-esr', 'firefox') ?? elsewhere.find(existsSync) ?? null;

/**
 * Finds it, or installs it where that is possible.
 * @returns {Promise<string | null>} its path; null where there is none
 */
export async function firefox() {
  if (!find()) {
    await debian.install(['firefox-esr', 'fonts-liberation'], 'set FIREFOX_PATH to its path')
      .catch((error) => console.error(error.message));
  }
  const found = find();
  if (found) note(`browser: ${found}`);
  else skipped('tests in Firefox', 'Firefox is missing: install Firefox, or set FIREFOX_PATH to its path');
  return found;
}
