//! Running text: bare links, and typographer's marks.

use std::ops::Range;

use super::{Destination, Inline};
use crate::allow::Element;
use crate::flavor::Flavor;
use crate::gfm;
use crate::hugo::linkify;
use crate::hugo::strikethrough::Mark;
use crate::hugo::typographer::{self, Quote};
use crate::tree::SlotKind;
use crate::url::BareLink;

/// What a byte of running text may begin.
const MARK: u8 = 1;
const LINK: u8 = 2;
const SIGN: u8 = 4;

/// By byte. A table, because every byte of a post is looked up.
static STOPS: [u8; 256] = {
    let mut stops = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        stops[byte] = match byte as u8 {
            b'~' => MARK | LINK,
            b'`' => MARK,
            b' ' | b'*' | b'_' | b'(' | b'[' | b']' | b'h' | b'f' | b'w' | b'@' => LINK,
            b if typographer::is_trigger(b) => SIGN,
            _ => 0,
        };
        byte += 1;
    }
    stops
};

impl<'a> Inline<'a, '_> {
    /// What is left, up to `end`, of something whose start was taken: text.
    pub(super) fn rest(&mut self, end: usize) {
        let start = self.at.max(self.taken);
        if start < end {
            self.head = Some(start);
            self.literal(start..end, false);
        }
    }

    pub(super) fn text(&mut self, text: &str, range: Range<usize>) {
        let range = range.start..range.end.min(self.leaf.end);
        if self.leaf.parsed.get(range.clone()) == text.get(..range.len()) {
            // The parser parts text where it looked in vain for an element.
            match &mut self.run {
                Some((run, _)) if run.end == range.start => run.end = range.end,
                _ => {
                    self.end_run();
                    let escaped = self.is_escaped(range.start);
                    self.run = Some((range, escaped));
                }
            }
            return;
        }
        self.end_run();
        if range.start >= self.taken {
            // A character reference. Hugo's names resolve the named ones only.
            self.put(text, &range);
            let written = &self.leaf.text[range.clone()];
            self.plain.text(if written.starts_with("&#") {
                written
            } else {
                text
            });
            self.at = range.end;
            self.head = None;
        }
    }

    /// Renders the text gathered so far.
    pub(super) fn end_run(&mut self) {
        if let Some((run, escaped)) = self.run.take() {
            let start = run.start.max(self.taken);
            if start < run.end {
                // After an element the text begins where the element's mark ends.
                self.head = self.head.map(|_| start);
                self.literal(start..run.end, escaped && start == run.start);
            }
        }
    }

    /// Text as it is written, and the shortcodes in it.
    fn literal(&mut self, range: Range<usize>, escaped: bool) {
        let mut at = range.start;
        for region in self.leaf.masked.within(&range) {
            let place = self.leaf.masked.place(region);
            if place.start < at {
                continue;
            }
            self.running(at..place.start, escaped && at == range.start);
            // A bare link may have taken it.
            at = place.start.max(self.taken);
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
        let text = self.leaf.text;
        let bytes = text.as_bytes();
        let (mut from, mut at) = (range.start, range.start + usize::from(escaped));
        while at < range.end {
            at = self.next_stop(at, range.end);
            let Some(&byte) = bytes[..range.end].get(at) else {
                break;
            };
            if byte == b'~' && self.tilde(from, at, range.end) {
                (from, at) = (self.taken, self.taken);
                continue;
            }
            if self.may_link && !self.verbatim {
                if let Some((start, link)) = self.find_link(at, from) {
                    self.plain_text(from..start);
                    self.put(&text[from..start], &(from..start));
                    self.bare_link(start..start + link.len, link.prefix);
                    (from, at) = (self.taken, self.taken);
                    continue;
                }
            }
            if self.rules.typographer && typographer::is_trigger(byte) && !self.verbatim {
                if let Some((mark, len)) =
                    typographer::mark(self.line(at), self.before(at), self.after(at))
                {
                    self.plain_text(from..at);
                    self.put(&text[from..at], &(from..at));
                    self.mark(mark, at..at + len);
                    at += len;
                    from = at;
                    (self.head, self.taken) = (Some(at), at);
                    continue;
                }
            }
            at += 1;
            // Backticks that no others follow are an element to goldmark.
            if byte == b'`' && bytes.get(at) != Some(&b'`') {
                self.head = Some(at);
            }
        }
        if from < range.end {
            self.plain_text(from..range.end);
            self.put(&text[from..range.end], &(from..range.end));
        }
        self.at = range.end;
        self.head = self.head.filter(|head| *head >= range.end);
    }

    /// The next place, up to `end`, where anything but plain text may begin.
    fn next_stop(&self, at: usize, end: usize) -> usize {
        let mut stops = MARK;
        if self.may_link && !self.verbatim {
            stops |= LINK;
        }
        if self.rules.typographer && !self.verbatim {
            stops |= SIGN;
        }
        let head = self.head.filter(|head| stops & LINK != 0 && *head >= at);
        let end = head.map_or(end, |head| head.min(end));
        let rest = &self.leaf.text.as_bytes()[at..end];
        let plain = rest.iter().position(|b| STOPS[*b as usize] & stops != 0);
        plain.map_or(end, |plain| at + plain)
    }

    /// Strikes through from the tildes at `at` on, or up to them; returns whether they do that.
    fn tilde(&mut self, from: usize, at: usize, end: usize) -> bool {
        while self.tildes.next_if(|mark| mark.range.start < at).is_some() {}
        let here = |mark: &Mark| mark.range.start == at && mark.range.end <= end;
        let Some(mark) = self.tildes.next_if(here) else {
            return false;
        };
        // The beginning may have been taken by a bare link.
        let struck = self.struck.last().map(|(stretch, _)| *stretch);
        if !mark.opens && struck != Some(mark.stretch) {
            return false;
        }
        self.plain_text(from..at);
        self.put(&self.leaf.text[from..at], &(from..at));
        if mark.opens {
            self.plain.open();
            if self.images.is_empty() {
                self.builder.open(Element::Del, self.source(&mark.range));
            }
            self.struck.push((mark.stretch, self.open.len()));
        } else {
            self.end_struck();
        }
        (self.head, self.taken) = (Some(mark.range.end), mark.range.end);
        true
    }

    pub(super) fn end_struck(&mut self) {
        self.struck.pop();
        self.plain.close();
        if self.images.is_empty() {
            self.builder.close();
        }
    }

    /// Finds a bare link that the byte at `at` gives occasion for; nothing before `from` may be part of it.
    fn find_link(&mut self, at: usize, from: usize) -> Option<(usize, BareLink)> {
        let byte = self.leaf.text.as_bytes()[at];
        let parts = matches!(byte, b' ' | b'*' | b'_' | b'~' | b'(');
        let after = at + usize::from(parts);
        if self.rules.flavor != Flavor::Hugo {
            let apart =
                |before: char| before.is_whitespace() || matches!(before, '*' | '_' | '~' | '(');
            return match byte {
                _ if self.in_label > 0 => None,
                b'h' | b'f' | b'w' if apart(self.before(at)) => {
                    gfm::link(self.line(at)).map(|link| (at, link))
                }
                b'@' => {
                    let line = &self.leaf.text[from..self.leaf.end];
                    gfm::email(line, at - from).map(|(start, link)| (from + start, link))
                }
                _ => None,
            };
        }
        let found = (self.in_label == 0 && (parts || self.head == Some(at)))
            .then(|| linkify::link(self.line(after)))
            .flatten();
        match byte {
            b'[' => self.in_label += 1,
            b']' => self.in_label = self.in_label.saturating_sub(1),
            _ => {}
        }
        found.map(|link| (after, link))
    }

    fn plain_text(&mut self, range: Range<usize>) {
        if !self.verbatim {
            self.plain.text(&self.leaf.text[range]);
        }
    }

    /// The rest of the line from `at` on, with its line end unless the content ends there.
    fn line(&mut self, at: usize) -> &'a str {
        if !self.line.contains(&at) {
            let rest = &self.leaf.text[at..self.leaf.end.max(at)];
            let len = match rest.find('\n') {
                Some(len) => len + usize::from(!self.leaf.terms),
                None => rest.len(),
            };
            self.line = at..at + len;
        }
        &self.leaf.text[at..self.line.end]
    }

    /// The character after the run of quotes at `at`.
    fn after(&mut self, at: usize) -> char {
        let rest = self.line(at);
        if matches!(rest.as_bytes().first(), Some(b'\'' | b'"')) && !self.quotes.contains(&at) {
            let len = rest
                .bytes()
                .take_while(|b| *b == rest.as_bytes()[0])
                .count();
            self.quotes = at..at + len;
        }
        rest[self.quotes.end.max(at) - at..]
            .chars()
            .next()
            .unwrap_or(' ')
    }

    /// The character before `at`, as it was written.
    fn before(&self, at: usize) -> char {
        let before = self.leaf.text[..at].chars().next_back();
        before.filter(|_| at > self.start).unwrap_or('\n')
    }

    /// Whether the text that begins at `at` begins with an escaped character: the parser passes over the backslash.
    fn is_escaped(&self, at: usize) -> bool {
        self.leaf.text[self.seen.min(at)..at].ends_with('\\')
    }

    fn mark(&mut self, mark: typographer::Mark, range: Range<usize>) {
        match mark {
            typographer::Mark::Always(text) => self.sign(text, &range),
            typographer::Mark::Open(quote) => {
                self.balance.open(quote);
                self.sign(quote.forms()[0], &range);
            }
            typographer::Mark::Close(quote) => match self.balance.close(quote) {
                None => self.sign(quote.forms()[1], &range),
                Some(nth) => self.unopened(quote, nth, &range),
            },
        }
    }

    fn sign(&mut self, text: &str, range: &Range<usize>) {
        self.plain.code(text);
        self.put(text, range);
    }

    /// A closing quote whose looks depend on the blocks before.
    fn unopened(&mut self, quote: Quote, nth: u32, range: &Range<usize>) {
        self.sign(quote.forms()[2], range);
        let slot = |text: &str| SlotKind::Quote {
            quote,
            nth,
            at: text.len() as u32 - 1,
        };
        match self.images.last_mut() {
            Some(image) => {
                let slot = slot(&image.alt);
                image.slots.push(slot);
            }
            None => {
                let slot = slot(self.builder.last_text().unwrap_or(" "));
                self.builder.slot(self.builder.tree().len() - 1, slot);
            }
        }
    }

    fn bare_link(&mut self, range: Range<usize>, prefix: &str) {
        let written = &self.leaf.text[range.clone()];
        self.join();
        let url = self.leaf.masked.address(written, &range);
        self.start_link(
            Destination::Inline(format!("{prefix}{url}")),
            "",
            self.source(&range),
        );
        let shown = self.leaf.masked.shown(written, &range);
        self.put(&shown, &range);
        self.builder.close();
        self.plain.other();
        self.taken = range.end;
        self.head = Some(range.end);
    }
}
