/** The words about files on the author's disk, loaded with the code that shows them. */
import { language } from '../words.js';

export const disk = (await (language === 'de' ? import('./disk.de.js') : import('./disk.en.js'))).default;
