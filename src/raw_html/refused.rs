//! Elements off the allowlist: writes what is shown in their place.

use std::ops::Range;

use super::ends::Ends;
use super::fate::{Fate, fate};
use super::token::{self, HtmlTokenKind, RawAttribute};
use super::{Writer, reference};
use crate::allow::{Element, UrlKind};
use crate::card::Card;
use crate::finding::What;
use crate::url;

/// The start tag of an element off the allowlist.
pub(super) struct RefusedTag<'t, 'h> {
    pub(super) name: &'t str,
    pub(super) attributes: &'t [RawAttribute<'h>],
    pub(super) range: Range<usize>,
    /// The ends of its content and of its end tag, if the element is taken as a whole.
    pub(super) content: Option<(usize, usize)>,
}

impl Writer<'_, '_> {
    /// Writes what is shown for the element; returns whether that is anything.
    pub(super) fn refused(&mut self, tag: &RefusedTag, fate: Fate) -> bool {
        let RefusedTag {
            name,
            ref range,
            content,
            ..
        } = *tag;
        let source = self.html.source(range);
        let (inner, end) = content.unwrap_or((range.end, range.end));
        let inner = range.end..inner;
        let unclosed = content.is_none() && fate.is_endless(name);
        let mut told = range.clone();
        let what = match fate {
            Fate::Card(label) => match self.card(tag, label, source) {
                true if unclosed => What::HtmlUnclosed,
                true => What::HtmlEmbedded,
                false => What::HtmlRefused,
            },
            _ if unclosed => {
                self.plain(range, false);
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
                if self.of_site && text.is_empty() {
                    return false;
                }
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

    /// Writes a link to the address that an element would load. An `object` without one is skipped: an element in it has
    /// the address.
    fn card(&mut self, tag: &RefusedTag, label: &str, source: Range<usize>) -> bool {
        let is_object = tag.name.eq_ignore_ascii_case("object");
        let value = |name: &str| {
            let mut named = tag.attributes.iter();
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

    /// The text in a stretch of HTML, without its tags, each run of white space as one space.
    fn text_in(&self, range: Range<usize>) -> String {
        let html = &self.html.text[..range.end];
        let mut text = String::new();
        let mut tokens = token::tokens(html);
        let mut ends = Ends::of(html);
        tokens.skip_to(range.start);
        while let Some(token) = tokens.next() {
            match token.kind {
                HtmlTokenKind::Start(name, _) if fate(name) == Fate::Hidden => {
                    if let Some((_, end)) = ends.after(name, token.range.end) {
                        tokens.skip_to(end);
                    }
                }
                HtmlTokenKind::Text => {
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
