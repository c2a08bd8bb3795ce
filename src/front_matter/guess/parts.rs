//! `LineParts`: a line of YAML, split for the guesses.

use std::ops::Range;

use super::Guess;
use crate::edit::Edit;
use crate::front_matter::line::uncommented_end;

/// A line of YAML, split into indentation, `- ` marks, `key:` and value. Ranges are of bytes in `content`.
pub(super) struct LineParts<'a> {
    pub content: &'a str,
    pub range: Range<usize>,
    pub indent: Range<usize>,
    pub key: Option<Range<usize>>,
    pub value: Range<usize>,
}

impl<'a> LineParts<'a> {
    /// Splits the line at `range` of `content`.
    pub fn new(content: &'a str, range: Range<usize>) -> Self {
        let text = &content[range.clone()];
        let indent = range.start..range.end - text.trim_start().len();
        let mut at = indent.end;
        while content[at..range.end].starts_with("- ") {
            at += content[at..range.end].len()
                - content[at + 1..range.end].trim_start_matches(' ').len();
        }
        let key = key_end(&content[at..range.end]).map(|end| at..at + end);
        let value = key.as_ref().map_or(at, |key| key.end);
        let value = value + usize::from(key.is_some())..uncommented_end(content, range.start);
        let value = value.start.min(value.end)..value.end;
        let lead = content[value.clone()].len()
            - content[value.clone()].trim_start_matches([' ', '\t']).len();
        Self {
            content,
            range,
            indent,
            key,
            value: value.start + lead..value.end,
        }
    }

    /// The text of the value.
    pub fn value(&self) -> &'a str {
        &self.content[self.value.clone()]
    }

    /// The name of the value in a message.
    pub fn name(&self) -> String {
        match &self.key {
            Some(key) => format!("The value of `{}`", &self.content[key.clone()]),
            None => "This value".into(),
        }
    }

    /// A guess that `insert` must replace the value.
    pub fn guess(&self, message: String, title: &'static str, insert: String) -> Guess {
        Guess {
            range: self.value.clone(),
            message,
            fix: Some((title, vec![Edit::new(self.value.clone(), insert)])),
        }
    }
}

/// Where a plain key of one or more words ends, before its colon.
fn key_end(text: &str) -> Option<usize> {
    let end = text
        .find(": ")
        .or_else(|| text.trim_end().strip_suffix(':').map(str::len))?;
    let key = &text[..end];
    let fits = !key.is_empty()
        && !key.starts_with([
            '"', '\'', '[', '{', '#', '@', '`', '%', '&', '*', '!', '|', '>',
        ]);
    fits.then_some(end)
}
