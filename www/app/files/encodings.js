/** Which encoding a file may have that is not UTF-8. Loaded when there is one. */
import { analyse } from 'chardet';

/** @typedef {{ label: string, name: string }} Encoding `label`: of the Encoding Standard; `name`: as people call it */

const latin = { label: 'windows-1252', name: 'Windows-1252 (Latin 1)' };

/** Names of encodings: the detector's, and those of browsers. @type {Record<string, Encoding>} */
const known = {
  'UTF-16LE': { label: 'utf-16le', name: 'UTF-16' },
  'UTF-16BE': { label: 'utf-16be', name: 'UTF-16' },
  GB18030: { label: 'gb18030', name: 'GBK (simplified Chinese)' },
  Big5: { label: 'big5', name: 'Big5 (traditional Chinese)' },
  Shift_JIS: { label: 'shift_jis', name: 'Shift-JIS (Japanese)' },
  'EUC-JP': { label: 'euc-jp', name: 'EUC-JP (Japanese)' },
  'ISO-2022-JP': { label: 'iso-2022-jp', name: 'ISO-2022-JP (Japanese)' },
  'EUC-KR': { label: 'euc-kr', name: 'EUC-KR (Korean)' },
  'KOI8-R': { label: 'koi8-r', name: 'KOI8-R (Cyrillic)' },
  'windows-1250': { label: 'windows-1250', name: 'Windows-1250 (Central European)' },
  'ISO-8859-2': { label: 'iso-8859-2', name: 'ISO 8859-2 (Central European)' },
  'windows-1251': { label: 'windows-1251', name: 'Windows-1251 (Cyrillic)' },
  'ISO-8859-5': { label: 'iso-8859-5', name: 'ISO 8859-5 (Cyrillic)' },
  'windows-1253': { label: 'windows-1253', name: 'Windows-1253 (Greek)' },
  'ISO-8859-7': { label: 'iso-8859-7', name: 'ISO 8859-7 (Greek)' },
  'windows-1254': { label: 'windows-1254', name: 'Windows-1254 (Turkish)' },
  'ISO-8859-9': { label: 'windows-1254', name: 'Windows-1254 (Turkish)' },
  'windows-1255': { label: 'windows-1255', name: 'Windows-1255 (Hebrew)' },
  'ISO-8859-8': { label: 'windows-1255', name: 'Windows-1255 (Hebrew)' },
  'windows-1256': { label: 'windows-1256', name: 'Windows-1256 (Arabic)' },
  'ISO-8859-6': { label: 'iso-8859-6', name: 'ISO 8859-6 (Arabic)' },
  'windows-1252': latin,
  'ISO-8859-1': latin,
};

/** The largest number of offered encodings, beside Latin 1, which any bytes can be. */
const most = 2;
/** The detector looks at so many bytes. */
const looked = 64 * 1024;

/**
 * @param {Uint8Array} bytes not UTF-8
 * @returns {Encoding[]} the likeliest first
 */
export function guess(bytes) {
  const wide = wideOf(bytes);
  if (wide) return [wide];
  const found = analyse(bytes.subarray(0, looked)).flatMap(({ name }) => known[name] ?? []);
  const fitting = [...new Map([...found, latin].map((encoding) => [encoding.label, encoding])).values()].filter(({ label }) => fits(bytes, label));
  return [...fitting.slice(0, most), ...fitting.slice(most).filter((encoding) => encoding === latin)];
}

/** @param {Uint8Array} bytes */
function wideOf(bytes) {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return known['UTF-16LE'];
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return known['UTF-16BE'];
  const zeros = [0, 0];
  for (let at = 0; at < Math.min(bytes.length, 4096); at++) if (bytes[at] === 0) zeros[at % 2]++;
  if (Math.max(...zeros) * 5 < Math.min(bytes.length, 4096)) return null;
  return zeros[1] > zeros[0] ? known['UTF-16LE'] : known['UTF-16BE'];
}

/** @param {Uint8Array} bytes @param {string} label */
function fits(bytes, label) {
  try {
    new TextDecoder(label, { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
