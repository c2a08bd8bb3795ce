//! `Renderer`: parser events to the tree of one block at a time. Parts that depend on other blocks stay slots.
//!
//! Events of blocks open and close elements at once. Inline events are gathered in a leaf until the block around them
//! goes on, and are rendered together by [`Inline`]. Each construct with a state of its own has a file in `render/`.

mod attribute_line;
mod block_quote;
mod code;
mod definition_list;
mod footnote;
mod heading;
mod items;
mod limit;
mod paragraph;
mod raw_html;
mod table;

use std::ops::Range;
use std::rc::Rc;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::allow::{Attribute as A, Element as E};
use crate::block::RenderedBlock;
use crate::cmark::is_inline;
use crate::flavor::Rules;
use crate::hugo::attributes;
use crate::hugo::passthrough::PassthroughSpan;
use crate::hugo::typographer::Balance;
use crate::inline::{self, Inline, Leaf, Output, Stretch};
use crate::shortcode::Masked;
use crate::tree::Builder;

use attribute_line::AttributeLine;
use definition_list::DefinitionList;
use footnote::OpenNote;
use heading::Heading;
use paragraph::Paragraph;
use raw_html::Verbatim;
use table::Tables;

/// Renders the events of one block after another.
pub struct Renderer<'a> {
    stretch: Stretch<'a>,
    builder: Builder,
    /// The facts found so far; the tree is still in the builder.
    rendered: RenderedBlock,
    /// The inline events of the block that is open, until the block goes on.
    leaf: Vec<(Event<'a>, Range<usize>)>,
    verbatim: Verbatim<'a>,
    paragraph: Paragraph,
    headings: Vec<Heading>,
    tables: Tables,
    definition_list: DefinitionList,
    notes: Vec<OpenNote>,
    attribute_line: AttributeLine,
    /// How many block quotes are open.
    quoted: usize,
    /// How many blocks are open.
    depth: usize,
    /// The blank run at the end of the list or item that was opened last.
    blank: Range<usize>,
    /// How many bytes of Markdown the embedder's shortcodes had given before the block.
    given_before: usize,
    /// Whether the text is read once, for its HTML alone.
    is_once: bool,
}

impl<'a> Renderer<'a> {
    /// A renderer for the blocks of `text`, which the parser saw as `parsed`, and in which shortcodes are hidden.
    pub fn new(
        rules: &'a Rules,
        text: &'a str,
        parsed: &'a str,
        passed: &'a [PassthroughSpan],
        masked: Masked<'a>,
    ) -> Self {
        Self {
            stretch: Stretch {
                rules,
                text,
                parsed,
                masked,
                may_mark: rules.may_mark(text),
                passed,
                base: 0,
            },
            builder: Builder::default(),
            rendered: RenderedBlock::default(),
            leaf: Vec::new(),
            verbatim: Verbatim::No,
            paragraph: Paragraph::default(),
            headings: Vec::new(),
            tables: Tables::default(),
            definition_list: DefinitionList::default(),
            notes: Vec::new(),
            attribute_line: AttributeLine::default(),
            quoted: 0,
            depth: 0,
            blank: 0..0,
            given_before: 0,
            is_once: false,
        }
    }

    /// Finds nothing that only diagnostics are made of.
    pub fn read_once(&mut self) {
        self.is_once = true;
    }

    /// Starts a block at this offset of the text.
    pub fn begin(&mut self, base: usize) {
        self.stretch.base = base;
        self.given_before = self.stretch.masked.given();
    }

    /// Ends the block, with everything that the parser's events leave open.
    pub fn finish(&mut self) -> RenderedBlock {
        self.end_all();
        self.note_depth();
        self.note_given();
        let (tree, unbalanced_tags) = self.builder.finish_block();
        let rendered = RenderedBlock {
            tree: Rc::new(tree),
            unbalanced_tags,
            ..std::mem::take(&mut self.rendered)
        };
        self.reset();
        rendered
    }

    /// The same for a text that is read once: the tree is in the builder, with its effect on the open quotes. `None`
    /// where the block has footnotes, or exceeds a limit.
    pub fn finish_once(&mut self) -> Option<(&mut Builder, Balance)> {
        self.end_all();
        let is_plain = self.rendered.notes.is_empty()
            && self.builder.flattened().is_none()
            && self.tables.is_within();
        self.rendered.findings.clear();
        let balance = std::mem::take(&mut self.rendered.quote_balance);
        self.reset();
        is_plain.then_some((&mut self.builder, balance))
    }

    fn end_all(&mut self) {
        self.flush();
        while !self.notes.is_empty() {
            self.end_note();
        }
        if matches!(self.verbatim, Verbatim::Html(_)) {
            self.end_html();
        }
    }

    /// Forgets the block, but for memory that the next one needs as well.
    fn reset(&mut self) {
        self.leaf.clear();
        self.headings.clear();
        self.verbatim = Verbatim::No;
        self.paragraph = Paragraph::default();
        self.tables = Tables::default();
        self.definition_list = DefinitionList::default();
        self.attribute_line = AttributeLine::default();
        (self.quoted, self.depth, self.blank) = (0, 0, 0..0);
    }

    /// Renders one event, of which nothing is left; `range` is in bytes of the text.
    pub fn event(&mut self, event: &mut Event<'a>, range: Range<usize>) {
        let source = self.stretch.in_block(&range);
        if self.attribute_line.is_skipping {
            self.attribute_line.is_skipping = !matches!(event, Event::End(TagEnd::Heading(_)));
            return;
        }
        self.note_omitted(event, &range, &source);
        let Stretch { text, parsed, .. } = self.stretch;
        match event {
            Event::Start(Tag::Heading { .. })
                if attributes::is_line(&text[range.start..], &parsed[range.start..]) =>
            {
                let is_after_text = !self.leaf.is_empty() && self.paragraph.pending.is_none();
                self.flush();
                self.attribute_line.is_skipping = true;
                if is_after_text {
                    self.attribute_line.after = Some(range.start);
                }
                self.give_attributes(range.start);
            }
            Event::Start(tag) if !is_inline(&tag.to_end()) => {
                self.flush();
                self.attribute_line = AttributeLine::default();
                let tag = std::mem::replace(tag, Tag::Paragraph);
                self.start(tag, range, source);
                self.depth += 1;
            }
            Event::End(tag) if !is_inline(tag) => {
                self.flush();
                self.depth = self.depth.saturating_sub(1);
                let ended = self.end(*tag);
                self.attribute_line.previous = ended.map(|index| (index, range.end));
            }
            Event::Rule => {
                self.flush();
                let index = self.builder.open(E::Hr, source);
                self.attribute_line.previous = index.map(|index| (index, range.end));
                if parsed[range.clone()] != text[range] {
                    self.builder.attribute(A::DataMore, "");
                    self.rendered.has_summary_divider = true;
                }
            }
            Event::Text(text) | Event::Html(text) if !matches!(self.verbatim, Verbatim::No) => {
                self.push_verbatim(text, range, source)
            }
            _ => {
                let event = std::mem::replace(event, Event::Rule);
                self.leaf.push((event, range));
            }
        }
    }

    /// Renders the inline content gathered so far.
    fn flush(&mut self) {
        let Some((_, last)) = self.leaf.last() else {
            return;
        };
        self.attribute_line.previous = None;
        let end = self.headings.last().and_then(|heading| heading.end);
        let end = end.unwrap_or(last.end);
        if let Some(heading) = self.headings.last_mut() {
            heading.is_empty &= inline::is_blank(&self.leaf, end);
        }
        if !self.is_once {
            let found = inline::findings(&self.leaf, &self.stretch, end);
            self.rendered.findings.extend(found);
        }
        let is_paragraph = self.begin_loose_paragraph();
        let is_direct = self.paragraph.pending.is_none();
        if let Some(at) = self.attribute_line.after.take().filter(|_| is_direct) {
            self.builder.text("\n", self.stretch.in_block(&(at..at)));
        }
        let lone_image = self.paragraph.pending.is_some()
            && !self.stretch.rules.wrap_image
            && is_image(&self.leaf);
        let in_terms = self.definition_list.in_terms;
        let leaf = Leaf {
            end,
            quoted: self.quoted,
            is_terms: in_terms,
            is_heading: !self.headings.is_empty(),
            may_split: self.headings.is_empty() && self.tables.is_empty() && !in_terms,
            term: self.definition_list.term,
            paragraph: self.paragraph.pending.take().filter(|_| !lone_image),
        };
        let output = Output {
            builder: &mut self.builder,
            quote_balance: &mut self.rendered.quote_balance,
            findings: &mut self.rendered.findings,
        };
        let (plain, is_open) = Inline::render(self.stretch, leaf, &mut self.leaf, output);
        if let Some(heading) = self.headings.last_mut() {
            heading.plain = plain;
        }
        self.paragraph.is_open = is_open;
        self.paragraph.lone_image = lone_image.then(|| self.builder.tree().len() - 1);
        if is_paragraph {
            self.end_paragraph();
        }
    }

    /// The length of the white space that ends `range`. Nested lists end at one place: what was found there is not
    /// searched again, lest deep nesting times many blank lines cost their product.
    fn blank_before(&mut self, range: &Range<usize>) -> usize {
        if range.end != self.blank.end || range.start > self.blank.start {
            let written = &self.stretch.text[range.clone()];
            self.blank = range.start + written.trim_ascii_end().len()..range.end;
        }
        self.blank.len()
    }

    fn start(&mut self, tag: Tag, range: Range<usize>, mut source: Range<usize>) {
        if matches!(
            tag,
            Tag::List(_) | Tag::Item | Tag::DefinitionList | Tag::DefinitionListDefinition
        ) {
            // How many blank lines the parser counts in depends on what follows.
            source.end -= self.blank_before(&range);
        }
        let element = match tag {
            Tag::Paragraph => return self.start_paragraph(source),
            Tag::Heading { level, .. } => return self.start_heading(level as u8, range, source),
            Tag::BlockQuote(kind) => return self.start_block_quote(kind, source),
            Tag::CodeBlock(kind) => {
                self.check_fence(&kind, &range);
                return self.start_code(&kind, &range, source);
            }
            Tag::HtmlBlock => return self.start_html(&range),
            Tag::List(None) => E::Ul,
            Tag::List(Some(start)) => {
                self.builder.open(E::Ol, source);
                if start != 1 {
                    self.builder.attribute(A::Start, &start.to_string());
                }
                return;
            }
            Tag::Item => E::Li,
            Tag::FootnoteDefinition(label) => return self.start_note(&label, range, source),
            Tag::DefinitionList => E::Dl,
            Tag::DefinitionListTitle => return self.start_terms(source),
            Tag::DefinitionListDefinition => return self.start_definition(range, source),
            Tag::Table(alignments) => return self.start_table(alignments, source),
            Tag::TableHead => return self.start_row(true, range, source),
            Tag::TableRow => return self.start_row(false, range, source),
            Tag::TableCell => return self.start_cell(range, source),
            _ => E::P,
        };
        self.builder.open(element, source);
    }

    /// Ends a block. Returns its element, if attributes may follow it.
    fn end(&mut self, tag: TagEnd) -> Option<usize> {
        match tag {
            TagEnd::Heading(_) => return self.end_heading(),
            TagEnd::BlockQuote(_) => {
                self.quoted = self.quoted.saturating_sub(1);
                return self.builder.close_with_content();
            }
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::HtmlBlock => self.end_html(),
            TagEnd::Paragraph => return self.end_paragraph_event(),
            TagEnd::DefinitionListDefinition => self.end_definition(),
            TagEnd::FootnoteDefinition => self.end_note(),
            TagEnd::DefinitionListTitle => self.end_terms(),
            TagEnd::TableHead => self.end_head(),
            TagEnd::Table => return self.end_table(),
            // The parser's own ends take in definitions that follow, or do not, by what comes after.
            TagEnd::List(_) | TagEnd::DefinitionList => return self.builder.close_with_content(),
            TagEnd::Item => {
                self.builder.close_with_content();
            }
            _ => {
                self.builder.close();
            }
        }
        None
    }
}

/// Whether all of these events are of one image.
fn is_image(events: &[(Event, Range<usize>)]) -> bool {
    let (Some((Event::Start(Tag::Image { .. }), first)), Some((_, last))) =
        (events.first(), events.last())
    else {
        return false;
    };
    first == last
}
