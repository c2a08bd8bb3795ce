/** Writes src/hugo/unicode.rs from Node's Unicode data: `node scripts/unicode.mjs`. */
import { writeFileSync } from 'node:fs';

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
const lines = starts.join(', ').match(/.{1,94}(?:, |$)/g) ?? [];

writeFileSync('src/hugo/unicode.rs', `//! General categories of Unicode ${process.versions.unicode}, as far as Hugo's rules ask for them. Written by \`scripts/unicode.mjs\`.

/// What a character is to Hugo.
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
            let after = STARTS.partition_point(|start| start >> 3 <= u32::from(c));
            match after.checked_sub(1).map(|at| STARTS[at] & 7) {
                Some(1) => Class::Letter,
                Some(2) => Class::Digit,
                Some(3) => Class::Punctuation,
                Some(4) => Class::Symbol,
                _ => Class::Other,
            }
        }
    }
}

/// Eight times the code point at which a class starts, plus the class.
#[rustfmt::skip]
const STARTS: [u32; ${starts.length}] = [
${lines.map((line) => `    ${line.trim()}`).join('\n').replace(/([0-9])$/, '$1,')}
];

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
}
`);
