//! `Card`: stands for a resource of another site, of which nothing is loaded.

use std::ops::Range;

use crate::allow::{Attribute as A, Element as E, UrlKind};
use crate::tree::Builder;
use crate::url;

/// A card: what kind of resource there is, the link to it, and its name.
pub struct Card<'a> {
    /// The kind, such as `Embedded page`.
    pub label: &'a str,
    /// The address.
    pub url: Option<&'a str>,
    /// The name or title, which may be empty.
    pub name: &'a str,
}

impl Card<'_> {
    /// Writes the card as an element `outer`: a `div` of its own, or a `span` in a line of text.
    pub fn write(&self, outer: E, source: Range<usize>, builder: &mut Builder) {
        let linked = if self.url.is_some() { E::A } else { E::Span };
        builder.open(outer, source.clone());
        builder.attribute(A::Class, "shortcode shortcode-card");
        builder.open(linked, source.clone());
        if let Some(url) = self.url {
            builder.attribute(A::Href, &url::checked(UrlKind::Link, url));
        }
        builder.attribute(A::Class, "shortcode-label");
        builder.text(self.label, source.clone());
        builder.close();
        if !self.name.is_empty() {
            builder.text(" ", source.clone());
            builder.open(E::Span, source.clone());
            builder.attribute(A::Class, "shortcode-arguments");
            builder.text(self.name, source);
            builder.close();
        }
        builder.close();
    }
}
