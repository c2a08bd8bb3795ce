/** The files of the site, as addresses that the frame can load. The page around the frame finds them. */
import { withAddresses } from './css.js';

/**
 * The answer to a question for a file. `path`: where it is published; `blob`: its content; `remote`: another host's address, which may
 * be loaded; `host`: a host that the author has to allow first.
 * @typedef {{ path?: string, blob?: Blob, remote?: string, host?: string }} Answer
 * @typedef {{ address: string, from: string | null, isPicture: boolean }} Question
 */

/** How deep stylesheets import others. */
const DEEPEST = 8;

export class Files {
  #ask;
  /** Answers by their questions. @type {Map<string, Promise<Answer>>} */
  #answers = new Map();
  /** Addresses by their files. @type {Map<string, { blob: Blob, url: string }>} */
  #urls = new Map();
  /** @type {Map<Blob, Promise<string>>} */
  #sheets = new Map();

  /** @param {(question: Question) => Promise<Answer>} ask */
  constructor(ask) {
    this.#ask = ask;
  }

  /**
   * @param {string} address as it is written
   * @param {string | null} from where the stylesheet is published that has it; null for the page
   * @param {boolean} [isPicture]
   * @returns {Promise<Answer>}
   */
  find(address, from, isPicture = false) {
    if (/^(?!https?:)[a-z][a-z0-9+.-]*:/i.test(address)) return Promise.resolve({});
    const key = JSON.stringify([address, from, isPicture]);
    const known = this.#answers.get(key) ?? this.#ask({ address, from, isPicture });
    this.#answers.set(key, known);
    // A file that is missing may come later.
    known.then(({ blob }) => blob ?? this.#answers.delete(key));
    return known;
  }

  /** The files may be others now. Those with the same content keep their addresses. */
  forget() {
    this.#answers.clear();
  }

  /**
   * @param {string} address
   * @param {string | null} from
   * @returns {Promise<string | null>} the address of the file, for this frame; null where there is none
   */
  async url(address, from) {
    if (/^data:/i.test(address)) return address;
    const { path = '', blob } = await this.find(address, from);
    return blob ? this.urlOf(path, blob) : null;
  }

  /** @param {string} path @param {Blob} blob @returns {Promise<string>} */
  async urlOf(path, blob) {
    const known = this.#urls.get(path);
    if (known && (known.blob === blob || await isSame(known.blob, blob))) return known.url;
    const url = URL.createObjectURL(blob);
    this.#urls.set(path, { blob, url });
    return url;
  }

  /**
   * A stylesheet, with all that it names.
   *
   * @param {string} address
   * @param {string | null} from
   * @param {number} [depth]
   * @returns {Promise<string | null>}
   */
  async sheet(address, from, depth = 0) {
    const { path = '', blob } = await this.find(address, from);
    if (!blob || depth > DEEPEST) return null;
    const made = this.#sheets.get(blob) ?? blob.text().then((text) => this.css(text, path, depth));
    this.#sheets.set(blob, made);
    return made;
  }

  /**
   * @param {string} text of a stylesheet, or of an attribute
   * @param {string | null} from
   * @param {number} [depth]
   */
  css(text, from, depth = 0) {
    return withAddresses(text, async (address, isImport) => {
      if (!isImport) return this.url(address, from);
      const sheet = await this.sheet(address, from, depth + 1);
      return this.urlOf(`import ${address} ${from}`, new Blob([sheet ?? ''], { type: 'text/css' }));
    });
  }
}

/** @param {Blob} a @param {Blob} b */
async function isSame(a, b) {
  if (a.size !== b.size) return false;
  const [one, other] = (await Promise.all([a.arrayBuffer(), b.arrayBuffer()])).map((buffer) => new Uint8Array(buffer));
  return one.every((byte, at) => byte === other[at]);
}
