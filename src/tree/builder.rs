//! `Builder`: makes a tree in document order, and takes only what the allowlist has.

use std::ops::Range;

use super::{Content, Kind, MAX_DEPTH, Node, Sign, Slot, SlotKind, Tree};
use crate::allow::{self, Attribute, Element};
use crate::raw_html::nesting;

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

    /// Notes that the text that was added last ends with a sign of `len` bytes that Hugo writes as a reference of `html`
    /// characters; or with a straight quote in the place of one.
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

    /// Gives the element at `index`, whose tag is complete, an attribute that it does not have yet.
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
                Content::Text(_) => other.parts_of_text(index, &mut |text, html| {
                    self.text(text, source.clone());
                    if let Some(html) = html {
                        self.sign(text.len(), html, false);
                    }
                }),
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
