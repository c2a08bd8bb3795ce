//! Text, numbers and the words `true`, `false` and `null` of JSON.

use super::reader::{JsonReader, Read};
use crate::edit::Edit;
use crate::value::Value;

impl JsonReader<'_> {
    /// A value without quotes that begins with a letter.
    pub(super) fn word(&mut self) -> Read<Value> {
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

    pub(super) fn number(&mut self) -> Read<Value> {
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

    pub(super) fn string(&mut self) -> Read<String> {
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
