//! `Tree`: what a block looks like, as nodes of the allowlist. HTML text and live DOM are both made from it.

mod builder;

use std::ops::Range;
use std::rc::Rc;

use crate::allow::{self, Attribute, Element};
use crate::hugo::typographer::Quote;

pub use builder::{Builder, Mark};

/// Elements nested deeper than this are left out; their text stays.
///
/// HTML parsers stop at 512; a post that means it stays far below.
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
    /// The trees that it was put together from, where they are left as they were, in order.
    parts: Vec<Part>,
    /// Bytes of the buffers that no node shows any more.
    waste: usize,
}

/// A sign that Hugo writes as a character reference and counts so, such as `&rsquo;`, unlike the same one in the source.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Sign {
    /// Index of the text node.
    node: u32,
    /// How many bytes of the text are before it, where quotes that may stay straight are.
    at: u32,
    len: u32,
    /// The length of the reference.
    html: u32,
    /// Whether it is a quote that may stay straight: [`SlotKind::Quote`].
    may_be_straight: bool,
}

/// A range of bytes: of a tree's buffer, or of a block's source text.
type Span = (u32, u32);

#[derive(Clone, Debug)]
struct Node {
    kind: Kind,
    /// The node itself and all below it.
    size: u32,
}

#[derive(Clone, Debug)]
enum Kind {
    Text(Span),
    /// The range is of `Tree::attributes`.
    Element(Element, Span),
}

/// A tree that is in another as a whole.
#[derive(Clone, Debug)]
pub struct Part {
    /// The index of its first node there.
    pub start: usize,
    /// The tree itself.
    pub tree: Rc<Tree>,
}

/// A node as a reader of the tree meets it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Content<'a> {
    /// A run of text.
    Text(&'a str),
    /// An element; its children follow.
    Element(Element),
}

/// A place whose looks depend on the rest of the document: filled in from its tables, never by parsing.
#[derive(Clone, Debug, PartialEq)]
pub struct Slot {
    /// Index of the node.
    pub node: usize,
    /// What belongs there.
    pub kind: SlotKind,
}

/// What a [`Slot`] stands for.
#[derive(Clone, Debug, PartialEq)]
pub enum SlotKind {
    /// `href` or `src`, and `title`, of a reference link or image with this label.
    Reference(String),
    /// The `id` of a heading whose text gives this name; several headings may.
    HeadingId(String),
    /// The `id` that a heading was given.
    TakenId(String),
    /// A reference to the footnote with this label: `sup` with `a` with a number.
    FootnoteReference(String),
    /// A closing quote, in a text or an `alt`, that nothing in the block opens: straight, unless enough are open before.
    Quote {
        /// Which one.
        quote: Quote,
        /// How many like it are before it in the block.
        nth: u32,
        /// How many bytes of the text are before it, where all such quotes are straight.
        at: u32,
    },
}

impl Tree {
    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// About how much memory it takes, in bytes.
    pub fn bytes(&self) -> usize {
        size_of::<Self>()
            + self.text.len()
            + self.nodes.len() * (size_of::<Node>() + size_of::<Span>())
            + self.attributes.len() * size_of::<(Attribute, Span)>()
            + self.slots.len() * size_of::<Slot>()
            + self.signs.len() * size_of::<Sign>()
    }

    /// The number of nodes.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The node at `index`.
    pub fn content(&self, index: usize) -> Content<'_> {
        match self.nodes[index].kind {
            Kind::Text(span) => Content::Text(self.str(span)),
            Kind::Element(element, _) => Content::Element(element),
        }
    }

    /// Tells the text of the node at `index` in parts: as it is, and signs with the length that they have in Hugo's HTML.
    pub fn parts_of_text(&self, index: usize, each: &mut dyn FnMut(&str, Option<usize>)) {
        let Content::Text(text) = self.content(index) else {
            return;
        };
        let signs = &self.signs[self
            .signs
            .partition_point(|sign| (sign.node as usize) < index)..];
        let mut rest = text;
        let (mut told, mut wider) = (0, 0);
        for sign in signs.iter().take_while(|sign| sign.node as usize == index) {
            let at = sign.at as usize + wider;
            let len = sign.len as usize;
            let is_straight = sign.may_be_straight && text[at..].starts_with(['"', '\'']);
            if is_straight {
                continue;
            }
            let (before, after) = rest.split_at(at - told);
            let (shown, after) = after.split_at(len);
            each(before, None);
            each(shown, Some(sign.html as usize));
            (rest, told) = (after, at + len);
            if sign.may_be_straight {
                wider += len - 1;
            }
        }
        each(rest, None);
    }

    /// The attributes of the node at `index`.
    pub fn attributes(&self, index: usize) -> impl Iterator<Item = (Attribute, &str)> + Clone {
        let range = match self.nodes[index].kind {
            Kind::Element(_, (from, to)) => from as usize..to as usize,
            Kind::Text(_) => 0..0,
        };
        self.attributes[range]
            .iter()
            .map(|&(name, span)| (name, self.str(span)))
    }

    /// The index after the node at `index` and all below it: its next sibling's, or its parent's end.
    pub fn end(&self, index: usize) -> usize {
        index + self.nodes[index].size as usize
    }

    /// The indices of the nodes at the top.
    pub fn roots(&self) -> Children<'_> {
        Children {
            tree: self,
            next: 0,
            end: self.nodes.len(),
        }
    }

    /// The indices of the children of the node at `index`.
    pub fn children(&self, index: usize) -> Children<'_> {
        Children {
            tree: self,
            next: index + 1,
            end: self.end(index),
        }
    }

    /// The byte range of the block's source that the node at `index` was written as.
    pub fn source(&self, index: usize) -> Range<usize> {
        let (from, to) = self.sources[index];
        from as usize..to as usize
    }

    /// The places to be filled in from the document's tables.
    pub fn slots(&self) -> &[Slot] {
        &self.slots
    }

    /// Whether the node at `index` is a heading of raw HTML, which Markdown does not know of.
    pub fn is_raw_heading(&self, index: usize) -> bool {
        self.raw_headings.binary_search(&(index as u32)).is_ok()
    }

    /// Whether node `a` of this tree and node `b` of `other` look the same, with all below them.
    /// Source ranges do not count.
    pub fn same(&self, a: usize, other: &Tree, b: usize) -> bool {
        let len = self.nodes[a].size;
        len == other.nodes[b].size && self.same_nodes(a, other, b, len as usize)
    }

    /// Whether so many nodes from `a` on look the same as those of `other` from `b` on. A part of both is not looked
    /// into.
    fn same_nodes(&self, a: usize, other: &Tree, b: usize, len: usize) -> bool {
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
            if let (Some(mine), Some(theirs)) = (mine, theirs) {
                if Rc::ptr_eq(&mine.tree, &theirs.tree) {
                    // It may go on after the nodes that are asked for.
                    n += mine.tree.len();
                    continue;
                }
            }
            if !self.same_node(a + n, other, b + n) {
                return false;
            }
            n += 1;
        }
        true
    }

    /// Whether two nodes look the same by themselves.
    pub fn same_node(&self, a: usize, other: &Tree, b: usize) -> bool {
        self.nodes[a].size == other.nodes[b].size
            && self.content(a) == other.content(b)
            && self.attributes(a).eq(other.attributes(b))
    }

    /// The text of the node at `index` and below.
    pub fn text_of(&self, index: usize) -> String {
        (index..self.end(index))
            .filter_map(|node| match self.content(node) {
                Content::Text(text) => Some(text),
                Content::Element(_) => None,
            })
            .collect()
    }

    /// The text of the heading at `index`, without the numbers of footnotes.
    pub fn title_of(&self, index: usize) -> String {
        // Those of a heading were noted while it was open, or right after it.
        let first = self.slots.partition_point(|slot| slot.node < index);
        let own = self.slots[first..]
            .iter()
            .take_while(|slot| slot.node < self.end(index));
        self.title(index, own.collect::<Vec<_>>().into_iter().rev().collect())
    }

    /// Likewise; `slots` are at least those below it, from the last one on.
    pub fn title(&self, index: usize, mut slots: Vec<&Slot>) -> String {
        slots.retain(|slot| {
            slot.node >= index && matches!(slot.kind, SlotKind::FootnoteReference(_))
        });
        let mut title = String::new();
        let mut node = index;
        while node < self.end(index) {
            if slots.pop_if(|slot| slot.node == node).is_some() {
                node = self.end(node);
                continue;
            }
            if let Content::Text(text) = self.content(node) {
                title.push_str(text);
            }
            node += 1;
        }
        title
    }

    /// Whether a node has a name, or will be given one, or leads to one.
    pub fn has_anchors(&self) -> bool {
        let is_named = |slot: &Slot| matches!(slot.kind, SlotKind::HeadingId(_));
        self.slots.iter().any(is_named)
            || self.attributes.iter().any(|&(name, span)| {
                name == Attribute::Id || name == Attribute::Href && self.str(span).starts_with('#')
            })
    }

    /// Sets the text of the text node at `index`; returns whether it differs from before.
    pub fn set_text(&mut self, index: usize, text: &str) -> bool {
        let Kind::Text(span) = self.nodes[index].kind else {
            return false;
        };
        let changed = self.str(span) != text;
        if changed {
            self.nodes[index].kind = Kind::Text(self.store(text));
            self.waste((span.1 - span.0) as usize);
        }
        changed
    }

    /// Sets, or with `None` removes, an attribute of the element at `index`; returns whether that changed anything.
    /// A value that is not on the allowlist counts as `None`.
    pub fn set_attribute(&mut self, index: usize, name: Attribute, value: Option<&str>) -> bool {
        let Kind::Element(element, (from, to)) = self.nodes[index].kind else {
            return false;
        };
        let value = value.filter(|value| allow::allows(element, name, value));
        let before = self
            .attributes(index)
            .find(|(n, _)| *n == name)
            .map(|(_, v)| v);
        if before == value {
            return false;
        }
        let replaced = before.map_or(0, str::len) + (to - from) as usize * size_of::<Span>();
        let mut list = self.attributes[from as usize..to as usize].to_vec();
        let span = self.store(value.unwrap_or_default());
        // In its place, so that the order does not tell what was there before.
        match (list.iter().position(|(n, _)| *n == name), value) {
            (Some(at), Some(_)) => list[at].1 = span,
            (None, Some(_)) => list.push((name, span)),
            _ => list.retain(|(n, _)| *n != name),
        }
        let from = self.attributes.len() as u32;
        self.attributes.extend(list);
        self.nodes[index].kind = Kind::Element(element, (from, self.attributes.len() as u32));
        self.waste(replaced);
        true
    }

    /// Notes that so many bytes are of no use any more. Where they are most of all, they are given up.
    fn waste(&mut self, bytes: usize) {
        self.waste += bytes;
        if self.waste < 1000 + self.text.len() / 2 {
            return;
        }
        let old = std::mem::take(self);
        self.nodes.reserve(old.nodes.len());
        for (index, node) in old.nodes.iter().enumerate() {
            let kind = match node.kind {
                Kind::Text(span) => Kind::Text(self.store(old.str(span))),
                Kind::Element(element, _) => {
                    let from = self.attributes.len() as u32;
                    for (name, value) in old.attributes(index) {
                        let span = self.store(value);
                        self.attributes.push((name, span));
                    }
                    Kind::Element(element, (from, self.attributes.len() as u32))
                }
            };
            self.nodes.push(Node {
                kind,
                size: node.size,
            });
        }
        self.slots = old.slots;
        self.signs = old.signs;
        self.sources = old.sources;
        self.raw_headings = old.raw_headings;
        self.parts = old.parts;
    }

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

    /// The trees that it was put together from by [`append`](Self::append), where they are left as they were.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// Appends a copy of `other`, without its slots; so many bytes of source are before its own. Returns the index of
    /// its first node. `whole` says that none of its nodes will be told to [end](Self::end_at) elsewhere.
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
                Kind::Text(span) => Kind::Text(moved(span, text)),
                Kind::Element(element, range) => Kind::Element(element, moved(range, attributes)),
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

    /// Puts the nodes between the element at `index` and `end` inside of it.
    pub fn end_at(&mut self, index: usize, end: usize) {
        self.nodes[index].size = (end - index) as u32;
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

impl PartialEq for Tree {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
            || self.len() == other.len()
                && self.signs == other.signs
                && self.same_nodes(0, other, 0, self.len())
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
    fn refused_attributes_are_left_out() {
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
    fn what_is_replaced_takes_no_room() {
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
