//! Hugo's own shortcodes with markup of several elements: `figure`, `details`, `highlight`.

use std::borrow::Cow;
use std::ops::Range;

use super::Drawing;
use crate::allow::{Attribute as A, Element as E, UrlKind};
use crate::shortcode::Trees;
use crate::shortcode::arguments::Arguments;
use crate::url;

impl Drawing<'_, '_> {
    /// The markup of Hugo's own template, less what the allowlist has not.
    pub(super) fn figure(&mut self, arguments: &Arguments, source: Range<usize>) {
        let get = |name: &str| arguments.named(name).filter(|value| !value.is_empty());
        self.builder.open(E::Figure, source.clone());
        if let Some(class) = get("class") {
            self.builder.attribute(A::Class, class);
        }
        if let Some(link) = get("link") {
            self.builder.open(E::A, source.clone());
            self.builder
                .attribute(A::Href, &url::checked(UrlKind::Link, link));
        }
        self.builder.open(E::Img, source.clone());
        let src = url::checked(UrlKind::Image, get("src").unwrap_or_default());
        self.builder.attribute(A::Src, &src);
        let caption = get("caption").map(|caption| self.read(caption, true));
        let alt = match (get("alt"), &caption) {
            (Some(alt), _) => Some(Cow::Borrowed(alt)),
            (None, Some(trees)) => Some(Cow::Owned(plain(trees))),
            _ => None,
        };
        if let Some(alt) = alt {
            self.builder.attribute(A::Alt, &alt);
        }
        for (name, attribute) in [("width", A::Width), ("height", A::Height)] {
            if let Some(value) = get(name) {
                self.builder.attribute(attribute, value);
            }
        }
        if get("link").is_some() {
            self.builder.close();
        }
        let (title, attr) = (get("title"), get("attr"));
        if title.is_some() || caption.is_some() || attr.is_some() {
            self.builder.open(E::Figcaption, source.clone());
            if let Some(title) = title {
                self.builder.open(E::H4, source.clone());
                self.builder.text(title, source.clone());
                self.builder.close();
            }
            if caption.is_some() || attr.is_some() {
                self.builder.open(E::P, source.clone());
                self.copy(&caption.unwrap_or_default(), true, None, &source);
                let link = get("attrlink");
                if let Some(link) = link {
                    self.builder.text(" ", source.clone());
                    self.builder.open(E::A, source.clone());
                    self.builder
                        .attribute(A::Href, &url::checked(UrlKind::Link, link));
                }
                if let Some(attr) = attr {
                    self.markdown(attr, None, true, &source);
                }
                if link.is_some() {
                    self.builder.close();
                }
                self.builder.close();
            }
            self.builder.close();
        }
        self.builder.close();
    }

    pub(super) fn details(
        &mut self,
        arguments: &Arguments,
        inner: Range<usize>,
        source: Range<usize>,
    ) {
        let get = |name: &str| arguments.named(name).filter(|value| !value.is_empty());
        self.builder.open(E::Details, source.clone());
        if let Some(class) = get("class") {
            self.builder.attribute(A::Class, class);
        }
        if get("open").is_some_and(|open| matches!(open, "true" | "1")) {
            self.builder.attribute(A::Open, "");
        }
        if let Some(title) = get("title") {
            self.builder.attribute(A::Title, title);
        }
        self.builder.open(E::Summary, source.clone());
        self.markdown(get("summary").unwrap_or("Details"), None, true, &source);
        self.builder.close();
        let content = self.text.written(inner.clone());
        self.markdown(&content, Some(inner.start), false, &source);
        self.builder.close();
    }

    pub(super) fn highlight(
        &mut self,
        arguments: &Arguments,
        inner: Range<usize>,
        start: usize,
        source: Range<usize>,
    ) {
        // White space before the tag is taken from the start of each line.
        let mut from = start;
        while from > 0 && matches!(self.text.byte(from - 1), b' ' | b'\t') {
            from -= 1;
        }
        let starts_line = from == 0 || matches!(self.text.byte(from - 1), b'\n' | b'\r');
        let indentation = self.text.written(if starts_line {
            from..start
        } else {
            start..start
        });
        let inside = self.source(&inner);
        let written = self.text.written(inner);
        let lines = written.split_inclusive('\n');
        let code: String = lines
            .map(|line| line.strip_prefix(indentation.as_str()).unwrap_or(line))
            .collect();
        self.builder.open(E::Pre, source.clone());
        self.builder.open(E::Code, source);
        if let Some(language) = arguments.at(0).filter(|language| !language.is_empty()) {
            self.builder
                .attribute(A::Class, &format!("language-{language}"));
        }
        self.builder.text(code.trim_matches(['\n', '\r']), inside);
        self.builder.close();
        self.builder.close();
    }
}

/// The text of blocks, as an image's description has it.
fn plain(blocks: &Trees) -> String {
    let mut text = String::new();
    for (_, tree) in blocks {
        for root in tree.roots() {
            text.push_str(&tree.text_of(root));
        }
    }
    text
}
