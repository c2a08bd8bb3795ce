/** The words of the published view, in the language of the page around: English, or German. */

/** @typedef {{ severity: string, message: string, file: string | null, line: number | null }} Problem */

const en = {
  title: 'The post as its site publishes it',
  opening: 'Hugo is opening the site: this is the live preview.',
  noHugo: 'The page as published needs Hugo, which is not there: this is the live preview.',
  noPost: 'The page as published needs a post of an open site: this is the live preview.',
  /** @param {string} reason */
  failed: (reason) => `The page as published cannot be shown, as ${reason}: this is the live preview.`,
  /** @param {string} message */
  stopped: (message) => `Hugo stopped (${message})`,
  /** @param {string} message @param {string} place */
  reports: (message, place) => `Hugo reports: ${message}${place}`,
  /** @param {string} file @param {number | null} line */
  place: (file, line) => ` (${file}${line ? `, line ${line}` : ''})`,
  noPage: 'the site publishes no page for this post',
  silent: 'its frame does not answer',
  left: 'its frame was left, or is not sandboxed',
};

/** @type {typeof en} */
const de = {
  title: 'Der Beitrag, wie ihn seine Website veröffentlicht',
  opening: 'Hugo öffnet die Website: Dies ist die Live-Vorschau.',
  noHugo: 'Die veröffentlichte Seite braucht Hugo, das nicht da ist: Dies ist die Live-Vorschau.',
  noPost: 'Die veröffentlichte Seite braucht einen Beitrag einer offenen Website: Dies ist die Live-Vorschau.',
  failed: (reason) => `Die veröffentlichte Seite kann nicht gezeigt werden; ${reason}. Dies ist die Live-Vorschau.`,
  stopped: (message) => `Hugo hielt an (${message})`,
  reports: (message, place) => `Hugo meldet: ${message}${place}`,
  place: (file, line) => ` (${file}${line ? `, Zeile ${line}` : ''})`,
  noPage: 'die Website veröffentlicht keine Seite für diesen Beitrag',
  silent: 'ihr Rahmen antwortet nicht',
  left: 'ihr Rahmen wurde verlassen oder ist nicht abgeschottet',
};

/** @param {Element} element by whose nearest `lang` the language is chosen */
export function wordsAt(element) {
  const lang = element.closest('[lang]')?.getAttribute('lang') ?? '';
  return /^de\b/i.test(lang) ? de : en;
}

/** Why Hugo has made no page, in a few words. @param {typeof en} words @param {Problem[]} problems */
export function reasonFor(words, problems) {
  const problem = problems.find(({ severity }) => severity === 'error') ?? problems[0];
  if (!problem) return words.noPage;
  return words.reports(problem.message.replace(/\.$/, ''), problem.file ? words.place(problem.file, problem.line) : '');
}
