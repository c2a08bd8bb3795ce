/** A goal of words: a quiet bar says how far the post is, and a notice once that it is there. */
import { locale, words } from '../words.js';
import { ask } from '../ui/ask.js';

/** @typedef {import('../preferences.js').Preferences} Preferences */

const most = 1_000_000;
const integer = new Intl.NumberFormat(locale);

export class WordGoal {
  /**
   * @param {object} parts
   * @param {HTMLProgressElement} parts.bar
   * @param {HTMLDialogElement} parts.question
   * @param {Preferences} parts.preferences
   * @param {import('../ui/notices.js').Notices} parts.notices
   */
  constructor(parts) {
    this.#parts = parts;
    parts.preferences.watch('wordGoal', () => this.#show());
  }

  #parts;
  /** The draft that was counted last, and its words. */
  #draft = '';
  #count = 0;
  /** Drafts whose goal was announced. @type {Set<string>} */
  #reached = new Set();

  /** @returns {number} 0 without a goal */
  get words() {
    const goal = this.#parts.preferences.get('wordGoal');
    return Number.isInteger(goal) && goal > 0 && goal <= most ? goal : 0;
  }

  /** @returns {import('../commands.js').Command} */
  get command() {
    return { id: 'word-goal', group: 'edit', run: () => this.#ask() };
  }

  /**
   * Takes note of the words that a draft has now.
   * @param {string} draft its id
   * @param {number} count
   */
  count(draft, count) {
    const goal = this.words;
    const isReached = goal > 0 && draft === this.#draft && this.#count < goal && count >= goal && !this.#reached.has(draft);
    [this.#draft, this.#count] = [draft, count];
    this.#show();
    if (!isReached) return;
    this.#reached.add(draft);
    this.#parts.notices.show({ id: 'goal', text: words.goal.reached(integer.format(goal)), seconds: 10 });
  }

  #show() {
    const { bar } = this.#parts;
    const goal = this.words;
    bar.hidden = goal === 0;
    bar.max = goal || 1;
    bar.value = Math.min(this.#count, goal);
  }

  async #ask() {
    const { question, preferences } = this.#parts;
    const answer = await ask(question, { question: words.goal.ask, answer: words.goal.set, value: String(this.words || '') });
    if (answer === null) return;
    // `1,500` and `1.500` are one number to those who write them.
    const goal = Number(answer.replace(/[\s.,'’]/g, ''));
    if (!Number.isInteger(goal) || goal < 0 || goal > most) {
      this.#parts.notices.show({ id: 'goal', tone: 'warning', text: words.goal.unclear(answer), seconds: 10 });
      return;
    }
    this.#reached.clear();
    preferences.set('wordGoal', goal);
  }
}
