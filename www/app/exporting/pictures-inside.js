/**
 * Pictures as addresses that hold them: those that came with the draft, and those of this site. Nothing is asked of other
 * hosts: their pictures keep their addresses.
 */
import { dataUrl } from './data-url.js';

/** Bytes of the largest picture that is put inside. */
const largest = 32 * 1024 * 1024;

export class PicturesInside {
  /** @param {import('../files/pictures.js').Pictures} pictures */
  constructor(pictures) {
    this.#pictures = pictures;
  }

  #pictures;
  /** @type {Map<string, Promise<string | null>>} */
  #known = new Map();
  /** Addresses of pictures on other hosts. @type {Set<string>} */
  elsewhere = new Set();
  /** Addresses where no picture was found. @type {Set<string>} */
  missing = new Set();

  /**
   * @param {string} written the address that the post has
   * @returns {Promise<string | null>} null: the address is to stay
   */
  of(written) {
    const known = this.#known.get(written) ?? this.#find(written);
    this.#known.set(written, known);
    return known;
  }

  /** @param {string} written */
  async #find(written) {
    if (/^data:/i.test(written)) return null;
    const blob = await this.#pictures.blobOf(written) ?? await this.#fetched(written);
    if (blob && blob.size <= largest) return dataUrl(blob);
    if (!this.elsewhere.has(written)) this.missing.add(written);
    return null;
  }

  /** @param {string} written */
  async #fetched(written) {
    const url = URL.canParse(written, document.baseURI) ? new URL(written, document.baseURI) : null;
    if (url && /^https?:$/.test(url.protocol) && url.origin !== location.origin) this.elsewhere.add(written);
    if (url?.origin !== location.origin) return null;
    const response = await fetch(url).catch(() => null);
    if (!response?.ok) return null;
    const blob = await response.blob();
    return blob.type.startsWith('image/') ? blob : null;
  }
}
