//! Goldmark's strikethrough, and Hugo's extras: deleted, inserted and marked text, sub- and superscript. All of them and
//! emphasis are read by one stack (CommonMark § 6.2), of which the parser knows the stars and underscores alone: what it
//! takes for emphasis across a pair of these is hidden from it.

use std::ops::Range;

use pulldown_cmark::{BrokenLink, CowStr, Event, Tag, TagEnd};

use super::delimiter::{flanking, is_sign};
use crate::allow::Element;
use crate::block::{self, Label, Reading};
use crate::flavor::{Flavor, Rules};
use crate::parser;
use crate::{order, render, search};

/// Which of the extras are on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Extras {
    pub delete: bool,
    pub insert: bool,
    pub mark: bool,
    pub subscript: bool,
    pub superscript: bool,
}

/// Delimiters that begin or end an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where they are.
    pub range: Range<usize>,
    /// The element, where they begin it.
    pub opens: Option<Element>,
    /// Which stretch: the same number for both ends.
    pub stretch: usize,
}

/// The kinds of delimiters, in the order of [`Delimiter::class`].
const BYTES: [u8; 6] = [b'~', b'^', b'+', b'=', b'*', b'_'];

struct Delimiter {
    byte: u8,
    at: usize,
    /// How many characters are left of it, and how many there were.
    len: usize,
    written: usize,
    opens: bool,
    closes: bool,
}

impl Extras {
    /// The element that a run of delimiters begins, or `None` where it is text.
    pub fn element(self, byte: u8, len: usize) -> Option<Element> {
        match (byte, len) {
            (b'~', 2) if self.delete => Some(Element::Del),
            (b'~', 1 | 2) if self.subscript => Some(Element::Sub),
            (b'^', 1 | 2) if self.superscript => Some(Element::Sup),
            (b'+', 2) if self.insert => Some(Element::Ins),
            (b'=', 2) if self.mark => Some(Element::Mark),
            _ => None,
        }
    }
}

impl Rules {
    /// Likewise, with strikethrough.
    fn element(&self, byte: u8, len: usize) -> Option<Element> {
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

/// The marks among the inline content of a block, which is `content` of the text that was parsed, in its order.
pub fn marks(
    events: &[(Event, Range<usize>)],
    text: &str,
    content: Range<usize>,
    rules: &Rules,
) -> Vec<Mark> {
    let mut marks = Vec::new();
    // An element is in one of these as a whole, or around it.
    let mut levels = vec![Level::default()];
    let mut reader = Reader::new(text, content, rules);
    for (event, range) in events {
        match event {
            Event::Start(_) => levels.push(Level::default()),
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

/// The stars and underscores that are emphasis to the parser, which sees a text as `parsed`, and text to goldmark, as
/// something between two of them begins or ends outside.
/// `link` tells which labels have a definition elsewhere.
pub fn crossed(
    text: &str,
    parsed: &str,
    rules: &Rules,
    link: &dyn Fn(&Label) -> bool,
) -> Vec<usize> {
    if !rules.may_mark(parsed) || !parsed.contains(['*', '_']) {
        return Vec::new();
    }
    let mut crossed: Vec<usize> = Vec::new();
    let mut leaf: Vec<(Event, Range<usize>)> = Vec::new();
    let is_inline = |event: &Event| match event {
        Event::Start(tag) => render::is_inline(&tag.to_end()),
        Event::End(tag) => render::is_inline(tag),
        _ => *event != Event::Rule,
    };
    let nothing = || (CowStr::Borrowed(""), CowStr::Borrowed(""));
    let label = |broken: &BrokenLink| Label::new(broken.reference.to_string());
    let mut known = |broken: BrokenLink| link(&label(&broken)).then(nothing);
    let mut events = parser::parse(parsed, rules.options(), &mut known);
    let mut reading = Reading::new(&mut events, text, parsed, rules);
    let list = reading.take();
    let mut of_pieces = |broken: BrokenLink| {
        let label = label(&broken);
        (reading.cost(&label).is_some() || link(&label)).then(nothing)
    };
    let events = block::stream(list, &mut events, &reading.pieces, rules, &mut of_pieces);
    for (event, range, _) in events {
        if is_inline(&event) {
            leaf.push((event, range));
        } else {
            crossed_in(&leaf, parsed, rules, &mut crossed);
            leaf.clear();
        }
    }
    crossed
}

/// Hides delimiters from the parser, in a text of the same length.
pub fn hide(crossed: &[usize], parsed: &mut String) {
    for &at in crossed {
        parsed.replace_range(at..at + 1, ",");
    }
}

/// Adds the delimiters of the parser's emphasis that goldmark leaves, in one block.
fn crossed_in(
    events: &[(Event, Range<usize>)],
    text: &str,
    rules: &Rules,
    crossed: &mut Vec<usize>,
) {
    let (Some((_, first)), Some((_, last))) = (events.first(), events.last()) else {
        return;
    };
    let content = first.start..last.end;
    if !rules.may_mark(&text[content.clone()]) {
        return;
    }
    let mut marks = Vec::new();
    let mut emphasis: Vec<Range<usize>> = Vec::new();
    // Only links are read by themselves.
    let mut levels = vec![Level::default()];
    let mut reader = Reader::new(text, content, rules);
    for (event, range) in events {
        let len = match event {
            Event::Start(Tag::Emphasis) | Event::End(TagEnd::Emphasis) => 1,
            Event::Start(Tag::Strong) | Event::End(TagEnd::Strong) => 2,
            _ => 0,
        };
        match event {
            Event::Start(_) if len > 0 => emphasis.push(range.start..range.start + len),
            Event::End(_) if len > 0 => emphasis.push(range.end - len..range.end),
            Event::Start(_) => levels.push(Level::default()),
            Event::End(_) => levels.pop().unwrap_or_default().pair(rules, &mut marks),
            _ => {}
        }
        if let (1.., Some(level), Some(run)) = (len, levels.last_mut(), emphasis.last()) {
            level.stars(text, &reader.content, run.clone());
        }
        reader.read(event, range, levels.last_mut());
        reader.pass(event, range);
    }
    for level in levels {
        level.pair(rules, &mut marks);
    }
    // All that are left cross a pair.
    let mut paired: Vec<usize> = marks.into_iter().flat_map(|mark| mark.range).collect();
    order::sort(&mut paired);
    let unpaired = |at: &usize| paired.binary_search(at).is_err();
    crossed.extend(emphasis.into_iter().flatten().filter(unpaired));
}

/// Finds delimiters in running text.
struct Reader<'a> {
    text: &'a str,
    content: Range<usize>,
    rules: &'a Rules,
    /// The end of the last event, if that was not the start of an element.
    seen: usize,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, content: Range<usize>, rules: &'a Rules) -> Self {
        Self {
            text,
            content,
            rules,
            seen: 0,
        }
    }

    /// Adds the delimiters of an event, if that is text as it is written.
    fn read(&self, event: &Event, range: &Range<usize>, level: Option<&mut Level>) {
        let (Event::Text(found), Some(level)) = (event, level) else {
            return;
        };
        if self.text.get(range.clone()) != Some(found) {
            return;
        }
        let escaped = self.text[self.seen.min(range.start)..range.start].ends_with('\\');
        self.find(range.start + usize::from(escaped)..range.end, level);
    }

    fn pass(&mut self, event: &Event, range: &Range<usize>) {
        self.seen = match event {
            Event::Start(_) => 0,
            _ => range.end,
        };
    }

    fn find(&self, range: Range<usize>, level: &mut Level) {
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
            let in_url =
                link.ends(&text[range.start..at]) && (after.is_alphanumeric() || after == '/');
            // `K^-1^`
            if (byte, len) == (b'^', 1) && matches!(after, '+' | '-' | '\'') {
                after = 'z';
            }
            let is_delimiter = self.rules.element(byte, len).is_some();
            if is_delimiter && before != char::from(byte) && !in_url {
                let (opens, closes) = flanking(before, after);
                level.0.push(Delimiter {
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

/// The delimiters of one element.
#[derive(Default)]
struct Level(Vec<Delimiter>);

impl Level {
    /// Adds stars or underscores, which go on a run that they follow.
    fn stars(&mut self, text: &str, content: &Range<usize>, range: Range<usize>) {
        let byte = text.as_bytes()[range.start];
        match self.0.last_mut() {
            Some(last) if last.byte == byte && last.at + last.len == range.start => {
                last.len += range.len();
                last.written = last.len;
            }
            _ => self.0.push(Delimiter {
                byte,
                at: range.start,
                len: range.len(),
                written: range.len(),
                opens: true,
                closes: true,
            }),
        }
        // The run may go on.
        if let Some(run) = self.0.last_mut() {
            let before = text[content.start..run.at].chars().next_back();
            let after = text[run.at + run.len..content.end].chars().next();
            let (before, after) = (before.unwrap_or('\n'), after.unwrap_or(' '));
            let (left, right) = flanking(before, after);
            let in_word = byte == b'_';
            run.opens = left && (!in_word || !right || is_sign(before));
            run.closes = right && (!in_word || !left || is_sign(after));
        }
    }

    /// Pairs the delimiters (CommonMark § 6.2, the rules 9 and 10 included).
    fn pair(self, rules: &Rules, marks: &mut Vec<Mark>) {
        let mut delimiters = self.0;
        let mut openers: Vec<usize> = Vec::new();
        // Below these places of the openers there is none for a closer of this kind, length and side: each opener is
        // looked at in vain once for each of them.
        let mut bottoms = [[[0_usize; 2]; 3]; BYTES.len()];
        for at in 0..delimiters.len() {
            while delimiters[at].closes && delimiters[at].len > 0 {
                let closer = &delimiters[at];
                let fits = |opener: &Delimiter| {
                    let of_three =
                        (opener.written + closer.written) % 3 == 0 && closer.written % 3 != 0;
                    opener.byte == closer.byte && !(of_three && (opener.closes || closer.opens))
                };
                let class = BYTES.iter().position(|byte| *byte == closer.byte);
                let bottom = &mut bottoms[class.unwrap_or_default()][closer.written % 3]
                    [usize::from(closer.opens)];
                let from = (*bottom).min(openers.len());
                let found = openers[from..]
                    .iter()
                    .rposition(|&opener| fits(&delimiters[opener]));
                let Some(place) = found.map(|place| from + place) else {
                    *bottom = openers.len();
                    break;
                };
                let opener = openers[place];
                let taken = delimiters[opener].len.min(delimiters[at].len).min(2);
                openers.truncate(place + 1);
                for bottom in bottoms.as_flattened_mut().as_flattened_mut() {
                    *bottom = (*bottom).min(place);
                }
                let stretch = marks.len();
                let Delimiter { byte, written, .. } = delimiters[opener];
                let end = delimiters[opener].at + delimiters[opener].len;
                delimiters[opener].len -= taken;
                marks.push(Mark {
                    range: end - taken..end,
                    opens: rules.element(byte, written).or(Some(Element::Em)),
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
                    opens: None,
                    stretch,
                });
            }
            if delimiters[at].opens && delimiters[at].len > 0 {
                openers.push(at);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> Rules {
        let extras = Extras {
            delete: true,
            insert: true,
            mark: true,
            subscript: true,
            superscript: true,
        };
        Rules {
            extras,
            strikethrough: false,
            ..Rules::default()
        }
    }

    /// Writes a text with what is in an element in brackets.
    fn bracketed(text: &str, rules: &Rules) -> String {
        let events = [(Event::Text(text.into()), 0..text.len())];
        let mut out = String::new();
        let mut at = 0;
        for mark in marks(&events, text, 0..text.len(), rules) {
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

    #[test]
    fn emphasis_that_crosses_is_hidden() {
        let hidden = |text: &str| {
            let mut parsed = text.to_owned();
            hide(&crossed(text, text, &all(), &|_| false), &mut parsed);
            parsed
        };
        assert_eq!(hidden("~a *b~ c*"), "~a ,b~ c,");
        assert_eq!(hidden("*a ~b *c~ d*"), "*a ~b ,c~ d*");
        assert_eq!(hidden("*a ~b* c~ **d**"), "*a ~b* c~ **d**");
        assert_eq!(hidden("~a [*b~ c*](d)"), "~a [*b~ c*](d)");
        assert_eq!(hidden("# ^a **b^ c**\n\n*d*"), "# ^a ,,b^ c,,\n\n*d*");
    }
}
