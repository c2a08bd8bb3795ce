//! `Patch`: one change of the list of blocks, as plain data.

use std::rc::Rc;

use crate::html;
use crate::tree::Tree;

/// One change of the list of blocks. Applied in order, patches turn the list before an edit into the one after it.
///
/// ```
/// use draftpane::{Draft, Edit, Options, Patch};
///
/// let (mut draft, first) = Draft::new("One.\n\nTwo.\n", Options::default());
/// let html: Vec<_> = first.patches.iter().filter_map(Patch::html).collect();
/// assert_eq!(html, ["<p>One.</p>\n", "<p>Two.</p>\n"]);
///
/// let update = draft.edit(&[Edit::new(6..9, "Too")]);
/// assert!(matches!(update.patches[..], [Patch::Replace { .. }]));
/// assert_eq!(update.patches[0].html().as_deref(), Some("<p>Too.</p>\n"));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum Patch {
    /// A new block, before the block `before` or at the end.
    Insert {
        /// Its id, never used before.
        id: u32,
        /// The block after it.
        before: Option<u32>,
        /// Its content.
        tree: Rc<Tree>,
    },
    /// The block looks different.
    Replace {
        /// Its id.
        id: u32,
        /// Its new content.
        tree: Rc<Tree>,
    },
    /// The block is gone.
    Remove {
        /// Its id.
        id: u32,
    },
}

impl Patch {
    /// The block as HTML; `None` where it is gone.
    pub fn html(&self) -> Option<String> {
        self.tree().map(html::to_string)
    }

    /// Appends the block as HTML.
    pub fn write(&self, out: &mut String) {
        if let Some(tree) = self.tree() {
            html::write(tree, out);
        }
    }

    fn tree(&self) -> Option<&Tree> {
        match self {
            Self::Insert { tree, .. } | Self::Replace { tree, .. } => Some(tree),
            Self::Remove { .. } => None,
        }
    }

    /// About how much memory it keeps alive, in bytes.
    pub fn bytes(&self) -> usize {
        self.tree().map_or(0, Tree::bytes)
    }
}
