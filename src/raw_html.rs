//! Raw HTML into a tree of the allowlist: known tags become elements; [`fate()`] says what becomes of others.
//!
//! No markup is ever taken over: a tag that is misread costs looks, not safety. See [`allow`](crate::allow).

mod attributes;
pub mod fate;
pub mod nesting;
pub mod reference;
pub mod token;

use std::borrow::Cow;
use std::ops::Range;

use crate::allow::{Element, UrlKind};
use crate::card::Card;
use crate::finding::{Finding, What, comment_close};
use crate::flavor::Rules;
use crate::shortcode::{Masked, Place, Region, Shortcodes};
use crate::source::Source;
use crate::text::Text;
use crate::tree::Builder;
use crate::url;
use fate::{Fate, fate};
use token::{Attribute, Kind};

/// Raw HTML as the parser saw it, put together from the lines of a block, and where each stands.
#[derive(Default)]
pub struct Html<'a> {
    text: String,
    lines: Vec<Line>,
    /// What is hidden in it, and where.
    hidden: Vec<(Range<usize>, &'a Region)>,
}

struct Line {
    /// Where it starts in the text.
    at: usize,
    /// Where it is in the source of the block.
    source: Range<usize>,
    /// Whether it is byte by byte what is written there.
    verbatim: bool,
}

impl<'a> Html<'a> {
    /// Appends `html`, which the parser found at `range`, which is `source` in the block.
    pub fn push(
        &mut self,
        html: &str,
        source: Range<usize>,
        range: &Range<usize>,
        masked: Masked<'a>,
    ) {
        let at = self.text.len();
        let verbatim = html.len() == source.len();
        self.text.push_str(html);
        let mut from = 0;
        for region in masked.within(range) {
            let place = masked.place(region);
            let found = if verbatim {
                let start = place.start.saturating_sub(range.start);
                let begins = masked.begins_from(region, range.start);
                begins.then(|| start..place.end - range.start)
            } else {
                let start = html[from..].find(&region.mask()).map(|at| from + at);
                start.map(|start| start..start + place.len())
            };
            let last = self.hidden.last();
            let is_new = last.is_none_or(|(_, last)| !std::ptr::eq(*last, region));
            if let Some(found) = found.filter(|found| is_new && found.start < html.len()) {
                from = html.len().min(found.end);
                self.hidden.push((at + found.start..at + found.end, region));
            }
        }
        self.lines.push(Line {
            at,
            source,
            verbatim,
        });
    }

    /// Where a stretch is in the source of the block. It ends where its last byte does: what is between the lines of a
    /// quote is not in it.
    fn source(&self, range: &Range<usize>) -> Range<usize> {
        let line = |at: usize| &self.lines[self.lines.partition_point(|line| line.at <= at) - 1];
        let (first, last) = (line(range.start), line(range.end - 1));
        let start = first.source.start
            + if first.verbatim {
                range.start - first.at
            } else {
                0
            };
        let end = match last.verbatim {
            true => last.source.start + range.end - last.at,
            false => last.source.end,
        };
        start..end
    }

    /// What is hidden in a stretch, if only in part. It shows where it begins.
    fn hidden(&self, range: &Range<usize>) -> &[(Range<usize>, &'a Region)] {
        let from = self.hidden.partition_point(|(at, _)| at.end <= range.start);
        let len = self.hidden[from..].partition_point(|(at, _)| at.start < range.end);
        &self.hidden[from..from + len]
    }
}

/// Writes raw HTML into what its builder has open, and what is refused into its findings.
pub struct Writer<'a, 'b> {
    /// What is written.
    pub html: &'b Html<'a>,
    /// What is hidden in the text of the block.
    pub masked: Masked<'a>,
    /// Where the block starts there.
    pub base: usize,
    /// The rules of the post.
    pub rules: &'b Rules,
    /// Takes the elements.
    pub builder: &'b mut Builder,
    /// What an author should know.
    pub findings: &'b mut Vec<Finding>,
}

impl Writer<'_, '_> {
    /// Writes it all.
    pub fn write(mut self) {
        let html = &*self.html.text;
        // White space there shows nothing.
        let mut at_border = true;
        let mut tokens = token::tokens(html);
        let mut ends = Ends::of(html);
        while let Some(token) = tokens.next() {
            let range = token.range;
            match token.kind {
                Kind::Comment => {
                    if let [(at, region)] = self.html.hidden(&range) {
                        if at.start >= range.start {
                            self.draw(region, Place::Alone);
                        }
                    }
                }
                Kind::Text => {
                    // Only one that does not end is text.
                    if comment_close(&html[range.clone()]).is_some() {
                        self.tell(What::HtmlUnclosed, &first_line(html, &range));
                    }
                    let blank = html[range.clone()].trim_matches(token::is_space).is_empty();
                    if !(blank && at_border) || self.builder.is_in(Element::Pre) {
                        at_border = false;
                        self.text(range);
                    }
                }
                Kind::End(name) => {
                    let name = self.shown(name, range.start + 2);
                    if let Some(element) = element(&name) {
                        at_border = nesting::is_block(element);
                        self.builder.close_raw(element);
                    }
                }
                Kind::Start(name, attributes) => {
                    let (name, known) =
                        self.filled(name, range.start + 1, &|text| Cow::Borrowed(text));
                    let name = &*name;
                    // Where a shortcode shows what begins no tag, it is text to a browser.
                    let begins = |c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?');
                    if known && !name.starts_with(begins) {
                        at_border = false;
                        self.text(range);
                        continue;
                    }
                    if let Some(element) = element(name) {
                        at_border = nesting::is_block(element);
                        self.builder.open_raw(element, self.html.source(&range));
                        self.attributes(element, &attributes);
                        if fate(name) == Fate::Content(Some(element)) {
                            self.tell(What::HtmlRefused, &range);
                        }
                        continue;
                    }
                    let fate = fate(name);
                    let content = match fate.is_whole(name) {
                        true => ends.after(name, range.end),
                        false => None,
                    };
                    if let Some((_, end)) = content {
                        tokens.skip_to(end);
                    }
                    at_border &= !self.refused(name, fate, &attributes, range, content);
                }
            }
        }
    }

    /// Writes what stands for an element that is not on the list; returns whether that is anything. `content` is where
    /// its content and where its end tag ends, if it is taken as a whole.
    fn refused(
        &mut self,
        name: &str,
        fate: Fate,
        attributes: &[Attribute],
        range: Range<usize>,
        content: Option<(usize, usize)>,
    ) -> bool {
        let source = self.html.source(&range);
        let (inner, end) = content.unwrap_or((range.end, range.end));
        let inner = range.end..inner;
        let unclosed = content.is_none() && fate.is_endless(name);
        let mut told = range.clone();
        let what = match fate {
            Fate::Card(label) => match self.card(name, label, attributes, source) {
                true if unclosed => What::HtmlUnclosed,
                true => What::HtmlEmbedded,
                false => What::HtmlRefused,
            },
            _ if unclosed => {
                self.plain(&range, false);
                What::HtmlUnclosed
            }
            Fate::Hidden if content.is_some() => {
                told.end = end;
                What::HtmlHidden
            }
            Fate::Nothing => What::HtmlHidden,
            Fate::Verbatim(outer) => {
                if let Some(outer) = outer {
                    self.builder.open(outer, source);
                }
                self.plain(&inner, outer.is_none());
                if outer.is_some() {
                    self.builder.close();
                }
                What::HtmlRefused
            }
            Fate::Named(label) if content.is_some() => {
                let text = self.text_in(inner);
                let card = Card {
                    label,
                    url: None,
                    name: &text,
                };
                card.write(Element::Span, source, self.builder);
                What::HtmlUndrawn
            }
            _ => What::HtmlRefused,
        };
        self.tell(what, &told);
        unclosed || !matches!(fate, Fate::Hidden | Fate::Nothing | Fate::Content(_))
    }

    /// Writes a link to what an element would load; not for an `object` without an address, which another element in
    /// it has.
    fn card(
        &mut self,
        name: &str,
        label: &str,
        attributes: &[Attribute],
        source: Range<usize>,
    ) -> bool {
        let is_object = name.eq_ignore_ascii_case("object");
        let value = |name: &str| {
            let mut named = attributes.iter();
            let found = named.find(|attribute| attribute.name.eq_ignore_ascii_case(name))?;
            Some(self.value(found))
        };
        let address = value(if is_object { "data" } else { "src" });
        let address = address.and_then(|(url, known)| {
            let url = url::checked(UrlKind::Link, url.trim());
            (known && !url.is_empty()).then_some(url)
        });
        if address.is_none() && is_object {
            return false;
        }
        let title = value("title").map_or(String::new(), |(title, _)| title.into_owned());
        let mut text = address.as_deref().map_or("", host).to_owned();
        if !text.is_empty() && !title.is_empty() {
            text.push_str(": ");
        }
        text.push_str(&title);
        let card = Card {
            label,
            url: address.as_deref(),
            name: &text,
        };
        card.write(Element::Span, source, self.builder);
        true
    }

    fn tell(&mut self, what: What, range: &Range<usize>) {
        let source = self.html.source(range);
        self.findings.push(Finding::new(what, source));
    }

    /// Running text, and the shortcodes in it.
    fn text(&mut self, range: Range<usize>) {
        let html = self.html;
        let mut at = range.start;
        for (place, region) in html.hidden(&range) {
            let begins = place.start >= range.start;
            if begins {
                self.plain(&(at..place.start), true);
            }
            at = place.end;
            if !begins {
                continue;
            }
            let beside = [
                &html.text[range.start..place.start],
                &html.text[at.min(range.end)..range.end],
            ];
            let alone = beside
                .iter()
                .all(|text| text.trim_matches(token::is_space).is_empty())
                && self
                    .builder
                    .element()
                    .is_none_or(|element| nesting::is_block(element) && element != Element::P);
            self.draw(region, if alone { Place::Alone } else { Place::Flow });
        }
        self.plain(&(at.min(range.end)..range.end), true);
    }

    /// Text as it is written, or with its references resolved.
    fn plain(&mut self, range: &Range<usize>, resolved: bool) {
        if range.is_empty() {
            return;
        }
        let shown = self.shown(&self.html.text[range.clone()], range.start);
        let text = match resolved {
            true => reference::resolve(&shown, false),
            false => Cow::Owned(shown.replace("\r\n", "\n")),
        };
        // The first line end in preformatted text is not shown (HTML § 13.1.2.5).
        let text = match self.builder.is_at_start_of(Element::Pre) {
            true => text.strip_prefix('\n').unwrap_or(&text),
            false => &text,
        };
        self.builder.text(text, self.html.source(range));
    }

    fn draw(&mut self, region: &Region, place: Place) {
        // Markdown is not read here.
        if let Some(text) = self.masked.as_text(region) {
            let local = self.masked.place(region);
            let source = local.start.saturating_sub(self.base)..local.end.saturating_sub(self.base);
            return self.builder.text(&text, source);
        }
        self.masked
            .draw(region, place, self.rules, self.base, self.builder);
    }

    /// A stretch of the HTML, which starts at `at`, with what the shortcodes in it show.
    fn shown<'c>(&self, written: &'c str, at: usize) -> Cow<'c, str> {
        self.filled(written, at, &|text| Cow::Borrowed(text)).0
    }

    /// The value of an attribute, and whether it is known.
    fn value<'c>(&self, attribute: &Attribute<'c>) -> (Cow<'c, str>, bool) {
        let resolve = |text| reference::resolve(text, true);
        self.filled(attribute.written, attribute.at, &resolve)
    }

    /// A stretch of the HTML, which starts at `at`, read by `read`, and between that what its shortcodes show; and
    /// whether that is known of all.
    fn filled<'c>(
        &self,
        written: &'c str,
        at: usize,
        read: &dyn Fn(&'c str) -> Cow<'c, str>,
    ) -> (Cow<'c, str>, bool) {
        let hidden = self.html.hidden(&(at..at + written.len()));
        if hidden.is_empty() {
            return (read(written), true);
        }
        let (mut filled, mut known, mut from) = (String::new(), true, 0);
        for (place, region) in hidden {
            known &= self.masked.as_text(region).is_some();
            if let Some(start) = place.start.checked_sub(at) {
                filled.push_str(&read(&written[from..start]));
                filled.push_str(&self.masked.text_of(region));
            }
            from = written.len().min(place.end - at);
        }
        filled.push_str(&read(&written[from..]));
        (Cow::Owned(filled), known)
    }

    /// The text in a stretch of HTML, without its tags, each run of white space as one space.
    fn text_in(&self, range: Range<usize>) -> String {
        let html = &self.html.text[..range.end];
        let mut text = String::new();
        let mut tokens = token::tokens(html);
        let mut ends = Ends::of(html);
        tokens.skip_to(range.start);
        while let Some(token) = tokens.next() {
            match token.kind {
                Kind::Start(name, _) if fate(name) == Fate::Hidden => {
                    if let Some((_, end)) = ends.after(name, token.range.end) {
                        tokens.skip_to(end);
                    }
                }
                Kind::Text => {
                    let at = token.range.start;
                    let (shown, _) = self.filled(&html[token.range], at, &|text| {
                        reference::resolve(text, false)
                    });
                    for word in shown.split_ascii_whitespace() {
                        if !text.is_empty() {
                            text.push(' ');
                        }
                        text.push_str(word);
                    }
                }
                _ => {}
            }
        }
        text
    }
}

/// Writes raw HTML that stands in no post.
pub fn write(html: &str, rules: &Rules, builder: &mut Builder) {
    let source = Source::new("");
    let shortcodes = Shortcodes::default();
    let masked = Masked::new(Text::new(&source, 0), &shortcodes);
    let mut written = Html::default();
    written.push(html, 0..0, &(0..0), masked);
    Writer {
        html: &written,
        masked,
        base: 0,
        rules,
        builder,
        findings: &mut Vec::new(),
    }
    .write();
}

/// The first line of a stretch.
pub fn first_line(text: &str, range: &Range<usize>) -> Range<usize> {
    let len = text[range.clone()].lines().next().map_or(0, str::len);
    range.start..range.start + len
}

/// The element that is shown for a raw tag. The only `input` is the engine's own.
fn element(name: &str) -> Option<Element> {
    match fate(name) {
        Fate::As(element) | Fate::Content(Some(element)) => Some(element),
        Fate::Content(None) => {
            Element::from_name(name).filter(|element| *element != Element::Input)
        }
        _ => None,
    }
}

/// Finds the ends of elements, each stretch once.
struct Ends<'a> {
    html: &'a str,
    /// Those that nothing ends from some place on.
    missing: Vec<String>,
}

impl<'a> Ends<'a> {
    fn of(html: &'a str) -> Self {
        Self {
            html,
            missing: Vec::new(),
        }
    }

    /// Where the content of the element `name` ends, which begins at `from`, and where its end tag does.
    fn after(&mut self, name: &str, from: usize) -> Option<(usize, usize)> {
        if self.missing.iter().any(|m| m.eq_ignore_ascii_case(name)) {
            return None;
        }
        for (at, _) in self.html[from..].match_indices("</") {
            let rest = &self.html[from + at + 2..];
            if is_end(rest, name) {
                let end = rest.find('>').map(|end| from + at + 2 + end + 1);
                return end.map(|end| (from + at, end));
            }
        }
        self.missing.push(name.to_owned());
        None
    }
}

/// Whether what is after `</` is the end of the element `name`.
pub fn is_end(rest: &str, name: &str) -> bool {
    let named = rest
        .get(..name.len())
        .is_some_and(|found| found.eq_ignore_ascii_case(name));
    named && rest[name.len()..].starts_with(|c: char| token::is_space(c) || matches!(c, '/' | '>'))
}

/// The host of a URL, with its port; of a relative one the path.
fn host(url: &str) -> &str {
    let rest = url.split_once(':').map_or(url, |(scheme, rest)| {
        let is_scheme = !scheme.contains(['/', '?', '#']);
        if is_scheme { rest } else { url }
    });
    let Some(rest) = rest.strip_prefix("//") else {
        return url.split(['?', '#']).next().unwrap_or_default();
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    authority.rsplit('@').next().unwrap_or_default()
}
