//! What stands for something of another page, of which nothing is loaded: what it is, with a link to it, and its name.

use std::ops::Range;

use crate::allow::{Attribute as A, Element as E, UrlKind};
use crate::tree::Builder;
use crate::url;

/// Writes a card: a `div` of its own, or a `span` in a line of text.
pub fn write(
    outer: E,
    label: &str,
    url: Option<&str>,
    name: &str,
    source: Range<usize>,
    builder: &mut Builder,
) {
    builder.open(outer, source.clone());
    builder.attribute(A::Class, "shortcode shortcode-card");
    builder.open(if url.is_some() { E::A } else { E::Span }, source.clone());
    if let Some(url) = url {
        builder.attribute(A::Href, &url::checked(UrlKind::Link, url));
    }
    builder.attribute(A::Class, "shortcode-label");
    builder.text(label, source.clone());
    builder.close();
    if !name.is_empty() {
        builder.text(" ", source.clone());
        builder.open(E::Span, source.clone());
        builder.attribute(A::Class, "shortcode-arguments");
        builder.text(name, source);
        builder.close();
    }
    builder.close();
}
