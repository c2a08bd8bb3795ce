//! `Stats`: how long a post is, counted by Hugo's rules.

use crate::allow::{Attribute, Element};
use crate::tree::{Content, Tree};

/// How long a post is.
///
/// ```
/// use draftpane::{Options, render};
///
/// let stats = render("One two.\n\nThree.\n", &Options::default()).stats;
/// assert_eq!((stats.words, stats.reading_minutes, stats.blocks), (3, 1, 2));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// Stretches of text without white space, in the body as shown; in Chinese, Japanese and Korean its letters.
    pub words: usize,
    /// At 212 words a minute, or 500 letters, rounded up.
    pub reading_minutes: usize,
    /// Blocks of the body; the footnotes' section is one.
    pub blocks: usize,
}

impl Stats {
    /// The counts, with the reading time that Hugo 0.168 gives (its `ReadingTime`).
    pub fn new(words: usize, blocks: usize, cjk: bool) -> Self {
        Self {
            words,
            reading_minutes: words.div_ceil(if cjk { 500 } else { 212 }),
            blocks,
        }
    }
}

/// The number of words of a tree: of its text with the tags taken out, where a block's tag ends a word. With `cjk` a
/// word that is not all ASCII counts by its letters.
pub fn words(tree: &Tree, cjk: bool) -> usize {
    let mut word = Word::default();
    // Where code ends that Hugo's highlighter has been over.
    let mut fence_end = 0;
    let mut ends = Vec::new();
    let mut label_end = 0;
    let mut math_end = None;
    for index in 0..tree.len() {
        while ends.pop_if(|end| *end <= index).is_some() {
            word.inside = false;
        }
        // The label of a shortcode is not published.
        if index < label_end {
            continue;
        }
        let mut attributes = tree.attributes(index);
        let is_label = |(name, class): (Attribute, &str)| {
            name == Attribute::Class && matches!(class, "shortcode-label" | "shortcode-arguments")
        };
        // No post can give these elements a class.
        let own = Content::Element(Element::Span) == tree.content(index)
            || Content::Element(Element::A) == tree.content(index);
        if own && attributes.any(is_label) {
            label_end = tree.end(index);
            continue;
        }
        match tree.content(index) {
            Content::Element(element) if is_inline(element) => {}
            Content::Element(_) => {
                // Text after mathematics continues its last word: Hugo ends no line there.
                word.inside &= math_end == Some(index);
                if tree
                    .attributes(index)
                    .any(|(name, _)| name == Attribute::Tabindex)
                {
                    fence_end = tree.end(index);
                }
                if is_math(tree, index) {
                    math_end = Some(tree.end(index));
                } else {
                    ends.push(tree.end(index));
                }
            }
            Content::Text(_) => {
                let in_fence = index < fence_end;
                tree.parts_of_text(index, &mut |text, sign| match sign {
                    // A character reference.
                    Some(html) => word.letters(html, true),
                    None if !cjk => word.starts(text),
                    None => text.chars().for_each(|c| match c.is_whitespace() {
                        true => word.inside = false,
                        false => word.letters(html_len(c, in_fence), c.is_ascii()),
                    }),
                });
            }
        }
    }
    match cjk {
        true => word.count,
        false => word.words,
    }
}

/// The word that is being read, and the counts with it.
#[derive(Default)]
struct Word {
    inside: bool,
    words: usize,
    count: usize,
    /// Its letters so far, and whether it is ASCII, which counts as one.
    len: usize,
    ascii: bool,
}

impl Word {
    /// Adds text of which only the words are counted, not the letters.
    fn starts(&mut self, text: &str) {
        for (at, byte) in text.bytes().enumerate() {
            let is_space = match byte {
                b'\t'..=b'\r' | b' ' => true,
                // The first bytes of all other white space.
                0xC2 | 0xE1..=0xE3 => text[at..].starts_with(char::is_whitespace),
                // A character goes on.
                0x80..=0xBF => continue,
                _ => false,
            };
            self.words += usize::from(!is_space && !self.inside);
            self.inside = !is_space;
        }
    }

    /// Adds this number of letters.
    fn letters(&mut self, len: usize, ascii: bool) {
        if !self.inside {
            (self.inside, self.len, self.ascii) = (true, 0, true);
            self.words += 1;
            self.count += 1;
        }
        self.len += len;
        match self.ascii {
            true if ascii => {}
            true => {
                self.ascii = false;
                self.count += self.len - 1;
            }
            false => self.count += len,
        }
    }
}

/// How many characters of HTML stand for a character of text; Hugo's highlighter has others for quotes.
fn html_len(c: char, in_fence: bool) -> usize {
    match c {
        '&' => "&amp;".len(),
        '<' | '>' => "&lt;".len(),
        '"' if in_fence => "&#34;".len(),
        '\'' if in_fence => "&#39;".len(),
        '"' => "&quot;".len(),
        _ => 1,
    }
}

/// Whether the words of two blocks that follow each other are one fewer than theirs: where mathematics ends the first.
pub fn joins(before: &Tree, after: &Tree) -> bool {
    if !before
        .roots()
        .last()
        .is_some_and(|last| is_math(before, last))
    {
        return false;
    }
    let goes_on = match after.roots().next().map(|first| after.content(first)) {
        Some(Content::Element(Element::P | Element::Pre)) => true,
        Some(Content::Element(element)) => element.heading_level().is_some() || is_math(after, 0),
        _ => false,
    };
    goes_on && words(after, false) > 0
}

fn is_math(tree: &Tree, index: usize) -> bool {
    let tex = |(name, _)| name == Attribute::DataTex;
    tree.content(index) == Content::Element(Element::Div) && tree.attributes(index).any(tex)
}

fn is_inline(element: Element) -> bool {
    use Element as E;
    matches!(
        element,
        E::A | E::Abbr
            | E::Acronym
            | E::Audio
            | E::B
            | E::Bdi
            | E::Bdo
            | E::Big
            | E::Cite
            | E::Code
            | E::Del
            | E::Dfn
            | E::Em
            | E::Font
            | E::I
            | E::Img
            | E::Input
            | E::Ins
            | E::Kbd
            | E::Mark
            | E::Nobr
            | E::Picture
            | E::Q
            | E::Rp
            | E::Rt
            | E::Ruby
            | E::S
            | E::Samp
            | E::Small
            | E::Source
            | E::Span
            | E::Strike
            | E::Strong
            | E::Sub
            | E::Sup
            | E::Time
            | E::Track
            | E::Tt
            | E::U
            | E::Var
            | E::Video
            | E::Wbr
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::Builder;

    #[test]
    fn words_of_a_tree() {
        let mut b = Builder::default();
        b.open(Element::P, 0..0);
        b.text("one tw", 0..0);
        b.open(Element::Em, 0..0);
        b.text("o", 0..0);
        b.close();
        b.close();
        b.open(Element::P, 0..0);
        b.text("three - four", 0..0);
        assert_eq!(words(&b.finish(), false), 5);
        assert_eq!(Stats::new(213, 1, false).reading_minutes, 2);
        assert_eq!(Stats::new(501, 1, true).reading_minutes, 2);
        let count = |text: &str| {
            let mut b = Builder::default();
            b.text(text, 0..0);
            words(&b.finish(), true)
        };
        // As Hugo 0.168 was seen to count.
        assert_eq!(count("你好世界 hello “你好” & a&你"), 4 + 1 + 4 + 1 + 7);
        assert_eq!(Stats::new(0, 0, false).reading_minutes, 0);
    }

    #[test]
    fn every_white_space_parts_words() {
        for c in (0..=0x10_FFFF).filter_map(char::from_u32) {
            let mut b = Builder::default();
            b.text(&format!("a{c}b"), 0..0);
            let words = words(&b.finish(), false);
            assert_eq!(words, if c.is_whitespace() { 2 } else { 1 }, "{c:?}");
        }
    }
}
