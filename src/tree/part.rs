//! Trees put together from others.

use std::ops::Range;
use std::rc::Rc;

use super::{Node, NodeKind, Sign, Span, Tree};

/// A copy of the first `len` of `values`, with room for some more.
fn copy<T: Copy>(values: &[T], len: usize) -> Vec<T> {
    let mut copy = Vec::with_capacity(values.len() + 64);
    copy.extend_from_slice(&values[..len]);
    copy
}

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
    /// Where the source of its tree starts in that of `whole`.
    fn source(&self, whole: &Tree) -> u32 {
        whole.sources[self.start].0 - self.tree.sources[self.skipped].0
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

    /// The trees that were [appended](Self::append) whole.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// Whether whole blocks are in it, and not only items of a list.
    pub fn joins_blocks(&self) -> bool {
        self.joins_blocks
    }

    /// Appends a copy of `other`, without its slots, and returns the index of its first node. `source` is where the
    /// source of `other` starts. With `whole`, none of its nodes will [end](Self::end_at) elsewhere.
    pub fn append(&mut self, other: &Rc<Tree>, source: usize, whole: bool) -> usize {
        self.joins_blocks |= whole && !other.is_empty();
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

    /// Whether it is a list and nothing else, in which every node but the first is of a part.
    pub fn is_list_of_parts(&self) -> bool {
        let is_all = |(first, last): (&Part, &Part)| {
            first.start == 1 && last.start + last.len() == self.len()
        };
        !self.joins_blocks
            && self
                .parts
                .first()
                .zip(self.parts.last())
                .is_some_and(is_all)
    }

    /// A list of parts with other `items`, each with the start of its source, in the place of the parts `range`. The
    /// source of the part after them starts at `next`. `None` where buffers are to be written again.
    pub fn with_items(
        &self,
        range: Range<usize>,
        items: &[(Rc<Tree>, usize)],
        next: usize,
    ) -> Option<Self> {
        let removed = &self.parts[range.clone()];
        let unused = removed
            .iter()
            .map(|part| part.tree.text.len())
            .sum::<usize>();
        let waste = self.waste + unused;
        if waste > 1000 + self.text.len() / 2 {
            return None;
        }
        let start = |part: usize| self.parts.get(part).map_or(self.len(), |part| part.start);
        let (from, to) = (start(range.start), start(range.end));
        let signs = |node: usize| {
            self.signs
                .partition_point(|sign| (sign.node as usize) < node)
        };
        let mut tree = Self {
            nodes: copy(&self.nodes, from),
            attributes: copy(&self.attributes, self.attributes.len()),
            text: self.text.clone(),
            signs: self.signs[..signs(from)].to_vec(),
            sources: copy(&self.sources, from),
            parts: Vec::with_capacity(self.parts.len() + 64),
            waste,
            ..Self::default()
        };
        tree.parts.extend_from_slice(&self.parts[..range.start]);
        for (item, source) in items {
            tree.append_from(1, item, *source, true);
        }
        let (grown, was) = (tree.len(), to);
        tree.nodes.extend_from_slice(&self.nodes[to..]);
        if let Some(part) = self.parts.get(range.end) {
            let moved = (next as u32).wrapping_sub(part.source(self));
            let sources = self.sources[to..].iter();
            let moved = |at: u32| at.wrapping_add(moved);
            tree.sources
                .extend(sources.map(|&(from, to)| (moved(from), moved(to))));
        }
        let moved = |at: usize| at + grown - was;
        tree.signs
            .extend(self.signs[signs(to)..].iter().map(|&sign| Sign {
                node: moved(sign.node as usize) as u32,
                ..sign
            }));
        tree.parts
            .extend(self.parts[range.end..].iter().map(|part| Part {
                start: moved(part.start),
                ..part.clone()
            }));
        if let Some(last) = tree.parts.last() {
            let (end, source) = (last.start - 1 + last.tree.end(0), last.source(&tree));
            let source = source + last.tree.sources[0].1;
            tree.end_at(0, end);
            tree.sources[0].1 = source;
        }
        Some(tree)
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
        self.end_at(list, before + other.end(0));
        self.sources[list].1 = other.sources[0].1 + source as u32;
        for (name, value) in other.attributes(0) {
            if self.attributes(list).all(|(own, _)| own != name) {
                self.set_attribute(list, name, Some(value));
            }
        }
        before
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
