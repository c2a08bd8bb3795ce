/** The words of sheets and of what is done rarely, loaded with the code that shows them. */
import { language } from '../words.js';

export const sheets = (await (language === 'de' ? import('./sheets.de.js') : import('./sheets.en.js'))).default;
