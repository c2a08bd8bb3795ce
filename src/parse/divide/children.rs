//! Children of a block quote of the top level, as blocks.

use std::ops::Range;

use pulldown_cmark::Event;

use super::{Divider, Undivided};
use crate::block::{Block, Container, Items, Kind};
use crate::parse::boundary::child_boundary;

/// A block quote whose children are blocks.
pub(super) struct OpenQuote {
    /// Where it begins.
    start: usize,
    /// The kind of its last child.
    last: Option<Kind>,
}

impl OpenQuote {
    pub fn new(start: usize) -> Self {
        Self { start, last: None }
    }
}

impl Divider<'_> {
    /// Begins a block quote, unless that stays whole. It starts at the byte `start` of the text.
    pub(super) fn begin_quote(&mut self, start: usize) {
        let divides = self.of.divides && self.of.whole.binary_search(&start).is_err();
        self.quote = divides.then(|| OpenQuote::new(start));
        if let (true, Some((_, block))) = (divides, self.blocks.last_mut()) {
            block.items = Some(Items {
                of: Container::Quote,
                ..Items::default()
            });
        }
    }

    /// Begins a block with a child of the block quote that is open.
    pub(super) fn child(
        &mut self,
        event: &Event,
        range: &Range<usize>,
        joins: bool,
    ) -> Result<(), Undivided> {
        let (skip, text) = (self.of.skip, self.of.text);
        let Some(quote) = &mut self.quote else {
            return Ok(());
        };
        let kind = Kind::of(event, text, self.of.parsed, range);
        let before = quote.last.replace(kind);
        let (Some(before), true) = (before, range.start >= skip) else {
            return Ok(());
        };
        let at = range.start - skip;
        let start = child_boundary(&text[skip..], at, kind, before).filter(|_| !joins);
        let Some(start) = start else {
            return match self.blocks.is_empty() {
                true => Err(Undivided::StartsInside),
                false => Ok(()),
            };
        };
        if !self.blocks.is_empty() {
            // Raw HTML that one child begins has the next ones in it.
            if self.renderer.has_open_html() {
                let start = quote.start;
                if start < skip {
                    return Err(Undivided::LooksDifferent);
                }
                self.lists.push(start);
                self.quote = None;
                return Ok(());
            }
            self.renderer.end_items();
        }
        self.end_block();
        self.renderer.begin_child(skip + start, range);
        let items = Items {
            of: Container::Quote,
            continue_list: true,
            ..Items::default()
        };
        let block = Block {
            first: Kind::BlockQuote,
            items: Some(items),
            ..Block::default()
        };
        self.blocks.push((start, block));
        self.note(kind, range.end - skip);
        Ok(())
    }
}
