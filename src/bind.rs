//! Fill in the slots of a tree: what a block shows of the rest of the document.

use crate::map::Map;
use std::rc::Rc;

use crate::allow::{Attribute, Element, UrlKind};
use crate::block::{Block, Definition};
use crate::hugo::slug;
use crate::hugo::typographer::{OpenQuotes, Signs};
use crate::label::Label;
use crate::tree::{Content, Slot, SlotKind, Tree};
use crate::url;

/// Sets where the reference links and images of a block lead, in its footnotes too.
/// Returns the bytes that they take out of the limit on expansion.
///
/// `definitions` has what the labels that the block uses mean, in the labels' order.
pub fn links(block: &mut Block, definitions: &[(Label, Rc<Definition>)]) -> usize {
    let notes = block.rendered.notes.iter_mut().map(|note| &mut note.tree);
    let trees = std::iter::once(&mut block.rendered.tree).chain(notes);
    links_of(trees, definitions)
}

/// The same for trees.
pub fn links_of<'t>(
    trees: impl IntoIterator<Item = &'t mut Rc<Tree>>,
    definitions: &[(Label, Rc<Definition>)],
) -> usize {
    let mut expansion = 0;
    for tree in trees {
        let mut values = Vec::new();
        for slot in tree.slots() {
            let SlotKind::Reference(label) = &slot.kind else {
                continue;
            };
            let label = Label::new(label.clone());
            let Ok(at) = definitions.binary_search_by(|(l, _)| l.cmp(&label)) else {
                continue;
            };
            let found = &definitions[at].1;
            expansion += found.cost;
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
pub fn quotes(tree: &mut Rc<Tree>, open: OpenQuotes, signs: Option<&Signs>) -> bool {
    let quote = |slot: &Slot| match slot.kind {
        SlotKind::Quote { quote, nth, at } => Some((slot.node, quote, nth, at as usize)),
        _ => None,
    };
    let quotes: Vec<_> = tree.slots().iter().filter_map(quote).collect();
    let mut changed = false;
    // Those of one text follow each other.
    for quotes in quotes.chunk_by(|a, b| a.0 == b.0) {
        let node = quotes[0].0;
        let text = match tree.content(node) {
            Content::Text(text) => text,
            Content::Element(_) => {
                let mut attributes = tree.attributes(node);
                attributes
                    .find(|(name, _)| *name == Attribute::Alt)
                    .map_or("", |(_, alt)| alt)
            }
        };
        let mut drawn = String::with_capacity(text.len());
        let mut rest = text;
        let mut before = 0;
        for &(_, quote, nth, at) in quotes {
            let [_, closing, straight] = signs.map_or(quote.forms(), |signs| signs.forms(quote));
            let (kept, after) = rest.split_at(at - before);
            drawn.push_str(kept);
            drawn.push_str(if nth < open.of(quote) {
                closing
            } else {
                straight
            });
            rest = after
                .strip_prefix(closing)
                .or(after.strip_prefix(straight))
                .unwrap_or(after);
            before = at + straight.len();
        }
        drawn.push_str(rest);
        if drawn != text {
            let tree = Rc::make_mut(tree);
            if !tree.set_text(node, &drawn) {
                tree.set_attribute(node, Attribute::Alt, Some(&drawn));
            }
            changed = true;
        }
    }
    changed
}

/// The names that headings of some stems, or of all, have taken so far.
pub struct Names {
    taken: Map<Label, Taken>,
    of_all: bool,
}

/// Each with the number to try next: all before that are taken, and are in no table, so that many headings of one name
/// are one entry.
type Taken = Map<String, usize>;

impl Names {
    /// Those of these stems, of which none is taken.
    pub fn of(stems: &[Label]) -> Self {
        let mut names = Self::of_all();
        for stem in stems {
            names.like(stem.clone());
        }
        names.of_all = false;
        names
    }

    /// Those of all stems.
    pub fn of_all() -> Self {
        Self {
            taken: Map::default(),
            of_all: true,
        }
    }

    /// The names of a stem, unless that is none of them.
    fn like(&mut self, stem: Label) -> Option<&mut Taken> {
        match self.of_all {
            true => Some(self.taken.or_insert(stem, Taken::default())),
            false => self.taken.get_mut(&stem),
        }
    }

    /// Notes that a name is taken.
    fn take(&mut self, name: &str) {
        if let Some(taken) = self.like(slug::stem(name)) {
            taken.or_insert(name.to_owned(), 1);
        }
    }

    /// Makes a name unique as goldmark does: with the first of `-1`, `-2` … that nobody has. `None` where it is of
    /// another stem.
    fn unique(&mut self, base: &str) -> Option<String> {
        let taken = self.like(slug::stem(base))?;
        let Some(&first) = taken.get(base) else {
            let is_free = !is_numbered(taken, base);
            taken.or_insert(base.to_owned(), 1);
            return if is_free {
                Some(base.to_owned())
            } else {
                self.unique(base)
            };
        };
        let mut next = first;
        let mut name = format!("{base}-{next}");
        while taken.contains_key(&name) {
            next += 1;
            name = format!("{base}-{next}");
        }
        if let Some(first) = taken.get_mut(base) {
            *first = next + 1;
        }
        Some(name)
    }
}

/// Whether a name is one of the numbered ones that a heading has got.
fn is_numbered(taken: &Taken, name: &str) -> bool {
    let number = name.rsplit_once('-').and_then(|(base, number)| {
        let given = *taken.get(base)?;
        let is_written_so = !number.starts_with(['0', '+']);
        Some(is_written_so && number.parse::<usize>().ok()? < given)
    });
    number.unwrap_or_default()
}

/// Gives the headings of some stems their ids, in document order over several calls.
pub fn headings(tree: &mut Rc<Tree>, names: &mut Names) {
    let values: Vec<_> = tree
        .slots()
        .iter()
        .filter_map(|slot| match &slot.kind {
            SlotKind::HeadingId(base) => {
                Some((slot.node, Attribute::Id, Some(names.unique(base)?)))
            }
            SlotKind::TakenId(id) => {
                names.take(id);
                None
            }
            _ => None,
        })
        .collect();
    set(tree, &values);
}

/// Sets attributes; a tree in which nothing changes stays the very same.
pub fn set(tree: &mut Rc<Tree>, values: &[(usize, Attribute, Option<String>)]) {
    let differs = |(node, name, value): &(usize, Attribute, Option<String>)| {
        let mut current = tree.attributes(*node).filter(|(n, _)| n == name);
        current.next().map(|(_, value)| value) != value.as_deref()
    };
    if values.iter().any(differs) {
        let tree = Rc::make_mut(tree);
        for (node, name, value) in values {
            tree.set_attribute(*node, *name, value.as_deref());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_once() {
        let mut names = Names::of(&["a", "b", "c"].map(slug::stem));
        let given = ["a", "a-1", "a", "a", "a-1", "b"].map(|base| names.unique(base));
        assert_eq!(
            given.map(Option::unwrap),
            ["a", "a-1", "a-2", "a-3", "a-1-1", "b"]
        );
        names.take("c");
        names.take("d");
        assert_eq!(names.unique("c").as_deref(), Some("c-1"));
        assert_eq!(names.unique("d"), None);
    }
}
