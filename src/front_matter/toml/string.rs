//! Strings of TOML: in one or three quotes, double or single.

use super::mistake::{Mistake, MistakeKind};

/// A string as it was read.
pub(super) struct Quoted {
    pub text: String,
    /// Behind the closing quotes.
    pub end: usize,
    /// Whether it is in three quotes.
    pub is_multiline: bool,
    /// The first thing that is wrong with it.
    pub mistake: Option<Mistake>,
}

/// Reads the string whose quotes begin at `start`.
pub(super) fn read(source: &str, start: usize) -> Quoted {
    let bytes = source.as_bytes();
    let quote = bytes[start];
    let is_multiline = bytes[start..].starts_with(&[quote; 3]);
    let mut at = start + if is_multiline { 3 } else { 1 };
    if is_multiline {
        // A line end behind the opening quotes is not in the text.
        at += line_end(&bytes[at..]);
    }
    let mut string = Quoted {
        text: String::new(),
        end: at,
        is_multiline,
        mistake: None,
    };
    // Where that begins which is not in the text yet; where the last quote behind a backslash is.
    let (mut from, mut escaped_quote) = (at, None);
    loop {
        match bytes.get(at) {
            Some(&byte) if byte == quote => {
                let limit = if is_multiline { 5 } else { 1 };
                let quotes = bytes[at..].iter().take(limit);
                let count = quotes.take_while(|&&byte| byte == quote).count();
                // The last three of four or five quotes close.
                if !is_multiline || count >= 3 {
                    let text = at + if is_multiline { count - 3 } else { 0 };
                    string.text.push_str(&source[from..text]);
                    string.end = at + count;
                    return string;
                }
                at += count;
            }
            Some(b'\\') if quote == b'"' => {
                string.text.push_str(&source[from..at]);
                if bytes.get(at + 1) == Some(&b'"') {
                    escaped_quote = Some(at + 1);
                }
                at = string.escape(source, at);
                from = at;
            }
            Some(b'\t' | b' '..=b'~' | 0x80..) => at += 1,
            Some(b'\n' | b'\r') if is_multiline => match line_end(&bytes[at..]) {
                0 => {
                    string.blame(MistakeKind::CarriageReturn, at, at + 1);
                    at += 1;
                }
                length => at += length,
            },
            None | Some(b'\n' | b'\r') if bytes.get(at).is_none() || line_end(&bytes[at..]) > 0 => {
                string.end = at;
                string.mistake = Some(match escaped_quote {
                    // `"C:\"`: the backslash hides the quote.
                    Some(quote) if quote + 1 == at && !is_multiline => {
                        Mistake::new(MistakeKind::Escape, quote..quote)
                    }
                    _ if is_multiline => Mistake::new(MistakeKind::OpenText, start..start + 3),
                    _ => Mistake::new(MistakeKind::OpenQuote, at..at),
                });
                return string;
            }
            _ => {
                string.blame(MistakeKind::Control, at, at + 1);
                at += 1;
            }
        }
    }
}

impl Quoted {
    fn blame(&mut self, kind: MistakeKind, from: usize, to: usize) {
        self.mistake.get_or_insert(Mistake::new(kind, from..to));
    }

    /// Reads what the backslash at `at` begins, and returns where it ends.
    fn escape(&mut self, source: &str, at: usize) -> usize {
        let bytes = source.as_bytes();
        let next = at + 1;
        let plain = match bytes.get(next) {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'b') => '\u{8}',
            Some(b'e') => '\u{1B}',
            Some(b'f') => '\u{C}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'x') => return self.code(source, next, 2),
            Some(b'u') => return self.code(source, next, 4),
            Some(b'U') => return self.code(source, next, 8),
            Some(b' ' | b'\t' | b'\n' | b'\r') if self.is_multiline => {
                return self.joined_line(bytes, next);
            }
            _ => {
                self.blame(MistakeKind::Escape, next, next);
                return next;
            }
        };
        self.text.push(plain);
        next + 1
    }

    /// Reads a character by its number, whose `count` digits follow the letter at `letter`.
    fn code(&mut self, source: &str, letter: usize, count: usize) -> usize {
        let from = letter + 1;
        let digits = source.get(from..from + count).unwrap_or_default();
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            // More often the name of a folder than a number with too few digits.
            self.blame(MistakeKind::Escape, letter, letter);
            return from;
        }
        let number = u32::from_str_radix(digits, 16);
        match number.ok().and_then(char::from_u32) {
            Some(c) => self.text.push(c),
            None => self.blame(MistakeKind::Code, letter - 1, from + count),
        }
        from + count
    }

    /// Passes the line end behind a backslash, and the blanks and line ends that follow.
    fn joined_line(&mut self, bytes: &[u8], from: usize) -> usize {
        let mut at = from;
        let mut ends = 0;
        loop {
            match bytes.get(at) {
                Some(b' ' | b'\t') => at += 1,
                Some(b'\n' | b'\r') if line_end(&bytes[at..]) > 0 => {
                    ends += 1;
                    at += line_end(&bytes[at..]);
                }
                _ => break,
            }
        }
        if ends == 0 {
            self.blame(MistakeKind::Escape, from, from);
        }
        at
    }
}

/// The length of the line end at the start of `bytes`; 0 where there is none. A carriage return alone is none.
pub(super) fn line_end(bytes: &[u8]) -> usize {
    match bytes {
        [b'\n', ..] => 1,
        [b'\r', b'\n', ..] => 2,
        _ => 0,
    }
}
