/** How far a preview is from where it should be when it, or its editor, has followed the other. */
import { Painted } from './painted.js';

/**
 * @typedef {object} Followed
 * @property {number} height of a line of the preview
 * @property {number[]} off For each position of the leader: how far the preview is from the true place of the editor's
 *   upper edge, in CSS pixels.
 * @property {number} end How much of the follower is left below when the leader is at its end.
 */

/**
 * @param {import('./page.js').Subject} subject
 * @param {string} text
 */
export function following({ view: editor, scroller: preview, content, html }, text) {
  if (!editor || !preview || !html) throw new Error('This subject scrolls nothing.');
  const view = editor;
  const scroller = preview;
  const painted = new Painted(text, html, content(), scroller);
  const sides = { editor: view.scrollDOM, preview: scroller };

  /** Waits until all stands still. */
  async function still() {
    for (let [frames, before] = [0, '']; frames < 3; frames++) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const now = `${view.scrollDOM.scrollTop} ${scroller.scrollTop} ${scroller.scrollHeight} ${view.contentHeight}`;
      if (now !== before) frames = 0;
      before = now;
    }
  }

  /** Where the preview should be: what the editor shows at its upper edge, as it is painted. */
  function truth() {
    const { top, left } = view.scrollDOM.getBoundingClientRect();
    const edge = Math.max(top, view.documentTop);
    // Rows as they are wrapped; the edge may cut one.
    const from = view.posAtCoords({ x: left, y: edge + 0.5 }, false);
    const box = view.coordsAtPos(from, 1) ?? view.coordsAtPos(from, -1);
    if (!box) throw new Error('The first row is not drawn.');
    const height = view.defaultLineHeight;
    const above = (box.top + box.bottom) / 2 - height / 2;
    const to = view.posAtCoords({ x: left, y: above + 1.5 * height }, false);
    const after = view.posAtCoords({ x: left, y: above + 2.5 * height }, false);
    const share = Math.min(1, Math.max(0, (edge - above) / height));
    const here = painted.place(from, Math.max(from, to - 1));
    if (to <= from) return here;
    const next = painted.place(to, Math.max(to, after - 1));
    const between = (/** @type {'from' | 'to'} */ side) => here[side] + share * (Math.max(next[side], here[side]) - here[side]);
    return { from: between('from'), to: between('to') };
  }

  const mostOf = (/** @type {Element} */ { scrollHeight, clientHeight }) => Math.max(0, scrollHeight - clientHeight);

  /** How far the preview is off. @param {Element} follower */
  function off(follower) {
    const { from, to } = truth();
    const y = scroller.scrollTop;
    const miss = y < from ? from - y : y > to ? y - to : 0;
    // Whoever has come to an end cannot go on.
    const { scrollTop } = follower;
    const wants = (y < from) === (follower === scroller) ? 1 : -1;
    if (wants > 0 ? scrollTop >= mostOf(follower) - 1 : scrollTop <= 1) return 0;
    return miss;
  }

  return {
    still,
    again: () => painted.again(),
    off: (/** @type {'editor' | 'preview'} */ leader) => off(leader === 'editor' ? scroller : view.scrollDOM),
    truth,
    /** @param {'editor' | 'preview'} leader @param {number} share of the way that it can be scrolled */
    async to(leader, share) {
      sides[leader].scrollTop = share * mostOf(sides[leader]);
      await still();
    },

    /**
     * Scrolls the leader to so many positions. A person must have turned the wheel over it before.
     * @param {'editor' | 'preview'} leader
     * @param {number} count
     * @returns {Promise<Followed>}
     */
    async follow(leader, count) {
      const [leads, follows] = leader === 'editor' ? [view.scrollDOM, scroller] : [scroller, view.scrollDOM];
      painted.again();
      const misses = [];
      for (let at = 0; at < count; at++) {
        // Over the last screen the ends are brought together instead.
        leads.scrollTop = ((at + 0.5) / count) * Math.max(0, mostOf(leads) - leads.clientHeight);
        await still();
        misses.push(off(follows));
      }
      leads.scrollTop = leads.scrollHeight;
      await still();
      leads.scrollTop = leads.scrollHeight;
      await still();
      const end = mostOf(follows) - follows.scrollTop;
      leads.scrollTop = 0;
      await still();
      return { height: parseFloat(getComputedStyle(content()).lineHeight), off: misses, end };
    },
  };
}
