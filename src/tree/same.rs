//! Whether two trees show the same.

use std::rc::Rc;

use super::Tree;
use super::chunk::Own;

impl Tree {
    /// Whether node `a` of this tree and node `b` of `other` are equal, with all below them.
    /// Source ranges do not count.
    pub fn same(&self, a: usize, other: &Tree, b: usize) -> bool {
        let len = self.end(a) - a;
        len == other.end(b) - b && self.same_nodes(a, other, b, len)
    }

    /// Whether `len` nodes from `a` on equal those of `other` from `b` on. A chunk or part that both share is not compared.
    pub(super) fn same_nodes(&self, a: usize, other: &Tree, b: usize, len: usize) -> bool {
        let mut n = 0;
        while n < len {
            let (own, others) = (self.own(a + n), other.own(b + n));
            let left = |own: &Own| own.tree.nodes.len() - own.node;
            let run = left(&own).min(left(&others)).min(len - n);
            let is_shared = std::ptr::eq(own.tree, others.tree) && own.node == others.node;
            if !is_shared && !own.tree.same_own(own.node, others.tree, others.node, run) {
                return false;
            }
            n += run;
        }
        true
    }

    /// The same, for nodes outside of chunks.
    fn same_own(&self, a: usize, other: &Tree, b: usize, len: usize) -> bool {
        let from = |tree: &Tree, at: usize| tree.parts.partition_point(|part| part.start < at);
        let (mut part, mut other_part) = (from(self, a), from(other, b));
        let mut n = 0;
        while n < len {
            let mine = self.parts.get(part).filter(|part| part.start == a + n);
            let theirs = other
                .parts
                .get(other_part)
                .filter(|part| part.start == b + n);
            part += usize::from(mine.is_some());
            other_part += usize::from(theirs.is_some());
            if let (Some(mine), Some(theirs)) = (mine, theirs)
                && Rc::ptr_eq(&mine.tree, &theirs.tree)
                && mine.skipped == theirs.skipped
            {
                // The part may reach past the last node to compare.
                n += mine.len();
                continue;
            }
            if !self.same_node(a + n, other, b + n) {
                return false;
            }
            n += 1;
        }
        true
    }

    /// Whether two nodes are equal, without their children.
    pub fn same_node(&self, a: usize, other: &Tree, b: usize) -> bool {
        self.end(a) - a == other.end(b) - b
            && self.content(a) == other.content(b)
            && self.attributes(a).eq(other.attributes(b))
    }
}

impl PartialEq for Tree {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
            || self.len() == other.len()
                && self.all_signs().eq(other.all_signs())
                && self.same_nodes(0, other, 0, self.len())
    }
}
