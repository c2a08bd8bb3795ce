/** A site that is open: its panel, and the post of it in the editor, whose preview, pictures and problems come from the folder. */
import { siteWords } from '../words/site.js';
import { sheets } from '../words/sheets.js';
import { digest } from '../files/files.js';
import { folderOf, nameOf } from '../../base/paths.js';
import { icon } from '../ui/icon.js';
import { addIcons } from './icons.js';
import { SiteKnowledge } from './known.js';
import { mistakesIn } from './mistakes.js';
import { askForPost, newPost } from './new-post.js';
import { Pages } from './pages.js';
import { Panel } from './panel.js';
import { pictureFolder } from './pictures.js';

/** @typedef {import('../../site.js').Site} Site */
/** @typedef {import('./folder.js').SiteFolder} SiteFolder */
/**
 * @typedef {object} Parts
 * @property {import('../drafts/session.js').Session} session
 * @property {import('../editor/editor.js').Editor} editor
 * @property {import('../files/pictures.js').Pictures} pictures
 * @property {import('../ui/notices.js').Notices} notices
 * @property {HTMLDialogElement} question
 * @property {() => Promise<import('../opening/opening.js').Opening>} opening
 * @property {() => Promise<import('../opening/saving.js').Saving>} saving
 * @property {() => void} leading called before the editor gets a post
 * @property {() => void} named called when the open post, by its path, may be another one
 * @property {() => void} judge called when the problems of the post may be others
 * @property {import('./preview.js').SitePreview} preview
 */

export class OpenSite {
  /** @param {Parts} parts @param {SiteFolder} folder */
  constructor(parts, folder) {
    this.#parts = parts;
    this.folder = folder;
    addIcons();
    this.#button = document.createElement('button');
    this.panel = new Panel({
      name: folder.name,
      lead: (path) => this.lead(path),
      create: () => this.create(),
      left: () => parts.editor.view.focus(),
      toggled: (isShown) => (this.#button.ariaPressed = String(isShown)),
    });
    this.#showButton();
    document.querySelector('.panes')?.before(this.panel.element);
    this.panel.toggle(!matchMedia('(max-width: 760px)').matches);
  }

  #parts;
  #button;
  /** @type {Site | null} */
  #site = null;
  /** @type {Pages | null} */
  #pages = null;
  /** @type {SiteKnowledge | null} */
  #known = null;
  /** The paths of posts by the ids of their drafts; null for drafts of no post here. @type {Map<string, string | null>} */
  #paths = new Map();
  /** The open post. */
  path = '';
  /** The post that is about to be open, and the draft that is open before. @type {{ path: string, from: string } | null} */
  #opening = null;
  /** @type {Promise<unknown>} one post is opened after the other */
  #leads = Promise.resolve();
  /** The mistakes that were found last, and in what. @type {{ about: unknown[], mistakes: import('../preview/problems.js').Shown[] }} */
  #judged = { about: [], mistakes: [] };
  /** The draft that was looked at last, with the file that it had. */
  #seen = '';
  /** The file that the open draft had when the site read it last. */
  #file = /** @type {string | null} */ (null);

  /** @param {number} done @param {number} all */
  progress(done, all) {
    this.panel.progress(done, all);
  }

  /** @param {Site} site */
  async show(site) {
    this.#site = site;
    this.#learn(site);
    this.panel.show(site);
    this.changed();
    await this.#findUnsaved().catch(() => {});
  }

  /** @param {Site} site */
  #learn(site) {
    this.#pages = new Pages(site);
    this.#known = new SiteKnowledge(site, this.#pages);
  }

  #showButton() {
    const button = this.#button;
    button.type = 'button';
    button.id = 'show-posts';
    button.className = 'tool';
    button.title = siteWords.panel.show;
    button.setAttribute('aria-controls', 'site-panel');
    const name = document.createElement('span');
    name.className = 'tool-name';
    name.textContent = siteWords.panel.posts;
    button.append(icon('posts'), name);
    button.addEventListener('click', () => this.panel.toggle());
    document.querySelector('.tools')?.prepend(button);
  }

  /** Shows the posts with the focus among them, or hides them. */
  toggle() {
    if (this.panel.isShown && this.panel.element.contains(document.activeElement)) this.panel.toggle(false);
    else this.panel.enter();
  }

  /** The site is not open any more: posts are read as without it. */
  close() {
    this.panel.remove();
    this.#button.remove();
    this.#site = null;
    this.#apply('');
    this.#parts.preview.close();
  }

  // ---- The open post --------------------------------------------------------------

  /** The open draft may be another one, or was saved. */
  async changed() {
    const site = this.#site;
    if (!site) return;
    const { draft, keeping } = this.#parts.session;
    const state = `${draft.id} ${draft.file} ${keeping}`;
    if (state === this.#seen) return;
    this.#seen = state;
    const opening = this.#opening;
    if (opening && opening.from !== draft.id) this.#paths.set(draft.id, opening.path);
    if (!this.#paths.has(draft.id)) {
      // Not as another post, as long as nobody knows.
      if (this.path !== '') this.#apply('');
      this.#paths.set(draft.id, await this.#pathOf(draft.id).catch(() => null));
    }
    if (this.#parts.session.draft.id !== draft.id || this.#site !== site) return;
    const path = this.#paths.get(draft.id) ?? '';
    if (path !== this.path) {
      this.#file = draft.file;
      this.#apply(path);
    } else if (path !== '' && draft.file !== this.#file) {
      this.#file = draft.file;
      await this.#reread(path);
    }
    if (path !== '' && keeping !== 'pending') {
      const isInFile = await this.#parts.session.isInFile();
      if (this.#parts.session.draft.id === draft.id) this.panel.setUnsaved(path, isInFile === false);
    }
  }

  /** @param {string} id of a draft @returns {Promise<string | null>} */
  async #pathOf(id) {
    if (!this.folder.root) return null;
    const known = await (await (await this.#parts.saving()).inPlace()).files.of(id);
    const path = known ? await this.folder.pathOf(known.handle) : null;
    return path !== null && this.#site?.posts.some((post) => post.path === path) ? path : null;
  }

  /** Another program, or this page, wrote a post. @param {string} path */
  async #reread(path) {
    const found = await this.folder.found(path).catch(() => null);
    if (found && this.#site) await this.#take(new Map([[path, found.handle ?? found.file]]));
  }

  /** The site has other files now. @param {Map<string, Blob | FileSystemFileHandle | null>} files */
  async #take(files) {
    const site = this.#site;
    if (!site) return;
    await site.update(files);
    if (this.#site !== site) return;
    this.#learn(site);
    this.panel.show(site);
    if (this.path !== '') this.#share(site, this.path);
    await this.#parts.preview.written(files);
    this.#parts.judge();
  }

  /** @param {string} path of the post that is open now; `''` for none of the site */
  #apply(path) {
    const { pictures, preview, session, judge } = this.#parts;
    const site = this.#site;
    this.path = path;
    this.panel.mark(path);
    this.#parts.named();
    if (!site || path === '') {
      preview.show(null);
      pictures.setSite(null);
    } else {
      preview.show({ name: this.folder.name, site, path });
      this.#share(site, path);
      const { root } = this.folder;
      if (root) pictures.setFolder(session.draft.id, { root, path: `${root.name}/${pictureFolder(site, path)}/a` }).catch(() => {});
    }
    judge();
  }

  /** The pictures of the site are those of its open post. @param {Site} site @param {string} path */
  #share(site, path) {
    this.#parts.pictures.setSite({
      urlOf: (url, about) => (site.fileFor(path, url) === null ? null : site.resolveUrl(path)(url, about)),
      fileAt: (url) => this.#fileAt(path, url),
      written: (id, found) => this.#written(id, found),
    });
  }

  /** @param {string} path @param {string} url */
  async #fileAt(path, url) {
    const file = this.#site?.fileFor(path, url) ?? null;
    return file === null ? undefined : this.folder.found(file).then((found) => found.file, () => undefined);
  }

  /** Pictures were written into the folder of a post. @param {string} id of its draft @param {import('../files/files.js').Found[]} found */
  async #written(id, found) {
    const path = this.#paths.get(id);
    if (!path || !this.#site || !this.folder.root) return;
    const folder = pictureFolder(this.#site, path);
    /** @type {Map<string, FileSystemFileHandle>} */
    const files = new Map();
    for (const picture of found) {
      const handle = await this.folder.handle(`${folder}/${picture.path}`).catch(() => null);
      if (handle) files.set(`${folder}/${picture.path}`, handle);
    }
    if (files.size > 0) await this.#take(files);
  }

  /** Marks the posts whose drafts are not saved in their files. */
  async #findUnsaved() {
    const { session, saving } = this.#parts;
    if (!this.folder.root) return;
    const files = await (await (await saving()).inPlace()).files.all();
    const { listed, texts } = await session.all();
    for (const { draft: id, handle } of files) {
      const path = await this.folder.pathOf(handle);
      const draft = listed.find((each) => each.id === id);
      const text = texts.get(id);
      if (path === null || !draft || typeof text !== 'string' || id === session.draft.id) continue;
      this.panel.setUnsaved(path, await digest(text) !== draft.file);
    }
  }

  /** Opens a post, to be saved where it lies. @param {string} path @returns {Promise<boolean>} */
  lead(path) {
    const led = this.#leads.then(() => this.#lead(path));
    this.#leads = led.catch(() => {});
    return led;
  }

  /** @param {string} path @returns {Promise<boolean>} */
  async #lead(path) {
    const { opening, notices, editor, leading, session } = this.#parts;
    const found = await this.folder.found(path).catch(() => null);
    if (!found) {
      notices.show({ id: 'folder', tone: 'error', text: siteWords.folder.postGone(path), seconds: 12 });
      await this.#take(new Map([[path, null]]));
      return false;
    }
    this.#opening = { path, from: session.draft.id };
    const isOpen = await (await opening()).open(found, [], []).finally(() => (this.#opening = null));
    if (!isOpen) return false;
    this.#paths.set(session.draft.id, path);
    if (this.path !== path) this.#seen = '';
    await this.changed();
    this.panel.makeWay();
    leading();
    editor.view.focus();
    return true;
  }

  /** Asks for the title of a new post, and makes it. */
  async create() {
    const { question, notices, editor } = this.#parts;
    const site = this.#site;
    if (!site) return;
    const near = folderOf(this.path);
    const wish = await askForPost(question, site, /^index\./i.test(nameOf(this.path)) ? folderOf(near) : near);
    editor.view.focus();
    if (!wish) return;
    const made = await newPost(site, this.folder, wish);
    const { path, files, verbatim, end } = made;
    if (!this.folder.root) {
      await this.#createDraft(made);
      this.panel.makeWay();
      notices.show({ id: 'archetype', text: siteWords.create.draftAlone(path), seconds: 12 });
      return;
    }
    try {
      await this.folder.write(files);
    } catch (error) {
      const { name, message } = /** @type {Error} */ (error);
      const reason = name === 'NotAllowedError' ? siteWords.create.notAllowed : message.replace(/\.$/, '');
      notices.show({ id: 'folder', tone: 'error', text: siteWords.create.failed(path, reason) });
      return;
    }
    const handles = await Promise.all([...files.keys()].map(async (each) => /** @type {const} */ ([each, await this.folder.handle(each)])));
    await this.#take(new Map(handles));
    if (!await this.lead(path)) return;
    editor.jump(end);
    if (verbatim.length > 0) notices.show({ id: 'archetype', text: sheets.archetypes.verbatim(verbatim.length, [...new Set(verbatim)].join(', ')) });
  }

  /** A new post where there is no folder to write into. @param {import('./new-post.js').NewPost} made */
  async #createDraft({ path, files, end }) {
    const { session, pictures } = this.#parts;
    const id = crypto.randomUUID();
    const text = await /** @type {Blob} */ (files.get(path)).text();
    const folder = `${folderOf(path)}/`;
    const beside = [...files].filter(([each]) => each !== path).map(([each, file]) => ({ path: each.slice(folder.length), file: /** @type {File} */ (file) }));
    await pictures.add(id, beside);
    await session.create({ id, name: nameOf(path), pictures: beside.map((each) => each.path), place: { anchor: end, head: end, top: 0, past: 0 } }, text);
    session.touch();
  }

  /** The view of the page as it is published. */
  get preview() {
    return this.#parts.preview;
  }

  // ---- For other parts of the page --------------------------------------------------

  /** The mistakes of the open post that the site knows. @returns {import('../preview/problems.js').Shown[]} */
  mistakes() {
    const { editor, session, preview } = this.#parts;
    if (!this.#site || !this.#pages || this.path === '') return [];
    const { state } = editor.view;
    const about = [state.doc, this.#pages, this.path, session.draft.pictures.join()];
    // Asked for whenever another part of the page has found a problem.
    if (!about.every((each, index) => each === this.#judged.about[index])) {
      this.#judged = { about, mistakes: mistakesIn(state, { site: this.#site, pages: this.#pages, path: this.path, pictures: session.draft.pictures }) };
    }
    const own = this.#judged.mistakes;
    // Hugo finds the same references, and stops at the first.
    const ofHugo = preview.problemsIn(state).filter(({ message }) => !/REF_NOT_FOUND/.test(message) || own.every(({ severity }) => severity !== 'error'));
    return [...own, ...ofHugo];
  }

  /** The post that a link of the preview leads to. @param {string} url @returns {string | null} */
  postAt(url) {
    return this.path === '' ? null : this.#pages?.postAt(url, this.path) ?? null;
  }

  /** @type {import('../editor/completion/place.js').SiteSource} */
  known = {
    values: (key) => this.#known?.values(key) ?? [],
    shortcodes: async () => await this.#known?.shortcodes() ?? [],
    targets: () => this.#known?.targets(this.path) ?? [],
    pictures: () => (this.path === '' ? [] : this.#known?.pictures(this.path) ?? []),
  };
}
