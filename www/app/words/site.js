/** The words about the folder of a site, loaded with the code that shows them. */
import { language } from '../words.js';

export const siteWords = (await (language === 'de' ? import('./site.de.js') : import('./site.en.js'))).default;
