//! Items of lists as blocks: all but the first of a list of the top level, and those of a list within an item or a block quote
//! from the ninth on, which a short list does not have.

use std::ops::Range;

use pulldown_cmark::Event;

use super::spine::{FIRST, Level};
use super::{Divider, Undivided};
use crate::block::{Around, Block, Items, Kind};
use crate::parse::boundary::{after_blank, boundary};
use crate::parse::list::OpenList;

impl Divider<'_> {
    /// Begins a list at the top, unless that stays whole. It starts at the byte `start` of the text.
    pub(super) fn begin_list(&mut self, start: usize) {
        if !self.of.divides || self.of.whole.binary_search(&start).is_ok() {
            return;
        }
        let first = self.blocks.len() - 1;
        let list = OpenList::new(&self.of.text[start..], start, start, first);
        self.spine.push(Level::List(list));
        if let Some((_, block)) = self.blocks.last_mut() {
            block.items = Some(Items::default());
        }
    }

    /// The same for one within the containers that are open.
    pub(super) fn begin_inner_list(&mut self, start: usize) {
        if start < self.of.skip || self.of.whole.binary_search(&start).is_ok() {
            return;
        }
        let top = self.top().unwrap_or(start);
        let list = OpenList::new(&self.of.text[start..], start, top, self.blocks.len());
        self.spine.push(Level::List(list));
    }

    /// Begins a block with an item of the innermost list.
    pub(super) fn item(&mut self, range: &Range<usize>, joins: bool) -> Result<(), Undivided> {
        let skip = self.of.skip;
        let level = self.spine.len() - 1;
        if self.blocks.is_empty() && self.stub.len() != level + 1 {
            return Err(Undivided::StartsInside);
        }
        let Some(Level::List(list)) = self.spine.last_mut() else {
            return Ok(());
        };
        let before = list.items;
        list.items += 1;
        let stays = before < if level == 0 { 1 } else { FIRST };
        if before > 0 {
            self.note_blank_before(range, level);
        }
        let start = match level {
            _ if stays || joins => None,
            0 => boundary(&self.of.text[skip..], range.start - skip, Kind::List, None),
            _ => self
                .line_of_item(range.start)
                .map(|(start, _)| start - skip),
        };
        match start {
            Some(start) if level == 0 || !self.is_in_html(level)? => self.begin_item(start, range),
            None if self.blocks.is_empty() => return Err(Undivided::StartsInside),
            _ => {}
        }
        if let Some(Level::List(_)) = self.spine.last() {
            self.open_item(range.start);
        }
        Ok(())
    }

    fn begin_item(&mut self, start: usize, range: &Range<usize>) {
        let elements = self.elements();
        if !self.blocks.is_empty() {
            self.renderer.end_items(elements.len());
        }
        self.end_block();
        self.renderer
            .begin_items(self.of.skip + start, range, &elements);
        let items = Items {
            around: self.around(),
            continue_list: true,
            ..Items::default()
        };
        let first = match self.spine.first() {
            Some(Level::Quote(_)) => Kind::BlockQuote,
            _ => Kind::List,
        };
        let block = Block {
            first,
            items: Some(items),
            ..Block::default()
        };
        self.blocks.push((start, block));
        self.note(Kind::List, range.end - self.of.skip);
    }

    /// Whether raw HTML is open around the list at `level`, which then stays whole.
    fn is_in_html(&mut self, level: usize) -> Result<bool, Undivided> {
        if self.blocks.is_empty() || !self.renderer.has_open_html() {
            return Ok(false);
        }
        let Some(Level::List(list)) = self.spine.get(level) else {
            return Ok(false);
        };
        if list.is_stub {
            return Err(Undivided::LooksDifferent);
        }
        self.lists.push(list.start);
        self.spine.truncate(level);
        Ok(true)
    }

    /// Looks at a blank line before an item of the list at `level`.
    fn note_blank_before(&mut self, range: &Range<usize>, level: usize) {
        if self.of.is_goldmark
            && after_blank(self.of.parsed, range.start)
            && !self.blocks.is_empty()
        {
            self.note_apart(level);
        }
    }

    /// Looks at an event in the lists that are open for what says whether they are loose.
    pub(super) fn look_at(&mut self, event: &Event, range: &Range<usize>) {
        // Where it makes no difference what the stub looks like, it says nothing.
        let of_stub = range.start < self.of.skip;
        for level in 0..self.spine.len() {
            if of_stub && self.loose_in_stub(level).is_none() {
                continue;
            }
            let Level::List(list) = &mut self.spine[level] else {
                continue;
            };
            let (depth, is_goldmark) = (self.depth - level, self.of.is_goldmark);
            if list.look_at(event, depth, self.of.parsed, range.start, is_goldmark) {
                self.note_apart(level);
            }
        }
    }

    /// Whether the list at `level` is loose in the stub.
    fn loose_in_stub(&self, level: usize) -> Option<bool> {
        match self.stub.get(level)? {
            Around::List { loose, .. } => *loose,
            _ => None,
        }
    }

    /// Notes that the last block makes the list at `level` loose to goldmark.
    fn note_apart(&mut self, level: usize) {
        if let Some(Level::List(list)) = self.spine.get_mut(level) {
            list.apart = true;
        }
        let last = self.blocks.last_mut().filter(|_| level == 0);
        if let Some(items) = last.and_then(|(_, b)| b.items.as_mut()) {
            items.apart = true;
        }
    }

    /// Says of the blocks of a list that ends whether it is loose.
    pub(super) fn end_list(&mut self, list: OpenList) -> Result<(), Undivided> {
        let level = self.spine.len();
        let agrees = |loose: bool| !self.of.is_goldmark || list.apart == loose;
        let is_loose = list.loose == Some(true);
        let is_odd = list.is_mixed || self.of.whole.binary_search(&list.start).is_ok();
        let is_divided = match (list.is_stub, self.loose_in_stub(level)) {
            (true, Some(loose)) => !is_odd && list.loose == Some(loose) && agrees(loose),
            (true, None) => list.loose.is_none(),
            // One within another container is divided only if it is tight.
            (false, _) => !is_odd && list.loose.is_none_or(agrees) && !(is_loose && level > 0),
        };
        if !is_divided && list.is_stub {
            return Err(Undivided::LooksDifferent);
        }
        let has_blocks = self.blocks.len() > list.first_block;
        if !is_divided && has_blocks {
            self.lists.push(list.start);
        }
        // So are those within one.
        if is_loose {
            self.lists.extend(list.inner);
        }
        if level > 0 && has_blocks && !list.is_stub {
            for level in &mut self.spine {
                if let Level::List(outer) = level {
                    outer.inner.push(list.start);
                }
            }
        }
        for (_, block) in &mut self.blocks[list.first_block..] {
            if let Some(items) = &mut block.items {
                items.set_loose(level, list.loose);
                items.apart |= !self.of.is_goldmark;
            }
        }
        Ok(())
    }
}
