/** The icons of the panel, added to those of the page. */

const svg = 'http://www.w3.org/2000/svg';
/** @type {Record<string, string>} */
const paths = {
  'icon-chevron': 'm6 3.5 4.5 4.5L6 12.5',
  'icon-posts': 'M1.75 2.75h4.5v10.5h-4.5zM8.75 4h5.5M8.75 8h5.5M8.75 12h5.5',
};

export function addIcons() {
  const sprite = document.querySelector('.sprite');
  for (const [id, shape] of Object.entries(paths)) {
    if (document.getElementById(id)) continue;
    const symbol = document.createElementNS(svg, 'symbol');
    symbol.id = id;
    symbol.setAttribute('viewBox', '0 0 16 16');
    const path = document.createElementNS(svg, 'path');
    path.setAttribute('d', shape);
    symbol.append(path);
    sprite?.append(symbol);
  }
}
