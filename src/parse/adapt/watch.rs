//! Whether the parser's events in GitHub's flavor are to be rendered as they are. Where the parser has seen all tables, nothing
//! is to be adapted; but only the events show that, and to gather them before they are rendered takes longer.

use std::iter::Peekable;
use std::ops::Range;
use std::vec;

use pulldown_cmark::{Event, Tag};

use super::{table, written_lines};
use crate::search;

/// The offsets of what may be delimiter rows, behind blanks and marks of block quotes.
pub fn rows<'t>(text: &'t str, parsed: &'t str) -> impl Iterator<Item = usize> {
    written_lines(text, parsed, 0..text.len()).filter_map(|(start, line)| {
        let mut bytes = line.bytes();
        let blank = bytes.position(|byte| !matches!(byte, b' ' | b'\t' | b'>'))?;
        // Most lines begin with a letter.
        let may_begin = !line.as_bytes()[blank].is_ascii_alphanumeric();
        (may_begin && table::may_delimit(&line[blank..])).then_some(start + blank)
    })
}

/// Watches events that nobody has adapted.
pub struct Watch<'t> {
    text: &'t str,
    /// Where the rows are that no event has come to.
    rows: Peekable<vec::IntoIter<usize>>,
    /// The item that has just begun.
    item: Option<usize>,
    is_on: bool,
}

impl<'t> Watch<'t> {
    /// Watches the events of `text`, which the parser has seen as `parsed`; or nothing.
    pub fn new(text: &'t str, parsed: &str, is_on: bool) -> Self {
        let mut found = Vec::new();
        if is_on {
            found.extend(rows(text, parsed));
        }
        Self {
            text,
            rows: found.into_iter().peekable(),
            item: None,
            is_on,
        }
    }

    /// Whether an event, or what is before it, may have to be adapted: a delimiter row is in no table of the parser, nor in
    /// code or raw HTML; or there is a box before a table, which the parser loses.
    pub fn is_odd(&mut self, event: &Event, range: &Range<usize>) -> bool {
        if !self.is_on {
            return false;
        }
        if self.rows.peek().is_some_and(|row| *row < range.start) {
            return true;
        }
        let item = self.item.take();
        match event {
            Event::Start(Tag::Item) => self.item = Some(range.start),
            Event::Start(Tag::Table(_) | Tag::CodeBlock(_) | Tag::HtmlBlock) => {
                while self.rows.next_if(|row| *row < range.end).is_some() {}
                return item.is_some_and(|item| search::has(&self.text[item..range.start], "["));
            }
            _ => {}
        }
        false
    }

    /// Whether no event has come to some row.
    pub fn has_more(&self) -> bool {
        self.rows.len() > 0
    }
}

#[cfg(test)]
mod tests {
    use crate::{Draft, Flavor, Options, to_html};

    #[test]
    fn tables_that_the_parser_does_not_see_are_adapted() {
        let options = Options {
            flavor: Flavor::Gfm,
            ..Options::default()
        };
        for (text, tables) in [
            ("a | b\n- | -\nc | d\n\n> e | f\n> - | -", 2),
            ("a\n\n~~~\n- | -\n~~~\n\nb | c\n- | -", 1),
            ("- [x] a | b\n  - | -\n", 1),
            ("a\nb | c\n-|-\n", 1),
            ("> a\n> b|c\n> -|-\n> d\n\n- e\n  f|g\n  -|-", 2),
            ("- a\n  | b\n  | -\n  | c\n", 1),
            ("a\n-\n\n-\n\n[b]: c\n-", 0),
        ] {
            let html = to_html(text, &options);
            assert_eq!(html, Draft::new(text, options.clone()).0.html(), "{text}");
            assert_eq!(html.matches("<table>").count(), tables, "{html}");
        }
    }
}
