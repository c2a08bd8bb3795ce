/**
 * Light or dark, as the pane is: for themes that a script of theirs would tell, and where the pane is not as the browser.
 */

const ATTRIBUTES = ['data-bs-theme', 'data-theme', 'data-color-scheme', 'data-mode', 'data-color-mode'];

/**
 * @param {Document} page about to be shown
 * @param {string} html as Hugo made it
 * @param {'light' | 'dark'} scheme
 */
export function dress(page, html, scheme) {
  const root = page.documentElement;
  const sheets = [...page.querySelectorAll('style')];
  const css = sheets.map((sheet) => sheet.textContent).join('\n');
  for (const name of ATTRIBUTES) {
    // Named once, it is the site's own choice: no button or script of the page changes it.
    const isFixed = /^(?:light|dark)$/.test(root.getAttribute(name) ?? '') && html.split(name).length === 2;
    if (css.includes(`[${name}=`) && !isFixed && root.getAttribute(name) !== scheme) root.setAttribute(name, scheme);
  }
  for (const element of [root, page.body]) {
    const isNamed = new RegExp(`(?:${element === root ? ':root|html|(?:^|[\\s,}])' : 'body'})\\.dark(?![\\w-])`).test(css);
    if (isNamed || element.classList.contains('dark')) element.classList.toggle('dark', scheme === 'dark');
  }
  if (/(?<!prefers-)color-scheme\s*:[^;}]*dark/.test(`${css}${root.getAttribute('style')}`)) root.style.setProperty('color-scheme', scheme);
  if (matchMedia('(prefers-color-scheme: dark)').matches === (scheme === 'dark')) return;
  for (const sheet of sheets) sheet.textContent = swapped(sheet.textContent ?? '');
  for (const element of page.querySelectorAll('[media]')) element.setAttribute('media', swapped(element.getAttribute('media') ?? ''));
}

/** The frame's own queries answer for the browser: light is dark there, and dark light. @param {string} text */
const swapped = (text) => text.replace(/(prefers-color-scheme\s*:\s*)(dark|light)/gi, (_, query, value) => query + (value.toLowerCase() === 'dark' ? 'light' : 'dark'));
