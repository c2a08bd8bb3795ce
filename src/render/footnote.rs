//! Footnote definitions: each is a tree of its own, built beside that of the block around it.

use std::ops::Range;
use std::rc::Rc;

use super::Renderer;
use crate::block::Note;
use crate::hugo::typographer::Balance;
use crate::tree::Builder;

/// A footnote definition that is open.
pub(super) struct OpenNote {
    label: String,
    /// The place of the label, in bytes from the start of the block.
    range: Range<usize>,
    /// The tree around the definition, with its quotes: they go on at its end.
    outside: (Builder, Balance),
}

impl Renderer<'_> {
    pub(super) fn start_note(&mut self, label: &str, range: Range<usize>, source: Range<usize>) {
        let len = range.len();
        let label_len = self.stretch.text[range].find("]:").map_or(len, |at| at + 2);
        let outside = (
            std::mem::take(&mut self.builder),
            std::mem::take(&mut self.rendered.quote_balance),
        );
        self.notes.push(OpenNote {
            label: label.to_owned(),
            range: source.start..source.start + label_len,
            outside,
        });
    }

    pub(super) fn end_note(&mut self) {
        let Some(note) = self.notes.pop() else {
            return;
        };
        self.note_depth();
        let (builder, quote_balance) = note.outside;
        let inside = std::mem::replace(&mut self.builder, builder);
        self.rendered.notes.push(Note {
            label: note.label,
            range: note.range,
            quote_balance: std::mem::replace(&mut self.rendered.quote_balance, quote_balance),
            tree: Rc::new(inside.finish()),
        });
    }
}
