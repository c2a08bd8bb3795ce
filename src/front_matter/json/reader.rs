//! `JsonReader`: objects, lists and their commas.

use crate::map::Map;
use std::ops::Range;

use crate::diagnostic::{Diagnostic, Severity};
use crate::edit::Edit;
use crate::front_matter::Field;
use crate::front_matter::guard::MAX_DEPTH;
use crate::front_matter::guess::Guess;
use crate::order;
use crate::unicode::is_in_word;
use crate::value::Value;

/// A value, or the first mistake.
pub(super) type Read<T> = Result<T, Guess>;

/// A position in JSON, and how many lists and objects are open there.
pub(super) struct JsonReader<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    pub(super) depth: usize,
}

impl<'a> JsonReader<'a> {
    /// A reader at the start of `text`.
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            depth: 0,
        }
    }

    /// The fields of the whole object, and a warning for each repeated key.
    pub(super) fn document(mut self) -> Read<(Vec<Field>, Vec<Diagnostic>)> {
        self.skip_blanks();
        if self.peek() != Some(b'{') {
            return Err(self.wrong("JSON front matter must be one object in braces."));
        }
        let mut fields: Vec<Field> = Vec::new();
        let mut repeated = Vec::new();
        let mut places: Map<String, usize> = Map::default();
        self.object(|key, key_range, value, range| {
            let field = Field {
                key: key.clone(),
                value,
                range,
                key_range,
            };
            match places.get(&key) {
                Some(&at) => {
                    let earlier: &mut Field = &mut fields[at];
                    repeated.push(Diagnostic::new(
                        Severity::Warning,
                        "duplicate-key",
                        earlier.key_range.clone(),
                        format!("The key `{key}` comes again below: only the last one counts."),
                    ));
                    *earlier = field;
                }
                None => {
                    places.insert(key, fields.len());
                    fields.push(field);
                }
            }
        })?;
        self.skip_blanks();
        if self.at < self.text.len() {
            return Err(
                self.wrong("Something follows the object: front matter is one object in braces.")
            );
        }
        order::sort_stable(&mut fields, |field| field.key_range.start);
        Ok((fields, repeated))
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_blanks(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.at += 1;
        }
    }

    fn value(&mut self) -> Read<Value> {
        match self.peek() {
            Some(b'"') => self.string().map(Value::String),
            Some(b'{') => {
                let mut map: Vec<(String, Value)> = Vec::new();
                let mut places: Map<String, usize> = Map::default();
                self.object(|key, _, value, _| match places.get(&key) {
                    Some(&at) => map[at].1 = value,
                    None => {
                        places.insert(key.clone(), map.len());
                        map.push((key, value));
                    }
                })?;
                Ok(Value::Map(map))
            }
            Some(b'[') => self.list(),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b'\'') => Err(self.single_quotes()),
            Some(_) => self.word(),
            None => Err(self.wrong("The JSON ends here in the middle: a value is missing.")),
        }
    }

    /// Passes an opening bracket.
    fn enter(&mut self) -> Read<()> {
        if self.depth == MAX_DEPTH {
            return Err(self
                .wrong("Lists and objects nest too deep here: more than 64 levels are not read."));
        }
        self.depth += 1;
        self.at += 1;
        self.skip_blanks();
        Ok(())
    }

    /// Reads an object, whose keys and values go to `take` with their places.
    fn object(
        &mut self,
        mut take: impl FnMut(String, Range<usize>, Value, Range<usize>),
    ) -> Read<()> {
        self.enter()?;
        if self.peek() == Some(b'}') {
            self.leave();
            return Ok(());
        }
        loop {
            let key_start = self.at;
            let key = match self.peek() {
                Some(b'"') => self.string()?,
                Some(b'\'') => return Err(self.single_quotes()),
                _ => return Err(self.unquoted_key()),
            };
            let key_range = key_start..self.at;
            self.skip_blanks();
            if self.peek() != Some(b':') {
                return Err(self.wrong("A colon is missing between the key and its value."));
            }
            self.at += 1;
            self.skip_blanks();
            let start = self.at;
            let value = self.value()?;
            take(key, key_range, value, start..self.at);
            if !self.continues(b'}')? {
                self.leave();
                return Ok(());
            }
        }
    }

    fn list(&mut self) -> Read<Value> {
        self.enter()?;
        let mut items = Vec::new();
        if self.peek() == Some(b']') {
            self.leave();
            return Ok(Value::List(items));
        }
        loop {
            items.push(self.value()?);
            if !self.continues(b']')? {
                self.leave();
                return Ok(Value::List(items));
            }
        }
    }

    /// Passes a closing bracket.
    fn leave(&mut self) {
        self.depth -= 1;
        self.at += 1;
    }

    /// Whether another value follows this one: `false` at `close`, `true` after a comma.
    fn continues(&mut self, close: u8) -> Read<bool> {
        let end = self.at;
        self.skip_blanks();
        match self.peek() {
            Some(b',') => {
                let comma = self.at..self.at + 1;
                self.at += 1;
                self.skip_blanks();
                if self.peek() == Some(close) {
                    return Err(self.mended(
                        "There is a comma too many here: none may follow the last value.",
                        comma.clone(),
                        "Remove the comma",
                        Edit::new(comma, ""),
                    ));
                }
                Ok(true)
            }
            Some(byte) if byte == close => Ok(false),
            Some(b'"' | b'{' | b'[' | b'-' | b'0'..=b'9' | b't' | b'f' | b'n') => {
                let next = self.at..self.at + 1;
                Err(self.mended(
                    "A comma is missing before this.",
                    next,
                    "Add a comma",
                    Edit::new(end..end, ","),
                ))
            }
            Some(b'}') => Err(self.mended(
                "A list is not closed before this: add `]`.",
                self.at..self.at + 1,
                "Close the list",
                Edit::new(end..end, "]"),
            )),
            Some(_) => Err(self.wrong("A comma or the closing bracket is missing before this.")),
            None => Err(self.wrong(if close == b']' {
                "A list is not closed: add `]`."
            } else {
                "The object is not closed: add `}`."
            })),
        }
    }

    /// The letters, digits and `_` from here on.
    pub(super) fn letters(&self) -> &'a str {
        let rest = &self.text[self.at..];
        let end = rest.find(|c: char| !is_in_word(c) && !matches!(c, '_' | '-'));
        &rest[..end.unwrap_or(rest.len())]
    }
}
