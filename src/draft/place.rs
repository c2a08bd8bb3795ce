//! Blocks by their place in the document, and the reverse.

use std::ops::Range;
use std::rc::Rc;

use super::Draft;
use crate::block::Kind;
use crate::blocks::Key;
use crate::tree::Tree;
use crate::units;

/// A block, and where it is.
///
/// ```
/// use draftpane::{BlockKind, Draft, Options};
///
/// let (draft, _) = Draft::new("One.\n\n- two\n", Options::default());
/// let place = draft.block_at(8).expect("a block");
/// assert_eq!((place.range, place.kind), (6..12, BlockKind::List));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Its id.
    pub id: u32,
    /// Byte range in the document.
    pub range: Range<usize>,
    /// The kind of its first part.
    pub kind: Kind,
}

impl Draft {
    /// The block at a byte offset of the document, or `None` in the front matter and in an empty body.
    pub fn block_at(&self, offset: usize) -> Option<Place> {
        let blocks = self.body.blocks();
        let offset = offset.checked_sub(self.head.body)?;
        (!blocks.is_empty()).then(|| self.place(blocks.at(offset)))
    }

    /// The block with this id: its index, where it is, and what it looks like; `None` for the footnotes' section, which has no
    /// place. The search goes through the blocks from the index `near` on, and only then through those before it.
    pub fn block_near(&self, id: u32, near: usize) -> Option<(usize, Place, &Rc<Tree>)> {
        let blocks = self.body.blocks();
        let near = near.min(blocks.len());
        let is_first = |key: Key| blocks[key].id == id && blocks[key].shown().is_some();
        let behind = blocks.keys(near).position(is_first).map(|at| near + at);
        let index = behind.or_else(|| blocks.keys(0).take(near).position(is_first))?;
        let tree = blocks[blocks.key(index)].shown()?;
        Some((index, self.place(index), tree))
    }

    /// The bytes of the document that a node of the footnotes' section shows, if it is that of a footnote; `id` is the section's.
    /// They are those of the definition, wherever that stands; for a link back, its label.
    pub fn footnote_at(&self, id: u32, node: usize) -> Option<Range<usize>> {
        self.section.as_ref().filter(|(own, _)| *own == id)?;
        let (place, inside) = self.body.footnotes().definition_of(node)?;
        let blocks = self.body.blocks();
        let keys = self.body.definitions().footnotes().iter();
        let mut notes =
            keys.flat_map(|key| blocks[*key].rendered.notes.iter().map(|note| (*key, note)));
        let (key, note) = notes.nth(place)?;
        let start = self.head.body + blocks.range(blocks.index(key)).start;
        let own = match inside < note.tree.len() {
            true => note.tree.source(inside),
            false => note.range.clone(),
        };
        Some(start + own.start..start + own.end)
    }

    fn place(&self, index: usize) -> Place {
        let blocks = self.body.blocks();
        let unit = units::around(blocks, index);
        let first = &blocks[blocks.key(unit.start)];
        let start = blocks.range(unit.start).start;
        let end = blocks.range(unit.end - 1).end;
        Place {
            id: first.id,
            range: start + self.head.body..end + self.head.body,
            kind: first.first,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::Edit;
    use crate::flavor::Flavor;

    /// The nodes of the footnotes' section, each as an element's name or a text, with the source that it shows.
    fn shown(draft: &Draft) -> Vec<(String, Option<String>)> {
        let (id, tree) = draft.section.as_ref().expect("a section");
        let text = draft.source().slice(0..draft.source().len());
        let name = |node| match tree.content(node) {
            crate::tree::Content::Element(element) => element.name().to_owned(),
            crate::tree::Content::Text(_) => tree.text_of(node).to_owned(),
        };
        let source = |node| Some(text[draft.footnote_at(*id, node)?].trim().to_owned());
        (0..tree.len())
            .map(|node| (name(node), source(node)))
            .collect()
    }

    #[test]
    fn nodes_of_footnotes_have_the_places_of_their_definitions() {
        let text = "---\ntitle: T\n---\n\nOne[^b] and[^a].\n\n[^a]: The *first*.\n\n    - [ ] a box\n\n> quoted\n>\n> [^b]: ![p](p.png)\n\n[^c]: Not shown.\n";
        for flavor in [Flavor::Hugo, Flavor::Gfm] {
            let options = crate::Options {
                flavor,
                ..Default::default()
            };
            let (mut draft, _) = Draft::new(text, options);
            let expected = [
                ("img", "![p](p.png)"),
                ("em", "*first*"),
                ("input", "[ ]"),
                ("\u{21a9}\u{fe0e}", "[^b]:"),
                ("\u{21a9}\u{fe0e}", "[^a]:"),
            ];
            // Where it was read first, and moved by edits before and within its block.
            for edit in [
                Edit::new(0..0, ""),
                Edit::new(18..18, "A new paragraph.\n\n"),
                Edit::new(5..5, "x"),
            ] {
                draft.edit(&[edit]);
                let shown = shown(&draft);
                for (name, source) in expected {
                    let is = |(is, at): &(String, Option<String>)| {
                        is == name && at.as_deref() == Some(source)
                    };
                    assert!(shown.iter().any(is), "{name} {flavor:?}: {shown:?}");
                }
                assert!(shown[0].1.is_none());
            }
        }
    }
}
