/**
 * The service worker: stores the page, so that it opens without a network. before this text,
 * scripts/offline.mjs writes `page`: its version, `core` (paths of what the first load needs), `rest` and `large` (what is loaded
 * later, and the largest of it).
 *
 * One cache holds one version of the page, and a page that is open goes on with its own. A new version is installed beside the
 * old one and takes over when no page is open, or when the only one is loaded again.
 */

const worker = /** @type {any} */ (globalThis);
const { registration, clients } = worker;
/** @type {{ version: string, core: string[], rest: string[], large: string[] }} */
const { version, core, rest, large } = worker.page;
const { scope } = registration;
/** Other pages of the origin may have caches, too. */
const prefix = `draftpane ${scope} `;
const name = prefix + version;
const paths = new Set([...core, ...rest, ...large]);
/** Served as a page without an origin: Chromium asks no service worker for a frame that has the attribute `sandbox`. */
const sandboxed = 'sandboxed-diagram.html';
/** On the machine of those who build the page, the build of a moment ago is wanted. */
const isBuiltHere = ['127.0.0.1', 'localhost', '[::1]'].includes(location.hostname);
/** How long an update may take there, in milliseconds. */
const patience = 10_000;

worker.addEventListener('install', (/** @type {any} */ event) => event.waitUntil(Promise.all(core.map(store))));

worker.addEventListener('activate', (/** @type {any} */ event) => event.waitUntil((async () => {
  for (const other of await caches.keys()) if (other.startsWith(prefix) && other !== name) await caches.delete(other);
  await clients.claim();
})()));

worker.addEventListener('message', (/** @type {any} */ event) => {
  const { data } = event;
  if (data.takeOver) worker.skipWaiting();
  if (data.fill) event.waitUntil(fill(data.large));
});

worker.addEventListener('fetch', (/** @type {any} */ event) => {
  const { request } = event;
  const { href, pathname } = new URL(request.url);
  if (request.method !== 'GET' || !href.startsWith(scope)) return;
  const path = pathname.slice(new URL(scope).pathname.length).replace(/^index\.html$/, '');
  if (path === sandboxed) event.respondWith(isolated());
  else if (path === '' && request.mode === 'navigate') event.respondWith(opened(request));
  else if (paths.has(path)) event.respondWith(stored(path));
});

/**
 * Stores a file, unless it is there.
 * @param {string} path
 * @returns {Promise<Response>}
 */
async function store(path) {
  const cache = await caches.open(name);
  const url = new URL(path, scope);
  // Another version has the same file if its name says so.
  const isNamed = path.startsWith('assets/');
  const found = isNamed ? await caches.match(url, { ignoreVary: true }) : await cache.match(url, { ignoreVary: true });
  const response = found ?? await fetch(url, { cache: isNamed ? 'default' : 'no-cache' });
  if (!response.ok) throw new Error(`${response.status} from ${url}`);
  // A page that is opened must not be what was redirected.
  const plain = response.redirected ? new Response(response.body, response) : response;
  await cache.put(url, plain.clone());
  return plain;
}

/** @param {string} path */
async function stored(path) {
  const found = await (await caches.open(name)).match(new URL(path, scope), { ignoreVary: true });
  return found ?? store(path);
}

/** Stores what may be needed later, one file after the other. @param {boolean} isLarge whether the largest, too */
async function fill(isLarge) {
  for (const path of isLarge ? [...rest, ...large] : rest) await stored(path).catch(() => {});
}

/** The page, in this version unless the next one can take over. @param {Request} request */
async function opened(request) {
  if (isBuiltHere) await Promise.race([updated(), new Promise((resolve) => setTimeout(resolve, patience))]);
  if (!registration.waiting || !(await isOnly(request))) return stored('');
  registration.waiting.postMessage({ takeOver: true });
  // An empty page, which asks for no icon, opens the page again, after a second: a worker that is asked all the time is never
  // done, and the next one waits for it.
  return new Response('<!doctype html><link rel="icon" href="data:,">', { headers: { 'Content-Type': 'text/html', Refresh: '1' } });
}

async function updated() {
  await registration.update().catch(() => {});
  const { installing } = registration;
  if (installing) await new Promise((resolve) => installing.addEventListener('statechange', resolve, { once: true }));
}

/** Whether nobody writes in another tab: no page is open, or the only one is loaded again. @param {Request} request */
async function isOnly(request) {
  /** @type {{ url: string, frameType: string }[]} */
  const windows = await clients.matchAll({ type: 'window', includeUncontrolled: true });
  const pages = windows.filter(({ url, frameType }) => url.startsWith(scope) && frameType !== 'nested');
  return pages.length === 0 || (pages.length === 1 && request.cache !== 'default');
}

/** The page for diagrams, which gets no origin by its policy. */
async function isolated() {
  const path = [...paths].find((path) => /\/diagram-[^/]*\.html$/.test(path)) ?? '';
  const page = await stored(path);
  return new Response(page.body, { headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': 'sandbox allow-scripts' } });
}
