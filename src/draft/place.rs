//! Blocks by their place in the document, and the reverse.

use std::ops::Range;
use std::rc::Rc;

use super::Draft;
use crate::block::Kind;
use crate::blocks::Key;
use crate::tree::Tree;
use crate::units;

/// A block, and where it is.
///
/// ```
/// use draftpane::{BlockKind, Draft, Options};
///
/// let (draft, _) = Draft::new("One.\n\n- two\n", Options::default());
/// let place = draft.block_at(8).expect("a block");
/// assert_eq!((place.range, place.kind), (6..12, BlockKind::List));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Its id.
    pub id: u32,
    /// Byte range in the document.
    pub range: Range<usize>,
    /// The kind of its first part.
    pub kind: Kind,
}

impl Draft {
    /// The block at a byte offset of the document, or `None` in the front matter and in an empty body.
    pub fn block_at(&self, offset: usize) -> Option<Place> {
        let blocks = self.body.blocks();
        let offset = offset.checked_sub(self.head.body)?;
        (!blocks.is_empty()).then(|| self.place(blocks.at(offset)))
    }

    /// The block with this id: its index, where it is, and what it looks like; `None` for the footnotes' section, which has no
    /// place. The search goes through the blocks from the index `near` on, and only then through those before it.
    pub fn block_near(&self, id: u32, near: usize) -> Option<(usize, Place, &Rc<Tree>)> {
        let blocks = self.body.blocks();
        let near = near.min(blocks.len());
        let is_first = |key: Key| blocks[key].id == id && blocks[key].shown().is_some();
        let behind = blocks.keys(near).position(is_first).map(|at| near + at);
        let index = behind.or_else(|| blocks.keys(0).take(near).position(is_first))?;
        let tree = blocks[blocks.key(index)].shown()?;
        Some((index, self.place(index), tree))
    }

    fn place(&self, index: usize) -> Place {
        let blocks = self.body.blocks();
        let unit = units::around(blocks, index);
        let first = &blocks[blocks.key(unit.start)];
        let start = blocks.range(unit.start).start;
        let end = blocks.range(unit.end - 1).end;
        Place {
            id: first.id,
            range: start + self.head.body..end + self.head.body,
            kind: first.first,
        }
    }
}
