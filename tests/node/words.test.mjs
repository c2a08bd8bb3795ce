/** The check of words sees a sentence in each kind of comment and text, and no false friend. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openingsIn } from '../../scripts/words.mjs';

/** @type {[title: string, file: string, text: string, lines: number[]][]} */
const cases = [
  ['comments of Rust', 'src/a.rs', '//! What it is.\nfn a() {} // Of it.\n/* So many. */\n/// Fine.\n/// Who knows.\nstruct A;\n', [1, 2, 3, 5]],
  ['a sentence inside a comment', 'src/a.rs', '/// A list. What is in it\n/// counts. Of these,\n/// Who is first?\n', [1, 2]],
  ['a wrapped line is no sentence', 'src/a.rs', '/// The name of\n/// What, as the parser has it.\n', []],
  ['a string of Rust', 'src/a.rs', 'fn a() { b("What is wrong."); c(r#"Who?"#); d("Fine. Of it."); }\n', [1]],
  ['strings of tests in a file of Rust', 'src/a.rs', 'fn a() { b("What?"); }\n#[cfg(test)]\nmod tests { fn a() { b("What?"); } }\n', [1]],
  ['comments of JavaScript', 'www/a.js', '/**\n * What it does.\n * @param {string} name What it is called\n * @returns {void} Fine\n */\n// Who.\nf(); /* Of it */\n', [2, 3, 6, 7]],
  ['a module, a script, TypeScript', 'scripts/a.mjs', '// So many files.\n', [1]],
  ['types', 'www/a.d.ts', '/** What it is. */\nexport const a: string;\n', [1]],
  ['strings of JavaScript', 'www/a.js', "f('What now?', `Who ${a}`, \"Fine. Of it.\");\n", [1]],
  ['strings of tests are data', 'tests/node/a.test.mjs', "f('What now?'); // What?\n", [1]],
  ['strings of tests alone', 'tests/node/a.test.mjs', "f('What now?');\n", []],
  ['style sheets', 'www/a.css', '/* What is seen. */\na { color: red } /* Fine. */\n', [1]],
  ['a page', 'www/a.html', '<!-- Of it -->\n<p title="Who?">Fine</p>\n<p>What now?</p>\n<script>\n// So many.\n</script>\n<style>\n/* What */\n</style>\n', [1, 2, 3, 5, 8]],
  ['a configuration', 'a.toml', '# What it is\na = 1\n', [1]],
  ['prose', 'docs/a.md', '# What it is\n\nFine. *Of* it.\nWhat is wrapped.\n\n- Who\n\n| a | What |\n|---|---|\n| So many | b |\n', [1, 3, 4, 6, 8, 10]],
  ['false friends', 'docs/a.md', 'Whether it is. Office hours. Whatever. Whose? Offsets. Somebody. So it is.\nwhat, who, of\n\n`What` is a name. Nobody knows What.\n', []],
  ['names in code', 'src/a.rs', 'enum What { Of }\nfn a() { What::Of; }\n', []],
];

for (const [title, file, text, lines] of cases) {
  test(title, async () => assert.deepEqual([...new Set((await openingsIn(file, text)).map(({ line }) => line))], lines));
}
