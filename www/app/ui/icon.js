const svg = 'http://www.w3.org/2000/svg';

/**
 * One of the icons that index.html defines.
 * @param {string} name
 * @returns {SVGElement}
 */
export function icon(name) {
  const image = document.createElementNS(svg, 'svg');
  image.setAttribute('class', `icon icon-${name}`);
  image.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(svg, 'use');
  use.setAttribute('href', `#icon-${name}`);
  image.append(use);
  return image;
}
