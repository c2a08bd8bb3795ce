/** The author's page as it is built: code, formulas and diagrams, under its own policy. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { comes, openSite, replaceText, screenshot } from './site.mjs';

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

const POST = `---
title: "How high, and how fast"
date: 2026-04-02
---

The level follows a curve, which a formula tells well enough:

\`\`\`math
h(t) = h_0 + \\frac{r}{2} \\cos\\left(\\frac{2\\pi t}{T}\\right), \\qquad T \\approx 12.42\\,\\text{h}
\`\`\`

\`\`\`js
// Metres above chart datum, t hours after high water.
const PERIOD = 12.42;
export function height(t, { mean, range }) {
  return mean + (range / 2) * Math.cos((2 * Math.PI * t) / PERIOD);
}
\`\`\`

\`\`\`mermaid
graph LR
  H[High water] -->|6 h 12 min| L[Low water]
  L -->|6 h 13 min| H
\`\`\`
`;

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  test(`a post with all three, ${colorScheme}`, () =>
    site.visit(async ({ page }) => {
      await replaceText(page, POST);
      await page.waitForFunction(() => {
        const root = document.querySelector('draft-pane')?.shadowRoot;
        const [formula, picture] = [...(root?.querySelectorAll('.enhanced') ?? [])].map((added) => added.shadowRoot?.firstElementChild?.shadowRoot?.firstElementChild);
        return formula?.className === 'katex-display' && /** @type {HTMLImageElement} */ (picture)?.naturalWidth > 0 && CSS.highlights.get('draftpane-keyword')?.size;
      }, null, { timeout: 20_000 });
      await page.evaluate(() => document.fonts.ready);
      const fonts = await page.evaluate(() => [...document.fonts].filter(({ status }) => status === 'error').map(({ family }) => family));
      assert.deepEqual(fonts, []);
      await page.evaluate(() => void (/** @type {Element} */ (document.querySelector('draft-pane')).scrollTop = 160));
      await screenshot(page, `enhanced-${colorScheme}`);
      await comes(() => page.locator('draft-pane .enhanced').count(), 2);
    }, { colorScheme }));
}

test('a post with none of them loads no library', () =>
  site.visit(async ({ page, context }) => {
    /** @type {string[]} */
    const requests = [];
    context.on('request', (request) => requests.push(request.url()));
    // The editor loads its search when it has the focus, which is no matter of the post.
    await replaceText(page, 'Words.\n');
    await page.waitForLoadState('networkidle');
    requests.length = 0;
    await replaceText(page, 'Words, and `code` in a line.\n\n    indented\n');
    await page.waitForTimeout(1500);
    assert.deepEqual(requests.filter((url) => /katex|mermaid|diagram|index-/.test(url)), []);
  }));
