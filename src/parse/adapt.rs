//! The parser's blocks as Hugo's parser has them, where they are not: tables, terms of definition lists, boxes of
//! tasks, and whether a list is tight. In GitHub's flavor, tables that the parser does not see.
//!
//! ```text
//! events ─► Adapter ─► parts ─► tight ─► parts ─┐
//!              └─► pieces ─► parser ─► events ───┴─► stream: events of both
//! ```
//! The parser's own tables are off in Hugo. A paragraph with a delimiter row in it becomes the events of a table, whose
//! cells are pieces: each is parsed by itself, as goldmark does. Nothing here looks past the leaf that it changes and
//! the one right after it, which then belongs to the same block.

mod lines;
mod markers;
mod pieces;
mod split;
mod table;
mod tight;

use std::ops::Range;
use std::vec;

use pulldown_cmark::{Event, OffsetIter, RefDefs, Tag, TagEnd};

use super::prelude;
use crate::cmark::is_inline;
use crate::cmark::{self, Lookup};
use crate::flavor::{Flavor, Rules};
use crate::label::Label;
use crate::order;
use crate::search;

use lines::{Around, Containers, Line, lines};
pub use markers::seen;
use pieces::Pieces;
use split::{Split, Table, split};

/// An event and its range.
type Spanned<'a> = (Event<'a>, Range<usize>);

/// The most cells that are filled into short rows of a table: the renderer has no place for more.
const MAX_FILLED: usize = 10_001;

/// A part of a stretch.
#[derive(Debug)]
pub enum Part<'a> {
    /// An event, its range, and whether it is of the same top-level block as what is before it.
    Event(Event<'a>, Range<usize>, bool),
    /// The content of the next piece, and where it stands.
    Piece(Range<usize>),
}

/// The adapted events of a stretch.
#[derive(Default)]
struct Parts<'a> {
    list: Vec<Part<'a>>,
    /// The texts that the list refers to.
    pieces: Pieces,
    /// Where the parser's inline events were dropped, in order.
    dropped: Vec<Range<usize>>,
}

/// Whether anything in `text` may have to be adapted, which the parser has seen as `parsed`.
fn is_needed(text: &str, parsed: &str, rules: &Rules) -> bool {
    if rules.flavor == Flavor::CommonMark {
        return false;
    }
    let hugo = rules.flavor == Flavor::Hugo;
    let special = |line: &str| {
        let rest = line.trim_start_matches([' ', '\t', '>']);
        if rules.table && table::may_delimit(rest) {
            return true;
        }
        let is_definition =
            rules.definition_list && rest.starts_with(':') && rest[1..].starts_with([' ', '\t']);
        hugo && (is_definition || rules.task_list && has_box(rest) || may_swallow(line))
    };
    written_lines(text, parsed, 0..text.len()).any(special)
}

/// Whether what a line begins may keep blank lines from a list that it is in: code, or a footnote.
fn may_swallow(line: &str) -> bool {
    let mut bytes = line.bytes().enumerate().skip(1);
    bytes.any(|(at, byte)| {
        matches!(byte, b'`' | b'~' | b'[')
            && ["```", "~~~", "[^"]
                .iter()
                .any(|mark| line[at..].starts_with(mark))
    })
}

fn has_box(line: &str) -> bool {
    memchr::memchr_iter(b'[', line.as_bytes()).any(|at| box_at(&line[at..]).is_some())
}

/// The lines of a range of `text`, as they are written, where the parser has seen their ends in `parsed`: what divides
/// the summary is lines to it.
fn written_lines<'t>(
    text: &'t str,
    parsed: &'t str,
    range: Range<usize>,
) -> impl Iterator<Item = &'t str> {
    let ends = memchr::memchr_iter(b'\n', &parsed.as_bytes()[range.clone()])
        .map(move |at| range.start + at);
    let mut start = range.start;
    ends.chain([range.end]).filter_map(move |end| {
        let line = text.get(start..end);
        start = end + 1;
        line
    })
}

/// The box that a text starts with: whether it is ticked.
fn box_at(text: &str) -> Option<bool> {
    match text.as_bytes() {
        [b'[', b' ' | b'\t', b']', ..] => Some(false),
        [b'[', b'x' | b'X', b']', ..] => Some(true),
        _ => None,
    }
}

/// Adapts the events of `text`, which the parser has seen as `parsed`.
fn adapt<'a>(events: Vec<Spanned<'a>>, text: &str, parsed: &'a str, rules: &Rules) -> Parts<'a> {
    let is_list = |(event, _): &Spanned| matches!(event, Event::Start(Tag::List(_)));
    let lists = events.iter().any(is_list);
    let mut adapter = Adapter {
        text,
        parsed,
        rules,
        events: events.into_iter(),
        parts: Parts::default(),
        containers: Containers::default(),
        item: None,
        joins: false,
    };
    while let Some((event, range)) = adapter.events.next() {
        adapter.event(event, range);
    }
    let mut parts = adapter.parts;
    if rules.flavor == Flavor::Hugo && lists {
        parts.list = tight::settle(parts.list, parsed);
    }
    parts
}

struct Adapter<'a, 't> {
    text: &'t str,
    parsed: &'a str,
    rules: &'t Rules,
    events: vec::IntoIter<Spanned<'a>>,
    parts: Parts<'a>,
    containers: Containers,
    /// The item that has just begun.
    item: Option<usize>,
    /// Whether the next event is of the same top-level block as the one before.
    joins: bool,
}

/// The kind of a leaf, with the events that wrap its content.
struct Leaf<'a> {
    start: Option<Spanned<'a>>,
    content: Vec<Spanned<'a>>,
    end: Option<Spanned<'a>>,
    /// Where it stands: up to the end of its last line.
    range: Range<usize>,
}

impl<'a> Adapter<'a, '_> {
    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        let item = self.item.take();
        match event {
            Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::DefinitionListTitle) => {
                let leaf = self.leaf(Some((event, range)));
                self.rework(leaf, item);
            }
            Event::Start(Tag::DefinitionList) => self.definition_list(range),
            Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::Table(_)) => {
                self.box_before_table(&event, item, &range);
                let end = match &event {
                    Event::Start(tag) => tag.to_end(),
                    _ => return,
                };
                self.push(event, range);
                while let Some((event, range)) = self.events.next() {
                    let ends = event == Event::End(end);
                    self.push(event, range);
                    if ends {
                        break;
                    }
                }
            }
            Event::Start(ref tag) if !is_inline(&tag.to_end()) => {
                self.containers.push(tag, range.clone());
                if *tag == Tag::Item {
                    self.item = Some(range.start);
                }
                self.push(event, range);
            }
            Event::End(ref tag) if !is_inline(tag) => {
                self.containers.pop();
                self.push(event, range);
            }
            Event::Rule => self.push(event, range),
            _ => {
                let leaf = self.tight_leaf((event, range));
                self.rework(leaf, item);
            }
        }
    }

    fn push(&mut self, event: Event<'a>, range: Range<usize>) {
        self.parts.list.push(Part::Event(event, range, self.joins));
    }

    /// A piece that is these lines, unless they are all blank.
    fn piece(&mut self, lines: &[Line]) {
        let shown = lines.iter().filter(|line| !line.range.is_empty());
        let shown: Vec<Range<usize>> = shown.map(|line| line.range.clone()).collect();
        if let (Some(first), Some(last)) = (shown.first(), shown.last()) {
            self.parts.list.push(Part::Piece(first.start..last.end));
            self.parts.pieces.add(self.parsed, shown.into_iter());
        }
    }

    /// The leaf that starts with `start`.
    fn leaf(&mut self, start: Option<Spanned<'a>>) -> Leaf<'a> {
        let mut content = Vec::new();
        let mut end = None;
        for (event, range) in self.events.by_ref() {
            if matches!(&event, Event::End(tag) if !is_inline(tag)) {
                end = Some((event, range));
                break;
            }
            content.push((event, range));
        }
        let range = start.as_ref().map_or(0..0, |(_, range)| range.clone());
        Leaf {
            start,
            content,
            end,
            range,
        }
    }

    /// The text right in an item that starts with an event.
    fn tight_leaf(&mut self, first: Spanned<'a>) -> Leaf<'a> {
        let mut start = first.1.start;
        // The parser passes over the backslash of an escaped character.
        if self.text[..start].ends_with('\\') {
            start -= 1;
        }
        let mut content = vec![first];
        let inline = |event: &Event| match event {
            Event::Start(tag) => is_inline(&tag.to_end()),
            Event::End(tag) => is_inline(tag),
            Event::Rule => false,
            _ => true,
        };
        while self
            .events
            .as_slice()
            .first()
            .is_some_and(|(event, _)| inline(event))
        {
            content.extend(self.events.next());
        }
        let last = content
            .iter()
            .map(|(_, range)| range.end)
            .max()
            .unwrap_or(start);
        Leaf {
            start: None,
            end: None,
            content,
            range: start..self.line_end(last),
        }
    }

    /// Where the line ends that `at` is in, or right after.
    fn line_end(&self, at: usize) -> usize {
        let bytes = self.parsed.as_bytes();
        if at > 0 && bytes[at - 1] == b'\n' {
            return at - 1;
        }
        memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |end| at + end)
    }

    fn around(&self) -> Around {
        self.containers.around(self.parsed)
    }

    /// The lines of a leaf, if one of them may be a delimiter row.
    fn table_lines(&self, range: &Range<usize>) -> Option<Vec<Line>> {
        let mut below = written_lines(self.text, self.parsed, range.clone()).skip(1);
        if !self.rules.table || !below.any(table::may_delimit) {
            return None;
        }
        Some(lines(self.parsed, range.clone(), self.around()))
    }

    fn is_hugo(&self) -> bool {
        self.rules.flavor == Flavor::Hugo
    }

    /// Writes a leaf as it is, or what it is instead.
    fn rework(&mut self, leaf: Leaf<'a>, item: Option<usize>) {
        let heading = match &leaf.start {
            Some((Event::Start(Tag::Heading { .. }), _)) => true,
            Some((Event::Start(Tag::DefinitionListTitle), _)) => return self.term(leaf),
            _ => false,
        };
        if let Some(mut lines) = self.table_lines(&leaf.range) {
            // The line under a heading is no row.
            let underline = if heading { lines.pop() } else { None };
            let split = self.split(lines);
            if split.has_table() {
                self.parts.dropped.push(leaf.range.clone());
                self.with_table(leaf, split, underline, item);
                self.joins = false;
                return;
            }
        }
        if self.is_empty_list(&leaf) {
            self.parts.dropped.push(leaf.range.clone());
            self.joins = true;
            self.empty_list(leaf.range);
            self.joins = false;
            return;
        }
        match self.task(&leaf, item) {
            Some((marker, ticked)) => self.with_box(leaf, marker, ticked, heading),
            None => self.unchanged(leaf),
        }
    }

    fn unchanged(&mut self, leaf: Leaf<'a>) {
        for (event, range) in leaf.start.into_iter().chain(leaf.content).chain(leaf.end) {
            self.push(event, range);
        }
    }

    fn split(&self, lines: Vec<Line>) -> Split {
        split(lines, self.text, self.parsed, self.rules)
    }

    /// Whether a paragraph is a single dash. The parser has one only after link reference definitions, where goldmark
    /// sees an empty list, as these are no paragraph.
    fn is_empty_list(&self, leaf: &Leaf) -> bool {
        self.is_hugo()
            && matches!(leaf.content.as_slice(), [(Event::Text(text), _)] if &**text == "-")
            && self.text[leaf.range.clone()].trim_ascii() == "-"
    }

    /// The box that the first text of an item begins with, and whether it is ticked.
    fn task(&self, leaf: &Leaf, item: Option<usize>) -> Option<(Range<usize>, bool)> {
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
    fn with_box(&mut self, leaf: Leaf<'a>, marker: Range<usize>, ticked: bool, heading: bool) {
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
    fn boxed(&mut self, mut lines: Vec<Line>, marker: Range<usize>, ticked: bool, end: usize) {
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
    fn box_before_table(&mut self, event: &Event, item: Option<usize>, range: &Range<usize>) {
        let (Event::Start(Tag::Table(_)), Some(item)) = (event, item) else {
            return;
        };
        let Some(before) = self.text.get(item..range.start) else {
            return;
        };
        if let Some(at) = before.rfind('[').filter(|_| self.rules.task_list) {
            if let Some(ticked) = box_at(&before[at..]) {
                let marker = item + at..item + at + 3;
                self.push(Event::TaskListMarker(ticked), marker);
            }
        }
    }

    /// Writes the tables of a leaf and its text. The text under a heading continues the heading's
    /// line; without a heading it begins a paragraph.
    fn with_table(
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
            if underline.is_some() {
                if let Some(table) = split.last.take() {
                    self.table(table, Some(whole));
                }
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

    fn empty_list(&mut self, range: Range<usize>) {
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
        let (event, range) = self.events.as_slice().first()?;
        let (wrapped, heading) = match event {
            Event::Start(Tag::Paragraph) => (true, false),
            Event::Start(Tag::Heading { .. }) => (true, true),
            Event::Start(tag) if !is_inline(&tag.to_end()) => return None,
            Event::End(_) | Event::Rule => return None,
            _ => (false, false),
        };
        let between = self.parsed.get(at..range.start)?;
        let blank = |b| matches!(b, b' ' | b'\t' | b'\r' | b'\n' | b'>' | b'\\');
        let is_next = memchr::memchr_iter(b'\n', between.as_bytes()).count() == 1
            && between.bytes().all(blank)
            && !(heading && self.parsed[range.start..].starts_with('#'));
        if !is_next {
            return None;
        }
        let next = self.events.next()?;
        let leaf = if wrapped {
            self.leaf(Some(next))
        } else {
            self.tight_leaf(next)
        };
        self.parts.dropped.push(leaf.range.clone());
        let around = self.around();
        lines.extend(self::lines(self.parsed, leaf.range, around));
        if !heading {
            return None;
        }
        (*start, *end) = (leaf.start, leaf.end);
        lines.pop()
    }

    /// Writes a table, at `range` if that is another one than its own.
    fn table(&mut self, table: Table, range: Option<Range<usize>>) {
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

    /// Writes a term: each of its lines is one.
    fn term(&mut self, leaf: Leaf<'a>) {
        let lines = lines(self.parsed, leaf.range.clone(), self.around());
        if lines.len() < 2 {
            return self.unchanged(leaf);
        }
        self.parts.dropped.push(leaf.range);
        self.terms(&lines);
    }

    fn terms(&mut self, lines: &[Line]) {
        for line in lines {
            let range = line.range.clone();
            self.push(Event::Start(Tag::DefinitionListTitle), range.clone());
            self.piece(std::slice::from_ref(line));
            self.push(Event::End(TagEnd::DefinitionListTitle), range);
        }
    }

    /// Writes the start of a definition list. If there is a table in its first term, that is before the list, which is
    /// about the lines of text beside it. See `markers`, where there are none.
    fn definition_list(&mut self, range: Range<usize>) {
        let title = match self.events.as_slice().first() {
            Some((Event::Start(Tag::DefinitionListTitle), title)) => self.table_lines(title),
            _ => None,
        };
        let split = title.map(|lines| self.split(lines)).unwrap_or_default();
        let found = split.has_table() && !split.text.is_empty();
        if found {
            let title = self.events.next();
            let title = self.leaf(title);
            self.parts.dropped.push(title.range);
            for table in split.first.into_iter().chain(split.last) {
                // The text may be before it.
                let place = range.start..table.rows.last().unwrap_or(&table.head).range.end;
                self.table(table, Some(place));
            }
        }
        self.push(Event::Start(Tag::DefinitionList), range.clone());
        self.containers.push(&Tag::DefinitionList, range);
        self.joins = false;
        if found {
            self.terms(&split.text);
        }
    }
}

/// The events of a stretch as they are to be rendered, less those of its pieces.
pub struct Reading<'a> {
    /// Nothing where they are the parser's.
    list: Option<Vec<Part<'a>>>,
    /// The texts that are parsed by themselves.
    pub pieces: Pieces,
    /// Where the parser's inline events were dropped, in order.
    pub dropped: Vec<Range<usize>>,
    /// The links that the pieces may refer to: the labels that the stretch defines, in order, with what each reference takes of
    /// the parser's limit.
    pub defined: Vec<(Label, usize)>,
}

impl<'a> Reading<'a> {
    /// Reads `text`, whose events these are, as the parser has seen it as `parsed`.
    pub fn new(
        events: &mut OffsetIter<'a, Lookup<'_, 'a>>,
        text: &str,
        parsed: &'a str,
        rules: &Rules,
    ) -> Self {
        if !is_needed(text, parsed, rules) {
            return Self {
                list: None,
                pieces: Pieces::default(),
                dropped: Vec::new(),
                defined: Vec::new(),
            };
        }
        let events_before: Vec<Spanned> = events.by_ref().collect();
        let notes: Vec<Label> = events_before.iter().filter_map(note).collect();
        let Parts {
            list,
            mut pieces,
            dropped,
        } = adapt(events_before, text, parsed, rules);
        let mut defined = Vec::new();
        if search::has(pieces.text(), "[") {
            pieces.define(&prelude(notes.iter()));
            defined = costs(events.reference_definitions());
        }
        Self {
            list: Some(list),
            pieces,
            dropped,
            defined,
        }
    }

    /// The bytes that a reference to `label` takes of the limit, if the stretch defines it.
    pub fn cost(&self, label: &Label) -> Option<usize> {
        let at = self.defined.binary_search_by(|(other, _)| other.cmp(label));
        at.ok().map(|at| self.defined[at].1)
    }

    /// The parts, for [`stream`].
    pub fn take(&mut self) -> Option<Vec<Part<'a>>> {
        self.list.take()
    }
}

/// The footnote that an event defines.
fn note((event, _): &Spanned) -> Option<Label> {
    match event {
        Event::Start(Tag::FootnoteDefinition(label)) => Some(Label::new(label.to_string())),
        _ => None,
    }
}

fn costs(found: &RefDefs) -> Vec<(Label, usize)> {
    let mut costs: Vec<(Label, usize)> = found
        .iter()
        .map(|(label, definition)| {
            let title = definition.title.as_deref().unwrap_or_default();
            let cost = definition.dest.len() + title.len();
            (Label::new(label.to_owned()), cost)
        })
        .collect();
    order::sort_by(&mut costs, |a, b| a.0 < b.0);
    costs
}

/// An event, its range, and whether it is of the same top-level block as what is before it.
pub type Joined<'a> = (Event<'a>, Range<usize>, bool);

/// All events of a reading: those of `list` and of the pieces, which are parsed now, or those that are left of `events`.
pub fn stream<'s, 'l: 's, 'a: 's>(
    list: Option<Vec<Part<'a>>>,
    events: &'s mut OffsetIter<'a, Lookup<'l, 'a>>,
    pieces: &'a Pieces,
    rules: &Rules,
    lookup: Lookup<'l, 'a>,
) -> Box<dyn Iterator<Item = Joined<'a>> + 's> {
    match list {
        Some(list) => Box::new(Adapted {
            parts: list.into_iter(),
            pieces,
            events: cmark::parse(pieces.text(), rules.options_of_pieces(), lookup),
            within: false,
        }),
        None => Box::new(events.map(|(event, range)| (event, range, false))),
    }
}

/// The events of parts and of their pieces, in the order of the text.
struct Adapted<'l, 'a> {
    parts: vec::IntoIter<Part<'a>>,
    pieces: &'a Pieces,
    events: OffsetIter<'a, Lookup<'l, 'a>>,
    /// Whether a piece has begun.
    within: bool,
}

impl<'a> Iterator for Adapted<'_, 'a> {
    type Item = Joined<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if self.within {
                let (event, range) = self.events.next()?;
                let event = match event {
                    Event::End(TagEnd::Paragraph) => {
                        self.within = false;
                        continue;
                    }
                    // In code a bar keeps its backslash from the parser.
                    Event::Code(code) if code.contains("\\|") => {
                        Event::Code(code.replace("\\|", "|").into())
                    }
                    event => event,
                };
                return Some((event, self.pieces.place(range), true));
            }
            match self.parts.next()? {
                Part::Event(event, range, joins) => return Some((event, range, joins)),
                Part::Piece(_) => {
                    self.within = true;
                    // The beginning of each paragraph.
                    self.events.by_ref().take(3).for_each(drop);
                }
            }
        }
    }
}
