/** The fields of Hugo's front matter in German. */
/** @type {typeof import('./fields.en.js').default} */
export default {
  title: 'Titel des Beitrags', date: 'Datum des Beitrags', draft: 'Unveröffentlicht, solange true', description: 'Für Suchmaschinen und Listen', summary: 'Steht in Listen',
  tags: 'Themen des Beitrags', categories: 'Gruppen von Beiträgen', series: 'Zusammengehörige Beiträge', keywords: 'Wörter für Suchmaschinen', images: 'Bilder für Links auf anderen Seiten',
  aliases: 'Alte Adressen, die hierher führen', audio: 'Ton für Links auf anderen Seiten', build: 'Ob eine Seite entsteht und gelistet wird', cascade: 'Werte für alle Seiten darunter',
  expiryDate: 'Ab dann unveröffentlicht', headless: 'Ein Bündel ohne Seite', isCJKLanguage: 'Zählt Wörter wie im Chinesischen, Japanischen, Koreanischen', lastmod: 'Datum der letzten Änderung',
  layout: 'Vorlage der Seite', linkTitle: 'Kurzer Titel für Links', markup: 'Sprache des Texts', menus: 'Menüs mit dieser Seite', outputs: 'Formate, die entstehen',
  params: 'Eigene Werte', publishDate: 'Vorher unveröffentlicht', resources: 'Namen der Dateien im Bündel', sitemap: 'Eintrag in der Sitemap', slug: 'Letzter Teil der Adresse',
  translationKey: 'In allen Übersetzungen gleich', type: 'Art der Seite, für ihre Vorlage', url: 'Ganze Adresse', videos: 'Videos für Links auf anderen Seiten', weight: 'Platz in Listen: Kleines zuerst',
  list: 'Ob Listen die Seite enthalten', render: 'Ob die Seite entsteht', publishResources: 'Ob ihre Dateien veröffentlicht werden',
  changefreq: 'Wie oft sich die Seite ändert', priority: 'Von 0 bis 1', disable: 'Nicht in der Sitemap', filename: 'Name der Sitemap',
};
