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
        if let Some((first, others)) = other.chunks().split_first() {
            let at = |index: usize| source + other.chunk_source(index);
            let base = self.append_from(0, &first.tree, at(0), false);
            for (index, chunk) in others.iter().enumerate() {
                self.continue_list(base, &chunk.tree, at(index + 1), false);
            }
            return base;
        }
        self.append_from(0, other, source, whole)
    }

    /// The same, for a tree that begins with a list which others [continue](Self::continue_list): the items are a part.
    pub fn append_list(&mut self, other: &Rc<Tree>, source: usize) -> usize {
        let base = self.append_from(0, other, source, false);
        self.parts.push(Part {
            start: base + 1,
            tree: other.clone(),
            skipped: 1,
        });
        base
    }

    /// Appends the items that `other` begins with to the list at the index `list`, and what is after the items behind
    /// it. Returns the index that the first node of `other`, the list around its items, would have.
    pub fn continue_list(
        &mut self,
        list: usize,
        other: &Rc<Tree>,
        source: usize,
        whole: bool,
    ) -> usize {
        let before = self.append_from(1, other, source, whole) - 1;
        self.go_on(list, before, other, source);
        before
    }

    /// The same with rows, for the table at the index `table`, of which the body is at the index `body`.
    pub fn continue_table(
        &mut self,
        [table, body]: [usize; 2],
        other: &Rc<Tree>,
        source: usize,
    ) -> usize {
        let before = self.append_from(2, other, source, false) - 2;
        self.end_at(body, before + other.end(1));
        self.go_on(table, before, other, source);
        before
    }

    fn go_on(&mut self, list: usize, before: usize, other: &Tree, source: usize) {
        self.end_at(list, before + other.end(0));
        self.sources[list].1 = other.sources[0].1 + source as u32;
        self.add_attributes(list, other);
    }

    /// Gives the list at the index `list` the attributes of the one that `other` is, but for those that it has already.
    pub(super) fn add_attributes(&mut self, list: usize, other: &Tree) {
        for (name, value) in other.attributes(0) {
            if self.attributes(list).all(|(own, _)| own != name) {
                self.set_attribute(list, name, Some(value));
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
        let lines = self.text.len() as u32;
        if let Some(of_other) = &other.lines {
            self.text.extend(of_other.chunks());
        }
        let lines = (lines, self.text.len() as u32);
        let moved = |(from, to): Span, by: u32| (from + by, to + by);
        self.attributes
            .extend((other.attributes.iter()).map(|&(name, span)| (name, moved(span, text))));
        self.nodes
            .extend(other.nodes[first..].iter().map(|node| Node {
                kind: match node.kind {
                    NodeKind::Text(span) => NodeKind::Text(moved(span, text)),
                    NodeKind::Lines => NodeKind::Text(lines),
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
