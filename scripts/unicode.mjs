/** Writes src/unicode.rs and src/case/runs.rs from Node's Unicode data: `node scripts/unicode.mjs`. */
import { writeFileSync } from 'node:fs';
import { encoded } from './wasm/module.mjs';

const classes = [
  ['Letter', /\p{L}/u],
  ['Digit', /\p{Nd}/u],
  ['Punctuation', /\p{P}/u],
  ['Symbol', /\p{S}/u],
];
const unassigned = /\p{Cn}/u;

/** @type {number[]} */
const starts = [];
let last = -1;
let assigned = 0;
for (let code = 0x80; code <= 0x10ffff; code += 1) {
  const character = String.fromCodePoint(code);
  // Unassigned ones between others go with what is before them, which halves the table.
  if ((code >= 0xd800 && code < 0xe000) || unassigned.test(character)) continue;
  if (code - assigned > 1000) {
    starts.push((assigned + 1) * 8);
    last = 0;
  }
  assigned = code;
  const found = classes.findIndex(([, pattern]) => /** @type {RegExp} */ (pattern).test(character)) + 1;
  if (found !== last) starts.push(code * 8 + found);
  last = found;
}
/**
 * Where characters of a kind begin and end, by turns, as the lines of an array.
 * @param {string} name
 * @param {string} what
 * @param {RegExp} pattern
 */
function ranges(name, what, pattern) {
  const edges = [];
  for (let code = 0, inside = false; code <= 0x110000; code += 1) {
    const is = code < 0x110000 && !(code >= 0xd800 && code < 0xe000) && pattern.test(String.fromCodePoint(code));
    if (is !== inside) edges.push(`0x${code.toString(16).toUpperCase()}`);
    inside = is;
  }
  const lines = edges.join(', ').match(/.{1,94}(?:, |$)/g) ?? [];
  return `/// ${what}: where they begin and end, by turns.
#[rustfmt::skip]
pub const ${name}: [u32; ${edges.length}] = [
${lines.map((line) => `    ${line.trim().replace(/,?$/, ',')}`).join('\n')}
];`;
}

/** The bytes of a packed table, in lines. @param {number[]} bytes */
const linesOf = (bytes) => (`${bytes.join(', ')},`.match(/.{1,95}(?: |$)/g) ?? []).map((line) => `    ${line.trim()}`).join('\n');

const packed = starts.flatMap((start, at) => {
  const before = (starts[at - 1] ?? 0) >> 3;
  return [...encoded((((start >> 3) - before) << 3) | (start & 7))];
});

writeFileSync('src/unicode.rs', `//! General categories of Unicode ${process.versions.unicode}, as far as Hugo's rules ask for them. Written by \`scripts/unicode.mjs\`.

use std::sync::OnceLock;

use crate::packed::numbers;

/// Hugo's class of a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Anything else: white space, controls, marks, other numbers.
    Other,
${classes.map(([name]) => `    /// See its Unicode general category.\n    ${name},`).join('\n')}
}

/// The class of a character.
pub fn class(c: char) -> Class {
    match c {
        'a'..='z' | 'A'..='Z' => Class::Letter,
        '0'..='9' => Class::Digit,
        '$' | '+' | '<' | '=' | '>' | '^' | '\`' | '|' | '~' => Class::Symbol,
        _ if c.is_ascii_punctuation() => Class::Punctuation,
        _ if c.is_ascii() => Class::Other,
        _ => {
            let starts = starts();
            let after = starts.partition_point(|(start, _)| *start <= u32::from(c));
            match after.checked_sub(1).map(|at| starts[at].1) {
                Some(1) => Class::Letter,
                Some(2) => Class::Digit,
                Some(3) => Class::Punctuation,
                Some(4) => Class::Symbol,
                _ => Class::Other,
            }
        }
    }
}

/// Whether a character may be a part of a word: a letter, a number, or a mark on one. The standard library's tables of
/// letters and numbers, beside these, would be 2 kB of the download.
pub fn is_in_word(c: char) -> bool {
    match class(c) {
        Class::Letter | Class::Digit => true,
        Class::Punctuation | Class::Symbol => false,
        // Marks and other numbers. Those without a width are not in words; one chooses between texts and emoji.
        Class::Other => {
            let is_ignored = matches!(c, '\\u{200b}'..='\\u{206f}' | '\\u{fe00}'..='\\u{fe0f}' | '\\u{feff}');
            !c.is_ascii() && !c.is_whitespace() && !c.is_control() && !is_ignored
        }
    }
}

/// The code points at which a class starts, with its number, in order.
fn starts() -> &'static [(u32, u32)] {
    static UNPACKED: OnceLock<Vec<(u32, u32)>> = OnceLock::new();
    UNPACKED.get_or_init(|| {
        let mut start = 0;
        let numbers = numbers(&STARTS).map(|number| {
            start += number >> 3;
            (start, number & 7)
        });
        numbers.collect()
    })
}

/// Where a class starts: eight times the difference to the code point at which the one before does, plus the class; packed.
#[rustfmt::skip]
const STARTS: [u8; ${packed.length}] = [
${linesOf(packed)}
];

/// Whether a character is in ranges that begin and end by turns.
pub fn within(ranges: &[u32], c: char) -> bool {
    ranges.partition_point(|edge| *edge <= u32::from(c)) % 2 == 1
}

${ranges('CJK', 'Characters of the scripts Han, Hangul, Hiragana and Katakana', /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u)}

${ranges('HANGUL', 'Characters of the script Hangul', /\p{Script=Hangul}/u)}

${ranges('MODIFIERS', 'Modifier letters, `Lm`', /\p{Lm}/u)}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes() {
        for (c, is) in [
            ('é', Class::Letter),
            ('漢', Class::Letter),
            ('Ⅷ', Class::Other),
            ('Ⓐ', Class::Symbol),
            ('\\u{301}', Class::Other),
            ('٣', Class::Digit),
            ('²', Class::Other),
            ('“', Class::Punctuation),
            ('€', Class::Symbol),
            ('\\u{a0}', Class::Other),
            ('\\u{80}', Class::Other),
            ('\\u{10ffff}', Class::Other),
        ] {
            assert_eq!(class(c), is, "{c}");
        }
    }

    #[test]
    fn in_words() {
        for c in '\\0'..=char::MAX {
            if c.is_ascii() || c.is_alphanumeric() && class(c) != Class::Symbol {
                assert_eq!(is_in_word(c), c.is_alphanumeric(), "{c:?}");
            }
        }
        for c in [' ', '\\u{a0}', '\\u{85}', '“', '€', '❤', '\\u{fe0f}', '\\u{200d}'] {
            assert!(!is_in_word(c), "{c:?}");
        }
    }

    #[test]
    fn scripts() {
        for c in ['漢', 'か', 'カ', '한', 'ﾝ'] {
            assert!(within(&CJK, c), "{c}");
        }
        for c in ['a', 'ー', '。', 'ㄅ', '\\u{10ffff}'] {
            assert!(!within(&CJK, c), "{c}");
        }
        assert!(within(&HANGUL, '한') && !within(&HANGUL, '漢') && within(&MODIFIERS, 'ー'));
    }
}
`);

/** Runs of capital letters: the first, the last, and how far their small letters are. @type {[number, number, number][]} */
const runs = [];
for (let code = 0x80; code <= 0x10ffff; code += 1) {
  if (code >= 0xd800 && code < 0xe000) continue;
  const up = (String.fromCodePoint(code).toLowerCase().codePointAt(0) ?? code) - code;
  if (up === 0) continue;
  const run = runs.at(-1);
  // Where the small letter comes next, every other letter is a capital one.
  if (run && run[2] === up && code - run[1] === (up === 1 ? 2 : 1)) run[1] = code;
  else runs.push([code, code, up]);
}
const packedRuns = runs.flatMap(([first, last, up], at) => [
  first - (runs[at - 1]?.[1] ?? 0), last - first, up < 0 ? -2 * up - 1 : 2 * up,
].flatMap((number) => [...encoded(number)]));

writeFileSync('src/case/runs.rs', `//! Capital letters of Unicode ${process.versions.unicode} beyond ASCII. Written by \`scripts/unicode.mjs\`.

/// Runs of capital letters: the first, as its difference to the last of the run before; the last, as that to the first; and
/// how far the small letter of each is, twice, or, where it is before, twice less one. Packed.
#[rustfmt::skip]
pub(super) const RUNS: [u8; ${packedRuns.length}] = [
${linesOf(packedRuns)}
];
`);
