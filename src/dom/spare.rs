//! Nodes to be taken over where blocks join to a unit or come out of one: they look the same, and are elsewhere.

use std::rc::Rc;

use web_sys::{Element, Node};

use super::{Shown, View};
use crate::map::Map;
use crate::patch::Patch;
use crate::tree::Tree;

/// The nodes of trees that may be shown again at another place.
#[derive(Default)]
pub struct Spare(Map<*const Tree, Nodes>);

struct Nodes {
    /// Keeps the address from being another tree's.
    _tree: Rc<Tree>,
    roots: Vec<Node>,
    /// Whether the block will be removed, so that its nodes are free although they are still in the page.
    leaves: bool,
}

impl Spare {
    /// Finds what `patches` take away that others of them may bring back.
    pub fn of(view: &View, patches: &[Patch]) -> Self {
        let mut spare = Self::default();
        let in_parts = |patch: &Patch| match patch {
            Patch::Insert { tree, .. } | Patch::Replace { tree, .. } => tree.joins_blocks(),
            Patch::Remove { .. } => false,
        };
        let moves = (patches.iter()).any(|patch| !matches!(patch, Patch::Replace { .. }));
        let joins = moves && patches.iter().any(in_parts);
        for patch in patches {
            let (Patch::Remove { id } | Patch::Replace { id, .. }) = patch else {
                continue;
            };
            let Some(shown) = view.shown.get(id) else {
                continue;
            };
            let leaves = matches!(patch, Patch::Remove { .. });
            if shown.tree.joins_blocks() {
                // An edit in a unit leaves its nodes where they are, unless it begins with another element.
                let other =
                    |tree: &Tree| tree.is_empty() || tree.content(0) != shown.tree.content(0);
                if moves || matches!(patch, Patch::Replace { tree, .. } if other(tree)) {
                    spare.take_apart(shown, false);
                }
            } else if joins && leaves && shown.tree.parts().next().is_none() {
                spare.put(&shown.tree, shown.nodes.clone(), true);
            } else if joins && leaves {
                // A list: its items are the blocks.
                spare.take_apart(shown, true);
            }
        }
        spare
    }

    /// Whether there is nothing to take over.
    pub fn is_empty(&self) -> bool {
        self.0.keys().next().is_none()
    }

    /// The node of the root at the index `root` of `tree`, if it is free.
    fn root(&self, page: &Element, tree: &Tree, root: usize) -> Option<Node> {
        let nth = tree.roots().position(|index| index == root)?;
        self.nth(page, tree, nth)
    }

    /// The node of the root number `nth` of `tree`, if it is free.
    fn nth(&self, page: &Element, tree: &Tree, nth: usize) -> Option<Node> {
        let nodes = self.0.get(&std::ptr::from_ref(tree))?;
        let node = nodes.roots.get(nth)?;
        // One that a change in its place has left there is not.
        (nodes.leaves || !page.contains(Some(node))).then(|| node.clone())
    }

    /// The node at `index` of `tree`, if it is a root of that or of one of its parts, and free.
    pub fn node(&self, page: &Element, tree: &Tree, index: usize) -> Option<Node> {
        if let Some(node) = self.root(page, tree, index) {
            return Some(node);
        }
        let part = tree.part_before(index)?;
        if part.skipped > 0 && index == part.start {
            // An item, without the list that its own tree has around it.
            return self.nth(page, &part.tree, 0);
        }
        let inside = index - part.start + part.skipped;
        (inside < part.tree.len())
            .then(|| self.root(page, &part.tree, inside))
            .flatten()
    }

    fn put(&mut self, tree: &Rc<Tree>, roots: Vec<Node>, leaves: bool) {
        let nodes = Nodes {
            _tree: tree.clone(),
            roots,
            leaves,
        };
        self.0.insert(Rc::as_ptr(tree), nodes);
    }

    /// The nodes of the parts of a unit, which may leave the page.
    fn take_apart(&mut self, shown: &Shown, leaves: bool) {
        let tree = &shown.tree;
        let mut parts = tree.parts().peekable();
        // Nodes that are to be gone through, with their indices, from the last to the first.
        let mut left: Vec<(usize, Node)> = tree.roots().zip(shown.nodes.iter().cloned()).collect();
        left.reverse();
        let mut roots = Vec::new();
        while let Some((index, node)) = left.pop() {
            while let Some(part) = parts.next_if(|part| part.start + part.len() <= index) {
                self.put(&part.tree, std::mem::take(&mut roots), leaves);
            }
            if parts.peek().is_some_and(|part| part.start <= index) {
                roots.push(node);
                continue;
            }
            let mut child = node.first_child();
            let mut children = Vec::new();
            for index in tree.children(index) {
                let Some(node) = child else {
                    break;
                };
                child = node.next_sibling();
                children.push((index, node));
            }
            left.extend(children.into_iter().rev());
        }
        if let Some(part) = parts.next() {
            self.put(&part.tree, roots, leaves);
        }
    }
}
