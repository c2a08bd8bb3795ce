/**
 * From a key to the frame that shows it.
 *
 * A frame counts as painted when a task runs that was posted within its animation frame callback: the browser puts
 * style, layout and paint between the two.
 */

/** How long nothing changes in a preview that has all of a text, in milliseconds: a long one is read before it is built. @param {string} text */
export const pauseIn = (text) => 1000 + text.length / 2000;

/**
 * @param {() => Element} content what is watched
 * @param {() => void} [onFirst] called once the first change is painted
 */
export function watch(content, onFirst = () => {}) {
  let down = NaN;
  let changed = performance.now();
  /** The numbers of the last frame that was asked for, and of the last that was painted. */
  let [asked, done] = [0, 0];
  const probe = { painted: NaN, paintedFirst: NaN, quiet, arm, key };

  const channel = new MessageChannel();
  channel.port1.onmessage = ({ data }) => {
    probe.painted = performance.now();
    if (done === 0) {
      probe.paintedFirst = probe.painted;
      onFirst();
    }
    done = data;
  };

  new MutationObserver(() => {
    changed = performance.now();
    const number = ++asked;
    requestAnimationFrame(() => channel.port2.postMessage(number));
  }).observe(content(), { subtree: true, childList: true, characterData: true, attributes: true });

  addEventListener('keydown', ({ timeStamp }) => (down = timeStamp), { capture: true });

  /**
   * Waits until all changes are painted and for so long there were no others.
   * @param {number} milliseconds
   * @param {() => boolean} [also] what has to be true besides
   */
  async function quiet(milliseconds, also = () => true) {
    do {
      await new Promise((resolve) => setTimeout(resolve, 20));
    } while (!also() || done < asked || performance.now() - changed < milliseconds);
  }

  /** Gets ready for a key. */
  function arm() {
    down = probe.painted = NaN;
  }

  /** Waits for the key and its last change: the milliseconds from the one to the frame that shows the other. */
  async function key() {
    await quiet(150, () => !Number.isNaN(down + probe.painted));
    return probe.painted - down;
  }

  return probe;
}
