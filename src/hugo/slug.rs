//! The name that Hugo gives a heading: its `id`, before it is made unique.

use super::unicode::{Class, class};
use crate::block::Label;

/// How names are made: `autoIDType`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum IdType {
    /// `-` and space give `-`; letters, decimal digits and `_` stay, in lower case; all else is dropped.
    #[default]
    Github,
    /// Likewise, of the text without its accents, and without what is not ASCII then.
    GithubAscii,
    /// Letters and decimal digits stay, in lower case; what is between them gives one `-`.
    Blackfriday,
}

impl IdType {
    /// Returns the type with this name in a site's configuration.
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "github" => Self::Github,
            "github-ascii" => Self::GithubAscii,
            "blackfriday" => Self::Blackfriday,
            _ => return None,
        })
    }
}

/// Makes the name from a text. Where nothing is left of it, it is `heading`.
pub fn slug(text: &str, kind: IdType) -> String {
    let mut name = String::with_capacity(text.len());
    if kind == IdType::Blackfriday {
        for word in text.split(|c| !matches!(class(c), Class::Letter | Class::Digit)) {
            if !word.is_empty() && !name.is_empty() {
                name.push('-');
            }
            name.extend(word.chars().filter_map(|c| c.to_lowercase().next()));
        }
    }
    let text = match kind {
        IdType::Blackfriday => "",
        _ => text.trim(),
    };
    for mut c in text.chars() {
        if kind == IdType::GithubAscii && !c.is_ascii() {
            c = unaccented(c);
        }
        match c {
            '-' | ' ' => name.push('-'),
            '_' => name.push('_'),
            _ if kind == IdType::GithubAscii && !c.is_ascii() => {}
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

/// The ASCII letter that a letter is, less its accents; itself where it is none.
fn unaccented(c: char) -> char {
    /// For the characters from U+00C0 on, and from U+1E00 on.
    const LATIN: [(u32, &[u8]); 2] = [
        (
            0xC0,
            b"\
    AAAAAA.CEEEEIIII.NOOOOO..UUUUY..aaaaaa.ceeeeiiii.nooooo..uuuuy.yAaAaAaCcCcCcCcDd..EeEeEeEe\
    EeGgGgGgGgHh..IiIiIiIiI...JjKk.LlLlLl....NnNnNn...OoOoOo..RrRrRrSsSsSsSsTtTt..UuUuUuUuUuUu\
    WwYyYZzZzZz.................................Oo.............Uu............................A\
    aIiOoUuUuUuUuUu.AaAa....GgKkOoOo..j...Gg..NnAa....AaAaEeEeIiIiOoOoRrRrUuUuSsTt..Hh......Aa\
    EeOoOoOoOoYy",
        ),
        (
            0x1E00,
            b"\
    AaBbBbBbCcDdDdDdDdDdEeEeEeEeEeFfGgHhHhHhHhHhIiIiKkKkKkLlLlLlLlMmMmMmNnNnNnNnOoOoOoOoPpPpRr\
    RrRrRrSsSsSsSsSsTtTtTtTtUuUuUuUuUuVvVvWwWwWwWwWwXxXxYyZzZzZzhtwy......AaAaAaAaAaAaAaAaAaAa\
    AaAaEeEeEeEeEeEeEeEeIiIiOoOoOoOoOoOoOoOoOoOoOoOoUuUuUuUuUuUuUuYyYyYyYy",
        ),
    ];
    let base = |&(start, letters): &(u32, &'static [u8])| {
        letters.get(u32::from(c).checked_sub(start)? as usize)
    };
    match LATIN.iter().find_map(base) {
        None | Some(b'.') => c,
        Some(letter) => char::from(*letter),
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
    pub fn name(&self, kind: IdType) -> Option<String> {
        let last = self.text.rsplit('\n').next().unwrap_or_default();
        (!last.is_empty()).then(|| slug(last, kind))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        let slug = |text| super::slug(text, IdType::Github);
        assert_eq!(slug("What's Next? "), "whats-next");
        assert_eq!(slug("a  b_C-d"), "a--b_c-d");
        assert_eq!(slug("Über Größe 3"), "über-größe-3");
        assert_eq!(slug("🎉!"), "heading");
        assert_eq!(slug("x² Ⅷ ٣ İ a\tb\u{a0}c"), "x--٣-i-abc");
    }

    #[test]
    fn names_of_other_types() {
        let ascii = |text| slug(text, IdType::GithubAscii);
        assert_eq!(ascii("a  b – c é.x ñ ß ü ø 日本 x"), "a--b--c-ex-n--u---x");
        assert_eq!(ascii("Ấ ſ"), "a-");
        assert_eq!(ascii("日本"), "heading");
        let words = |text| slug(text, IdType::Blackfriday);
        assert_eq!(words("a  b – c é.x_y-Z-"), "a-b-c-é-x-y-z");
        assert_eq!(words("-!"), "heading");
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
