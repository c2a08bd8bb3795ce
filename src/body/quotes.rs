//! Which quotes are open where: handed from block to block, through the footnotes in their place.

use std::ops::Range;

use super::Body;
use crate::bind;
use crate::blocks::Key;
use crate::hugo::typographer::OpenQuotes;

impl Body {
    /// Hands the quotes that are open from block to block, over those at the indices `range` and on as far as that
    /// makes a difference. Returns the blocks that may look different now, and whether footnotes do.
    pub(super) fn quotes(&mut self, range: Range<usize>) -> (Vec<Key>, bool) {
        let first_noted = self.noted().next();
        let before = range
            .start
            .checked_sub(1)
            .map(|before| self.blocks.key(before));
        let mut open = before.map_or(OpenQuotes::default(), |key| self.blocks[key].after());
        let mut in_notes = false;
        if before.is_some() && before == first_noted {
            open = self.quotes_of_notes(open, &mut in_notes);
        }
        let mut redrawn = Vec::new();
        for index in range.start..self.blocks.len() {
            let key = self.blocks.key(index);
            let block = &mut self.blocks[key];
            if index >= range.end && block.quotes_before == open {
                break;
            }
            block.quotes_before = open;
            if block.rendered.quote_balance.depends() {
                redrawn.push(key);
            }
            open = block.after();
            if Some(key) == first_noted {
                open = self.quotes_of_notes(open, &mut in_notes);
            }
        }
        (redrawn, in_notes)
    }

    /// Draws the quotes of all footnotes, which goldmark reads where the first one is; returns what is open after them.
    fn quotes_of_notes(&mut self, mut open: OpenQuotes, changed: &mut bool) -> OpenQuotes {
        for key in self.noted().collect::<Vec<_>>() {
            for note in &mut self.blocks[key].rendered.notes {
                *changed |= bind::quotes(&mut note.tree, open, self.rules.signs.as_deref());
                open = note.quote_balance.after(open);
            }
        }
        open
    }

    /// The blocks with footnote definitions, in document order.
    pub(super) fn noted(&self) -> impl Iterator<Item = Key> {
        let keys = self.definitions.footnotes().iter().copied();
        keys.filter(|key| !self.blocks[*key].rendered.notes.is_empty())
    }
}
