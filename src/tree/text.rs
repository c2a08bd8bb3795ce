//! The text of a part of a tree.

use std::borrow::Cow;

use super::{Content, Node, NodeKind, Slot, SlotKind, Tree};
use crate::lines::Lines;

impl Tree {
    /// The text of the node at `index` and below.
    pub fn text_of(&self, index: usize) -> String {
        (index..self.end(index))
            .filter_map(|node| match self.content(node) {
                Content::Element(_) => None,
                text => text.text().map(Cow::into_owned),
            })
            .collect()
    }

    /// The text of the last node, if the tree has only one text, which nothing else depends on.
    pub fn last_text(&self) -> Option<Content<'_>> {
        let (last, before) = self.nodes.split_last()?;
        let is_text = |node: &Node| !matches!(node.kind, NodeKind::Element(..));
        let only = is_text(last) && !before.iter().any(is_text);
        (only && self.slots.is_empty() && self.signs.is_empty())
            .then(|| self.content(self.nodes.len() - 1))
    }

    /// The same tree with other lines as its [last text](Self::last_text), whose source ends at `end`: it is `grown` bytes
    /// longer, as that of the elements around it.
    pub fn with_lines(&self, lines: Lines, end: usize, grown: isize) -> Option<Self> {
        let last = self.nodes.len().checked_sub(1)?;
        let text = match self.nodes[last].kind {
            NodeKind::Text((from, to)) if to as usize == self.text.len() => from as usize,
            NodeKind::Lines => self.text.len(),
            _ => return None,
        };
        let mut tree = Self {
            nodes: self.nodes.clone(),
            attributes: self.attributes.clone(),
            text: self.text[..text].to_owned(),
            lines: Some(Box::new(lines)),
            sources: self.sources.clone(),
            ..Self::default()
        };
        tree.nodes[last].kind = NodeKind::Lines;
        for source in &mut tree.sources {
            source.1 = source.1.wrapping_add_signed(grown as i32);
        }
        tree.sources[last].1 = end as u32;
        Some(tree)
    }

    /// The text of the heading at `index`, without the numbers of footnotes.
    pub fn title_of(&self, index: usize) -> String {
        // A heading's slots were noted while it was open, or right after it: they are in order.
        let first = self.slots.partition_point(|slot| slot.node < index);
        let own = self.slots[first..]
            .iter()
            .take_while(|slot| slot.node < self.end(index));
        self.title(index, own.collect::<Vec<_>>().into_iter().rev().collect())
    }

    /// The same; `slots` holds at least those below it, the last one first.
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
}
