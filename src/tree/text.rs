//! The text of a part of a tree.

use super::{Content, Node, NodeKind, Slot, SlotKind, Tree};

impl Tree {
    /// The text of the node at `index` and below.
    pub fn text_of(&self, index: usize) -> String {
        (index..self.end(index))
            .filter_map(|node| match self.content(node) {
                Content::Text(text) => Some(text),
                Content::Element(_) => None,
            })
            .collect()
    }

    /// The text of the last node, if the tree has only one text, which nothing else depends on.
    pub fn last_text(&self) -> Option<&str> {
        let (last, before) = self.nodes.split_last()?;
        let is_text = |node: &Node| matches!(node.kind, NodeKind::Text(_));
        if before.iter().any(is_text) || !self.slots.is_empty() || !self.signs.is_empty() {
            return None;
        }
        match last.kind {
            NodeKind::Text(span) => Some(self.str(span)),
            NodeKind::Element(..) => None,
        }
    }

    /// The same tree with another [last text](Self::last_text), of which the source ends at `end`.
    pub fn with_last_text(&self, text: &str, end: usize) -> Option<Self> {
        let last = self.nodes.len().checked_sub(1)?;
        let NodeKind::Text((from, to)) = self.nodes[last].kind else {
            return None;
        };
        if to as usize != self.text.len() {
            return None;
        }
        let mut tree = Self {
            nodes: self.nodes.clone(),
            attributes: self.attributes.clone(),
            text: String::with_capacity(from as usize + text.len()),
            sources: self.sources.clone(),
            ..Self::default()
        };
        tree.text.push_str(&self.text[..from as usize]);
        tree.nodes[last].kind = NodeKind::Text(tree.store(text));
        let was = self.sources[last].1;
        for source in &mut tree.sources {
            if source.1 >= was {
                source.1 = source.1 - was + end as u32;
            }
        }
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
