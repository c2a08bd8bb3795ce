//! Fill in the slots of a tree: what a block shows of the rest of the document.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::allow::{Attribute, Element, UrlKind};
use crate::block::{Block, Definition, Label};
use crate::hugo::slug;
use crate::hugo::typographer::Open;
use crate::tree::{Content, Slot, SlotKind, Tree};
use crate::url;

/// Sets where the reference links and images of a block lead, in its footnotes too.
/// Returns the bytes that they take out of the limit on expansion.
pub fn links(block: &mut Block, definitions: &BTreeMap<Label, Rc<Definition>>) -> usize {
    let mut expansion = 0;
    let notes = block.notes.iter_mut().map(|note| &mut note.tree);
    for tree in std::iter::once(&mut block.tree).chain(notes) {
        let mut values = Vec::new();
        for slot in tree.slots() {
            let SlotKind::Reference(label) = &slot.kind else {
                continue;
            };
            let Some(found) = definitions.get(&Label::new(label.clone())) else {
                continue;
            };
            expansion += found.destination.len() + found.title.len();
            let (kind, name) = match tree.content(slot.node) {
                Content::Element(Element::Img) => (UrlKind::Image, Attribute::Src),
                _ => (UrlKind::Link, Attribute::Href),
            };
            let title = (!found.title.is_empty()).then(|| found.title.clone());
            values.push((
                slot.node,
                name,
                Some(url::checked(kind, &found.destination)),
            ));
            values.push((slot.node, Attribute::Title, title));
        }
        set(tree, &values);
    }
    expansion
}

/// Draws the closing quotes that a tree does not open itself, with so many open before it. Returns whether any changed.
pub fn quotes(tree: &mut Rc<Tree>, open: Open) -> bool {
    let mut changed = false;
    for index in 0..tree.slots().len() {
        let Slot {
            node,
            kind: SlotKind::Quote { quote, nth, at },
        } = tree.slots()[index]
        else {
            continue;
        };
        let [_, closing, straight] = quote.forms();
        let shown = if nth < open.of(quote) {
            closing
        } else {
            straight
        };
        let text = match tree.content(node) {
            Content::Text(text) => text,
            Content::Element(_) => {
                let mut attributes = tree.attributes(node);
                attributes
                    .find(|(name, _)| *name == Attribute::Alt)
                    .map_or("", |(_, alt)| alt)
            }
        };
        let Some((from, is)) = text.char_indices().nth(at as usize) else {
            continue;
        };
        if shown.starts_with(is) {
            continue;
        }
        let text = [&text[..from], shown, &text[from + is.len_utf8()..]].concat();
        let tree = Rc::make_mut(tree);
        if !tree.set_text(node, &text) {
            tree.set_attribute(node, Attribute::Alt, Some(&text));
        }
        changed = true;
    }
    changed
}

/// The names that headings have taken so far.
#[derive(Default)]
pub struct Names {
    taken: BTreeSet<String>,
    /// For each name the number to try next; all before it are taken.
    next: BTreeMap<String, usize>,
}

impl Names {
    /// Makes a name unique as goldmark does: with the first of `-1`, `-2` … that nobody has.
    fn unique(&mut self, base: &str) -> String {
        if self.taken.insert(base.to_owned()) {
            return base.to_owned();
        }
        let next = self.next.entry(base.to_owned()).or_insert(1);
        loop {
            let name = format!("{base}-{next}");
            *next += 1;
            if self.taken.insert(name.clone()) {
                return name;
            }
        }
    }
}

/// Gives the headings of one stem their ids, in document order over several calls.
pub fn headings(tree: &mut Rc<Tree>, stem: &str, names: &mut Names) {
    let values: Vec<_> = tree
        .slots()
        .iter()
        .filter_map(|slot| match &slot.kind {
            SlotKind::HeadingId(base) if slug::stem(base) == stem => {
                Some((slot.node, Attribute::Id, Some(names.unique(base))))
            }
            SlotKind::TakenId(id) => {
                names.taken.insert(id.clone());
                None
            }
            _ => None,
        })
        .collect();
    set(tree, &values);
}

/// Sets attributes; a tree in which nothing changes stays the very same.
pub fn set(tree: &mut Rc<Tree>, values: &[(usize, Attribute, Option<String>)]) {
    let current = |tree: &Tree, node, name| {
        tree.attributes(node)
            .find(|(n, _)| *n == name)
            .map(|(_, value)| value.to_owned())
    };
    if values
        .iter()
        .any(|(node, name, value)| current(tree, *node, *name) != *value)
    {
        let tree = Rc::make_mut(tree);
        for (node, name, value) in values {
            tree.set_attribute(*node, *name, value.as_deref());
        }
    }
}
