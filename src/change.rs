//! `Change`: what an edit changed in the list of blocks.

use std::ops::Range;
use std::rc::Rc;

use crate::block::Block;
use crate::blocks::{Blocks, Key};
use crate::order;
use crate::tree::Tree;

/// The changes of an edit.
#[derive(Debug, Default)]
pub struct Change {
    /// The blocks that were taken out, in document order.
    pub removed: Vec<Block>,
    /// The indices of the blocks in their place.
    pub new: Range<usize>,
    /// Other blocks that look different now.
    pub redrawn: Redrawn,
    /// The bytes of the new text that were parsed.
    pub parsed: Range<usize>,
    /// Whether what shows only across blocks may differ: headings, footnotes, names, links to them, definitions.
    pub crossing: bool,
}

/// Blocks that were drawn again, with their trees before. A list, because an edit may reach every block.
#[derive(Debug, Default)]
pub struct Redrawn(Vec<(Key, Rc<Tree>)>);

impl Redrawn {
    /// Notes the tree of a block before it is drawn again. The first one noted counts.
    pub fn note(&mut self, key: Key, was: &Rc<Tree>) {
        self.0.push((key, was.clone()));
    }

    /// Keeps each block once, and only those that look different now.
    pub fn settle(&mut self, blocks: &Blocks) {
        order::sort_stable(&mut self.0, |(key, _)| key.number());
        self.0.dedup_by_key(|(key, _)| *key);
        self.0
            .retain(|(key, was)| blocks[*key].rendered.tree != *was);
    }

    /// The tree of a block before, if the block looks different now.
    pub fn get(&self, key: Key) -> Option<&Rc<Tree>> {
        let at = self.0.binary_search_by_key(&key, |(key, _)| *key).ok()?;
        Some(&self.0[at].1)
    }

    /// The blocks.
    pub fn keys(&self) -> impl Iterator<Item = Key> {
        self.0.iter().map(|(key, _)| *key)
    }

    /// Gives each block its first tree back.
    pub fn undo(self, blocks: &mut Blocks) {
        for (key, was) in self.0.into_iter().rev() {
            blocks[key].rendered.tree = was;
        }
    }
}
