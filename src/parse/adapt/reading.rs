//! The events of a stretch after adapting: read once, then streamed together with those of their pieces.

use std::ops::Range;
use std::vec;

use pulldown_cmark::{Event, OffsetIter, RefDefs, Tag, TagEnd};

use super::super::prelude;
use super::pieces::Pieces;
use super::{Part, Parts, adapt, is_needed};
use crate::cmark::{self, Lookup};
use crate::flavor::Rules;
use crate::label::Label;
use crate::order;
use crate::search;

/// The events of a stretch as they are to be rendered, less those of its pieces.
#[derive(Default)]
pub struct Reading<'a> {
    /// Nothing where they are the parser's.
    list: Option<Vec<Part<'a>>>,
    /// The texts that are parsed by themselves.
    pub pieces: Pieces,
    /// Where the parser's inline events were dropped, in order.
    pub dropped: Vec<Range<usize>>,
    /// Where the lists begin that are loose only to the parser, or only to goldmark; in order.
    pub odd_lists: Vec<usize>,
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
            return Self::default();
        }
        let Parts {
            list,
            mut pieces,
            dropped,
            odd_lists,
        } = adapt(events, text, parsed, rules);
        let mut defined = Vec::new();
        if search::has(pieces.text(), "[") {
            let notes: Vec<Label> = list.iter().filter_map(note).collect();
            pieces.define(&prelude(notes.iter()));
            defined = costs(events.reference_definitions());
        }
        Self {
            list: Some(list),
            pieces,
            dropped,
            odd_lists,
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

/// The footnote that a part begins to define.
fn note(part: &Part) -> Option<Label> {
    match part {
        Part::Event(Event::Start(Tag::FootnoteDefinition(label)), ..) => {
            Some(Label::new(label.to_string()))
        }
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
pub fn stream<'s, 'l, 'a>(
    list: Option<Vec<Part<'a>>>,
    events: &'s mut OffsetIter<'a, Lookup<'l, 'a>>,
    pieces: &'a Pieces,
    rules: &Rules,
    lookup: Lookup<'l, 'a>,
) -> Stream<'s, 'l, 'a> {
    match list {
        Some(list) => Stream::Adapted(Box::new(Adapted {
            parts: list.into_iter(),
            pieces,
            events: cmark::parse(pieces.text(), rules.options_of_pieces(), lookup),
            within: false,
        })),
        None => Stream::Unchanged(events),
    }
}

/// See [`stream`].
pub enum Stream<'s, 'l, 'a> {
    Unchanged(&'s mut OffsetIter<'a, Lookup<'l, 'a>>),
    Adapted(Box<Adapted<'l, 'a>>),
}

impl<'a> Iterator for Stream<'_, '_, 'a> {
    type Item = Joined<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::Unchanged(events) => events.next().map(|(event, range)| (event, range, false)),
            Self::Adapted(adapted) => adapted.next(),
        }
    }
}

/// The events of parts and of their pieces, in the order of the text.
pub struct Adapted<'l, 'a> {
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
