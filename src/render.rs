//! Parser events to trees, one block at a time. What depends on other blocks is left as slots.

mod code;
mod heading;
mod raw_html;
mod table;

use std::ops::Range;
use std::rc::Rc;

use pulldown_cmark::{BlockQuoteKind, Event, Tag, TagEnd};

use crate::allow::{Attribute as A, Element as E};
use crate::block::Note;
use crate::finding::{Finding, What};
use crate::flavor::{Flavor, Rules};
use crate::hugo::attributes;
use crate::hugo::passthrough::Passed;
use crate::hugo::typographer::Balance;
use crate::inline::{self, Inline, Leaf};
use crate::raw_html::Html;
use crate::shortcode::{MOST_GIVEN, Masked, Place};
use crate::tree::{Builder, Mark, SlotKind, Tree};

use heading::Heading;
use table::Table;

/// Renders the events of one block after another.
pub struct Renderer<'a> {
    rules: &'a Rules,
    /// The text as it was written.
    text: &'a str,
    /// The text as it was parsed: of the same length.
    parsed: &'a str,
    /// What is hidden in both.
    masked: Masked<'a>,
    /// What goes through.
    passed: &'a [Passed],
    /// Where the block starts in the text: source ranges of its tree count from there.
    base: usize,
    builder: Builder,
    balance: Balance,
    /// The inline events of a block, until it ends.
    leaf: Vec<(Event<'a>, Range<usize>)>,
    /// Around each footnote definition: what was being built outside of it, and its label and place.
    outside: Vec<(Builder, Balance, String, Range<usize>)>,
    notes: Vec<Note>,
    findings: Vec<Finding>,
    has_heading: bool,
    has_summary_divider: bool,
    omitted_html_words: usize,
    tables: Vec<Table>,
    /// How many cells of the block's tables were filled in.
    filled: usize,
    headings: Vec<Heading>,
    quoted: usize,
    raw: Raw,
    /// The lines of a block of raw HTML.
    html: Html<'a>,
    terms: bool,
    /// The term that is open.
    term: Option<usize>,
    /// A paragraph whose text is to come, and where it is written: what goes through as a block parts it.
    paragraph: Option<Range<usize>>,
    /// Whether a paragraph is open.
    in_paragraph: bool,
    /// The image that stands for a paragraph.
    alone: Option<usize>,
    /// The element of the block that has just ended, if attributes may follow it, and where it ends.
    previous: Option<(usize, usize)>,
    /// Whether a line of attributes is passed over.
    skips: bool,
    /// Whether fenced code is in an element of its own.
    highlighted: bool,
    /// How many blocks are open.
    depth: usize,
    definitions: Vec<Definition>,
    /// How many bytes of Markdown the embedder's shortcodes had given before the block.
    given: usize,
}

/// A definition of a definition list.
struct Definition {
    /// How many blocks are open with it.
    depth: usize,
    /// Whether its first paragraph is one. The parser decides that for the whole list and all paragraphs, goldmark
    /// for this one alone.
    loose: bool,
    /// Whether its first paragraph has begun, and whether that has ended.
    first: (bool, bool),
}

/// What text is to be taken as it is.
#[derive(Clone, Copy, PartialEq)]
enum Raw {
    No,
    Code,
    Html,
    /// A shortcode stands in its place.
    Drawn,
}

/// A block that is rendered.
pub struct Rendered {
    /// What it looks like.
    pub tree: Tree,
    /// What it begins and ends of elements that other blocks are in.
    pub unbalanced_tags: Vec<Mark>,
    /// What it does to the quotes that are open.
    pub quote_balance: Balance,
    /// The footnotes defined in it.
    pub notes: Vec<Note>,
    /// What its author should know of it.
    pub findings: Vec<Finding>,
    /// Whether there is a heading in it.
    pub has_heading: bool,
    /// Whether the divider of the summary is in it.
    pub has_summary_divider: bool,
    /// How many words Hugo counts, for the summary, where raw HTML was left out.
    pub omitted_html_words: usize,
    /// How many bytes of Markdown the embedder's shortcodes give in it.
    pub given: usize,
}

impl<'a> Renderer<'a> {
    /// A renderer for the blocks of `text`, which the parser has seen as `parsed`, and in which shortcodes are hidden.
    pub fn new(
        rules: &'a Rules,
        text: &'a str,
        parsed: &'a str,
        passed: &'a [Passed],
        masked: Masked<'a>,
    ) -> Self {
        Self {
            rules,
            text,
            parsed,
            masked,
            passed,
            base: 0,
            builder: Builder::default(),
            balance: Balance::default(),
            leaf: Vec::new(),
            outside: Vec::new(),
            notes: Vec::new(),
            findings: Vec::new(),
            has_heading: false,
            has_summary_divider: false,
            omitted_html_words: 0,
            tables: Vec::new(),
            filled: 0,
            headings: Vec::new(),
            quoted: 0,
            raw: Raw::No,
            html: Html::default(),
            terms: false,
            term: None,
            paragraph: None,
            in_paragraph: false,
            alone: None,
            previous: None,
            skips: false,
            highlighted: false,
            depth: 0,
            definitions: Vec::new(),
            given: 0,
        }
    }

    /// Starts a block at this offset of the text.
    pub fn begin(&mut self, base: usize) {
        self.base = base;
        self.given = self.masked.given();
    }

    /// Ends the block.
    pub fn finish(&mut self) -> Rendered {
        self.flush();
        while !self.outside.is_empty() {
            self.end_note();
        }
        if self.raw == Raw::Html {
            self.end_html();
        }
        self.note_depth();
        let given = self.note_given();
        // What is left open by the parser's events ends with the block.
        let fresh = Self::new(self.rules, self.text, self.parsed, self.passed, self.masked);
        let done = std::mem::replace(self, fresh);
        let (tree, unbalanced_tags) = done.builder.finish_block();
        Rendered {
            tree,
            unbalanced_tags,
            quote_balance: done.balance,
            notes: done.notes,
            findings: done.findings,
            has_heading: done.has_heading,
            has_summary_divider: done.has_summary_divider,
            omitted_html_words: done.omitted_html_words,
            given,
        }
    }

    /// Renders one event; `range` is in bytes of the text.
    pub fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        let source = range.start.saturating_sub(self.base)..range.end.saturating_sub(self.base);
        if self.skips {
            self.skips = !matches!(event, Event::End(TagEnd::Heading(_)));
            return;
        }
        self.note_omitted(&event, &range, &source);
        match event {
            Event::Start(Tag::Heading { .. })
                if attributes::is_line(&self.text[range.start..], &self.parsed[range.start..]) =>
            {
                self.flush();
                self.skips = true;
                self.attribute_line(range.start);
            }
            Event::Start(tag) if !is_inline(&tag.to_end()) => {
                self.flush();
                self.previous = None;
                self.start(tag, range, source);
                self.depth += 1;
            }
            Event::End(tag) if !is_inline(&tag) => {
                self.flush();
                self.depth = self.depth.saturating_sub(1);
                let ended = self.end(tag);
                self.previous = ended.map(|index| (index, range.end));
            }
            Event::Rule => {
                self.flush();
                let index = self.builder.open(E::Hr, source);
                self.previous = index.map(|index| (index, range.end));
                if self.parsed[range.clone()] != self.text[range] {
                    self.builder.attribute(A::DataMore, "");
                    self.has_summary_divider = true;
                }
            }
            Event::Text(text) | Event::Html(text) if self.raw != Raw::No => {
                self.raw(&text, range, source)
            }
            _ => self.leaf.push((event, range)),
        }
    }

    /// Renders the inline content gathered so far.
    fn flush(&mut self) {
        let Some((_, last)) = self.leaf.last() else {
            return;
        };
        self.previous = None;
        let end = self.headings.last().and_then(|heading| heading.end);
        let end = end.unwrap_or(last.end);
        if let Some(heading) = self.headings.last_mut() {
            heading.empty &= inline::is_blank(&self.leaf, end);
        }
        let found = inline::findings(&self.leaf, self.text, self.base, end, self.rules);
        self.findings.extend(found);
        let leaf = Leaf {
            text: self.text,
            parsed: self.parsed,
            masked: self.masked,
            base: self.base,
            end,
            quoted: self.quoted,
            terms: self.terms,
            heading: !self.headings.is_empty(),
            passed: self.passed,
            flow: self.headings.is_empty() && self.tables.is_empty() && !self.terms,
            term: self.term,
        };
        let in_loose = self
            .definitions
            .last()
            .is_some_and(|last| last.loose && last.depth == self.depth);
        if in_loose {
            self.paragraph = Some(0..0);
        }
        let lone = self.paragraph.is_some() && !self.rules.wrap_image && is_image(&self.leaf);
        let paragraph = self.paragraph.take().filter(|_| !lone);
        let (plain, in_paragraph) = Inline::render(
            leaf,
            self.rules,
            &mut self.leaf,
            &mut self.builder,
            &mut self.balance,
            &mut self.findings,
            paragraph,
        );
        if let Some(heading) = self.headings.last_mut() {
            heading.plain = plain;
        }
        self.in_paragraph = in_paragraph;
        self.alone = lone.then(|| self.builder.tree().len() - 1);
        if in_loose {
            self.end_paragraph();
        }
    }

    fn start(&mut self, tag: Tag, range: Range<usize>, source: Range<usize>) {
        let element = match tag {
            Tag::Paragraph => match self.definition() {
                Some(Definition {
                    loose: false,
                    first: (begun @ false, _),
                    ..
                }) => {
                    *begun = true;
                    return;
                }
                _ => {
                    self.paragraph = Some(source);
                    return;
                }
            },
            Tag::Heading { level, .. } => return self.start_heading(level as u8, range, source),
            Tag::BlockQuote(kind) => {
                self.quoted += 1;
                if let Some(kind) = kind {
                    return self.start_alert(kind, source);
                }
                E::Blockquote
            }
            Tag::CodeBlock(kind) => {
                self.check_fence(&kind, &range);
                return self.start_code(&kind, &range, source);
            }
            Tag::HtmlBlock => {
                if let Some(region) = self.masked.alone(self.parsed, &range) {
                    self.raw = Raw::Drawn;
                    if !self.masked.begins_from(region, range.start) {
                        return;
                    }
                    let builder = &mut self.builder;
                    return self
                        .masked
                        .draw(region, Place::Alone, self.rules, self.base, builder);
                }
                self.raw = Raw::Html;
                return;
            }
            Tag::List(None) => E::Ul,
            Tag::List(Some(start)) => {
                self.builder.open(E::Ol, source);
                if start != 1 {
                    self.builder.attribute(A::Start, &start.to_string());
                }
                return;
            }
            Tag::Item => E::Li,
            Tag::FootnoteDefinition(label) => {
                let outside = (
                    std::mem::take(&mut self.builder),
                    std::mem::take(&mut self.balance),
                );
                let label_end = self.text[range.clone()]
                    .find("]:")
                    .map_or(range.end, |at| range.start + at + 2);
                let place = source.start..source.start + (label_end - range.start);
                self.outside
                    .push((outside.0, outside.1, label.to_string(), place));
                return;
            }
            Tag::DefinitionList => E::Dl,
            Tag::DefinitionListTitle => {
                self.terms = true;
                self.term = self.builder.open(E::Dt, source);
                return;
            }
            Tag::DefinitionListDefinition => {
                self.definitions.push(Definition {
                    depth: self.depth + 1,
                    loose: blank_before(&self.text[..range.start]),
                    first: (false, false),
                });
                E::Dd
            }
            Tag::Table(alignments) => {
                self.tables.push(Table {
                    alignments,
                    column: 0,
                    end: 0,
                    head: false,
                    body: false,
                });
                E::Table
            }
            Tag::TableHead => {
                self.builder.open(E::Thead, source.clone());
                if let Some(table) = self.tables.last_mut() {
                    (table.column, table.end, table.head) = (0, range.end, true);
                }
                E::Tr
            }
            Tag::TableRow => {
                if let Some(table) = self.tables.last_mut() {
                    (table.column, table.end) = (0, range.end);
                    if !std::mem::replace(&mut table.body, true) {
                        self.builder.open(E::Tbody, source.clone());
                    }
                }
                E::Tr
            }
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
            TagEnd::Paragraph => match self.definition() {
                Some(Definition {
                    first: (true, ended @ false),
                    ..
                }) => *ended = true,
                _ => return self.end_paragraph(),
            },
            TagEnd::DefinitionListDefinition => {
                self.definitions.pop();
                self.builder.close_with_content();
            }
            TagEnd::FootnoteDefinition => self.end_note(),
            TagEnd::DefinitionListTitle => {
                self.terms = false;
                self.term = None;
                self.builder.close();
            }
            TagEnd::TableHead => {
                self.builder.close();
                self.builder.close();
                if let Some(table) = self.tables.last_mut() {
                    table.head = false;
                }
            }
            TagEnd::Table => {
                let body = self.tables.pop().is_some_and(|table| table.body);
                if body {
                    self.builder.close();
                } else if self.rules.flavor == Flavor::Hugo {
                    self.builder.open(E::Tbody, 0..0);
                    self.builder.close();
                }
                return self.builder.close();
            }
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

    /// Gives the block before the line of attributes at `start` those that it does not have.
    fn attribute_line(&mut self, start: usize) {
        let Some((index, end)) = self.previous.take() else {
            return;
        };
        // Definitions, which leave no trace, may be between them.
        let between = self.text.get(end..start).unwrap_or_default();
        let is_blank = |c| matches!(c, ' ' | '\t' | '\r' | '\n' | '>');
        if blank_before(&self.text[..start]) || !between.trim_matches(is_blank).is_empty() {
            return;
        }
        let line = self.text[start..].lines().next().unwrap_or_default();
        let mut attributes = attributes::leading(line.trim_ascii()).unwrap_or_default();
        self.masked
            .fill(&mut attributes, &(start..start + line.len()));
        let slots = self.builder.tree().slots().iter().rev();
        // Those of what is inside come after it.
        let mut slots = slots.take_while(|slot| slot.node >= index);
        let named = slots.any(|slot| {
            let names = matches!(slot.kind, SlotKind::HeadingId(_) | SlotKind::TakenId(_));
            slot.node == index && names
        });
        for (name, value) in &attributes {
            if *name != A::Id || !named {
                self.builder.add_attribute(index, *name, value);
            }
        }
        self.previous = Some((index, start + line.len()));
    }

    /// Closes the paragraph, unless it ended in what goes through as a block.
    fn end_paragraph(&mut self) -> Option<usize> {
        if let Some(source) = self.paragraph.take() {
            self.builder.open(E::P, source);
            self.in_paragraph = true;
        }
        let alone = self.alone.take();
        if !std::mem::take(&mut self.in_paragraph) {
            return alone;
        }
        self.builder.close()
    }

    /// GitHub's form of an alert, less the icon.
    fn start_alert(&mut self, kind: BlockQuoteKind, source: Range<usize>) {
        let (class, title) = match kind {
            BlockQuoteKind::Note => ("note", "Note"),
            BlockQuoteKind::Tip => ("tip", "Tip"),
            BlockQuoteKind::Important => ("important", "Important"),
            BlockQuoteKind::Warning => ("warning", "Warning"),
            BlockQuoteKind::Caution => ("caution", "Caution"),
        };
        self.builder.open(E::Div, source.clone());
        self.builder
            .attribute(A::Class, &format!("markdown-alert markdown-alert-{class}"));
        self.builder.open(E::P, source.clone());
        self.builder.attribute(A::Class, "markdown-alert-title");
        self.builder.text(title, source);
        self.builder.close();
    }

    /// Notes where elements were left out, once for what is being built.
    fn note_depth(&mut self) {
        if let Some(range) = self.builder.flattened() {
            let text = &self.text[self.base..];
            let end = text[range.start..].find(['\n', '\r']);
            let end = end.map_or(text.len(), |at| range.start + at);
            let end = end.min(range.end).max(range.start);
            self.findings
                .push(Finding::new(What::TooDeep, range.start..end));
        }
    }

    /// Notes where the embedder's shortcodes have given too much; returns how much they gave in the block.
    fn note_given(&mut self) -> usize {
        let (before, after) = (self.given, self.masked.given());
        if before < MOST_GIVEN && after >= MOST_GIVEN {
            let text = &self.text[self.base..];
            let line = text.trim_ascii_start().lines().next().unwrap_or_default();
            let start = text.len() - text.trim_ascii_start().len();
            self.findings
                .push(Finding::new(What::GivenTooMuch, start..start + line.len()));
        }
        after - before
    }

    /// The definition that is open, if no other block is open in it.
    fn definition(&mut self) -> Option<&mut Definition> {
        let depth = self.depth;
        self.definitions
            .last_mut()
            .filter(|last| last.depth == depth)
    }

    fn end_note(&mut self) {
        if let Some((builder, balance, label, range)) = self.outside.pop() {
            self.note_depth();
            let inside = std::mem::replace(&mut self.builder, builder);
            let quote_balance = std::mem::replace(&mut self.balance, balance);
            self.notes.push(Note {
                label,
                range,
                quote_balance,
                tree: Rc::new(inside.finish()),
            });
        }
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

/// Whether an element is a part of a line.
pub fn is_inline(tag: &TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
}

/// Whether the line before the one that `text` ends in is blank, but for marks of block quotes.
fn blank_before(text: &str) -> bool {
    let mut lines = text.rsplit('\n').skip(1);
    lines
        .next()
        .is_some_and(|line| line.trim_matches([' ', '\t', '\r', '>']).is_empty())
}
