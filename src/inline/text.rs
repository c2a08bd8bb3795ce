//! Running text: bare links, and typographer's marks.

use std::ops::Range;

use super::Inline;
use super::link::Destination;
use crate::allow::{Attribute as A, Element};
use crate::flavor::Flavor;
use crate::gfm;
use crate::hugo::extras::{Extras, Mark};
use crate::hugo::passthrough::Passed;
use crate::hugo::typographer::{self, Quote};
use crate::hugo::{emoji, linkify};
use crate::tree::SlotKind;
use crate::url::BareLink;

/// What a byte of running text may begin.
const MARK: u8 = 1;
const LINK: u8 = 2;
const SIGN: u8 = 4;
const EMOJI: u8 = 8;
const SPACE: u8 = 16;
const EXTRA: u8 = 32;

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
            self.settle(Some('&'));
            self.put(text, &range);
            self.text_end = range.end;
            let written = &self.leaf.text[range.clone()];
            let text = match written.starts_with("&#") {
                true => written,
                false => text,
            };
            self.plain.text(text, range.start, true);
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
            let first = escaped && from == range.start;
            if let Some(passed) = self.passed_at(at) {
                self.plain_text(from..at, first);
                self.pass(passed, from..at);
                (from, at) = (self.taken, self.taken);
                continue;
            }
            if byte == b':' && self.rules.emoji && !self.verbatim {
                if let Some((len, emoji)) = emoji::emoji(&text[at..range.end]) {
                    self.write(from..at, first);
                    self.settle(None);
                    self.plain.code(&text[at..at + len]);
                    // A description has none.
                    if self.images.is_empty() {
                        self.put(emoji, &(at..at + len));
                        let references = emoji.chars().map(|c| 5 + u32::from(c).ilog2() / 4);
                        let html = references.sum::<u32>() as usize;
                        self.builder.sign(emoji.len(), html, false);
                    }
                    at += len;
                    from = at;
                    (self.head, self.taken) = (Some(at), at);
                    continue;
                }
            }
            if byte == b'\\' && self.rules.escaped_space && text[at..range.end].starts_with("\\ ") {
                // Names keep the space.
                self.plain_text(from..at + 2, first);
                self.put_text(from..at, first);
                at += 2;
                from = at;
                (self.head, self.taken, self.text_end) = (None, at, at);
                continue;
            }
            if matches!(byte, b'~' | b'^' | b'+' | b'=')
                && self.delimiter(from..at, first, range.end)
            {
                (from, at) = (self.taken, self.taken);
                continue;
            }
            if self.may_link && !self.verbatim {
                if let Some((start, link)) = self.find_link(at, from) {
                    self.write(from..start, first);
                    self.bare_link(start..start + link.len, link.prefix);
                    (from, at) = (self.taken, self.taken);
                    continue;
                }
            }
            if self.rules.typographer && typographer::is_trigger(byte) && !self.verbatim {
                if let Some((mark, len)) =
                    typographer::mark(self.line(at), self.before(at), self.after(at))
                {
                    self.write(from..at, first);
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
        self.write(from..range.end, escaped && from == range.start);
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
        if self.rules.emoji {
            stops |= EMOJI;
        }
        if self.rules.escaped_space {
            stops |= SPACE;
        }
        if self.rules.extras != Extras::default() {
            stops |= EXTRA;
        }
        let head = self.head.filter(|head| stops & LINK != 0 && *head >= at);
        let mut passed = self.leaf.passed.iter().map(|passed| passed.range.start);
        let passed = passed.find(|start| *start >= at);
        let end = [head, passed].into_iter().flatten().fold(end, usize::min);
        let rest = &self.leaf.text.as_bytes()[at..end];
        let plain = rest.iter().position(|b| STOPS[*b as usize] & stops != 0);
        plain.map_or(end, |plain| at + plain)
    }

    /// What goes through from `at` on.
    fn passed_at(&mut self, at: usize) -> Option<&'a Passed> {
        loop {
            let (first, rest) = self.leaf.passed.split_first()?;
            if first.range.start > at || first.range.start >= self.leaf.end {
                return None;
            }
            self.leaf.passed = rest;
            if first.range.start == at {
                return Some(first);
            }
        }
    }

    /// Puts what goes through, after the text `before` it.
    fn pass(&mut self, passed: &Passed, before: Range<usize>) {
        let text = self.leaf.text;
        let at_top = self.open.is_empty() && self.marked.is_empty() && self.images.is_empty();
        let github = self.rules.flavor != Flavor::Hugo;
        let block = passed.block && at_top && self.leaf.flow && !github;
        // The parts of a paragraph keep their white space, those of a tight item do not.
        let is_tight = block && self.paragraph == (None, false);
        let blank = |c| matches!(c, ' ' | '\t');
        let mut written = &text[before.clone()];
        if is_tight {
            written = written.trim_end_matches(blank);
        }
        self.settle(written.chars().next());
        self.put(written, &before);
        let mut end = passed.range.end;
        // In a description there is none of it.
        if self.images.is_empty() {
            let source = self.source(&passed.range);
            let (element, class) = match (block, passed.block) {
                (true, _) => (Element::Div, "math math-display"),
                (false, true) => (Element::Span, "math math-display"),
                (false, false) => (Element::Span, "math math-inline"),
            };
            if !block {
                self.enter();
            } else if std::mem::take(&mut self.paragraph.1) {
                self.builder.close();
            }
            let in_paragraph = self.paragraph.0.take();
            self.builder.open(element, source.clone());
            self.builder.attribute(A::Class, class);
            let masked = self.leaf.masked;
            let tex = masked.verbatim(&text[passed.inner.clone()], &passed.inner);
            let lines: Vec<&str> = tex
                .split('\n')
                .enumerate()
                .map(|(at, line)| match at {
                    0 => line,
                    _ if self.leaf.quoted > 0 => line.trim_start_matches([' ', '\t', '>']),
                    _ => line,
                })
                .collect();
            self.builder.attribute(A::DataTex, lines.join("\n").trim());
            let written = masked.verbatim(&text[passed.range.clone()], &passed.range);
            self.builder.text(&written, source);
            self.builder.close();
            if block {
                self.divided = true;
                if is_tight {
                    let rest = &text[end..self.leaf.end];
                    end += rest.len() - rest.trim_start_matches(blank).len();
                } else {
                    let at = self.source(&(end..end));
                    self.paragraph.0 = in_paragraph.map(|_| at.clone()).or(Some(at));
                }
            }
        }
        self.plain.other();
        (self.head, self.taken) = (Some(passed.range.end), end);
    }

    /// Begins or ends an element by the delimiters after the text `before`, which may begin `escaped`; returns whether
    /// they do that.
    fn delimiter(&mut self, before: Range<usize>, escaped: bool, end: usize) -> bool {
        let Range {
            start: from,
            end: at,
        } = before;
        while self.marks.next_if(|mark| mark.range.start < at).is_some() {}
        let here = |mark: &Mark| mark.range.start == at && mark.range.end <= end;
        let Some(mark) = self.marks.next_if(here) else {
            return false;
        };
        // The beginning may have been taken by a bare link.
        let marked = self.marked.last().map(|(stretch, _)| *stretch);
        if mark.opens.is_none() && marked != Some(mark.stretch) {
            return false;
        }
        self.write(from..at, escaped);
        self.settle(None);
        if let Some(element) = mark.opens {
            self.plain.open(false);
            if self.images.is_empty() {
                let source = self.source(&mark.range);
                self.open(element, source);
            }
            self.marked.push((mark.stretch, self.open.len()));
        } else {
            self.end_marked();
        }
        (self.head, self.taken) = (Some(mark.range.end), mark.range.end);
        true
    }

    pub(super) fn end_marked(&mut self) {
        self.marked.pop();
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
        let prefix = |link: BareLink| BareLink {
            prefix: if link.prefix == "https://" {
                self.rules.linkify_protocol
            } else {
                link.prefix
            },
            ..link
        };
        found.map(|link| (after, prefix(link)))
    }

    /// Running text in which nothing begins; its first character may be `escaped`.
    fn write(&mut self, range: Range<usize>, escaped: bool) {
        if !range.is_empty() {
            self.plain_text(range.clone(), escaped);
            self.put_text(range, escaped);
        }
    }

    /// Likewise, without the name of a heading.
    fn put_text(&mut self, range: Range<usize>, escaped: bool) {
        let text = &self.leaf.text[range.clone()];
        let first = if escaped {
            Some('\\')
        } else {
            text.chars().next()
        };
        self.settle(first.or(Some('\\')));
        self.put(text, &range);
        self.text_end = range.end;
    }

    /// The character of running text that stands last on its line, whose end is at `end`; of the source, as goldmark
    /// looks at it. None where something else does: an element, marks that might have begun or ended one, or a blank
    /// that bare links may follow.
    pub(super) fn last_of_line(&self, end: usize) -> Option<char> {
        let line = &self.leaf.text[..end];
        let text = line.trim_end_matches([' ', '\t']);
        let escaped = |text: &str| text.bytes().rev().take_while(|b| *b == b'\\').count() % 2 == 1;
        let last = text.chars().next_back()?;
        let blank = text.len() < end && !(self.rules.escaped_space && escaped(text));
        if self.text_end < text.len() || blank && self.rules.linkify {
            return None;
        }
        let before = &text[..text.len() - last.len_utf8()];
        let marks = match last {
            '*' | '_' | '[' | '`' => true,
            '~' => self.rules.strikethrough && !before.ends_with("~~"),
            _ => false,
        };
        (!marks || escaped(before)).then_some(last)
    }

    /// Decides on the end of a line before what comes next: text that begins with `after`, or something else.
    pub(super) fn settle(&mut self, after: Option<char>) {
        let Some((range, before)) = self.line_end.take() else {
            return;
        };
        let drops = match (before, after, self.rules.line_breaks) {
            (Some(before), Some(after), Some(style)) => style.drops(before, after),
            (before, ..) => before.is_some(),
        };
        if !drops {
            self.put("\n", &range);
        }
    }

    fn plain_text(&mut self, range: Range<usize>, escaped: bool) {
        if !self.verbatim {
            self.plain
                .text(&self.leaf.text[range.clone()], range.start, escaped);
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
            typographer::Mark::Always(text) => self.sign(self.rules.sign(text), &range),
            typographer::Mark::Closed => self.sign(self.forms(Quote::Single)[1], &range),
            typographer::Mark::Open(quote) => {
                self.balance.open(quote);
                self.sign(self.forms(quote)[0], &range);
            }
            typographer::Mark::Close(quote) => match self.balance.close(quote) {
                None => self.sign(self.forms(quote)[1], &range),
                Some(nth) => self.unopened(quote, nth, &range),
            },
        }
    }

    fn forms(&self, quote: Quote) -> [&'a str; 3] {
        match &self.rules.signs {
            Some(signs) => signs.forms(quote),
            None => quote.forms(),
        }
    }

    fn sign(&mut self, text: &str, range: &Range<usize>) {
        self.settle(None);
        self.plain.code(text);
        self.put_sign(text, text, range);
    }

    /// Puts a sign, or what may stand in its place: a straight quote.
    fn put_sign(&mut self, text: &str, sign: &str, range: &Range<usize>) {
        self.put(text, range);
        if let (Some(html), true) = (self.rules.html_len(sign), self.images.is_empty()) {
            self.builder.sign(sign.len(), html, text != sign);
        }
    }

    /// A closing quote whose looks depend on the blocks before.
    fn unopened(&mut self, quote: Quote, nth: u32, range: &Range<usize>) {
        let straight = self.forms(quote)[2];
        // Where none is open, it is text to goldmark, too.
        self.plain.text(straight, range.start, true);
        self.settle(straight.chars().next());
        self.put_sign(straight, self.forms(quote)[1], range);
        self.text_end = range.end;
        let slot = |text: &str| SlotKind::Quote {
            quote,
            nth,
            at: text.len() as u32 - 1,
        };
        match self.images.first_mut() {
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
        self.settle(None);
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
