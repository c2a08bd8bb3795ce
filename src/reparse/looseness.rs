//! Whether a list whose items are blocks stays loose or tight when an edit changes some of them (rule 14).

use std::ops::Range;

use super::Document;
use crate::block::{Block, Items};
use crate::blocks::Key;
use crate::parse::Stub;

/// New blocks in the place of old ones, before they are spliced in.
pub(super) struct Splice<'a> {
    /// The indices of the old blocks.
    pub old: Range<usize>,
    pub new: &'a [(usize, Block)],
    /// The text of the new ones.
    pub stretch: &'a str,
    /// Where that ends in the text.
    pub until: usize,
}

impl Document<'_> {
    /// The index of the block that the list begins with in which the block at `index` is.
    pub(super) fn list_start(&self, index: usize) -> usize {
        let goes_on = |key: &Key| self.blocks[*key].continues_list();
        let keys = self.blocks.keys_before(index + 1);
        index - keys.take_while(goes_on).count()
    }

    /// The first index from `index` on at which no list goes on.
    pub(super) fn list_end(&self, index: usize) -> usize {
        let mut keys = self.blocks.keys(index.min(self.blocks.len()));
        let end = keys.position(|key| !self.blocks[key].continues_list());
        end.map_or(self.blocks.len(), |more| index + more)
    }

    /// Whether the lists that a splice changes in part have an item left that makes them loose, if they are.
    pub(super) fn stays_loose(&self, splice: &Splice) -> bool {
        let (old, new) = (&splice.old, splice.new);
        let items_at = |index: usize| {
            let key = (index < self.blocks.len()).then(|| self.blocks.key(index))?;
            let items = self.blocks[key].items.as_ref();
            items.filter(|items| items.continue_list)
        };
        // A list within another one is divided only where both are tight.
        let is_loose = |items: &Items| items.loose == Some(true);
        // Whether the list before goes on in the splice, and the one in it behind it.
        let starts = items_at(old.start).is_some_and(is_loose);
        let ends = items_at(old.end).is_some_and(is_loose);
        let goes_on = |at: usize| new.get(at).is_some_and(|(_, block)| block.continues_list());
        let first = (0..new.len()).take_while(|&at| goes_on(at)).count();
        let last = (0..new.len()).rev().take_while(|&at| goes_on(at)).count();
        let is_one = first == new.len();
        // The items nearest to the splice are looked at first: most often one of them is loose.
        let before = || {
            let goes_on = |at: &usize| self.blocks[self.blocks.key(*at)].continues_list();
            let starts = (1..=old.start).rev().take_while(goes_on);
            starts.into_iter().any(|at| self.is_apart(at - 1, splice))
        };
        let inside = |range: Range<usize>| {
            range.into_iter().any(|at| {
                let (start, block) = &new[at];
                let end = new.get(at + 1).map_or(splice.stretch.len(), |next| next.0);
                let followed =
                    goes_on(at + 1) || at + 1 == new.len() && items_at(old.end).is_some();
                self.makes_loose(block, &splice.stretch[*start..end], followed)
            })
        };
        let behind = || {
            let goes_on = |at: &usize| items_at(*at).is_some();
            let mut items = (old.end..).take_while(goes_on);
            items.any(|at| self.is_apart(at, splice))
        };
        let of_start = !starts
            || before()
            || inside(0..first)
            || is_one && items_at(old.end).is_some() && behind();
        let of_end = || {
            let from = (new.len() - last).saturating_sub(1);
            !ends || behind() || inside(from..new.len()) || is_one && before()
        };
        of_start && of_end()
    }

    /// Whether the block at `index`, which a splice leaves, makes its list loose.
    fn is_apart(&self, index: usize, splice: &Splice) -> bool {
        let range = self.blocks.range(index);
        let range = if index < splice.old.start {
            range
        } else {
            let start = range.start + splice.until - self.blocks.range(splice.old.end).start;
            start..start + range.len()
        };
        let block = &self.blocks[self.blocks.key(index)];
        let next = index + 1 < self.blocks.len();
        let followed = next && self.blocks[self.blocks.key(index + 1)].continues_list();
        if let Some(known) = (block.items.as_ref()).and_then(|items| items.known_apart.get()) {
            return known && block.items.as_ref().is_some_and(|items| items.apart);
        }
        self.makes_loose(block, &self.text.markdown(range), followed)
    }

    /// Whether a block of items, with this text, makes its list loose to the parser and to goldmark.
    fn makes_loose(&self, block: &Block, text: &str, followed: bool) -> bool {
        let Some(items) = block.items.as_ref().filter(|items| items.apart) else {
            return false;
        };
        items.known_apart.get().unwrap_or_else(|| {
            let apart = Stub::of(text, None).are_apart(text, followed, self.rules);
            items.known_apart.set(Some(apart));
            apart
        })
    }
}
