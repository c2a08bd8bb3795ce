/** Firefox, driven by WebDriver BiDi: as much of the protocol as the tests need. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { WebSocket } from 'ws';
import { type } from '../browsers/actions.mjs';
import { nowhere } from '../page/hostile/page.mjs';

/** Addresses in posts are unreachable, no other program opens anything, the browser loads nothing of its own. */
const preferences = {
  'network.proxy.type': 1,
  'network.proxy.http': nowhere.host,
  'network.proxy.http_port': nowhere.port,
  'network.proxy.ssl': nowhere.host,
  'network.proxy.ssl_port': nowhere.port,
  'network.proxy.no_proxies_on': '127.0.0.1',
  'network.protocol-handler.external-default': false,
  'network.protocol-handler.warn-external-default': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'app.update.disabledForTesting': true,
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'toolkit.telemetry.reportingpolicy.firstRun': false,
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
};

/** @typedef {{ type: 'success' | 'error' | 'event', id?: number, result?: any, error?: string, message?: string, method?: string, params?: any }} Message */

/**
 * Starts Firefox with a new profile.
 * @param {string} program its path
 */
export async function launch(program) {
  const profile = mkdtempSync(join(tmpdir(), 'draftpane-firefox-'));
  const lines = Object.entries(preferences).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`);
  writeFileSync(join(profile, 'user.js'), lines.join('\n'));
  const child = spawn(program, ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    // As root, Firefox wants a home of its own.
    env: { ...process.env, HOME: profile, MOZ_CRASHREPORTER_DISABLE: '1' },
  });
  const socket = new WebSocket(`${await listening(child)}/session`, { perMessageDeflate: false });
  await once(socket, 'open');

  /** @type {Map<number, { resolve: (result: any) => void, reject: (error: Error) => void }>} */
  const asked = new Map();
  /** @type {((method: string, params: any) => void)[]} */
  const listeners = [];
  socket.on('message', (data) => {
    const message = /** @type {Message} */ (JSON.parse(String(data)));
    if (message.type === 'event') {
      for (const listener of listeners) listener(message.method ?? '', message.params);
      return;
    }
    const waiting = asked.get(message.id ?? -1);
    asked.delete(message.id ?? -1);
    if (message.type === 'error') waiting?.reject(new Error(`${message.error}: ${message.message}`));
    else waiting?.resolve(message.result);
  });
  let last = 0;
  /** @param {string} method @param {object} params @returns {Promise<any>} */
  const ask = (method, params) =>
    new Promise((resolve, reject) => {
      asked.set(++last, { resolve, reject });
      socket.send(JSON.stringify({ id: last, method, params }));
    });
  await ask('session.new', { capabilities: {} });
  await ask('session.subscribe', { events: ['network.beforeRequestSent', 'browsingContext.userPromptOpened', 'browsingContext.contextCreated', 'browsingContext.load', 'browsingContext.downloadWillBegin', 'log.entryAdded'] });

  return {
    /** @param {(method: string, params: any) => void} listener hears of every event */
    listen: (listener) => void listeners.push(listener),

    /** Someone who was never here: what their tabs store is their own. @returns {Promise<string>} */
    user: async () => (await ask('browser.createUserContext', {})).userContext,

    /** Opens a page in a new tab. @param {string} url @param {string} [user] whose tab it is */
    async open(url, user) {
      const { context } = await ask('browsingContext.create', { type: 'tab', ...(user && { userContext: user }) });
      /** @param {import('../browsers/actions.mjs').Source[]} actions */
      const perform = (actions) => ask('input.performActions', { context, actions });
      await ask('browsingContext.navigate', { context, url, wait: 'complete' });
      return {
        /**
         * Runs a function in the page.
         * @template T, A
         * @param {(argument: A) => T} work
         * @param {A} [argument] handed over as JSON, like the result
         * @returns {Promise<Awaited<T>>}
         */
        async evaluate(work, argument) {
          const functionDeclaration = `async (json) => JSON.stringify(await (${work})(JSON.parse(json)))`;
          const given = [{ type: 'string', value: JSON.stringify(argument ?? null) }];
          const answer = await ask('script.callFunction', { functionDeclaration, arguments: given, target: { context }, awaitPromise: true, userActivation: true });
          if (answer.type === 'exception') throw new Error(answer.exceptionDetails.text);
          return answer.result.value && JSON.parse(answer.result.value);
        },

        /** Types into what has the focus. @param {string} text @returns {Promise<unknown>} */
        type: (text) => perform(type(text)),

        perform,
        reload: () => ask('browsingContext.reload', { context, wait: 'complete' }),
        picture: async () => Buffer.from((await ask('browsingContext.captureScreenshot', { context })).data, 'base64'),

        close: () => ask('browsingContext.close', { context }),
      };
    },

    async close() {
      const closed = once(child, 'close');
      socket.terminate();
      child.kill();
      await closed;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/**
 * The address that Firefox says it listens on.
 * @param {import('node:child_process').ChildProcessByStdio<null, null, import('node:stream').Readable>} child
 * @returns {Promise<string>}
 */
function listening(child) {
  return new Promise((resolve, reject) => {
    const said = createInterface({ input: child.stderr });
    said.on('line', (line) => {
      const address = line.match(/WebDriver BiDi listening on (\S+)/)?.[1];
      if (address) resolve(address);
    });
    child.on('error', reject);
    child.on('close', (code) => reject(new Error(`Firefox ended with ${code}`)));
  });
}
