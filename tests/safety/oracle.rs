//! Ammonia, a sanitiser that parses as browsers do, takes nothing out of what the engine gives.

use std::borrow::Cow;
use std::collections::HashSet;

use ammonia::{Builder, UrlRelative};
use draftpane::Flavor;
use draftpane::inside::{Attribute, Element, UrlKind, url};

use crate::payloads;
use crate::structure::draft;

/// Two sanitisers that read and write alike: one takes out all that is off the allowlist, the other nothing.
pub struct Oracle {
    strict: Builder<'static>,
    lax: Builder<'static>,
}

impl Oracle {
    pub fn new() -> Self {
        let elements: HashSet<&str> = Element::ALL.iter().map(|e| e.name()).collect();
        let attributes: HashSet<&str> = Attribute::ALL.iter().map(|a| a.name()).collect();
        let schemes = [
            "http", "https", "mailto", "tel", "ftp", "irc", "ircs", "xmpp", "data",
        ];
        let mut strict = Builder::empty();
        strict
            .tags(elements.clone())
            .generic_attributes(attributes.clone())
            .url_schemes(schemes.into())
            .url_relative(UrlRelative::PassThrough)
            .link_rel(None)
            .clean_content_tags(HashSet::new())
            .attribute_filter(|element, attribute, value| {
                let kept = match (element, attribute) {
                    (_, "href" | "cite") => url(UrlKind::Link, value),
                    (_, "src") => url(UrlKind::Image, value),
                    _ => true,
                };
                kept.then_some(Cow::Borrowed(value))
            });
        // Leaves all in, but reads and writes it as the strict one does.
        let mut lax = Builder::empty();
        let more = [
            "script", "style", "iframe", "form", "button", "textarea", "select", "option", "svg",
            "math", "meta", "base", "link", "object", "embed", "noscript", "template", "title",
        ];
        let handlers = [
            "onclick",
            "onerror",
            "onload",
            "name",
            "srcdoc",
            "action",
            "formaction",
        ];
        lax.tags(elements.into_iter().chain(more).collect())
            .generic_attributes(attributes.into_iter().chain(handlers).collect())
            .url_schemes(
                schemes
                    .into_iter()
                    .chain(["javascript", "vbscript", "file"])
                    .collect(),
            )
            .url_relative(UrlRelative::PassThrough)
            .link_rel(None)
            .clean_content_tags(HashSet::new());
        assert_ne!(
            strict.clean("<a href=javascript:x onclick=y>").to_string(),
            lax.clean("<a href=javascript:x onclick=y>").to_string()
        );
        Self { strict, lax }
    }

    /// Asserts that nothing in `html`, which came of `text`, is off the allowlist.
    pub fn assert_takes_nothing_out(&self, html: &str, text: &str) {
        assert_eq!(
            self.strict.clean(html).to_string(),
            self.lax.clean(html).to_string(),
            "{html:?}: {text:?}"
        );
    }
}

#[test]
fn ammonia_takes_nothing_out() {
    let oracle = Oracle::new();
    let mut posts = 0;
    for text in payloads::all()
        .iter()
        .flat_map(|payload| payloads::places(payload))
    {
        let html = draft(Flavor::Gfm, &text).0.html();
        posts += 1;
        oracle.assert_takes_nothing_out(&html, &text);
    }
    println!("{posts} posts");
}
