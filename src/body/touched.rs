//! `Touched`: the labels and names by which an edit may reach other blocks.

use std::rc::Rc;

use super::Body;
use crate::block::{Block, Definition};
use crate::definitions;
use crate::label::Label;

/// The labels and names by which the blocks of a change concern others.
#[derive(Default)]
pub struct Touched {
    /// Labels of links.
    pub links: Vec<Label>,
    /// Labels of footnotes.
    pub notes: Vec<Label>,
    /// Stems of names.
    pub stems: Vec<Label>,
    /// Whether there are footnotes or references to them.
    pub footnotes: bool,
}

/// The meanings of labels at one time.
pub struct Meanings {
    /// The definition of each label, if any.
    pub links: Vec<(Label, Option<Rc<Definition>>)>,
    /// Whether each footnote is defined.
    pub notes: Vec<(Label, bool)>,
}

impl Touched {
    /// Adds those of a block.
    pub fn note(&mut self, block: &Block) {
        self.links
            .extend(block.definitions.iter().map(|(label, _)| label.clone()));
        self.notes.extend(definitions::note_labels(block));
        self.stems.extend(definitions::stems(&block.rendered.tree));
        self.footnotes |= definitions::has_footnotes(block);
    }

    /// The meanings of its labels now.
    pub fn meanings(&self, body: &Body) -> Meanings {
        let link = |label: &Label| body.definitions.link(label, &body.blocks).cloned();
        let note = |label: &Label| !body.definitions.note_definers(label).is_empty();
        Meanings {
            links: self
                .links
                .iter()
                .map(|label| (label.clone(), link(label)))
                .collect(),
            notes: self
                .notes
                .iter()
                .map(|label| (label.clone(), note(label)))
                .collect(),
        }
    }
}
