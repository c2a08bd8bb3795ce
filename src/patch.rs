//! `Patch`: one change of the list of blocks, as plain data.

use std::rc::Rc;

use crate::tree::Tree;

/// One change of the list of blocks. Applied in order, patches turn the list before an edit into the one after it.
#[derive(Clone, Debug, PartialEq)]
pub enum Patch {
    /// A new block, before the block `before` or at the end.
    Insert {
        /// Its id, never used before.
        id: u32,
        /// The block after it.
        before: Option<u32>,
        /// What it looks like.
        tree: Rc<Tree>,
    },
    /// The block looks different.
    Replace {
        /// Its id.
        id: u32,
        /// What it looks like now.
        tree: Rc<Tree>,
    },
    /// The block is gone.
    Remove {
        /// Its id.
        id: u32,
    },
}

impl Patch {
    /// About how much memory it keeps alive, in bytes.
    pub fn bytes(&self) -> usize {
        match self {
            Self::Insert { tree, .. } | Self::Replace { tree, .. } => tree.bytes(),
            Self::Remove { .. } => 0,
        }
    }
}
