/** Hugo on the author's page, by a stand-in at the place where the page's server has real Hugo: states, answers, problems, the published view. */
import { after, before, test } from 'node:test';
import { comes, openSite, place } from './site.mjs';
import { blog, folders, openFolder, openPost, writeInto } from './site-folders.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

/** The stand-in: it makes of each shortcode its name, and tells `window` what it was asked. */
const standIn = `
export class Hugo {
  static async start({ worker, wasm }) {
    window.hugo = { calls: [], wasm: wasm.href, closed: false, refuse: window.hugo?.refuse };
    await new Promise((resolve) => { worker.onmessage = resolve; worker.postMessage('hello'); });
    return new Hugo();
  }
  memory = 0;
  async open(files) { window.hugo.calls.push(['open', files.size]); return []; }
  async write(files) { window.hugo.calls.push(['write', ...files.keys()]); }
  async shortcodes(path, text) {
    if (window.hugo.refuse) throw new Error('Hugo ran out of paper. Start Hugo again.');
    const shortcodes = [...text.matchAll(/\\{\\{< (\\w+) >\\}\\}/g)].map(([source, name]) => ({ source, output: name === 'bad' ? null : '<b>made of ' + name + '</b>', embedded: false }));
    const line = text.split('\\n').findIndex((each) => each.includes('{{< bad >}}')) + 1;
    const open = /title: "\\w/.test(text) ? [{ severity: 'error', message: 'an open quote', file: path, line: 2, column: 8 }] : [];
    const problems = line === 0 ? open : [
      ...open,
      { severity: 'warning', message: 'an old theme', file: null, line: null, column: null },
      { severity: 'error', message: 'no such shortcode', file: path, line, column: 1 },
      { severity: 'error', message: 'no title', file: 'content/blog/ebb/index.md', line: 2, column: 1 },
      { severity: 'warning', message: 'an old name', file: 'layouts/_shortcodes/note.html', line: 4, column: 2 },
    ];
    return { shortcodes, hooks: false, problems, milliseconds: 1 };
  }
  async blocks(path, text, offsets) { return { blocks: offsets.map(() => null), problems: [], milliseconds: 1 }; }
  async render(path, text) { return { page: '<!doctype html><title>x</title><main>In the theme: ' + path + '</main>', content: '', file: 'x/index.html', problems: [], milliseconds: 1 }; }
  async read() { return null; }
  close() { window.hugo.closed = true; }
}`;

/** @param {Page} page @param {string | null} version */
async function withHugo(page, version) {
  await page.route('**/hugo/about.json', (route) => route.fulfill({ json: { version } }));
  await page.route('**/hugo/hugo.js', (route) => route.fulfill({ contentType: 'text/javascript', body: standIn }));
  await page.route('**/hugo/worker.js', (route) => route.fulfill({ contentType: 'text/javascript', body: 'onmessage = ({ data }) => postMessage(data);' }));
  await writeInto(page, blog);
  await openFolder(page);
}

/** @param {Page} page @param {string} state */
const isIn = (page, state) => page.waitForFunction((state) => document.getElementById('hugo-state')?.dataset.state === state, state);

/** @param {Page} page */
const problems = (page) => page.locator('#problem-list .problem-lead').evaluateAll((all) => all.map((each) => `${each.querySelector('.problem-place')?.textContent} ${each.querySelector('.problem-message')?.textContent}`));

const start = '---\ntitle: A walk on the mole\ndescription: Stones\ndate: 2026-05-03\n---\n\n';

test('without Hugo one sentence says how to get it, and nothing else is missing', () => site.visit(async ({ page }) => {
  await withHugo(page, null);
  await openPost(page, 'A walk');
  await isIn(page, 'none');
  await page.getByRole('button', { name: 'Without Hugo' }).click();
  await page.getByText('Shortcodes of the site are placeholders without Hugo. `npm run build:hugo` makes it; load the page again afterwards.').waitFor();
  await comes(() => page.getByRole('button', { name: 'As published' }).count(), 0);
  await page.locator('#show-more').click();
  await comes(() => page.locator('[data-command="published"]').count(), 0);
}, folders));

test('with Hugo, started by a frame under the strict policy, shortcodes are shown, and its problems are at their places or name the template', () => site.visit(async ({ page }) => {
  await withHugo(page, '0.168.0');
  await openPost(page, 'A walk');
  await isIn(page, 'ready');
  await place(page, `${start}{{< tide >}}\n\n{{< bad >}}\n‸`);
  await page.locator('draft-pane b', { hasText: 'made of tide' }).waitFor();
  await comes(() => problems(page), ['9:1 no such shortcode', '1:1 layouts/_shortcodes/note.html, line 4: an old name']);
  await page.getByRole('button', { name: 'Hugo is ready' }).click();
  // Another post has its problems where it is open.
  await page.getByText('come from real Hugo. It warns about the site: an old theme · content/blog/ebb/index.md, line 2: no title').waitFor();
  await place(page, `${start}{{< tide >}}\n‸`);
  await comes(() => problems(page), []);
  await page.getByRole('button', { name: 'Hugo is ready' }).click();
  await page.getByText('Shortcodes of the site, its render hooks and its pages come from real Hugo.').waitFor();
}, folders));

test('front matter that nobody can read is a problem once', () => site.visit(async ({ page }) => {
  await withHugo(page, '0.168.0');
  await openPost(page, 'A walk');
  await isIn(page, 'ready');
  await place(page, '---\ntitle: "A walk\n---\n\n{{< bad >}}\n‸');
  await comes(() => problems(page), [
    '2:8 The value of title begins with a quote that is never closed: add " at its end.',
    '5:1 no such shortcode', '1:1 layouts/_shortcodes/note.html, line 4: an old name',
  ]);
  await comes(() => page.locator('#draft-file').textContent(), 'content/blog/walk.md');
}, folders));

test('the page as published is a key away, and a button', () => site.visit(async ({ page }) => {
  await withHugo(page, '0.168.0');
  const button = page.getByRole('button', { name: 'As published' });
  await comes(() => button.isDisabled(), true);
  await openPost(page, 'A walk');
  await isIn(page, 'ready');
  const shown = page.locator('draft-pane iframe').first().contentFrame().getByText('In the theme: content/blog/walk.md');
  await page.keyboard.press('Alt+Shift+V');
  await shown.waitFor();
  await comes(() => button.getAttribute('aria-pressed'), 'true');
  // It is printed without the page around it.
  await page.evaluate(() => (window.print = () => document.body.setAttribute('data-printed', '')));
  const frame = await (await page.locator('draft-pane iframe').first().elementHandle())?.contentFrame();
  await frame?.evaluate(() => (window.print = () => document.body.setAttribute('data-printed', '')));
  await page.locator('.cm-content').press('Control+p');
  await page.locator('draft-pane iframe').first().contentFrame().locator('body[data-printed]').waitFor();
  await comes(() => page.locator('body[data-printed]').count(), 0);
  await button.click();
  await page.locator('draft-pane h1', { hasText: 'A walk on the mole' }).waitFor();
  await comes(() => button.getAttribute('aria-pressed'), 'false');
}, folders));

test('Hugo has what is written to the site, and ends with it', () => site.visit(async ({ page, wrong }) => {
  await withHugo(page, '0.168.0');
  await openPost(page, 'A walk');
  await isIn(page, 'ready');
  await page.getByRole('button', { name: 'New post' }).click();
  await page.locator('#question input').fill('Fog');
  await page.locator('#question input').press('Enter');
  await page.waitForFunction(() => /** @type {any} */ (window).hugo.calls.some((/** @type {string[]} */ call) => String(call) === 'write,content/blog/fog/index.md,content/blog/fog/cover.svg'));
  await page.locator('#show-more').click();
  await page.locator('[data-command="close-folder"]').click();
  await page.waitForFunction(() => /** @type {any} */ (window).hugo.closed);
  await comes(() => page.locator('#hugo-state, #hugo-view').count(), 0);
  // Without its site the draft has no picture.
  wrong.splice(0, wrong.length, ...wrong.filter((what) => !what.includes('cover.svg')));
}, folders));

test('where Hugo fails, the preview goes on, and a click says why', () => site.visit(async ({ page }) => {
  await page.evaluate(() => Object.assign(window, { hugo: { refuse: true } }));
  await withHugo(page, '0.168.0');
  await openPost(page, 'A walk');
  await isIn(page, 'failed');
  await page.getByRole('button', { name: 'Hugo failed' }).click();
  await page.locator('.notice-error').getByText('Hugo stopped. Your preview goes on without it. Hugo ran out of paper.').waitFor();
  await place(page, `${start}Still *here*.‸`);
  await page.locator('draft-pane em', { hasText: 'here' }).waitFor();
}, folders));
