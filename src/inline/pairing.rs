//! Pairs of delimiters that the parser does not know: goldmark's strikethrough and Hugo's extras.
//!
//! Goldmark reads them and emphasis by one stack, of which the parser knows the stars and underscores alone.

mod stack;

use std::ops::Range;

use pulldown_cmark::Event;

use crate::allow::Element;
use crate::flavor::{Flavor, Rules};
use crate::hugo::delimiter::flanking;
use crate::unicode::is_in_word;
use crate::{order, search};
use stack::{BYTES, DelimiterRun};

pub use stack::DelimiterStack;

/// Delimiters that begin or end an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairedDelimiter {
    /// Where they are.
    pub range: Range<usize>,
    /// The element, where they begin it.
    pub opens: Option<Element>,
    /// Which stretch: the same number for both ends.
    pub stretch: usize,
}

impl Rules {
    /// Likewise, with strikethrough.
    pub fn element(&self, byte: u8, len: usize) -> Option<Element> {
        match (byte, len) {
            (b'~', 1 | 2) if self.strikethrough => Some(Element::Del),
            _ => self.extras.element(byte, len),
        }
    }

    /// Whether a text may have an element of these.
    pub fn may_mark(&self, text: &str) -> bool {
        let is_on = |run: &str| self.element(run.as_bytes()[0], run.len()).is_some();
        let mut runs = ["~", "~~", "^", "++", "=="].into_iter();
        self.flavor == Flavor::Hugo && runs.any(|run| is_on(run) && search::has(text, run))
    }
}

/// The paired delimiters in the inline content of a block, which is `content` of the text that was parsed, in its order.
pub fn paired_delimiters(
    events: &[(Event, Range<usize>)],
    text: &str,
    content: Range<usize>,
    rules: &Rules,
) -> Vec<PairedDelimiter> {
    let mut marks = Vec::new();
    // An element is in one of these as a whole, or around it.
    let mut levels = vec![DelimiterStack::default()];
    let mut reader = DelimiterFinder::new(text, content, rules);
    for (event, range) in events {
        match event {
            Event::Start(_) => levels.push(DelimiterStack::default()),
            Event::End(_) => levels.pop().unwrap_or_default().pair(rules, &mut marks),
            _ => reader.read(event, range, levels.last_mut()),
        }
        reader.pass(event, range);
    }
    for level in levels {
        level.pair(rules, &mut marks);
    }
    order::sort_stable(&mut marks, |mark| mark.range.start);
    marks
}

/// Finds delimiters in running text.
pub struct DelimiterFinder<'a> {
    text: &'a str,
    /// The inline content of the block.
    pub content: Range<usize>,
    rules: &'a Rules,
    /// The end of the last event, if that was not the start of an element.
    seen: usize,
}

impl<'a> DelimiterFinder<'a> {
    /// Starts in the inline content `content` of a block.
    pub fn new(text: &'a str, content: Range<usize>, rules: &'a Rules) -> Self {
        Self {
            text,
            content,
            rules,
            seen: 0,
        }
    }

    /// Adds the delimiters of an event, if that is text as it is written.
    pub fn read(&self, event: &Event, range: &Range<usize>, level: Option<&mut DelimiterStack>) {
        let (Event::Text(found), Some(level)) = (event, level) else {
            return;
        };
        if self.text.get(range.clone()) != Some(found) {
            return;
        }
        let escaped = self.text[self.seen.min(range.start)..range.start].ends_with('\\');
        self.find(range.start + usize::from(escaped)..range.end, level);
    }

    /// Goes on behind an event.
    pub fn pass(&mut self, event: &Event, range: &Range<usize>) {
        self.seen = match event {
            Event::Start(_) => 0,
            _ => range.end,
        };
    }

    fn find(&self, range: Range<usize>, level: &mut DelimiterStack) {
        let (text, content) = (self.text, &self.content);
        let mut link = MaybeLink::default();
        let mut at = range.start;
        // The attributes of a heading come after its content.
        while at < range.end.min(content.end) {
            let byte = text.as_bytes()[at];
            if matches!(byte, b'*' | b'_') {
                level.stars(text, content, at..at + 1);
            }
            if !BYTES[..4].contains(&byte) {
                at += 1;
                continue;
            }
            let rest = &text.as_bytes()[at..content.end];
            let len = rest.iter().take_while(|b| **b == byte).count();
            let before = text[content.start..at].chars().next_back().unwrap_or('\n');
            let mut after = text[at + len..content.end].chars().next().unwrap_or(' ');
            let in_url = link.ends(&text[range.start..at]) && (is_in_word(after) || after == '/');
            // `K^-1^`
            if (byte, len) == (b'^', 1) && matches!(after, '+' | '-' | '\'') {
                after = 'z';
            }
            let is_delimiter = self.rules.element(byte, len).is_some();
            if is_delimiter && before != char::from(byte) && !in_url {
                let (opens, closes) = flanking(before, after);
                level.0.push(DelimiterRun {
                    byte,
                    at,
                    len,
                    written: len,
                    opens,
                    closes,
                });
            }
            at += len;
        }
    }
}

/// Whether a text that grows ends in what is probably a bare link.
#[derive(Default)]
struct MaybeLink {
    /// How much of the text was looked at.
    seen: usize,
    /// Whether the word that it ends in has what a link begins with.
    found: bool,
}

impl MaybeLink {
    fn ends(&mut self, text: &str) -> bool {
        for (at, byte) in text.bytes().enumerate().skip(self.seen) {
            let so_far = &text.as_bytes()[..=at];
            self.found = match byte {
                b' ' | b'\t' | b'\n' => false,
                _ => self.found || so_far.ends_with(b"://") || so_far.ends_with(b"www."),
            };
        }
        self.seen = text.len();
        self.found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hugo::extras::Extras;

    fn all() -> Rules {
        Rules {
            extras: Extras::ALL,
            strikethrough: false,
            ..Rules::default()
        }
    }

    /// Writes a text with what is in an element in brackets.
    fn bracketed(text: &str, rules: &Rules) -> String {
        let events = [(Event::Text(text.into()), 0..text.len())];
        let mut out = String::new();
        let mut at = 0;
        for mark in paired_delimiters(&events, text, 0..text.len(), rules) {
            out.push_str(&text[at..mark.range.start]);
            match mark.opens {
                Some(Element::Del) => out.push('['),
                Some(element) => out.push_str(&format!("{}[", element.name())),
                None => out.push(']'),
            }
            at = mark.range.end;
        }
        out + &text[at..]
    }

    #[test]
    fn as_hugo_does() {
        for (written, published) in [
            ("~a~ ~~b~~ ~~~c~~~", "[a] [b] ~~~c~~~"),
            ("H~2~O, 5~10 and 20~30", "H[2]O, 5[10 and 20]30"),
            ("~a~~ ~~b~", "[a]~ ~[b]"),
            ("~ a~ ~5 of ~6", "~ a~ ~5 of ~6"),
            (
                "https://x.org/~a~b ~~https://x.org~~",
                "https://x.org/~a~b [https://x.org]",
            ),
            ("~a ~b~ c~", "[a [b] c]"),
            ("a^2^ ++b++ ==c==", "a^2^ ++b++ ==c=="),
        ] {
            assert_eq!(bracketed(written, &Rules::default()), published);
        }
    }

    #[test]
    fn extras() {
        for (written, published) in [
            ("H~2~O ~~b~~ ~c~~", "Hsub[2]O [b] sub[c]~"),
            (
                "x^2^ x^a b^ ^^y^^ ^^^z^^^",
                "xsup[2] xsup[a b] sup[y] ^^^z^^^",
            ),
            (
                "K^-1^ K^+^ K^'^ K^^-1^^",
                "Ksup[-1] Ksup[+] Ksup['] K^^-1^^",
            ),
            ("++a++ +b+ +++c+++ a ++ b", "ins[a] +b+ +++c+++ a ++ b"),
            ("==a ++b== c++", "mark[a ++b] c++"),
        ] {
            assert_eq!(bracketed(written, &all()), published, "{written}");
        }
        let alone = |extras: Extras| Rules { extras, ..all() };
        let subscript = Extras {
            subscript: true,
            ..Extras::default()
        };
        let delete = Extras {
            delete: true,
            ..Extras::default()
        };
        assert_eq!(bracketed("~a~ ~~b~~", &alone(subscript)), "sub[a] sub[b]");
        assert_eq!(bracketed("~a~ ~~b~~", &alone(delete)), "~a~ [b]");
    }
}
