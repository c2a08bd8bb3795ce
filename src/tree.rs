//! `Tree`: what a block looks like, as nodes of the allowlist. HTML text and live DOM are both made from it.

use std::ops::Range;
use std::rc::Rc;

use crate::allow::{self, Attribute, Element};
use crate::hugo::typographer::Quote;
use crate::raw_html::nesting;

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
    sources: Vec<Span>,
    /// The headings that were written as raw HTML, in order.
    raw_headings: Vec<u32>,
    /// The trees that it was put together from, where they are left as they were, in order.
    parts: Vec<Part>,
    /// Bytes of the buffers that no node shows any more.
    waste: usize,
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
        let mut title = String::new();
        let mut node = index;
        while node < self.end(index) {
            let is_note = |slot: &Slot| {
                slot.node == node && matches!(slot.kind, SlotKind::FootnoteReference(_))
            };
            if self.slots.iter().any(is_note) {
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
            || self.len() == other.len() && self.same_nodes(0, other, 0, self.len())
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

/// Builds a [`Tree`] in document order. The only way to make one.
#[derive(Debug, Default)]
pub struct Builder {
    tree: Tree,
    open: Vec<Open>,
    /// The raw tags that are in no Markdown element.
    marks: Vec<Mark>,
    /// Whether one of them ends what it does not begin.
    stray: bool,
    /// Opened below [`MAX_DEPTH`], and not in the tree.
    too_deep: usize,
    /// What was left out first, in the block's source.
    flattened: Option<Range<usize>>,
    after: After,
}

/// An element that is open.
#[derive(Debug)]
struct Open {
    node: usize,
    /// Whether it came from raw HTML, and may be left open.
    raw: bool,
}

/// A raw tag at the top of a block that begins, or ends, what other blocks are in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// The node at this index begins, and has nothing inside in this tree.
    Open(usize),
    /// An end tag of this element, before the node at this index.
    Close(Element, usize),
}

/// What the builder did last: decides what may join it.
#[derive(Debug, Default, PartialEq)]
enum After {
    /// Opened an element, which may still be given attributes.
    Open,
    /// Added text, which more text continues.
    Text,
    #[default]
    Else,
}

impl Builder {
    /// Opens an element; what follows goes inside until [`close`](Self::close). A void element is closed at once.
    /// Returns its index, or `None` where it was left out because it would nest too deep.
    pub fn open(&mut self, element: Element, source: Range<usize>) -> Option<usize> {
        self.end_implied(element);
        if self.open.len() >= MAX_DEPTH {
            self.flattened.get_or_insert(source);
            if !element.is_void() {
                self.too_deep += 1;
            } else {
                self.after = After::Else;
            }
            return None;
        }
        Some(self.begin(element, source, false))
    }

    /// Opens an element for a start tag of raw HTML. It ends with its end tag, with the Markdown element that it is in,
    /// or, at the top, where [`finish_block`](Self::finish_block) says.
    pub fn open_raw(&mut self, element: Element, source: Range<usize>) {
        self.end_implied(element);
        if self.open.len() >= MAX_DEPTH || self.too_deep > 0 {
            self.flattened.get_or_insert(source);
            self.after = After::Else;
            return;
        }
        let at_top = self.raw_from() == 0;
        let index = self.begin(element, source, true);
        if at_top && !element.is_void() {
            self.marks.push(Mark::Open(index));
        }
        if element.heading_level().is_some() {
            self.tree.raw_headings.push(index as u32);
        }
    }

    /// Ends what an end tag of raw HTML ends. In a Markdown element it never reaches out of that.
    pub fn close_raw(&mut self, element: Element) {
        if element.is_void() || self.too_deep > 0 {
            return;
        }
        let from = self.raw_from();
        if from == 0 {
            self.marks.push(Mark::Close(element, self.tree.nodes.len()));
            self.after = After::Else;
        }
        match nesting::closed(self.raw_elements(from), element) {
            Some(at) => self.end_until(from + at),
            None => self.stray |= from == 0,
        }
    }

    /// Whether such an element is open.
    pub fn is_in(&self, element: Element) -> bool {
        let mut open = self
            .open
            .iter()
            .map(|open| &self.tree.nodes[open.node].kind);
        open.any(|kind| matches!(kind, Kind::Element(e, _) if *e == element))
    }

    /// Whether an element of this kind was just opened and nothing is in it yet.
    pub fn is_at_start_of(&self, element: Element) -> bool {
        let last = self.tree.nodes.last().map(|node| &node.kind);
        self.after == After::Open && matches!(last, Some(Kind::Element(e, _)) if *e == element)
    }

    fn begin(&mut self, element: Element, source: Range<usize>, raw: bool) -> usize {
        let at = self.tree.attributes.len() as u32;
        let node = self.push(Kind::Element(element, (at, at)), source);
        if !element.is_void() {
            self.open.push(Open { node, raw });
        }
        self.after = After::Open;
        node
    }

    /// Where the raw elements begin that are open in the innermost Markdown element.
    fn raw_from(&self) -> usize {
        let raw = self.open.iter().rev().take_while(|open| open.raw);
        self.open.len() - raw.count()
    }

    fn raw_elements(
        &self,
        from: usize,
    ) -> impl DoubleEndedIterator<Item = Element> + ExactSizeIterator {
        let nodes = &self.tree.nodes;
        self.open[from..]
            .iter()
            .map(|open| match nodes[open.node].kind {
                Kind::Element(element, _) => element,
                Kind::Text(_) => Element::Span,
            })
    }

    /// Ends the raw elements that `element` ends by beginning.
    fn end_implied(&mut self, element: Element) {
        if self.too_deep == 0 && self.open.last().is_some_and(|open| open.raw) {
            let from = self.raw_from();
            let keep = nesting::kept(self.raw_elements(from), element);
            self.end_until(from + keep);
        }
    }

    /// Ends elements until so many are open.
    fn end_until(&mut self, len: usize) {
        for open in self.open.split_off(len) {
            self.tree.nodes[open.node].size = (self.tree.nodes.len() - open.node) as u32;
            self.after = After::Else;
        }
    }

    /// Gives the element that was opened last an attribute, unless the allowlist refuses it.
    /// To be called before anything is put inside.
    pub fn attribute(&mut self, name: Attribute, value: &str) {
        let last = self.tree.nodes.len().wrapping_sub(1);
        if self.after != After::Open || self.too_deep > 0 {
            return;
        }
        let Kind::Element(element, (from, to)) = self.tree.nodes[last].kind else {
            return;
        };
        if !allow::allows(element, name, value) {
            return;
        }
        let span = self.tree.store(value);
        self.tree.attributes.push((name, span));
        self.tree.nodes[last].kind = Kind::Element(element, (from, to + 1));
    }

    /// Adds text. U+0000 becomes U+FFFD (CommonMark § 2.3).
    pub fn text(&mut self, text: &str, source: Range<usize>) {
        if text.is_empty() {
            return;
        }
        // Neighbours are one node, as a browser would have it.
        if self.after == After::Text {
            self.append(text);
            let last = self.tree.nodes.len() - 1;
            self.tree.nodes[last].kind = match self.tree.nodes[last].kind {
                Kind::Text((from, _)) => Kind::Text((from, self.tree.text.len() as u32)),
                ref kind => kind.clone(),
            };
            let end = &mut self.tree.sources[last].1;
            *end = (*end).max(source.end as u32);
        } else {
            let from = self.tree.text.len() as u32;
            self.append(text);
            let span = (from, self.tree.text.len() as u32);
            self.push(Kind::Text(span), source);
            self.after = After::Text;
        }
    }

    /// Closes the element opened last. Returns its index, unless it was left out.
    pub fn close(&mut self) -> Option<usize> {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return None;
        }
        let own = self.raw_from().saturating_sub(1);
        let index = self.open.get(own)?.node;
        self.end_until(own);
        Some(index)
    }

    /// Opens nothing: what follows, up to [`close`](Self::close), goes where it is.
    pub fn open_nothing(&mut self) {
        self.too_deep += 1;
        self.after = After::Else;
    }

    /// Gives the element at `index`, which is closed, an attribute that it does not have yet.
    pub fn add_attribute(&mut self, index: usize, name: Attribute, value: &str) {
        if self.tree.attributes(index).all(|(other, _)| other != name) {
            self.tree.set_attribute(index, name, Some(value));
        }
    }

    /// Closes the element opened last, whose source ends where that of its content does.
    pub fn close_with_content(&mut self) -> Option<usize> {
        let last = self.tree.sources.last().map(|source| source.1)?;
        if let (Some(own), 0) = (self.raw_from().checked_sub(1), self.too_deep) {
            let index = self.open[own].node;
            if index + 1 < self.tree.nodes.len() {
                self.tree.sources[index].1 = last;
            }
        }
        self.close()
    }

    /// Notes that the node at `index` is to be filled in from the document's tables.
    pub fn slot(&mut self, index: usize, kind: SlotKind) {
        self.tree.slots.push(Slot { node: index, kind });
    }

    /// The text that was added last, if nothing came after it.
    pub fn last_text(&self) -> Option<&str> {
        match self.tree.nodes.last()?.kind {
            Kind::Text(span) if self.after == After::Text => Some(self.tree.str(span)),
            _ => None,
        }
    }

    /// The tree as built so far.
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// Where the first element was that was left out for nesting too deep.
    pub fn flattened(&self) -> Option<Range<usize>> {
        self.flattened.clone()
    }

    /// Closes what is open and returns the tree.
    pub fn finish(mut self) -> Tree {
        self.end_until(0);
        self.tree.nodes.shrink_to_fit();
        self.tree.attributes.shrink_to_fit();
        self.tree.text.shrink_to_fit();
        self.tree.sources.shrink_to_fit();
        self.tree
    }

    /// Returns the tree of a block that others may be in: where its raw tags do not balance, what they begin has
    /// nothing inside, and they are told.
    pub fn finish_block(mut self) -> (Tree, Vec<Mark>) {
        self.too_deep = 0;
        while self.open.iter().any(|open| !open.raw) {
            self.close();
        }
        let mut marks = std::mem::take(&mut self.marks);
        if self.stray || !self.open.is_empty() {
            for mark in &marks {
                if let Mark::Open(node) = *mark {
                    self.tree.nodes[node].size = 1;
                }
            }
            self.open.clear();
        } else {
            marks = Vec::new();
        }
        (self.finish(), marks)
    }

    /// Adds a copy of `other` as children of what is open; its source ranges are kept, its slots are not.
    /// Where its last root is a `last`, that is left open, and the answer is true.
    pub fn graft(&mut self, other: &Tree, last: Option<Element>) -> bool {
        let open = self.copy_open(other, 0, &|source| source);
        let stays = last.is_some_and(|last| {
            other.roots().last().map(|root| other.content(root)) == Some(Content::Element(last))
        });
        for _ in usize::from(stays)..open {
            self.close();
        }
        stays
    }

    /// Adds a copy of the nodes of `other` from the one at `first` on; `source` tells where each is in the source.
    pub fn copy(
        &mut self,
        other: &Tree,
        first: usize,
        source: &dyn Fn(Range<usize>) -> Range<usize>,
    ) {
        for _ in 0..self.copy_open(other, first, source) {
            self.close();
        }
    }

    /// Likewise, but for the ends of the last ones: returns how many are open.
    fn copy_open(
        &mut self,
        other: &Tree,
        first: usize,
        source: &dyn Fn(Range<usize>) -> Range<usize>,
    ) -> usize {
        let mut ends: Vec<usize> = Vec::new();
        for index in first..other.len() {
            while ends.pop_if(|end| *end <= index).is_some() {
                self.close();
            }
            let source = source(other.source(index));
            match other.content(index) {
                Content::Text(text) => self.text(text, source),
                Content::Element(element) => {
                    self.open(element, source);
                    for (name, value) in other.attributes(index) {
                        self.attribute(name, value);
                    }
                    if !element.is_void() {
                        ends.push(other.end(index));
                    }
                }
            }
        }
        ends.len()
    }

    /// The element that is open, the innermost one; none below [`MAX_DEPTH`].
    pub fn element(&self) -> Option<Element> {
        let open = self.open.last().filter(|_| self.too_deep == 0)?;
        match self.tree.nodes[open.node].kind {
            Kind::Element(element, _) => Some(element),
            Kind::Text(_) => None,
        }
    }

    /// Closes the element opened last; takes it out if nothing is in it.
    pub fn close_or_drop(&mut self) {
        let last = self.tree.nodes.len().wrapping_sub(1);
        let open = self.open.last().filter(|_| self.too_deep == 0);
        let is_empty = open.is_some_and(|open| open.node == last && !open.raw);
        if is_empty && self.tree.attributes(last).count() == 0 {
            self.open.pop();
            self.tree.nodes.pop();
            self.tree.sources.pop();
            self.after = After::Else;
        } else {
            self.close();
        }
    }

    /// Notes that the headings from the node at `from` on are none of the Markdown's.
    pub fn raw_headings(&mut self, from: usize) {
        for index in from..self.tree.nodes.len() {
            if let Kind::Element(element, _) = self.tree.nodes[index].kind {
                if element.heading_level().is_some() {
                    self.tree.raw_headings.push(index as u32);
                }
            }
        }
    }

    fn push(&mut self, kind: Kind, source: Range<usize>) -> usize {
        self.tree.nodes.push(Node { kind, size: 1 });
        self.tree
            .sources
            .push((source.start as u32, source.end as u32));
        self.tree.nodes.len() - 1
    }

    fn append(&mut self, text: &str) {
        if text.contains('\0') {
            self.tree.text.push_str(&text.replace('\0', "\u{FFFD}"));
        } else {
            self.tree.text.push_str(text);
        }
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
