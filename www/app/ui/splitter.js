/** The separator between editor and preview: dragged by a pointer, moved by keys, put back by a double click, remembered. */
import { recall, remember } from '../memory.js';

const key = 'draftpane.split';
const middle = 50;

/**
 * @param {HTMLElement} separator has `aria-valuemin` and `aria-valuemax`, in per cent of its parent's width
 */
export function splitter(separator) {
  const panes = /** @type {HTMLElement} */ (separator.parentElement);
  const least = Number(separator.ariaValueMin);
  const most = Number(separator.ariaValueMax);
  let share = middle;

  /** @param {number} percent the editor's share of the width */
  function move(percent) {
    share = Math.min(most, Math.max(least, percent));
    panes.style.setProperty('--editor-share', String(share));
    separator.ariaValueNow = String(Math.round(share));
    separator.ariaValueText = `${Math.round(share)} %`;
  }

  /** @param {number} percent */
  function settle(percent) {
    move(percent);
    remember(key, String(share));
  }

  separator.addEventListener('keydown', (event) => {
    const step = event.shiftKey ? 10 : 2;
    const target = {
      ArrowLeft: share - step, ArrowRight: share + step, PageUp: share - 10, PageDown: share + 10, Home: least, End: most,
    }[event.key];
    if (target === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    settle(target);
  });

  separator.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    separator.focus();
    separator.setPointerCapture(event.pointerId);
    separator.classList.add('dragging');
    // Where in the separator it was taken, so that it does not jump under the pointer.
    const grip = event.clientX - separator.getBoundingClientRect().left;
    const drag = (/** @type {PointerEvent} */ { clientX }) => {
      const box = panes.getBoundingClientRect();
      move(((clientX - grip - box.left) / (box.width - separator.offsetWidth)) * 100);
    };
    const drop = () => {
      separator.classList.remove('dragging');
      separator.removeEventListener('pointermove', drag);
      separator.removeEventListener('lostpointercapture', drop);
      settle(share);
    };
    separator.addEventListener('pointermove', drag);
    separator.addEventListener('lostpointercapture', drop);
  });

  separator.addEventListener('dblclick', () => settle(middle));

  move(Number(recall(key)) || middle);
}
