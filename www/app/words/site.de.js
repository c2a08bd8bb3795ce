/** The words about the folder of a site in German. */

/** @param {number} count @param {string} one @param {string} many */
const plural = (count, one, many) => (count === 1 ? one : many);

/** @type {typeof import('./site.en.js').default} */
export default {
  panel: {
    label: (name) => `Website „${name}“`,
    posts: 'Beiträge', search: 'Beiträge durchsuchen', newPost: 'Neuer Beitrag', hide: 'Beiträge ausblenden', show: 'Beiträge der Website', draft: 'Entwurf', section: 'Bereich', unsaved: 'nicht in der Datei gesichert',
    none: 'Kein Beitrag enthält diese Wörter.', empty: 'Noch keine Beiträge.',
    reading: (done, all) => `Beiträge werden gelesen: ${done} von ${all}`,
    found: (count, shown) => `${shown} ${plural(count, 'Beitrag', 'Beiträge')}`,
  },
  folder: {
    again: 'Wieder öffnen', forget: 'Schließen', tryAgain: 'Noch einmal versuchen',
    waits: (name) => `Der Ordner „${name}“ war offen. Der Browser fragt Sie noch einmal, bevor diese Seite ihn lesen darf.`,
    refused: (name) => `Der Ordner „${name}“ ist nicht offen: Der Browser darf ihn nicht lesen.`,
    gone: (name) => `Der Ordner „${name}“ ist nicht mehr an seinem Ort. Öffnen Sie ihn von dort, wo er jetzt liegt.`,
    failed: (name, reason) => `Der Ordner „${name}“ konnte nicht geöffnet werden: ${reason}.`,
    copies: (name) => `Die Beiträge von „${name}“ sind zum Lesen offen. Dieser Browser kann nicht in einen Ordner sichern: Sichern lädt die Datei herunter.`,
    closed: (name) => `Der Ordner „${name}“ ist geschlossen. Ihre Entwürfe sind noch hier.`,
    postGone: (path) => `„${path}“ ist nicht mehr im Ordner.`,
    problems: (places) => `Die Konfiguration der Website hat Fehler. ${places}`,
  },
  create: {
    title: 'Titel des neuen Beitrags', folder: 'Im Ordner', create: 'Anlegen',
    failed: (path, reason) => `„${path}“ wurde nicht angelegt: ${reason}.`, notAllowed: 'Der Browser darf nicht in den Ordner schreiben',
    draftAlone: (path) => `Der neue Beitrag ist ein Entwurf in diesem Browser. Sichern Sie ihn als „${path}“.`,
  },
  problems: {
    page: (ref) => `Die Website hat keine Seite \`${ref}\`: \`ref\` und \`relref\` halten Hugo hier an.`,
    picture: (url) => `Das Bild \`${url}\` ist nicht im Ordner der Website.`,
  },
  hugo: {
    states: { opening: 'Hugo startet …', ready: 'Hugo ist bereit', rendering: 'Hugo rendert …', failed: 'Hugo versagte', none: 'Ohne Hugo' },
    none: 'Ohne Hugo sind Shortcodes der Website Platzhalter. `npm run build:hugo` erzeugt es; laden Sie die Seite danach neu.',
    failed: 'Hugo hielt an. Ihre Vorschau geht ohne es weiter.',
    elsewhere: (file, line, message) => `\`${file}\`${line === null ? '' : `, Zeile ${line}`}: ${message}`,
    works: 'Shortcodes der Website, ihre Render-Hooks und Seiten kommen vom echten Hugo.',
    warns: (warnings, more) => `Es warnt vor Dingen der Website: ${warnings}${more > 0 ? ` und ${more} weiteren` : ''}`,
    published: 'Wie veröffentlicht',
  },
};
