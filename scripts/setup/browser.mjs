/** The browser for the tests: Chrome or Chromium, and the chromedriver that comes with it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { note, Stop, which } from '../run.mjs';
import * as debian from './debian.mjs';

/** Usual places of Chrome off the PATH. */
const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** @returns {string | null} the path of Chrome or Chromium: CHROME_PATH, or the first that is found */
export function findChrome() {
  return (
    process.env.CHROME_PATH ??
    which('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome') ??
    elsewhere.find(existsSync) ??
    null
  );
}

/** @returns {string | null} the path of chromedriver: CHROMEDRIVER, or the one that is found */
function findChromedriver() {
  // Continuous integration services name the folder.
  const folder = process.env.CHROMEWEBDRIVER;
  return process.env.CHROMEDRIVER ?? which('chromedriver') ?? (folder ? join(folder, 'chromedriver') : null);
}

/**
 * Finds both, or installs them where that is possible.
 * @returns {Promise<{ chrome: string, chromedriver: string }>} their paths
 */
export async function browser() {
  if (!findChrome() || !findChromedriver()) {
    await debian.install(['chromium', 'chromium-driver', 'fonts-liberation'], 'set CHROME_PATH and CHROMEDRIVER to where they are');
  }
  const chrome = findChrome();
  const chromedriver = findChromedriver();
  if (!chrome || !chromedriver) {
    const missing = [!chrome && 'Chrome or Chromium', !chromedriver && 'chromedriver'].filter(Boolean).join(' and ');
    throw new Stop(
      `${missing} is missing, which the tests need: install it (on Debian \`apt install chromium chromium-driver\`) ` +
        'or set CHROME_PATH and CHROMEDRIVER to the paths of both.',
    );
  }
  note(`browser: ${chrome}, driven by ${chromedriver}`);
  return { chrome, chromedriver };
}
