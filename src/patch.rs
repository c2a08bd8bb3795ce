//! `Patch`: one change of the list of blocks, as plain data.

use std::ops::Range;
use std::rc::Rc;

use crate::block::Block;
use crate::body::Body;
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

/// Gives ids to the blocks at the indices `new`, which took the place of `removed`, and appends what changed.
///
/// Blocks that look the same keep their ids, from both ends; what is left between is paired in order, so that
/// a block that is edited keeps its id too. `end` is the id of what follows the last block.
pub fn renew(
    body: &mut Body,
    removed: &[Block],
    new: Range<usize>,
    end: Option<u32>,
    next_id: &mut u32,
    patches: &mut Vec<Patch>,
) {
    let keys: Vec<_> = body.blocks().keys(new.start).take(new.len()).collect();
    let same = |body: &Body, old: usize, new: usize| {
        let block = &body.blocks()[keys[new]];
        Rc::ptr_eq(&removed[old].tree, &block.tree) || removed[old].tree == block.tree
    };
    let shorter = removed.len().min(keys.len());
    let head = (0..shorter).take_while(|&at| same(body, at, at)).count();
    let tail = (0..shorter - head)
        .take_while(|&at| same(body, removed.len() - 1 - at, keys.len() - 1 - at))
        .count();
    let (old_middle, new_middle) = (head..removed.len() - tail, head..keys.len() - tail);

    for at in (0..head).chain(keys.len() - tail..keys.len()) {
        let old = if at < head {
            at
        } else {
            at + removed.len() - keys.len()
        };
        body.block_mut(keys[at]).id = removed[old].id;
    }
    for (old, new) in old_middle.clone().zip(new_middle.clone()) {
        let block = body.block_mut(keys[new]);
        block.id = removed[old].id;
        if block.tree != removed[old].tree {
            patches.push(Patch::Replace {
                id: block.id,
                tree: block.tree.clone(),
            });
        }
    }
    for old in old_middle.clone().skip(new_middle.len()) {
        patches.push(Patch::Remove {
            id: removed[old].id,
        });
    }
    let before = match keys.get(new_middle.end) {
        Some(key) => Some(body.blocks()[*key].id),
        None if new.end < body.blocks().len() => Some(body.blocks()[body.blocks().key(new.end)].id),
        None => end,
    };
    for new in new_middle.skip(old_middle.len()) {
        let block = body.block_mut(keys[new]);
        block.id = *next_id;
        *next_id += 1;
        patches.push(Patch::Insert {
            id: block.id,
            before,
            tree: block.tree.clone(),
        });
    }
}
