//! `Cursor`: how far a leaf has been rendered, in bytes of the text.

use std::ops::Range;

/// The places that rendering a leaf remembers. Each but `start` and `link_start` only grows.
pub(super) struct Cursor {
    /// The start of the content, or of the term that is open.
    pub(super) start: usize,
    /// The end of what was rendered.
    pub(super) at: usize,
    /// The end of what needs no more rendering although its events may be to come: a bare link, delimiters that the
    /// parser did not know of, a whole raw element.
    pub(super) taken: usize,
    /// Where a bare link may begin although nothing that separates words is before it: goldmark looks for one at the
    /// start of a line and after each inline element.
    pub(super) link_start: Option<usize>,
    /// The end of the last event; 0 after the start of an element.
    pub(super) event_end: usize,
    /// The end of the running text that was put last.
    pub(super) text_end: usize,
    /// The line that was looked at last, from somewhere in it to its end: found once for all that begins in it.
    line: Range<usize>,
    /// The run of quotes that was looked at last; likewise.
    quotes: Range<usize>,
}

impl Cursor {
    pub(super) fn new(start: usize) -> Self {
        Self {
            start,
            at: start,
            taken: 0,
            link_start: Some(start),
            event_end: 0,
            text_end: 0,
            line: 0..0,
            quotes: 0..0,
        }
    }

    /// Takes the text before `end`. A bare link may begin there.
    pub(super) fn take(&mut self, end: usize) {
        (self.link_start, self.taken) = (Some(end), end);
    }

    /// The rest, from `at` on, of a line of `text`, with its line end if `with_end`.
    pub(super) fn line<'t>(&mut self, text: &'t str, at: usize, with_end: bool) -> &'t str {
        if !self.line.contains(&at) {
            let rest = &text[at..];
            let len = match rest.find('\n') {
                Some(len) => len + usize::from(with_end),
                None => rest.len(),
            };
            self.line = at..at + len;
        }
        &text[at..self.line.end]
    }

    /// The character after the run of quotes that `rest`, the rest of a line from `at` on, begins with.
    pub(super) fn after_quotes(&mut self, rest: &str, at: usize) -> char {
        if let Some(quote @ (b'\'' | b'"')) = rest.bytes().next()
            && !self.quotes.contains(&at)
        {
            let len = rest.bytes().take_while(|b| *b == quote).count();
            self.quotes = at..at + len;
        }
        let after = rest[self.quotes.end.max(at) - at..].chars().next();
        after.unwrap_or(' ')
    }
}
