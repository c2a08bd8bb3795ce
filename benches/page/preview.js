/** A preview that others write into, with the looks and the frame of ours: so layout costs the same everywhere. */
import { paneSheets } from '../../www/pane.css.js';

/** @param {HTMLElement} parent @returns {HTMLElement} the element for the blocks */
export function plainPreview(parent) {
  const host = document.createElement('div');
  const shadow = host.attachShadow({ mode: 'open' });
  shadow.adoptedStyleSheets = paneSheets(document);
  const article = document.createElement('article');
  const body = document.createElement('div');
  body.className = 'body';
  article.append(body);
  shadow.append(article);
  parent.append(host);
  return body;
}
