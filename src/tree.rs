//! `Tree`: a rendered block as nodes of the allowlist. HTML text and live DOM are both made from trees.

mod builder;
mod change;
mod chunk;
mod code;
mod cut;
pub mod nesting;
mod part;
mod same;
mod sign;
mod slot;
mod text;

use std::cell::Cell;
use std::ops::Range;

use crate::allow::{Attribute, Element};

pub use builder::{Builder, UnbalancedTag};
pub use chunk::Chunk;
pub use code::NewCode;
pub use cut::Crossing;
pub use part::Part;
pub use slot::{Slot, SlotKind};

use sign::Sign;

/// Elements nested deeper than this are omitted; their text stays.
///
/// HTML parsers stop at 512; real posts stay far below.
pub const MAX_DEPTH: usize = 100;

/// A forest of nodes in document order. Text and attribute values share one buffer, so that a block costs
/// a handful of allocations, and dropping or comparing one needs no recursion.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    nodes: Vec<Node>,
    attributes: Vec<(Attribute, Span)>,
    text: String,
    slots: Vec<Slot>,
    /// In the order of the text.
    signs: Vec<Sign>,
    sources: Vec<Span>,
    /// The headings that were written as raw HTML, in order.
    raw_headings: Vec<u32>,
    /// The trees inside that are unchanged, in order.
    parts: Vec<Part>,
    /// Whether any of them is a whole block.
    joins_blocks: bool,
    /// Bytes of the buffers that no node shows any more.
    waste: usize,
    /// Where all nodes but the first are, in the tree of a long list.
    chunks: Vec<Chunk>,
    /// The node that has them.
    node_of_chunks: usize,
    /// The chunk that was read last.
    last_chunk: Cell<usize>,
    /// The memory in bytes, roughly, of the chunks that the tree before a change does not have.
    new_chunks: usize,
}

/// A range of bytes: of a tree's buffer, or of a block's source text.
type Span = (u32, u32);

#[derive(Clone, Copy, Debug)]
struct Node {
    kind: NodeKind,
    /// The node itself and all below it.
    size: u32,
}

#[derive(Clone, Copy, Debug)]
enum NodeKind {
    Text(Span),
    /// The range is of `Tree::attributes`.
    Element(Element, Span),
}

/// A node as a reader of the tree meets it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Content<'a> {
    /// A run of text.
    Text(&'a str),
    /// An element; its children follow.
    Element(Element),
}

impl<'a> Content<'a> {
    /// A run of text.
    pub fn text(self) -> Option<&'a str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Element(_) => None,
        }
    }
}

impl Tree {
    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Its memory in bytes, roughly, without that of chunks that it shares with the tree before a change.
    pub fn bytes(&self) -> usize {
        size_of::<Self>()
            + self.text.len()
            + self.nodes.len() * (size_of::<Node>() + size_of::<Span>())
            + self.attributes.len() * size_of::<(Attribute, Span)>()
            + self.slots.len() * size_of::<Slot>()
            + self.signs.len() * size_of::<Sign>()
            + self.parts.len() * size_of::<Part>()
            + self.chunks.len() * size_of::<Chunk>()
            + self.new_chunks
    }

    /// The node at `index`.
    pub fn content(&self, index: usize) -> Content<'_> {
        let own = self.own(index);
        match own.tree.nodes[own.node].kind {
            NodeKind::Text(span) => Content::Text(own.tree.str(span)),
            NodeKind::Element(element, _) => Content::Element(element),
        }
    }

    /// The attributes of the node at `index`.
    pub fn attributes(&self, index: usize) -> impl Iterator<Item = (Attribute, &str)> + Clone {
        let own = self.own(index);
        let range = match own.tree.nodes[own.node].kind {
            NodeKind::Element(_, (from, to)) => from as usize..to as usize,
            NodeKind::Text(_) => 0..0,
        };
        own.tree.attributes[range]
            .iter()
            .map(move |&(name, span)| (name, own.tree.str(span)))
    }

    /// The index after the node at `index` and all below it: its next sibling's, or its parent's end.
    pub fn end(&self, index: usize) -> usize {
        let own = self.own(index);
        index + own.tree.nodes[own.node].size as usize
    }

    /// The indices of the nodes at the top.
    pub fn roots(&self) -> Children<'_> {
        self.siblings(0..self.len())
    }

    /// The indices of the nodes in a range that are in no other of these.
    pub fn siblings(&self, range: Range<usize>) -> Children<'_> {
        Children {
            tree: self,
            next: range.start,
            end: range.end,
        }
    }

    /// The indices of the children of the node at `index`.
    pub fn children(&self, index: usize) -> Children<'_> {
        self.siblings(index + 1..self.end(index))
    }

    /// The byte range in the block's source of the node at `index`.
    pub fn source(&self, index: usize) -> Range<usize> {
        let own = self.own(index);
        let (from, to) = own.tree.sources[own.node];
        (from + own.source) as usize..(to + own.source) as usize
    }

    /// The places to be filled in from the document's tables.
    pub fn slots(&self) -> &[Slot] {
        &self.slots
    }

    /// Whether the node at `index` is a heading of raw HTML, which the outline omits.
    pub fn is_raw_heading(&self, index: usize) -> bool {
        self.raw_headings.binary_search(&(index as u32)).is_ok()
    }

    /// Whether a node has a name, or will be given one, or leads to one.
    pub fn has_anchors(&self) -> bool {
        let is_named = |slot: &Slot| matches!(slot.kind, SlotKind::HeadingId(_));
        self.slots.iter().any(is_named)
            || self.attributes.iter().any(|&(name, span)| {
                name == Attribute::Id || name == Attribute::Href && self.str(span).starts_with('#')
            })
    }

    fn str(&self, (from, to): Span) -> &str {
        &self.text[from as usize..to as usize]
    }

    fn store(&mut self, text: &str) -> Span {
        let from = self.text.len() as u32;
        self.text.push_str(text);
        (from, self.text.len() as u32)
    }
}

/// The indices of sibling nodes. See [`Tree::children`].
pub struct Children<'a> {
    tree: &'a Tree,
    next: usize,
    end: usize,
}

impl Iterator for Children<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        (self.next < self.end).then(|| {
            let index = self.next;
            self.next = self.tree.end(index);
            index
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph(texts: &[&str]) -> Tree {
        let mut builder = Builder::default();
        builder.open(Element::P, 0..9);
        for text in texts {
            builder.text(text, 0..1);
        }
        builder.finish()
    }

    #[test]
    fn neighbouring_texts_are_one_node() {
        let tree = paragraph(&["a", "b", "c"]);
        assert_eq!(tree.len(), 2);
        assert_eq!(tree.text_of(0), "abc");
        assert_eq!(tree, paragraph(&["abc"]));
        assert_ne!(tree, paragraph(&["abd"]));
        let mut builder = Builder::default();
        builder.open(Element::P, 0..0);
        builder.text("a", 0..1);
        builder.open(Element::Em, 0..0);
        builder.text("b", 0..1);
        builder.close();
        builder.text("c", 0..1);
        let tree = builder.finish();
        assert_eq!(tree.children(0).count(), 3);
        assert_eq!(tree.end(0), tree.len());
    }

    #[test]
    fn refused_attributes_are_omitted() {
        let mut builder = Builder::default();
        builder.open(Element::A, 0..0);
        builder.attribute(Attribute::Href, "javascript:alert(1)");
        builder.attribute(Attribute::Title, "t");
        builder.text("x", 0..0);
        builder.attribute(Attribute::Id, "late");
        let mut tree = builder.finish();
        assert_eq!(
            tree.attributes(0).collect::<Vec<_>>(),
            [(Attribute::Title, "t")]
        );
        assert!(tree.set_attribute(0, Attribute::Href, Some("/x")));
        assert!(!tree.set_attribute(0, Attribute::Href, Some("/x")));
        assert!(tree.set_attribute(0, Attribute::Href, Some("vbscript:x")));
        assert_eq!(tree.attributes(0).count(), 1);
    }

    #[test]
    fn too_deep_keeps_the_text() {
        let mut builder = Builder::default();
        for _ in 0..10_000 {
            builder.open(Element::Blockquote, 0..0);
        }
        builder.text("deep", 0..0);
        for _ in 0..10_000 {
            builder.close();
        }
        builder.text("after", 0..0);
        assert!(builder.flattened().is_some());
        let tree = builder.finish();
        assert_eq!(tree.len(), MAX_DEPTH + 2);
        assert_eq!(tree.roots().count(), 2);
        assert_eq!(tree.text_of(0), "deep");
    }

    #[test]
    fn replaced_values_take_no_room() {
        let mut tree = paragraph(&["a"]);
        for nth in 0..10_000 {
            assert!(tree.set_text(1, &format!("text {nth}")));
            assert!(tree.set_attribute(0, Attribute::Id, Some(&format!("id-{nth}"))));
        }
        assert!(tree.text.len() < 5000 && tree.attributes.len() < 5000);
        assert_eq!(tree.text_of(0), "text 9999");
        assert_eq!(
            tree.attributes(0).collect::<Vec<_>>(),
            [(Attribute::Id, "id-9999")]
        );
    }

    #[test]
    fn nul_is_replaced() {
        assert_eq!(paragraph(&["a\0b"]).text_of(0), "a\u{FFFD}b");
    }

    #[test]
    fn graft_copies() {
        let inner = paragraph(&["x"]);
        let mut builder = Builder::default();
        builder.open(Element::Li, 0..0);
        assert!(!builder.graft(&inner, None));
        builder.open(Element::Hr, 0..0);
        let tree = builder.finish();
        assert_eq!(tree.children(0).count(), 2);
        assert!(tree.same(1, &inner, 0));
    }
}
