/** The fields of Hugo's front matter, each in a few words. Loaded with the suggestions. */
export default {
  title: 'Title of the post', date: 'Date of the post', draft: 'Not published while true', description: 'For search engines and lists', summary: 'Shown in lists',
  tags: 'Subjects of the post', categories: 'Groups of posts', series: 'Posts that belong together', keywords: 'Words for search engines', images: 'Pictures for links on other sites',
  aliases: 'Old addresses that lead here', audio: 'Sound for links on other sites', build: 'Whether a page is made and listed', cascade: 'Values for all pages below',
  expiryDate: 'Not published from then on', headless: 'A bundle without a page', isCJKLanguage: 'Counts words as in Chinese, Japanese, Korean', lastmod: 'Date of the last change',
  layout: 'Template of the page', linkTitle: 'Short title for links', markup: 'Language of the text', menus: 'Menus that list the page', outputs: 'Formats that are made',
  params: 'Values of your own', publishDate: 'Not published before', resources: 'Names of files in the bundle', sitemap: 'Entry in the sitemap', slug: 'Last part of the address',
  translationKey: 'Same in all translations', type: 'Kind of page, for its template', url: 'Whole address', videos: 'Videos for links on other sites', weight: 'Place in lists: small first',
  list: 'Whether lists have the page', render: 'Whether the page is made', publishResources: 'Whether its files are published',
  changefreq: 'How often the page changes', priority: 'From 0 to 1', disable: 'Not in the sitemap', filename: 'Name of the sitemap',
};
