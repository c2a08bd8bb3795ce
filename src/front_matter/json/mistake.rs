//! The mistakes of JSON, with their fixes.

use std::ops::Range;

use super::reader::JsonReader;
use crate::edit::Edit;
use crate::front_matter::guess::Guess;

impl JsonReader<'_> {
    /// A mistake at the next character; at the text's end, at the last one.
    pub(super) fn wrong(&self, message: &str) -> Guess {
        let start = self.at.min(self.text.trim_end().len());
        let next = self.text[start..].chars().next().map_or(0, char::len_utf8);
        Guess {
            range: start..start + next,
            message: message.to_owned(),
            fix: None,
        }
    }

    pub(super) fn mended(
        &self,
        message: &str,
        range: Range<usize>,
        title: &'static str,
        edit: Edit,
    ) -> Guess {
        Guess {
            range,
            message: message.to_owned(),
            fix: Some((title, vec![edit])),
        }
    }

    /// Single quotes around a key or text.
    pub(super) fn single_quotes(&self) -> Guess {
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

    /// Something else where a key must begin.
    pub(super) fn unquoted_key(&self) -> Guess {
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

    /// A backslash at `at` before a character that needs none.
    pub(super) fn unknown_escape(&mut self, at: usize) -> Guess {
        self.at = at;
        let next = self.text[at + 1..].chars().next().map_or(0, char::len_utf8);
        self.mended(
            "A backslash begins a special character, and this is none: write `\\\\` for a backslash.",
            at..at + 1 + next,
            "Double the backslash",
            Edit::new(at..at, "\\"),
        )
    }
}
