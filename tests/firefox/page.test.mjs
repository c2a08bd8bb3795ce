/** The author's page in Firefox. */
import { after, before } from 'node:test';
import { serve } from '../../scripts/site.mjs';
import { ways } from '../browsers/ways.mjs';
import { launch } from './bidi.mjs';

/** @type {Awaited<ReturnType<typeof launch>>} */
let firefox;
/** @type {Awaited<ReturnType<typeof serve>>} */
let site;
before(async () => {
  site = await serve({ port: 5450 });
  firefox = await launch(process.env.FIREFOX_PATH ?? 'firefox-esr');
});
after(async () => {
  await firefox?.close();
  await site?.close();
});

ways('firefox', async () => {
  const user = await firefox.user();
  const tab = await firefox.open(site.url, user);
  return { ...tab, tab };
});
