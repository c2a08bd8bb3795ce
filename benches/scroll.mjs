/** Scrolling together: how far the preview is from the true place of what the editor shows at its upper edge. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inChromium } from './chromium.mjs';
import { quantile } from './figures.mjs';
import { post } from './post.mjs';

const POSTS = 20;
/** Positions of the leader in each post. */
const PLACES = 60;
/** How late pictures come, in milliseconds. */
const LATE = 1500;

const folder = process.env.DRAFTPANE_SHARED ? join(process.env.DRAFTPANE_SHARED, 'posts') : '';
const rule = 'of 6,000 to 40,000 characters with at least two of an image, a table and code of 15 lines, at most five of a site, the first in the order of the SHA-256 of their paths';

/** @param {string} text */
function matters(text) {
  const fences = [...text.matchAll(/^```[^\n]*\n([^]*?)^```/gm)];
  const has = [/!\[/.test(text), /^ *\|? *:?-+:? *\|/m.test(text), fences.some(([, code]) => code.split('\n').length > 15)];
  return text.length >= 6000 && text.length <= 40_000 && has.filter(Boolean).length >= 2;
}

/** @returns {{ name: string, text: string }[]} */
function realPosts() {
  const hash = (/** @type {string} */ name) => createHash('sha256').update(name).digest('hex');
  /** @type {Record<string, number>} */
  const ofSite = {};
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md')).map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8').replaceAll('\r', '') }))
    .filter(({ text }) => matters(text)).sort((a, b) => (hash(a.name) < hash(b.name) ? -1 : 1))
    .filter(({ name }) => (ofSite[name.split('/')[0]] = (ofSite[name.split('/')[0]] ?? 0) + 1) <= 5);
}

/** Made-up ones, each sixth block followed by a picture. */
const madeUp = () => Array.from({ length: POSTS }, (_, seed) => ({
  name: `${seed}`,
  text: post(12_000, { seed: seed + 1, frontMatter: true }).split('\n\n').map((block, at) => (at % 6 === 5 ? `${block}\n\n![Picture ${at}](picture-${at}.png)` : block)).join('\n\n'),
}));

/** A picture of a size that its address decides: a badge, or one of a width and height of its own. @param {string} url */
function picture(url) {
  const [kind, width, height, shade] = createHash('sha256').update(url).digest();
  const [x, y] = kind % 5 === 0 ? [60 + (width % 60), 20] : [200 + 4 * width, 80 + 3 * height];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${x}" height="${y}"><rect width="${x}" height="${y}" fill="hsl(${shade} 60% 60%)"/></svg>`;
}

/**
 * Pictures come late, from wherever they are; nothing else comes from elsewhere.
 * @param {import('./chromium.mjs').Page} page
 */
async function servePictures(page) {
  const { origin } = new URL(page.url());
  await page.route('**/*', async (route) => {
    const request = route.request();
    if (request.resourceType() === 'image') {
      await new Promise((resolve) => setTimeout(resolve, LATE));
      await route.fulfill({ contentType: 'image/svg+xml', body: picture(request.url()) }).catch(() => {});
    } else if (new URL(request.url()).origin === origin) await route.continue();
    else await route.abort();
  });
}

/** @typedef {{ off: number[], end: number[], held: number[] }} Misses in CSS pixels */

/** @param {{ quick: boolean }} options @returns {Promise<import('./report.mjs').Table[]>} */
export default async function scroll({ quick }) {
  const isReal = existsSync(folder);
  const posts = (isReal ? realPosts() : madeUp()).slice(0, quick ? 4 : POSTS);
  const subjects = [
    { name: '**draftpane**', page: 'draft-pane:codemirror' },
    { name: "VS Code's method", page: 'vscode' },
  ].map((subject) => ({ ...subject, editor: none(), preview: none() }));
  let height = 0;
  let pictures = 0;

  await inChromium(async (open) => {
    for (const { text } of posts) {
      for (const subject of subjects) {
        const page = await open(subject.page);
        await servePictures(page);
        await page.evaluate((text) => bench.together(text), text);
        for (const leader of /** @type {const} */ (['editor', 'preview'])) {
          const box = await page.locator(`#${leader} > *`).first().boundingBox();
          if (!box) throw new Error(`There is no ${leader}.`);
          await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
          // The side whose wheel turns leads from then on.
          await page.mouse.wheel(0, 10);
          await page.evaluate(() => bench.followed.still());
          if (leader === 'editor') {
            // Somebody has scrolled on before the pictures are there.
            await page.evaluate(() => bench.followed.to('editor', 0.4));
            const count = await page.evaluate(loaded);
            if (subject === subjects[0]) pictures += count;
            await page.evaluate(() => bench.followed.still());
            subject.editor.held.push(await page.evaluate(() => (bench.followed.again(), bench.followed.off('editor'))));
          }
          const followed = await page.evaluate(([leader, count]) => bench.followed.follow(leader, count), /** @type {const} */ ([leader, quick ? 20 : PLACES]));
          subject[leader].off.push(...followed.off);
          subject[leader].end.push(followed.end);
          height = followed.height;
        }
        await page.context().close();
      }
    }
  });

  return [{
    title: 'Scrolling together',
    note: `Chromium, CodeMirror with wrapped lines beside the preview, ${posts.length} ${isReal ? `real posts (${rule})` : 'made-up posts'} with ${pictures} pictures that come late. CSS pixels between the upper edge of the preview and the true place of what the editor has at its own, found by marks in the text that change nothing but where they come out; at ${quick ? 20 : PLACES} positions of the leader in each post, without its last screen, over which the ends are brought together. A line of the preview is ${height} px high. The last columns: what is left below of the follower when the leader is at its end, the most of all posts; and how far off the preview is after pictures came that were not there when one scrolled.`,
    columns: ['method', 'who leads', 'median', 'p95', 'max', 'more than a line off', 'left at the end', 'after late pictures, max'],
    rows: subjects.flatMap((subject) => (/** @type {const} */ (['editor', 'preview'])).map((leader) => {
      const { off, end, held } = subject[leader];
      return [
        subject.name, leader, ...figures(off),
        `${((100 * off.filter((miss) => miss > height).length) / off.length).toFixed(1)} %`,
        pixels(Math.max(...end)), held.length > 0 ? pixels(Math.max(...held)) : '',
      ];
    })),
  }];
}

/** @returns {Misses} */
const none = () => ({ off: [], end: [], held: [] });

const pixels = (/** @type {number} */ value) => `${value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString('en')} px`;

/** @param {number[]} misses */
const figures = (misses) => [quantile(misses, 0.5), quantile(misses, 0.95), Math.max(...misses)].map(pixels);

/** Waits for all pictures; runs in the page. */
async function loaded() {
  const images = [...bench.subject.content().querySelectorAll('img')];
  for (const image of images) image.loading = 'eager';
  await Promise.all(images.map((image) => image.complete || new Promise((done) => (image.onload = image.onerror = done))));
  return images.length;
}
