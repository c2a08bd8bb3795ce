/** The author's page in WebKit: GTK's, which has the engine of Safari. */
import { after, before } from 'node:test';
import { serve } from '../../scripts/site.mjs';
import { ways } from '../browsers/ways.mjs';
import { launch } from './webdriver.mjs';

/** @type {Awaited<ReturnType<typeof launch>>} */
let webkit;
/** @type {Awaited<ReturnType<typeof serve>>} */
let site;
before(async () => {
  site = await serve({ port: 5460 });
  webkit = await launch({ driver: process.env.WEBKIT_DRIVER ?? 'WebKitWebDriver', browser: process.env.MINIBROWSER_PATH ?? 'MiniBrowser' });
});
after(async () => {
  webkit?.close();
  await site?.close();
});

ways('webkit', () => webkit.open(site.url));
