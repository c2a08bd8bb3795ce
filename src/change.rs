//! `Change`: what an edit changed in the list of blocks.

use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use crate::block::Block;
use crate::blocks::Key;
use crate::tree::Tree;

/// The changes of an edit.
#[derive(Debug, Default)]
pub struct Change {
    /// The blocks that were taken out, in document order.
    pub removed: Vec<Block>,
    /// The indices of the blocks in their place.
    pub new: Range<usize>,
    /// Other blocks that look different now, with what they looked like.
    pub redrawn: BTreeMap<Key, Rc<Tree>>,
    /// The bytes of the new text that were parsed.
    pub parsed: Range<usize>,
    /// Whether what shows only across blocks may differ: headings, footnotes, names, links to them, definitions.
    pub crossing: bool,
}
