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
mod reading;
mod rows;
mod split;
mod table;
mod task;
mod terms;
mod tight;
mod titles;
mod watch;

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::cmark::is_inline;
use crate::flavor::{Flavor, Rules};

use lines::{Around, Containers, Line, lines};
pub use markers::seen;
use pieces::Pieces;
pub use reading::{Reading, stream};
use split::{Split, split};
use task::{box_at, has_box};
pub use watch::Watch;

/// An event and its range.
type Spanned<'a> = (Event<'a>, Range<usize>);

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
    /// Where the lists begin that are loose only to the parser, or only to goldmark; in order.
    odd_lists: Vec<usize>,
}

/// Whether anything in `text` may have to be adapted, which the parser has seen as `parsed`.
fn is_needed(text: &str, parsed: &str, rules: &Rules) -> bool {
    if rules.flavor != Flavor::Hugo {
        return rules.table && watch::rows(text, parsed).next().is_some();
    }
    let special = |(_, line): (usize, &str)| {
        let rest = line.trim_start_matches([' ', '\t', '>']);
        if rules.table && table::may_delimit(rest) {
            return true;
        }
        let is_definition =
            rules.definition_list && rest.starts_with(':') && rest[1..].starts_with([' ', '\t']);
        is_definition || rules.task_list && has_box(rest) || may_swallow(line)
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

/// The lines of a range of `text`, as they are written, where the parser has seen their ends in `parsed`: what divides
/// the summary is lines to it. Each with its offset.
fn written_lines<'t>(
    text: &'t str,
    parsed: &'t str,
    range: Range<usize>,
) -> impl Iterator<Item = (usize, &'t str)> {
    let ends = memchr::memchr_iter(b'\n', &parsed.as_bytes()[range.clone()])
        .map(move |at| range.start + at);
    let mut start = range.start;
    ends.chain([range.end]).filter_map(move |end| {
        let line = text.get(start..end).map(|line| (start, line));
        start = end + 1;
        line
    })
}

/// Adapts the events of `text`, which the parser has seen as `parsed`.
fn adapt<'a, 't>(
    events: &'t mut (dyn Iterator<Item = Spanned<'a>> + 't),
    text: &'t str,
    parsed: &'a str,
    rules: &'t Rules,
) -> Parts<'a> {
    let mut parts = Parts::default();
    // Often there are more; to grow from nothing copies them all over and over.
    parts.list.reserve(parsed.len() / 32);
    let mut adapter = Adapter {
        text,
        parsed,
        rules,
        events,
        ahead: None,
        parts,
        has_lists: false,
        containers: Containers::default(),
        item: None,
        joins: false,
    };
    while let Some((event, range)) = adapter.next() {
        adapter.event(event, range);
    }
    let has_lists = adapter.has_lists;
    let mut parts = adapter.parts;
    if rules.flavor == Flavor::Hugo && has_lists {
        (parts.list, parts.odd_lists) = tight::settle(parts.list, parsed);
    }
    parts
}

struct Adapter<'a, 't> {
    text: &'t str,
    parsed: &'a str,
    rules: &'t Rules,
    events: &'t mut (dyn Iterator<Item = Spanned<'a>> + 't),
    /// The next event, where it had to be looked at.
    ahead: Option<Spanned<'a>>,
    parts: Parts<'a>,
    has_lists: bool,
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
            Event::Start(ref tag @ (Tag::Paragraph | Tag::Heading { .. }))
                if self.stays(&range, !matches!(tag, Tag::Paragraph), item) =>
            {
                self.push(event, range);
                self.push_until(&|event| matches!(event, Event::End(tag) if !is_inline(tag)));
            }
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
                self.push_until(&|event| matches!(event, Event::End(tag) if *tag == end));
            }
            Event::Start(ref tag) if !is_inline(&tag.to_end()) => {
                self.containers.push(tag, range.clone());
                match tag {
                    Tag::Item => self.item = Some(range.start),
                    Tag::List(_) => self.has_lists = true,
                    _ => {}
                }
                self.push(event, range);
            }
            Event::End(ref tag) if !is_inline(tag) => {
                self.containers.pop();
                self.push(event, range);
            }
            Event::Rule => self.push(event, range),
            _ => {
                let first = self.parts.list.len();
                let range = self.tight((event, range));
                if !self.stays(&range, false, item) {
                    let leaf = self.tight_leaf(first, range);
                    self.rework(leaf, item);
                }
            }
        }
    }

    fn next(&mut self) -> Option<Spanned<'a>> {
        match self.ahead.take() {
            None => self.events.next(),
            ahead => ahead,
        }
    }

    fn peek(&mut self) -> Option<&Spanned<'a>> {
        if self.ahead.is_none() {
            self.ahead = self.events.next();
        }
        self.ahead.as_ref()
    }

    fn push(&mut self, event: Event<'a>, range: Range<usize>) {
        self.parts.list.push(Part::Event(event, range, self.joins));
    }

    /// Adds the next events, up to the one that ends them.
    fn push_until(&mut self, ends: &dyn Fn(&Event) -> bool) {
        while let Some((event, range)) = self.next() {
            let is_last = ends(&event);
            self.push(event, range);
            if is_last {
                break;
            }
        }
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
        while let Some((event, range)) = self.next() {
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

    /// Adds the text right in an item that starts with an event. Returns where it stands.
    fn tight(&mut self, first: Spanned<'a>) -> Range<usize> {
        let Range { mut start, mut end } = first.1;
        // The parser passes over the backslash of an escaped character.
        if self.text[..start].ends_with('\\') {
            start -= 1;
        }
        let inline = |event: &Event| match event {
            Event::Start(tag) => is_inline(&tag.to_end()),
            Event::End(tag) => is_inline(tag),
            event => !matches!(event, Event::Rule),
        };
        self.push(first.0, first.1);
        while let Some((event, range)) = self.next() {
            if !inline(&event) {
                self.ahead = Some((event, range));
                break;
            }
            end = end.max(range.end);
            self.push(event, range);
        }
        start..self.line_end(end)
    }

    /// Takes back such a text, at `range`: all parts from `first` on.
    fn tight_leaf(&mut self, first: usize, range: Range<usize>) -> Leaf<'a> {
        let mut content = Vec::new();
        while self.parts.list.len() > first
            && let Some(Part::Event(event, range, _)) = self.parts.list.pop()
        {
            content.push((event, range));
        }
        content.reverse();
        Leaf {
            start: None,
            content,
            end: None,
            range,
        }
    }

    /// Whether a leaf at `range` is surely not reworked; `item` is the one that it begins.
    fn stays(&self, range: &Range<usize>, heading: bool, item: Option<usize>) -> bool {
        if self.may_have_table(range) {
            return false;
        }
        if !self.is_hugo() {
            return true;
        }
        let text = self.text.get(range.start..).unwrap_or_default();
        let may_have_box =
            item.is_some() && self.rules.task_list && (heading || box_at(text).is_some());
        let written = self.text.get(range.clone()).unwrap_or_default();
        !may_have_box && written.trim_ascii() != "-"
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

    /// Whether one of the lines of a leaf may be a delimiter row.
    fn may_have_table(&self, range: &Range<usize>) -> bool {
        let mut below = written_lines(self.text, self.parsed, range.clone()).skip(1);
        self.rules.table && below.any(|(_, line)| table::may_delimit(line))
    }

    /// The lines of a leaf, if one of them may be a delimiter row.
    fn table_lines(&self, range: &Range<usize>) -> Option<Vec<Line>> {
        let may = self.may_have_table(range);
        may.then(|| lines(self.parsed, range.clone(), self.around()))
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
}
