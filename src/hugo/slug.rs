//! The name that Hugo gives a heading: its `id`, before it is made unique.

use super::extras::Extras;
use crate::case::small;
use crate::label::Label;
use crate::unicode::{Class, class};

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
    /// GitHub's own, by the published rule of `github-slugger`, in the flavor `gfm`: of the whole text letters, marks,
    /// digits, `-` and `_` stay, in lower case, and a space gives `-`.
    GitHubPage,
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
    if kind == IdType::GitHubPage {
        return page_slug(text.trim());
    }
    let mut name = String::with_capacity(text.len());
    if kind == IdType::Blackfriday {
        for word in text.split(|c| !matches!(class(c), Class::Letter | Class::Digit)) {
            if !word.is_empty() && !name.is_empty() {
                name.push('-');
            }
            name.extend(word.chars().map(small));
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
                name.push(small(c));
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

fn page_slug(text: &str) -> String {
    let mut name = String::with_capacity(text.len());
    for c in text.chars() {
        let stays = match class(c) {
            Class::Letter | Class::Digit => true,
            Class::Punctuation => matches!(c, '-' | '_' | '\u{203F}' | '\u{2040}' | '\u{FF3F}'),
            Class::Symbol => matches!(c, '\u{24B6}'..='\u{24E9}'),
            // Marks and letters that are numbers, but not other numbers, blanks, controls and formats.
            Class::Other => {
                !c.is_ascii()
                    && !c.is_whitespace()
                    && !c.is_control()
                    && !matches!(c, '\u{AD}' | '²' | '³' | '¹' | '¼'..='¾' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
                        | '\u{2060}'..='\u{2089}' | '\u{2150}'..='\u{215F}' | '\u{2460}'..='\u{249B}' | '\u{24EA}'..='\u{24FF}'
                        | '\u{2776}'..='\u{2793}' | '\u{3192}'..='\u{3195}' | '\u{3220}'..='\u{3229}'
                        | '\u{3248}'..='\u{324F}' | '\u{3251}'..='\u{325F}' | '\u{3280}'..='\u{3289}'
                        | '\u{32B1}'..='\u{32BF}' | '\u{E000}'..='\u{F8FF}' | '\u{FEFF}' | '\u{F0000}'..)
            }
        };
        if stays {
            name.push(small(c));
            // One letter becomes two characters in small letters: GitHub has both.
            if c == 'İ' {
                name.push('\u{307}');
            }
        } else if c == ' ' {
            name.push('-');
        }
    }
    name
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

/// The text of a heading, as Hugo 0.168 takes it for the name: of an element only the first node in it counts, which for
/// a text is what goldmark has not split (its `Text` nodes).
#[derive(Debug, Default)]
pub struct Plain {
    /// Whether it is a heading's at all: nobody asks for that of other blocks.
    wanted: bool,
    text: String,
    depth: usize,
    /// How far the element that is open has come.
    first: First,
    /// Whether that is a link or an image.
    in_link: bool,
    /// Where in the source brackets are that nothing closes, in order.
    unclosed: Vec<usize>,
    /// Further delimiters.
    extras: Extras,
}

/// The state of the first node of an element.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum First {
    /// Nothing.
    #[default]
    Ahead,
    /// A text, which may go on.
    Text,
    /// All of it.
    Passed,
}

impl Plain {
    /// Gathers the name of a heading with such brackets and delimiters. The text of another block is the default, which gathers nothing.
    pub fn new(unclosed: Vec<usize>, extras: Extras) -> Self {
        Self {
            wanted: true,
            unclosed,
            extras,
            ..Self::default()
        }
    }

    /// Adds text, which is at `at` of the source. The first byte may be `escaped`, and begins nothing then.
    pub fn text(&mut self, text: &str, at: usize, escaped: bool) {
        if !self.wanted || self.first == First::Passed || text.is_empty() {
            return;
        }
        if self.depth == 0 {
            return self.text.push_str(text);
        }
        let end = self.node_end(text, at, usize::from(escaped));
        self.first = match end {
            Some(_) => First::Passed,
            None => First::Text,
        };
        self.text.push_str(&text[..end.unwrap_or(text.len())]);
    }

    /// Where goldmark ends a text: after delimiters that were in vain and a bracket that begins no link; before a
    /// bracket or backticks that nothing closes, unless the text begins with them.
    fn node_end(&self, text: &str, at: usize, from: usize) -> Option<usize> {
        let bytes = text.as_bytes();
        let run = |index: usize| {
            let same = bytes[index..].iter().take_while(|b| **b == bytes[index]);
            same.count()
        };
        let mut index = from;
        while let Some(&byte) = bytes.get(index) {
            let after_text = |start: usize| start > 0 || self.first == First::Text;
            match byte {
                b'[' => {
                    let image = index > from && bytes[index - 1] == b'!';
                    let start = index - usize::from(image);
                    let unclosed = self.unclosed.binary_search(&(at + index)).is_ok();
                    if unclosed && after_text(start) {
                        return Some(start);
                    }
                    if unclosed || bytes.get(index + 1) != Some(&b']') {
                        return Some(index + 1);
                    }
                    index += 1;
                }
                b'`' if after_text(index) => return Some(index),
                b'`' => index += run(index),
                _ if self.may_delimit(&bytes[index..]) => {
                    let mut end = index + run(index);
                    // More than two are text.
                    if byte == b'~' && end - index > 2 {
                        index = end;
                        continue;
                    }
                    // At the end of an emphasis they are taken up one after the other, at that of a link from the last on.
                    while !self.in_link && self.may_delimit(&bytes[end..]) {
                        end += run(end);
                    }
                    return Some(end);
                }
                _ => index += 1,
            }
        }
        None
    }

    /// Whether a text begins with delimiters.
    fn may_delimit(&self, text: &[u8]) -> bool {
        match text {
            [b'*' | b'_' | b'~', ..] => true,
            [byte @ (b'^' | b'+' | b'='), ..] => {
                let len = text.iter().take(3).take_while(|b| *b == byte).count();
                self.extras.element(*byte, len).is_some()
            }
            _ => false,
        }
    }

    /// Adds the text of a node, such as a code span; of its lines, if there are several, the first and its end.
    pub fn code(&mut self, text: &str) {
        if self.wanted && (self.depth == 0 || self.first == First::Ahead) {
            self.text.push_str(text);
        }
        self.other();
    }

    /// Ends a line.
    pub fn line_end(&mut self) {
        if self.wanted && (self.depth == 0 || self.first == First::Text) {
            self.text.push('\n');
        }
        self.other();
    }

    /// Begins an element; whether that is a link or an image.
    pub fn open(&mut self, link: bool) {
        self.depth += 1;
        self.in_link = link;
        if self.first == First::Text {
            self.first = First::Passed;
        }
    }

    /// Ends an element.
    pub fn close(&mut self) {
        self.depth -= 1;
        self.first = First::Ahead;
        self.other();
    }

    /// Passes over something that has no text of its own.
    pub fn other(&mut self) {
        if self.depth > 0 {
            self.first = First::Passed;
        }
    }

    /// The name, or `None` for a heading without text. The last of several lines counts.
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
        assert_eq!(slug("What's Next?"), "whats-next");
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
    fn first_of_an_element() {
        let name = |parts: &[(&str, bool)], unclosed: &[usize], in_link| {
            let mut plain = Plain::new(unclosed.to_vec(), Extras::default());
            plain.open(in_link);
            let mut at = 0;
            for (text, escaped) in parts {
                plain.text(text, at, *escaped);
                at += text.len() + 1;
            }
            plain.close();
            plain.text(" z", 100, false);
            plain.name(IdType::Github).expect("a name")
        };
        assert_eq!(name(&[("a", false), ("*b c", true)], &[], false), "ab-c-z");
        assert_eq!(name(&[("a[]] !b", false)], &[], false), "a-b-z");
        assert_eq!(name(&[("a[b]", false)], &[], false), "a-z");
        assert_eq!(name(&[("a![b", false)], &[2], false), "a-z");
        assert_eq!(name(&[("[b", false)], &[0], false), "-z");
        assert_eq!(name(&[("a*_b", false)], &[], false), "a_-z");
        assert_eq!(name(&[("a*_b", false)], &[], true), "a-z");
        assert_eq!(name(&[("`a`b", false)], &[], false), "a-z");
        assert_eq!(name(&[("a~~~b~c", false)], &[], false), "ab-z");
    }

    #[test]
    fn names_on_github() {
        let page = |text| slug(text, IdType::GitHubPage);
        assert_eq!(page("What's a_b-c  & D?"), "whats-a_b-c---d");
        assert_eq!(page("Ünï é 日本 ½ ² Ⅷ ٣"), "ünï-é-日本---ⅷ-٣");
        assert_eq!(page("❤️ a\tb\u{a0}c İ"), "\u{fe0f}-abc-i\u{307}");
        assert_eq!(page("🎉"), "");
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
