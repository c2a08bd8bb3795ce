/** Markdown that is made to take time, memory or stack. */

/** Makes a text of about this length. @typedef {(length: number) => string} Maker */

/** @param {string} unit @returns {Maker} */
const again = (unit) => (length) => unit.repeat(Math.max(1, Math.floor(length / unit.length)));
/** @param {string} opener @param {string} middle @param {string} closer @returns {Maker} */
const nested = (opener, middle, closer) => (length) => {
  const times = Math.floor(length / (opener.length + closer.length));
  return opener.repeat(times) + middle + closer.repeat(times);
};
/** @param {string} first @param {string} second @returns {Maker} */
const halves = (first, second) => (length) => again(first)(length / 2) + again(second)(length / 2);
/** A word of letters for a number. @param {number} at */
const word = (at) => at.toString(26).replace(/./g, (digit) => String.fromCharCode(97 + parseInt(digit, 26)));
/** @param {(at: number) => string} line @returns {Maker} */
const lines = (line) => (length) => {
  const made = [];
  for (let at = 0, size = 0; size < length; at++) {
    made.push(line(at));
    size += made[at].length;
  }
  return made.join('');
};

/** Front matter, which is looked for no further than 256 kB. @param {Maker} make @returns {Maker} */
const head = (make) => (length) => make(Math.min(length, 200_000));

/** @type {Record<string, Maker>} */
export const patterns = {
  'stars and underscores': again('*_a **_* '),
  'emphasis in emphasis': nested('*a **a ', 'b', ' a** a*'),
  'openers only': again('_a '),
  'brackets': again('[a'),
  'brackets in brackets': nested('[', 'a', ']'),
  'images in images': nested('![', 'a', '](b)'),
  'links that do not end': again('[a](<b'),
  'link texts with parentheses': again('[ (]('),
  'code spans that do not end': lines((at) => `e${'`'.repeat(at % 2000)}`),
  'quotes in quotes': nested('> ', 'a', ''),
  'lists in lists': nested('- ', 'a', ''),
  'lists in lists, indented': (length) => Array.from({ length: Math.floor(Math.sqrt(length)) }, (_, at) => `${'  '.repeat(at)}* a\n`).join(''),
  'blank lines behind lists in lists': (length) => `${'- '.repeat(length / 3)}a${'\n'.repeat(length / 3)}`,
  'blank lines behind lists in a quote': (length) => `> ${'- '.repeat(length / 5)}a\n${'>\n'.repeat(length / 5)}`,
  'numbers in numbers': nested('1. ', 'a', ''),
  'quotation marks': again('"'),
  'quotation marks and words': again('"a " \'b '),
  'apostrophes': again("a'"),
  'dashes': again('-- --- '),
  'bare links': again('http://a.b/c_(d)* '),
  'almost bare links': again('http://x (* (* '),
  'one long bare link': (length) => `https://a.b/?${'*'.repeat(length)}a`,
  'addresses': again('a@b.c '),
  'almost addresses': again('a.b+c@'),
  'one long almost address': again('a'),
  'tildes': again('~a ~~b '),
  'headings of one name': again('# a\n'),
  'headings of names that are taken': lines((at) => `# a${'-1'.repeat(at % 20)}\n`),
  'headings with attributes': again('# a {#b .c d=e}\n'),
  'headings with half attributes': again('# a {#b {#b {#b\n'),
  'footnotes': lines((at) => `a[^${at}]\n\n[^${at}]: b\n\n`),
  'one footnote, referred to often': (length) => `${'a[^1] '.repeat(length / 6)}\n\n[^1]: b\n`,
  'footnotes in footnotes': lines((at) => `[^${at}]: a[^${at + 1}]\n\n`),
  'labels of footnotes that do not end': again('[^a'),
  'definitions': lines((at) => `[a${at}]: /b\n`),
  'definitions of one label': again('[a]: /b\n'),
  'a long destination, used often': (length) => `[x]: /${'x'.repeat(length / 2)}\n\n${'[x] '.repeat(length / 8)}`,
  'a long destination, used in many blocks': (length) => `[x]: /${'x'.repeat(length / 2)}\n\n${'[x]\n\n'.repeat(length / 10)}`,
  'a wide table of short rows': (length) => `|${'a|'.repeat(length / 8)}\n|${'-|'.repeat(length / 8)}\n${'|a\n'.repeat(length / 6)}`,
  'tables': again('|a|\n|-|\n|b|\n\n'),
  'almost tables': again('|a\n|b\n'),
  'definition lists': again('a\n: b\n\n'),
  'colons': again(':a\n'),
  'tasks': again('- [ ] a\n- [x] b\n'),
  'fences that do not end': again('```a\n~~~b\n'),
  'raw tags': again('<b><i>a '),
  'raw tags in raw tags': nested('<div>', 'a', '</div>'),
  'raw tags over blocks': again('<div>\n\na\n\n'),
  'raw end tags': again('</div>\n\na\n\n'),
  'tags that do not end': again('<a b="c '),
  'attributes': (length) => `<b ${'a=b '.repeat(length / 4)}>x</b>`,
  'comments that do not end': again('a <!-- '),
  'instructions and declarations': again('a <? <!A <![CDATA[ '),
  'angle brackets': again('<'),
  'entities': again('&amp;&#1;&copy'),
  'dividers of a summary': again('<!--more-->\n'),
  'shortcodes': again('{{< a b="c" >}} '),
  'shortcodes in shortcodes': nested('{{< a >}}', 'x', '{{< /a >}}'),
  'shortcodes that do not end': again('{{< a "b '),
  'shortcodes around blocks': nested('{{% a %}}\n\n', 'x\n\n', '{{% /a %}}\n\n'),
  'alerts': again('> [!NOTE]\n> a\n\n'),
  'white space': (length) => `x${' '.repeat(length)}x  \nx`,
  'blank lines': again('\n'),
  'one word a line': again('a\n'),
  'carriage returns': again('a\r\r\n'),
  'nothing but null characters': again('\0'),
  'emoji and combining marks': again('👩‍👩‍👧 é̂ '),
  'tildes after letters': again('a~'),
  'tildes before letters': again('~a'),
  'pairs of tildes': again('~~a'),
  'pairs of tildes after letters': again('a~~'),
  'tildes of both lengths': again('a~~a~'),
  'subscripts': again('H~'),
  'tildes in a link': (length) => `http://a${'~a'.repeat(length / 2)}`,
  'tildes in a link without a scheme': (length) => `www.${'~a'.repeat(length / 2)}`,
  'a title of many lines': (length) => `[a](/b "${'x\n'.repeat(length / 2)}")`,
  'a title of many lines that does not end': (length) => `[a](/b (${'x\n'.repeat(length / 2)}`,
  'titles of many lines': again(`[a](<b> '${'*a\n'.repeat(90)}')\n`),
  'destinations that may be in angles': (length) => `${'[a](<b '.repeat(length / 7)}> "c`,
  'one tilde each, then two': halves(' ~a`', 'a~~a '),
  'braces of a fence that close': (length) => `\`\`\`js ${'}'.repeat(length - 10)}{}\n`,
  'attributes of a heading': (length) => `# a {${Array.from({ length: length / 12 }, (_, at) => `a${at}=b`).join(' ')}}\n`,
  'attributes of a fence': (length) => `\`\`\`js {${Array.from({ length: length / 12 }, (_, at) => `a${at}=b`).join(' ')}}\n`,
  'lines of attributes': again('a\n{.b}\n{.c #d}\n\n'),
  'lines of attributes in a quote': again('> [a][b]\n> {.x}\n>\n'),
  'shortcodes that are closed by another': halves('{{< a >}}', '{{< /b >}}'),
  'shortcodes half closed': halves('{{< a >}}', '{{< /a >}}'),
  'ends of shortcodes that nothing begins': again('{{< /a >}}'),
  'shortcodes of Markdown, a line each': again('{{% a %}}\n'),
  'shortcodes that begin with half a value': again('{{<a b='),
  'shortcodes that begin with half a word in backticks': again('{{< y `'),
  'braces before shortcodes': again('{{{{<'),
  'shortcodes of Markdown that do not end': again('{{% '),
  'comments of shortcodes that do not end': again('{{</* '),
  'shortcodes in a link': (length) => `[a](${'{{< a >}}'.repeat(length / 9)})`,
  'shortcodes in a title': (length) => `[a](/b "${'{{< a >}}'.repeat(length / 9)}")`,
  'fields of the front matter that are shown': (length) => {
    const keys = Array.from({ length: length / 32 }, (_, at) => `k${at}`);
    return `---\n${keys.map((key) => `${key}: 1\n`).join('')}---\n${keys.map((key) => `{{< param ${key} >}}\n`).join('')}`;
  },
  'a link without a scheme, then blanks': (length) => `www.x.org ${'a '.repeat(length / 2)}`,
  'links that begin in one word': again('_www.'),
  'one word in which links might begin': (length) => `http://a.b ${'.h'.repeat(length / 2)}`,
  'a formula, a link and brackets': (length) => `$a$ http://a.b ${'('.repeat(length)}`,
  'names of addresses': (length) => `${'*a'.repeat(length / 2)}@b`,
  'dollars': again('$'),
  'pairs of dollars': again('$$a'),
  'dollars and words': again('$a '),
  'dollars that close late': halves('$a ', 'a$ '),
  'code spans that do not end, beside a formula': (length) => `$x$ ${lines((at) => `e${'`'.repeat(at % 1500)}`)(length)}`,
  'headings without text': again('#\n'),
  'headings of many names in a quote': lines((at) => `> # ${word(at)}\n`),
  'headings of many names in a list': lines((at) => `- # ${word(at)}\n`),
  'a heading full of footnotes': (length) => `# ${'a[^1] '.repeat(length / 6)}\n\n[^1]: b\n`,
  'labels of footnotes that end late': (length) => `${'[^a'.repeat(length / 3)}]`,
  'images without descriptions in images': nested('![', '', '](b)'),
  'references in references': nested('[', 'a', '][]'),
  'links to names that are not there': lines((at) => `# ${word(at)}

[a](#${word(at)}x)

`),
  'definitions that begin with semicolons': lines((at) => `[a${at}]: ;x${at}\n`),
  'a quote that ends late': (length) => `"${' a"b'.repeat(length / 4)}`,
  'references in raw HTML': (length) => `<p>${'&copy&unknown;&a'.repeat(length / 16)}</p>`,
  'annotations': again('<ruby><rt>'),
  'raw end tags that end nothing': halves('<b>', '</i>'),
  'raw tags that Markdown ends': again('<p>\n\n- a\n\n'),
  'scripts': again('<script>a</b>'),
  'a script over blocks': (length) => `<script>\n\n${'a\n\n'.repeat(length / 3)}`,
  'keys of YAML': head((length) => `---\n${lines((at) => `k${at}: v\n`)(length)}---\na\n`),
  'one key of YAML': head((length) => `---\n${'a: b\n'.repeat(length / 5)}---\na\n`),
  'YAML in YAML': head((length) => `---\na: ${'['.repeat(length / 2)}${']'.repeat(length / 2)}\n---\na\n`),
  'mistakes in YAML': head((length) => `---\n${'a: b: c\n'.repeat(length / 8)}---\na\n`),
  'keys of TOML': head((length) => `+++\n${lines((at) => `k${at} = 1\n`)(length)}+++\na\n`),
  'tables of TOML': head((length) => `+++\n${lines((at) => `[t${at}]\na = 1\n`)(length)}+++\na\n`),
  'mistakes in TOML': head((length) => `+++\n${'a = b\n'.repeat(length / 6)}+++\na\n`),
  'keys of JSON': head((length) => `{${lines((at) => `"k${at}": 1,\n`)(length)}"z": 1}\n\na\n`),
  'front matter that does not end': head((length) => `---\n${'a: b\n'.repeat(length / 5)}`),
  'tags': head((length) => `---\ntags: [${lines((at) => `t${at}, `)(length)}z]\n---\na\n`),
  'formulas and prices': again('5$ and $x$ '),
  'blocks of formulas': again('$$\nx\n$$\n\n'),
  'emoji by names': again(':smile: :a: ::'),
  'lines in Chinese': again('中文\n'),
  'superscripts and marks': again('a^b^ ++c++ ==d== '),
  'half superscripts and marks': again('^a ++b ==c '),
};
