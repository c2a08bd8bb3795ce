//! `Footnotes`: their numbers, and the section at the end of a post.

use crate::map::Map;
use std::rc::Rc;

use crate::allow::{Attribute, Element};
use crate::bind;
use crate::blocks::{Blocks, Key};
use crate::flavor::{Flavor, Rules};
use crate::label::Label;
use crate::raw_html;
use crate::tree::{Builder, SlotKind, Tree};

/// The footnotes of a post, numbered in the order of their first references.
#[derive(Debug, Default)]
pub struct Footnotes {
    section: Option<Rc<Tree>>,
    /// By number, the place of the definition among all.
    places: Vec<usize>,
}

/// One footnote that is referred to.
struct Footnote {
    /// The place of its definition among all.
    place: usize,
    references: usize,
}

impl Footnotes {
    /// The section as a block of its own, or `None` where no footnote is referred to.
    pub fn section(&self) -> Option<&Rc<Tree>> {
        self.section.as_ref()
    }

    /// The footnote that a node of the section is in: the place of its definition among all in the document, and the node in
    /// the definition's tree, which is behind that for links back.
    pub fn definition_of(&self, node: usize) -> Option<(usize, usize)> {
        let section = self.section.as_ref()?;
        let list = section.children(0).last()?;
        let mut items = section.children(list).zip(&self.places);
        let (item, place) = items.find(|(item, _)| (*item..section.end(*item)).contains(&node))?;
        Some((*place, node.saturating_sub(item + 1)))
    }

    /// Numbers the footnotes and writes the section, in Hugo's form or in GitHub's. `keys` are the blocks with footnotes, in
    /// document order.
    ///
    /// Goldmark reads all footnotes where the first one is defined: what they refer to is numbered there, even where
    /// nothing refers to themselves.
    pub fn number(&mut self, keys: &[Key], blocks: &mut Blocks, rules: &Rules) {
        let noted: Vec<Key> = keys
            .iter()
            .copied()
            .filter(|key| !blocks[*key].rendered.notes.is_empty())
            .collect();
        let mut numbering = Numbering::default();
        for (at, note) in noted
            .iter()
            .flat_map(|key| &blocks[*key].rendered.notes)
            .enumerate()
        {
            // The first definition of a label counts.
            let label = Label::new(note.label.clone());
            numbering.defined.or_insert(label, at);
        }
        let mut trees: Vec<Rc<Tree>> = Vec::new();
        for key in keys {
            numbering.refer(&mut blocks[*key].rendered.tree);
            if noted.first() == Some(key) {
                for note in noted.iter().flat_map(|key| &blocks[*key].rendered.notes) {
                    let mut tree = note.tree.clone();
                    numbering.refer(&mut tree);
                    trees.push(tree);
                }
            }
        }
        let section =
            (!numbering.notes.is_empty()).then(|| section(&numbering.notes, &trees, rules));
        self.places = numbering.notes.iter().map(|note| note.place).collect();
        // The same tree as before stays the very same.
        if section.as_ref() != self.section.as_deref() {
            self.section = section.map(Rc::new);
        }
    }
}

/// The numbers given so far.
#[derive(Default)]
struct Numbering {
    /// The place of a definition among all.
    defined: Map<Label, usize>,
    /// The number of a definition by its place.
    numbers: Map<usize, usize>,
    /// By number.
    notes: Vec<Footnote>,
}

impl Numbering {
    /// Numbers what the references of a tree lead to.
    fn refer(&mut self, tree: &mut Rc<Tree>) {
        let mut values = Vec::new();
        let mut texts = Vec::new();
        for slot in tree.slots() {
            let SlotKind::FootnoteReference(label) = &slot.kind else {
                continue;
            };
            let Some(&place) = self.defined.get(&Label::new(label.clone())) else {
                continue;
            };
            let number = *self.numbers.or_insert(place, self.notes.len() + 1);
            if number > self.notes.len() {
                self.notes.push(Footnote {
                    place,
                    references: 0,
                });
            }
            let footnote = &mut self.notes[number - 1];
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
    }
}

fn reference_id(number: usize, nth: usize) -> String {
    if nth == 0 {
        format!("fnref:{number}")
    } else {
        format!("fnref{nth}:{number}")
    }
}

/// The section in Hugo's form (goldmark's footnote extension), or as GitHub's style sheet expects it, which draws the rule.
fn section(notes: &[Footnote], trees: &[Rc<Tree>], rules: &Rules) -> Tree {
    let github = rules.flavor == Flavor::Gfm;
    let mut builder = Builder::default();
    let element = if github {
        Element::Section
    } else {
        Element::Div
    };
    builder.open(element, 0..0);
    builder.attribute(Attribute::Class, "footnotes");
    if github {
        builder.attribute(Attribute::DataFootnotes, "");
    }
    builder.attribute(Attribute::Role, "doc-endnotes");
    if !github {
        builder.open(Element::Hr, 0..0);
    }
    builder.open(Element::Ol, 0..0);
    for (at, note) in notes.iter().enumerate() {
        builder.open(Element::Li, 0..0);
        builder.attribute(Attribute::Id, &format!("fn:{}", at + 1));
        let in_paragraph = builder.graft(&trees[note.place], Some(Element::P));
        for nth in 0..note.references {
            // These are character references in Hugo's HTML: no space parts them from the word before.
            builder.text("\u{a0}", 0..0);
            builder.sign(2, "&#160;".len(), false);
            builder.open(Element::A, 0..0);
            builder.attribute(Attribute::Href, &format!("#{}", reference_id(at + 1, nth)));
            if github {
                builder.attribute(Attribute::Class, "footnote-backref data-footnote-backref");
                builder.attribute(Attribute::DataFootnoteBackref, "");
            } else {
                builder.attribute(Attribute::Class, "footnote-backref");
            }
            builder.attribute(Attribute::Role, "doc-backlink");
            match &rules.backlink_html {
                Some(html) => {
                    let html = html
                        .replace("^^", &(at + 1).to_string())
                        .replace("%%", &note.references.to_string());
                    raw_html::write(&html, 0..0, &mut builder);
                }
                None => {
                    builder.text("\u{21a9}\u{fe0e}", 0..0);
                    builder.sign(6, "&#x21a9;&#xfe0e;".len(), false);
                }
            }
            builder.close();
        }
        if in_paragraph {
            builder.close();
        }
        builder.close();
    }
    builder.finish()
}
