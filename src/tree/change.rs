//! Changes of a finished tree: slots are filled in, again whenever the rest of the document changes.

use super::{Node, NodeKind, Span, Tree};
use crate::allow::{self, Attribute};

impl Tree {
    /// Sets the text of the text node at `index`; returns whether it differs from before.
    pub fn set_text(&mut self, index: usize, text: &str) -> bool {
        let NodeKind::Text(span) = self.nodes[index].kind else {
            return false;
        };
        let changed = self.str(span) != text;
        if changed {
            self.nodes[index].kind = NodeKind::Text(self.store(text));
            self.waste((span.1 - span.0) as usize);
        }
        changed
    }

    /// Sets, or with `None` removes, an attribute of the element at `index`; returns whether that changed anything.
    /// A value that is not on the allowlist counts as `None`.
    pub fn set_attribute(&mut self, index: usize, name: Attribute, value: Option<&str>) -> bool {
        let NodeKind::Element(element, (from, to)) = self.nodes[index].kind else {
            return false;
        };
        let value = value.filter(|value| allow::allows(element, name, value));
        let (at, before) = match self
            .attributes(index)
            .enumerate()
            .find(|(_, (n, _))| *n == name)
        {
            Some((at, (_, before))) => (Some(at), Some(before)),
            None => (None, None),
        };
        if before == value {
            return false;
        }
        let mut replaced = before.map_or(0, str::len);
        let span = self.store(value.unwrap_or_default());
        if let (Some(at), Some(_)) = (at, value) {
            // At the same position: the order must not depend on earlier values.
            self.attributes[from as usize + at].1 = span;
            self.waste(replaced);
            return true;
        }
        let mut list = self.attributes[from as usize..to as usize].to_vec();
        replaced += list.len() * size_of::<Span>();
        match at {
            Some(at) => drop(list.remove(at)),
            None => list.push((name, span)),
        }
        let from = self.attributes.len() as u32;
        self.attributes.extend(list);
        self.nodes[index].kind = NodeKind::Element(element, (from, self.attributes.len() as u32));
        self.waste(replaced);
        true
    }

    /// Counts bytes that no node shows any more. Once they outweigh the rest, the buffers are written again without them.
    fn waste(&mut self, bytes: usize) {
        self.waste += bytes;
        if self.waste < 1000 + self.text.len() / 2 {
            return;
        }
        let old = std::mem::take(self);
        self.nodes.reserve(old.nodes.len());
        for (index, node) in old.nodes.iter().enumerate() {
            self.push_copy(&old, index, node.size);
        }
        self.slots = old.slots;
        self.signs = old.signs;
        self.sources = old.sources;
        self.raw_headings = old.raw_headings;
        self.parts = old.parts;
        self.joins_blocks = old.joins_blocks;
        self.chunks = old.chunks;
        self.node_of_chunks = old.node_of_chunks;
        self.new_chunks = old.new_chunks;
    }

    /// Appends a copy of the node of `other` at `index`, which is in none of its chunks, without its source.
    pub(super) fn push_copy(&mut self, other: &Self, index: usize, size: u32) {
        let kind = match other.nodes[index].kind {
            NodeKind::Text(span) => NodeKind::Text(self.store(other.str(span))),
            NodeKind::Element(element, _) => {
                let from = self.attributes.len() as u32;
                for (name, value) in other.attributes(index) {
                    let span = self.store(value);
                    self.attributes.push((name, span));
                }
                NodeKind::Element(element, (from, self.attributes.len() as u32))
            }
        };
        self.nodes.push(Node { kind, size });
    }
}
