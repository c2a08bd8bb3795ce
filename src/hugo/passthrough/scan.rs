//! `Scan`: goes over the inline content of one block and finds the spans between delimiters.

use super::construct::{Ticks, destination, tag};
use super::{Delimiter, Passthrough, PassthroughSpan};
use crate::gfm;
use crate::hugo::linkify;
use crate::unicode::is_in_word;

/// Finds spans from left to right. Offsets are of the content.
pub(super) struct Scan<'a> {
    passthrough: &'a Passthrough,
    content: &'a str,
    at: usize,
    may_link: bool,
    ticks: Ticks,
    closers: Closers<'a>,
    /// The end of the line that a bare link was looked for in last.
    line_end: usize,
    /// How many brackets are open.
    brackets: usize,
}

impl<'a> Scan<'a> {
    /// Starts at the first byte of `content`.
    pub(super) fn new(passthrough: &'a Passthrough, content: &'a str, linkify: bool) -> Self {
        Self {
            passthrough,
            content,
            at: 0,
            may_link: linkify
                && (linkify::may_have_mail(content) || linkify::may_have_url(content)),
            ticks: Ticks::default(),
            closers: Closers::default(),
            line_end: 0,
            brackets: 0,
        }
    }

    /// Moves behind the opening delimiter here and its closing one; the span, if there is one.
    fn span(&mut self, delimiter: &'a Delimiter, block: bool) -> Option<PassthroughSpan> {
        let (content, dollars) = (self.content, self.passthrough.dollars);
        let (at, inner) = (self.at, self.at + delimiter.open.len());
        let opens = !dollars || opens_dollar(content, at, inner, delimiter);
        let closes = |end: &usize| !dollars || closes_dollar(content, *end, delimiter);
        let end = match opens {
            true => self.closers.next(content, &delimiter.close, inner, closes),
            false => None,
        };
        let Some(end) = end else {
            // A backtick of the delimiter may begin code.
            self.at = if dollars { at + 1 } else { inner };
            return None;
        };
        if end == inner {
            // With nothing in between, the next character may begin another one.
            self.at += content[at..].chars().next().map_or(1, char::len_utf8);
            return None;
        }
        self.at = end + delimiter.close.len();
        Some(PassthroughSpan {
            range: at..self.at,
            inner: inner..end,
            block,
        })
    }

    /// The length of the construct or the character here.
    fn step(&mut self) -> usize {
        let at = self.at;
        let bytes = self.content.as_bytes();
        let rest = &self.content[at..];
        match bytes[at] {
            b'\\' => match self.passthrough.opening(rest.get(2..).unwrap_or_default()) {
                Some((delimiter, _)) if bytes.get(at + 1) == Some(&b'\\') => {
                    2 + delimiter.open.len()
                }
                _ if bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) => 2,
                _ => 1,
            },
            b'`' => {
                let len = bytes[at..].iter().take_while(|b| **b == b'`').count();
                len + self.ticks.end_of_code(bytes, at + len, len).unwrap_or(0)
            }
            b'<' => tag(rest).unwrap_or(1),
            b'[' => {
                self.brackets += 1;
                1
            }
            b']' if self.brackets > 0 => {
                self.brackets -= 1;
                1 + destination(&rest[1..]).unwrap_or(0)
            }
            _ => self.link_or_character(),
        }
    }

    /// The length of a bare link here or behind this character, with the character; else of the character.
    fn link_or_character(&mut self) -> usize {
        let (content, at) = (self.content, self.at);
        let byte = content.as_bytes()[at];
        let starts_behind = matches!(byte, b' ' | b'\n' | b'*' | b'_' | b'~' | b'(');
        let from = at + usize::from(starts_behind);
        let may_link = self.may_link && self.brackets == 0 && (starts_behind || at == 0);
        if may_link && from >= self.line_end {
            let len = content[from..].find('\n');
            self.line_end = len.map_or(content.len(), |len| from + len);
        }
        let link = match content.get(from..self.line_end) {
            Some(line) if may_link && self.passthrough.dollars => gfm::link(line),
            Some(line) if may_link => linkify::link(line),
            _ => None,
        };
        match link {
            Some(link) => from - at + link.len,
            None => content[at..].chars().next().map_or(1, char::len_utf8),
        }
    }
}

impl Iterator for Scan<'_> {
    type Item = PassthroughSpan;

    fn next(&mut self) -> Option<PassthroughSpan> {
        while self.at < self.content.len() {
            let passthrough = self.passthrough;
            match passthrough.opening(&self.content[self.at..]) {
                Some((delimiter, block)) => {
                    let span = self.span(delimiter, block);
                    if span.is_some() {
                        return span;
                    }
                }
                None => self.at += self.step(),
            }
        }
        None
    }
}

/// Whether a dollar at `at` opens on GitHub: not in a word or a price, nor before white space.
fn opens_dollar(text: &str, at: usize, inner: usize, delimiter: &Delimiter) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[inner..].chars().next();
    let tight = delimiter.open != "$$";
    !before.is_some_and(|c| is_in_word(c) || c == '$')
        && after.is_some_and(|c| c != '$' && !(tight && c.is_whitespace()))
}

/// Whether one at `end` closes on GitHub: not after white space, and not where it is a part of a word or a price.
fn closes_dollar(text: &str, end: usize, delimiter: &Delimiter) -> bool {
    let last = text[..end].chars().next_back();
    let next = text[end + delimiter.close.len()..].chars().next();
    let tight = delimiter.open != "$$";
    last.is_some_and(|c| c != '\\' && !(tight && c.is_whitespace()))
        && !next.is_some_and(|c| is_in_word(c) || c == '$')
}

/// The next place of each closing delimiter: all of the text is looked through once for each.
#[derive(Default)]
struct Closers<'a>(Vec<(&'a str, Option<usize>)>);

impl<'a> Closers<'a> {
    /// The first place of `close` from `inner` on that `closes`. To be asked from left to right.
    fn next(
        &mut self,
        text: &str,
        close: &'a str,
        inner: usize,
        closes: impl Fn(&usize) -> bool,
    ) -> Option<usize> {
        let known = self.0.iter_mut().find(|(other, _)| *other == close);
        if let Some((_, found)) = &known
            && found.is_none_or(|at| at >= inner)
        {
            return *found;
        }
        let mut from = inner;
        let found = std::iter::from_fn(|| {
            let at = from + text.get(from..)?.find(close)?;
            from = at + text[at..].chars().next().map_or(1, char::len_utf8);
            Some(at)
        });
        let found = { found }.find(closes);
        match known {
            Some((_, next)) => *next = found,
            None => self.0.push((close, found)),
        }
        found
    }
}
