/**
 * Front matter values as text a reader understands, close to YAML.
 *
 * @module
 */

/** @typedef {'null' | 'boolean' | 'number' | 'string' | 'list' | 'map'} ValueType */

// Text that would read as something else without quotes.
const AMBIGUOUS = /^$|^\s|\s$|^(?:true|false|null|yes|no|on|off|~|-)$|^[-+.\d][\d_.eE+:-]*$|^[-?:] |^[[\]{}"'`|>&*!%@#,]|: |:$| #/i;

/**
 * @param {unknown} value
 * @returns {ValueType}
 */
export function typeOf(value) {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'number' || typeof value === 'bigint') return 'number';
  if (typeof value === 'string') return 'string';
  return Array.isArray(value) ? 'list' : 'map';
}

/**
 * The value of a field, for display: an em dash for null, text as it is,
 * lists and maps over several lines.
 *
 * @param {unknown} value
 * @returns {string}
 */
export function valueText(value) {
  switch (typeOf(value)) {
    case 'null':
      return '—';
    case 'string':
      return value === '' ? '""' : /** @type {string} */ (value);
    default:
      return lines(value).join('\n');
  }
}

/**
 * @param {unknown} value
 * @returns {string[]}
 */
function lines(value) {
  const type = typeOf(value);
  if (type === 'list') {
    const list = /** @type {unknown[]} */ (value);
    return list.length ? list.flatMap((item) => nest('- ', lines(item))) : ['[]'];
  }
  if (type === 'map') {
    const entries = Object.entries(/** @type {object} */ (value));
    if (!entries.length) return ['{}'];
    return entries.flatMap(([key, item]) => {
      const below = lines(item);
      const inline = !nested(item) || below.length === 1 && /^[[{]/.test(below[0]);
      return inline ? nest(`${scalar(key)}: `, below) : [`${scalar(key)}:`, ...below.map((line) => `  ${line}`)];
    });
  }
  if (type === 'string') {
    const text = /** @type {string} */ (value);
    return text.includes('\n') ? ['|', ...text.replace(/\n$/, '').split('\n')] : [scalar(text)];
  }
  return [type === 'null' ? 'null' : String(value)];
}

/** @param {unknown} value */
const nested = (value) => typeof value === 'object' && value !== null;

/** @param {string} text */
const scalar = (text) => (AMBIGUOUS.test(text) ? JSON.stringify(text) : text);

/**
 * Puts a lead before the first line and indents the others by two.
 *
 * @param {string} lead
 * @param {string[]} below
 */
const nest = (lead, below) => below.map((line, at) => (at === 0 ? lead + line : `  ${line}`));
