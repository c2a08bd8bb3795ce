/** Clicks on links of the preview that lead to another page of the site: to a draft or a file where there is one here. */
import { decoded, hasHost, nameOf, withoutQuery } from '../../base/paths.js';
import { words } from '../words.js';

/**
 * @param {object} parts
 * @param {import('../../draft-pane.js').DraftPane} parts.pane
 * @param {import('../drafts/session.js').Session} parts.session
 * @param {import('../files/pictures.js').Pictures} parts.pictures
 * @param {import('../ui/notices.js').Notices} parts.notices
 * @param {(file: File) => void} parts.show opens a file that came with the draft
 * @param {(url: string) => boolean} parts.showPost opens the post of the open site that a link leads to, if it has one
 */
export function links({ pane, session, pictures, notices, show, showPost }) {
  pane.addEventListener('draft-link', (event) => {
    const { url } = /** @type {CustomEvent<{ url: string }>} */ (event).detail;
    // Elsewhere on the web, or in this post.
    if (hasHost(url) || url.startsWith('#')) return;
    event.preventDefault();
    open(url);
  });

  /** @param {string} url */
  async function open(url) {
    if (showPost(url)) return;
    const file = await pictures.fileAt(url);
    if (file) return show(file);
    const draft = (await session.list()).find(({ name }) => name !== null && leadsTo(url, name));
    if (draft) return session.resume(draft.id);
    notices.show({ id: 'link', text: words.files.notHere(url), seconds: 8 });
  }
}

/**
 * Whether an address may be that of a post, by the name of its file: `other.md`, `../other/`, `/posts/other.html`.
 * @param {string} url
 * @param {string} name
 */
function leadsTo(url, name) {
  const last = nameOf(decoded(withoutQuery(url).replace(/\/+$/, '')));
  const stem = (/** @type {string} */ text) => text.replace(/\.(?:md|markdown|mdown|html?)$/i, '').normalize().toLowerCase();
  return last !== '' && last !== '..' && last !== '.' && stem(last) === stem(name);
}
