/** Stylesheets of the author's site by their addresses: fetched without a trace, remembered, and refused with a reason. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { openSite, ready, replaceText, screenshot } from './site.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** Another host, by its port, whose stylesheets other pages may read unless their names say otherwise. */
const host = createServer((request, response) => {
  seen.push(request.headers);
  const { pathname } = new URL(request.url ?? '', 'http://any');
  const [body, type] = files[pathname] ?? [null, 'text/plain'];
  response.writeHead(body === null ? 404 : 200, { 'Content-Type': type, ...pathname !== '/closed.css' && { 'Access-Control-Allow-Origin': '*' } });
  response.end(body ?? 'no');
});
/** @type {import('node:http').IncomingHttpHeaders[]} */
const seen = [];
/** @type {Record<string, [body: string, type: string]>} */
const files = {
  '/look/harbour.css': ['body { color: rgb(1, 2, 3); background: url(sea.png) }\nh2 { color: rgb(4, 5, 6) }', 'text/css; charset=utf-8'],
  '/closed.css': ['body { color: red }', 'text/css'],
  '/page': ['<!doctype html><p>Hello</p>', 'text/html'],
  '/empty.css': ['/* nothing yet */', 'text/css'],
  '/raw.css': ['body { color: rgb(7, 8, 9) }', 'text/plain'],
};
let elsewhere = '';

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => {
  site = await openSite();
  host.listen(0, '127.0.0.1');
  await once(host, 'listening');
  elsewhere = `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (host.address()).port}`;
});
after(async () => {
  await site.close();
  host.closeAllConnections();
  host.close();
});

/** Waits until the words of the post have a colour. @param {Page} page @param {string} colour */
const coloured = (page, colour) => page.waitForFunction((wanted) => {
  const word = /** @type {any} */ (document.querySelector('draft-pane')).shadowRoot.querySelector('.body p');
  return word && getComputedStyle(word).color === wanted;
}, colour);

/** @param {Page} page */
async function openSettings(page) {
  await page.keyboard.press('Control+,');
  const dialog = page.locator('#settings[open]');
  await dialog.waitFor();
  return dialog;
}

/** Adds a stylesheet by its address. @param {Page} page @param {string} address */
async function add(page, address) {
  await page.locator('#setting-style-address').fill(address);
  await page.locator('#setting-style-address').press('Enter');
}

test('a stylesheet is added by its address, is there without its host, and loaded again by a click', () => site.visit(async ({ page, wrong }) => {
  await replaceText(page, 'A *word*.\n');
  const dialog = await openSettings(page);
  seen.length = 0;
  await add(page, `${elsewhere}/look/harbour.css`);
  await coloured(page, 'rgb(1, 2, 3)');
  await dialog.getByText('Posts are shown in it.').waitFor();
  await screenshot(page, 'settings-stylesheet');
  // The request says nothing of the author.
  const [{ cookie, referer, origin }] = seen;
  assert.deepEqual([cookie, referer, origin], [undefined, undefined, new URL(site.url).origin]);
  // A relative address is one of the stylesheet's host.
  await page.waitForFunction((image) => {
    const body = /** @type {any} */ (document.querySelector('draft-pane')).shadowRoot.querySelector('.body');
    return getComputedStyle(body).backgroundImage === image;
  }, `url("${elsewhere}/look/sea.png")`);

  await page.route(`${elsewhere}/**`, (route) => route.abort());
  await page.reload();
  await ready(page);
  await coloured(page, 'rgb(1, 2, 3)');
  await page.unroute(`${elsewhere}/**`);

  files['/look/harbour.css'] = ['body { color: rgb(9, 9, 9) }', 'text/css'];
  await openSettings(page);
  await dialog.getByRole('button', { name: /^Load “.*harbour\.css” again$/ }).click();
  await coloured(page, 'rgb(9, 9, 9)');
  await dialog.getByRole('button', { name: /^Remove “.*harbour\.css”$/ }).click();
  await dialog.getByText('Drop a stylesheet').waitFor();
  wrong.length = 0;
}));

test('a stylesheet that cannot be added says why, and nothing changes', () => site.visit(async ({ page, wrong, context }) => {
  await replaceText(page, 'A *word*.\n');
  await openSettings(page);
  /** @type {[address: string, reason: RegExp][]} */
  const refused = [
    [`${elsewhere}/nowhere.css`, /nothing at this address \(404\)/],
    [`${elsewhere}/closed.css`, /does not let other pages read it/],
    [`${elsewhere}/page`, /not a stylesheet: the server sends text\/html/],
    [`${elsewhere}/empty.css`, /no rules of CSS/],
    ['http://example.org/style.css', /must begin with https:/],
    ['ftp://example.org/style.css', /not the address of a stylesheet/],
    ['http://127.0.0.1:9/style.css', /“127\.0\.0\.1:9” does not answer/],
  ];
  const state = page.locator('#setting-style-state');
  for (const [address, reason] of refused) {
    await add(page, address);
    await state.getByText(reason).waitFor();
    assert.equal(await page.locator('#setting-style-address').getAttribute('aria-invalid'), 'true', address);
  }
  await context.setOffline(true);
  await add(page, `${elsewhere}/raw.css`);
  await state.getByText('There is no network').waitFor();
  await context.setOffline(false);
  await page.locator('#settings').getByText('Drop a stylesheet').waitFor();
  // Hosts of source code send all texts as plain text.
  await add(page, `${elsewhere}/raw.css`);
  await coloured(page, 'rgb(7, 8, 9)');
  wrong.length = 0;
}));
