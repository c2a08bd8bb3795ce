/**
 * Films and sounds of the body. Where pictures are looked at before they are
 * loaded, so are these, with their posters, sources and tracks: all at once.
 *
 * @module
 */

import { isElement, isHtml } from './kind.js';
import { imageUrl } from './url.js';

/** @typedef {import('./urls.js').Urls} Urls */
/** @typedef {{ element: Element, name: string, written: string | null }} Address an address as the post has it, null where it has none any more, and what it is set on */

const NAMES = ['src', 'poster'];

/** The film or sound that an element is or belongs to. @param {Element} element @returns {Element | null} */
export function playerOf(element) {
  const player = isHtml(element, 'source') || isHtml(element, 'track') ? element.parentNode : element;
  return isHtml(player, 'video') || isHtml(player, 'audio') ? player : null;
}

/** @param {Element} player @returns {Address[]} */
function addressesOf(player) {
  const parts = [player, ...player.childNodes].filter((node) => isElement(node) && playerOf(node) === player);
  return /** @type {Element[]} */ (parts).flatMap((element) => NAMES.flatMap((name) => {
    const written = element.getAttribute(`data-${name}`);
    return written === null && element.getAttribute(name) === null ? [] : [{ element, name, written }];
  }));
}

export class Players {
  #urls;

  /** @param {() => Urls} urls */
  constructor(urls) {
    this.#urls = urls;
  }

  /** The addresses that a film or sound would load, as the post has them. @param {Element} element */
  addresses(element) {
    return playerOf(element) === element ? addressesOf(element).flatMap(({ written }) => written ?? []) : [];
  }

  /** Updates a film or sound after the post has changed it or a part of it. @param {MutationRecord} record */
  follow({ target, attributeName: name, removedNodes }) {
    const part = /** @type {Element} */ (target);
    const player = /** @type {HTMLMediaElement} */ (playerOf(part));
    if (player.getAttribute('data-state') === 'waiting') this.load(player);
    // A browser does not look again at the sources that it has chosen from.
    else if (part === player ? !player.hasAttribute('src') && (name === 'src' || removedNodes.length > 0) : name === 'type' || name === 'src' && !part.hasAttribute('data-src')) player.load();
  }

  /** Loads a film or sound, unless a person is to ask for it. @param {Element} player */
  load(player) {
    const urls = this.#urls();
    const addresses = addressesOf(player);
    const written = JSON.stringify(this.addresses(player));
    /** @param {(string | null)[]} found */
    const show = (found) => {
      // A late answer to an older question.
      if (urls !== this.#urls() || written !== JSON.stringify(this.addresses(player))) return;
      showAs(player, addresses, found, urls);
    };
    const answers = addresses.map(({ written }) => (written === null ? null : ask(urls, written)));
    if (answers.every((answer) => answer === null || typeof answer === 'string')) show(/** @type {(string | null)[]} */ (answers));
    else Promise.all(answers).then(show);
  }
}

/**
 * The address after `resolveUrl`; null where that fails.
 *
 * @param {Urls} urls
 * @param {string} written
 * @returns {string | null | Promise<string | null>}
 */
function ask(urls, written) {
  try {
    const answer = urls.resolve(written, { kind: 'image', from: 'body' });
    return typeof answer === 'string' ? answer : answer.then((url) => url, () => null);
  } catch {
    return null;
  }
}

/**
 * @param {Element} player
 * @param {Address[]} addresses
 * @param {(string | null)[]} found
 * @param {Urls} urls
 */
function showAs(player, addresses, found, urls) {
  const allowed = addresses.map(({ written }, at) => {
    const url = found[at];
    return typeof url === 'string' ? imageUrl(url, { blob: url !== written }) : null;
  });
  const hosts = addresses.map(({ written }, at) => (written === null || allowed[at] === null ? null : urls.hostToAsk(written, allowed[at])));
  const host = hosts.find((host) => host !== null);
  let isNew = false;
  addresses.forEach(({ element, name }, at) => {
    const url = host === undefined ? allowed[at] : null;
    if (element.getAttribute(name) === url) return;
    if (url === null) element.removeAttribute(name);
    else element.setAttribute(name, url);
    isNew ||= element !== player || url === null;
  });
  say(player, host === undefined ? null : `Load the ${player.localName} from ${host}`);
  // The browser does not look at changes inside of a player by itself.
  if (isNew) /** @type {Partial<HTMLMediaElement>} */ (player).load?.();
}

/** The reason that a film or sound shows as its title. @type {WeakMap<Element, string>} */
const shown = new WeakMap();

/**
 * Says what a click does, in the place of the title that the post gives.
 *
 * @param {Element} player
 * @param {string | null} reason
 */
function say(player, reason) {
  const waits = player.getAttribute('data-state') === 'waiting';
  const title = player.getAttribute('title');
  // Until then it is the post's, and after that another one is; what a server wrote is the reason.
  if (waits ? title !== (shown.get(player) ?? title) : reason !== null) set(player, 'data-title', title);
  if (reason !== null) shown.set(player, reason);
  else if (!waits) return;
  set(player, 'title', reason ?? player.getAttribute('data-title'));
  set(player, 'data-state', reason === null ? null : 'waiting');
  if (reason === null) set(player, 'data-title', null);
}

/**
 * @param {Element} element
 * @param {string} name
 * @param {string | null} value
 */
export function set(element, name, value) {
  if (value === null) element.removeAttribute(name);
  else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
