//! `Inline`: the inline content of one block to its tree: links, emphasis, code, and running text with the rules of its
//! flavor.
//!
//! The parser's events come in order. Text between them is gathered in a run and read again, since the flavors find in
//! it what the parser does not know: bare links, signs, shortcodes, mathematics. Such a find may reach over events to
//! come: `Cursor::taken` says how far, and those events are rendered no more.

mod bare_link;
mod code;
mod cursor;
mod delimiter;
mod element;
mod findings;
mod line_end;
mod link;
pub mod pairing;
mod passthrough;
mod raw_html;
mod shortcode;
mod sign;
mod stretch;
mod text;

pub use findings::{findings, is_blank};
pub use stretch::Stretch;

use std::iter::Peekable;
use std::ops::Range;
use std::vec;

use pulldown_cmark::Event;

use crate::allow::Element as E;
use crate::finding::Finding;
use crate::flavor::Flavor;
use crate::hugo::passthrough::PassthroughSpan;
use crate::hugo::typographer::Balance;
use crate::hugo::{linkify, slug::Plain};
use crate::tree::Builder;

use cursor::Cursor;
use delimiter::Delimiters;
use line_end::LineEnd;
use link::Image;
use raw_html::whole_elements;
use text::Run;

/// The places of the brackets in inline events that nothing closes, neither as a link nor as text.
fn unclosed(events: &[(Event, Range<usize>)], text: &str) -> Vec<usize> {
    let mut open = Vec::new();
    let mut seen = 0;
    for (event, range) in events {
        if matches!(event, Event::Text(shown) if text.get(range.clone()) == Some(shown)) {
            let escaped = text[seen.min(range.start)..range.start].ends_with('\\');
            for (at, byte) in text[range.clone()]
                .bytes()
                .enumerate()
                .skip(usize::from(escaped))
            {
                match byte {
                    b'[' => open.push(range.start + at),
                    b']' => drop(open.pop()),
                    _ => {}
                }
            }
        }
        seen = match event {
            Event::Start(_) => 0,
            _ => range.end,
        };
    }
    open
}

/// The inline content of a block.
pub struct Leaf {
    /// Where the content ends.
    pub end: usize,
    /// How many block quotes it is in.
    pub quoted: usize,
    /// Whether each line is a term of a definition list by itself.
    pub is_terms: bool,
    /// Whether it is a heading's.
    pub is_heading: bool,
    /// Whether a passthrough span may be a block here, between the parts of a paragraph.
    pub may_split: bool,
    /// The element of the first term.
    pub term: Option<usize>,
    /// The source range of a paragraph to be opened before the first content.
    pub paragraph: Option<Range<usize>>,
}

/// The places that rendering writes to.
pub struct Output<'b> {
    /// The tree of the block.
    pub builder: &'b mut Builder,
    /// The change to the open quotes.
    pub quote_balance: &'b mut Balance,
    /// The likely mistakes.
    pub findings: &'b mut Vec<Finding>,
}

/// Renders the inline events of one block.
pub struct Inline<'a, 'b> {
    stretch: Stretch<'a>,
    leaf: Leaf,
    output: Output<'b>,
    cursor: Cursor,
    flow: Flow,
    /// The text that a heading's name is made of.
    plain: Plain,
    /// Whether the content may hold bare links.
    may_link: bool,
    /// Whether these may be e-mail addresses, which begin like any word.
    may_mail: bool,
    /// The constructs that may begin in running text.
    stops: u8,
    run: Option<Run>,
    line_end: Option<LineEnd>,
    /// The parser's elements that are open; true for those that are omitted since their start was taken.
    elements: Vec<bool>,
    links: Links,
    /// The images that are open. Those within the first are text of its description.
    images: Vec<Image>,
    delimiters: Delimiters,
    /// The raw elements to come that are taken as a whole.
    whole_elements: Peekable<vec::IntoIter<Range<usize>>>,
}

/// The paragraph around the content, which blocks may split.
struct Flow {
    /// The source range of the paragraph that the next content opens.
    pending: Option<Range<usize>>,
    /// Whether a paragraph is open.
    is_open: bool,
    /// Whether the block of a shortcode has closed the paragraph, to be opened again when more comes.
    is_split: bool,
    /// Whether a passthrough span became a block.
    has_block: bool,
}

/// The links that are open.
#[derive(Default)]
struct Links {
    /// How many links and images are open, with brackets that may become one.
    depth: usize,
    /// How many brackets are open in running text, on GitHub.
    brackets: usize,
    /// Whether the innermost is an autolink, whose text is its URL.
    in_autolink: bool,
}

impl<'a, 'b> Inline<'a, 'b> {
    /// Renders the events of a leaf. Returns the text that a heading's name is made of, and whether a paragraph is left
    /// open.
    pub fn render(
        stretch: Stretch<'a>,
        mut leaf: Leaf,
        events: &mut Vec<(Event<'a>, Range<usize>)>,
        output: Output<'b>,
    ) -> (Plain, bool) {
        let Stretch { rules, text, .. } = stretch;
        let start = events.first().map_or(leaf.end, |(_, range)| range.start);
        let content = start.min(leaf.end)..leaf.end;
        let marks = if stretch.may_mark && rules.may_mark(&text[content.clone()]) {
            pairing::paired_delimiters(events, stretch.parsed, content.clone(), rules)
        } else {
            Vec::new()
        };
        let content = &text[content];
        let may_mail = rules.linkify && linkify::may_have_mail(content);
        // Most URLs are the destinations of links, which are no text to the parser.
        let shows_url = |(event, range): &(Event, Range<usize>)| {
            let shown = text.get(range.clone()).unwrap_or_default();
            matches!(event, Event::Text(_)) && linkify::may_have_url(shown)
        };
        let may_link = may_mail
            || rules.linkify && linkify::may_have_url(content) && events.iter().any(shows_url);
        let is_named = leaf.is_heading || leaf.is_terms && rules.auto_definition_term_id;
        let plain = match is_named {
            true => Plain::new(unclosed(events, text), rules.extras),
            false => Plain::default(),
        };
        let flow = Flow {
            pending: leaf.paragraph.take(),
            is_open: false,
            is_split: false,
            has_block: false,
        };
        let mut inline = Self {
            stretch,
            leaf,
            output,
            cursor: Cursor::new(start),
            flow,
            plain,
            may_link,
            may_mail,
            stops: text::stops(rules, may_link, !marks.is_empty()),
            run: None,
            line_end: None,
            elements: Vec::new(),
            links: Links::default(),
            images: Vec::new(),
            delimiters: Delimiters::new(marks),
            whole_elements: whole_elements(events, rules).into_iter().peekable(),
        };
        inline.render_all(events);
        (inline.plain, inline.flow.is_open)
    }

    fn render_all(&mut self, events: &mut Vec<(Event<'a>, Range<usize>)>) {
        // The passthrough spans before the content are of other blocks.
        let start = self.cursor.start;
        let passed = self.stretch.passed;
        let before = |passed: &PassthroughSpan| passed.range.start < start.saturating_sub(1);
        self.stretch.passed = &passed[passed.partition_point(before)..];
        if self.alone() {
            events.clear();
        }
        for (event, range) in events.iter() {
            self.event(event, range);
        }
        events.clear();
        self.end_run();
        while !self.delimiters.is_empty() {
            self.end_marked();
        }
        if !self.flow.has_block {
            self.enter();
        }
        self.name_term();
    }

    /// Opens the paragraph that is to come.
    fn enter(&mut self) {
        if let Some(source) = self.flow.pending.take() {
            self.output.builder.open(E::P, source);
            self.flow.is_open = true;
        }
    }

    /// Opens an element.
    fn open(&mut self, element: E, source: Range<usize>) -> Option<usize> {
        self.enter();
        self.output.builder.open(element, source)
    }

    fn event(&mut self, event: &Event, range: &Range<usize>) {
        if !matches!(event, Event::Text(_)) {
            self.end_run();
        }
        let seen = if matches!(event, Event::Start(_)) {
            0
        } else {
            range.end
        };
        self.render_event(event, range);
        self.cursor.event_end = seen;
    }

    fn render_event(&mut self, event: &Event, range: &Range<usize>) {
        if !matches!(event, Event::Text(_)) {
            self.settle(None);
        }
        let is_break = matches!(event, Event::SoftBreak | Event::HardBreak);
        if self.flow.is_split && is_break {
            return;
        }
        let shows = matches!(
            event,
            Event::Start(_) | Event::Code(_) | Event::FootnoteReference(_)
        );
        if shows {
            self.join();
        }
        match event {
            Event::End(tag) => {
                self.end_inner_pairs();
                if self.elements.pop().unwrap_or_default() {
                    self.rest(range.end);
                } else {
                    self.end(*tag);
                }
            }
            _ if range.start >= self.leaf.end => {
                if matches!(event, Event::Start(_)) {
                    self.elements.push(true);
                }
                return;
            }
            // Its content goes on behind the text that took its start.
            Event::Start(_) if range.start < self.cursor.taken => return self.elements.push(true),
            Event::Start(tag) => {
                self.elements.push(false);
                self.start(tag, range);
            }
            _ if range.start < self.cursor.taken => self.rest(range.end),
            Event::Text(text) => return self.text(text, range.clone()),
            Event::Code(code) => self.code(code, range),
            Event::SoftBreak | Event::HardBreak => {
                self.line_break(matches!(event, Event::HardBreak), range)
            }
            Event::InlineHtml(_) if self.masked(range) => {}
            Event::InlineHtml(html) => {
                if !self.stretch.rules.omit_html {
                    self.raw_html(html, range);
                }
                self.enter();
                self.plain.other();
            }
            Event::FootnoteReference(label) => {
                self.footnote_reference(label, self.stretch.in_block(range));
                self.plain.other();
            }
            Event::TaskListMarker(checked) => self.task(*checked, self.stretch.in_block(range)),
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::Html(text) => {
                self.put(text, range)
            }
            Event::Rule => {}
        }
        self.cursor.at = range.end;
        self.cursor.link_start = Some(self.cursor.at);
    }

    /// Adds text to what is open.
    fn put(&mut self, text: &str, range: &Range<usize>) {
        let mut text = text;
        if self.flow.is_split && self.images.is_empty() {
            text = text.trim_ascii_start();
            if text.is_empty() {
                return;
            }
            self.join();
        }
        if text.is_empty() {
            return;
        }
        let source = self.stretch.in_block(range);
        match self.images.first_mut() {
            // Goldmark leaves addresses in angle brackets out of descriptions.
            Some(_) if self.links.in_autolink && self.stretch.rules.flavor == Flavor::Hugo => {}
            Some(image) => image.alt.push_str(text),
            None => {
                self.enter();
                self.output.builder.text(text, source);
            }
        }
    }
}
