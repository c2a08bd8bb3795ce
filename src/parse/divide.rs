//! `Divider`: the parser's events, divided into blocks where one may begin, each rendered as it passes.

mod children;
mod items;
mod rows;
mod spine;

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::boundary::boundary;
use super::page::Page;
use super::stub::Stub;
use crate::block::{Around, Block, Container, Kind};
use crate::render::Renderer;

use rows::OpenTable;
use spine::Level;

/// Why a stretch cannot be divided.
#[derive(PartialEq)]
pub enum Undivided {
    /// It does not start where a block begins.
    StartsInside,
    /// The list that it starts in has become tight or loose by it, or may have.
    LooksDifferent,
    /// The containers that begin at these offsets of the text must stay whole.
    Lists(Vec<usize>),
    /// Its HTML depends on more than a page knows.
    NoPage,
    /// Events have to be adapted that were taken as they are.
    Unadapted,
}

/// The divided stretch.
pub struct Divided<'a> {
    /// The blocks, each with the offset of its start.
    pub blocks: Vec<(usize, Block)>,
    /// Where the last part of each ends; definitions and blank lines may follow.
    pub ends: Vec<usize>,
    /// Has all that was rendered, in place of the blocks.
    pub page: Option<Page<'a>>,
}

/// The text of a stretch that is divided.
pub struct Ground<'a> {
    /// The text, with what stands before the stretch.
    pub text: &'a str,
    /// The text as the parser sees it.
    pub parsed: &'a str,
    /// Where the stretch begins.
    pub skip: usize,
    /// Whether the stretch starts the document, so that the first block starts there, wherever its text does.
    pub of_document: bool,
    /// The container that the stretch starts in.
    pub stub: Option<Stub>,
    /// Whether goldmark says whether lists are loose, too.
    pub is_goldmark: bool,
    /// Whether lists are divided: an answer of the site may be for a whole one.
    pub divides: bool,
    /// Where the containers begin that stay whole, in order.
    pub whole: &'a [usize],
}

/// The blocks so far. Offsets of blocks count from the start of the stretch, those of events from that of the text.
pub struct Divider<'a> {
    of: Ground<'a>,
    /// The containers that the stub opens.
    stub: Vec<Around>,
    renderer: Renderer<'a>,
    blocks: Vec<(usize, Block)>,
    /// Where the last part of each ends; definitions and blank lines may follow.
    ends: Vec<usize>,
    depth: usize,
    /// The kind of the last part, and its end.
    before: Option<(Kind, usize)>,
    /// The lists and block quotes that are open and divided, and the items between them, each in the one before: as far as
    /// nothing else is around them.
    spine: Vec<Level>,
    /// The table at the top that is open, if it is divided.
    table: Option<OpenTable>,
    /// The divided table that ended last, if nothing has begun a block since.
    ended: Option<OpenTable>,
    /// The containers that turned out to be those that stay whole.
    lists: Vec<usize>,
    /// Takes each block as soon as it ends.
    page: Option<Page<'a>>,
}

impl<'a> Divider<'a> {
    /// No blocks yet.
    pub fn new(of: Ground<'a>, renderer: Renderer<'a>, page: Option<Page<'a>>) -> Self {
        Self {
            stub: of.stub.as_ref().map_or_else(Vec::new, Stub::opened),
            of,
            renderer,
            blocks: Vec::new(),
            ends: Vec::new(),
            depth: 0,
            before: None,
            spine: Vec::new(),
            table: None,
            ended: None,
            lists: Vec::new(),
            page,
        }
    }

    /// Takes the next event, of which nothing is left; `joins` says that it is of the same block as the one before.
    pub fn event(
        &mut self,
        event: &mut Event<'a>,
        mut range: Range<usize>,
        joins: bool,
    ) -> Result<(), Undivided> {
        let is_start = matches!(event, Event::Start(_));
        let is_end = matches!(event, Event::End(_));
        let mut in_prelude = range.start < self.of.skip;
        if self.depth == 0 && (is_start || matches!(event, Event::Rule)) {
            self.part(event, &range, joins)?;
        } else if self.table.is_some() {
            self.row(event, &range, joins)?;
        } else if !self.spine.is_empty() {
            self.inside(event, &range, joins)?;
        }
        if is_start {
            self.depth += 1;
        } else if is_end {
            self.depth = self.depth.saturating_sub(1);
            let depth = self.depth;
            let ended = (self.spine.len() > depth)
                .then(|| self.spine.pop())
                .flatten();
            if ended.is_some() || self.depth == 0 && self.table.is_some() {
                // A container that the stretch starts in ends after all that is rendered.
                in_prelude &= self.blocks.is_empty();
                range.start = range.start.max(self.of.skip.min(range.end));
                self.end_table()?;
                if let Some(Level::List(list)) = ended {
                    self.end_list(list)?;
                }
            }
        }
        if !in_prelude {
            if self.blocks.is_empty() && self.of.stub.is_some() {
                return Err(Undivided::StartsInside);
            }
            self.renderer.event(event, range);
        }
        Ok(())
    }

    /// Begins a block with a part of the top level, or continues the last one where no block may begin.
    fn part(&mut self, event: &Event, range: &Range<usize>, joins: bool) -> Result<(), Undivided> {
        let kind = Kind::of(event, self.of.text, self.of.parsed, range);
        let skip = self.of.skip;
        if range.start < skip {
            let Some(stub) = &self.of.stub else {
                return Ok(());
            };
            // Text that joins the table that the stretch starts in: they are one leaf to the parser.
            if self.before.is_some() {
                return Err(Undivided::LooksDifferent);
            }
            match (kind, event, stub.of.clone()) {
                (Kind::Table, Event::Start(Tag::Table(alignments)), Container::Table(_)) => {
                    self.table = Some(OpenTable::new(alignments, range.start));
                }
                _ if self.of_stub(event, range) => {}
                _ => return Ok(()),
            }
            self.before = Some((kind, range.end.saturating_sub(skip)));
            return Ok(());
        }
        if self.of.stub.is_some() && self.blocks.is_empty() {
            return Err(Undivided::StartsInside);
        }
        let (at, end) = (range.start - skip, range.end - skip);
        let start = boundary(&self.of.text[skip..], at, kind, self.before).filter(|_| !joins);
        let begins = match start {
            _ if self.of.of_document && self.blocks.is_empty() => {
                self.begin(0, kind);
                start.is_some()
            }
            Some(start) => {
                self.begin(start, kind);
                true
            }
            None if self.blocks.is_empty() => return Err(Undivided::StartsInside),
            None => false,
        };
        if self.page.as_ref().is_some_and(Page::is_incomplete) {
            return Err(Undivided::NoPage);
        }
        // A table that another part joins is one block.
        match self.ended.take() {
            Some(table) if !begins && table.start < skip => {
                return Err(Undivided::LooksDifferent);
            }
            Some(table) if !begins => self.lists.push(table.start),
            _ => {}
        }
        match event {
            Event::Start(Tag::List(_)) if begins => self.begin_list(range.start),
            Event::Start(Tag::Table(alignments)) if begins => {
                self.begin_table(alignments, range.start)
            }
            Event::Start(Tag::BlockQuote(_)) if begins => self.begin_quote(range.start),
            _ => {}
        }
        self.note(kind, end);
        self.before = Some((kind, end));
        Ok(())
    }

    /// Notes the part that the last block ends with so far.
    fn note(&mut self, kind: Kind, end: usize) {
        self.ends.truncate(self.blocks.len() - 1);
        self.ends.push(end);
        if let Some((_, block)) = self.blocks.last_mut() {
            block.last = kind;
            block.definition_list |= kind == Kind::DefinitionList;
        }
    }

    fn begin(&mut self, start: usize, first: Kind) {
        self.end_block();
        self.renderer.begin(self.of.skip + start);
        // A page needs none but to know that there is one.
        if self.page.is_some() && !self.blocks.is_empty() {
            return;
        }
        let block = Block {
            first,
            ..Block::default()
        };
        self.blocks.push((start, block));
    }

    /// Gives the last block what was rendered since it began.
    fn end_block(&mut self) {
        if let Some(page) = &mut self.page {
            page.add(&mut self.renderer);
            return;
        }
        let rendered = self.renderer.finish();
        if let Some((_, block)) = self.blocks.last_mut() {
            let mut notes = rendered.notes.iter();
            block.anchors =
                rendered.tree.has_anchors() || notes.any(|note| note.tree.has_anchors());
            block.rendered = rendered;
        }
    }

    /// The blocks, with what the parser's last events leave open.
    pub fn finish(mut self) -> Result<Divided<'a>, Undivided> {
        self.end_block();
        if !self.lists.is_empty() {
            return Err(Undivided::Lists(self.lists));
        }
        let is_blank = self.of.text.len() == self.of.skip;
        let of_document = self.of.of_document;
        match self.blocks.first() {
            Some((start, _)) if *start > 0 && !of_document => return Err(Undivided::StartsInside),
            Some(_) => {}
            None if !of_document => return Err(Undivided::StartsInside),
            None if is_blank => {}
            None => {
                self.blocks.push((0, Block::default()));
                self.ends.push(0);
            }
        }
        Ok(Divided {
            blocks: self.blocks,
            ends: self.ends,
            page: self.page,
        })
    }
}
