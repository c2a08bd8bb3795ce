//! A TOML document: its lines, headers and keys.
//!
//! A mistake ends no more than it must, so that the next one is found too: where one mistake is mended, fewer are left.

use std::ops::Range;

use super::super::Field;
use super::mistake::{Mistake, MistakeKind};
use super::string::{self, line_end};
use super::table::{ROOT, Tables};
use crate::value::Value;

/// One part of a key. The range includes its quotes.
pub(super) struct Key {
    pub name: String,
    pub range: Range<usize>,
}

/// A document that is being read.
pub(super) struct Document<'a> {
    pub text: &'a str,
    pub at: usize,
    pub tables: Tables,
    /// Where the first character of a line is, if all before it on the line was passed as blank.
    pub line_start: usize,
    /// The keys of the whole document, as its entries in `tables`. Their values follow at the end.
    fields: Vec<Field>,
    /// The table of the last header, and which of the fields it belongs to.
    current: (usize, Option<usize>),
    /// In the order of the text.
    mistakes: Vec<Mistake>,
}

impl<'a> Document<'a> {
    /// The fields of a document, or at least one mistake.
    pub fn read(text: &'a str) -> Result<Vec<Field>, Vec<Mistake>> {
        let mut document = Self {
            text,
            at: if text.starts_with('\u{FEFF}') { 3 } else { 0 },
            tables: Tables::new(),
            line_start: 0,
            fields: Vec::new(),
            current: (ROOT, None),
            mistakes: Vec::new(),
        };
        document.lines();
        if !document.mistakes.is_empty() {
            return Err(document.mistakes);
        }
        let values = document.tables.entries(ROOT).into_iter();
        let mut fields = document.fields;
        for (field, (key, value)) in fields.iter_mut().zip(values) {
            (field.key, field.value) = (key, value);
        }
        Ok(fields)
    }

    fn lines(&mut self) {
        loop {
            self.skip_space();
            match self.peek() {
                None => return,
                Some(b'[') => self.header(),
                Some(_) => self.pair(),
            }
        }
    }

    pub fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Passes the next character if it is this one.
    pub fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    pub fn skip_blanks(&mut self) {
        while let Some(b' ' | b'\t') = self.peek() {
            self.at += 1;
        }
    }

    /// Passes blanks, comments and line ends.
    pub fn skip_space(&mut self) {
        loop {
            self.skip_blanks();
            match self.peek() {
                Some(b'#') => self.comment(),
                Some(b'\n' | b'\r') => {
                    if line_end(&self.text.as_bytes()[self.at..]) == 0 {
                        self.blame(MistakeKind::CarriageReturn, self.at..self.at);
                    }
                    self.at += 1;
                    self.skip_blanks();
                    self.line_start = self.at;
                }
                _ => return,
            }
        }
    }

    fn comment(&mut self) {
        while let Some(byte) = self.peek() {
            match byte {
                b'\n' => return,
                b'\r' if line_end(&self.text.as_bytes()[self.at..]) > 0 => return,
                b'\t' | b' '..=b'~' | 0x80.. => {}
                _ => self.blame(MistakeKind::Control, self.at..self.at + 1),
            }
            self.at += 1;
        }
    }

    /// Adds a mistake. Nothing is read behind a place that nests too deep.
    pub fn blame(&mut self, kind: MistakeKind, range: Range<usize>) {
        if kind == MistakeKind::Depth {
            self.at = self.text.len();
        }
        let last = self.mistakes.last();
        if last.is_some_and(|last| last.kind == MistakeKind::Depth) {
            return;
        }
        // A bracket that is never closed is before what stands behind it.
        let before = |mistake: &Mistake| mistake.range.start <= range.start;
        let place = self
            .mistakes
            .iter()
            .rposition(before)
            .map_or(0, |at| at + 1);
        self.mistakes.insert(place, Mistake::new(kind, range));
    }

    /// Passes the rest of a line, in which nothing else may stand.
    fn end_of_line(&mut self) {
        self.skip_blanks();
        // Behind a list that is never closed, the next line begins.
        let ended = matches!(self.peek(), None | Some(b'\n' | b'\r' | b'#'));
        if !ended && self.line_start != self.at {
            self.blame(MistakeKind::Rest, self.at..self.at);
            self.skip_line();
        }
    }

    fn skip_line(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.find(['\n', '\r']).unwrap_or(rest.len());
    }

    fn header(&mut self) {
        // Keys below a header that cannot be read belong nowhere.
        self.current = self
            .opened()
            .unwrap_or_else(|| (self.tables.detached(1), None));
    }

    /// The table that a header opens, and the field that it belongs to.
    fn opened(&mut self) -> Option<(usize, Option<usize>)> {
        self.at += 1;
        let is_item = self.take(b'[');
        let keys = self.key();
        if !self.take(b']') || is_item && !self.take(b']') {
            self.blame(MistakeKind::OpenHeader, self.at..self.at);
            self.skip_line();
            return None;
        }
        let end = self.at;
        self.end_of_line();
        let keys = keys?;
        let (table, last) = self.walk(ROOT, &keys, false)?;
        let opened = if is_item {
            self.tables.open_item(table, &last.name)
        } else {
            self.tables.open(table, &last.name)
        };
        let table = self.checked(opened, last)?;
        let behind = if keys.len() > 1 {
            keys[0].range.end
        } else {
            end
        };
        Some((table, self.field(&keys[0], behind..behind)))
    }

    /// The value of an outcome; a mistake is reported at its key.
    fn checked<T>(&mut self, outcome: Result<T, MistakeKind>, key: &Key) -> Option<T> {
        outcome
            .map_err(|kind| self.blame(kind, key.range.clone()))
            .ok()
    }

    fn pair(&mut self) {
        let before = self.mistakes.len();
        let keys = self.key();
        if !self.take(b'=') {
            // The line is no pair at all, whatever its characters.
            self.mistakes.truncate(before);
            self.blame(MistakeKind::NoValue, self.at..self.at);
            return self.skip_line();
        }
        self.skip_blanks();
        let start = self.at;
        let (table, field) = self.current;
        let depth = self.tables.depth(table) + keys.as_ref().map_or(0, |keys| keys.len() - 1);
        let value = self.value(depth);
        let range = start..self.at;
        self.end_of_line();
        let Some(keys) = keys else { return };
        let Some(last) = self.insert(table, &keys, value) else {
            return;
        };
        let whole = last.start..range.end;
        if table != ROOT {
            self.grow(field, whole);
        } else if keys.len() == 1 {
            self.field(&keys[0], range);
        } else {
            let field = self.field(&keys[0], whole.clone());
            self.grow(field, whole);
        }
    }

    /// The field of a key of the whole document; its range is given where it is new.
    fn field(&mut self, key: &Key, range: Range<usize>) -> Option<usize> {
        let place = self.tables.place(&key.name)?;
        if place == self.fields.len() {
            self.fields.push(Field {
                key: String::new(),
                value: Value::Null,
                range,
                key_range: key.range.clone(),
            });
        }
        Some(place)
    }

    /// Adds a key and its value to the range of a field.
    fn grow(&mut self, field: Option<usize>, by: Range<usize>) {
        let field = field.and_then(|field| self.fields.get_mut(field));
        let Some(Field { range, .. }) = field else {
            return;
        };
        *range = if range.start == range.end {
            by
        } else {
            range.start.min(by.start)..range.end.max(by.end)
        };
    }

    /// Sets a key in a table, and returns where its last part stands.
    pub fn insert(&mut self, table: usize, keys: &[Key], value: Value) -> Option<Range<usize>> {
        let (table, last) = self.walk(table, keys, true)?;
        let outcome = self.tables.insert(table, &last.name, value);
        self.checked(outcome, last)?;
        Some(last.range.clone())
    }

    /// The table that all parts of a key but the last name, and the last one.
    fn walk<'k>(
        &mut self,
        mut table: usize,
        keys: &'k [Key],
        dotted: bool,
    ) -> Option<(usize, &'k Key)> {
        let (last, path) = keys.split_last()?;
        for key in path {
            let next = self.tables.step(table, &key.name, dotted);
            table = self.checked(next, key)?;
        }
        Some((table, last))
    }

    /// A key with its parts, and the blanks around it. `None`: one of them cannot be read.
    pub fn key(&mut self) -> Option<Vec<Key>> {
        let mut keys = Vec::new();
        let mut valid = true;
        loop {
            self.skip_blanks();
            let start = self.at;
            let name = match self.peek() {
                Some(b'"' | b'\'') => self.quoted_key(),
                _ => self.bare_key(),
            };
            valid &= name.is_some();
            keys.push(Key {
                name: name.unwrap_or_default(),
                range: start..self.at,
            });
            self.skip_blanks();
            if !self.take(b'.') {
                return valid.then_some(keys);
            }
        }
    }

    fn quoted_key(&mut self) -> Option<String> {
        let start = self.at;
        let (text, is_multiline) = self.string()?;
        if is_multiline {
            self.blame(MistakeKind::Key, start..self.at);
            return None;
        }
        Some(text)
    }

    fn bare_key(&mut self) -> Option<String> {
        let rest = &self.text[self.at..];
        let ends = |c: char| {
            matches!(
                c,
                '.' | '=' | ',' | '[' | ']' | '{' | '}' | ' ' | '\t' | '#' | '\r' | '\n'
            )
        };
        let name = &rest[..rest.find(ends).unwrap_or(rest.len())];
        let start = self.at;
        self.at += name.len();
        let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        if name.is_empty() {
            self.blame(MistakeKind::NoKey, start..start);
            return None;
        }
        if let Some(from) = name.find(|c| !allowed(c)) {
            let length = name[from..].find(allowed).unwrap_or(name.len() - from);
            self.blame(MistakeKind::Key, start + from..start + from + length);
            return None;
        }
        Some(name.to_owned())
    }

    /// A string, and whether it is in three quotes.
    pub fn string(&mut self) -> Option<(String, bool)> {
        let read = string::read(self.text, self.at);
        self.at = read.end;
        match read.mistake {
            Some(mistake) => {
                self.blame(mistake.kind, mistake.range);
                None
            }
            None => Some((read.text, read.is_multiline)),
        }
    }
}
