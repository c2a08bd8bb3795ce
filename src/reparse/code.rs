//! Edits within the lines of fenced code: nothing is parsed, the text is changed in its place (rule 16).

use std::ops::Range;
use std::rc::Rc;

use super::{Document, Reparse};
use crate::block::{Block, Kind};
use crate::search;

impl Document<'_> {
    /// The effect of the replacement of the bytes `edit` by `inserted` bytes, if all lines that it touches are of the code in
    /// one block, and stay so.
    pub(super) fn inside_code(&self, edit: &Range<usize>, inserted: usize) -> Option<Reparse> {
        let index = self.blocks.at(edit.start);
        let block = &self.blocks[self.blocks.key(index)];
        let range = self.blocks.range(index);
        let from = range.start + block.code?;
        let is_code = block.first == Kind::FencedCode && block.last == Kind::FencedCode;
        if !is_code || edit.start < from || edit.end > range.end {
            return None;
        }
        let code = block.rendered.tree.last_text()?;
        let is_open = from + code.len() >= range.end;
        // A line end is shown where the document ends without one.
        let code = &code[..code.len().min(range.end - from)];
        let edited = edit.start - from..edit.end - from;
        let is_last = range.end == self.blocks.bytes();
        if edited.end > code.len() || is_open && !is_last {
            return None;
        }
        let start = memchr::memrchr(b'\n', &code.as_bytes()[..edited.start]);
        let start = start.map_or(0, |at| at + 1);
        let rest = memchr::memchr(b'\n', &code.as_bytes()[edited.end..]);
        let end = rest.map_or(code.len(), |at| edited.end + at);
        let touched = from + start..from + end - edited.len() + inserted;
        let new = edit.start..edit.start + inserted;
        // A shortcode may begin right before them.
        let around = touched.start - 1..(touched.end + 1).min(self.text.len());
        if !self.text.within(&around).is_empty() || self.text.context().answers.has_blocks() {
            return None;
        }
        let insert = self.text.written(new);
        // The line that ends the fence stays a line.
        if !is_open && edited.end == code.len() && !insert.ends_with('\n') {
            return None;
        }
        let lines = [&code[start..edited.start], &insert, &code[edited.end..end]].concat();
        if !is_plain(&code[start..end]) || !is_plain(&lines) {
            return None;
        }
        let mut made = String::with_capacity(code.len() + inserted + 1);
        made.push_str(&code[..edited.start]);
        made.push_str(&insert);
        made.push_str(&code[edited.end..]);
        // The parser drops a line of blanks at the end of the document.
        let last = made.trim_end_matches([' ', '\t']);
        if last.is_empty() || is_open && last.len() < made.len() && last.ends_with('\n') {
            return None;
        }
        let source = block.code? + made.len();
        if !made.ends_with('\n') {
            made.push('\n');
        }
        let mut rendered = block.rendered.clone();
        rendered.tree = Rc::new(block.rendered.tree.with_last_text(&made, source)?);
        let block = Block {
            id: 0,
            unit: Default::default(),
            rendered,
            ..block.clone()
        };
        Some(Reparse {
            old: index..index + 1,
            new: vec![(block, range.len() - edit.len() + inserted)],
            parsed: touched,
        })
    }
}

/// Whether lines of code show themselves, end no fence and have nothing that is read wherever it stands.
fn is_plain(lines: &str) -> bool {
    const READ: [&str; 5] = ["\r", "\0", "<!--", "[^", "]:"];
    let is_fence = |line: &str| {
        let line = line.trim_start_matches([' ', '\t']);
        line.starts_with("```") || line.starts_with("~~~")
    };
    !READ.iter().any(|read| search::has(lines, read)) && !lines.lines().any(is_fence)
}
