//! `Divider`: the parser's events, divided into blocks where one may begin, each rendered as it passes.

use std::ops::Range;

use pulldown_cmark::Event;

use super::boundary::boundary;
use crate::block::{Block, Kind};
use crate::render::Renderer;

/// A stretch does not start where a block begins.
pub struct StartsInside;

/// The divided stretch.
pub struct Divided {
    /// The blocks, each with the offset of its start.
    pub blocks: Vec<(usize, Block)>,
    /// Where the last part of each ends; definitions and blank lines may follow.
    pub ends: Vec<usize>,
}

/// The blocks so far. Offsets of blocks count from the start of the stretch, those of events from that of `text`, where
/// the stretch begins after `skip` bytes.
pub struct Divider<'a> {
    text: &'a str,
    parsed: &'a str,
    skip: usize,
    /// Whether the stretch starts the document, so that the first block starts there, wherever its text does.
    of_document: bool,
    renderer: Renderer<'a>,
    blocks: Vec<(usize, Block)>,
    /// Where the last part of each ends; definitions and blank lines may follow.
    ends: Vec<usize>,
    depth: usize,
    /// The kind of the last part, and its end.
    before: Option<(Kind, usize)>,
}

impl<'a> Divider<'a> {
    /// No blocks yet.
    pub fn new(
        text: &'a str,
        parsed: &'a str,
        skip: usize,
        of_document: bool,
        renderer: Renderer<'a>,
    ) -> Self {
        Self {
            text,
            parsed,
            skip,
            of_document,
            renderer,
            blocks: Vec::new(),
            ends: Vec::new(),
            depth: 0,
            before: None,
        }
    }

    /// Takes the next event; `joins` says that it is of the same block as the one before.
    pub fn event(
        &mut self,
        event: Event<'a>,
        range: Range<usize>,
        joins: bool,
    ) -> Result<(), StartsInside> {
        let is_start = matches!(event, Event::Start(_));
        let in_prelude = range.start < self.skip;
        if !in_prelude && self.depth == 0 && (is_start || event == Event::Rule) {
            self.part(&event, &range, joins)?;
        }
        if is_start {
            self.depth += 1;
        } else if matches!(event, Event::End(_)) {
            self.depth = self.depth.saturating_sub(1);
        }
        if !in_prelude {
            self.renderer.event(event, range);
        }
        Ok(())
    }

    /// Begins a block with a part of the top level, or continues the last one where no block may begin.
    fn part(
        &mut self,
        event: &Event,
        range: &Range<usize>,
        joins: bool,
    ) -> Result<(), StartsInside> {
        let kind = Kind::of(event, self.text, self.parsed, range);
        let (at, end) = (range.start - self.skip, range.end - self.skip);
        let start = boundary(&self.text[self.skip..], at, kind, self.before).filter(|_| !joins);
        match start {
            _ if self.of_document && self.blocks.is_empty() => self.begin(0, kind),
            Some(start) => self.begin(start, kind),
            None if self.blocks.is_empty() => return Err(StartsInside),
            None => {}
        }
        self.ends.truncate(self.blocks.len() - 1);
        self.ends.push(end);
        if let Some((_, block)) = self.blocks.last_mut() {
            block.last = kind;
            block.definition_list |= kind == Kind::DefinitionList;
        }
        self.before = Some((kind, end));
        Ok(())
    }

    fn begin(&mut self, start: usize, first: Kind) {
        self.end_block();
        self.renderer.begin(self.skip + start);
        let block = Block {
            first,
            ..Block::default()
        };
        self.blocks.push((start, block));
    }

    /// Gives the last block what was rendered since it began.
    fn end_block(&mut self) {
        let rendered = self.renderer.finish();
        if let Some((_, block)) = self.blocks.last_mut() {
            let mut notes = rendered.notes.iter();
            block.anchors =
                rendered.tree.has_anchors() || notes.any(|note| note.tree.has_anchors());
            block.rendered = rendered;
        }
    }

    /// The blocks, with what the parser's last events leave open.
    pub fn finish(mut self) -> Result<Divided, StartsInside> {
        self.end_block();
        let is_blank = self.text.len() == self.skip;
        match self.blocks.first() {
            Some((start, _)) if *start > 0 && !self.of_document => return Err(StartsInside),
            Some(_) => {}
            None if !self.of_document => return Err(StartsInside),
            None if is_blank => {}
            None => {
                self.blocks.push((0, Block::default()));
                self.ends.push(0);
            }
        }
        Ok(Divided {
            blocks: self.blocks,
            ends: self.ends,
        })
    }
}
