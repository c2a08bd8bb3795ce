/**
 * Everything that an author can do: each command once, with its keys. Tools, menus, keys and the sheet of keys are made of
 * these, so that a command has the same name and key wherever it is found.
 *
 * A key is written as CodeMirror writes it, `Mod-Shift-k`, with a lower-case letter. It works in every keyboard layout.
 */
import { wordsAt } from './words.js';

/**
 * @typedef {object} Command
 * @property {string} id its name is `commands.<id>` of the words
 * @property {Group} group where menus and the sheet of keys list it
 * @property {string[]} [keys] the first is shown
 * @property {() => unknown} run
 * @property {() => boolean} [isThere] for one that is there at times only
 * @property {() => boolean} [isOn] for one that switches something: whether it is on
 * @property {boolean} [inEditor] its keys work in the editor alone, whose keymap has them
 */
/** @typedef {'file' | 'edit' | 'format' | 'table' | 'view' | 'help'} Group */

/**
 * A command of the editor: `run` gets its view and says whether there was something to do, `isOn` gets its state.
 * @typedef {Omit<Command, 'run' | 'inEditor' | 'isOn'> & { run: import('@codemirror/view').Command, isOn?: (state: import('@codemirror/state').EditorState) => boolean }} EditorCommand
 */

export const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

export class Commands {
  /** @type {Map<string, Command>} */
  #all = new Map();

  /** @param {Command[]} commands */
  add(...commands) {
    for (const command of commands) this.#all.set(command.id, command);
  }

  /**
   * @param {EditorCommand[]} commands
   * @param {import('@codemirror/view').EditorView} view
   */
  addOfEditor(commands, view) {
    this.add(...commands.map(({ run, isOn, ...command }) => ({
      ...command,
      inEditor: true,
      isOn: isOn && (() => isOn(view.state)),
      run() {
        run(view);
        view.focus();
      },
    })));
  }

  /** @param {string} id */
  get(id) {
    const command = this.#all.get(id);
    if (!command) throw new Error(`there is no command ${id}`);
    return command;
  }

  /** @param {Group} group @returns {Command[]} in the order in which they were added */
  of(group) {
    return [...this.#all.values()].filter(({ group: own, isThere }) => own === group && isThere?.() !== false);
  }

  /**
   * Runs what the keys of the page ask for.
   * @param {KeyboardEvent} event
   */
  press(event) {
    if (event.defaultPrevented || event.isComposing) return;
    for (const { keys = [], inEditor, isThere, run } of this.#all.values()) {
      if (inEditor || isThere?.() === false || !keys.some((key) => isPressed(key, event))) continue;
      event.preventDefault();
      run();
      return;
    }
  }
}

/** The keys of commands for CodeMirror. @param {EditorCommand[]} commands */
export const keymapOf = (commands) => commands.flatMap(({ keys = [], run }) => keys.map((key) => ({ key, run, preventDefault: true })));

/**
 * Runs the command whose letter or digit is pressed. The keymap of CodeMirror goes by what a key types: with Caps Lock Shift
 * types a small letter, and where Shift and 7 type a slash it would find the key of comments.
 * @param {EditorCommand[]} commands
 * @param {KeyboardEvent} event
 * @param {import('@codemirror/view').EditorView} view
 */
export function runPressed(commands, event, view) {
  const pressed = commands.filter(({ keys }) => keys?.some((key) => /-[a-z0-9]$/.test(key) && isPressed(key, event)));
  return !event.isComposing && pressed.some(({ run }) => run(view));
}

/** @param {Command} command */
export const nameOf = ({ id }) => wordsAt(`commands.${id}`);

/**
 * A key as the keyboard before the reader has it.
 * @param {string} key
 */
export function shownKey(key) {
  const parts = key.split(/-(?!$)/);
  const last = /** @type {string} */ (parts.pop());
  const names = [...parts.map((part) => wordsAt(`keys.${isMac ? 'mac' : 'other'}.${part}`)), last.length === 1 ? last.toUpperCase() : last];
  return names.join(isMac ? '' : '+');
}

/**
 * @param {string} key
 * @param {KeyboardEvent} event
 */
function isPressed(key, event) {
  const parts = key.split(/-(?!$)/);
  const last = /** @type {string} */ (parts.pop());
  if (parts.length === 0 && last.length === 1 && isTyping(event)) return false;
  const mod = parts.includes('Mod');
  const wanted = {
    ctrlKey: parts.includes('Ctrl') || (mod && !isMac), metaKey: mod && isMac, altKey: parts.includes('Alt'),
  };
  // AltGr types a character, though Windows reports it as Ctrl and Alt.
  if (event.getModifierState('AltGraph')) return false;
  if (event.ctrlKey !== wanted.ctrlKey || event.metaKey !== wanted.metaKey || event.altKey !== wanted.altKey) return false;
  // A sign such as `?` is reached with Shift on one keyboard and without on another.
  if (event.shiftKey !== parts.includes('Shift') && (last.length > 1 || /[a-z0-9]/.test(last))) return false;
  return last === (last.length > 1 ? event.key : letterOf(event));
}

/** Whether a key goes into a text. @param {KeyboardEvent} event */
function isTyping(event) {
  const target = event.composedPath()[0];
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));
}

/**
 * The character of a key: a Latin letter as it is written on the key, also with Caps Lock; by the place of the key where
 * another script is.
 * @param {KeyboardEvent} event
 */
function letterOf({ key, code }) {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  return /^Key([A-Z])$/.exec(code)?.[1].toLowerCase() ?? /^Digit(\d)$/.exec(code)?.[1] ?? key;
}
