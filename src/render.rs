//! Parser events to trees, one block at a time. What depends on other blocks is left as slots.

use std::ops::Range;
use std::rc::Rc;

use pulldown_cmark::{Alignment, CodeBlockKind, Event, LinkType, Tag, TagEnd};

use crate::allow::{Attribute as A, Element as E, UrlKind};
use crate::block::{Note, level};
use crate::flavor::Flavor;
use crate::slug::slug;
use crate::tree::{Builder, SlotKind, Tree};
use crate::url;

/// Renders the events of one block after another.
pub struct Renderer {
    flavor: Flavor,
    /// Where the block starts in the text: source ranges of its tree count from there.
    base: usize,
    builder: Builder,
    /// Around each footnote definition: the builder outside of it, and its label.
    outside: Vec<(Builder, String)>,
    notes: Vec<Note>,
    tables: Vec<Table>,
    headings: Vec<usize>,
    images: Vec<Image>,
}

struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    head: bool,
    body: bool,
}

struct Image {
    source: Range<usize>,
    destination: Destination,
    title: String,
    alt: String,
}

/// Where a link or an image leads: here, or to a definition somewhere in the document.
enum Destination {
    Inline(String),
    Reference(String),
}

impl Renderer {
    /// A renderer for the blocks of one text.
    pub fn new(flavor: Flavor) -> Self {
        Self {
            flavor,
            base: 0,
            builder: Builder::default(),
            outside: Vec::new(),
            notes: Vec::new(),
            tables: Vec::new(),
            headings: Vec::new(),
            images: Vec::new(),
        }
    }

    /// Starts a block at this offset of the text.
    pub fn begin(&mut self, base: usize) {
        self.base = base;
    }

    /// Ends the block; returns what it looks like, and the footnotes defined in it.
    pub fn finish(&mut self) -> (Tree, Vec<Note>) {
        while !self.outside.is_empty() {
            self.end_note();
        }
        self.tables.clear();
        self.headings.clear();
        self.images.clear();
        (
            std::mem::take(&mut self.builder).finish(),
            std::mem::take(&mut self.notes),
        )
    }

    /// Renders one event; `range` is in bytes of the text.
    pub fn event(&mut self, event: Event, range: Range<usize>) {
        let source = range.start.saturating_sub(self.base)..range.end.saturating_sub(self.base);
        if !self.images.is_empty() {
            return self.in_image(event, source);
        }
        match event {
            Event::Start(tag) => self.start(tag, source),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.builder.text(&text, source),
            Event::Code(code) => {
                self.builder.open(E::Code, source.clone());
                self.builder.text(&code, source);
                self.builder.close();
            }
            Event::InlineMath(math) | Event::DisplayMath(math) => self.builder.text(&math, source),
            Event::Html(html) | Event::InlineHtml(html) => self.builder.text(&html, source),
            Event::FootnoteReference(label) => self.footnote_reference(&label, source),
            Event::SoftBreak => self.builder.text("\n", source),
            Event::HardBreak => {
                self.builder.open(E::Br, source);
            }
            Event::Rule => {
                self.builder.open(E::Hr, source);
            }
            Event::TaskListMarker(checked) => {
                self.builder.open(E::Input, source.clone());
                if checked {
                    self.builder.attribute(A::Checked, "");
                }
                self.builder.attribute(A::Disabled, "");
                self.builder.attribute(A::Type, "checkbox");
                self.builder.text(" ", source.end..source.end);
            }
        }
    }

    fn start(&mut self, tag: Tag, source: Range<usize>) {
        let element = match tag {
            Tag::Paragraph => E::P,
            Tag::Heading { level: heading, .. } => {
                let index = self.builder.open(E::heading(level(heading)), source);
                self.headings.push(index.unwrap_or(usize::MAX));
                return;
            }
            Tag::BlockQuote(_) => E::Blockquote,
            Tag::CodeBlock(kind) => return self.start_code(&kind, source),
            // Raw HTML is shown as what it is: text.
            Tag::HtmlBlock => E::P,
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
                self.outside
                    .push((std::mem::take(&mut self.builder), label.to_string()));
                return;
            }
            Tag::DefinitionList => E::Dl,
            Tag::DefinitionListTitle => E::Dt,
            Tag::DefinitionListDefinition => E::Dd,
            Tag::Table(alignments) => {
                self.tables.push(Table {
                    alignments,
                    column: 0,
                    head: false,
                    body: false,
                });
                E::Table
            }
            Tag::TableHead => {
                self.builder.open(E::Thead, source.clone());
                if let Some(table) = self.tables.last_mut() {
                    (table.column, table.head) = (0, true);
                }
                E::Tr
            }
            Tag::TableRow => {
                if let Some(table) = self.tables.last_mut() {
                    table.column = 0;
                    if !std::mem::replace(&mut table.body, true) {
                        self.builder.open(E::Tbody, source.clone());
                    }
                }
                E::Tr
            }
            Tag::TableCell => return self.start_cell(source),
            Tag::Emphasis => E::Em,
            Tag::Strong => E::Strong,
            Tag::Strikethrough => E::Del,
            Tag::Superscript => E::Sup,
            Tag::Subscript => E::Sub,
            Tag::Link {
                link_type,
                dest_url,
                title,
                id,
            } => {
                let destination = self.destination(link_type, &dest_url, &id);
                return self.start_link(destination, &title, source);
            }
            Tag::Image {
                link_type,
                dest_url,
                title,
                id,
            } => {
                let destination = self.destination(link_type, &dest_url, &id);
                self.images.push(Image {
                    source,
                    destination,
                    title: title.to_string(),
                    alt: String::new(),
                });
                return;
            }
            Tag::MetadataBlock(_) => E::P,
        };
        self.builder.open(element, source);
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::CodeBlock => {
                self.builder.close();
                self.builder.close();
            }
            TagEnd::FootnoteDefinition => self.end_note(),
            TagEnd::TableHead => {
                self.builder.close();
                self.builder.close();
                if let Some(table) = self.tables.last_mut() {
                    table.head = false;
                }
            }
            TagEnd::Table => {
                if self.tables.pop().is_some_and(|table| table.body) {
                    self.builder.close();
                }
                self.builder.close();
            }
            TagEnd::Image => {}
            // The parser's own ends take in definitions that follow, or do not, by what comes after.
            TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListDefinition
            | TagEnd::BlockQuote(_) => self.builder.close_with_content(),
            _ => self.builder.close(),
        }
    }

    fn start_code(&mut self, kind: &CodeBlockKind, source: Range<usize>) {
        self.builder.open(E::Pre, source.clone());
        self.builder.open(E::Code, source);
        if let CodeBlockKind::Fenced(info) = kind {
            if let Some(language) = info.split([' ', '\t']).find(|word| !word.is_empty()) {
                self.builder
                    .attribute(A::Class, &format!("language-{language}"));
            }
        }
    }

    fn start_cell(&mut self, source: Range<usize>) {
        let Some(table) = self.tables.last_mut() else {
            return;
        };
        let alignment = table
            .alignments
            .get(table.column)
            .copied()
            .unwrap_or(Alignment::None);
        table.column += 1;
        self.builder
            .open(if table.head { E::Th } else { E::Td }, source);
        let side = match alignment {
            Alignment::None => return,
            Alignment::Left => "left",
            Alignment::Center => "center",
            Alignment::Right => "right",
        };
        if self.flavor == Flavor::Hugo {
            self.builder
                .attribute(A::Style, &format!("text-align: {side}"));
        } else {
            self.builder.attribute(A::Align, side);
        }
    }

    fn destination(&self, kind: LinkType, destination: &str, id: &str) -> Destination {
        match kind {
            LinkType::Reference
            | LinkType::ReferenceUnknown
            | LinkType::Collapsed
            | LinkType::CollapsedUnknown
            | LinkType::Shortcut
            | LinkType::ShortcutUnknown => Destination::Reference(id.to_owned()),
            LinkType::Email if !destination.starts_with("mailto:") => {
                Destination::Inline(format!("mailto:{destination}"))
            }
            _ => Destination::Inline(destination.to_owned()),
        }
    }

    fn start_link(&mut self, destination: Destination, title: &str, source: Range<usize>) {
        let index = self.builder.open(E::A, source);
        match destination {
            Destination::Inline(destination) => {
                self.builder
                    .attribute(A::Href, &url::checked(UrlKind::Link, &destination));
                if !title.is_empty() {
                    self.builder.attribute(A::Title, title);
                }
            }
            Destination::Reference(label) => {
                self.builder.attribute(A::Href, "");
                if let Some(index) = index {
                    self.builder.slot(index, SlotKind::Reference(label));
                }
            }
        }
    }

    /// Inside an image only its description counts, as text (CommonMark § 6.4).
    fn in_image(&mut self, event: Event, source: Range<usize>) {
        match event {
            Event::Start(Tag::Image { .. }) => self.images.push(Image {
                source,
                destination: Destination::Inline(String::new()),
                title: String::new(),
                alt: String::new(),
            }),
            Event::End(TagEnd::Image) => {
                let Some(image) = self.images.pop() else {
                    return;
                };
                match self.images.last_mut() {
                    Some(outer) => outer.alt.push_str(&image.alt),
                    None => self.image(image),
                }
            }
            Event::Text(text)
            | Event::Code(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text) => {
                if let Some(image) = self.images.last_mut() {
                    image.alt.push_str(&text);
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                if let Some(image) = self.images.last_mut() {
                    image.alt.push('\n');
                }
            }
            _ => {}
        }
    }

    fn image(&mut self, image: Image) {
        let index = self.builder.open(E::Img, image.source);
        let (destination, label) = match image.destination {
            Destination::Inline(destination) => (url::checked(UrlKind::Image, &destination), None),
            Destination::Reference(label) => (String::new(), Some(label)),
        };
        self.builder.attribute(A::Src, &destination);
        self.builder.attribute(A::Alt, &image.alt);
        if !image.title.is_empty() && label.is_none() {
            self.builder.attribute(A::Title, &image.title);
        }
        if let (Some(index), Some(label)) = (index, label) {
            self.builder.slot(index, SlotKind::Reference(label));
        }
    }

    fn end_heading(&mut self) {
        self.builder.close();
        let Some(index) = self.headings.pop() else {
            return;
        };
        if !self.flavor.heading_ids() || index == usize::MAX {
            return;
        }
        let text = self.builder.tree().text_of(index);
        if !text.trim().is_empty() {
            self.builder.slot(index, SlotKind::HeadingId(slug(&text)));
        }
    }

    fn footnote_reference(&mut self, label: &str, source: Range<usize>) {
        let index = self.builder.open(E::Sup, source.clone());
        self.builder.open(E::A, source.clone());
        self.builder.attribute(A::Href, "");
        self.builder.attribute(A::Class, "footnote-ref");
        self.builder.attribute(A::Role, "doc-noteref");
        self.builder.text("?", source);
        self.builder.close();
        self.builder.close();
        if let Some(index) = index {
            self.builder
                .slot(index, SlotKind::FootnoteReference(label.to_owned()));
        }
    }

    fn end_note(&mut self) {
        if let Some((outside, label)) = self.outside.pop() {
            let inside = std::mem::replace(&mut self.builder, outside);
            self.notes.push(Note {
                label,
                tree: Rc::new(inside.finish()),
            });
        }
    }
}
