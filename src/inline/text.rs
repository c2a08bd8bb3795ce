//! Running text: finds everything in it that is more than text.

use std::ops::Range;

use super::Inline;
use crate::flavor::{Flavor, Rules};
use crate::hugo::emoji;
use crate::hugo::extras::Extras;
use crate::hugo::typographer;

/// The constructs that a byte of running text may begin.
const MARK: u8 = 1;

const LINK: u8 = 2;

const SIGN: u8 = 4;

const EMOJI: u8 = 8;

const SPACE: u8 = 16;

const EXTRA: u8 = 32;

/// A bare link, in GitHub's flavor.
const GFM_LINK: u8 = 64;

/// By byte. A table, because every byte of a post is looked up.
static STOPS: [u8; 256] = {
    let mut stops = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        stops[byte] = match byte as u8 {
            b'~' => MARK | LINK,
            b'`' => MARK,
            b':' => EMOJI,
            b'\\' => SPACE,
            b'^' | b'+' | b'=' => EXTRA,
            b'[' | b']' => LINK | GFM_LINK,
            b' ' | b'*' | b'_' | b'(' => LINK,
            b'h' | b'H' | b'f' | b'F' | b'w' | b'@' => GFM_LINK,
            b if typographer::is_trigger(b) => SIGN,
            _ => 0,
        };
        byte += 1;
    }
    stops
};

/// The constructs that may begin in the running text of a leaf: with bare links, and with delimiters that the parser does not
/// know.
pub(super) fn stops(rules: &Rules, may_link: bool, has_marks: bool) -> u8 {
    let link = match rules.flavor {
        Flavor::Hugo => LINK,
        _ => GFM_LINK,
    };
    let when = |is_on, stops| u8::from(is_on) * stops;
    when(may_link || has_marks, MARK)
        | when(may_link, link)
        | when(rules.typographer, SIGN)
        | when(rules.emoji, EMOJI)
        | when(rules.escaped_space, SPACE)
        | when(rules.extras != Extras::default(), EXTRA)
}

/// Text that may go on in the next event.
pub(super) struct Run {
    range: Range<usize>,
    /// Whether its first character is escaped.
    escaped: bool,
}

impl<'a> Inline<'a, '_> {
    /// Puts as text what remains, up to `end`, of an element whose start was taken.
    pub(super) fn rest(&mut self, end: usize) {
        let start = self.cursor.at.max(self.cursor.taken);
        if start < end {
            self.cursor.link_start = Some(start);
            self.literal(start..end, false);
        }
    }

    pub(super) fn text(&mut self, text: &str, range: Range<usize>) {
        let range = range.start..range.end.min(self.leaf.end);
        let (seen, shown) = (
            self.stretch.parsed.get(range.clone()),
            text.get(..range.len()),
        );
        let is_same = |seen: &str, shown: &str| std::ptr::eq(seen, shown) || seen == shown;
        if seen
            .zip(shown)
            .is_some_and(|(seen, shown)| is_same(seen, shown))
        {
            // The parser splits text where it looked in vain for an element.
            match &mut self.run {
                Some(run) if run.range.end == range.start => run.range.end = range.end,
                _ => {
                    self.end_run();
                    let escaped = self.is_escaped(range.start);
                    self.run = Some(Run { range, escaped });
                }
            }
            return;
        }
        self.end_run();
        if range.start >= self.cursor.taken {
            // A character reference. Hugo's names resolve the named ones only.
            self.settle(Some('&'));
            self.put(text, &range);
            self.cursor.text_end = range.end;
            let written = &self.stretch.text[range.clone()];
            let text = match written.starts_with("&#") {
                true => written,
                false => text,
            };
            self.plain.text(text, range.start, true);
            self.cursor.at = range.end;
            self.cursor.link_start = None;
        }
    }

    /// Renders the text gathered so far.
    pub(super) fn end_run(&mut self) {
        if let Some(Run { range, escaped }) = self.run.take() {
            let start = range.start.max(self.cursor.taken);
            if start < range.end {
                // After an element the text begins where the element's mark ends.
                self.cursor.link_start = self.cursor.link_start.map(|_| start);
                self.literal(start..range.end, escaped && start == range.start);
            }
        }
    }

    /// Text as it is written, and the shortcodes in it.
    fn literal(&mut self, range: Range<usize>, escaped: bool) {
        let mut at = range.start;
        for region in self.stretch.masked.within(&range) {
            let place = self.stretch.masked.place(region);
            if place.start < at {
                continue;
            }
            self.running(at..place.start, escaped && at == range.start);
            // A bare link may have taken it.
            at = place.start.max(self.cursor.taken);
            if at == place.start {
                self.shortcode(region);
                at = place.end;
            }
        }
        self.running(at..range.end, escaped && at == range.start);
    }

    /// Running text as it is written.
    fn running(&mut self, range: Range<usize>, escaped: bool) {
        if range.is_empty() {
            return;
        }
        let bytes = self.stretch.text.as_bytes();
        let stops = match self.links.in_autolink {
            true => self.stops & !(LINK | GFM_LINK | SIGN),
            false => self.stops,
        };
        let (mut from, mut at) = (range.start, range.start + usize::from(escaped));
        while at < range.end {
            at = self.next_stop(stops, at, range.end);
            let Some(&byte) = bytes[..range.end].get(at) else {
                break;
            };
            let first = escaped && from == range.start;
            if let Some(next) = self.construct(from..at, first, range.end) {
                (from, at) = (next, next);
                continue;
            }
            at += 1;
            // Backticks that no others follow are an element to goldmark.
            if byte == b'`' && bytes.get(at) != Some(&b'`') {
                self.cursor.link_start = Some(at);
            }
        }
        self.write(from..range.end, escaped && from == range.start);
        self.cursor.at = range.end;
        self.cursor.link_start = self.cursor.link_start.filter(|head| *head >= range.end);
    }

    /// Puts the construct that begins behind the text `before`, and that text; `end` is that of the running text. Returns where
    /// the text goes on, or `None` where no construct begins.
    fn construct(&mut self, before: Range<usize>, first: bool, end: usize) -> Option<usize> {
        let at = before.end;
        let byte = self.stretch.text.as_bytes()[at];
        let rules = self.stretch.rules;
        if let Some(passed) = self.passed_at(at) {
            self.plain_text(before.clone(), first);
            self.pass(passed, before);
            return Some(self.cursor.taken);
        }
        if byte == b':'
            && rules.emoji
            && !self.links.in_autolink
            && let Some(next) = self.emoji(before.clone(), first, end)
        {
            return Some(next);
        }
        if byte == b'\\' && rules.escaped_space && self.stretch.text[at..end].starts_with("\\ ") {
            // Names keep the space.
            self.plain_text(before.start..at + 2, first);
            self.put_text(before, first);
            let next = at + 2;
            (
                self.cursor.link_start,
                self.cursor.taken,
                self.cursor.text_end,
            ) = (None, next, next);
            return Some(next);
        }
        if matches!(byte, b'~' | b'^' | b'+' | b'=') && self.delimiter(before.clone(), first, end) {
            return Some(self.cursor.taken);
        }
        if self.may_link
            && !self.links.in_autolink
            && let Some((start, link)) = self.find_link(at, before.start..end)
        {
            self.write(before.start..start, first);
            self.bare_link(start..start + link.len, link.prefix);
            return Some(self.cursor.taken);
        }
        if rules.typographer && typographer::is_trigger(byte) && !self.links.in_autolink {
            let line = self.line(at);
            let after = self.cursor.after_quotes(line, at);
            if let Some((mark, len)) = typographer::mark(line, self.before(at), after) {
                self.write(before, first);
                self.mark(mark, at..at + len);
                self.cursor.take(at + len);
                return Some(at + len);
            }
        }
        None
    }

    /// Puts the emoji that a name stands for, if it is one.
    fn emoji(&mut self, before: Range<usize>, first: bool, end: usize) -> Option<usize> {
        let at = before.end;
        let (len, emoji) = emoji::emoji(&self.stretch.text[at..end])?;
        self.write(before, first);
        self.settle(None);
        self.plain.code(&self.stretch.text[at..at + len]);
        // A description has none.
        if self.images.is_empty() {
            self.put(emoji, &(at..at + len));
            let references = emoji.chars().map(|c| 5 + u32::from(c).ilog2() / 4);
            let html = references.sum::<u32>() as usize;
            self.output.builder.sign(emoji.len(), html, false);
        }
        self.cursor.take(at + len);
        Some(at + len)
    }

    /// The next place, up to `end`, where one of them or a passthrough span may begin.
    fn next_stop(&self, stops: u8, at: usize, end: usize) -> usize {
        let head = self
            .cursor
            .link_start
            .filter(|head| stops & LINK != 0 && *head >= at);
        let mut passed = self.stretch.passed.iter().map(|passed| passed.range.start);
        let passed = passed.find(|start| *start >= at);
        let end = [head, passed].into_iter().flatten().fold(end, usize::min);
        if stops == 0 {
            return end;
        }
        let bytes = &self.stretch.text.as_bytes()[..end];
        let mut at = at;
        loop {
            let mut kinds = bytes[at..].iter().map(|b| STOPS[usize::from(*b)] & stops);
            let Some(len) = kinds.position(|kind| kind != 0) else {
                return end;
            };
            at += len;
            let begins = match STOPS[usize::from(bytes[at])] & stops {
                LINK => self.may_link_behind(at),
                GFM_LINK => {
                    !bytes[at].is_ascii_alphabetic()
                        || at == 0
                        || !bytes[at - 1].is_ascii_alphabetic()
                }
                // An element that follows may have the second of two.
                SIGN => typographer::may_begin(&self.stretch.text.as_bytes()[at..]),
                _ => true,
            };
            if begins {
                return at;
            }
            at += 1;
        }
    }

    /// Whether a bare link of Hugo's may begin behind the byte at `at`, or that byte is a bracket, which are counted.
    fn may_link_behind(&self, at: usize) -> bool {
        let bytes = self.stretch.text.as_bytes();
        matches!(bytes[at], b'[' | b']')
            || self.may_mail
            || matches!(bytes.get(at + 1), Some(b'h' | b'f' | b'w'))
    }

    /// Running text in which nothing begins; its first character may be `escaped`.
    pub(super) fn write(&mut self, range: Range<usize>, escaped: bool) {
        if !range.is_empty() {
            self.plain_text(range.clone(), escaped);
            self.put_text(range, escaped);
        }
    }

    /// Likewise, without the name of a heading.
    pub(super) fn put_text(&mut self, range: Range<usize>, escaped: bool) {
        let text = &self.stretch.text[range.clone()];
        let first = if escaped {
            Some('\\')
        } else {
            text.chars().next()
        };
        self.settle(first.or(Some('\\')));
        self.put(text, &range);
        self.cursor.text_end = range.end;
    }

    pub(super) fn plain_text(&mut self, range: Range<usize>, escaped: bool) {
        if !self.links.in_autolink {
            self.plain
                .text(&self.stretch.text[range.clone()], range.start, escaped);
        }
    }

    /// The rest of the line from `at` on, with its line end unless the content or a term ends there.
    pub(super) fn line(&mut self, at: usize) -> &'a str {
        let content = &self.stretch.text[..self.leaf.end.max(at)];
        self.cursor.line(content, at, !self.leaf.is_terms)
    }

    /// The character before `at`, as it was written.
    pub(super) fn before(&self, at: usize) -> char {
        let before = self.stretch.text[..at].chars().next_back();
        before.filter(|_| at > self.cursor.start).unwrap_or('\n')
    }

    /// Whether the text that begins at `at` begins with an escaped character: the parser passes over the backslash.
    fn is_escaped(&self, at: usize) -> bool {
        self.stretch.text[self.cursor.event_end.min(at)..at].ends_with('\\')
    }
}
