//! Items of a list of the top level as blocks.

use std::ops::Range;

use pulldown_cmark::Event;

use super::{Divider, Undivided};
use crate::block::{Block, Items, Kind};
use crate::parse::boundary::{after_blank, boundary};
use crate::parse::list::OpenList;

impl Divider<'_> {
    /// Begins a block with an item of the list that is open.
    pub(super) fn item(&mut self, range: &Range<usize>, joins: bool) -> Result<(), Undivided> {
        let skip = self.of.skip;
        let Some(list) = &mut self.list else {
            return Ok(());
        };
        let is_first = std::mem::replace(&mut list.is_empty, false);
        if range.start < skip || is_first || list.first_block.is_none() {
            return Ok(());
        }
        let is_ordered = list.is_ordered;
        if self.of.is_goldmark
            && after_blank(self.of.parsed, range.start)
            && !self.blocks.is_empty()
        {
            self.note_apart();
        }
        let at = range.start - skip;
        let start = boundary(&self.of.text[skip..], at, Kind::List, None).filter(|_| !joins);
        let Some(start) = start else {
            return match self.blocks.is_empty() {
                true => Err(Undivided::StartsInside),
                false => Ok(()),
            };
        };
        if !self.blocks.is_empty() {
            self.renderer.end_items();
        }
        self.end_block();
        self.renderer.begin_items(skip + start, range, is_ordered);
        let block = Block {
            first: Kind::List,
            items: Some(Items {
                continue_list: true,
                ..Items::default()
            }),
            ..Block::default()
        };
        self.blocks.push((start, block));
        self.note(Kind::List, range.end - skip);
        Ok(())
    }

    /// Looks at an event in the list that is open for what says whether the list is loose.
    pub(super) fn look_at(&mut self, event: &Event, range: &Range<usize>) {
        // Where it makes no difference what the stub looks like, it says nothing.
        let of_stub = range.start < self.of.skip;
        if of_stub
            && self
                .of
                .stub
                .as_ref()
                .is_some_and(|stub| stub.loose.is_none())
        {
            return;
        }
        let (depth, at) = (self.depth, range.start);
        let Some(list) = &mut self.list else {
            return;
        };
        if list.look_at(event, depth, self.of.parsed, at, self.of.is_goldmark) {
            self.note_apart();
        }
    }

    /// Notes that the last block makes its list loose to goldmark.
    fn note_apart(&mut self) {
        if let Some(list) = &mut self.list {
            list.apart = true;
        }
        if let Some(items) = self.blocks.last_mut().and_then(|(_, b)| b.items.as_mut()) {
            items.apart = true;
        }
    }

    /// Says of the blocks of a list that ends whether it is loose.
    pub(super) fn end_list(&mut self, list: OpenList) -> Result<(), Undivided> {
        let agrees = |loose: bool| !self.of.is_goldmark || list.apart == loose;
        let is_odd = list.is_mixed || self.of.whole.binary_search(&list.start).is_ok();
        let is_divided = match (
            list.is_stub,
            self.of.stub.as_ref().and_then(|stub| stub.loose),
        ) {
            (true, Some(loose)) => !is_odd && list.loose == Some(loose) && agrees(loose),
            (true, None) => list.loose.is_none(),
            (false, _) => !is_odd && list.loose.is_none_or(agrees),
        };
        let Some(first) = list.first_block else {
            return Ok(());
        };
        if !is_divided && list.is_stub {
            return Err(Undivided::LooksDifferent);
        }
        if !is_divided {
            self.lists.push(list.start);
        }
        for (_, block) in &mut self.blocks[first..] {
            if let Some(items) = &mut block.items {
                items.loose = list.loose;
                items.apart |= !self.of.is_goldmark;
            }
        }
        Ok(())
    }
}
