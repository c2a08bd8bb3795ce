//! Reads attributes in braces: names, and values in goldmark's syntax.

use super::Attributes;
use crate::allow::Attribute as A;

/// Values in values deeper than this are not read: nobody writes them, and each level takes a stack frame.
const MAX_DEPTH: usize = 16;

/// Reads the attributes of a line.
pub(super) struct AttributesReader<'a> {
    line: &'a str,
    at: usize,
    depth: usize,
}

impl<'a> AttributesReader<'a> {
    /// Reads `line` from the byte `at` on.
    pub(super) fn new(line: &'a str, at: usize) -> Self {
        Self { line, at, depth: 0 }
    }

    /// Where the next byte is read.
    pub(super) fn end(&self) -> usize {
        self.at
    }

    fn peek(&self) -> Option<u8> {
        self.line.as_bytes().get(self.at).copied()
    }

    fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn skip_spaces(&mut self) {
        self.take_while(|b| matches!(b, b' ' | b'\t' | b'\n' | b'\r'));
    }

    fn take_while(&mut self, wanted: impl Fn(u8) -> bool) -> &'a str {
        let start = self.at;
        while self.peek().is_some_and(&wanted) {
            self.at += 1;
        }
        &self.line[start..self.at]
    }

    /// `{…}`
    pub(super) fn attributes(&mut self) -> Option<Attributes> {
        if self.depth == MAX_DEPTH || !self.take(b'{') {
            return None;
        }
        self.depth += 1;
        let mut attributes = Attributes::new();
        while !self.take(b'}') {
            let (name, value) = self.attribute()?;
            // The list stays short, however many are written.
            if let Some(name) = A::from_name(name).filter(|name| !name.is_own()) {
                match attributes.iter_mut().find(|(other, _)| *other == name) {
                    Some((_, classes)) if name == A::Class => {
                        classes.push(' ');
                        classes.push_str(&value);
                    }
                    Some((_, before)) => *before = value,
                    None => attributes.push((name, value)),
                }
            }
            self.skip_spaces();
            if self.take(b',') {
                self.skip_spaces();
            }
        }
        self.depth -= 1;
        Some(attributes)
    }

    fn attribute(&mut self) -> Option<(&'a str, String)> {
        self.skip_spaces();
        let short = match self.peek()? {
            b'#' => Some("id"),
            b'.' => Some("class"),
            _ => None,
        };
        if let Some(name) = short {
            self.at += 1;
            let value = self.take_while(|b| {
                !b.is_ascii_whitespace()
                    && (!b.is_ascii_punctuation() || matches!(b, b'_' | b'-' | b':' | b'.'))
            });
            return Some((name, value.to_owned()));
        }
        let name = self.word()?;
        self.skip_spaces();
        if !self.take(b'=') {
            return None;
        }
        let (value, is_text) = self.value()?;
        (is_text || name != "class").then_some((name, value))
    }

    /// A name, or a value that looks like one.
    fn word(&mut self) -> Option<&'a str> {
        self.peek()
            .filter(|b| b.is_ascii_alphabetic() || matches!(b, b'_' | b':'))?;
        Some(
            self.take_while(|b| {
                b.is_ascii_alphanumeric() || matches!(b, b'_' | b':' | b'.' | b'-')
            }),
        )
    }

    /// A value as it is published, and whether it was given as text.
    fn value(&mut self) -> Option<(String, bool)> {
        self.skip_spaces();
        match self.peek()? {
            b'{' => self.attributes().map(|_| (String::new(), false)),
            b'[' => self.array().map(|()| (String::new(), false)),
            b'"' => self.string().map(|text| (text, true)),
            b'-' | b'+' | b'0'..=b'9' => self.number().map(|number| (number, false)),
            _ => self.word().map(|word| match word {
                "true" | "false" => (word.to_owned(), false),
                "null" => (String::new(), false),
                _ => (word.to_owned(), true),
            }),
        }
    }

    fn array(&mut self) -> Option<()> {
        if self.depth == MAX_DEPTH {
            return None;
        }
        self.depth += 1;
        self.at += 1;
        let mut first = true;
        loop {
            let comma = !first && self.take(b',');
            if self.take(b']') {
                self.depth -= 1;
                return (!comma).then_some(());
            }
            self.value()?;
            self.skip_spaces();
            first = false;
        }
    }

    fn string(&mut self) -> Option<String> {
        self.at += 1;
        let mut text = String::new();
        let mut characters = self.line[self.at..].char_indices().peekable();
        while let Some((at, c)) = characters.next() {
            match c {
                '"' => {
                    self.at += at + 1;
                    return Some(text);
                }
                '\\' => {
                    let escaped = characters.peek().and_then(|(_, c)| match c {
                        '"' | '/' | '\\' => Some(*c),
                        'b' => Some('\u{8}'),
                        'f' => Some('\u{c}'),
                        'n' => Some('\n'),
                        'r' => Some('\r'),
                        't' => Some('\t'),
                        _ => None,
                    });
                    if escaped.is_some() {
                        characters.next();
                    }
                    text.push(escaped.unwrap_or('\\'));
                }
                _ => text.push(c),
            }
        }
        None
    }

    fn number(&mut self) -> Option<String> {
        let start = self.at;
        let digits = |reader: &mut Self| !reader.take_while(|b| b.is_ascii_digit()).is_empty();
        if !self.take(b'-') {
            self.take(b'+');
        }
        if !digits(self) {
            return None;
        }
        if self.take(b'.') {
            digits(self);
        }
        if self.take(b'e') || self.take(b'E') {
            if !self.take(b'-') {
                self.take(b'+');
            }
            digits(self);
        }
        let number: f64 = self.line[start..self.at].parse().ok()?;
        Some(number.to_string())
    }
}
