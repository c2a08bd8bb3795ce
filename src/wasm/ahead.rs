//! `Ahead`: a text whose end is shown as it will most likely be, while an answer arrives.

use wasm_bindgen::JsValue;

use crate::dom::View;
use crate::draft::Draft;
use crate::edit::Edit;

/// A second draft, whose blocks the view shows: its text is that of the first one with another end.
pub struct Ahead {
    draft: Draft,
    /// The number of bytes at the start that both texts share.
    same: usize,
}

impl Ahead {
    /// Takes over what the view shows of a draft.
    pub fn new(of: &Draft, view: &mut View) -> Result<Self, JsValue> {
        while view.work(usize::MAX, false)? {}
        let (draft, _) = Draft::new(&of.source().text(), of.options().clone());
        hand_over(view, of, &draft)?;
        let same = of.source().len();
        Ok(Self { draft, same })
    }

    /// The draft that is shown.
    pub fn draft(&self) -> &Draft {
        &self.draft
    }

    /// The first draft was changed from this byte on.
    pub fn edited(&mut self, from: usize) {
        self.same = self.same.min(from);
    }

    /// Shows the text of `of` without its last `omitted` code units, and then `added`.
    pub fn show(
        &mut self,
        of: &Draft,
        view: &mut View,
        omitted: usize,
        added: &str,
    ) -> Result<(), JsValue> {
        let source = of.source();
        let kept = source.utf16_len().saturating_sub(omitted);
        let kept = source.byte_of_utf16(kept).unwrap_or(source.len());
        let start = self.same.min(kept);
        let before = self.draft.source().slice(start..self.draft.source().len());
        let after = source.slice(start..kept) + added;
        self.same = kept;
        if let Some(mut edit) = Edit::between(&before, &after) {
            edit.range.start += start;
            edit.range.end += start;
            let update = self.draft.edit(&[edit]);
            view.apply(&update.patches, false)?;
        }
        Ok(())
    }

    /// Gives what is shown back to the first draft.
    pub fn end(mut self, of: &Draft, view: &mut View) -> Result<(), JsValue> {
        self.show(of, view, 0, "")?;
        hand_over(view, &self.draft, of)
    }

    /// The id, in the draft that is shown, of a block of the first one.
    pub fn id_of(&self, of: &Draft, id: u32) -> Option<u32> {
        let at = of.block_ids().iter().position(|other| *other == id)?;
        self.draft.block_ids().get(at).copied()
    }
}

/// Both drafts have the same text, so they have the same blocks, if under other names.
fn hand_over(view: &mut View, from: &Draft, to: &Draft) -> Result<(), JsValue> {
    if view.rename(&from.block_ids(), &to.block_ids()) {
        return Ok(());
    }
    view.clear();
    view.apply(&to.blocks(), false)
}
