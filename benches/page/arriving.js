/** A text that arrives in chunks, at a steady pace, and what that does to the page. */

/**
 * @param {{ append(chunk: string): void, text(): string, wasm(): number }} subject
 * @param {string[]} chunks
 * @param {number} pause between two of them, in milliseconds
 */
export async function arriving(subject, chunks, pause) {
  /** @type {number[]} */
  const frames = [];
  let [tasks, blocked, shift, running] = [0, 0, 0, true];
  const longTasks = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) {
      tasks++;
      blocked += duration;
    }
  });
  longTasks.observe({ type: 'longtask' });
  const shifts = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) shift += /** @type {any} */ (entry).value;
  });
  shifts.observe({ type: 'layout-shift' });
  let last = performance.now();
  const frame = (/** @type {number} */ now) => {
    frames.push(now - last);
    last = now;
    if (running) requestAnimationFrame(frame);
  };
  requestAnimationFrame((now) => {
    last = now;
    requestAnimationFrame(frame);
  });
  const start = performance.now();
  for (const [at, chunk] of chunks.entries()) {
    subject.append(chunk);
    // By the clock: what is late does not make the rest late.
    await new Promise((done) => setTimeout(done, Math.max(0, start + (at + 1) * pause - performance.now())));
  }
  running = false;
  await new Promise((done) => setTimeout(done, 500));
  longTasks.disconnect();
  shifts.disconnect();
  return { frames, tasks, blocked, shift, length: subject.text().length, wasm: subject.wasm() };
}
