/** Chinese, Japanese and Korean: ends of lines within words, and how words are counted. */

/** @typedef {import('./random.mjs').Random} Random */

const letters = ['漢', '字', 'か', 'カ', '한', '글', 'ー', 'ㄅ', '𠮷', 'a', 'Bc', 'é', '2', '。', '，', '「', '」', '；', '！', '　', '·', '€', '\u200b', 'Ａ', 'ｱ', '⼀', '①'];
const marks = [
  ' ', ' ', '.', ',', '!', ':', ';', 'x-', 'x--', '...', '"', '\'', '&amp;', '&#20013;', '\\*', '\\_', '\\\\', '*漢*', '**a**', '`漢`', '[漢](/u)', '![漢\n字](/i.png "漢\\ 字")',
  '<br>', '*', '_', '[', ']', '(', ')', '`', '<https://a.example>', 'https://a.example/ ', '~', '\\ ', '\\ ', '[a\\ b](/u "c\\ d")', '`a\\ b`', '漢', '字', 'か', 'a',
];

/** @param {Random} random */
const word = (random) => random.some(1, 3, random.below(2) ? letters : marks);

/** @param {Random} random */
export const breaks = (random) => `${random.pick(['', '', '- ', '> ', '## '])}${Array.from({ length: 2 + random.below(3) }, () => random.some(1, 3, [word(random), word(random), word(random)])).join('\n')}\n`;

const runs = ['++', '==', '^', '^^', '~~', '~', '+', '=', '***', '漢', 'a', '*b*', '`c`', ' ', '.', '字', '++d++', '==漢=='];

/** Lines that end and begin with runs of delimiters. @param {Random} random */
export const breaksAtRuns = (random) => `y${Array.from({ length: 2 + random.below(3) }, () => random.some(1, 4, runs).trim()).join('\nx')}\n`;

const counted = [
  '中', '文字', '中', 'かな', '한', 'a', 'don\'t', 'can\'t', '“中”', '"中"', '"a"', '\'中\'', '中...', '中--文', 'a...', '’', '&amp;', '&lt;', '&nbsp;', '&eacute;', 'é', '<', '*中*', '**a**',
  '`"中"`', '`中\'`', '[中](/u)', '![中](/i.png)', ' [^1] ', '  ', ' ', ' ', ' ', '\n', '\n\n', '\n\n', '  \n', '\\\n', '\n- ', '\n1. ', '\n> ', '\n## ', '\n```go\n\'中\' "a"\n```\n', '\n\n| 中 | a |\n|---|---|\n| "b" | \'文\' |\n\n',
  '\n\n    "中"\n\n', '。', '，', '<br>', ':', '-', '<<中>>', 'https://a.example/b', '\u00a0', '\u3000', '5\'10"',
];

/** @param {Random} random */
export const words = (random) => `${random.some(1, 12, counted)}${random.below(4) ? '' : '\n\n[^1]: a'}${random.below(4) ? '' : '\n\n[^1]: "中"'}`;

const paragraphs = ['一二三', '四五六', 'a b c', '"中" 文', '中...', '中  \n文', '*中*', '[中](/u "中")', '中[文](/u)', '`中`', '![a](/i.png) 中', 'don\'t 中', '&amp;中', '# 中', '- 中\n- 文', '> 中文', '- 中\n\n  文', '中[a b](/u)', '中![a b](/i.png)', '| 中 |\n|---|\n| a |', '**中 文**字'];

/** @param {Random} random */
export const summaries = (random) => random.some(2, 7, paragraphs, '\n\n');
