/** WebKit, the third browser for the tests: GTK's, with its WebDriver, on a display that nobody sees. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { note, skipped, which } from '../run.mjs';
import * as debian from './debian.mjs';

/** @typedef {{ WEBKIT_DRIVER: string, MINIBROWSER_PATH: string }} WebKit the paths of WebKitWebDriver and MiniBrowser, by their variables */

/** @returns {WebKit | null} what the variables say, or what is found */
function find() {
  const driver = process.env.WEBKIT_DRIVER ?? which('WebKitWebDriver');
  const browser = process.env.MINIBROWSER_PATH ?? which('MiniBrowser') ?? miniBrowser();
  return driver && browser && which('Xvfb') ? { WEBKIT_DRIVER: driver, MINIBROWSER_PATH: browser } : null;
}

/** Debian has it off the PATH, in the folder of the newest library. */
function miniBrowser() {
  const libraries = process.arch === 'arm64' ? '/usr/lib/aarch64-linux-gnu' : '/usr/lib/x86_64-linux-gnu';
  try {
    const folders = readdirSync(libraries).filter((name) => name.startsWith('webkit2gtk-')).sort().reverse();
    return folders.map((name) => join(libraries, name)).filter((folder) => readdirSync(folder).includes('MiniBrowser')).map((folder) => join(folder, 'MiniBrowser'))[0] ?? null;
  } catch {
    return null;
  }
}

/**
 * Finds it, or installs it where that is possible.
 * @returns {Promise<WebKit | null>} null where there is none
 */
export async function webkit() {
  if (!find()) {
    await debian.install(['webkit2gtk-driver', 'xvfb'], 'set WEBKIT_DRIVER and MINIBROWSER_PATH to where they are')
      .catch((error) => console.error(error.message));
  }
  const found = find();
  if (found) note(`browser: ${found.MINIBROWSER_PATH}, driven by ${found.WEBKIT_DRIVER}`);
  else skipped('tests in WebKit', 'WebKitWebDriver, MiniBrowser or Xvfb is missing: on Debian, install webkit2gtk-driver and xvfb');
  return found;
}
