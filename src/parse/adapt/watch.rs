//! Whether the parser's events in GitHub's flavor are to be rendered as they are. Where the parser has seen all tables, nothing
//! is to be adapted; but only the events show that, and to gather them before they are rendered takes longer.

use std::iter::Peekable;
use std::ops::Range;
use std::vec;

use pulldown_cmark::{Event, Tag};

use super::{table, written_lines};
use crate::flavor::Rules;

/// The offsets of what may be delimiter rows, behind blanks and marks of block quotes.
pub fn rows<'t>(text: &'t str, parsed: &'t str, rules: &Rules) -> impl Iterator<Item = usize> {
    let row = |(start, line): (usize, &str)| {
        let rest = line.trim_start_matches([' ', '\t', '>']);
        table::may_delimit(rest).then(|| start + line.len() - rest.len())
    };
    let lines = rules
        .table
        .then(|| written_lines(text, parsed, 0..text.len()));
    lines.into_iter().flatten().filter_map(row)
}

/// Watches events that nobody has adapted.
pub struct Watch<'t> {
    text: &'t str,
    /// Where the rows are that no event has come to.
    rows: Peekable<vec::IntoIter<usize>>,
    /// The item that has just begun.
    item: Option<usize>,
}

impl<'t> Watch<'t> {
    /// Watches the events of `text`, which the parser has seen as `parsed`.
    pub fn new(text: &'t str, parsed: &str, rules: &Rules) -> Self {
        let rows: Vec<usize> = rows(text, parsed, rules).collect();
        Self {
            text,
            rows: rows.into_iter().peekable(),
            item: None,
        }
    }

    /// Watches nothing.
    pub fn nothing() -> Self {
        Self {
            text: "",
            rows: Vec::new().into_iter().peekable(),
            item: None,
        }
    }

    /// Whether an event, or what is before it, may have to be adapted: a delimiter row is in no table of the parser, nor in
    /// code or raw HTML; or there is a box before a table, which the parser loses.
    pub fn is_odd(&mut self, event: &Event, range: &Range<usize>) -> bool {
        if self.rows.peek().is_some_and(|row| *row < range.start) {
            return true;
        }
        let item = self.item.take();
        match event {
            Event::Start(Tag::Item) => self.item = Some(range.start),
            Event::Start(Tag::Table(_) | Tag::CodeBlock(_) | Tag::HtmlBlock) => {
                while self.rows.next_if(|row| *row < range.end).is_some() {}
                let before = item.and_then(|item| self.text.get(item..range.start));
                return before.is_some_and(|before| before.contains('['));
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
