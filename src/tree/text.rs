//! The text of a part of a tree.

use super::{Content, Slot, SlotKind, Tree};

impl Tree {
    /// The text of the node at `index` and below.
    pub fn text_of(&self, index: usize) -> String {
        (index..self.end(index))
            .filter_map(|node| self.content(node).text())
            .collect()
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
