//! The containers that are open around parts which are blocks.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::{Divider, Undivided};
use crate::allow::Element;
use crate::block::{Around, Kind};
use crate::parse::boundary::mark_of_item;
use crate::parse::list::OpenList;

/// How many items of a list within another container are in the block that it begins in.
pub(super) const FIRST: usize = 8;

/// A container that is open.
pub(super) enum Level {
    List(OpenList),
    /// An item, with where the beginning of its first line stands, up to its content.
    Item(Range<usize>),
    Quote(OpenQuote),
}

/// A block quote whose children are blocks.
pub(super) struct OpenQuote {
    /// Where it begins.
    pub start: usize,
    /// The kind of its last child.
    pub last: Option<Kind>,
}

impl OpenQuote {
    pub fn new(start: usize) -> Self {
        Self { start, last: None }
    }
}

impl Divider<'_> {
    /// Begins blocks within the containers that are open, and opens more.
    pub(super) fn inside(
        &mut self,
        event: &Event,
        range: &Range<usize>,
        joins: bool,
    ) -> Result<(), Undivided> {
        let is_in_all = self.depth == self.spine.len();
        let in_stub = range.start < self.of.skip;
        match (self.spine.last(), event) {
            _ if !is_in_all => {}
            (Some(Level::List(_)), Event::Start(Tag::Item)) if in_stub => {
                self.of_stub(event, range);
            }
            (Some(Level::List(_)), Event::Start(Tag::Item)) => self.item(range, joins)?,
            (Some(Level::Quote(_)), Event::Start(_) | Event::Rule) => {
                self.child(event, range, joins)?
            }
            _ => {}
        }
        self.look_at(event, range);
        match event {
            Event::Start(Tag::List(_)) if is_in_all && in_stub => drop(self.of_stub(event, range)),
            Event::Start(Tag::List(_)) if self.depth == self.spine.len() => {
                self.begin_inner_list(range.start)
            }
            _ => {}
        }
        Ok(())
    }

    /// Opens the container that an event begins, if it is the next one of the stub.
    pub(super) fn of_stub(&mut self, event: &Event, range: &Range<usize>) -> bool {
        let level = match (self.stub.get(self.spine.len()), event) {
            (Some(Around::Quote), Event::Start(Tag::BlockQuote(_))) => {
                Level::Quote(OpenQuote::new(range.start))
            }
            (Some(&Around::List { loose, items }), Event::Start(Tag::List(_))) => {
                let top = self.top().unwrap_or(range.start);
                let text = &self.of.text[range.start..];
                let mut list = OpenList::of_stub(text, loose, range.start, top);
                list.items = items.max(1);
                Level::List(list)
            }
            (Some(Around::Item(_)), Event::Start(Tag::Item)) => {
                self.open_item(range.start);
                return true;
            }
            _ => return false,
        };
        self.spine.push(level);
        true
    }

    /// Where the part of the top level begins that is open.
    pub(super) fn top(&self) -> Option<usize> {
        match self.spine.first()? {
            Level::List(list) => Some(list.start),
            Level::Quote(quote) => Some(quote.start),
            Level::Item(_) => None,
        }
    }

    /// The containers around the innermost list.
    pub(super) fn around(&self) -> Vec<Around> {
        let mut around = Vec::new();
        for level in &self.spine[..self.spine.len() - 1] {
            around.push(match level {
                Level::Quote(_) => Around::Quote,
                Level::Item(mark) => Around::Item(self.of.text[mark.clone()].into()),
                // All items of a list at the top but the first are alike.
                Level::List(list) => Around::List {
                    loose: None,
                    items: match around.is_empty() {
                        true => 0,
                        false => list.items.min(FIRST),
                    },
                },
            });
        }
        around
    }

    /// The elements of the containers.
    pub(super) fn elements(&self) -> Vec<Element> {
        let element = |level: &Level| match level {
            Level::List(list) if list.is_ordered => Element::Ol,
            Level::List(_) => Element::Ul,
            Level::Item(_) => Element::Li,
            Level::Quote(_) => Element::Blockquote,
        };
        self.spine.iter().map(element).collect()
    }

    /// The line start of the item of the innermost list that is found at `at`, and where the columns of the containers around
    /// end in that line. `None` where the line does not show them, or begins less plainly.
    pub(super) fn line_of_item(&self, at: usize) -> Option<(usize, usize)> {
        let text = self.of.text;
        let mark = text.len() - text[at..].trim_start_matches(' ').len();
        let start = text[..mark].rfind('\n').map_or(0, |end| end + 1);
        let mut rest = &text[start..mark];
        for level in &self.spine[..self.spine.len() - 1] {
            rest = match level {
                Level::Quote(_) => {
                    let quoted = rest.trim_start_matches(' ');
                    let is_near = rest.len() - quoted.len() < 4;
                    let quoted = quoted.strip_prefix('>').filter(|_| is_near)?;
                    quoted.strip_prefix(' ').unwrap_or(quoted)
                }
                Level::List(_) => rest,
                Level::Item(mark) => {
                    let (indent, inner) = rest.split_at_checked(mark.len())?;
                    indent.bytes().all(|byte| byte == b' ').then_some(inner)?
                }
            };
        }
        let is_near = rest.len() < 4 && rest.bytes().all(|byte| byte == b' ');
        is_near.then_some((start, mark - rest.len()))
    }

    /// Opens the item of the innermost list that begins at `at`, if its lines show where they belong.
    pub(super) fn open_item(&mut self, at: usize) {
        if let Some((_, near)) = self.line_of_item(at)
            && let Some(len) = mark_of_item(self.of.text, near)
        {
            self.spine.push(Level::Item(near..near + len));
        }
    }
}
