/// <reference types="vite/client" />
/** The author's page: makes the parts and joins them. Each part has a file of its own. */
import { render } from '../draft-pane.js';
import { connect } from '../connect/codemirror.js';
import { appearance } from './ui/appearance.js';
import { belowRoot, chosenFolder, filesOf } from './opening/bundle.js';
import { fileCommands } from './opening/file-commands.js';
import { Commands, shownKey } from './commands.js';
import { chooser } from './opening/chooser.js';
import { newDraft } from './drafts/drafts.js';
import { Drawing } from './preview/drawing.js';
import { dropping, pastedFiles } from './opening/dropping.js';
import { Editor, editorCommands } from './editor/editor.js';
import { Modes } from './editor/modes.js';
import { exporting } from './exporting/exporting.js';
import { onceIdle } from './idle.js';
import { installed } from './offline/installed.js';
import { languageOf } from './preview/text-language.js';
import { recall } from './memory.js';
import { later } from './ui/later.js';
import { links } from './opening/links.js';
import { commandMenu } from './ui/menu.js';
import { Notices } from './ui/notices.js';
import { paneSwitch } from './ui/pane-switch.js';
import { Pictures } from './files/pictures.js';
import { Preferences } from './preferences.js';
import { Problems } from './preview/problems.js';
import { safekeeping } from './drafts/safekeeping.js';
import { Session } from './drafts/session.js';
import { reader } from './preview/reader.js';
import { hasEmoji } from './preview/reading.js';
import { SiteStyles } from './preview/site-styles.js';
import { Site } from './preview/site.js';
import { splitter } from './ui/splitter.js';
import { Status } from './drafts/status.js';
import { WordGoal } from './drafts/word-goal.js';
import { Lasting } from './store/lasting.js';
import { toolbar } from './ui/toolbar.js';
import { unloaded } from './ui/unloaded.js';
import { language, translate, words } from './words.js';

document.documentElement.lang = language;
translate(document);

/** @param {string} id @returns {any} the element of index.html; what each is used as says its type */
const element = (id) => document.getElementById(id);

/** @type {import('../draft-pane.js').DraftPane} */
const pane = element('pane');
const preferences = new Preferences();
const notices = new Notices(element('notices'), element('show-notices'));
unloaded(notices);
const lasting = new Lasting();
/** @type {Pictures} */
const pictures = new Pictures({
  pane, notices, stored: () => lasting.ask(), database: async () => (await session.open()).database,
});
const panes = paneSwitch(element('panes'), { editor: element('show-editor'), preview: element('show-preview') }, preferences);
const status = new Status({
  title: element('draft-title'), file: element('draft-file'), kept: element('draft-kept'),
  place: element('status-place'), format: element('status-format'), stats: element('status-stats'),
});

const modes = new Modes(preferences);
const editor = new Editor(element('editor'), {
  edited(changes, own) {
    problems.follow(changes);
    if (!own) return;
    if (isBlank()) showProblems();
    session.touch(own.before, own.isDeletion);
    lasting.typed(Math.max(0, changes.newLength - changes.length));
  },
  moved() {
    session.moved();
    showPlace();
    bar.moved();
  },
  plain(isPlain) {
    if (!isPlain) notices.dismiss('plain');
    else {
      notices.show({
        id: 'plain',
        text: words.editor.plain,
      });
    }
  },
  pasted(data) {
    const found = pastedFiles(data);
    if (found.length > 0) openFiles(found, editor.hold());
    return found.length > 0;
  },
  known: {
    headings: () => pane.draft?.outline ?? [],
    files: /** @returns {string[]} */ () => session.draft.pictures,
    drafts: /** @returns {ReturnType<Session['all']>} */ () => session.all(),
    hasEmoji: () => hasEmoji(pane.options),
    site: () => openSite?.known ?? null,
  },
}, modes);

const problems = new Problems({
  editor, panel: element('problems'), list: element('problem-list'), more: element('problems-more'),
  button: element('show-problems'), count: element('problem-count'), sign: element('problems-icon'),
  leading: () => panes.show('editor'),
});

let disconnect = () => {};
/** The draft that the pane shows, by its id. */
let shown = '';
const session = new Session({
  editor, notices,
  show({ text, place, history }) {
    disconnect();
    drawing.open(session.draft.id, session.draft.title || session.draft.name || words.bar.untitled);
    if (shown !== session.draft.id) {
      // Another draft's header is not the last good one of this.
      pane.value = '';
      shown = session.draft.id;
      // They offer something for the draft that was open.
      for (const id of ['disk', 'saved', 'opened']) notices.dismiss(id);
      openSite?.changed();
      pictures.open(shown, session.draft.pictures);
    }
    editor.open(shown, text, place, history);
    disconnect = connect(editor.view, pane);
    const id = shown;
    if (place) pane.ready.then(() => shown === id && pane.reveal(place.top, { align: 0 }));
    showTitle();
    showProblems();
    showPlace();
  },
  forked(id) {
    pictures.fork(id, session.draft.pictures);
    drawing.fork(id);
    shown = editor.draft = id;
  },
  changed() {
    status.draft(session, openSite?.path);
    // Not while the pane has another text.
    if (shown === session.draft.id) openSite?.changed();
  },
  countWords(text) {
    try {
      return render(text, pane.options).stats.words;
    } catch {
      // The engine is not there yet, or broke.
      return null;
    }
  },
});

const sampleName = 'how-to-read-a-tide-table.md';
const sample = async () => (language === 'de' ? await import('./sample.de.md?raw') : await import('./sample.md?raw')).default;
// The store opens while the parts below are made; their code has run before it answers.
const started = session.start(async () => ({ draft: newDraft({ name: sampleName }), text: await sample() }));

// The element reports while the editor is in the middle of an update, which must not be changed then; and what is read
// here need not be new at every key.
const showPlace = onceIdle(() => status.place(editor.view.state));
const showProblems = onceIdle(() => problems.show(isBlank() ? [] : pane.draft?.diagnostics ?? [], pane.problems, openSite?.mistakes()));
const showStats = onceIdle(() => {
  if (!pane.draft || shown !== session.draft.id) return;
  goal.count(shown, pane.draft.stats.words);
  status.stats(pane.draft.stats, goal.words);
  const { to } = pane.draft.frontMatter;
  element('hint').hidden = /\S/.test(editor.view.state.sliceDoc(to, to + 1000));
  editor.language = languageOf(pane.draft.frontMatter.data, session.draft.name, pane.options.site);
});
const goal = new WordGoal({ bar: element('word-goal'), question: element('question'), preferences, notices });
preferences.watch('wordGoal', showStats);
pane.addEventListener('draft-update', showStats);
pane.addEventListener('draft-diagnostics', showProblems);
pane.addEventListener('draft-problems', showProblems);
pane.addEventListener('draft-recovered', () => {
  notices.show({ id: 'recovered', text: words.preview.recovered, seconds: 8 });
});

/** Whether the draft is a new one without a word of its author: nobody wants to hear yet that the title is missing. */
const isBlank = () => session.keeping === 'untouched' && session.draft.name === null;

function showTitle() {
  if (!pane.draft || shown !== session.draft.id) return;
  const { title } = pane.draft.frontMatter.data;
  session.describe({ title: typeof title === 'string' ? title.trim() : '' });
}

const drawing = new Drawing({ pane, notices, save: () => session.keep() });

splitter(element('splitter'));
const listDrafts = later(async () => {
  const [{ draftList }, { Shelf }] = await Promise.all([import('./drafts/draft-list.js'), import('./drafts/shelf.js')]);
  return draftList({
    menu: element('drafts'), search: element('draft-search'), list: element('draft-list'), empty: element('no-drafts'),
    shelf: new Shelf({ session, notices, duplicated: (from, to) => pictures.copy(from, to) }),
    opened: () => lasting.describe(element('drafts-stored')),
  });
});
element('drafts').addEventListener('beforetoggle', (/** @type {ToggleEvent} */ { newState }) => newState === 'open' && listDrafts());
const listHeadings = later(async () => (await import('./preview/outline.js')).outline({
  menu: element('outline'), list: element('outline-list'), empty: element('no-headings'),
  headings: () => pane.draft?.outline ?? [],
  place: () => (panes.reading ? pane.offsetAt(pane.clientHeight / 3) : editor.view.state.selection.main.head),
  lead({ from }) {
    if (!panes.reading) editor.jump(from);
    pane.reveal(from);
  },
}));
element('outline').addEventListener('beforetoggle', (/** @type {ToggleEvent} */ { newState }) => newState === 'open' && listHeadings());

reader(pane, preferences);
const site = new Site({ pane, notices, preferences, name: element('site-name') });
const styles = new SiteStyles({ pane, notices });
/** @type {HTMLInputElement} */
const input = element('file-input');
const files = fileCommands({
  session, editor, notices, input, dialog: element('file-sheet'), question: element('question'), take: (found) => take(found),
});
/** Its code is loaded with the first file that is opened. */
const opening = async () => new (await import('./opening/opening.js')).Opening({
  session, editor, pictures, notices, saving: files.load, openSite: (file) => site.open(file), openStyles: (files) => styles.add(files),
  openArchetypes: async (found) => (await openedArchetypes()).remember(found),
});
links({
  pane, session, pictures, notices, show: async (file) => (await opening()).show(file),
  showPost(url) {
    const path = openSite?.postAt(url);
    if (path) openSite?.lead(path);
    return Boolean(path);
  },
});

/** The site whose folder is open. Its code is loaded with the first folder. @type {import('./site/open-site.js').OpenSite | null} */
let openSite = null;
/** @type {Promise<import('./site/sites.js').Sites> | undefined} */
let loadedSites;
const sites = () => {
  loadedSites ??= import('./site/sites.js').then(({ Sites }) => new Sites({
    session, editor, pane, pictures, notices, reading: site, question: element('question'), opening, saving: files.load,
    leading: () => panes.show('editor'), looking: () => panes.show('preview'), judge: showProblems, named: () => status.draft(session, openSite?.path),
    changed: (open) => (openSite = open),
  }));
  loadedSites.catch(() => (loadedSites = undefined));
  return loadedSites;
};
/** @type {import('./opening/bundle.js').TakeSite} */
const takeSite = async (name, source) => (await sites()).take(name, source);
const chooseFiles = chooser({
  accept: '', isFolder: true, left: () => editor.view.focus(),
  taken: (found) => takeAll(takeSite(nameOfRoot(found), belowRoot(found)).then((isSite) => (isSite ? null : found))),
});
/** @param {import('./files/files.js').Found[]} found */
const nameOfRoot = ([first]) => first?.path.split('/')[0] ?? '';
const openFolder = () => ('showDirectoryPicker' in window ? takeAll(chosenFolder(takeSite)) : chooseFiles());

async function create() {
  const now = new Date();
  const day = new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
  const start = '---\ntitle: "';
  const inTitle = { anchor: start.length, head: start.length, top: 0, past: 0 };
  await session.create({ place: inTitle }, `${start}"\ndate: ${day}\ndraft: true\n---\n\n`);
  panes.show('editor');
  editor.view.focus();
}

const openedArchetypes = async () => (await import('./opening/archetypes.js')).archetypes({
  session, editor, pictures, notices, question: element('question'), leading: () => panes.show('editor'),
});

const safe = safekeeping({ session, editor, pictures, notices, versions: element('versions'), question: element('question') });
/** @type {import('./opening/opening.js').Opening['take']} */
const openFiles = async (found, place) => {
  const loaded = await opening().catch((error) => {
    notices.show({ id: 'opened', tone: 'error', text: words.files.refused(found[0]?.path ?? '', error.message) });
  });
  await loaded?.take(found, place).finally(place.release);
};
/**
 * Opens files, or the drafts that are in a ZIP file.
 * @param {import('./files/files.js').Found[]} found
 * @param {import('./editor/editor.js').Held} [place] where in the text pictures go: the cursor, without it
 */
const take = async (found, place = editor.hold()) => {
  if (safe.take(found)) place.release();
  else await openFiles(found, place);
};

const openSample = async () => session.create({ name: sampleName }, await sample());

input.addEventListener('change', () => {
  take([...input.files ?? []].map((file) => ({ path: file.name, file })));
  input.value = ''; // so that the same file can be chosen again
});
/** @param {Promise<import('./files/files.js').Found[] | null>} found */
const takeAll = (found, place = editor.hold()) => found.then((all) => all && take(all, place)).catch((error) => notices.show({
  id: 'opened', tone: 'error', text: words.files.folderRefused(error.message),
})).finally(place.release);
dropping(element('drop-target'), (data, event) => {
  takeAll(filesOf(data, takeSite), editor.hold(editor.offsetAt(event)));
});
const choosePictures = chooser({ accept: 'image/*', taken: (found) => take(found), left: () => editor.view.focus() });
element('open-sample').addEventListener('click', () => {
  element('drafts').hidePopover();
  openSample();
});

const commands = new Commands();
const openKeys = later(async () => (await import('./ui/key-sheet.js')).keySheet(element('key-sheet'), commands));
const openSettings = later(async () => (await import('./preview/settings.js')).settingsSheet({
  dialog: element('settings'), preferences, site, styles, save: () => session.keep(),
}));
commands.add(
  { id: 'new', group: 'file', run: create },
  { id: 'new-from-archetype', group: 'file', run: async () => (openSite ? openSite.create() : (await openedArchetypes()).start()) },
  { id: 'open-folder', group: 'file', keys: ['Alt-Shift-o'], run: openFolder },
  { id: 'reread-folder', group: 'file', isThere: () => Boolean(openSite?.folder.root), run: async () => (await sites()).reread() },
  { id: 'close-folder', group: 'file', isThere: () => openSite !== null, run: async () => (await sites()).close() },
  ...files.commands,
  { id: 'site-posts', group: 'view', keys: ['Alt-Shift-s'], isThere: () => openSite !== null, run: () => openSite?.toggle() },
  { id: 'published', group: 'view', keys: ['Alt-Shift-v'], isThere: () => openSite?.preview.hasHugo === true, run: () => openSite?.preview.toggle(), isOn: () => pane.view === 'published' },
  { id: 'settings', group: 'view', keys: ['Mod-,'], run: openSettings },
  { id: 'keys', group: 'help', keys: ['?', 'F1'], run: openKeys },
);
commands.addOfEditor(editorCommands, editor.view);
commands.add(
  { id: 'image', group: 'format', run: choosePictures },
  { id: 'shrink-picture', group: 'format', run: async () => (await import('./opening/shrinking.js')).openShrinking({ session, editor, pictures, notices }) },
  ...safe.commands, ...panes.commands, ...appearance(preferences));
const bar = toolbar({ bar: element('toolbar'), levels: element('heading-levels'), commands, preferences });
/** @type {Promise<(pane: import('./ui/full-screen.js').Full) => Promise<void>> | undefined} */
let openedFull;
/** @param {import('./ui/full-screen.js').Full} shown */
const full = async (shown) => {
  openedFull ??= import('./ui/full-screen.js').then(({ fullScreen }) => fullScreen({ button: element('leave-full'), panes: { text: editor.view, preview: pane } }));
  openedFull.catch(() => (openedFull = undefined));
  await (await openedFull)(shown);
};
commands.add(...(/** @type {const} */ ([['full-screen', 'text', 'f'], ['full-screen-preview', 'preview', 'p']])).map(([id, shown, key]) => (
  /** @type {import('./commands.js').Command} */ ({ id, group: 'view', keys: [`Alt-Shift-${key}`], run: () => full(shown), isOn: () => document.documentElement.dataset.full === shown })
)));
commands.add(bar.command, ...exporting({ session, editor, pane, pictures, notices, preferences }));
commands.add(...modes.commands, goal.command);
commandMenu(element('more'), commands, () => editor.view.focus());
tools({ 'new-draft': 'new', 'open-file': 'open', 'save-file': 'save', site: 'settings' });
window.addEventListener('keydown', (event) => commands.press(event));

/** Buttons that run a command, with its key in their titles. @param {Record<string, string>} buttons ids of commands by those of buttons */
function tools(buttons) {
  for (const [id, name] of Object.entries(buttons)) {
    const { run, keys } = commands.get(name);
    const button = element(id);
    button.addEventListener('click', run);
    if (keys) button.title = `${button.title} (${shownKey(keys[0])})`;
  }
}

started.then(() => {
  // Not before: an engine that is quicker than the store shows an empty text first, which is no draft.
  pane.addEventListener('draft-frontmatter', showTitle);
  showTitle();
  site.resume();
  if (recall('draftpane.site-folder') !== null) sites().then((all) => all.resume());
  installed({ take });
});
