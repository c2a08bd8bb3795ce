//! Boxes of tasks: goldmark's stand before the first text of an item, whatever leaf that is in.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::lines::{Line, lines};
use super::{Adapter, Leaf};

pub(super) fn has_box(line: &str) -> bool {
    memchr::memchr_iter(b'[', line.as_bytes()).any(|at| box_at(&line[at..]).is_some())
}

/// The box that a text starts with: whether it is ticked.
pub(super) fn box_at(text: &str) -> Option<bool> {
    match text.as_bytes() {
        [b'[', b' ' | b'\t', b']', ..] => Some(false),
        [b'[', b'x' | b'X', b']', ..] => Some(true),
        _ => None,
    }
}

impl<'a> Adapter<'a, '_> {
    /// The box that the first text of an item begins with, and whether it is ticked.
    pub(super) fn task(&self, leaf: &Leaf, item: Option<usize>) -> Option<(Range<usize>, bool)> {
        let item = item.filter(|_| self.rules.task_list && self.is_hugo())?;
        let mut start = leaf.range.start;
        if let Some((Event::Start(Tag::Heading { .. }), _)) = &leaf.start {
            start = leaf.content.first()?.1.start;
        }
        let ticked = box_at(self.text.get(start..)?)?;
        // Nothing may be before it, such as a link reference definition.
        let before = self.text.get(item..start)?.trim_start_matches([' ', '\t']);
        let digits = before.bytes().take_while(u8::is_ascii_digit).count();
        let before = before.get(digits + 1..)?;
        let blank = |c| matches!(c, ' ' | '\t' | '\r' | '\n' | '>' | '#');
        before
            .trim_matches(blank)
            .is_empty()
            .then_some((start..start + 3, ticked))
    }

    /// Writes a leaf that begins with the box of a task.
    pub(super) fn with_box(
        &mut self,
        leaf: Leaf<'a>,
        marker: Range<usize>,
        ticked: bool,
        heading: bool,
    ) {
        let last = leaf.content.iter().map(|(_, range)| range.end).max();
        let end = match last {
            Some(last) if heading => last.max(marker.end),
            _ => leaf.range.end.max(marker.end),
        };
        self.parts.dropped.push(leaf.range);
        if let Some((event, range)) = leaf.start {
            self.push(event, range);
        }
        let lines = lines(self.parsed, marker.start..end, self.around());
        self.boxed(lines, marker, ticked, end);
        if let Some((event, range)) = leaf.end {
            self.push(event, range);
        }
    }

    /// Writes a box and the lines after it, of which the first has the box.
    pub(super) fn boxed(
        &mut self,
        mut lines: Vec<Line>,
        marker: Range<usize>,
        ticked: bool,
        end: usize,
    ) {
        if let Some(first) = lines.first_mut() {
            let rest = &self.text[marker.end..first.range.end.min(end).max(marker.end)];
            let content = rest.trim_start_matches([' ', '\t']);
            let start = marker.end + rest.len() - content.len();
            first.range = start..start + content.len();
            self.push(Event::TaskListMarker(ticked), marker);
            if content.is_empty() && lines.len() > 1 {
                self.push(Event::SoftBreak, start..start);
            }
        }
        self.piece(&lines);
    }

    /// GitHub's boxes are not of the text: one may be before a table, where the parser loses it.
    pub(super) fn box_before_table(
        &mut self,
        event: &Event,
        item: Option<usize>,
        range: &Range<usize>,
    ) {
        let (Event::Start(Tag::Table(_)), Some(item)) = (event, item) else {
            return;
        };
        let Some(before) = self.text.get(item..range.start) else {
            return;
        };
        if let Some(at) = before.rfind('[').filter(|_| self.rules.task_list)
            && let Some(ticked) = box_at(&before[at..])
        {
            let marker = item + at..item + at + 3;
            self.push(Event::TaskListMarker(ticked), marker);
        }
    }
}
