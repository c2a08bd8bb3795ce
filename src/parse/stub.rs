//! `Stub`: lines that open a container again, so that parts in its midst can be parsed without those before them.

use std::rc::Rc;

use crate::block::{Around, Container, Items};
use crate::cmark;
use crate::flavor::Rules;

use super::passthrough_spans::hide_passthrough;
use super::seen;
use pulldown_cmark::{Alignment, Event, Tag};

/// The container that a stretch starts in.
#[derive(Clone, Debug)]
pub struct Stub {
    /// Its kind.
    pub of: Container,
    /// The containers around it.
    pub around: Vec<Around>,
    /// The mark of a list's items: `-`, `+`, `*`, `.` or `)`.
    pub marker: char,
    /// Whether the list is loose; `None` where that makes no difference.
    pub loose: Option<bool>,
}

impl Stub {
    /// The list of the item that `text` begins with.
    pub fn of(text: &str, loose: Option<bool>) -> Self {
        let item = text.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '>');
        let digits = item.bytes().take_while(u8::is_ascii_digit).count();
        Self {
            of: Container::List,
            around: Vec::new(),
            marker: item[digits..].chars().next().unwrap_or('-'),
            loose,
        }
    }

    /// The container of the items that `text` begins with.
    pub fn before(items: &Items, text: &str) -> Self {
        Self {
            of: items.of.clone(),
            around: items.around.clone(),
            ..Self::of(text, items.loose)
        }
    }

    /// The containers that it opens, from the top level on, but for tables.
    pub fn opened(&self) -> Vec<Around> {
        let mut opened = self.around.clone();
        match self.of {
            Container::List => opened.push(Around::List {
                loose: self.loose,
                items: usize::MAX / 2,
            }),
            Container::Quote => opened.push(Around::Quote),
            Container::Table(_) => {}
        }
        opened
    }

    /// The head of a table with these alignments.
    pub fn of_table(alignments: &[Alignment]) -> Rc<str> {
        let mut head = "|x".repeat(alignments.len()) + "|\n";
        for alignment in alignments {
            head += match alignment {
                Alignment::None => "|-",
                Alignment::Left => "|:-",
                Alignment::Center => "|:-:",
                Alignment::Right => "|-:",
            };
        }
        head += "|\n";
        head.into()
    }

    /// Whether the list is ordered.
    pub fn is_ordered(&self) -> bool {
        matches!(self.marker, '.' | ')')
    }

    /// The text: an item that no later line can go on with. Its content begins five columns in, so that
    /// an item that is indented is not in it, and its paragraph shows whether the list is loose. Items around have their own
    /// columns, and likewise a paragraph.
    pub fn text(&self) -> String {
        let (mut text, mut before) = (String::new(), String::new());
        for around in &self.around {
            match around {
                Around::Quote => before += "> ",
                Around::List { .. } => {}
                Around::Item(mark) => {
                    text = text + &before + mark + "x\n";
                    before.extend(mark.chars().map(|_| ' '));
                    // No paragraph that an item which does not begin with 1 cannot interrupt.
                    text = text + &before + "___\n";
                }
            }
        }
        match &self.of {
            Container::Table(head) => return head.to_string(),
            Container::Quote => return text + &before + "> ___\n",
            Container::List => {}
        }
        let end = if self.loose == Some(true) { "\n" } else { "" };
        text + &before + &self.item() + &before + "     ___\n" + end
    }

    fn item(&self) -> String {
        match self.marker {
            marker if self.is_ordered() => format!("1{marker}   x\n"),
            marker => format!("{marker}    x\n"),
        }
    }

    /// Whether items, which more may follow, make the list loose to the parser.
    pub fn are_apart(&self, items: &str, followed: bool, rules: &Rules) -> bool {
        // A document may begin with blank lines, which its first block has.
        let blank = items.len() - items.trim_ascii_start().len();
        let start = items[..blank].rfind('\n').map_or(0, |end| end + 1);
        let items = &items[start..];
        let item = self.item();
        let next = if followed { &item } else { "" };
        let text = format!("{item}{items}{next}");
        let mut parsed = seen(&text, rules);
        hide_passthrough(&text, &mut parsed, rules);
        let mut nowhere = cmark::nowhere;
        let mut events = cmark::parse(&parsed, rules.options(), &mut nowhere);
        matches!(events.nth(2), Some((Event::Start(Tag::Paragraph), _)))
    }
}
