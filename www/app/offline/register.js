/**
 * Registers the service worker, in a frame of its own, and lets it store the rest of the page. The frame's policy has no trusted
 * types, with which no service worker can be registered; its only script is this one.
 */
const { connection } = /** @type {any} */ (navigator);

try {
  await navigator.serviceWorker.register('./sw.js', { updateViaCache: 'none' });
  const { active } = await navigator.serviceWorker.ready;
  active?.postMessage({ fill: true, large: !connection?.saveData });
} catch (error) {
  console.info('The page cannot be used without a network:', error);
} finally {
  frameElement?.remove();
}
