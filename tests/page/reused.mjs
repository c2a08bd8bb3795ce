/**
 * Pages that are used for one test after the other. A process that has compiled the code of a page opens it again in a third of
 * the time, and most of a test's time is that of opening.
 */

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').BrowserContext} BrowserContext */
/** @typedef {import('playwright-core').BrowserContextOptions} BrowserContextOptions */
/** @typedef {{ context: BrowserContext, page: Page, wrong: string[] }} Opened `wrong`: what went wrong in it, filled by `prepare` */

/** Methods whose effect lasts: a page on which one was called is not used again. */
const lasting = [
  'addInitScript', 'emulateMedia', 'exposeBinding', 'exposeFunction', 'grantPermissions', 'newCDPSession', 'on', 'once', 'route',
  'setDefaultTimeout', 'setExtraHTTPHeaders', 'setOffline',
];

/**
 * Whether the page reports an error of its own. Chromium itself asks for the icon of a page that names none, as the picture
 * that is open between two tests: the answer may arrive in the next one.
 * @param {import('playwright-core').ConsoleMessage} message
 */
export const isError = (message) => message.type() === 'error' && !message.location().url.endsWith('/favicon.ico');

/**
 * @param {import('playwright-core').Browser} browser
 * @param {string} url of the site, with a slash at its end
 */
export function reusedPages(browser, url) {
  const { origin } = new URL(url);
  /** By what they were opened with. @type {Map<string, Opened>} */
  const atHand = new Map();

  /**
   * Works in a page of someone who was never here.
   * @param {(opened: Opened) => Promise<void>} work opens the site and tests it
   * @param {BrowserContextOptions} [options]
   * @param {(opened: Opened) => Promise<void>} [prepare] what is done once, for a new page; the same for the same options and `kind`
   * @param {string} [kind]
   */
  async function use(work, options = {}, prepare = async () => {}, kind = '') {
    const key = JSON.stringify([options, kind]);
    const opened = atHand.get(key) ?? await open(options, prepare);
    atHand.delete(key);
    let isSound = false;
    try {
      opened.wrong.length = 0;
      await work(opened);
      isSound = !changed.has(opened) && !opened.page.isClosed();
    } finally {
      if (isSound && await forget(opened).then(() => true, () => false)) atHand.set(key, opened);
      else await opened.context.close();
    }
  }

  /** @type {WeakSet<Opened>} */
  const changed = new WeakSet();

  /** @param {BrowserContextOptions} options @param {NonNullable<Parameters<typeof use>[2]>} prepare @returns {Promise<Opened>} */
  async function open(options, prepare) {
    const context = await browser.newContext(options);
    /** @type {Opened} */
    const opened = { context, page: await context.newPage(), wrong: [] };
    await prepare(opened);
    if (options.serviceWorkers === 'allow') changed.add(opened);
    for (const object of /** @type {Record<string, any>[]} */ ([context, opened.page])) {
      for (const name of lasting.filter((name) => object[name])) {
        const method = object[name];
        object[name] = (/** @type {any[]} */ ...given) => {
          changed.add(opened);
          return method.apply(object, given);
        };
      }
    }
    sizes.set(opened, opened.page.viewportSize());
    return opened;
  }

  /** @type {WeakMap<Opened, ReturnType<Page['viewportSize']>>} */
  const sizes = new WeakMap();

  /** @param {Opened} opened */
  async function forget(opened) {
    const { context, page } = opened;
    for (const other of context.pages()) if (other !== page) await other.close();
    // A picture of the same origin: the page is gone, and writes no more.
    await page.goto(`${url}icon.svg`);
    await page.mouse.move(0, 0);
    await page.evaluate(() => sessionStorage.clear());
    const size = sizes.get(opened);
    if (size) await page.setViewportSize(size);
    const session = await Object.getPrototypeOf(context).newCDPSession.call(context, page);
    await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
    await session.detach();
  }

  return { use };
}
