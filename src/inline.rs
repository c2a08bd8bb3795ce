//! The inline content of one block: links, emphasis, code, and running text with the rules of its flavor.

mod findings;
mod link;
mod shortcode;
mod text;

pub use findings::{findings, is_blank};

use std::borrow::Cow;
use std::iter::Peekable;
use std::ops::Range;
use std::vec;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::allow::{Attribute as A, Element as E};
use crate::finding::Finding;
use crate::flavor::{Flavor, Rules};
use crate::hugo::passthrough::Passed;
use crate::hugo::typographer::Balance;
use crate::hugo::{extras, linkify, slug::Plain};
use crate::parser;
use crate::raw_html::{Html, Writer, fate::fate, is_end};
use crate::search;
use crate::shortcode::Masked;
use crate::tree::{Builder, SlotKind};

use link::Image;

/// What the named character reference `&name;` stands for: the parser has the names.
pub fn named_reference(name: &str) -> Option<String> {
    match name {
        "amp" => return Some("&".to_owned()),
        "lt" => return Some("<".to_owned()),
        "gt" => return Some(">".to_owned()),
        _ => {}
    }
    let written = format!("&{name};");
    let text = parser::resolved(&written);
    (text != written).then_some(text)
}

/// A text with the named character references in it resolved, and no others.
fn named_references(text: &str) -> Cow<'_, str> {
    let mut resolved = String::new();
    let mut from = 0;
    for at in search::offsets(text, "&") {
        // No name is longer.
        let rest = text.as_bytes()[at + 1..].iter().take(32);
        let end = at + 1 + rest.take_while(|b| b.is_ascii_alphanumeric()).count();
        if text[end..].starts_with(';')
            && let Some(found) = named_reference(&text[at + 1..end])
        {
            resolved.push_str(&text[from..at]);
            resolved.push_str(&found);
            from = end + 1;
        }
    }
    if from == 0 {
        return Cow::Borrowed(text);
    }
    resolved.push_str(&text[from..]);
    Cow::Owned(resolved)
}

/// Where the brackets are in inline events that nothing closes: neither as a link nor as text.
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

/// The inline content of a block, and where it stands.
pub struct Leaf<'a> {
    /// The text as it was written.
    pub text: &'a str,
    /// The text as it was parsed: of the same length, equal but for what was hidden from the parser.
    pub parsed: &'a str,
    /// What is hidden in both.
    pub masked: Masked<'a>,
    /// Where the block of the document starts: source ranges count from there.
    pub base: usize,
    /// Where the content ends.
    pub end: usize,
    /// How many block quotes it is in.
    pub quoted: usize,
    /// Whether each line is a term of a definition list by itself.
    pub terms: bool,
    /// Whether it is a heading's.
    pub heading: bool,
    /// What goes through, in the whole text.
    pub passed: &'a [Passed],
    /// Whether what goes through may be a block here.
    pub flow: bool,
    /// The element of the first term.
    pub term: Option<usize>,
}

/// Renders inline events, one block's at a time.
pub struct Inline<'a, 'b> {
    leaf: Leaf<'a>,
    rules: &'a Rules,
    builder: &'b mut Builder,
    balance: &'b mut Balance,
    findings: &'b mut Vec<Finding>,
    /// The text that a heading's name is made of.
    plain: Plain,
    /// The paragraph that begins with what comes next, and whether one is open.
    paragraph: (Option<Range<usize>>, bool),
    /// Whether something went through as a block.
    divided: bool,
    /// Where the content starts.
    start: usize,
    /// Whether the content may hold bare links.
    may_link: bool,
    /// Where a bare link may begin although nothing that parts words is before it: goldmark looks for one at the
    /// start of a line and after each inline element.
    head: Option<usize>,
    /// Text that may go on in the next event, and whether its first character is escaped.
    run: Option<(Range<usize>, bool)>,
    /// The end of the last event, if that was not the start of an element.
    seen: usize,
    /// The line that was looked at last, from somewhere in it to its end.
    line: Range<usize>,
    /// The run of quotes that was looked at last.
    quotes: Range<usize>,
    /// What is before this offset was taken by a bare link or a mark that the parser did not know of.
    taken: usize,
    /// The end of what was rendered.
    at: usize,
    /// The elements that are open, and whether they are left out because their start was taken.
    open: Vec<bool>,
    /// Links that are open, and brackets that may become one.
    in_label: usize,
    /// Whether the link that is open is an autolink, whose text is its URL.
    verbatim: bool,
    /// Images in images are text of the outermost one.
    images: Vec<Image>,
    /// The delimiters to come that the parser does not know of.
    marks: Peekable<vec::IntoIter<extras::Mark>>,
    /// The stretches between them that are open, and how many elements were open before each.
    marked: Vec<(usize, usize)>,
    /// The paragraph that a block of a shortcode has closed, to be opened again when more comes.
    parted: bool,
    /// Where the running text ends that was put last.
    text_end: usize,
    /// The end of a line that stays or vanishes by what comes next, and the character before it if that is text.
    line_end: Option<(Range<usize>, Option<char>)>,
    /// The raw elements to come that are taken as a whole.
    wholes: Peekable<vec::IntoIter<Range<usize>>>,
}

impl<'a, 'b> Inline<'a, 'b> {
    /// Renders the events of a block into `builder`, in a paragraph if there is to be one. Returns the text that a
    /// heading's name is made of, and whether a paragraph is left open.
    pub fn render(
        leaf: Leaf<'a>,
        rules: &'a Rules,
        events: &mut Vec<(Event<'a>, Range<usize>)>,
        builder: &'b mut Builder,
        balance: &'b mut Balance,
        findings: &'b mut Vec<Finding>,
        paragraph: Option<Range<usize>>,
    ) -> (Plain, bool) {
        let start = events.first().map_or(leaf.end, |(_, range)| range.start);
        let content = start.min(leaf.end)..leaf.end;
        let marks = if rules.may_mark(&leaf.text[content.clone()]) {
            extras::marks(events, leaf.parsed, content.clone(), rules)
        } else {
            Vec::new()
        };
        let may_link = rules.linkify && linkify::may_hold_link(&leaf.text[content]);
        let named = leaf.heading || leaf.terms && rules.auto_definition_term_id;
        let plain = match named {
            true => Plain::new(unclosed(events, leaf.text), rules.extras),
            false => Plain::default(),
        };
        let mut inline = Self {
            leaf,
            rules,
            builder,
            balance,
            findings,
            plain,
            start,
            may_link,
            head: Some(start),
            run: None,
            seen: 0,
            line: 0..0,
            quotes: 0..0,
            taken: 0,
            at: start,
            open: Vec::new(),
            in_label: 0,
            verbatim: false,
            images: Vec::new(),
            marks: marks.into_iter().peekable(),
            marked: Vec::new(),
            parted: false,
            text_end: 0,
            line_end: None,
            wholes: wholes(events, rules).into_iter().peekable(),
            paragraph: (paragraph, false),
            divided: false,
        };
        // All that goes through before the content is of other blocks.
        let before = |passed: &Passed| passed.range.start < start.saturating_sub(1);
        let passed = inline.leaf.passed;
        inline.leaf.passed = &passed[passed.partition_point(before)..];
        if inline.alone() {
            events.clear();
        }
        for (event, range) in events.drain(..) {
            inline.event(event, range);
        }
        inline.end_run();
        while !inline.marked.is_empty() {
            inline.end_marked();
        }
        if !inline.divided {
            inline.enter();
        }
        inline.name_term();
        (inline.plain, inline.paragraph.1)
    }

    /// Opens the paragraph that is to come.
    fn enter(&mut self) {
        if let Some(source) = self.paragraph.0.take() {
            self.builder.open(E::P, source);
            self.paragraph.1 = true;
        }
    }

    /// Opens an element.
    fn open(&mut self, element: E, source: Range<usize>) -> Option<usize> {
        self.enter();
        self.builder.open(element, source)
    }

    /// Gives the term that ends here its name.
    fn name_term(&mut self) {
        if let (true, Some(term)) = (self.rules.auto_definition_term_id, self.leaf.term) {
            if let Some(name) = self.plain.name(self.rules.auto_id_type) {
                self.builder.slot(term, SlotKind::HeadingId(name));
            }
        }
    }

    fn event(&mut self, event: Event, range: Range<usize>) {
        if !matches!(event, Event::Text(_)) {
            self.end_run();
        }
        let seen = if matches!(event, Event::Start(_)) {
            0
        } else {
            range.end
        };
        self.render_event(event, range);
        self.seen = seen;
    }

    fn render_event(&mut self, event: Event, range: Range<usize>) {
        if !matches!(event, Event::Text(_)) {
            self.settle(None);
        }
        let is_break = matches!(event, Event::SoftBreak | Event::HardBreak);
        if self.parted && is_break {
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
                // Where the end was taken by a bare link.
                while self
                    .marked
                    .last()
                    .is_some_and(|(_, depth)| *depth >= self.open.len())
                {
                    self.end_marked();
                }
                if self.open.pop().unwrap_or_default() {
                    self.rest(range.end);
                } else {
                    self.end(tag);
                }
            }
            _ if range.start >= self.leaf.end => {
                if matches!(event, Event::Start(_)) {
                    self.open.push(true);
                }
                return;
            }
            Event::Start(_) if range.start < self.taken => self.open.push(true),
            Event::Start(tag) => {
                self.open.push(false);
                self.start(tag, &range);
            }
            _ if range.start < self.taken => self.rest(range.end),
            Event::Text(text) => return self.text(&text, range),
            Event::Code(code) => self.code(&code, &range),
            Event::SoftBreak | Event::HardBreak => {
                self.line_break(event == Event::HardBreak, &range)
            }
            Event::InlineHtml(_) if self.masked(&range) => {}
            Event::InlineHtml(html) => {
                if !self.rules.omit_html {
                    self.raw_html(&html, &range);
                }
                self.enter();
                self.plain.other();
            }
            Event::FootnoteReference(label) => {
                self.footnote_reference(&label, self.source(&range));
                self.plain.other();
            }
            Event::TaskListMarker(checked) => self.task(checked, self.source(&range)),
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::Html(text) => {
                self.put(&text, &range)
            }
            Event::Rule => {}
        }
        self.at = range.end;
        self.head = Some(self.at);
    }

    fn source(&self, range: &Range<usize>) -> Range<usize> {
        range.start.saturating_sub(self.leaf.base)..range.end.saturating_sub(self.leaf.base)
    }

    /// Adds text to what is open.
    fn put(&mut self, text: &str, range: &Range<usize>) {
        let mut text = text;
        if self.parted && self.images.is_empty() {
            text = text.trim_ascii_start();
            if text.is_empty() {
                return;
            }
            self.join();
        }
        if text.is_empty() {
            return;
        }
        let source = self.source(range);
        match self.images.first_mut() {
            // Goldmark leaves addresses in angle brackets out of descriptions.
            Some(_) if self.verbatim && self.rules.flavor == Flavor::Hugo => {}
            Some(image) => image.alt.push_str(text),
            None => {
                self.enter();
                self.builder.text(text, source);
            }
        }
    }

    /// A tag or a comment. In the description of an image there is no place for one.
    fn raw_html(&mut self, html: &str, range: &Range<usize>) {
        if !self.images.is_empty() {
            return;
        }
        self.enter();
        // An element that is taken as a whole.
        while self
            .wholes
            .next_if(|whole| whole.start < range.start)
            .is_some()
        {}
        let whole = self.wholes.next_if(|whole| whole.start == range.start);
        let leaf = &self.leaf;
        // In a quote its lines have marks that are not in the tag.
        let is_written = whole.is_some() || leaf.parsed.get(range.clone()) == Some(html);
        let range = &whole.unwrap_or_else(|| range.clone());
        self.taken = range.end.max(self.taken);
        let html = match is_written {
            true => &leaf.text[range.clone()],
            false => html,
        };
        let mut written = Html::default();
        written.push(html, self.source(range), range, leaf.masked);
        Writer {
            html: &written,
            masked: leaf.masked,
            base: leaf.base,
            rules: self.rules,
            builder: self.builder,
            findings: self.findings,
        }
        .write();
    }

    fn code(&mut self, code: &str, range: &Range<usize>) {
        let written = &self.leaf.text[range.clone()];
        let joined;
        let code = if written.contains('\n') {
            joined = join_code(written, self.leaf.quoted);
            let first = written.trim_start_matches('`').lines().next();
            let first = self.leaf.masked.shown(first.unwrap_or_default(), range);
            let first = named_references(&first);
            self.plain.code(&(first.into_owned() + "\n"));
            &joined
        } else {
            let shown = self.leaf.masked.shown(code, range);
            self.plain.code(&named_references(&shown));
            code
        };
        let shown = self.leaf.masked.shown(code, range);
        let code = &*shown;
        if let Some(image) = self.images.first_mut() {
            return image.alt.push_str(code);
        }
        let source = self.source(range);
        self.open(E::Code, source.clone());
        self.builder.text(code, source);
        self.builder.close();
    }

    fn line_break(&mut self, hard: bool, range: &Range<usize>) {
        let hard = hard || self.rules.hard_wraps;
        let is_term = self.leaf.terms && self.open.is_empty() && self.marked.is_empty();
        if is_term {
            self.name_term();
        }
        self.plain.line_end();
        let source = self.source(range);
        if is_term {
            if self.leaf.text[range.clone()].starts_with('\\') {
                self.put("\\", range);
            }
            self.builder.close();
            self.leaf.term = self.builder.open(E::Dt, source.end..source.end);
            self.start = range.end;
        } else if !hard && self.images.is_empty() && self.rules.line_breaks.is_some() {
            self.line_end = Some((range.clone(), self.last_of_line(range.start)));
        } else if !self.images.is_empty() || !hard {
            self.put("\n", range);
        } else {
            self.open(E::Br, source);
        }
    }

    fn task(&mut self, checked: bool, source: Range<usize>) {
        let github = self.rules.flavor == Flavor::Gfm;
        if github {
            self.builder.mark_task();
        }
        self.open(E::Input, source.clone());
        if checked {
            self.builder.attribute(A::Checked, "");
        }
        self.builder.attribute(A::Disabled, "");
        self.builder.attribute(A::Type, "checkbox");
        if github {
            self.builder.attribute(A::Class, "task-list-item-checkbox");
        }
        self.builder.text(" ", source.end..source.end);
    }

    fn start(&mut self, tag: Tag, range: &Range<usize>) {
        self.plain
            .open(matches!(tag, Tag::Link { .. } | Tag::Image { .. }));
        let source = self.source(range);
        let element = match tag {
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
            } => return self.link(link_type, [&*dest_url, &*title, &*id], range),
            Tag::Image {
                link_type,
                dest_url,
                title,
                id,
            } => return self.image(link_type, [&*dest_url, &*title, &*id], range),
            _ => E::Span,
        };
        if self.images.is_empty() {
            self.open(element, source);
        }
    }

    fn end(&mut self, tag: TagEnd) {
        self.plain.close();
        match tag {
            TagEnd::Link => {
                self.in_label = self.in_label.saturating_sub(1);
                self.verbatim = false;
            }
            TagEnd::Image => {
                self.in_label = self.in_label.saturating_sub(1);
                return self.end_image();
            }
            _ => {}
        }
        if self.images.is_empty() {
            self.builder.close();
        }
    }

    fn footnote_reference(&mut self, label: &str, source: Range<usize>) {
        if !self.images.is_empty() {
            return;
        }
        let index = self.open(E::Sup, source.clone());
        self.builder.open(E::A, source.clone());
        self.builder.attribute(A::Href, "");
        self.builder.attribute(A::Class, "footnote-ref");
        self.builder.attribute(A::Role, "doc-noteref");
        if self.rules.flavor == Flavor::Gfm {
            self.builder.attribute(A::DataFootnoteRef, "");
        }
        self.builder.text("?", source);
        self.builder.close();
        self.builder.close();
        if let Some(index) = index {
            self.builder
                .slot(index, SlotKind::FootnoteReference(label.to_owned()));
        }
    }
}

/// The raw elements in the inline events of a block that are taken as a whole, each from its start tag to the end of
/// its end tag.
fn wholes(events: &[(Event, Range<usize>)], rules: &Rules) -> Vec<Range<usize>> {
    let mut wholes = Vec::new();
    if rules.omit_html {
        return wholes;
    }
    // The end tags after the place that is looked at, the next of each name.
    let mut ends: Vec<(&str, usize)> = Vec::new();
    for (event, range) in events.iter().rev() {
        let Event::InlineHtml(html) = event else {
            continue;
        };
        let (rest, is_end_tag) = match html.strip_prefix("</") {
            Some(rest) => (rest, true),
            None => (html.strip_prefix('<').unwrap_or(html), false),
        };
        let len = rest.find(|c: char| !c.is_ascii_alphanumeric());
        let name = &rest[..len.unwrap_or(rest.len())];
        if !fate(name).is_whole(name) {
            continue;
        }
        let known = ends.iter_mut().find(|end| end.0.eq_ignore_ascii_case(name));
        match known {
            Some(end) if is_end_tag => end.1 = range.end,
            None if is_end_tag && is_end(rest, name) => ends.push((name, range.end)),
            Some(end) if !is_end_tag => wholes.push(range.start..end.1),
            _ => {}
        }
    }
    wholes.reverse();
    wholes
}

/// The content of a code span over several lines (CommonMark § 6.1). The parser keeps the white space at the start
/// of its lines, which is the paragraph's.
fn join_code(written: &str, quoted: usize) -> String {
    let ticks = written.bytes().rev().take_while(|b| *b == b'`').count();
    let mut lines = written[ticks..written.len() - ticks].lines();
    let mut code = lines.next().unwrap_or_default().to_owned();
    let blank = |c: char| matches!(c, ' ' | '\t');
    for mut line in lines {
        line = line.trim_start_matches(blank);
        for _ in 0..quoted {
            match line.strip_prefix('>') {
                Some(rest) => line = rest.trim_start_matches(blank),
                None => break,
            }
        }
        code.push(' ');
        code.push_str(line);
    }
    if written[..written.len() - ticks].ends_with('\n') {
        code.push(' ');
    }
    let inner = code
        .strip_prefix(' ')
        .and_then(|code| code.strip_suffix(' '));
    match inner {
        Some(inner) if !code.trim_matches(' ').is_empty() => inner.to_owned(),
        _ => code,
    }
}
