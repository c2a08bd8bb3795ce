/** The site whose folder is open: opened, remembered, closed, and joined to the rest of the page. Loaded with the first folder. */
import './site.css';
import { Site } from '../../site.js';
import { isAllowed } from '../opening/in-place.js';
import { siteWords } from '../words/site.js';
import { SiteFolder } from './folder.js';
import { OpenSite } from './open-site.js';
import { SitePreview } from './preview.js';
import { forgetFolder, rememberFolder, rememberedFolder } from './remembered.js';

/** @typedef {import('./folder.js').Source} Source */
/** @typedef {Omit<import('./open-site.js').Parts, 'preview'> & ConstructorParameters<typeof SitePreview>[0]} Parts */

const words = siteWords.folder;

export class Sites {
  /** @param {Parts & { changed(open: OpenSite | null): void }} parts `changed`: another site is open, or none */
  constructor(parts) {
    this.#parts = parts;
  }

  #parts;
  /** @type {OpenSite | null} */
  open = null;
  /** Counts the wishes, so that a site that was read too late is dropped. */
  #turn = 0;

  /**
   * Opens a folder if it is that of a site.
   * @param {string} name
   * @param {Source} source
   * @returns {Promise<boolean>} whether it is
   */
  async take(name, source) {
    if (!await SiteFolder.isSite(source)) return false;
    await this.#show(new SiteFolder(name, source));
    return true;
  }

  /** Reads the folder again, in which other programs may have written. */
  async reread() {
    const { folder } = this.open ?? {};
    if (folder) await this.#show(new SiteFolder(folder.name, folder.source));
  }

  /** Opens what was open when the page was closed. */
  async resume() {
    const { notices } = this.#parts;
    const handle = await rememberedFolder(await this.#database()).catch(() => null);
    if (!handle) return;
    if ((await handle.queryPermission?.({ mode: 'readwrite' }) ?? 'granted') === 'granted') {
      await this.#show(new SiteFolder(handle.name, handle));
      return;
    }
    notices.show({ id: 'folder', text: words.waits(handle.name), actions: this.#questions(handle, words.again) });
  }

  /** @param {import('./remembered.js').Handle} handle @param {string} label */
  #questions(handle, label) {
    return [{ label, run: () => this.#again(handle) }, { label: words.forget, run: () => this.close() }];
  }

  /** @param {import('./remembered.js').Handle} handle */
  async #again(handle) {
    if (await isAllowed(/** @type {any} */ (handle), 'readwrite')) await this.#show(new SiteFolder(handle.name, handle));
    else {
      this.#parts.notices.show({ id: 'folder', tone: 'error', text: words.refused(handle.name), actions: this.#questions(handle, words.tryAgain) });
    }
  }

  /** @param {SiteFolder} folder */
  async #show(folder) {
    const { notices } = this.#parts;
    const turn = ++this.#turn;
    this.#end();
    const open = new OpenSite({ ...this.#parts, preview: new SitePreview(this.#parts) }, folder);
    this.open = open;
    try {
      const site = await Site.open(folder.source, { onprogress: (done, all) => open.progress(done, all) });
      if (turn !== this.#turn) return;
      this.#parts.changed(open);
      await open.show(site);
      notices.dismiss('folder');
      if (folder.root) await rememberFolder(await this.#database(), folder.root).catch(() => {});
      else notices.show({ id: 'folder', text: words.copies(folder.name), seconds: 12 });
      if (site.problems.length > 0) {
        const places = site.problems.slice(0, 3).map(({ file, line, message }) => (file ? `${file}${line === null ? '' : `:${line}`}: ` : '') + message.replaceAll('`', ''));
        notices.show({ id: 'site', tone: 'warning', text: words.problems(places.join(' ')) });
      }
    } catch (error) {
      if (turn !== this.#turn) return;
      this.#end();
      const { name, message } = /** @type {Error} */ (error);
      const text = name === 'NotFoundError' ? words.gone(folder.name) : name === 'NotAllowedError' ? words.refused(folder.name) : words.failed(folder.name, message.replace(/\.$/, ''));
      const { root } = folder;
      notices.show({ id: 'folder', tone: 'error', text, actions: root ? this.#questions(/** @type {any} */ (root), words.tryAgain) : [] });
    }
  }

  /** Closes the site, and does not open it again by itself. */
  async close() {
    const { notices } = this.#parts;
    const name = this.open?.folder.name;
    this.#turn++;
    this.#end();
    notices.dismiss('folder');
    await forgetFolder(await this.#database()).catch(() => {});
    if (name) notices.show({ id: 'folder', text: words.closed(name), seconds: 8 });
  }

  #end() {
    if (!this.open) return;
    const ended = this.open;
    this.open = null;
    this.#parts.notices.dismiss('site');
    this.#parts.changed(null);
    ended.close();
  }

  async #database() {
    return (await this.#parts.session.open()).database;
  }
}
