//! Edits of a draft: its parts follow, and the change comes out as patches.

use std::borrow::Cow;
use std::ops::Range;
use std::rc::Rc;

use super::Draft;
use super::head::Head;
use crate::change::Change;
use crate::edit::Edit;
use crate::patch::Patch;
use crate::shortcode::Answers;
use crate::text::Text;
use crate::units;

/// The result of an edit.
///
/// ```
/// use draftpane::{Draft, Edit, Options};
///
/// let (mut draft, _) = Draft::new("One.\n\nTwo.\n\nThree.\n", Options::default());
/// let update = draft.edit(&[Edit::new(16..17, "!")]);
/// assert_eq!((update.version, update.patches.len()), (1, 1));
/// assert_eq!(update.reparsed, 6..19); // the block before the edited one, too
/// ```
#[derive(Clone, Debug)]
pub struct Update {
    /// Counts the edits of a draft.
    pub version: u32,
    /// The changes from the list of blocks before to the one after.
    pub patches: Vec<Patch>,
    /// The bytes of the new text that were parsed.
    pub reparsed: Range<usize>,
    /// Whether the front matter or its place may differ.
    pub front_matter_changed: bool,
    /// Whether any diagnostic may differ, if only by its place.
    pub diagnostics_changed: bool,
}

impl Draft {
    /// Applies edits, all against the text before, sorted and not overlapping.
    ///
    /// # Panics
    /// Where a range lies outside the text or cuts a character.
    pub fn edit(&mut self, edits: &[Edit]) -> Update {
        self.version += 1;
        let mut patches = Vec::new();
        let mut reparsed: Option<Range<usize>> = None;
        let mut front_matter_changed = false;
        let had_diagnostics = self.may_have_diagnostics();
        // From the last to the first: an edit does not move what is before it.
        for edit in self.joined(edits).iter().rev() {
            let moved = |at: usize| {
                if at < edit.range.end {
                    at
                } else {
                    at - edit.range.len() + edit.insert.len()
                }
            };
            let (parsed, changed) = self.edit_one(edit, &mut patches);
            front_matter_changed |= changed;
            reparsed = Some(match reparsed {
                None => parsed,
                Some(later) => {
                    parsed.start.min(moved(later.start))..parsed.end.max(moved(later.end))
                }
            });
        }
        if self.options.answers.has_lists() {
            // Others are the first, the second and so on of their source now.
            if let Some(range) = self.renew_answers(&mut patches) {
                join(&mut reparsed, range);
            }
        }
        if self.options.answers.has_block_lists() {
            let text = Text::new(&self.source, self.head.body);
            let change = self.body.answer_blocks(text);
            self.take(change, &mut patches);
        }
        let reparsed = reparsed.unwrap_or(0..0);
        Update {
            version: self.version,
            patches,
            reparsed,
            front_matter_changed,
            diagnostics_changed: front_matter_changed
                || had_diagnostics
                || self.may_have_diagnostics(),
        }
    }

    /// Adds text to the end.
    ///
    /// ```
    /// use draftpane::{Draft, Options};
    ///
    /// let (mut draft, _) = Draft::new("One, *tw", Options::default());
    /// draft.append("o*.\n");
    /// assert_eq!(draft.html(), "<p>One, <em>two</em>.</p>\n");
    /// ```
    pub fn append(&mut self, text: &str) -> Update {
        let end = self.source.len();
        self.edit(&[Edit::new(end..end, text)])
    }

    /// Takes over other answers of the site, in place of all before: the text stays. Only what they change is drawn again.
    ///
    /// ```
    /// use draftpane::{Answers, Draft, Options};
    ///
    /// let (mut draft, _) = Draft::new("One.\n\n{{< two >}}\n", Options::default());
    /// let mut answers = Answers::default();
    /// answers.add_shortcode("{{< two >}}", "<p>Two.</p>");
    /// assert_eq!(draft.set_answers(answers.into()).patches.len(), 1);
    /// assert_eq!(draft.html(), "<p>One.</p>\n<p>Two.</p>\n");
    /// ```
    pub fn set_answers(&mut self, answers: Rc<Answers>) -> Update {
        self.version += 1;
        let had_diagnostics = self.may_have_diagnostics();
        let mut patches = Vec::new();
        let had_blocks = self.options.answers.has_blocks();
        let text = Text::new(&self.source, self.head.body);
        self.body.set_answers(&answers, text);
        let mut reparsed = self.renew_answers(&mut patches);
        if had_blocks || answers.has_blocks() {
            let text = Text::new(&self.source, self.head.body);
            let change = match had_blocks == answers.has_blocks() {
                true => self.body.answer_blocks(text),
                false => self.body.read_again(text),
            };
            join(&mut reparsed, self.in_document(&change.parsed));
            self.take(change, &mut patches);
        }
        self.options.answers = answers;
        Update {
            version: self.version,
            patches,
            reparsed: reparsed.unwrap_or(0..0),
            front_matter_changed: false,
            diagnostics_changed: had_diagnostics || self.may_have_diagnostics(),
        }
    }

    /// Draws the shortcodes again that show other answers than theirs. Returns the bytes that were parsed.
    fn renew_answers(&mut self, patches: &mut Vec<Patch>) -> Option<Range<usize>> {
        let text = Text::new(&self.source, self.head.body);
        let renewal = self.body.renewal(text);
        let mut reparsed = None;
        // From the last to the first, as edits are made.
        for stretch in renewal.stretches.iter().rev() {
            let text = Text::new(&self.source, self.head.body);
            let change = self.body.renew(text, &renewal, stretch);
            join(&mut reparsed, self.in_document(&change.parsed));
            self.take(change, patches);
        }
        reparsed
    }

    /// The place in the document of a range of the body.
    fn in_document(&self, range: &Range<usize>) -> Range<usize> {
        range.start + self.head.body..range.end + self.head.body
    }

    /// Replaces the whole text, by the smallest edit.
    pub fn replace(&mut self, text: &str) -> Update {
        let edit = Edit::between(&self.source.text(), text);
        self.edit(edit.as_slice())
    }

    /// Joins edits that lie close together or in the front matter, and all edits where there are many: each remaining
    /// one is parsed by itself, with the later ones already made.
    fn joined<'a>(&self, edits: &'a [Edit]) -> Cow<'a, [Edit]> {
        const NEAR: usize = 1000;
        const MANY: usize = 16;
        if edits.len() < 2 {
            return Cow::Borrowed(edits);
        }
        let join = |near: &dyn Fn(&Edit, &Edit) -> bool| {
            let mut joined: Vec<Edit> = Vec::new();
            for edit in edits {
                match joined.last_mut() {
                    Some(last) if near(last, edit) => {
                        last.insert
                            .push_str(&self.source.slice(last.range.end..edit.range.start));
                        last.insert.push_str(&edit.insert);
                        last.range.end = edit.range.end;
                    }
                    _ => joined.push(edit.clone()),
                }
            }
            joined
        };
        let head = self.head.end;
        let near =
            |a: &Edit, b: &Edit| b.range.start - a.range.end <= NEAR || b.range.start <= head;
        let mut joined = join(&near);
        if joined.len() > MANY {
            joined = join(&|_, _| true);
        }
        Cow::Owned(joined)
    }

    fn edit_one(&mut self, edit: &Edit, patches: &mut Vec<Patch>) -> (Range<usize>, bool) {
        let old_body = self.head.body;
        self.source.edit(edit);
        let front_matter_changed = edit.range.start <= self.head.end;
        if front_matter_changed {
            self.head = Head::read(&self.source, &self.options, Some(&self.head));
        }
        let new_body = self.head.body;
        let grown = |at: usize| at + edit.insert.len() - edit.range.len();

        // The same edit seen from the body, whose start may have moved.
        let mut old_end = edit.range.end.max(old_body);
        if grown(old_end) < new_body {
            old_end = new_body + edit.range.len() - edit.insert.len();
        }
        let unmoved = edit.range.start >= old_body && old_body == new_body;
        let old_start = if unmoved { edit.range.start } else { old_body };
        let new_start = if unmoved { edit.range.start } else { new_body };
        let inserted = grown(old_end) - new_start;
        let mut parsed = new_body..new_body;
        // Shortcodes may show values of the front matter: those in parsed blocks are drawn with these, the others afterwards.
        let shown = front_matter_changed
            && self.body.shortcodes().context().on
            && self.body.set_params(&self.head.params());
        if old_start != old_end || inserted > 0 {
            let text = Text::new(&self.source, new_body);
            let edit = old_start - old_body..old_end - old_body;
            let change = self.body.edit(text, edit, inserted);
            parsed = change.parsed.start + new_body..change.parsed.end + new_body;
            self.take(change, patches);
        }
        if shown {
            let text = Text::new(&self.source, new_body);
            if let Some(change) = self.body.redraw(text) {
                let again = change.parsed.start + new_body..change.parsed.end + new_body;
                parsed = parsed.start.min(again.start)..parsed.end.max(again.end);
                self.take(change, patches);
            }
        }
        (parsed, front_matter_changed)
    }

    /// Turns a change of the body into patches.
    pub(super) fn take(&mut self, change: Change, patches: &mut Vec<Patch>) {
        if change.crossing {
            self.crossing.set(true);
        }
        let section_id = self.section.as_ref().map(|(id, _)| *id);
        units::renew(
            self.body.blocks_mut(),
            &change,
            section_id,
            &mut self.next_id,
            patches,
        );
        let section = self.body.footnotes().section().cloned();
        match (self.section.take(), section) {
            (None, None) => {}
            (Some((id, _)), None) => patches.push(Patch::Remove { id }),
            (None, Some(tree)) => {
                let id = self.next_id;
                self.next_id += 1;
                patches.push(Patch::Insert {
                    id,
                    before: None,
                    tree: tree.clone(),
                });
                self.section = Some((id, tree));
            }
            (Some((id, was)), Some(tree)) => {
                if !Rc::ptr_eq(&was, &tree) && was != tree {
                    patches.push(Patch::Replace {
                        id,
                        tree: tree.clone(),
                    });
                }
                self.section = Some((id, tree));
            }
        }
    }
}

/// Widens a range so that it has another one, too, unless that is empty.
fn join(all: &mut Option<Range<usize>>, range: Range<usize>) {
    *all = match all.take() {
        Some(all) if !range.is_empty() => Some(all.start.min(range.start)..all.end.max(range.end)),
        None => Some(range),
        all => all,
    };
}
