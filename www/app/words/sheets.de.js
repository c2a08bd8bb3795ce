/** The words of sheets and of what is done rarely in German. */

/** @param {number} count @param {string} one @param {string} many */
const plural = (count, one, many) => (count === 1 ? one : many);

/** @type {typeof import('./sheets.en.js').default} */
const sheets = {
  settings: {
    title: 'Einstellungen', reading: 'Wie Beiträge gelesen werden', preview: 'Vorschau', page: 'Diese Seite', none: '–',
    flavor: 'Markdown von',
    hugoOnly: 'Die übrigen Einstellungen hat nur Hugo.',
    byFile: (name) => `„${name}“ ist offen: Es gelten die Werte der Datei.`,
    removeFile: (name) => `„${name}“ entfernen`,
    rawHtml: 'HTML im Text', formulas: 'Formeln', emoji: 'Emoji nach Namen', typographer: 'Typografische Anführungszeichen und Striche', headingIds: 'Namen der Überschriften', timeZone: 'Zeitzone',
    formulaMarks: { off: 'Aus', dollars: '$…$ und $$…$$', brackets: '\\(…\\) und \\[…\\]', both: 'Beides' },
    noTimeZone: 'UTC',
    textSize: 'Schriftgröße', textSizes: { small: 'Klein', medium: 'Mittel', large: 'Groß', largest: 'Sehr groß' },
    lineLength: 'Zeilenlänge', lineLengths: { short: 'Kurz', medium: 'Mittel', long: 'Lang', full: 'So breit wie der Bereich' },
    frontMatter: 'Kopfdaten', frontMatterModes: { header: 'Als Kopf des Beitrags', table: 'Als Tabelle', source: 'Wie geschrieben', hidden: 'Verborgen' },
    styles: 'Beiträge erscheinen in den Stylesheets Ihrer Website:', noStyles: 'Ziehen Sie ein Stylesheet Ihrer Website (.css) auf diese Seite, um Beiträge darin zu sehen, oder fügen Sie eines nach seiner Adresse hinzu.',
    removeStyles: (name) => `„${name}“ entfernen`,
    language: 'Sprache', browserLanguage: 'Wie der Browser', theme: 'Farben', themes: { system: 'Wie das System', light: 'Hell', dark: 'Dunkel' },
  },
  links: {
    label: 'Stylesheet Ihrer Website nach seiner Adresse', add: 'Hinzufügen', loading: 'Wird geladen …', added: 'Beiträge erscheinen darin.', notRemembered: 'Es ist zu groß, um gemerkt zu werden, wenn die Seite geschlossen wird.',
    again: (name) => `„${name}“ noch einmal laden`,
    errors: {
      address: 'Das ist nicht die Adresse eines Stylesheets: Sie beginnt mit https://.',
      encrypted: 'Die Adresse muss mit https:// beginnen, wenn sie nicht zu diesem Rechner gehört.',
      offline: 'Es gibt kein Netz. Ein Stylesheet, das als Datei gesichert ist, können Sie auf diese Seite ziehen.',
      cors: 'Der Server lässt andere Seiten das Stylesheet nicht lesen (kein CORS-Header). Sichern Sie es als Datei und ziehen Sie sie auf diese Seite.',
      size: 'Es ist zu groß: 1,5 Millionen Zeichen sind möglich.', empty: 'Darin stehen keine CSS-Regeln.',
      unreachable: (host) => `„${host}“ antwortet nicht.`,
      status: (status) => (status === 404 ? 'An dieser Adresse ist nichts (404).' : `Der Server verweigert es (${status}).`),
      type: (type) => `Das ist kein Stylesheet${type ? `: Der Server sendet ${type}` : ''}. Die Adresse endet meist auf .css.`,
    },
  },
  versions: {
    title: 'Versionen dieses Entwurfs', none: 'Noch keine Versionen. Sie entstehen beim Schreiben von selbst.',
    unreadable: 'Diese Version ist nicht lesbar.', unchanged: '$ unveränderte Zeilen', now: 'Jetzt', restore: 'Wiederherstellen', copy: 'Als Kopie öffnen',
    kinds: { work: 'Beim Schreiben', deletion: 'Vor einer großen Löschung', file: 'Bevor eine Datei darüber geöffnet wurde', disk: 'In der Datei, bevor sie überschrieben wurde', restore: 'Bevor eine Version wiederhergestellt wurde', named: 'Benannt' },
    size: (count, shown, difference) => `${shown} ${plural(count, 'Wort', 'Wörter')}${difference === '0' ? '' : ` (${difference})`}`,
    differences: (count, shown) => (count === 0 ? 'Der Text ist jetzt derselbe.' : `${shown} ${plural(count, 'Stelle ist', 'Stellen sind')} anders. Links wie er war, rechts wie er jetzt ist.`),
  },
  shrinking: {
    title: 'Ein Bild verkleinern', picture: 'Bild', width: 'Breite in Pixeln', format: 'Format', quality: 'Qualität', run: 'Verkleinern',
    none: 'Kein Bild dieses Entwurfs lässt sich verkleinern: PNG, JPEG, WebP und AVIF lassen sich verkleinern.', impossible: 'Diese Größe ist nicht möglich: Bilder werden nur kleiner.',
    size: (width, height, bytes) => `${width} × ${height}, ${bytes}`,
    sizes: (before, now, difference) => `Vorher: ${before}. Nachher: ${now} (${difference}).`,
    done: (from, to) => `Im Text steht jetzt „${to}“. „${from}“ bleibt beim Entwurf: Rückgängig holt es zurück.`,
  },
  archetypes: {
    title: 'Titel des Beitrags', create: 'Anlegen', label: 'Archetyp', builtin: 'Hugos Vorgabe', add: 'Archetypen hinzufügen …', remove: 'Entfernen',
    added: (count, names) => `${plural(count, 'Der Archetyp ist', `${count} Archetypen sind`)} in diesem Browser gemerkt: ${names}.`,
    verbatim: (count, names) => `${plural(count, 'Eine Anweisung', `${count} Anweisungen`)} des Archetyps ${plural(count, 'ist', 'sind')} unverändert, weil nur Hugo sie ausführen kann: ${names}`,
    found: (name) => `„${name}“ sieht nach einem Archetyp aus, aus dem neue Beiträge entstehen.`, remember: 'Als Archetyp merken',
  },
  pictures: {
    added: (count, names) => `${plural(count, 'Ein Bild ist', `${count} Bilder sind`)} beim Entwurf gespeichert: ${names}.`,
    gone: (count, names) => `${plural(count, 'Ein Bild dieses Entwurfs ist', 'Bilder dieses Entwurfs sind')} nicht in diesem Browser gespeichert. Ziehen Sie ${plural(count, 'es', 'sie')} noch einmal hierher: ${names}.`,
    refused: (count, names, reason, isPictures) => `${isPictures ? plural(count, 'Ein Bild konnte', `${count} Bilder konnten`) : plural(count, 'Eine Datei konnte', `${count} Dateien konnten`)} in diesem Browser nicht gespeichert werden: ${reason}. ${plural(count, isPictures ? 'Es ist' : 'Sie ist', 'Sie sind')} ${isPictures ? 'zu sehen' : 'da'}, bis Sie diese Seite schließen: ${names}.`,
    changed: (count, names) => `${plural(count, 'Ein anderes Bild heißt schon so und bleibt', 'Andere Bilder heißen schon so und bleiben')}: Neu ${plural(count, 'ist', 'sind')} ${names}.`,
    inFolder: (folder, names) => `Im Ordner „${folder}“: ${names}.`,
    notInFolder: (folder, names, reason) => `Nicht in den Ordner „${folder}“ geschrieben: ${names}. ${reason === 'NotAllowedError' ? 'Der Browser durfte es nicht' : reason}. Der Entwurf hat es.`, write: 'In den Ordner schreiben',
    replace: (count) => plural(count, 'Das andere Bild ersetzen', 'Die anderen Bilder ersetzen'),
  },
  files: {
    wide: (name) => `„${name}“ ist nicht UTF-8: Jedes zweite Byte ist null, wie bei UTF-16. Nichts wurde geöffnet.`,
    notUtf8: (name, { offset, byte, line, column }) => `„${name}“ ist nicht UTF-8: Byte ${offset} (0x${byte}, Zeile ${line}, Spalte ${column}) gehört nicht dorthin. Nichts wurde geöffnet.`,
    notUtf8Alone: (name) => `„${name}“ ist nicht UTF-8: bitte allein öffnen.`,
    tooLarge: (size, largest) => `sie hat ${size} MB, mehr als die ${largest} MB, die der Editor aufnimmt`,
    savedAsUtf8: 'Gesichert wird in UTF-8.',
    savedAlike: (encoding) => `Gesichert wird wieder in ${encoding}.`,
    savedNearly: (encoding) => `Gesichert wird wieder in ${encoding}, einige Zeichen mit anderen Bytes, die dasselbe bedeuten.`,
    mark: 'Die Datei beginnt mit einer Bytereihenfolge-Marke, die beim Sichern erhalten bleibt.',
    mixed: 'Die Datei mischt Zeilenenden. Sie bleiben erhalten; jeder zusätzliche Wagenrücklauf ist als Zeichen zu sehen.',
    nul: (line, column) => `Die Datei enthält ein NUL-Zeichen in Zeile ${line}, Spalte ${column}. Es bleibt erhalten und ist als Zeichen zu sehen.`,
    opened: (name, remarks) => `„${name}“ ist offen. ${remarks}`,
    openAs: (encoding) => `Als ${encoding} öffnen`,
    changedSince: (name) => `„${name}“ ist mit Ihren Änderungen seitdem offen: Sie stehen noch nicht in der Datei.`,
    openBeside: 'Die Datei daneben öffnen',
    none: 'Darin ist keine Datei.',
    notUsed: (names) => `Nicht verwendet: ${names}.`,
    more: (count, names) => `${plural(count, 'Ein weiterer Beitrag ist', `${count} weitere Beiträge sind`)} bei Ihren Entwürfen: ${names}.`,
    andMore: (names, rest) => `${names} und ${rest} weitere`,
  },
};

export default sheets;
