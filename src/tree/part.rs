//! Trees put together from others.

use std::rc::Rc;

use super::{Node, NodeKind, Sign, Span, Tree};

/// A tree that is a part of another.
#[derive(Clone, Debug)]
pub struct Part {
    /// The index of its first node there.
    pub start: usize,
    /// The tree itself.
    pub tree: Rc<Tree>,
    /// How many of its first nodes are not there: one where it continues a list.
    pub skipped: usize,
}

impl Part {
    /// The same part of a tree that has `by` more nodes before it.
    pub(super) fn moved(&self, by: usize) -> Self {
        Self {
            start: self.start + by,
            ..self.clone()
        }
    }

    /// How many nodes of the tree are there.
    pub fn len(&self) -> usize {
        self.tree.len() - self.skipped
    }
}

impl Tree {
    /// An empty tree with room for as much as `other` has.
    pub fn with_room_of(other: &Tree) -> Self {
        Self {
            nodes: Vec::with_capacity(other.nodes.len() + 64),
            attributes: Vec::with_capacity(other.attributes.len() + 64),
            text: String::with_capacity(other.text.len() + 1000),
            sources: Vec::with_capacity(other.sources.len() + 64),
            parts: Vec::with_capacity(other.parts.len() + 64),
            ..Self::default()
        }
    }

    /// Whether whole blocks are in it, and not only items of a list.
    pub fn joins_blocks(&self) -> bool {
        self.joins_blocks
    }

    /// Appends a copy of `other`, without its slots, and returns the index of its first node. `source` is where the
    /// source of `other` starts. With `whole`, none of its nodes will [end](Self::end_at) elsewhere.
    pub fn append(&mut self, other: &Rc<Tree>, source: usize, whole: bool) -> usize {
        self.joins_blocks |= whole && !other.is_empty();
        // A long paragraph, or code.
        let has_chunks = !other.chunks().is_empty();
        let base = self.append_from(0, other, source, whole && !has_chunks);
        let around = base..self.nodes.len();
        for (index, chunk) in other.chunks().iter().enumerate() {
            let source = source + other.chunk_source(index);
            self.continue_all(&mut around.clone().collect(), &chunk.tree, source, false);
        }
        for (own, node) in around.zip(0..) {
            self.sources[own].1 = other.sources[node].1 + source as u32;
        }
        base
    }

    /// The same, for a tree that begins with so many elements which others [continue](Self::continue_all): what is in them is a
    /// part.
    pub fn append_in(&mut self, around: usize, other: &Rc<Tree>, source: usize) -> usize {
        let base = self.append_from(0, other, source, false);
        self.parts.push(Part {
            start: base + around,
            tree: other.clone(),
            skipped: around,
        });
        base
    }

    /// Appends what `other` has in the elements that it begins with, each in the one before it, to those at the indices
    /// `open`, and what is after these behind them. Returns the index that the first node of `other` would have. Only
    /// those stay in `open` which more may be appended to.
    pub fn continue_all(
        &mut self,
        open: &mut Vec<usize>,
        other: &Rc<Tree>,
        source: usize,
        whole: bool,
    ) -> usize {
        let before = self.append_from(open.len(), other, source, whole) - open.len();
        for (node, &own) in open.iter().enumerate() {
            self.end_at(own, before + other.end(node));
            self.go_on([own, node], other, source);
        }
        let is_open = |&node: &usize| other.children(node - 1).last() == Some(node);
        let still = (1..open.len()).take_while(is_open).count();
        open.truncate(1 + still);
        before
    }

    /// Adds to `open`, elements each in the one before it, the last child of the last one, until there are so many.
    /// `from` is the index of the first node that was appended last.
    pub fn open_last(&self, open: &mut Vec<usize>, count: usize, from: usize) {
        while open.len() < count {
            let last = open[open.len() - 1];
            let children = self.siblings(from.max(last + 1)..self.end(last));
            let Some(child) = children.last() else {
                return;
            };
            open.push(child);
        }
    }

    /// Lets the element at the index `own` go on with the one at `node` of `other`: up to where that ends, with its attributes,
    /// but for those that it has already.
    pub(super) fn go_on(&mut self, [own, node]: [usize; 2], other: &Tree, source: usize) {
        self.sources[own].1 = other.sources[node].1 + source as u32;
        for (name, value) in other.attributes(node) {
            if self.attributes(own).all(|(own, _)| own != name) {
                self.set_attribute(own, name, Some(value));
            }
        }
    }

    fn append_from(&mut self, first: usize, other: &Rc<Tree>, source: usize, whole: bool) -> usize {
        let base = self.nodes.len();
        if whole && other.len() > first {
            self.parts.push(Part {
                start: base,
                tree: other.clone(),
                skipped: first,
            });
        }
        let (text, attributes) = (self.text.len() as u32, self.attributes.len() as u32);
        self.text.push_str(&other.text);
        let moved = |(from, to): Span, by: u32| (from + by, to + by);
        self.attributes
            .extend((other.attributes.iter()).map(|&(name, span)| (name, moved(span, text))));
        self.nodes
            .extend(other.nodes[first..].iter().map(|node| Node {
                kind: match node.kind {
                    NodeKind::Text(span) => NodeKind::Text(moved(span, text)),
                    NodeKind::Element(element, range) => {
                        NodeKind::Element(element, moved(range, attributes))
                    }
                },
                size: node.size,
            }));
        // No list is a sign.
        self.signs.extend(other.signs.iter().map(|&sign| Sign {
            node: sign.node + base as u32 - first as u32,
            ..sign
        }));
        let source = source as u32;
        self.sources.extend(
            other.sources[first..]
                .iter()
                .map(|&span| moved(span, source)),
        );
        base
    }

    /// Makes the element at `index` end before the node at `end`: the nodes between become its children.
    pub fn end_at(&mut self, index: usize, end: usize) {
        self.nodes[index].size = (end - index) as u32;
    }
}
