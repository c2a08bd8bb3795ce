//! `Footnotes`: their numbers, and the section at the end of a post.

use std::collections::VecDeque;
use std::rc::Rc;

use crate::allow::{Attribute, Element};
use crate::bind;
use crate::block::Label;
use crate::blocks::{Blocks, Key};
use crate::tree::{Builder, SlotKind, Tree};

/// The footnotes of a post, numbered in the order of their first references.
#[derive(Debug, Default)]
pub struct Footnotes {
    section: Option<Rc<Tree>>,
}

/// One footnote that is referred to.
struct Footnote {
    tree: Rc<Tree>,
    references: usize,
}

impl Footnotes {
    /// The section as a block of its own, or `None` where no footnote is referred to.
    pub fn section(&self) -> Option<&Rc<Tree>> {
        self.section.as_ref()
    }

    /// Numbers the footnotes and writes the section. `keys` are the blocks with footnotes, in document order.
    pub fn number(&mut self, keys: &[Key], blocks: &mut Blocks) {
        // By label: the first definition counts. The number is 0 until it is referred to.
        let mut defined: Vec<(Label, Rc<Tree>, usize)> = Vec::new();
        for key in keys {
            for note in &blocks[*key].notes {
                let label = Label::new(note.label.clone());
                if let Err(at) = defined.binary_search_by(|(l, ..)| l.cmp(&label)) {
                    defined.insert(at, (label, note.tree.clone(), 0));
                }
            }
        }
        let mut notes: Vec<Footnote> = Vec::new();
        let mut refer =
            |tree: &mut Rc<Tree>, queue: &mut VecDeque<usize>, notes: &mut Vec<Footnote>| {
                let mut values = Vec::new();
                let mut texts = Vec::new();
                for slot in tree.slots() {
                    let SlotKind::FootnoteReference(label) = &slot.kind else {
                        continue;
                    };
                    let label = Label::new(label.clone());
                    let Ok(at) = defined.binary_search_by(|(l, ..)| l.cmp(&label)) else {
                        continue;
                    };
                    let (_, note, number) = &mut defined[at];
                    if *number == 0 {
                        notes.push(Footnote {
                            tree: note.clone(),
                            references: 0,
                        });
                        queue.push_back(notes.len());
                        *number = notes.len();
                    }
                    let number = *number;
                    let footnote = &mut notes[number - 1];
                    let nth = footnote.references;
                    footnote.references += 1;
                    values.push((slot.node, Attribute::Id, Some(reference_id(number, nth))));
                    values.push((
                        slot.node + 1,
                        Attribute::Href,
                        Some(format!("#fn:{number}")),
                    ));
                    texts.push((slot.node + 2, number.to_string()));
                }
                bind::set(tree, &values);
                if texts
                    .iter()
                    .any(|(node, text)| tree.text_of(*node) != *text)
                {
                    let tree = Rc::make_mut(tree);
                    for (node, text) in texts {
                        tree.set_text(node, &text);
                    }
                }
            };
        let mut queue = VecDeque::new();
        for key in keys {
            refer(&mut blocks[*key].tree, &mut queue, &mut notes);
        }
        // Footnotes may refer to footnotes.
        while let Some(number) = queue.pop_front() {
            let mut tree = notes[number - 1].tree.clone();
            refer(&mut tree, &mut queue, &mut notes);
            notes[number - 1].tree = tree;
        }
        let section = (!notes.is_empty()).then(|| section(&notes));
        // The same tree as before stays the very same.
        if section.as_ref() != self.section.as_deref() {
            self.section = section.map(Rc::new);
        }
    }
}

fn reference_id(number: usize, nth: usize) -> String {
    if nth == 0 {
        format!("fnref:{number}")
    } else {
        format!("fnref{nth}:{number}")
    }
}

/// The section in Hugo's form (goldmark's footnote extension).
fn section(notes: &[Footnote]) -> Tree {
    let mut builder = Builder::default();
    builder.open(Element::Div, 0..0);
    builder.attribute(Attribute::Class, "footnotes");
    builder.attribute(Attribute::Role, "doc-endnotes");
    builder.open(Element::Hr, 0..0);
    builder.open(Element::Ol, 0..0);
    for (at, note) in notes.iter().enumerate() {
        builder.open(Element::Li, 0..0);
        builder.attribute(Attribute::Id, &format!("fn:{}", at + 1));
        let in_paragraph = builder.graft(&note.tree, Some(Element::P));
        for nth in 0..note.references {
            builder.text("\u{a0}", 0..0);
            builder.open(Element::A, 0..0);
            builder.attribute(Attribute::Href, &format!("#{}", reference_id(at + 1, nth)));
            builder.attribute(Attribute::Class, "footnote-backref");
            builder.attribute(Attribute::Role, "doc-backlink");
            builder.text("\u{21a9}\u{fe0e}", 0..0);
            builder.close();
        }
        if in_paragraph {
            builder.close();
        }
        builder.close();
    }
    builder.finish()
}
