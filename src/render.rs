//! Parser events to trees, one block at a time. What depends on other blocks is left as slots.

use std::ops::Range;
use std::rc::Rc;

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, Event, Tag, TagEnd};

use crate::allow::{self, Attribute as A, Element as E};
use crate::block::Note;
use crate::finding::{Finding, What};
use crate::flavor::{Flavor, Rules};
use crate::hugo::attributes::{self, Attributes};
use crate::hugo::passthrough::Passed;
use crate::hugo::shortcode::{Masked, Place};
use crate::hugo::slug::Plain;
use crate::hugo::typographer::Balance;
use crate::inline::{self, Inline, Leaf};
use crate::raw_html;
use crate::tree::{Builder, Mark, SlotKind, Tree};

/// So many cells are filled into short rows of a block: 8 kB of table can miss half a million.
const MAX_FILLED: usize = 10_000;

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
    headed: bool,
    divided: bool,
    unseen: usize,
    tables: Vec<Table>,
    /// How many cells of the block's tables were filled in.
    filled: usize,
    headings: Vec<Heading>,
    quoted: usize,
    raw: Raw,
    /// The lines of a block of raw HTML.
    html: Html,
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
    /// Whether an item has just begun.
    item: bool,
    /// How many blocks are open.
    depth: usize,
    definitions: Vec<Definition>,
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

/// Raw HTML put together from the lines of a block, and where each is in the block's source.
#[derive(Default)]
struct Html {
    text: String,
    lines: Vec<(usize, usize)>,
}

impl Html {
    /// Where the byte `at` of the text is in the source.
    fn source(&self, at: usize) -> usize {
        let line = self.lines.partition_point(|(start, _)| *start <= at);
        let line = line.checked_sub(1).and_then(|line| self.lines.get(line));
        line.map_or(at, |(start, source)| source + at - start)
    }
}

struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    /// Where the row ends.
    end: usize,
    head: bool,
    body: bool,
}

struct Heading {
    /// Its node, where it has one.
    index: Option<usize>,
    /// Where it stands in the block.
    source: Range<usize>,
    /// Where its text ends, if attributes follow.
    end: Option<usize>,
    /// Whether nothing was found in it.
    empty: bool,
    has_id: bool,
    plain: Plain,
}

/// A block that is rendered.
pub struct Rendered {
    /// What it looks like.
    pub tree: Tree,
    /// What it begins and ends of elements that other blocks are in.
    pub marks: Vec<Mark>,
    /// What it does to the quotes that are open.
    pub balance: Balance,
    /// The footnotes defined in it.
    pub notes: Vec<Note>,
    /// What its author should know of it.
    pub findings: Vec<Finding>,
    /// Whether there is a heading in it.
    pub headed: bool,
    /// Whether the divider of the summary is in it.
    pub divided: bool,
    /// How many words Hugo counts, for the summary, where raw HTML was left out.
    pub unseen: usize,
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
            headed: false,
            divided: false,
            unseen: 0,
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
            item: false,
            depth: 0,
            definitions: Vec::new(),
        }
    }

    /// Starts a block at this offset of the text.
    pub fn begin(&mut self, base: usize) {
        self.base = base;
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
        // What is left open by the parser's events ends with the block.
        let fresh = Self::new(self.rules, self.text, self.parsed, self.passed, self.masked);
        let done = std::mem::replace(self, fresh);
        let (tree, marks) = done.builder.finish_block();
        Rendered {
            tree,
            marks,
            balance: done.balance,
            notes: done.notes,
            findings: done.findings,
            headed: done.headed,
            divided: done.divided,
            unseen: done.unseen,
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
                self.item = match tag {
                    Tag::Item => true,
                    Tag::Paragraph => self.item,
                    _ => false,
                };
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
                    self.builder.attribute(A::Class, "more");
                    self.divided = true;
                }
            }
            Event::Text(text) | Event::Html(text) if self.raw != Raw::No => {
                self.raw(&text, range, source)
            }
            _ => self.leaf.push((event, range)),
        }
    }

    /// Notes raw HTML that will be missing. Comments show nothing, and an end tag goes with its start.
    fn note_omitted(&mut self, event: &Event, range: &Range<usize>, source: &Range<usize>) {
        let is_html = matches!(event, Event::InlineHtml(_) | Event::Start(Tag::HtmlBlock));
        if is_html && self.rules.omit_html {
            let html = self.text[range.clone()].trim_ascii();
            let before = &self.text[..range.start];
            if self.rules.typographer && before.ends_with('<') && !before.ends_with("\\<") {
                // The tag of `<<b>>` is a pair of quotation marks to goldmark.
                return;
            }
            if !html.starts_with("<!--") {
                self.unseen += unseen_words(self.text, range);
            }
            if !html.starts_with("<!--") && !html.starts_with("</") {
                let range = source.start..source.start + html.len();
                self.findings
                    .push(Finding::new(What::RawHtmlOmitted, range));
            }
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
            item: std::mem::take(&mut self.item),
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

    /// The content of code and of raw HTML.
    fn raw(&mut self, text: &str, range: Range<usize>, source: Range<usize>) {
        if self.raw == Raw::Drawn || self.raw == Raw::Html && self.rules.omit_html {
            return;
        }
        let written = self.parsed.get(range.clone()) == Some(text);
        let text = if written {
            self.masked.verbatim(&self.text[range.clone()], &range)
        } else {
            self.masked.shown(text, &range)
        };
        if self.raw == Raw::Html {
            self.html.lines.push((self.html.text.len(), source.start));
            self.html.text.push_str(&text);
        } else {
            self.builder.text(&text, source);
        }
    }

    fn end_html(&mut self) {
        if std::mem::replace(&mut self.raw, Raw::No) == Raw::Drawn {
            return;
        }
        let html = std::mem::take(&mut self.html);
        raw_html::write(
            &html.text,
            &|at| html.source(at),
            &mut self.builder,
            &mut self.findings,
        );
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
                return self.start_code(&kind, source);
            }
            Tag::HtmlBlock => {
                if let Some(region) = self.masked.alone(self.parsed, &range) {
                    self.raw = Raw::Drawn;
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
        let attributes = attributes::leading(line.trim_ascii()).unwrap_or_default();
        let mut slots = self.builder.tree().slots().iter().rev();
        let named = slots.any(|slot| {
            let names = matches!(slot.kind, SlotKind::HeadingId(_) | SlotKind::TakenId(_));
            slot.node == index && names
        });
        for (name, value) in &attributes {
            match A::from_name(name) {
                Some(A::Id) if named => {}
                Some(name) => self.builder.add_attribute(index, name, value),
                None => {}
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

    /// Hugo reads the attributes in the info string of a fence, and fails on those that it cannot read.
    fn check_fence(&mut self, kind: &CodeBlockKind, range: &Range<usize>) {
        let braces = matches!(kind, CodeBlockKind::Fenced(info) if info.contains('{'));
        if !braces || self.rules.flavor != Flavor::Hugo {
            return;
        }
        let line = self.text[range.clone()].lines().next().unwrap_or_default();
        // Hugo runs shortcodes before it reads any Markdown.
        if let Some(found) =
            attributes::malformed(line).filter(|_| !line.contains("{{<") && !line.contains("{{%"))
        {
            let start = range.start.saturating_sub(self.base);
            let found = start + found.start..start + found.end;
            self.findings
                .push(Finding::new(What::FenceAttributes, found));
        }
    }

    fn start_code(&mut self, kind: &CodeBlockKind, source: Range<usize>) {
        self.raw = Raw::Code;
        let info = match kind {
            CodeBlockKind::Fenced(info) => &**info,
            CodeBlockKind::Indented => {
                self.builder.open(E::Pre, source.clone());
                self.builder.open(E::Code, source);
                return;
            }
        };
        let ends = |c| matches!(c, ' ' | '\t') || self.rules.code_fences && c == '{';
        let info = info.trim_start_matches([' ', '\t']);
        let (language, rest) = info.split_at(info.find(ends).unwrap_or(info.len()));
        if self.rules.code_fences && is_highlighted(language) {
            self.highlighted = true;
            let attributes = attributes::leading(rest.trim_ascii()).unwrap_or_default();
            let of = |name: &str| attributes.iter().find(|(other, _)| other == name);
            self.builder.open(E::Div, source.clone());
            let class = of("class").map(|(_, class)| format!("highlight {class}"));
            let class = class.filter(|class| allow::allows(E::Div, A::Class, class));
            self.builder
                .attribute(A::Class, class.as_deref().unwrap_or("highlight"));
            if let Some((_, id)) = of("id") {
                self.builder.attribute(A::Id, id);
            }
        }
        self.builder.open(E::Pre, source.clone());
        if self.rules.code_fences {
            self.builder.attribute(A::Tabindex, "0");
        }
        self.builder.open(E::Code, source);
        if !language.is_empty() {
            self.builder
                .attribute(A::Class, &format!("language-{language}"));
            if self.rules.code_fences {
                self.builder.attribute(A::DataLang, language);
            }
        }
    }

    fn end_code(&mut self) {
        self.raw = Raw::No;
        // Where the document ends in code without a line end (CommonMark § 4.4).
        if self
            .builder
            .last_text()
            .is_some_and(|text| !text.ends_with('\n'))
        {
            self.builder.text("\n", 0..0);
        }
        self.builder.close();
        self.builder.close();
        if std::mem::take(&mut self.highlighted) {
            self.builder.close();
        }
    }

    fn start_cell(&mut self, range: Range<usize>, source: Range<usize>) {
        let Some(table) = self.tables.last_mut() else {
            return;
        };
        let alignment = table
            .alignments
            .get(table.column)
            .copied()
            .unwrap_or(Alignment::None);
        table.column += 1;
        if range.start >= table.end {
            self.filled += 1;
            if self.filled > MAX_FILLED {
                if self.filled == MAX_FILLED + 1 {
                    let row = self.text[self.base..table.end].trim_ascii_end();
                    let start = row.rfind('\n').map_or(0, |at| at + 1);
                    self.findings
                        .push(Finding::new(What::TooManyCells, start..row.len()));
                }
                return self.builder.open_nothing();
            }
        }
        self.builder
            .open(if table.head { E::Th } else { E::Td }, source);
        // Goldmark fills a short row up with cells that are not aligned.
        if self.rules.flavor == Flavor::Hugo && range.start >= table.end {
            return;
        }
        let side = match alignment {
            Alignment::None => return,
            Alignment::Left => "left",
            Alignment::Center => "center",
            Alignment::Right => "right",
        };
        if self.rules.flavor == Flavor::Hugo {
            self.builder
                .attribute(A::Style, &format!("text-align: {side}"));
        } else {
            self.builder.attribute(A::Align, side);
        }
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

    fn start_heading(&mut self, level: u8, range: Range<usize>, source: Range<usize>) {
        let index = self.builder.open(E::heading(level), source.clone());
        let written = self.text[range.clone()].trim_ascii_end().len();
        let found = self
            .rules
            .title_attribute
            .then(|| heading_attributes(self.text, range))
            .flatten();
        let (end, attributes) =
            found.map_or((None, Attributes::new()), |(end, list)| (Some(end), list));
        for (name, value) in &attributes {
            if let Some(name) = A::from_name(name) {
                self.builder.attribute(name, value);
            }
        }
        let id = attributes.iter().find(|(name, _)| name == "id");
        if let (Some(index), Some((_, id))) = (index, id) {
            self.builder.slot(index, SlotKind::TakenId(id.clone()));
        }
        self.headed = true;
        self.headings.push(Heading {
            index,
            source: source.start..source.start + written,
            end,
            empty: true,
            has_id: id.is_some(),
            plain: Plain::default(),
        });
    }

    fn end_heading(&mut self) -> Option<usize> {
        let closed = self.builder.close();
        let heading = self.headings.pop()?;
        if heading.empty {
            self.findings
                .push(Finding::new(What::EmptyHeading, heading.source));
        }
        if !self.rules.auto_heading_id || heading.has_id {
            return closed;
        }
        if let (Some(index), Some(name)) =
            (heading.index, heading.plain.name(self.rules.auto_id_type))
        {
            self.builder.slot(index, SlotKind::HeadingId(name));
        }
        closed
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
            let balance = std::mem::replace(&mut self.balance, balance);
            self.notes.push(Note {
                label,
                range,
                balance,
                tree: Rc::new(inside.finish()),
            });
        }
    }
}

/// Whether Hugo's highlighter puts code in this language into an element of its own: all those it knows, which is
/// nearly every one that is given.
fn is_highlighted(language: &str) -> bool {
    !matches!(language, "" | "liquid" | "math" | "mermaid" | "tree")
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

/// How many words `<!-- raw HTML omitted -->` adds, which Hugo writes in place of the raw HTML at `range`: what stands
/// right beside it is a part of its first or last one.
fn unseen_words(text: &str, range: &Range<usize>) -> usize {
    let beside = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
    let before = beside(text[..range.start].chars().next_back());
    let after = beside(text[range.end..].chars().next());
    if before || after { 4 } else { 5 }
}

/// Whether the line before the one that `text` ends in is blank, but for marks of block quotes.
fn blank_before(text: &str) -> bool {
    let mut lines = text.rsplit('\n').skip(1);
    lines
        .next()
        .is_some_and(|line| line.trim_matches([' ', '\t', '\r', '>']).is_empty())
}

/// The attributes at the end of the heading at `range`, and where its text ends.
fn heading_attributes(text: &str, range: Range<usize>) -> Option<(usize, Attributes)> {
    let heading = text[range.clone()].trim_ascii_end();
    let indented = heading.trim_start_matches(' ');
    let level = indented.bytes().take_while(|b| *b == b'#').count();
    let is_atx = (1..=6).contains(&level)
        && !indented[level..].starts_with(|c: char| !c.is_ascii_whitespace());
    if is_atx {
        let start = heading.len() - indented.len() + level;
        let (end, attributes) = attributes::trailing(&heading[start..])?;
        let content = &heading[start..start + end];
        // The closing sequence is looked for before the attributes.
        let open = content.trim_end_matches('#');
        let content = if open.is_empty() || open.ends_with([' ', '\t']) {
            open.trim_ascii_end()
        } else {
            content
        };
        Some((range.start + start + content.len(), attributes))
    } else {
        let end = heading.rfind('\n')?;
        let start = heading[..end].rfind('\n').map_or(0, |at| at + 1);
        let (end, attributes) = attributes::trailing(&heading[start..end])?;
        Some((range.start + start + end, attributes))
    }
}
