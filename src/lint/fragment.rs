//! Links to a place in the post that is not there.

use crate::map::Map;
use std::ops::Range;

use super::{Lint, written};
use crate::allow::{Attribute, Element};
use crate::case::lower;
use crate::diagnostic::{Diagnostic, Severity};
use crate::edit::Edit;
use crate::finding::What;
use crate::order;
use crate::raw_html::token::{self, HtmlTokenKind};
use crate::slip::is_one_slip;
use crate::source::Source;
use crate::tree::{Content, Tree};

/// Names of places that most themes have on their pages.
const THEMES: [&str; 8] = [
    "top",
    "tableofcontents",
    "toc",
    "content",
    "main",
    "comments",
    "disqus_thread",
    "respond",
];

/// For so many links another place is looked for.
const GUESSES: usize = 50;

impl Lint<'_> {
    pub(super) fn fragments(&mut self) {
        let body = self.body;
        // Without names of headings, and where a shortcode may make names, nobody knows.
        if !body.rules().auto_heading_id || body.shortcodes().has_unknown() {
            return;
        }
        let links = self.links();
        if links.is_empty() {
            return;
        }
        let names = self.names();
        let mut guesses = GUESSES;
        for (fragment, range) in links {
            let name = decoded(&fragment);
            // GitHub writes names so, and finds them without.
            let bare = name.strip_prefix("user-content-").unwrap_or(&name);
            let is_known = name.is_empty()
                || name.contains(":~:")
                || THEMES.contains(&lower(&name).as_str())
                || [&*name, &fragment, &format!("user-content-{name}"), bare]
                    .iter()
                    .any(|name| names.contains_key(*name));
            if is_known {
                continue;
            }
            let near = if guesses > 0 {
                nearest(&name, &names)
            } else {
                None
            };
            guesses = guesses.saturating_sub(1);
            let source = self.source;
            self.reported
                .add(|| nowhere(&[&name, &fragment], near, range, source));
        }
    }

    /// The links to places in the post: each without its `#`, and where it is.
    fn links(&self) -> Vec<(String, Range<usize>)> {
        let (blocks, definitions) = (self.body.blocks(), self.body.definitions());
        let mut places = Vec::new();
        for (key, _) in &self.blocks {
            let block = &blocks[*key];
            if block.anchors {
                places.push(blocks.index(*key));
            }
            for (label, definition) in &block.definitions {
                if definition.destination.starts_with('#') {
                    let users = definitions.link_users(label);
                    places.extend(users.map(|key| blocks.index(key)));
                }
            }
        }
        order::sort(&mut places);
        places.dedup();
        let mut links = Vec::new();
        for index in places {
            let block = &blocks[blocks.key(index)];
            let start = self.start + blocks.range(index).start;
            let notes = block.rendered.notes.iter().map(|note| &note.tree);
            for tree in [&block.rendered.tree].into_iter().chain(notes) {
                for node in 0..tree.len() {
                    if tree.content(node) != Content::Element(Element::A) {
                        continue;
                    }
                    let href = |(name, _): &(Attribute, &str)| *name == Attribute::Href;
                    let mut attributes = tree.attributes(node);
                    let href = attributes
                        .find(href)
                        .and_then(|(_, href)| href.strip_prefix('#'));
                    let is_back = tree
                        .attributes(node)
                        .any(|(name, _)| name == Attribute::Role);
                    if let (Some(fragment), false) = (href, is_back) {
                        let source = tree.source(node);
                        links.push((
                            fragment.to_owned(),
                            start + source.start..start + source.end,
                        ));
                    }
                }
            }
        }
        // Footnotes come after what is around them.
        order::sort_stable(&mut links, |(_, range)| range.start);
        links
    }

    /// All names of places in the post, with those in raw HTML that the site leaves out or the preview shows as text:
    /// that is another matter.
    fn names(&self) -> Map<String, usize> {
        let mut names = Map::default();
        let mut add = |tree: &Tree| {
            for node in 0..tree.len() {
                for (name, value) in tree.attributes(node) {
                    if name == Attribute::Id {
                        names.insert(value.to_owned(), 0);
                    }
                }
            }
        };
        for (key, _) in &self.blocks {
            add(&self.body.blocks()[*key].rendered.tree);
        }
        if let Some(section) = self.body.footnotes().section() {
            add(section);
        }
        for (key, start) in &self.blocks {
            for finding in &self.body.blocks()[*key].rendered.findings {
                let is_html = matches!(
                    finding.what,
                    What::RawHtmlOmitted
                        | What::HtmlRefused
                        | What::HtmlHidden
                        | What::HtmlEmbedded
                        | What::HtmlUndrawn
                );
                if !is_html {
                    continue;
                }
                let range = start + finding.range.start..start + finding.range.end;
                let html = written(&range, self.source);
                for token in token::tokens(&html) {
                    let HtmlTokenKind::Start(_, attributes) = token.kind else {
                        continue;
                    };
                    for attribute in attributes {
                        let is = |name: &str| attribute.name.eq_ignore_ascii_case(name);
                        if is("id") || is("name") {
                            names.insert(attribute.value().into_owned(), 0);
                        }
                    }
                }
            }
        }
        names
    }
}

/// `names`: the name as it is meant and as it may be written.
fn nowhere(
    names: &[&String],
    near: Option<&String>,
    range: Range<usize>,
    source: &Source,
) -> Diagnostic {
    let link = written(&range, source);
    let place = names.iter().find_map(|name| {
        let at = link.rfind(&format!("#{name}"))?;
        Some(range.start + at..range.start + at + 1 + name.len())
    });
    let question = near.map_or(String::new(), |near| format!(" Is `#{near}` meant?"));
    let message = format!(
        "Nothing in this post has the name `{}`, so this link leads nowhere.{question}",
        names[0]
    );
    let reported = |range| Diagnostic::new(Severity::Warning, "link-fragment", range, message);
    match (place, near) {
        (Some(place), Some(near)) => reported(place.clone()).with_fix(
            format!("Write `#{near}`"),
            vec![Edit::new(place, format!("#{near}"))],
        ),
        (place, _) => reported(place.unwrap_or(range)),
    }
}

/// The name that a name is a slip of: it differs in capital letters, or by one letter.
fn nearest<'a>(name: &str, names: &'a Map<String, usize>) -> Option<&'a String> {
    let small = lower(name);
    let same = names.keys().find(|other| lower(other) == small);
    let is_slip = |other: &&String| {
        name.len() > 3
            && other.len().abs_diff(name.len()) <= 4
            && is_one_slip(&small, &lower(other))
    };
    same.or_else(|| names.keys().find(is_slip))
}

/// A fragment with its percent-encoded bytes decoded.
fn decoded(fragment: &str) -> String {
    let mut bytes = Vec::with_capacity(fragment.len());
    let mut rest = fragment.as_bytes();
    while let [first, after @ ..] = rest {
        let hex = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        let byte = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match byte.filter(|_| *first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| fragment.to_owned())
}
