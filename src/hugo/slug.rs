//! The name that Hugo gives a heading: its `id`, before it is made unique.

use super::unicode::{Class, class};
use crate::block::Label;

/// Makes the name from a heading's text, by the rule of `autoHeadingIDType = "github"`: `-` and space give `-`;
/// letters, decimal digits and `_` stay, in lower case; all else is dropped. Where nothing is left it is `heading`.
pub fn slug(text: &str) -> String {
    let mut name = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            '-' | ' ' => name.push('-'),
            '_' => name.push('_'),
            _ if matches!(class(c), Class::Letter | Class::Digit) => {
                // `İ` has a lower case of two characters; Hugo takes the first.
                name.extend(c.to_lowercase().next());
            }
            _ => {}
        }
    }
    if name.is_empty() {
        "heading".to_owned()
    } else {
        name
    }
}

/// The name without the `-1`, `-2` … at its end. Only headings with the same stem can take each other's `id`.
pub fn stem(name: &str) -> Label {
    let mut stem = name;
    while let Some((rest, digits)) = stem.rsplit_once('-') {
        if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
            break;
        }
        stem = rest;
    }
    Label::new(stem.to_owned())
}

/// The text of a heading, as Hugo 0.168 takes it for the name: of an element that has elements in it, only the first
/// one counts.
#[derive(Debug, Default)]
pub struct Plain {
    /// Whether it is a heading's at all: nobody asks for that of other blocks.
    wanted: bool,
    text: String,
    depth: usize,
    /// Whether the first child of the element that is open has gone by.
    passed: bool,
}

impl Plain {
    /// Of a heading, or of another block, which gathers nothing.
    pub fn new(of_heading: bool) -> Self {
        Self {
            wanted: of_heading,
            ..Self::default()
        }
    }

    /// Adds text.
    pub fn text(&mut self, text: &str) {
        if !self.wanted {
            return;
        }
        // In an element goldmark parts text where it looked in vain for the end of another element.
        let delimiter = |c: char| matches!(c, '*' | '_' | '~' | '[' | ']');
        let end = match text.find(delimiter) {
            Some(at) if self.depth > 0 => {
                text.len() - text[at..].trim_start_matches(delimiter).len()
            }
            _ => text.len(),
        };
        self.code(&text[..end]);
    }

    /// Adds the text of a code span.
    pub fn code(&mut self, text: &str) {
        if self.wanted && !self.passed && !text.is_empty() {
            self.text.push_str(text);
            self.other();
        }
    }

    /// Ends a line.
    pub fn line_end(&mut self) {
        if self.wanted {
            self.text.push('\n');
        }
    }

    /// Begins an element.
    pub fn open(&mut self) {
        self.depth += 1;
    }

    /// Ends an element.
    pub fn close(&mut self) {
        self.depth -= 1;
        self.passed = self.depth > 0;
    }

    /// Passes over something that has no text of its own.
    pub fn other(&mut self) {
        self.passed |= self.depth > 0;
    }

    /// The name, or `None` for a heading without text. Of several lines the last one counts.
    pub fn name(&self) -> Option<String> {
        let last = self.text.rsplit('\n').next().unwrap_or_default();
        (!last.is_empty()).then(|| slug(last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        assert_eq!(slug("What's Next? "), "whats-next");
        assert_eq!(slug("a  b_C-d"), "a--b_c-d");
        assert_eq!(slug("Über Größe 3"), "über-größe-3");
        assert_eq!(slug("🎉!"), "heading");
        assert_eq!(slug("x² Ⅷ ٣ İ a\tb\u{a0}c"), "x--٣-i-abc");
    }

    #[test]
    fn stems() {
        assert_eq!(&*stem("a-1"), "a");
        assert_eq!(&*stem("a-1-22"), "a");
        assert_eq!(&*stem("a-b"), "a-b");
        assert_eq!(&*stem("a-"), "a-");
        assert_eq!(&*stem("-1"), "");
    }
}
