//! Values, and the lists and tables in brackets that hold more of them.

use super::document::Document;
use super::mistake::MistakeKind;
use super::scalar;
use crate::front_matter::guard::MAX_DEPTH;
use crate::value::Value;

impl<'a> Document<'a> {
    /// Reads a value in a list or table that nests `depth` deep. An unreadable value is null, with a mistake.
    pub fn value(&mut self, depth: usize) -> Value {
        while self.peek() == Some(b'=') {
            self.blame(MistakeKind::Equals, self.at..self.at + 1);
            self.at += 1;
            self.skip_blanks();
        }
        match self.peek() {
            Some(b'"' | b'\'') => match self.string() {
                Some((text, _)) => Value::String(text),
                None => Value::Null,
            },
            Some(b'[' | b'{') if depth >= MAX_DEPTH => {
                self.blame(MistakeKind::Depth, self.at..self.at + 1);
                Value::Null
            }
            Some(b'[') => self.list(depth + 1),
            Some(b'{') => self.inline_table(depth + 1),
            _ => {
                let text = self.unquoted();
                let start = self.at;
                self.at += text.len();
                scalar::read(text).unwrap_or_else(|kind| {
                    self.blame(kind, start..self.at);
                    Value::Null
                })
            }
        }
    }

    /// The text of a value without quotes. It has blanks within, for the sake of dates and of text that lacks its
    /// quotes.
    fn unquoted(&self) -> &'a str {
        let rest = &self.text[self.at..];
        let (mut end, mut blank) = (0, false);
        for (at, byte) in rest.bytes().enumerate() {
            match byte {
                b'=' | b',' | b'[' | b']' | b'{' | b'}' | b'#' | b'\r' | b'\n' => break,
                b'"' | b'\'' if blank => break,
                b' ' | b'\t' => blank = true,
                _ => (end, blank) = (at + 1, false),
            }
        }
        &rest[..end]
    }

    fn list(&mut self, depth: usize) -> Value {
        let open = self.at;
        self.at += 1;
        let mut items = Vec::new();
        let mut needs_comma = false;
        loop {
            self.skip_space();
            match self.peek() {
                Some(b']') => {
                    self.at += 1;
                    break;
                }
                Some(b',') => {
                    if !needs_comma {
                        self.blame(MistakeKind::ExtraComma, self.at..self.at + 1);
                    }
                    self.at += 1;
                    needs_comma = false;
                    continue;
                }
                Some(_) if !self.is_pair() => {}
                // No list goes on with `key =` on a line of its own.
                _ => {
                    self.blame(MistakeKind::OpenList, open..open + 1);
                    break;
                }
            }
            if needs_comma {
                self.blame(MistakeKind::NoComma, self.at..self.at);
            }
            let start = self.at;
            items.push(self.value(depth));
            self.skip_if_stuck(start);
            needs_comma = true;
        }
        Value::List(items)
    }

    fn inline_table(&mut self, depth: usize) -> Value {
        let open = self.at;
        self.at += 1;
        let table = self.tables.detached(depth);
        let mut needs_comma = false;
        loop {
            self.skip_space();
            match self.peek() {
                Some(b'}') => {
                    self.at += 1;
                    break;
                }
                Some(b',') => {
                    if !needs_comma {
                        self.blame(MistakeKind::ExtraComma, self.at..self.at + 1);
                    }
                    self.at += 1;
                    needs_comma = false;
                    continue;
                }
                Some(_) => {}
                None => {
                    self.blame(MistakeKind::OpenTable, open..open + 1);
                    break;
                }
            }
            if needs_comma {
                self.blame(MistakeKind::NoComma, self.at..self.at);
            }
            let start = self.at;
            let keys = self.key();
            let mut equals = self.take(b'=');
            if !equals {
                self.blame(MistakeKind::NoValue, self.at..self.at);
                self.skip_space();
                equals = self.take(b'=');
            }
            if equals {
                self.skip_blanks();
                if let Some(b'\n' | b'\r' | b'#') = self.peek() {
                    self.blame(MistakeKind::Unquoted, self.at..self.at);
                    self.skip_space();
                }
                let value = self.value(depth + keys.as_ref().map_or(0, |keys| keys.len() - 1));
                if let Some(keys) = keys {
                    self.insert(table, &keys, value);
                }
            }
            self.skip_if_stuck(start);
            needs_comma = true;
        }
        self.tables.take(table)
    }

    /// Passes a character at which nothing was read.
    fn skip_if_stuck(&mut self, start: usize) {
        if self.at == start {
            let next = self.text[start..].chars().next();
            self.at += next.map_or(0, char::len_utf8);
        }
    }

    /// Whether a line begins here, with a key and an equals sign.
    fn is_pair(&self) -> bool {
        if self.line_start != self.at {
            return false;
        }
        let rest = &self.text[self.at..];
        let key = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        let behind = rest.trim_start_matches(key);
        behind.len() < rest.len() && behind.trim_start_matches([' ', '\t']).starts_with('=')
    }
}
