//! Which nodes of the trees the nodes of the page are.
//!
//! The page and the tree are gone through side by side, and onwards from the node before: all nodes of a block cost no
//! more than one way through it.

use std::rc::Rc;

use web_sys::Node;

use super::View;
use crate::tree::Tree;

/// Finds nodes, best in document order. The page must not change meanwhile.
pub struct Places<'a> {
    view: &'a View,
    /// The block that the last node is in.
    id: u32,
    tree: Rc<Tree>,
    /// From a node of the block down to the last one.
    path: Vec<Step>,
}

struct Step {
    node: Node,
    /// Its index in the tree, unless that is `end`: others have put it there.
    index: usize,
    /// Where the nodes of its parent end.
    end: usize,
}

impl<'a> Places<'a> {
    /// The places of the nodes of a view.
    pub fn new(view: &'a View) -> Self {
        Self {
            view,
            id: 0,
            tree: Rc::default(),
            path: Vec::new(),
        }
    }

    /// The block that a node is in, and the index of the deepest node of its tree that the node is, or is in.
    pub fn find(&mut self, node: &Node) -> Option<(u32, usize)> {
        if !self.go_on(node) {
            self.enter(node)?;
            self.go_on(node);
        }
        let deepest = self.path.iter().rfind(|step| step.index < step.end)?;
        Some((self.id, deepest.index))
    }

    /// Begins with the block that a node is in.
    fn enter(&mut self, node: &Node) -> Option<()> {
        self.path.clear();
        let mut top = node.clone();
        while !self.view.is_child(&top) {
            top = top.parent_node()?;
        }
        self.id = self.view.owner(&top)?;
        let shown = self.view.shown.get(&self.id)?;
        self.tree = shown.tree.clone();
        let mut roots = self.tree.roots().zip(&shown.nodes);
        let (index, _) = roots.find(|(_, node)| node.is_same_node(Some(&top)))?;
        self.path.push(Step {
            node: top,
            index,
            end: self.tree.len(),
        });
        Some(())
    }

    /// Goes on to a node; returns whether it is in the block and not before the last one.
    fn go_on(&mut self, node: &Node) -> bool {
        while let Some(last) = self.path.last() {
            let next = if !last.node.contains(Some(node)) {
                self.after_last()
            } else if last.node.is_same_node(Some(node)) {
                return true;
            } else {
                self.first_in_last()
            };
            match next {
                Some(step) => self.path.push(step),
                None => break,
            }
        }
        false
    }

    fn first_in_last(&self) -> Option<Step> {
        let last = self.path.last()?;
        let (index, end) = if last.index < last.end {
            (last.index + 1, self.tree.end(last.index))
        } else {
            (last.end, last.end)
        };
        let node = last.node.first_child()?;
        Some(Step { node, index, end })
    }

    /// The node after the last one and all in it, in the same node of the block.
    fn after_last(&mut self) -> Option<Step> {
        loop {
            let Step { node, index, end } = self.path.pop()?;
            if self.path.is_empty() {
                return None;
            }
            if let Some(node) = node.next_sibling() {
                let index = if index < end {
                    self.tree.end(index)
                } else {
                    end
                };
                return Some(Step { node, index, end });
            }
        }
    }
}
