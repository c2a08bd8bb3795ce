//! Edits at the end of a long paragraph that ends the document: only its last lines are parsed (rule 19).

use std::ops::Range;
use std::rc::Rc;

use super::{Document, Reparse};
use crate::block::{Block, Kind, RenderedBlock, Unit};
use crate::flavor::Rules;
use crate::tree::{Crossing, Tree};

impl Document<'_> {
    /// The effect of the replacement of the bytes `edit`, if that leaves a paragraph at the end of the
    /// document a paragraph, of which a part before the edit is complete.
    pub(super) fn end_of_paragraph(&self, edit: &Range<usize>) -> Option<Reparse> {
        let index = self.blocks.at(edit.start);
        let block = &self.blocks[self.blocks.key(index)];
        if index + 1 < self.blocks.len()
            || !is_plain(block)
            || !matches!(block.unit, Unit::Alone)
            || !may_cut(self.rules)
            || self.text.context().answers.has_blocks()
        {
            return None;
        }
        let start = self.blocks.range(index).start;
        let text = self.text.text();
        // The line before the edited one is parsed, too: it may become the head of a table.
        let line = text.line(edit.start).start;
        let line = text.line(line.checked_sub(1)?).start;
        let last = line.checked_sub(start)?;
        let may_cross = |text: &str| may_cross(text, self.rules);
        let may_open = |source: &str| may_open(source, self.rules);
        let crossing = Crossing {
            text: &may_cross,
            source: &may_open,
        };
        let mut tree = block.rendered.tree.clone();
        if tree.chunks().is_empty() {
            let source = self.text.markdown(start..line);
            if !self.text.within(&(start..line)).is_empty() {
                return None;
            }
            tree = Rc::new(Tree::of_chunks(None, tree.cut(&source, 0, &crossing)));
        }
        let count = tree.chunks().len();
        let cut = (1..count).rfind(|&at| tree.chunk_source(at) < last)?;
        let before = tree.chunk_source(cut);
        let from = start + before + 1;
        let to = self.text.len();
        if !self.text.within(&(from..to)).is_empty() {
            return None;
        }
        let stretch = self.text.markdown(from..to);
        let parsed = self.parse(&stretch, from, index..index + 1, None).ok()?;
        let ([(0, end)], false) = (&*parsed.blocks, parsed.exhausted) else {
            return None;
        };
        if !is_plain(end) {
            return None;
        }
        let source = format!("\n{stretch}");
        let chunks = (end.rendered.tree.after_line_end()?).cut(&source, before, &crossing);
        let tree = Rc::new(tree.with_chunks(None, cut..count, chunks, 0));
        let block = Block {
            id: 0,
            unit: Unit::Alone,
            closed: end.closed,
            rendered: RenderedBlock {
                tree,
                ..block.rendered.clone()
            },
            ..block.clone()
        };
        Some(Reparse {
            old: index..index + 1,
            new: vec![(block, to - start)],
            parsed: from..to,
            whole: None,
        })
    }
}

/// Whether a block is a paragraph that needs nothing from the rest of the document, and says nothing to it.
fn is_plain(block: &Block) -> bool {
    let rendered = &block.rendered;
    (block.first, block.last) == (Kind::Paragraph, Kind::Paragraph)
        && block.items.is_none()
        && !block.definition_list
        && !block.anchors
        && block.answer.is_none()
        && block.definitions.is_empty()
        && block.uses.is_empty()
        && block.note_uses.is_empty()
        && rendered.unbalanced_tags.is_empty()
        && rendered.notes.is_empty()
        && rendered.findings.is_empty()
        && rendered.quote_balance == Default::default()
        && !rendered.has_heading
        && !rendered.has_summary_divider
        && (rendered.omitted_html_words, rendered.given) == (0, 0)
        && rendered.tree.is_plain_paragraph()
}

/// Whether a line end is shown as one.
fn may_cut(rules: &Rules) -> bool {
    !rules.hard_wraps && rules.line_breaks.is_none() && rules.signs.is_none()
}

/// Whether a text has a character, as itself, with which something may begin that later lines end.
fn may_cross(text: &str, rules: &Rules) -> bool {
    text.contains(['*', '_', '~', '`', '[', '^', '=', '+'])
        || rules.typographer && text.contains(['"', '\'', '“', '‘'])
}

/// The same for a source, of which not all characters are shown.
fn may_open(source: &str, rules: &Rules) -> bool {
    let passes = rules.passthrough.as_ref();
    source.contains(['<', '\\', '{', '$', '\r', '\0'])
        || passes.is_some_and(|passes| passes.may_pass(source))
}
