//! Trees of long lists and tables: elements over chunks of items or rows, which a changed tree shares with the one before.

use std::ops::Range;
use std::rc::Rc;

use super::{Node, NodeKind, Part, Sign, Tree};

/// Some of the items of a long list, or rows of a table.
#[derive(Clone, Debug)]
pub struct Chunk {
    /// The list or table by itself with these, and behind it all that is behind the whole.
    pub tree: Rc<Tree>,
    /// The number of blocks that they are of.
    pub blocks: usize,
    /// The number of elements around them, which the whole has once: one of a list, two of a table, more of a list within others.
    pub around: usize,
    /// The number of items or rows.
    children: usize,
    /// The index of the first child in the whole tree.
    start: usize,
    /// Where the source of its tree starts in that of the whole.
    source: u32,
}

impl Chunk {
    /// A chunk of so many blocks, of which the source starts at `source`.
    pub fn new(tree: Rc<Tree>, around: usize, blocks: usize, source: usize) -> Self {
        Self {
            children: tree.children(around - 1).count(),
            tree,
            blocks,
            around,
            start: 0,
            source: source as u32,
        }
    }

    /// How many nodes of its tree are in the whole.
    fn len(&self) -> usize {
        self.tree.nodes.len() - self.around
    }

    /// The number of nodes before those of its tree, were all of them in the whole.
    fn base(&self) -> usize {
        self.start - self.around
    }
}

/// The memory in bytes, roughly, that new chunks take: their own, and that of a block in each, which changed.
fn bytes(chunks: &[Chunk]) -> usize {
    let of_one = |chunk: &Chunk| {
        let bytes = chunk.tree.bytes();
        bytes + bytes / chunk.blocks.max(1)
    };
    chunks.iter().map(of_one).sum()
}

/// A node of the tree that has it as its own.
pub(super) struct Own<'a> {
    pub tree: &'a Tree,
    pub node: usize,
    /// Where the source of that tree starts.
    pub source: u32,
}

impl Tree {
    /// The list or table that new chunks make together. Where it is in other elements, it begins with `head`, which
    /// [ends with](Self::last_elements) those.
    pub fn of_chunks(head: Option<&Tree>, chunks: Vec<Chunk>) -> Self {
        let new_chunks = bytes(&chunks);
        Self {
            new_chunks,
            ..Self::joined(head, chunks)
        }
    }

    /// Elements that the tree ends with, so many, each the last in the one before it, from the first node on.
    pub fn last_elements(&self, count: usize) -> Option<Vec<usize>> {
        let mut open = vec![0];
        self.open_last(&mut open, count, 0);
        let is_last = |&node: &usize| self.end(node) == self.len();
        (open.len() == count && open.iter().all(is_last)).then_some(open)
    }

    fn joined(head: Option<&Tree>, mut chunks: Vec<Chunk>) -> Self {
        let mut tree = Self::default();
        let (Some(first), Some(last)) = (chunks.first(), chunks.last()) else {
            return tree;
        };
        match (head, first.tree.nodes[0].kind) {
            (Some(head), _) => {
                tree.nodes = head.nodes.clone();
                tree.attributes = head.attributes.clone();
                tree.text = head.text.clone();
                tree.sources = head.sources.clone();
                tree.signs = head.signs.clone();
            }
            (None, NodeKind::Element(element, _)) => {
                tree.sources.push(first.tree.sources[0]);
                tree.nodes.push(Node {
                    kind: NodeKind::Element(element, (0, 0)),
                    size: 1,
                });
            }
            (None, NodeKind::Text(_)) => return tree,
        }
        let around = tree.last_elements(last.around).unwrap_or_default();
        let mut start = tree.nodes.len();
        for chunk in &mut chunks {
            chunk.start = start;
            start += chunk.len();
            // Code has none.
            if !chunk.tree.attributes.is_empty() {
                for (node, &own) in around.iter().enumerate() {
                    tree.go_on([own, node], &chunk.tree, 0);
                }
            }
        }
        if let Some(last) = chunks.last() {
            for (node, &own) in around.iter().enumerate() {
                tree.go_on([own, node], &last.tree, last.source as usize);
                tree.end_at(own, last.base() + last.tree.end(node));
            }
        }
        tree.node_of_chunks = around.last().copied().unwrap_or_default();
        tree.chunks = chunks;
        tree
    }

    /// The node that has the chunks: a list, or the body of a table.
    pub fn node_of_chunks(&self) -> usize {
        self.node_of_chunks
    }

    /// Its children that are in no chunk, as a range of nodes.
    fn before_chunks(&self) -> Range<usize> {
        self.node_of_chunks + 1..self.nodes.len()
    }

    /// The chunks of a long list.
    pub fn chunks(&self) -> &[Chunk] {
        &self.chunks
    }

    /// The chunks in place of those in `range` are others, and the source of those after it starts `grown` bytes later.
    pub fn with_chunks(
        &self,
        head: Option<&Tree>,
        range: Range<usize>,
        new: Vec<Chunk>,
        grown: isize,
    ) -> Self {
        let new_chunks = bytes(&new);
        let mut chunks = Vec::with_capacity(self.chunks.len() + new.len());
        chunks.extend_from_slice(&self.chunks[..range.start]);
        chunks.extend(new);
        let behind = self.chunks[range.end..].iter().cloned();
        chunks.extend(behind.map(|chunk| Chunk {
            source: chunk.source.wrapping_add_signed(grown as i32),
            ..chunk
        }));
        Self {
            new_chunks,
            ..Self::joined(head, chunks)
        }
    }

    /// Where the source of the chunk at `index` starts.
    pub fn chunk_source(&self, index: usize) -> usize {
        self.chunks[index].source as usize
    }

    /// The number of nodes, those of chunks too.
    pub fn len(&self) -> usize {
        let last = self.chunks.last();
        last.map_or(self.nodes.len(), |last| last.start + last.len())
    }

    /// The node at `index`, wherever it is.
    #[inline]
    pub(super) fn own(&self, node: usize) -> Own<'_> {
        if node < self.nodes.len() {
            return Own {
                tree: self,
                node,
                source: 0,
            };
        }
        self.in_chunk(node)
    }

    fn in_chunk(&self, node: usize) -> Own<'_> {
        let last = self.last_chunk.get();
        let has = |at: &usize| {
            let chunk = self.chunks.get(*at);
            chunk.is_some_and(|chunk| chunk.start <= node && node < chunk.start + chunk.len())
        };
        // Most often the next node is read.
        let at = [last, last + 1]
            .into_iter()
            .find(has)
            .unwrap_or_else(|| self.chunks.partition_point(|chunk| chunk.start <= node) - 1);
        self.last_chunk.set(at);
        let chunk = &self.chunks[at];
        Own {
            tree: &chunk.tree,
            node: node - chunk.base(),
            source: chunk.source,
        }
    }

    /// The trees that were [appended](Self::append) whole, those of chunks too.
    pub fn parts(&self) -> impl Iterator<Item = Part> {
        let of_chunks = self.chunks.iter().flat_map(|chunk| {
            let parts = chunk.tree.parts.iter();
            parts.map(|part| part.moved(chunk.base()))
        });
        self.parts.iter().cloned().chain(of_chunks)
    }

    /// The part that the node at `index` is in, or else the last one before it.
    pub fn part_before(&self, index: usize) -> Option<Part> {
        let own = self.own(index);
        let parts = &own.tree.parts;
        let at = parts.partition_point(|part| part.start <= own.node);
        Some(parts[at.checked_sub(1)?].moved(index - own.node))
    }

    /// The signs in order, those of chunks too.
    pub(super) fn all_signs(&self) -> impl Iterator<Item = Sign> {
        let of_chunks = self.chunks.iter().flat_map(|chunk| {
            let moved = |sign: &Sign| Sign {
                node: sign.node + chunk.base() as u32,
                ..*sign
            };
            chunk.tree.signs.iter().map(moved)
        });
        self.signs.iter().copied().chain(of_chunks)
    }

    /// The children of two long lists that are not in chunks which both share at their beginning or end: the number of
    /// those before, and the first and the end of the others in each.
    pub fn different_children(&self, other: &Tree) -> Option<(usize, [Range<usize>; 2])> {
        let (old, new) = (&self.chunks, &other.chunks);
        let shorter = old.len().min(new.len());
        let same = |old: &Chunk, new: &Chunk| Rc::ptr_eq(&old.tree, &new.tree);
        let head = (0..shorter).take_while(|&at| same(&old[at], &new[at]));
        let head = head.count();
        let tail = (0..shorter - head)
            .take_while(|at| same(&old[old.len() - 1 - at], &new[new.len() - 1 - at]))
            .count();
        let first = [self, other].map(Tree::before_chunks);
        let is_same = first[0].len() == first[1].len()
            && self.same_nodes(first[0].start, other, first[1].start, first[0].len());
        let before = old[..head].iter().map(|chunk| chunk.children);
        let before = before.sum::<usize>() + self.siblings(self.before_chunks()).count();
        let range = |tree: &Tree| {
            let start = |at: usize| tree.chunks.get(at).map(|chunk| chunk.start);
            let end = start(tree.chunks.len() - tail).unwrap_or(tree.end(tree.node_of_chunks()));
            start(head).unwrap_or(end)..end
        };
        (shorter > 0 && is_same).then(|| (before, [range(self), range(other)]))
    }
}
