//! `Definitions`: the tables across blocks: which blocks define a label, which use it, which headings share a name.

use crate::map::Map;
use std::rc::Rc;

use crate::block::{Block, Definition};
use crate::blocks::{Blocks, Key};
use crate::hugo::slug::stem;
use crate::label::Label;
use crate::tree::{SlotKind, Tree};

/// The tables. Maps are ordered trees, because an author chooses the keys and hashes are not random in wasm; all of
/// one type, because each type of map is code of its own.
#[derive(Debug, Default)]
pub struct Definitions {
    links: Table,
    notes: Table,
    /// By [`stem`]: those that may take each other's `id`.
    headings: Map<Label, Vec<Key>>,
    /// Blocks with footnotes or references to them, in document order.
    footnotes: Vec<Key>,
}

/// The blocks that define a label, and those that use it.
#[derive(Debug, Default)]
struct Table {
    /// In document order: the first one counts.
    definers: Map<Label, Vec<Key>>,
    /// In the order of the keys.
    users: Map<Label, Vec<Key>>,
}

impl Definitions {
    /// Enters a block, which must be in `blocks` already.
    pub fn add(&mut self, key: Key, blocks: &Blocks) {
        let block = &blocks[key];
        for (label, _) in &block.definitions {
            insert(
                self.links
                    .definers
                    .or_insert(label.clone(), Default::default()),
                key,
                blocks,
            );
        }
        for label in &block.uses {
            insert_user(&mut self.links.users, label, key);
        }
        for label in note_labels(block) {
            insert(
                self.notes.definers.or_insert(label, Default::default()),
                key,
                blocks,
            );
        }
        for label in &block.note_uses {
            insert_user(&mut self.notes.users, label, key);
        }
        for stem in stems(&block.rendered.tree) {
            insert(
                self.headings.or_insert(stem, Default::default()),
                key,
                blocks,
            );
        }
        if has_footnotes(block) {
            insert(&mut self.footnotes, key, blocks);
        }
    }

    /// Takes out what [`add`](Self::add) entered, while the block is still in `blocks`.
    pub fn remove(&mut self, key: Key, blocks: &Blocks) {
        let block = &blocks[key];
        for (label, _) in &block.definitions {
            forget(&mut self.links.definers, label, key, blocks);
        }
        for label in &block.uses {
            forget_user(&mut self.links.users, label, key);
        }
        for label in note_labels(block) {
            forget(&mut self.notes.definers, &label, key, blocks);
        }
        for label in &block.note_uses {
            forget_user(&mut self.notes.users, label, key);
        }
        for stem in stems(&block.rendered.tree) {
            forget(&mut self.headings, &stem, key, blocks);
        }
        if has_footnotes(block) {
            take(&mut self.footnotes, key, blocks);
        }
    }

    /// The definition that counts for this label: the first in the document.
    pub fn link<'a>(&self, label: &Label, blocks: &'a Blocks) -> Option<&'a Rc<Definition>> {
        let first = self.links.definers.get(label)?.first()?;
        let definitions = &blocks[*first].definitions;
        let at = definitions.binary_search_by(|(l, _)| l.cmp(label)).ok()?;
        Some(&definitions[at].1)
    }

    /// Every link label that is defined.
    pub fn labels(&self) -> impl Iterator<Item = &Label> {
        self.links.definers.keys()
    }

    /// The blocks that define this link label, in document order.
    pub fn link_definers(&self, label: &Label) -> &[Key] {
        self.links.definers.get(label).map_or(&[], Vec::as_slice)
    }

    /// The blocks in which this link label is looked up.
    pub fn link_users(&self, label: &Label) -> impl Iterator<Item = Key> {
        self.links.users.get(label).into_iter().flatten().copied()
    }

    /// The blocks that define a footnote with this label, in document order.
    pub fn note_definers(&self, label: &Label) -> &[Key] {
        self.notes.definers.get(label).map_or(&[], Vec::as_slice)
    }

    /// The blocks that may refer to a footnote with this label.
    pub fn note_users(&self, label: &Label) -> impl Iterator<Item = Key> {
        self.notes.users.get(label).into_iter().flatten().copied()
    }

    /// The blocks with headings of this stem, in document order.
    pub fn headings(&self, stem: &Label) -> &[Key] {
        self.headings.get(stem).map_or(&[], Vec::as_slice)
    }

    /// Every stem that some heading has.
    pub fn stems(&self) -> impl Iterator<Item = &Label> {
        self.headings.keys()
    }

    /// The blocks with footnotes or references to them, in document order.
    pub fn footnotes(&self) -> &[Key] {
        &self.footnotes
    }
}

/// The labels of the footnotes that a block defines.
pub fn note_labels(block: &Block) -> Vec<Label> {
    block
        .rendered
        .notes
        .iter()
        .map(|note| Label::new(note.label.clone()))
        .collect()
}

/// The stems of the headings in a tree. They are compared as labels are, which may take two for one: each name is
/// made unique by itself.
pub fn stems(tree: &Tree) -> Vec<Label> {
    let named = tree.slots().iter().filter_map(|slot| match &slot.kind {
        SlotKind::HeadingId(name) | SlotKind::TakenId(name) => Some(stem(name)),
        _ => None,
    });
    named.collect()
}

/// Whether a block takes part in the numbering of footnotes.
pub fn has_footnotes(block: &Block) -> bool {
    let refers = |slot: &crate::tree::Slot| matches!(slot.kind, SlotKind::FootnoteReference(_));
    !block.rendered.notes.is_empty() || block.rendered.tree.slots().iter().any(refers)
}

/// Inserts in document order; at the end, as when a whole document is entered, without a search.
pub fn insert(keys: &mut Vec<Key>, key: Key, blocks: &Blocks) {
    let index = blocks.index(key);
    let at = match keys.last() {
        Some(&last) if blocks.index(last) > index => {
            keys.partition_point(|&k| blocks.index(k) < index)
        }
        _ => keys.len(),
    };
    if keys.get(at) != Some(&key)
        && at.checked_sub(1).and_then(|before| keys.get(before)) != Some(&key)
    {
        keys.insert(at, key);
    }
}

/// Takes a block out of a list in document order, if it is there; from the end without a search.
pub fn take(keys: &mut Vec<Key>, key: Key, blocks: &Blocks) {
    if keys.last() == Some(&key) {
        keys.pop();
        return;
    }
    let index = blocks.index(key);
    let at = keys.partition_point(|&k| blocks.index(k) < index);
    if keys.get(at) == Some(&key) {
        keys.remove(at);
    }
}

fn forget(table: &mut Map<Label, Vec<Key>>, label: &Label, key: Key, blocks: &Blocks) {
    if let Some(keys) = table.get_mut(label) {
        take(keys, key, blocks);
        if keys.is_empty() {
            table.remove(label);
        }
    }
}

fn insert_user(table: &mut Map<Label, Vec<Key>>, label: &Label, key: Key) {
    let users = table.or_insert(label.clone(), Default::default());
    if let Err(at) = users.binary_search(&key) {
        users.insert(at, key);
    }
}

fn forget_user(table: &mut Map<Label, Vec<Key>>, label: &Label, key: Key) {
    if let Some(users) = table.get_mut(label) {
        if let Ok(at) = users.binary_search(&key) {
            users.remove(at);
        }
        if users.is_empty() {
            table.remove(label);
        }
    }
}
