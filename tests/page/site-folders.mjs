/** Folders of sites for tests: real handles of the origin's own file system, which stands for the disk. */

/** @typedef {import('playwright-core').Page} Page */

/** For `visit`, to run before the page's own script: the dialog of folders gives the folder `window.chosenFolder`. */
export const folders = {
  hasPickers: true,
  script: () => Object.assign(window, {
    chosenFolder: 'blog',
    showDirectoryPicker: async () => (await navigator.storage.getDirectory()).getDirectoryHandle(/** @type {any} */ (window).chosenFolder),
  }),
};

export const picture = '<svg xmlns="http://www.w3.org/2000/svg" width="320" height="120"><rect width="320" height="120" fill="#9cc4e4"/></svg>';

/** A site with the layout of Doks: page bundles, configuration in files, two languages in one folder. @type {Record<string, string>} */
export const blog = {
  'config/_default/hugo.toml': 'baseURL = "https://harbour.example/"\ndefaultContentLanguage = "en"\nenableEmoji = true\n[languages.en]\n[languages.de]\n',
  'config/_default/params.toml': 'color = "blue"\n',
  'content/_index.md': '---\ntitle: Harbour notes\n---\n',
  'content/about.md': '+++\ntitle = "About the harbour"\n+++\n',
  'content/blog/_index.md': '---\ntitle: All notes\n---\n',
  'content/blog/ebb/index.md': '---\r\ntitle: Ebb and flood\r\ndate: 2026-05-03\r\ntags: [tides, "North Sea"]\r\n---\r\n\r\n:smile: ![Low](low.svg) ![Chart](/charts/chart.svg) ![Map](maps/map.svg)\r\n',
  'content/blog/ebb/low.svg': picture,
  'content/blog/ebb/index.de.md': '---\ntitle: Ebbe und Flut\ndate: 2026-05-03\n---\n',
  'content/blog/walk.md': '---\ntitle: A walk on the mole\ndate: 2026-07-01\ndraft: true\ntags: [tides, walks]\ncategories: [Outdoors]\n---\n\nStones.\n',
  'content/docs/guide/first/index.md': '---\ntitle: First steps\n---\n',
  'static/charts/chart.svg': picture,
  'assets/maps/map.svg': picture,
  'layouts/_shortcodes/note.html': '<aside class="{{ .Get "kind" }}" title="{{ .Get "title" }}">{{/* .Get "old" */}}{{ .Inner }}</aside>',
  'layouts/shortcodes/old/tide.html': '{{ .Get 0 }} {{ .Get 1 }}',
  'archetypes/default.md': '---\ntitle: "{{ replace .Name "-" " " | title }}"\nkind: {{ .Type }}\n---\n\n',
  'archetypes/blog/index.md': '---\ntitle: {{ replace .File.ContentBaseName "-" " " | title }}\ndraft: true\n---\n\n![](cover.svg)\n',
  'archetypes/blog/cover.svg': picture,
};

/** Writes files into a folder, as another program does; null removes one. @param {Page} page @param {Record<string, string | null>} files @param {string} [folder] */
export const writeInto = (page, files, folder = 'blog') => page.evaluate(async ({ files, folder }) => {
  const root = await (await navigator.storage.getDirectory()).getDirectoryHandle(folder, { create: true });
  /** @type {Map<string, FileSystemDirectoryHandle>} */
  const known = new Map([['', root]]);
  for (const [path, content] of Object.entries(files)) {
    const names = path.split('/');
    const name = /** @type {string} */ (names.pop());
    const place = names.join('/');
    let inner = known.get(place);
    if (!inner) {
      inner = root;
      for (const each of names) inner = await inner.getDirectoryHandle(each, { create: true });
      known.set(place, inner);
    }
    if (content === null) {
      await inner.removeEntry(name);
      continue;
    }
    const stream = await (await inner.getFileHandle(name, { create: true })).createWritable();
    await stream.write(content);
    await stream.close();
  }
}, { files, folder });

/** The text of a file; null where there is none. @param {Page} page @param {string} path @param {string} [folder] @returns {Promise<string | null>} */
export const readFrom = (page, path, folder = 'blog') => page.evaluate(async ({ path, folder }) => {
  try {
    let inner = await (await navigator.storage.getDirectory()).getDirectoryHandle(folder);
    const names = path.split('/');
    const name = /** @type {string} */ (names.pop());
    for (const each of names) inner = await inner.getDirectoryHandle(each);
    return await (await (await inner.getFileHandle(name)).getFile()).text();
  } catch {
    return null;
  }
}, { path, folder });

/** Opens the folder by its command. @param {Page} page */
export async function openFolder(page) {
  await page.keyboard.press('Alt+Shift+O');
  await page.locator('#site-panel .site-row').first().waitFor();
}

/** The rows that are there, as they read. @param {Page} page @returns {Promise<string[]>} */
export const rowsOf = (page) => page.locator('#site-panel .site-row').evaluateAll((rows) => rows.map((row) => `${'  '.repeat(Number(row.ariaLevel) - 1)}${row.classList.contains('site-section') ? row.querySelector('.site-name')?.textContent + '/' : [row.querySelector('.site-title')?.textContent, ...[...row.querySelectorAll('.site-badge')].map((badge) => `[${badge.textContent}]`), row.querySelector('.site-date')?.textContent].filter(Boolean).join(' ')}`));

/** Opens a post by its title, from the search. @param {Page} page @param {string} title */
export async function openPost(page, title) {
  await page.locator('#site-panel input').fill(title);
  await page.locator('#site-panel .site-post', { hasText: title }).first().click();
  await page.waitForFunction((title) => document.querySelector('#site-panel [aria-current]')?.textContent?.includes(title), title);
  // The text gets the focus, and keys.
  await page.waitForFunction(() => document.activeElement?.id === 'editor');
  await page.locator('#site-panel input').fill('');
}
