/** The headings of the post as a list that leads to them. */
import { words } from '../words.js';

/** @typedef {import('../../draft-pane.js').Heading} Heading */

/**
 * @param {object} parts
 * @param {HTMLElement} parts.menu a popover
 * @param {HTMLElement} parts.list
 * @param {HTMLElement} parts.empty shown when there is no heading
 * @param {() => Heading[]} parts.headings
 * @param {() => number} parts.place the offset that is read or written now, whose section is marked
 * @param {(heading: Heading) => void} parts.lead shows a heading's place
 */
export function outline({ menu, list, empty, headings, place, lead }) {
  // Read when it is opened: the outline of a long post is not worth computing at every key.
  const open = () => {
    const found = headings();
    const at = place();
    const current = found.findLast(({ from }) => from <= at);
    const top = Math.min(...found.map(({ level }) => level));
    list.replaceChildren(...found.map((heading) => {
      const row = document.createElement('li');
      const button = document.createElement('button');
      button.type = 'button';
      button.className = `menu-item outline-${heading.level - top + 1}`;
      button.textContent = heading.text || words.outline.emptyHeading;
      if (heading === current) button.ariaCurrent = 'location';
      button.addEventListener('click', () => {
        menu.hidePopover();
        lead(heading);
      });
      row.append(button);
      return row;
    }));
    empty.hidden = found.length > 0;
    list.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  };
  return { open };
}
