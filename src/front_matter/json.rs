//! JSON to fields, as strict as Hugo's reader: one object, no comments, no comma too many.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Field;
use super::guard::MAX_DEPTH;
use super::guess::Guess;
use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::edit::Edit;
use crate::order;
use crate::value::Value;

/// Reads `content`, or says in `diagnostics` why it cannot be read. Byte ranges in `content`.
pub(super) fn read(content: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<Vec<Field>> {
    match Reader::new(content).document() {
        Ok((fields, repeated)) => {
            diagnostics.extend(repeated);
            Some(fields)
        }
        Err(guess) => {
            let mut found = Diagnostic::new(
                Severity::Error,
                "json-syntax",
                guess.range.clone(),
                guess.message,
            );
            if let Some((title, edits)) = guess
                .fix
                .filter(|(_, edits)| is_mended(content, guess.range.start, edits))
            {
                found.fix = Some(Fix {
                    title: title.into(),
                    edits,
                });
            }
            diagnostics.push(found);
            None
        }
    }
}

/// Whether `content` can be read.
pub(super) fn is_readable(content: &str) -> bool {
    Reader::new(content).document().is_ok()
}

/// Whether the object can be read, or read further than `at`, once `edits` are made.
fn is_mended(content: &str, at: usize, edits: &[Edit]) -> bool {
    let mut text = content.to_owned();
    for edit in edits.iter().rev() {
        text.replace_range(edit.range.clone(), &edit.insert);
    }
    match Reader::new(&text).document() {
        Ok(_) => true,
        Err(guess) => guess.range.start > at + 1,
    }
}

/// A mistake, at its place.
type Read<T> = Result<T, Guess>;

struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            depth: 0,
        }
    }

    /// The fields of the whole object, and a warning for each key that is there twice.
    fn document(mut self) -> Read<(Vec<Field>, Vec<Diagnostic>)> {
        self.skip_blanks();
        if self.peek() != Some(b'{') {
            return Err(self.wrong("JSON front matter must be one object in braces."));
        }
        let mut fields: Vec<Field> = Vec::new();
        let mut repeated = Vec::new();
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
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

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_blanks(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.at += 1;
        }
    }

    /// A mistake at the next character; at the text's end, at the last one.
    fn wrong(&self, message: &str) -> Guess {
        let start = self.at.min(self.text.trim_end().len());
        let next = self.text[start..].chars().next().map_or(0, char::len_utf8);
        Guess {
            range: start..start + next,
            message: message.to_owned(),
            fix: None,
        }
    }

    fn mended(&self, message: &str, range: Range<usize>, title: &'static str, edit: Edit) -> Guess {
        Guess {
            range,
            message: message.to_owned(),
            fix: Some((title, vec![edit])),
        }
    }

    fn value(&mut self) -> Read<Value> {
        match self.peek() {
            Some(b'"') => self.string().map(Value::String),
            Some(b'{') => {
                let mut map: Vec<(String, Value)> = Vec::new();
                let mut places: BTreeMap<String, usize> = BTreeMap::new();
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
            if self.goes_on(b'}')? {
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
            if self.goes_on(b']')? {
                self.leave();
                return Ok(Value::List(items));
            }
        }
    }

    fn leave(&mut self) {
        self.depth -= 1;
        self.at += 1;
    }

    /// Behind a value: passes a comma, or stops before `close` and says so.
    fn goes_on(&mut self, close: u8) -> Read<bool> {
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
                Ok(false)
            }
            Some(byte) if byte == close => Ok(true),
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

    fn single_quotes(&self) -> Guess {
        let rest = &self.text[self.at..];
        let line = &rest[..rest.find(['\n', '\r']).unwrap_or(rest.len())];
        let message = "JSON wants double quotes.";
        match line[1..].find('\'') {
            Some(length) if !line[1..=length].contains(['"', '\\']) => {
                let range = self.at..self.at + length + 2;
                let insert = format!("\"{}\"", &line[1..=length]);
                self.mended(
                    message,
                    range.clone(),
                    "Use double quotes",
                    Edit::new(range, insert),
                )
            }
            _ => self.wrong(message),
        }
    }

    /// The letters, digits and `_` from here on.
    fn letters(&self) -> &'a str {
        let rest = &self.text[self.at..];
        let end = rest.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-'));
        &rest[..end.unwrap_or(rest.len())]
    }

    fn unquoted_key(&self) -> Guess {
        let word = self.letters();
        let range = self.at..self.at + word.len();
        if word.is_empty() {
            let comment = self.text[self.at..].starts_with(['/', '#']);
            return self.wrong(if comment {
                "JSON has no comments."
            } else {
                "A key in double quotes is missing here."
            });
        }
        self.mended(
            "A key must be in double quotes.",
            range.clone(),
            "Put the key in quotes",
            Edit::new(range, format!("\"{word}\"")),
        )
    }

    fn word(&mut self) -> Read<Value> {
        let word = self.letters();
        let range = self.at..self.at + word.len();
        self.at = range.end;
        let lower = word.to_ascii_lowercase();
        match (word, lower.as_str()) {
            ("true", _) => Ok(Value::Bool(true)),
            ("false", _) => Ok(Value::Bool(false)),
            ("null", _) => Ok(Value::Null),
            (_, "true" | "false" | "null") => Err(self.mended(
                "In JSON `true`, `false` and `null` are written in small letters.",
                range.clone(),
                "Write it in small letters",
                Edit::new(range, lower.clone()),
            )),
            ("", _) => Err(self.wrong(if self.text[self.at..].starts_with(['/', '#']) {
                "JSON has no comments."
            } else {
                "A value is missing here."
            })),
            _ => {
                let rest = &self.text[range.start..];
                let end = rest.find([',', '\n', '\r', '}', ']']).unwrap_or(rest.len());
                let text = rest[..end].trim_end();
                let range = range.start..range.start + text.len();
                let insert = format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
                Err(self.mended(
                    "Text must be in double quotes.",
                    range.clone(),
                    "Put it in quotes",
                    Edit::new(range, insert),
                ))
            }
        }
    }

    fn number(&mut self) -> Read<Value> {
        let start = self.at;
        let digits = |reader: &mut Self| {
            let from = reader.at;
            while let Some(b'0'..=b'9') = reader.peek() {
                reader.at += 1;
            }
            reader.at > from
        };
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        let zero = self.peek() == Some(b'0');
        let whole_start = self.at;
        let mut good = digits(self) && !(zero && self.at > whole_start + 1);
        let mut whole = true;
        if self.peek() == Some(b'.') {
            self.at += 1;
            whole = false;
            good &= digits(self);
        }
        if let Some(b'e' | b'E') = self.peek() {
            self.at += 1;
            whole = false;
            if let Some(b'+' | b'-') = self.peek() {
                self.at += 1;
            }
            good &= digits(self);
        }
        let rest = self.letters();
        self.at += rest.len();
        let text = &self.text[start..self.at];
        let number = text.parse().ok().filter(|n: &f64| n.is_finite());
        match number.filter(|_| good && rest.is_empty()) {
            Some(number) => {
                let integer = text.parse().ok().filter(|_| whole);
                Ok(integer.map_or(Value::Float(number), Value::Integer))
            }
            None => Err(self.mended(
                "This is no number as JSON has it: put it in double quotes.",
                start..self.at,
                "Put it in quotes",
                Edit::new(start..self.at, format!("\"{text}\"")),
            )),
        }
    }

    fn string(&mut self) -> Read<String> {
        let start = self.at;
        let mut read = String::new();
        self.at += 1;
        loop {
            let rest = &self.text[self.at..];
            let Some(next) = rest.chars().next() else {
                self.at = start;
                return Err(self.wrong("This quote is never closed."));
            };
            match next {
                '"' => {
                    self.at += 1;
                    return Ok(read);
                }
                '\\' => self.escape(&mut read)?,
                '\n' | '\r' => {
                    let end = self.at;
                    self.at = start;
                    let line = self.text[start..end].trim_end();
                    let line = line.strip_suffix(',').unwrap_or(line);
                    return Err(self.mended(
                        "This quote is not closed on its line.",
                        start..start + line.len(),
                        "Close the quote",
                        Edit::new(start + line.len()..start + line.len(), "\""),
                    ));
                }
                '\0'..'\u{20}' => {
                    return Err(
                        self.wrong("A control character stands here: JSON does not allow it.")
                    );
                }
                _ => {
                    read.push(next);
                    self.at += next.len_utf8();
                }
            }
        }
    }

    fn escape(&mut self, read: &mut String) -> Read<()> {
        let at = self.at;
        self.at += 2;
        read.push(match self.text.as_bytes().get(at + 1) {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{C}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                self.at = at;
                return self.unicode(read);
            }
            _ => return Err(self.unknown_escape(at)),
        });
        Ok(())
    }

    fn unknown_escape(&mut self, at: usize) -> Guess {
        self.at = at;
        let next = self.text[at + 1..].chars().next().map_or(0, char::len_utf8);
        self.mended(
            "A backslash begins a special character, and this is none: write `\\\\` for a backslash.",
            at..at + 1 + next,
            "Double the backslash",
            Edit::new(at..at, "\\"),
        )
    }

    /// `\uXXXX`, or two of them for one character; half a character becomes U+FFFD, as in Hugo.
    fn unicode(&mut self, read: &mut String) -> Read<()> {
        let text = self.text;
        let half = |at: usize| {
            let digits = text.get(at..at + 6)?.strip_prefix("\\u")?;
            let hex = digits.bytes().all(|b| b.is_ascii_hexdigit());
            u16::from_str_radix(digits, 16).ok().filter(|_| hex)
        };
        let Some(first) = half(self.at) else {
            return Err(self.unknown_escape(self.at));
        };
        let pair = half(self.at + 6).and_then(|second| {
            let mut pair = char::decode_utf16([first, second]);
            pair.next()?.ok().filter(|_| pair.next().is_none())
        });
        self.at += if pair.is_some() { 12 } else { 6 };
        let alone = char::from_u32(first.into()).unwrap_or(char::REPLACEMENT_CHARACTER);
        read.push(pair.unwrap_or(alone));
        Ok(())
    }
}
