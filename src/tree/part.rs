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

    /// The trees that were [appended](Self::append) whole.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// Appends a copy of `other`, without its slots, and returns the index of its first node. `source` is where the
    /// source of `other` starts. With `whole`, none of its nodes will [end](Self::end_at) elsewhere.
    pub fn append(&mut self, other: &Rc<Tree>, source: usize, whole: bool) -> usize {
        let base = self.nodes.len();
        if whole && !other.is_empty() {
            self.parts.push(Part {
                start: base,
                tree: other.clone(),
            });
        }
        let (text, attributes) = (self.text.len() as u32, self.attributes.len() as u32);
        self.text.push_str(&other.text);
        let moved = |(from, to): Span, by: u32| (from + by, to + by);
        self.attributes
            .extend((other.attributes.iter()).map(|&(name, span)| (name, moved(span, text))));
        self.nodes.extend(other.nodes.iter().map(|node| Node {
            kind: match node.kind {
                NodeKind::Text(span) => NodeKind::Text(moved(span, text)),
                NodeKind::Element(element, range) => {
                    NodeKind::Element(element, moved(range, attributes))
                }
            },
            size: node.size,
        }));
        self.signs.extend(other.signs.iter().map(|&sign| Sign {
            node: sign.node + base as u32,
            ..sign
        }));
        let source = source as u32;
        self.sources
            .extend(other.sources.iter().map(|&span| moved(span, source)));
        base
    }

    /// Makes the element at `index` end before the node at `end`: the nodes between become its children.
    pub fn end_at(&mut self, index: usize, end: usize) {
        self.nodes[index].size = (end - index) as u32;
    }
}
