/** Files that are opened, dropped, pasted or chosen: posts become drafts, pictures go into the open one. */
import { digest } from '../files/files.js';
import { NotUtf8, openFile } from '../files/reading.js';
import { isPost, sort } from './kinds.js';
import { mentions } from '../files/mentions.js';
import { words } from '../words.js';
import { sheets } from '../words/sheets.js';

/** @typedef {import('../files/files.js').Found} Found */
/** @typedef {import('../files/reading.js').OpenedFile} OpenedFile */

export class Opening {
  /**
   * @param {object} parts
   * @param {import('../drafts/session.js').Session} parts.session
   * @param {import('../editor/editor.js').Editor} parts.editor
   * @param {import('../files/pictures.js').Pictures} parts.pictures
   * @param {import('../ui/notices.js').Notices} parts.notices
   * @param {() => Promise<import('./saving.js').Saving>} parts.saving loaded when it is first needed
   * @param {(file: File) => void} parts.openSite takes the configuration of a site
   * @param {(files: File[]) => void} parts.openStyles takes its stylesheets
   * @param {(found: Found[]) => Promise<unknown>} parts.openArchetypes remembers archetypes
   */
  constructor(parts) {
    this.#parts = parts;
  }

  #parts;
  /** Files that a post links to. @type {WeakSet<Blob>} */
  #linked = new WeakSet();

  /**
   * Takes files that came at once.
   * @param {Found[]} all
   * @param {import('../editor/editor.js').Held} place where in the text pictures go
   */
  async take(all, place) {
    const isOfArchetype = (/** @type {Found} */ { path }) => /(?:^|\/)archetypes\//.test(path);
    const found = all.filter((each) => !isOfArchetype(each));
    if (found.length < all.length) {
      await this.#parts.openArchetypes(all.filter(isOfArchetype));
      if (found.length === 0) return;
    }
    const { notices, openSite, openStyles } = this.#parts;
    const { posts, site, styles, pictures, others, beside } = sort(found);
    if (site) openSite(site.file);
    openStyles(styles.map(({ file }) => file));
    const told = found.length ? [] : [sheets.files.none];
    const isOpen = posts.length === 0 || await this.#openAll(posts, pictures, beside, told);
    const given = posts.length === 0 ? await this.#add(pictures, place) : { added: pictures, changed: [], isStored: true };
    if (isOpen && given.isStored && given.added.length) told.push(sheets.pictures.added(given.added.length, some(given.added)));
    const unused = others.filter(({ file }) => !this.#linked.has(file));
    if (unused.length) told.push(sheets.files.notUsed(some(unused)));
    const { changed } = given;
    if (changed.length) told.push(sheets.pictures.changed(changed.length, some(changed)));
    if (told.length) {
      notices.show({
        id: 'dropped', text: told.join(' '), seconds: 12,
        actions: changed.length ? [{ label: sheets.pictures.replace(changed.length), run: () => this.#replace(place.draft, changed) }] : [],
      });
    }
  }

  /**
   * Those of a post's other files that its text links to: they are stored with it.
   * @param {Found[]} beside
   * @param {string} text
   * @returns {Found[]} all of them
   */
  #marked(beside, text) {
    return beside.map((found) => {
      const isLinked = !isPost(found.path) && mentions(text, found.path.normalize());
      if (isLinked) this.#linked.add(found.file);
      return { ...found, isLinked };
    });
  }

  /**
   * Opens a file that came with the open draft, which a link leads to.
   * @param {File} file
   */
  show(file) {
    if (isPost(file.name)) {
      const place = this.#parts.editor.hold();
      this.take([{ path: file.name, file }], place).finally(place.release);
      return;
    }
    const url = URL.createObjectURL(file);
    window.open(url, '_blank', 'noopener');
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  }

  /**
   * @param {Found[]} posts the first is shown
   * @param {Found[]} pictures
   * @param {Found[]} beside
   * @param {string[]} told
   * @returns {Promise<boolean>} whether the first is open
   */
  async #openAll([first, ...more], pictures, beside, told) {
    const { session } = this.#parts;
    /** @type {Found[]} */
    const saved = [];
    for (const { path, file, handle } of more) {
      try {
        if (handle && await this.#draftOf(handle)) {
          saved.push({ path, file });
          continue;
        }
        const { remarks, text, ...fields } = await openFile(file);
        const print = await digest(text);
        const known = await this.#known(file.name, print, handle);
        const id = known ? known.id : crypto.randomUUID();
        this.#parts.pictures.add(id, [...pictures, ...this.#marked(beside, text)]);
        if (!known) await session.add({ ...fields, id, file: print, pictures: pictures.map(({ path }) => path) }, text);
        await this.#parts.pictures.setFolder(id, { path, root: first.root }).catch(() => {});
        if (handle) await this.#remember(id, handle, file);
        saved.push({ path, file });
      } catch (error) {
        told.push(error instanceof NotUtf8 ? sheets.files.notUtf8Alone(path) : words.files.refused(path, reasonOf(error)));
      }
    }
    const isOpen = await this.open(first, pictures, beside);
    if (isOpen) await this.#parts.pictures.setFolder(session.draft.id, first).catch(() => {});
    if (saved.length > 0) told.unshift(sheets.files.more(saved.length, some(saved)));
    return isOpen;
  }

  /**
   * @param {Found} found
   * @param {Found[]} pictures that came with it
   * @param {Found[]} beside other files that did
   * @param {string} [encoding]
   * @returns {Promise<boolean>} whether it is open
   */
  async open({ path, file, handle }, pictures, beside, encoding) {
    const { session, notices, saving } = this.#parts;
    try {
      const same = handle && await this.#draftOf(handle);
      if (same && handle) {
        await session.resume(same.id);
        if (session.draft.id !== same.id || await (await saving()).check()) return session.draft.id === same.id;
        return await this.#resume(same, (await openFile(file, session.draft.encoding)).text, pictures, beside);
      }
      const { text, remarks, ...fields } = await openFile(file, encoding);
      const print = await digest(text);
      const known = await this.#known(file.name, print, handle);
      if (known) {
        if (handle) await this.#remember(known.id, handle, file);
        return await this.#resume(known, text, pictures, beside);
      }
      const id = crypto.randomUUID();
      this.#parts.pictures.add(id, [...pictures, ...this.#marked(beside, text)]);
      await session.create({ ...fields, id, file: print, pictures: pictures.map(({ path }) => path) }, text);
      session.touch();
      if (handle) await this.#remember(id, handle, file);
      if (/\{\{-?\s*(?:\.Date|\.Name|replace \.)/.test(text.slice(0, 2000))) {
        notices.show({
          id: 'archetype', text: sheets.archetypes.found(file.name),
          actions: [{ label: sheets.archetypes.remember, run: () => this.#parts.openArchetypes([{ path: file.name, file }]) }],
        });
      }
      if (remarks.length) notices.show({ id: 'opened', text: sheets.files.opened(file.name, remarks.join(' ')) });
      return session.draft.id === id;
    } catch (error) {
      const isOther = error instanceof NotUtf8;
      notices.show({
        id: 'opened', tone: 'error',
        text: isOther ? error.message : words.files.refused(file.name, reasonOf(error)),
        actions: isOther ? (await error.encodings).map(({ label, name }) => (
          { label: sheets.files.openAs(name), run: () => this.open({ path, file, handle }, pictures, beside, label) }
        )) : [],
      });
      return false;
    }
  }

  /** The draft that a file on the disk belongs to. @param {import('../store/disk-files.js').Handle} handle */
  async #draftOf(handle) {
    const { session, saving } = this.#parts;
    const same = await (await (await saving()).inPlace()).files.find(handle);
    if (same?.draft === session.draft.id) return session.draft;
    return same && (await session.list()).find(({ id }) => id === same.draft);
  }

  /**
   * The draft that has this name and text, unless it belongs to another file on the disk: `index.md` stands in many folders.
   * @param {string} name
   * @param {string | null} print
   * @param {import('../store/disk-files.js').Handle} [handle]
   */
  async #known(name, print, handle) {
    const { session, saving } = this.#parts;
    const known = print && await session.openedFrom(name, print);
    return known && !(handle && await (await (await saving()).inPlace()).files.of(known.id)) ? known : null;
  }

  /** @param {string} id of a draft @param {import('../store/disk-files.js').Handle} handle @param {File} file */
  async #remember(id, handle, file) {
    // Without it the file is still open, and saved by choosing it again.
    await (await (await this.#parts.saving()).inPlace()).files.remember(id, handle, file, file).catch(() => {});
  }

  /**
   * Opens the draft that a file was opened in before.
   * @param {import('../drafts/drafts.js').Draft} draft
   * @param {string} text of the file
   * @param {Found[]} pictures
   * @param {Found[]} beside
   */
  async #resume(draft, text, pictures, beside) {
    const { session, editor, notices } = this.#parts;
    this.#parts.pictures.add(draft.id, [...pictures, ...this.#marked(beside, text)]);
    await session.resume(draft.id);
    if (session.draft.id !== draft.id) return false;
    if (pictures.length) {
      session.describe({ pictures: [...new Set([...session.draft.pictures, ...pictures.map(({ path }) => path)])] });
      session.touch();
    }
    notices.dismiss('pictures');
    if (editor.text !== text) {
      const { name, bom, lineEnd, encoding } = draft;
      notices.show({
        id: 'opened', text: sheets.files.changedSince(name ?? ''),
        actions: [{
          label: sheets.files.openBeside,
          run: async () => {
            const id = crypto.randomUUID();
            await this.#parts.pictures.copy(draft.id, id);
            await session.create({ id, name, bom, lineEnd, encoding, pictures: draft.pictures }, text);
            session.touch();
          },
        }],
      });
    }
    return true;
  }

  /**
   * Puts pictures with the open draft, and into its text where it does not have them yet.
   * @param {Found[]} found
   * @param {import('../editor/editor.js').Held} place
   */
  async #add(found, place) {
    if (found.length === 0) return { added: [], changed: [], isStored: true };
    return (await import('./adding.js')).addPictures(this.#parts, found, place);
  }

  /** @param {string} id @param {import('./adding.js').Changed[]} changed */
  async #replace(id, changed) {
    await (await import('./adding.js')).replacePictures(this.#parts, id, changed);
  }
}

/** @param {Found[]} files */
function some(files) {
  const names = files.slice(0, 3).map(({ path }) => `“${path}”`).join(', ');
  return files.length > 3 ? sheets.files.andMore(names, files.length - 3) : names;
}

/** @param {unknown} error */
const reasonOf = (error) => (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
