//! Elements of raw HTML. Their tags need not balance: in a Markdown element all end with that at the latest; at the
//! top of a block one may begin or end what other blocks are in.

use std::ops::Range;

use super::{After, Builder};
use crate::allow::Element;
use crate::tree::nesting;
use crate::tree::{MAX_DEPTH, NodeKind, Tree};

/// A raw tag at the top of a block that begins or ends an element that other blocks are in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnbalancedTag {
    /// The node at this index begins, and has nothing inside in this tree.
    Start(usize),
    /// An end tag of this element, before the node at this index.
    End(Element, usize),
}

impl Builder {
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
            self.top_tags.push(UnbalancedTag::Start(index));
        }
        if element.heading_level().is_some() {
            self.tree.raw_headings.push(index as u32);
        }
    }

    /// Ends the elements that an end tag of raw HTML ends. In a Markdown element the tag never reaches out of that.
    pub fn close_raw(&mut self, element: Element) {
        if element.is_void() || self.too_deep > 0 {
            return;
        }
        let from = self.raw_from();
        if from == 0 {
            self.top_tags
                .push(UnbalancedTag::End(element, self.tree.nodes.len()));
            self.after = After::Else;
        }
        match nesting::closed(self.raw_elements(from), element) {
            Some(at) => self.end_until(from + at),
            None => self.stray |= from == 0,
        }
    }

    /// Whether a raw element is open.
    pub fn has_open_html(&self) -> bool {
        self.open.iter().any(|open| open.raw)
    }

    /// The index of the first raw element that is open in the innermost Markdown element.
    pub(super) fn raw_from(&self) -> usize {
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
                NodeKind::Element(element, _) => element,
                NodeKind::Text(_) => Element::Span,
            })
    }

    /// Ends the raw elements that `element` ends by beginning.
    pub(super) fn end_implied(&mut self, element: Element) {
        if self.too_deep == 0 && self.open.last().is_some_and(|open| open.raw) {
            let from = self.raw_from();
            let keep = nesting::kept(self.raw_elements(from), element);
            self.end_until(from + keep);
        }
    }

    /// Returns the tree of a block that others may be in, with its raw tags where those do not balance: the elements that
    /// they begin are then empty in this tree. The builder is as new, but has its memory for the next tree.
    pub fn finish_block(&mut self) -> (Tree, Vec<UnbalancedTag>) {
        let is_balanced = self.end_block();
        let mut tags = std::mem::take(&mut self.top_tags);
        if is_balanced {
            tags = Vec::new();
        } else {
            for tag in &tags {
                if let UnbalancedTag::Start(node) = *tag {
                    self.tree.nodes[node].size = 1;
                }
            }
            self.open.clear();
        }
        (self.finish_copy(), tags)
    }

    /// The tree of a block that no others are in; `None` where raw tags do not balance. To be [cleared](Self::clear) after that.
    pub fn whole(&mut self) -> Option<&mut Tree> {
        let is_balanced = self.end_block();
        self.end_until(0);
        is_balanced.then_some(&mut self.tree)
    }

    /// Closes the elements of Markdown; returns whether the raw tags around them balance.
    fn end_block(&mut self) -> bool {
        self.too_deep = 0;
        while self.open.iter().any(|open| !open.raw) {
            self.close();
        }
        !self.stray && self.open.is_empty()
    }

    /// Marks the headings from the node at `from` on as raw HTML.
    pub fn raw_headings(&mut self, from: usize) {
        for index in from..self.tree.nodes.len() {
            if let NodeKind::Element(element, _) = self.tree.nodes[index].kind
                && element.heading_level().is_some()
            {
                self.tree.raw_headings.push(index as u32);
            }
        }
    }
}
