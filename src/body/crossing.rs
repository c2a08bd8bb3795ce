//! Whether a change may be seen in other blocks, or in what is reported across blocks.

use super::Body;
use crate::block::Block;
use crate::change::Change;
use crate::definitions;
use crate::tree::Tree;

impl Body {
    /// Whether a change is one of what crosses blocks.
    pub(super) fn crosses(&self, change: &Change) -> bool {
        let crosses = |block: &Block| crosses(block) || self.leads_to_name(block);
        let keys = self.blocks.keys(change.new.start).take(change.new.len());
        let new = keys.map(|key| &self.blocks[key]);
        let mut redrawn = change.redrawn.keys().map(|key| &self.blocks[key]);
        !change
            .removed
            .iter()
            .filter(|block| crosses(block))
            .map(Crossing)
            .eq(new.filter(|block| crosses(block)).map(Crossing))
            || redrawn.any(crosses)
    }

    /// Whether a label that is looked up in a block is defined as a place in the post.
    fn leads_to_name(&self, block: &Block) -> bool {
        let definition = |label| self.definitions.link(label, &self.blocks);
        let mut definitions = block.uses.iter().filter_map(definition);
        definitions.any(|definition| definition.destination.starts_with('#'))
    }
}

/// Whether findings of other blocks may depend on a block.
pub fn crosses(block: &Block) -> bool {
    block.rendered.has_heading
        || block.anchors
        || !block.definitions.is_empty()
        || definitions::has_footnotes(block)
}

/// A block as far as others depend on it.
struct Crossing<'a>(&'a Block);

impl PartialEq for Crossing<'_> {
    fn eq(&self, other: &Self) -> bool {
        let same = |a: &Tree, b: &Tree| a == b && a.slots() == b.slots();
        let (a, b) = (self.0, other.0);
        let mut notes = a.rendered.notes.iter().zip(&b.rendered.notes);
        same(&a.rendered.tree, &b.rendered.tree)
            && a.definitions == b.definitions
            && a.rendered.notes.len() == b.rendered.notes.len()
            && notes.all(|(a, b)| a.label == b.label && same(&a.tree, &b.tree))
    }
}
