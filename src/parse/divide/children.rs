//! Children of a block quote of the top level, as blocks.

use std::ops::Range;

use pulldown_cmark::Event;

use super::spine::{Level, OpenQuote};
use super::{Divider, Undivided};
use crate::block::{Block, Container, Items, Kind};
use crate::parse::boundary::child_boundary;

impl Divider<'_> {
    /// Begins a block quote, unless that stays whole. It starts at the byte `start` of the text.
    pub(super) fn begin_quote(&mut self, start: usize) {
        let divides = self.of.divides && self.of.whole.binary_search(&start).is_err();
        if let (true, Some((_, block))) = (divides, self.blocks.last_mut()) {
            self.spine.push(Level::Quote(OpenQuote::new(start)));
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
        let Some(Level::Quote(quote)) = self.spine.last_mut() else {
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
                self.spine.pop();
                return Ok(());
            }
            self.renderer.end_items(1);
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
