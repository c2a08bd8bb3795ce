//! The lines of a leaf: of the stretch of text that one paragraph, heading or term is made of.

use std::ops::Range;

use pulldown_cmark::Tag;

/// A line of a leaf, without what belongs to the containers around it and without its line end.
#[derive(Clone, Debug)]
pub struct Line {
    /// Where its content stands.
    pub range: Range<usize>,
    /// How many columns it is indented within its container.
    pub indent: usize,
    /// Whether it lacks the mark or the indentation of a container.
    pub lazy: bool,
}

/// The containers that are open.
#[derive(Default)]
pub struct Containers(Vec<Container>);

enum Container {
    Quote,
    /// A list item or a definition, and where it starts.
    Item(usize),
    Note,
    Other,
}

impl Containers {
    /// Opens the element `tag` at `range`, which may be one.
    pub fn push(&mut self, tag: &Tag, range: Range<usize>) {
        self.0.push(match tag {
            Tag::BlockQuote(_) => Container::Quote,
            Tag::Item | Tag::DefinitionListDefinition => Container::Item(range.start),
            Tag::FootnoteDefinition(_) => Container::Note,
            _ => Container::Other,
        });
    }

    /// Closes the last one.
    pub fn pop(&mut self) {
        self.0.pop();
    }

    /// The containers around a leaf of `text`, at this event.
    pub fn around(&self, text: &str) -> Around {
        let quotes = self.0.iter().filter(|c| matches!(c, Container::Quote));
        let mut within = self.0.iter().rev();
        let column = match within.find(|c| !matches!(c, Container::Other)) {
            Some(Container::Item(at)) => Some(content_column(text, *at)),
            Some(Container::Note) => Some(4),
            _ => None,
        };
        Around {
            quotes: quotes.count(),
            column,
        }
    }
}

/// The containers around a leaf, as far as its lines show them.
#[derive(Clone, Copy, Default)]
pub struct Around {
    /// How many block quotes.
    pub quotes: usize,
    /// The column where the content of the innermost container begins; unless that is a block quote.
    pub column: Option<usize>,
}

/// The lines of the leaf at `range` of `text`, the first one from there on.
pub fn lines(text: &str, range: Range<usize>, around: Around) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = range.start;
    let mut indent = 0;
    let mut lazy = false;
    loop {
        let end = memchr::memchr(b'\n', &text.as_bytes()[start..]).map(|at| start + at);
        let next = end.map_or(text.len(), |end| end + 1);
        let end = end.unwrap_or(text.len());
        let end = end - usize::from(text[start..end].ends_with('\r'));
        lines.push(Line {
            range: start..end,
            indent,
            lazy,
        });
        if next >= range.end {
            return lines;
        }
        (start, indent, lazy) = content(text, next, around);
    }
}

/// Where the content of the line that starts at `at` begins, how far it is indented, and whether it is lazy.
fn content(text: &str, mut at: usize, around: Around) -> (usize, usize, bool) {
    let bytes = text.as_bytes();
    let (mut column, mut edge, mut quotes) = (0, 0, 0);
    loop {
        match bytes.get(at) {
            Some(b' ') => column += 1,
            Some(b'\t') => column = (column / 4 + 1) * 4,
            Some(b'>') if quotes < around.quotes => {
                quotes += 1;
                column += 1;
                // A space after the mark is a part of it.
                edge = column + usize::from(matches!(bytes.get(at + 1), Some(b' ' | b'\t')));
            }
            _ => break,
        }
        at += 1;
    }
    let base = around.column.unwrap_or(edge);
    let lazy = quotes < around.quotes || column < base;
    let indent = column.saturating_sub(if lazy { edge } else { base });
    (at, indent, lazy)
}

/// The column where the content of a list item or a definition begins whose mark stands at `at`, behind blanks. Where
/// a tab is only in part the outer item's, the parser counts its other columns back as bytes, over the line's start.
fn content_column(text: &str, at: usize) -> usize {
    let at = text.len() - text[at..].trim_ascii_start().len();
    let start = text[..at].rfind('\n').map_or(0, |at| at + 1);
    let mut column = text[start..at].bytes().fold(0, advance);
    let rest = text[at..].lines().next().unwrap_or_default();
    let mark = rest.trim_start_matches([' ', '\t']);
    let digits = mark.bytes().take_while(u8::is_ascii_digit).count();
    let content = &mark[(digits + 1).min(mark.len())..];
    column = rest[..rest.len() - content.len()]
        .bytes()
        .fold(column, advance);
    let blanks = content.len() - content.trim_start_matches([' ', '\t']).len();
    let inner = content[..blanks].bytes().fold(column, advance);
    if blanks == content.len() || inner - column > 4 {
        column + 1
    } else {
        inner
    }
}

/// The column of the byte `at`.
pub fn column(text: &str, at: usize) -> usize {
    let start = text[..at].rfind('\n').map_or(0, |at| at + 1);
    text[start..at].bytes().fold(0, advance)
}

fn advance(column: usize, byte: u8) -> usize {
    match byte {
        b'\t' => (column / 4 + 1) * 4,
        byte if byte & 0xC0 == 0x80 => column,
        _ => column + 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_containers_take() {
        let shown = |text: &str, around| {
            let lines = lines(text, text.find('a').unwrap()..text.len(), around);
            let shown = |line: Line| (text[line.range].to_owned(), line.indent, line.lazy);
            lines.into_iter().map(shown).collect::<Vec<_>>()
        };
        let quoted = Around {
            quotes: 1,
            column: None,
        };
        assert_eq!(
            shown("> a\n>   b\r\n  c\n", quoted),
            [
                ("a".into(), 0, false),
                ("b".into(), 2, false),
                ("c".into(), 2, true)
            ]
        );
        let item = Around {
            quotes: 0,
            column: Some(2),
        };
        assert_eq!(
            shown("- a\n    b\n > c", item),
            [
                ("a".into(), 0, false),
                ("b".into(), 2, false),
                ("> c".into(), 1, true)
            ]
        );
    }

    #[test]
    fn where_items_begin() {
        for (text, at, column) in [
            ("- a", 0, 2),
            ("-   a", 0, 4),
            ("-     a", 0, 2),
            ("12. a", 0, 4),
            ("-\n  a", 0, 2),
            ("> - a", 2, 4),
            ("-\ta", 0, 4),
            (": a", 0, 2),
            ("- a\n\t- b", 3, 6),
        ] {
            assert_eq!(content_column(text, at), column, "{text}");
        }
    }
}
