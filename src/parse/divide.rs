//! `Divider`: the parser's events, divided into blocks where one may begin, each rendered as it passes.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::boundary::{after_blank, boundary};
use super::list::OpenList;
use super::stub::Stub;
use crate::block::{Block, Items, Kind};
use crate::render::Renderer;

/// Why a stretch cannot be divided.
pub enum Undivided {
    /// It does not start where a block begins.
    StartsInside,
    /// The list that it starts in has become tight or loose by it, or may have.
    LooksDifferent,
    /// The lists that begin at these offsets of the text must stay whole.
    Lists(Vec<usize>),
}

/// The divided stretch.
pub struct Divided {
    /// The blocks, each with the offset of its start.
    pub blocks: Vec<(usize, Block)>,
    /// Where the last part of each ends; definitions and blank lines may follow.
    pub ends: Vec<usize>,
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
    /// The list that the stretch starts in.
    pub stub: Option<Stub>,
    /// Whether goldmark says whether lists are loose, too.
    pub is_goldmark: bool,
    /// Whether lists are divided: an answer of the site may be for a whole one.
    pub divides: bool,
    /// Where the lists begin that stay whole, in order.
    pub whole: &'a [usize],
}

/// The blocks so far. Offsets of blocks count from the start of the stretch, those of events from that of the text.
pub struct Divider<'a> {
    of: Ground<'a>,
    renderer: Renderer<'a>,
    blocks: Vec<(usize, Block)>,
    /// Where the last part of each ends; definitions and blank lines may follow.
    ends: Vec<usize>,
    depth: usize,
    /// The kind of the last part, and its end.
    before: Option<(Kind, usize)>,
    /// The list at the top that is open.
    list: Option<OpenList>,
    /// The lists that turned out to be those that stay whole.
    lists: Vec<usize>,
}

impl<'a> Divider<'a> {
    /// No blocks yet.
    pub fn new(of: Ground<'a>, renderer: Renderer<'a>) -> Self {
        Self {
            of,
            renderer,
            blocks: Vec::new(),
            ends: Vec::new(),
            depth: 0,
            before: None,
            list: None,
            lists: Vec::new(),
        }
    }

    /// Takes the next event; `joins` says that it is of the same block as the one before.
    pub fn event(
        &mut self,
        event: Event<'a>,
        mut range: Range<usize>,
        joins: bool,
    ) -> Result<(), Undivided> {
        let is_start = matches!(event, Event::Start(_));
        let is_end = matches!(event, Event::End(_));
        let mut in_prelude = range.start < self.of.skip;
        if self.depth == 0 && (is_start || event == Event::Rule) {
            self.part(&event, &range, joins)?;
        } else if self.list.is_some() {
            if self.depth == 1 && matches!(event, Event::Start(Tag::Item)) {
                self.item(&range, joins)?;
            }
            self.look_at(&event, &range);
        }
        if is_start {
            self.depth += 1;
        } else if is_end {
            self.depth = self.depth.saturating_sub(1);
            if self.depth == 0 {
                if let Some(list) = self.list.take() {
                    // The list that the stretch starts in ends after what is rendered.
                    in_prelude &= !list.is_stub || self.blocks.is_empty();
                    range.start = range.start.max(self.of.skip.min(range.end));
                    self.end_list(list)?;
                }
            }
        }
        if !in_prelude {
            self.renderer.event(event, range);
        }
        Ok(())
    }

    /// Begins a block with a part of the top level, or continues the last one where no block may begin.
    fn part(&mut self, event: &Event, range: &Range<usize>, joins: bool) -> Result<(), Undivided> {
        let kind = Kind::of(event, self.of.text, self.of.parsed, range);
        let skip = self.of.skip;
        if range.start < skip {
            if let (Some(stub), Kind::List) = (self.of.stub, kind) {
                self.list = Some(OpenList::of_stub(stub, range.start));
                self.before = Some((kind, range.end.saturating_sub(skip)));
            }
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
        if kind == Kind::List {
            let divides =
                begins && self.of.divides && self.of.whole.binary_search(&range.start).is_err();
            let text = &self.of.text[range.start..];
            let first = self.blocks.len() - 1;
            self.list = Some(OpenList::new(text, range.start, divides.then_some(first)));
            if let (true, Some((_, block))) = (divides, self.blocks.last_mut()) {
                block.items = Some(Items::default());
            }
        }
        self.note(kind, end);
        self.before = Some((kind, end));
        Ok(())
    }

    /// Begins a block with an item of the list that is open.
    fn item(&mut self, range: &Range<usize>, joins: bool) -> Result<(), Undivided> {
        let skip = self.of.skip;
        let Some(list) = &mut self.list else {
            return Ok(());
        };
        let is_first = std::mem::replace(&mut list.is_empty, false);
        if range.start < skip || is_first || list.first_block.is_none() {
            return Ok(());
        }
        let is_ordered = list.is_ordered;
        if self.of.is_goldmark
            && after_blank(self.of.parsed, range.start)
            && !self.blocks.is_empty()
        {
            self.note_apart();
        }
        let at = range.start - skip;
        let start = boundary(&self.of.text[skip..], at, Kind::List, None).filter(|_| !joins);
        let Some(start) = start else {
            return match self.blocks.is_empty() {
                true => Err(Undivided::StartsInside),
                false => Ok(()),
            };
        };
        if !self.blocks.is_empty() {
            self.renderer.end_items();
        }
        self.end_block();
        self.renderer.begin_items(skip + start, range, is_ordered);
        let block = Block {
            first: Kind::List,
            items: Some(Items {
                continue_list: true,
                ..Items::default()
            }),
            ..Block::default()
        };
        self.blocks.push((start, block));
        self.note(Kind::List, range.end - skip);
        Ok(())
    }

    /// Looks at an event in the list that is open for what says whether the list is loose.
    fn look_at(&mut self, event: &Event, range: &Range<usize>) {
        // Where it makes no difference what the stub looks like, it says nothing.
        let of_stub = range.start < self.of.skip;
        if of_stub && self.of.stub.is_some_and(|stub| stub.loose.is_none()) {
            return;
        }
        let (depth, at) = (self.depth, range.start);
        let Some(list) = &mut self.list else {
            return;
        };
        if list.look_at(event, depth, self.of.parsed, at, self.of.is_goldmark) {
            self.note_apart();
        }
    }

    /// Notes that the last block makes its list loose to goldmark.
    fn note_apart(&mut self) {
        if let Some(list) = &mut self.list {
            list.apart = true;
        }
        if let Some(items) = self.blocks.last_mut().and_then(|(_, b)| b.items.as_mut()) {
            items.apart = true;
        }
    }

    /// Says of the blocks of a list that ends whether it is loose.
    fn end_list(&mut self, list: OpenList) -> Result<(), Undivided> {
        let agrees = |loose: bool| !self.of.is_goldmark || list.apart == loose;
        let is_odd = list.is_mixed || self.of.whole.binary_search(&list.start).is_ok();
        let is_divided = match (list.is_stub, self.of.stub.and_then(|stub| stub.loose)) {
            (true, Some(loose)) => !is_odd && list.loose == Some(loose) && agrees(loose),
            (true, None) => list.loose.is_none(),
            (false, _) => !is_odd && list.loose.is_none_or(agrees),
        };
        let Some(first) = list.first_block else {
            return Ok(());
        };
        if !is_divided && list.is_stub {
            return Err(Undivided::LooksDifferent);
        }
        if !is_divided {
            self.lists.push(list.start);
        }
        for (_, block) in &mut self.blocks[first..] {
            if let Some(items) = &mut block.items {
                items.loose = list.loose;
                items.apart |= !self.of.is_goldmark;
            }
        }
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
    pub fn finish(mut self) -> Result<Divided, Undivided> {
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
        })
    }
}
