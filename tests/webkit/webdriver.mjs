/** WebKit, driven by the classic WebDriver protocol: as much of it as the tests need. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** @typedef {import('../browsers/page.mjs').Tab} Tab */

/** A port that nothing listens on. @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}

/** A display for a browser that has no other way to run: the number is the server's choice. @returns {Promise<{ name: string, close(): void }>} */
async function display() {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const [number] = await Promise.race([
    once(/** @type {import('node:stream').Readable} */ (server.stdio[3]), 'data'),
    once(server, 'close').then(([code]) => Promise.reject(new Error(`Xvfb ended with ${code}`))),
  ]);
  return { name: `:${String(number).trim()}`, close: () => void server.kill() };
}

/**
 * Starts WebKit. Each session has a profile of its own, which is in memory and ends with it.
 * @param {{ driver: string, browser: string }} programs the paths of WebKitWebDriver and MiniBrowser
 */
export async function launch({ driver, browser }) {
  const screen = await display();
  let port = 0;
  /** @type {import('node:child_process').ChildProcess | undefined} */
  let child;

  /** @param {string} method @param {string} path @param {object} [body] @param {number} [patience] milliseconds @returns {Promise<any>} */
  async function ask(method, path, body, patience = 180_000) {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, body: body && JSON.stringify(body), signal: AbortSignal.timeout(patience) });
    const { value } = /** @type {{ value: any }} */ (await response.json());
    if (!response.ok) throw new Error(`${value.error}: ${value.message}`);
    return value;
  }

  async function start() {
    child?.kill();
    port = await freePort();
    child = spawn(driver, [`--port=${port}`], {
      stdio: 'ignore',
      // As root its sandbox does not start. Software rendering needs no graphics card.
      env: { ...process.env, DISPLAY: screen.name, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1', LIBGL_ALWAYS_SOFTWARE: '1', NO_AT_BRIDGE: '1' },
    });
    for (let tries = 0; ; tries++) {
      const answers = await ask('GET', '/status').then(() => true, () => false);
      if (answers) break;
      if (tries > 200) throw new Error('WebKitWebDriver does not answer');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  await start();

  /** A new browser. Now and then one never calls its driver back, which then takes no other: both are started again. @param {object} capabilities @returns {Promise<string>} */
  async function session(capabilities, tries = 3) {
    try {
      return (await ask('POST', '/session', { capabilities }, 40_000)).sessionId;
    } catch (error) {
      if (tries === 1) throw error;
      await start();
      return session(capabilities, tries - 1);
    }
  }

  return {
    /** Opens a page in a new browser. @param {string} url */
    async open(url) {
      const capabilities = { alwaysMatch: { 'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] } } };
      const at = `/session/${await session(capabilities)}`;
      await ask('POST', `${at}/timeouts`, { script: 120_000 });
      await ask('POST', `${at}/window/rect`, { width: 1280, height: 900 });
      const go = () => ask('POST', `${at}/url`, { url });
      await go();
      /** @type {Tab} */
      const tab = {
        async evaluate(work, argument) {
          const script = `const done = arguments[1];
            Promise.resolve((${work})(JSON.parse(arguments[0]))).then((value) => done(JSON.stringify({ value })), (error) => done(JSON.stringify({ error: String(error) })));`;
          const answer = JSON.parse(await ask('POST', `${at}/execute/async`, { script, args: [JSON.stringify(argument ?? null)] }));
          if (answer.error) throw new Error(answer.error);
          return answer.value;
        },
        perform: (actions) => ask('POST', `${at}/actions`, { actions }),
      };
      return {
        tab,
        reload: () => ask('POST', `${at}/refresh`, {}),
        picture: async () => Buffer.from(await ask('GET', `${at}/screenshot`), 'base64'),
        close: () => ask('DELETE', at),
      };
    },

    close() {
      child?.kill();
      screen.close();
    },
  };
}
