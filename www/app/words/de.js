/** The words of the page in German. */

/** @param {number} count @param {string} one @param {string} many */
const plural = (count, one, many) => (count === 1 ? one : many);

/** @type {typeof import('./en.js').default} */
export default {
  bar: {
    show: 'Anzeigen', write: 'Schreiben', read: 'Lesen', draft: 'Entwurf',
    new: 'Neu', open: 'Öffnen', save: 'Sichern', drafts: 'Entwürfe', outline: 'Gliederung', more: 'Mehr',
    newTitle: 'Einen neuen Entwurf beginnen', openTitle: 'Einen Beitrag und seine Bilder öffnen, oder einfach hierher ziehen', saveTitle: 'Als Datei sichern',
    draftsTitle: 'Entwürfe in diesem Browser', outlineTitle: 'Überschriften dieses Beitrags', moreTitle: 'Alles Weitere',
    filesToOpen: 'Zu öffnende Dateien', untitled: 'Ohne Titel', noFile: 'nicht als Datei gesichert',
  },
  panes: {
    editor: 'Editor', width: 'Breite des Editors', drop: 'Einen Beitrag, seine Bilder oder seinen Ordner hier ablegen',
  },
  editor: {
    label: 'Markdown-Quelltext', description: 'Tab rückt ein. Um den Editor zu verlassen: Escape, dann Tab.',
    plain: 'Der Quelltext wird ohne Farben gezeigt: Ein Teil davon hat mehr Auszeichnungen oder ist tiefer verschachtelt, als der Editor beim Tippen einfärben kann. Text und Vorschau sind vollständig.',
  },
  find: {
    next: 'Nächste', previous: 'Vorige', all: 'Alle', replace: 'Ersetzen', 'replace all': 'Alle ersetzen',
    'match case': 'Groß/klein', regexp: 'Regexp', 'by word': 'Ganze Wörter', close: 'Schließen',
  },
  commands: {
    new: 'Neuer Entwurf', open: 'Öffnen …', save: 'Sichern', versions: 'Versionen …', 'name-version': 'Diese Version benennen …', 'pack-drafts': 'Alle Entwürfe als ZIP-Datei', 'unpack-drafts': 'Entwürfe aus einer ZIP-Datei …', keys: 'Tastenkürzel', 'theme-system': 'Hell oder dunkel wie das System', 'theme-light': 'Hell', 'theme-dark': 'Dunkel',
    bold: 'Fett', italic: 'Kursiv', code: 'Code', link: 'Link',
  },
  groups: { file: 'Dateien', edit: 'Bearbeiten', format: 'Auszeichnen', table: 'Tabellen', view: 'Ansicht', help: 'Hilfe' },
  keys: {
    title: 'Tastenkürzel', close: 'Schließen',
    mac: { Mod: '⌘', Shift: '⇧', Alt: '⌥', Ctrl: '⌃' },
    other: { Mod: 'Strg', Shift: 'Umschalt', Alt: 'Alt', Ctrl: 'Strg' },
  },
  drafts: {
    label: 'Entwürfe in diesem Browser', empty: 'Noch keine Entwürfe. Was Sie tippen, wird hier von selbst gesichert.', sample: 'Den Beispielbeitrag öffnen',
    openNow: 'jetzt offen', undo: 'Rückgängig', search: 'Entwürfe durchsuchen', none: 'Kein Entwurf enthält diese Wörter.',
    rename: (name) => `Datei von „${name}“ umbenennen`,
    duplicate: (name) => `„${name}“ duplizieren`,
    stored: (size, isLasting) => `${size} MB sind in diesem Browser gespeichert. ${isLasting ? 'Sie bleiben dort, bis Sie sie entfernen.' : 'Der Browser kann sie entfernen, wenn der Platz knapp wird.'}`,
    remove: (name) => `„${name}“ entfernen`,
    removed: (name) => `„${name}“ wurde aus diesem Browser entfernt.`,
    unreadable: 'Dieser Entwurf ist nicht lesbar. Er blieb unverändert.',
    rescued: (name) => `Das zuletzt in „${name}“ Getippte ist als Kopie gesichert: Auch ein anderer Tab hatte den Entwurf geändert.`,
    openCopy: 'Kopie öffnen',
    forked: 'Dieser Entwurf wurde auch in einem anderen Tab geändert. Was Sie hier schrieben, ist jetzt als eigener Entwurf gesichert; keiner der Texte geht verloren.',
    openOther: 'Den anderen öffnen',
    follow: 'Dieser Entwurf wird gerade in einem anderen Tab geändert. Sein Text erscheint auch hier.',
    confirmLoss: 'Der offene Entwurf konnte in diesem Browser nicht gesichert werden. Schließen und verlieren, was nicht als Datei gesichert ist?',
    copy: (name) => name.replace(/(\.[^.]*)?$/, ' (Kopie)$1'),
  },
  versions: {
    title: 'Versionen dieses Entwurfs', none: 'Noch keine Versionen. Sie entstehen beim Schreiben von selbst.',
    unreadable: 'Diese Version ist nicht lesbar.', unchanged: '$ unveränderte Zeilen', now: 'Jetzt', restore: 'Wiederherstellen', copy: 'Als Kopie öffnen',
    ask: 'Name dieser Version', add: 'Version sichern',
    added: (name) => `Dieser Text ist als Version „${name}“ gesichert.`,
    kinds: { work: 'Beim Schreiben', deletion: 'Vor einer großen Löschung', file: 'Bevor eine Datei darüber geöffnet wurde', restore: 'Bevor eine Version wiederhergestellt wurde', named: 'Benannt' },
    size: (count, shown, difference) => `${shown} ${plural(count, 'Wort', 'Wörter')}${difference === '0' ? '' : ` (${difference})`}`,
    differences: (count, shown) => (count === 0 ? 'Der Text ist jetzt derselbe.' : `${shown} ${plural(count, 'Stelle ist', 'Stellen sind')} anders. Links wie er war, rechts wie er jetzt ist.`),
  },
  archive: {
    refused: (reason) => `Das ging nicht: ${reason}. Ihre Entwürfe sind unverändert.`,
    unpacked: (added, known, refused) => [
      `${added} ${plural(added, 'Entwurf wurde', 'Entwürfe wurden')} hinzugefügt.`, known > 0 && `${known} ${plural(known, 'ist', 'sind')} schon da.`, refused && `Nicht lesbar: ${refused}.`,
    ].filter(Boolean).join(' '),
  },
  dialogs: { cancel: 'Abbrechen' },
  saving: {
    untouched: '', pending: 'Sichert …', kept: 'In diesem Browser gesichert', failed: 'Nicht gesichert',
    copyText: 'Text kopieren', saveFile: 'Als Datei sichern', copied: 'Der Text ist in der Zwischenablage.',
    refused: (reason) => `Der Entwurf konnte in diesem Browser nicht gesichert werden: ${reason}. Sichern Sie ihn als Datei, damit er nicht verloren geht.`,
    reasons: {
      QuotaExceededError: 'sein Speicher ist voll', SecurityError: 'er lässt die Seite nichts speichern',
      InvalidStateError: 'sein Speicher wurde geschlossen', UnknownError: 'sein Speicher versagte', AbortError: 'sein Speicher gab auf',
      VersionError: 'eine neuere Fassung dieser Seite ist in einem anderen Tab offen; sichern Sie den Text und laden Sie diese Seite neu',
      unknown: 'aus unbekanntem Grund',
    },
  },
  files: {
    wide: (name) => `„${name}“ ist nicht UTF-8: Jedes zweite Byte ist null, wie bei UTF-16. Nichts wurde geöffnet.`,
    notUtf8: (name, { offset, byte, line, column }) => `„${name}“ ist nicht UTF-8: Byte ${offset} (0x${byte}, Zeile ${line}, Spalte ${column}) gehört nicht dorthin. Nichts wurde geöffnet.`,
    notUtf8Alone: (name) => `„${name}“ ist nicht UTF-8: bitte allein öffnen.`,
    tooLarge: (size, largest) => `sie hat ${size} MB, mehr als die ${largest} MB, die der Editor aufnimmt`,
    tooMany: (most) => `er enthält mehr als ${most} Dateien`,
    savedAsUtf8: 'Gesichert wird in UTF-8.',
    mark: 'Die Datei beginnt mit einer Bytereihenfolge-Marke, die beim Sichern erhalten bleibt.',
    mixed: 'Die Datei mischt Zeilenenden. Sie bleiben erhalten; jeder zusätzliche Wagenrücklauf ist als Zeichen zu sehen.',
    nul: (line, column) => `Die Datei enthält ein NUL-Zeichen in Zeile ${line}, Spalte ${column}. Es bleibt erhalten und ist als Zeichen zu sehen.`,
    opened: (name, remarks) => `„${name}“ ist offen. ${remarks}`,
    refused: (name, reason) => `„${name}“ konnte nicht geöffnet werden: ${reason}.`,
    folderRefused: (reason) => `Der Ordner konnte nicht geöffnet werden: ${reason}.`,
    openAs: (encoding) => `Als ${encoding} öffnen`,
    changedSince: (name) => `„${name}“ ist mit Ihren Änderungen seitdem offen: Sie stehen noch nicht in der Datei.`,
    openBeside: 'Die Datei daneben öffnen',
    none: 'Darin ist keine Datei.',
    notUsed: (names) => `Nicht verwendet: ${names}.`,
    more: (count, names) => `${plural(count, 'Ein weiterer Beitrag ist', `${count} weitere Beiträge sind`)} bei Ihren Entwürfen: ${names}.`,
    andMore: (names, rest) => `${names} und ${rest} weitere`,
    loneSurrogate: (line, column) => `Zeile ${line}, Spalte ${column} enthält ein halbes Zeichen (ein einzelnes Surrogat), das UTF-8 nicht ausdrücken kann: In der Datei steht � dafür. Der Text hier ist unverändert.`,
    notHere: (url) => `„${url}“ ist eine Seite oder Datei Ihrer Website. Sie ist nicht unter Ihren Entwürfen.`,
  },
  pictures: {
    untilClosed: (count, names) => `${plural(count, 'Ein Bild ist', `${count} Bilder sind`)} beim Entwurf, bis Sie diese Seite schließen: ${names}.`,
    gone: (count, names) => `${plural(count, 'Ein Bild dieses Entwurfs war', 'Bilder dieses Entwurfs waren')} da, bis die Seite geschlossen wurde. Ziehen Sie ${plural(count, 'es', 'sie')} noch einmal hierher: ${names}.`,
  },
  preview: {
    recovered: 'Die Vorschau musste neu starten. Ihr Text ist unverändert.',
    undrawn: (name) => `„${name}“ wird ohne Farben im Code, Formeln und Diagramme gezeigt: Die Seite brach zusammen, als sie gezeichnet wurden.`,
    draw: 'Noch einmal zeichnen',
  },
  site: {
    label: 'Website: ', title: 'Die Konfiguration Ihrer Website, nach der Beiträge gelesen werden. Ein Klick entfernt sie.',
    removed: 'Beiträge werden wieder so gelesen, wie Hugo es von sich aus tut.', undo: 'Rückgängig',
    opened: (name) => `Beiträge werden so gelesen, wie „${name}“ es vorgibt, bis Sie die Datei am Fuß der Seite entfernen.`,
    refused: (name, reason) => `„${name}“ ist nicht lesbar. ${reason}`,
  },
  outline: { label: 'Überschriften dieses Beitrags', empty: 'Dieser Beitrag hat keine Überschriften.', emptyHeading: '(leere Überschrift)' },
  problems: {
    label: 'Probleme', none: 'Keine Probleme', error: 'Fehler', warning: 'Warnung', info: 'Hinweis',
    count: (severity, count) => `${count} ${{ error: 'Fehler', warning: plural(count, 'Warnung', 'Warnungen'), info: plural(count, 'Hinweis', 'Hinweise') }[severity]}`,
    more: (count) => `${count} weitere sind nicht aufgeführt.`,
    at: (line, column) => `Zeile ${line}, Spalte ${column}`,
  },
  status: {
    place: (line, column) => `Zeile ${line}, Spalte ${column}`,
    selected: (count) => `(${count} ausgewählt)`,
    words: (count, shown) => `${shown} ${plural(count, 'Wort', 'Wörter')}`,
    minutes: (shown) => `${shown} Min. Lesezeit`,
    blocks: (count, shown) => `${shown} ${plural(count, 'Block', 'Blöcke')}`,
    bom: 'UTF-8 mit BOM',
  },
  notices: { label: 'Meldungen', dismiss: 'Schließen' },
};
