/** The post on paper: all of it is drawn, nothing is cut, and headings stay with their text. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { comes, openSite, ready, replaceText } from './site.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

const filler = (/** @type {number} */ count) => Array.from({ length: count }, (_, at) => `Paragraph ${at} fills the sheet with a line or two of text, as a post does, and goes on until the line is full and the next one begins.`).join('\n\n');
const picture = '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="400"><rect width="600" height="400" fill="#9cc4e4"/></svg>';

const post = `---
title: "Printed"
description: "On paper."
date: 2026-01-17
---

${filler(12)}

## A long line of code

\`\`\`js
const line = "${'0123456789 '.repeat(20)}";
\`\`\`

${filler(8)}

| Port | Words | Height |
|------|-------|-------:|
${Array.from({ length: 60 }, (_, at) => `| Port ${at} | https://example.org/${'long-'.repeat(12)} | ${at} |`).join('\n')}

${filler(8)}

## A formula far below

\`\`\`math
h = \\frac{r}{2} \\cos t
\`\`\`

\`\`\`mermaid
graph LR
  A --> B
\`\`\`

![Map](map.svg)

A [link](https://example.org/tides) and [one below](#a-long-line-of-code).
`;

/** Keeps what is there when the page prints. @param {Page} page */
const printed = (page) => page.waitForFunction(() => /** @type {any} */ (window).printed);
const script = () => {
  window.print = () => {
    const root = document.querySelector('draft-pane')?.shadowRoot;
    const outputs = [...(root?.querySelectorAll('.enhanced') ?? [])].map((added) => added.shadowRoot?.firstElementChild?.shadowRoot?.firstElementChild);
    /** @type {any} */ (window).printed = {
      drawn: outputs.map((output) => output?.className || output?.localName),
      pictures: [...(root?.querySelectorAll('.body img') ?? [])].map((image) => /** @type {HTMLImageElement} */ (image).naturalWidth),
    };
  };
};

/** @param {Page} page @param {string} text */
async function show(page, text) {
  await page.context().route('**/map.svg', (route) => route.fulfill({ contentType: 'image/svg+xml', body: picture }));
  await replaceText(page, text);
  await page.waitForFunction(() => document.querySelector('draft-pane')?.shadowRoot?.querySelector('.body')?.ariaBusy !== 'true');
}

test('the command prints all that was never in view', () => site.visit(async ({ page }) => {
  await show(page, post);
  await page.locator('.cm-content').press('Control+Home');
  await page.keyboard.press('Control+p');
  await comes(async () => (await printed(page)).jsonValue(), { drawn: ['katex-display', 'img'], pictures: [600] });
}, { script }));

test('a picture that never comes and a diagram with a fault keep nobody from printing', () => site.visit(async ({ page, context, wrong }) => {
  await context.route('**/missing.png', (route) => route.fulfill({ status: 404 }));
  await show(page, `${filler(30)}\n\n\`\`\`mermaid\nnothing of the kind\n\`\`\`\n\n![Gone](missing.png)\n`);
  await page.keyboard.press('Control+p');
  await comes(async () => (await (await printed(page)).jsonValue()).drawn.length <= 1, true);
  wrong.length = 0;
}, { script }));

for (const [format, viewport] of Object.entries({ A4: { width: 794, height: 1123 }, Letter: { width: 816, height: 1056 } })) {
  test(`on ${format} nothing is cut: code breaks its lines, tables are as wide as the sheet and repeat their heads`, () => site.visit(async ({ page }) => {
    await show(page, post);
    await page.keyboard.press('Control+p');
    await printed(page);
    if (process.env.PRINTED) await page.pdf({ format, path: `${process.env.PRINTED}/${format}.pdf`, printBackground: true, margin: { top: '0.6in', right: '0.6in', bottom: '0.6in', left: '0.6in' } });
    await page.setViewportSize({ width: viewport.width - 115, height: viewport.height - 115 });
    await page.emulateMedia({ media: 'print' });
    const seen = await page.evaluate(() => {
      const body = /** @type {HTMLElement} */ (document.querySelector('draft-pane')?.shadowRoot?.querySelector('.body'));
      const style = (/** @type {string} */ selector) => getComputedStyle(/** @type {Element} */ (body.querySelector(selector)));
      return {
        cut: [...body.querySelectorAll('pre, table, td, img, .math-display')].filter((element) => element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX !== 'visible').length,
        wide: [...body.querySelectorAll('pre code, td, img')].filter((element) => element.getBoundingClientRect().right > body.getBoundingClientRect().right + 1).length,
        head: style('thead').display, table: style('table').display, heading: style('h2').breakAfter, row: style('tr').breakInside, formula: style('pre:has(> .enhanced)').breakInside,
      };
    });
    assert.deepEqual(seen, { cut: 0, wide: 0, head: 'table-header-group', table: 'table', heading: 'avoid', row: 'avoid', formula: 'avoid' });
  }, { script }));
}

test('addresses of links are printed on request, and remembered', () => site.visit(async ({ page }) => {
  await show(page, post);
  const addresses = () => page.evaluate(() => [...(document.querySelector('draft-pane')?.shadowRoot?.querySelectorAll('.body p > a') ?? [])].map((link) => getComputedStyle(link, '::after')).map(({ content, display }) => (display === 'none' ? 'none' : content)));
  await page.emulateMedia({ media: 'print' });
  await comes(() => addresses(), ['none', 'none']);
  await page.emulateMedia({ media: 'screen' });
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.locator('#more').getByRole('button', { name: 'Print the addresses of links', exact: true }).click();
  await page.reload();
  await ready(page);
  await page.emulateMedia({ media: 'print' });
  await page.waitForFunction(() => (document.querySelector('draft-pane')?.shadowRoot?.querySelectorAll('.body p > a').length ?? 0) === 2);
  await comes(() => addresses(), ['" (https://example.org/tides)"', 'none']);
  await page.emulateMedia({ media: 'screen' });
  await comes(() => addresses(), ['none', 'none']);
}, { script }));
