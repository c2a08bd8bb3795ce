/** The words about files on the author's disk in German. */

/** @param {number} count @param {string} one @param {string} many */
const plural = (count, one, many) => (count === 1 ? one : many);

/** @type {typeof import('./disk.en.js').default} */
const disk = {
  recent: 'Zuletzt geöffnete Dateien', noRecent: 'Noch keine Dateien. Geöffnete und gesicherte Dateien stehen hier.', mine: 'Ihr Text', theirs: 'Die Datei', keepMine: 'Meinen behalten', takeTheirs: 'Den der Datei übernehmen', saveAs: 'Sichern als …',
  tryAgain: 'Noch einmal versuchen', compare: 'Vergleichen', askName: 'Name der Datei',
  changedTitle: (name) => `„${name}“ wurde von einem anderen Programm geändert`,
  changed: (name) => `„${name}“ wurde von einem anderen Programm geändert. Beim Sichern entscheiden Sie, welcher Text bleibt.`,
  taken: (name) => `„${name}“ wurde von einem anderen Programm geändert: Der neue Text wird angezeigt. Ihrer steht bei den Versionen.`,
  differences: (count, shown) => `${shown} ${plural(count, 'Stelle ist', 'Stellen sind')} anders. Links steht Ihr Text, rechts der der Datei.`,
  notAllowed: (name) => `„${name}“ wurde nicht gesichert: Der Browser darf nicht in die Datei schreiben. Ihr Text ist in diesem Browser gesichert.`,
  notWritten: (name, reason) => `„${name}“ wurde nicht gesichert: ${reason}. Ihr Text ist in diesem Browser gesichert.`,
  notReadable: (name) => `„${name}“ wurde nicht geöffnet: Der Browser darf die Datei nicht lesen.`,
  gone: (name) => `„${name}“ ist nicht mehr an ihrem Ort. Öffnen Sie die Datei von ihrem neuen Ort.`,
  reasons: {
    NotFoundError: 'die Datei ist nicht mehr an ihrem Ort', NotAllowedError: 'der Browser darf nicht in die Datei schreiben', QuotaExceededError: 'der Platz dafür reicht nicht',
    NoModificationAllowedError: 'ein anderes Programm schreibt gerade in die Datei', NotReadableError: 'die Datei ist nicht lesbar', InvalidStateError: 'die Datei wurde inzwischen geändert',
  },
};

export default disk;
