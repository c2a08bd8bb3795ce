//! Edits within the lines of fenced code: nothing is parsed, the text is changed in its place (rule 16).

use std::ops::Range;
use std::rc::Rc;

use super::{Document, Reparse};
use crate::block::{Block, Kind};
use crate::search;
use crate::tree::NewCode;

impl Document<'_> {
    /// The effect of the replacement of the bytes `edit` by `inserted` bytes, if all lines that it touches are of the code in
    /// one block, and stay so.
    pub(super) fn inside_code(&self, edit: &Range<usize>, inserted: usize) -> Option<Reparse> {
        let index = self.blocks.at(edit.start);
        let block = &self.blocks[self.blocks.key(index)];
        let range = self.blocks.range(index);
        let from = range.start + block.code?;
        let is_code = block.first == Kind::FencedCode && block.last == Kind::FencedCode;
        if !is_code || edit.start < from || self.text.context().answers.has_blocks() {
            return None;
        }
        let code = block.rendered.tree.as_code()?;
        // A line end is shown where the document ends without one.
        let old_end = range.end.min(from + code.len());
        let text = self.text.text();
        let grown = inserted as isize - edit.len() as isize;
        let moved = |at: usize| at.saturating_add_signed(grown);
        let is_open = match range.end - old_end {
            0 => true,
            // Blanks, since a fence has three characters.
            1..=3 if edit.start > old_end => text.byte(old_end) == b' ',
            1..=3 if edit.end <= old_end => text.byte(moved(old_end)) == b' ',
            _ => false,
        };
        let until = if is_open { range.end } else { old_end };
        if edit.end > until || is_open && range.end < self.blocks.bytes() {
            return None;
        }
        let new = edit.start..edit.start + inserted;
        let before_fence = !is_open && edit.end == until;
        let end = match before_fence {
            true => new.end,
            false => text.line(new.end).end.min(moved(until)),
        };
        let touched = text.line(edit.start).start.max(from)..end;
        // A shortcode may begin right before them.
        let around = touched.start - 1..(touched.end + 1).min(self.text.len());
        // The line that ends the fence stays a line.
        let stays_line = !before_fence || !new.is_empty() && text.byte(new.end - 1) == b'\n';
        if !self.text.within(&around).is_empty() || !stays_line {
            return None;
        }
        let old = touched.start - from..end - inserted + edit.len() - from;
        if !is_plain(&code.slice(old)) || !is_plain(&text.written(touched.clone())) {
            return None;
        }
        // The parser drops less than four blanks at the end of the document.
        let last = text.line(moved(until)).start.max(from)..moved(until);
        let is_dropped =
            is_open && last.len() < 4 && !text.written(last.clone()).contains(|c| c != ' ');
        let lines = from..if is_dropped { last.start } else { last.end };
        // The parser sees other text in place of shortcodes and of a bare CR.
        let was_edited = !block.rendered.tree.chunks().is_empty();
        let is_verbatim =
            || self.text.within(&lines).is_empty() && !text.written_has(lines.clone(), '\r');
        if lines.is_empty() || !was_edited && !is_verbatim() {
            return None;
        }
        let lacks_line_end = text.byte(lines.end - 1) != b'\n';
        let new = NewCode {
            replaced: edit.start - from..edit.end - from,
            inserted,
            slice: &|part: Range<usize>| {
                let at = |byte: usize| (from + byte).min(lines.end);
                let mut slice = text.written(at(part.start)..at(part.end));
                if from + part.end > lines.end {
                    slice.push('\n');
                }
                slice
            },
            len: lines.len() + usize::from(lacks_line_end),
            source: lines.start - range.start..lines.end - range.start,
        };
        let mut rendered = block.rendered.clone();
        rendered.tree = Rc::new(code.with(&new, grown));
        let block = Block {
            id: 0,
            unit: Default::default(),
            rendered,
            ..block.clone()
        };
        Some(Reparse {
            old: index..index + 1,
            new: vec![(block, moved(range.len()))],
            parsed: touched,
            whole: None,
        })
    }
}

/// Whether lines of code show themselves, end no fence and have nothing that is read wherever it stands.
fn is_plain(lines: &str) -> bool {
    const READ: [&str; 4] = ["\r", "\0", "<!--", "[^"];
    let is_fence = |line: &str| {
        let line = line.trim_start_matches([' ', '\t']);
        line.starts_with("```") || line.starts_with("~~~")
    };
    !READ.iter().any(|read| search::has(lines, read)) && !lines.lines().any(is_fence)
}
