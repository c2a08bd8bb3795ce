/** The post before it is printed: all of it is drawn, and its pictures are there. */

/** How long to wait for both, in milliseconds: a host may never answer. */
const patience = 10_000;

/** @param {import('../../draft-pane.js').DraftPane} pane */
export function readyForPaper(pane) {
  return Promise.race([drawn(pane), new Promise((resolve) => setTimeout(resolve, patience))]);
}

/** @param {import('../../draft-pane.js').DraftPane} pane */
async function drawn(pane) {
  await pane.ready;
  await pane.enhanceAll();
  const images = [.../** @type {ShadowRoot} */ (pane.shadowRoot).querySelectorAll('img')].filter((image) => image.hasAttribute('src'));
  for (const image of images) image.loading = 'eager';
  await Promise.allSettled([document.fonts.ready, ...images.map((image) => image.decode())]);
}
