//! Raw HTML into a tree of the allowlist: known tags become elements; [`fate()`] says what becomes of others.
//!
//! No markup is ever taken over: a tag that is misread costs looks, not safety. See [`allow`](crate::allow).

mod attributes;
mod ends;
pub mod fate;
mod html;
mod notice;
pub mod reference;
mod refused;
pub mod token;

use std::borrow::Cow;
use std::ops::Range;

use crate::allow::Element;
use crate::finding::{Finding, What, comment_close};
use crate::flavor::Rules;
use crate::shortcode::{Masked, Place, Region, Shortcodes};
use crate::source::Source;
use crate::text::Text;
use crate::tree::nesting;
use crate::tree::{Builder, Tree};
use ends::Ends;
use fate::{Fate, fate};
use refused::RefusedTag;
use token::{HtmlTokenKind, RawAttribute};

pub use ends::is_end;
pub use html::Html;

/// Writes raw HTML into what its builder has open, and what is refused into its findings.
pub struct Writer<'a, 'b> {
    /// The source.
    pub html: &'b Html<'a>,
    /// The hidden stretches in the text of the block.
    pub masked: Masked<'a>,
    /// Where the block starts there.
    pub base: usize,
    /// The rules of the post.
    pub rules: &'b Rules,
    /// Takes the elements.
    pub builder: &'b mut Builder,
    /// The findings for the author.
    pub findings: &'b mut Vec<Finding>,
    /// Whether the site's templates made it, and not the author: their notices have a look, their icons none.
    pub of_site: bool,
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
                HtmlTokenKind::Comment => {
                    if let [(at, region)] = self.html.hidden(&range)
                        && at.start >= range.start
                    {
                        self.draw(region, Place::Alone);
                    }
                }
                HtmlTokenKind::Text => {
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
                HtmlTokenKind::End(name) => {
                    let name = self.shown(name, range.start + 2);
                    if let Some(element) = element(&name) {
                        at_border = nesting::is_block(element);
                        self.builder.close_raw(element);
                    }
                }
                HtmlTokenKind::Start(name, attributes) => {
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
                    let tag = RefusedTag {
                        name,
                        attributes: &attributes,
                        range,
                        content,
                    };
                    at_border &= !self.refused(&tag, fate);
                }
            }
        }
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
        let block = self.masked.from(self.base);
        block.draw(region, place, self.rules, self.builder);
    }

    /// A stretch of the HTML, which starts at `at`, with what the shortcodes in it show.
    fn shown<'c>(&self, written: &'c str, at: usize) -> Cow<'c, str> {
        self.filled(written, at, &|text| Cow::Borrowed(text)).0
    }

    /// The value of an attribute, and whether it is known.
    fn value<'c>(&self, attribute: &RawAttribute<'c>) -> (Cow<'c, str>, bool) {
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
}

/// The tree of raw HTML that stands in no post; all of it has the range `place`.
pub fn tree(html: &str, place: Range<usize>) -> Tree {
    let mut builder = Builder::default();
    write(html, place, &mut builder);
    builder.finish()
}

/// Writes raw HTML that stands in no post; all of it has the range `place`.
pub fn write(html: &str, place: Range<usize>, builder: &mut Builder) {
    let source = Source::new("");
    let shortcodes = Shortcodes::default();
    let masked = Masked::new(Text::new(&source, 0), &shortcodes);
    let mut written = Html::default();
    written.push(html, place, &(0..0), masked);
    Writer {
        html: &written,
        masked,
        base: 0,
        rules: &Rules::default(),
        builder,
        findings: &mut Vec::new(),
        of_site: true,
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
