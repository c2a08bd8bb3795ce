//! `Builder`: makes a tree in document order, and refuses everything that is not on the allowlist.

mod copy;
mod raw;

use std::ops::Range;

use super::{Content, MAX_DEPTH, Node, NodeKind, Sign, Slot, SlotKind, Tree};
use crate::allow::{self, Attribute, Element};

pub use raw::UnbalancedTag;

/// Builds a [`Tree`] in document order. The only way to make one.
#[derive(Debug, Default)]
pub struct Builder {
    tree: Tree,
    open: Vec<OpenElement>,
    /// The raw tags that are in no Markdown element.
    top_tags: Vec<UnbalancedTag>,
    /// Whether one of those is an end tag without a start.
    stray: bool,
    /// How many elements are open that are not in the tree: they would nest deeper than [`MAX_DEPTH`].
    too_deep: usize,
    /// The first omitted element, in the block's source.
    flattened: Option<Range<usize>>,
    after: After,
}

/// An element that is open.
#[derive(Debug)]
struct OpenElement {
    node: usize,
    /// Whether it came from raw HTML, and may stay open.
    raw: bool,
}

/// The last step of the builder: decides what may join it.
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
    /// Returns its index, or `None` where it was omitted because it would nest too deep.
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

    /// Whether such an element is open.
    pub fn is_in(&self, element: Element) -> bool {
        let mut open = self
            .open
            .iter()
            .map(|open| &self.tree.nodes[open.node].kind);
        open.any(|kind| matches!(kind, NodeKind::Element(e, _) if *e == element))
    }

    /// Whether such an element was just opened and is empty.
    pub fn is_at_start_of(&self, element: Element) -> bool {
        let last = self.tree.nodes.last().map(|node| &node.kind);
        self.after == After::Open && matches!(last, Some(NodeKind::Element(e, _)) if *e == element)
    }

    fn begin(&mut self, element: Element, source: Range<usize>, raw: bool) -> usize {
        let at = self.tree.attributes.len() as u32;
        let node = self.push(NodeKind::Element(element, (at, at)), source);
        if !element.is_void() {
            self.open.push(OpenElement { node, raw });
        }
        self.after = After::Open;
        node
    }

    /// Ends elements until so many are open.
    fn end_until(&mut self, len: usize) {
        for open in self.open.drain(len..) {
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
        let NodeKind::Element(element, (from, to)) = self.tree.nodes[last].kind else {
            return;
        };
        if !allow::allows(element, name, value) {
            return;
        }
        let span = self.tree.store(value);
        self.tree.attributes.push((name, span));
        self.tree.nodes[last].kind = NodeKind::Element(element, (from, to + 1));
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
                NodeKind::Text((from, _)) => NodeKind::Text((from, self.tree.text.len() as u32)),
                kind => kind,
            };
            let end = &mut self.tree.sources[last].1;
            *end = (*end).max(source.end as u32);
        } else {
            let from = self.tree.text.len() as u32;
            self.append(text);
            let span = (from, self.tree.text.len() as u32);
            self.push(NodeKind::Text(span), source);
            self.after = After::Text;
        }
    }

    /// Lets the last text end after `len` bytes, and its source at `end`: another one begins there.
    pub(super) fn end_text(&mut self, len: usize, end: usize) {
        let last = self.tree.nodes.len() - 1;
        let NodeKind::Text((from, to)) = self.tree.nodes[last].kind else {
            return;
        };
        let cut = from + len as u32;
        if cut == to {
            self.after = After::Else;
            return;
        }
        self.tree.nodes[last].kind = NodeKind::Text((from, cut));
        let source = end..self.tree.sources[last].1 as usize;
        self.tree.sources[last].1 = end as u32;
        self.push(NodeKind::Text((cut, to)), source);
    }

    /// Notes that the last text ends with a sign of `len` bytes that Hugo writes as a reference of `html` characters; or
    /// with a straight quote in place of one.
    pub fn sign(&mut self, len: usize, html: usize, may_be_straight: bool) {
        let Some(text) = self.last_text() else {
            return;
        };
        let own = if may_be_straight { 1 } else { len };
        let at = (text.len() - own) as u32;
        self.tree.signs.push(Sign {
            node: self.tree.nodes.len() as u32 - 1,
            at,
            len: len as u32,
            html: html as u32,
            may_be_straight,
        });
    }

    /// Closes the element opened last. Returns its index, unless the element was omitted.
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

    /// Opens nothing: what follows, up to [`close`](Self::close), goes into the element around.
    pub fn open_nothing(&mut self) {
        self.too_deep += 1;
        self.after = After::Else;
    }

    /// Gives the element at `index`, whose tag is complete, an attribute unless it has that already.
    pub fn add_attribute(&mut self, index: usize, name: Attribute, value: &str) {
        if self.tree.attributes(index).all(|(other, _)| other != name) {
            self.tree.set_attribute(index, name, Some(value));
        }
    }

    /// Gives the list item that is open, and its list, the classes of GitHub's task lists.
    pub fn mark_task(&mut self) {
        if self.too_deep > 0 {
            return;
        }
        let mut in_item = false;
        for at in (0..self.open.len()).rev() {
            let node = self.open[at].node;
            match self.tree.content(node) {
                Content::Element(Element::Li) if !in_item => {
                    in_item = true;
                    self.add_attribute(node, Attribute::Class, "task-list-item");
                }
                Content::Element(Element::Ol | Element::Ul) if in_item => {
                    self.add_attribute(node, Attribute::Class, "contains-task-list");
                    return;
                }
                _ => {}
            }
        }
    }

    /// Closes the element opened last. Its source ends with that of its content.
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

    /// The same; where it has no content, its source is empty.
    pub fn close_part(&mut self) {
        if let (Some(own), 0) = (self.raw_from().checked_sub(1), self.too_deep) {
            let source = &mut self.tree.sources[self.open[own].node];
            source.1 = source.0;
        }
        self.close_with_content();
    }

    /// Adds a slot at the node at `index`.
    pub fn slot(&mut self, index: usize, kind: SlotKind) {
        self.tree.slots.push(Slot { node: index, kind });
    }

    /// The text that was added last, if nothing came after it.
    pub fn last_text(&self) -> Option<&str> {
        match self.tree.nodes.last()?.kind {
            NodeKind::Text(span) if self.after == After::Text => Some(self.tree.str(span)),
            _ => None,
        }
    }

    /// The tree as built so far.
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// The place of the first element that was omitted for nesting too deep.
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

    /// The same; the buffers, which grew while the tree did, stay for the next one.
    fn finish_copy(&mut self) -> Tree {
        self.end_until(0);
        let tree = Tree {
            nodes: self.tree.nodes.clone(),
            attributes: self.tree.attributes.clone(),
            text: self.tree.text.clone(),
            sources: self.tree.sources.clone(),
            slots: std::mem::take(&mut self.tree.slots),
            signs: std::mem::take(&mut self.tree.signs),
            raw_headings: std::mem::take(&mut self.tree.raw_headings),
            waste: std::mem::take(&mut self.tree.waste),
            ..Tree::default()
        };
        self.clear();
        tree
    }

    /// Forgets the tree, but for memory that the next one needs as well.
    pub fn clear(&mut self) {
        self.tree.nodes.clear();
        self.tree.attributes.clear();
        self.tree.text.clear();
        self.tree.sources.clear();
        self.tree.slots.clear();
        self.tree.signs.clear();
        self.tree.raw_headings.clear();
        self.tree.waste = 0;
        self.open.clear();
        self.top_tags.clear();
        self.stray = false;
        self.flattened = None;
        self.after = After::Else;
    }

    /// The element that is open, the innermost one; none below [`MAX_DEPTH`].
    pub fn element(&self) -> Option<Element> {
        let open = self.open.last().filter(|_| self.too_deep == 0)?;
        match self.tree.nodes[open.node].kind {
            NodeKind::Element(element, _) => Some(element),
            NodeKind::Text(_) => None,
        }
    }

    fn push(&mut self, kind: NodeKind, source: Range<usize>) -> usize {
        self.tree.nodes.push(Node { kind, size: 1 });
        self.tree
            .sources
            .push((source.start as u32, source.end as u32));
        self.tree.nodes.len() - 1
    }

    fn append(&mut self, text: &str) {
        if memchr::memchr(0, text.as_bytes()).is_some() {
            self.tree.text.push_str(&text.replace('\0', "\u{FFFD}"));
        } else {
            self.tree.text.push_str(text);
        }
    }
}
