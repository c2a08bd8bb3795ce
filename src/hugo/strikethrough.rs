//! Goldmark's strikethrough: one or two tildes, within words too, where the parser wants spaces around a single one.

use crate::order;
use std::ops::Range;

use pulldown_cmark::Event;

use super::delimiter::flanking;

/// Tildes that begin or end a stretch that is struck through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where they are.
    pub range: Range<usize>,
    /// Whether they begin it.
    pub opens: bool,
    /// Which stretch: the same number for both ends.
    pub stretch: usize,
}

struct Delimiter {
    at: usize,
    /// How many tildes are left of it, and how many there were.
    len: usize,
    written: usize,
    opens: bool,
    closes: bool,
}

/// The marks among the inline content of a block, which is `content` of the text that was parsed, in its order.
pub fn marks(events: &[(Event, Range<usize>)], text: &str, content: Range<usize>) -> Vec<Mark> {
    let mut marks = Vec::new();
    // An element is struck through as a whole, or within.
    let mut levels: Vec<Vec<Delimiter>> = vec![Vec::new()];
    let mut seen = 0;
    for (event, range) in events {
        match event {
            Event::Start(_) => levels.push(Vec::new()),
            Event::End(_) => pair(levels.pop().unwrap_or_default(), &mut marks),
            Event::Text(found) if text.get(range.clone()) == Some(found) => {
                let escaped = text[seen.min(range.start)..range.start].ends_with('\\');
                let start = range.start + usize::from(escaped);
                if let Some(level) = levels.last_mut() {
                    find(text, start..range.end, &content, level);
                }
            }
            _ => {}
        }
        seen = if matches!(event, Event::Start(_)) {
            0
        } else {
            range.end
        };
    }
    for level in levels {
        pair(level, &mut marks);
    }
    order::sort_stable(&mut marks, |mark| mark.range.start);
    marks
}

/// Finds the delimiters in a stretch of running text.
fn find(text: &str, range: Range<usize>, content: &Range<usize>, found: &mut Vec<Delimiter>) {
    let mut at = range.start;
    let mut link = MaybeLink::default();
    while let Some(next) = text[at.min(range.end)..range.end].find('~') {
        at += next;
        let len = text[at..content.end]
            .bytes()
            .take_while(|b| *b == b'~')
            .count();
        let before = text[content.start..at].chars().next_back().unwrap_or('\n');
        let after = text[at + len..content.end].chars().next().unwrap_or(' ');
        let in_url = link.ends(&text[range.start..at]) && (after.is_alphanumeric() || after == '/');
        if len <= 2 && before != '~' && !in_url {
            let (opens, closes) = flanking(before, after);
            found.push(Delimiter {
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

/// Pairs the delimiters of one element (CommonMark § 6.2, the rules 9 and 10 included).
fn pair(mut delimiters: Vec<Delimiter>, marks: &mut Vec<Mark>) {
    let mut openers: Vec<usize> = Vec::new();
    // Below these places of the openers there is none for a closer of this length that opens too, or does not: each
    // is looked at in vain once.
    let mut bottoms = [[0_usize; 2]; 2];
    for at in 0..delimiters.len() {
        while delimiters[at].closes && delimiters[at].len > 0 {
            let closer = &delimiters[at];
            let fits = |opener: &Delimiter| {
                let of_three =
                    (opener.written + closer.written) % 3 == 0 && closer.written % 3 != 0;
                !(of_three && (opener.closes || closer.opens))
            };
            let bottom = &mut bottoms[closer.written - 1][usize::from(closer.opens)];
            let from = (*bottom).min(openers.len());
            let found = openers[from..]
                .iter()
                .rposition(|&opener| fits(&delimiters[opener]));
            let Some(place) = found.map(|place| from + place) else {
                *bottom = openers.len();
                break;
            };
            let opener = openers[place];
            let taken = delimiters[opener].len.min(delimiters[at].len);
            openers.truncate(place + 1);
            for bottom in bottoms.as_flattened_mut() {
                *bottom = (*bottom).min(place);
            }
            let stretch = marks.len();
            let end = delimiters[opener].at + delimiters[opener].len;
            delimiters[opener].len -= taken;
            marks.push(Mark {
                range: end - taken..end,
                opens: true,
                stretch,
            });
            if delimiters[opener].len == 0 {
                openers.pop();
            }
            let start = delimiters[at].at;
            delimiters[at].at += taken;
            delimiters[at].len -= taken;
            marks.push(Mark {
                range: start..start + taken,
                opens: false,
                stretch,
            });
        }
        if delimiters[at].opens && delimiters[at].len > 0 {
            openers.push(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes a text with what is struck through in brackets.
    fn strike(text: &str) -> String {
        let events = [(Event::Text(text.into()), 0..text.len())];
        let mut out = String::new();
        let mut at = 0;
        for mark in marks(&events, text, 0..text.len()) {
            out.push_str(&text[at..mark.range.start]);
            out.push(if mark.opens { '[' } else { ']' });
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
        ] {
            assert_eq!(strike(written), published);
        }
    }
}
