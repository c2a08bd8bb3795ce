//! Tables as events: their rows and cells, and the text of the leaf around them.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::lines::{self, Line};
use super::split::{Split, Table};
use super::{Adapter, Leaf, Part, Spanned, table};
use crate::cmark::is_inline;

/// The most cells that are filled into short rows of a table: the renderer has no place for more.
const MAX_FILLED: usize = 10_001;

impl<'a> Adapter<'a, '_> {
    /// Writes the tables of a leaf and its text. The text under a heading continues the heading's
    /// line; without a heading it begins a paragraph.
    pub(super) fn with_table(
        &mut self,
        leaf: Leaf<'a>,
        mut split: Split,
        mut underline: Option<Line>,
        item: Option<usize>,
    ) {
        let task = self.task(&leaf, item);
        let task = task.filter(|_| split.first.is_empty());
        let (whole, mut start, mut end) = (leaf.range, leaf.start, leaf.end);
        loop {
            for table in split.first {
                self.table(table, None);
            }
            let Some(last) = split.text.last() else {
                // A table is the last of it.
                let Some(line) = underline.take().filter(|line| !self.dashes(line)) else {
                    return;
                };
                let range = line.range.clone();
                let mut lines = vec![line];
                start = Some((Event::Start(Tag::Paragraph), range.clone()));
                end = Some((Event::End(TagEnd::Paragraph), range));
                underline = self.take_on(&mut lines, &mut start, &mut end);
                split = self.split(lines);
                continue;
            };
            if underline.is_some()
                && let Some(table) = split.last.take()
            {
                self.table(table, Some(whole));
            }
            if let Some((event, range)) = start {
                self.push(event, range);
            }
            self.joins = true;
            match task {
                Some((marker, ticked)) => {
                    let end = last.range.end;
                    self.boxed(split.text, marker, ticked, end);
                }
                None => self.piece(&split.text),
            }
            if let Some((event, range)) = end {
                self.push(event, range);
            }
            if let Some(table) = split.last {
                self.table(table, None);
            }
            return;
        }
    }

    /// Writes a line of dashes that is under no heading, unless it is text: two are.
    fn dashes(&mut self, line: &Line) -> bool {
        let range = line.range.clone();
        match self.text[range.clone()].trim_ascii() {
            "-" => self.empty_list(range),
            "--" => return false,
            line if line.starts_with('-') => self.push(Event::Rule, range),
            _ => return false,
        }
        true
    }

    pub(super) fn empty_list(&mut self, range: Range<usize>) {
        for event in [
            Event::Start(Tag::List(None)),
            Event::Start(Tag::Item),
            Event::End(TagEnd::Item),
            Event::End(TagEnd::List(false)),
        ] {
            self.push(event, range.clone());
        }
    }

    /// Adds the lines of the next leaf to those of a paragraph that goes on in it, and takes its events for that
    /// paragraph's if it is a heading. Returns the line under it.
    fn take_on(
        &mut self,
        lines: &mut Vec<Line>,
        start: &mut Option<Spanned<'a>>,
        end: &mut Option<Spanned<'a>>,
    ) -> Option<Line> {
        let at = lines[lines.len() - 1].range.end;
        let (event, next) = self.peek()?;
        let next = next.start;
        let (wrapped, heading) = match event {
            Event::Start(Tag::Paragraph) => (true, false),
            Event::Start(Tag::Heading { .. }) => (true, true),
            Event::Start(tag) if !is_inline(&tag.to_end()) => return None,
            Event::End(_) | Event::Rule => return None,
            _ => (false, false),
        };
        let between = self.parsed.get(at..next)?;
        let blank = |b| matches!(b, b' ' | b'\t' | b'\r' | b'\n' | b'>' | b'\\');
        let is_next = memchr::memchr_iter(b'\n', between.as_bytes()).count() == 1
            && between.bytes().all(blank)
            && !(heading && self.parsed[next..].starts_with('#'));
        if !is_next {
            return None;
        }
        let next = self.next()?;
        let leaf = if wrapped {
            self.leaf(Some(next))
        } else {
            let first = self.parts.list.len();
            let range = self.tight(next);
            self.tight_leaf(first, range)
        };
        self.parts.dropped.push(leaf.range.clone());
        let around = self.around();
        lines.extend(lines::lines(self.parsed, leaf.range, around));
        if !heading {
            return None;
        }
        (*start, *end) = (leaf.start, leaf.end);
        lines.pop()
    }

    /// Writes a table, at `range` if that is another one than its own.
    pub(super) fn table(&mut self, table: Table, range: Option<Range<usize>>) {
        let columns = table.alignments.len();
        let last = table.rows.last().unwrap_or(&table.head).range.end;
        let range = range.unwrap_or(table.head.range.start..last);
        let mut filled = 0;
        self.push(Event::Start(Tag::Table(table.alignments)), range.clone());
        self.joins = true;
        self.row(TagEnd::TableHead, table.head, columns, &mut filled);
        for row in table.rows {
            self.row(TagEnd::TableRow, row, columns, &mut filled);
        }
        self.push(Event::End(TagEnd::Table), range);
    }

    fn row(&mut self, tag: TagEnd, row: Line, columns: usize, filled: &mut usize) {
        let start = if tag == TagEnd::TableHead {
            Tag::TableHead
        } else {
            Tag::TableRow
        };
        let range = row.range;
        self.push(Event::Start(start), range.clone());
        let mut missing = columns;
        let text = self.text;
        for cell in table::cells(text, range.clone()).take(columns) {
            missing -= 1;
            // An empty one at the end of the row is none that was filled in.
            let place = cell.start.min(range.end - 1)..cell.end;
            self.push(Event::Start(Tag::TableCell), place.clone());
            self.cell(cell);
            self.push(Event::End(TagEnd::TableCell), place);
        }
        for _ in 0..missing {
            *filled += 1;
            if *filled > MAX_FILLED {
                break;
            }
            self.push(Event::Start(Tag::TableCell), range.end..range.end);
            self.push(Event::End(TagEnd::TableCell), range.end..range.end);
        }
        self.push(Event::End(tag), range);
    }

    /// Writes the content of a cell. Most are text and nothing else, which needs no parser.
    fn cell(&mut self, range: Range<usize>) {
        const MARKS: &[u8] = b"\\*_`<&[]!~";
        let content = &self.parsed[range.clone()];
        if content.bytes().any(|b| MARKS.contains(&b)) {
            self.parts.list.push(Part::Piece(range.clone()));
            self.parts.pieces.add(self.parsed, std::iter::once(range));
        } else if !content.is_empty() {
            self.push(Event::Text(content.into()), range);
        }
    }
}
