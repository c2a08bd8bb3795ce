/** Dialogs of files that stand in for the browser's: the files are those of the origin's own file system, by their real handles. */

/** @typedef {import('playwright-core').Page} Page */

/** For `visit`, to run before the page's own script. */
export const pickers = {
  hasPickers: true,
  script: () => {
    const handle = async (/** @type {string} */ name) => (await navigator.storage.getDirectory()).getFileHandle(name, { create: true });
    const page = /** @type {any} */ (window);
    page.chosenFiles = [];
    page.showOpenFilePicker = () => Promise.all(page.chosenFiles.map(handle));
    page.showSaveFilePicker = async () => {
      if (page.chosenFiles.length === 0) throw new DOMException('The dialog was closed.', 'AbortError');
      return handle(page.chosenFiles[0]);
    };
  },
};

/** The files that the next dialog gives. @param {Page} page @param {string[]} names */
export const choose = (page, names) => page.evaluate((names) => {
  /** @type {any} */ (window).chosenFiles = names;
}, names);

/** Writes a file, as another program does. @param {Page} page @param {string} name @param {Uint8Array | string} content */
export const writeFile = (page, name, content) => page.evaluate(async ({ name, bytes }) => {
  const handle = await (await navigator.storage.getDirectory()).getFileHandle(name, { create: true });
  const stream = await handle.createWritable();
  await stream.write(Uint8Array.from(bytes));
  await stream.close();
}, { name, bytes: [...Buffer.from(content)] });

/** @param {Page} page @param {string} name @returns {Promise<Buffer>} */
export const readFile = async (page, name) => Buffer.from(await page.evaluate(async (name) => {
  const handle = await (await navigator.storage.getDirectory()).getFileHandle(name);
  return [...new Uint8Array(await (await handle.getFile()).arrayBuffer())];
}, name));

/** Waits until a file has a text. @param {Page} page @param {string} name @param {string} text */
export const fileHas = (page, name, text) => page.waitForFunction(async ({ name, text }) => {
  // It may not be there yet, or be replaced while it is read.
  const found = await navigator.storage.getDirectory().then((root) => root.getFileHandle(name)).then((handle) => handle.getFile())
    .then((file) => file.text()).catch(() => null);
  return found === text;
}, { name, text });

/**
 * Opens files by the button, until the first is shown.
 * @param {Page} page
 * @param {...string} names
 */
export async function openInPlace(page, ...names) {
  await choose(page, names);
  await page.locator('#open-file').click();
  await page.waitForFunction((name) => [document.getElementById('draft-file'), document.getElementById('draft-title')].some((element) => element?.textContent === name), names[0]);
}
