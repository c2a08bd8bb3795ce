/**
 * Films and sounds of the body. Where pictures are looked at before they are
 * loaded, so are these, with their posters, sources and tracks: all at once.
 *
 * @module
 */

import { isElement, isHtml } from './kind.js';
import { imageUrl } from './url.js';

/** @typedef {import('./urls.js').Urls} Urls */
/** @typedef {{ element: Element, name: string, written: string }} Address an address as the post has it, and what it is set on */

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
    return written === null ? [] : [{ element, name, written }];
  }));
}

export class Players {
  #urls;

  /** @param {() => Urls} urls */
  constructor(urls) {
    this.#urls = urls;
  }

  /** What a film or sound would load, as the post has it. @param {Element} element */
  addresses(element) {
    return playerOf(element) === element ? addressesOf(element).map(({ written }) => written) : [];
  }

  /** Loads a film or sound, unless a person is to ask for it. @param {Element} player */
  load(player) {
    const urls = this.#urls();
    const addresses = addressesOf(player);
    const written = JSON.stringify(addresses.map(({ written }) => written));
    /** @param {(string | null)[]} found */
    const show = (found) => {
      // A late answer to an older question.
      if (urls !== this.#urls() || written !== JSON.stringify(this.addresses(player))) return;
      showAs(player, addresses, found, urls);
    };
    const answers = addresses.map(({ written }) => ask(urls, written));
    if (answers.every((answer) => answer === null || typeof answer === 'string')) show(/** @type {(string | null)[]} */ (answers));
    else Promise.all(answers).then(show);
  }
}

/**
 * What the page makes of an address; null where it fails.
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
  const hosts = addresses.map(({ written }, at) => (allowed[at] === null ? null : urls.hostToAsk(written, allowed[at])));
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
  // What changes inside is not looked at by itself.
  if (isNew) /** @type {Partial<HTMLMediaElement>} */ (player).load?.();
}

/**
 * Says what a click does, in the place of the title that the post gives.
 *
 * @param {Element} player
 * @param {string | null} reason
 */
function say(player, reason) {
  const waits = player.getAttribute('data-state') === 'waiting';
  if (reason === null) {
    if (!waits) return;
    const title = player.getAttribute('data-title');
    player.removeAttribute('data-state');
    player.removeAttribute('data-title');
    if (title === null) player.removeAttribute('title');
    else player.setAttribute('title', title);
    return;
  }
  const title = player.getAttribute('title');
  if (!waits && title !== null) player.setAttribute('data-title', title);
  player.setAttribute('data-state', 'waiting');
  if (title !== reason) player.setAttribute('title', reason);
}
