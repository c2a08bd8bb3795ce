//! What a shortcode shows, as nodes of the allowlist. What only the site knows is a placeholder with the name, the
//! arguments and the content.

use std::borrow::Cow;
use std::ops::Range;

use super::builtin;
use super::lexer::{Arguments, Form, Kind, Tag};
use super::{Context, DEEPEST, MOST_GIVEN, Masked, Place, Region, Role, Shortcodes, Trees, param};
use crate::allow::{Attribute as A, Element as E, UrlKind};
use crate::card;
use crate::flavor::Rules;
use crate::text::Text;
use crate::tree::{Builder, Content};
use crate::url;

impl Shortcodes {
    /// What a shortcode shows, if that is text.
    pub(super) fn text_of(&self, tag: &Tag) -> Option<String> {
        if self.registered(&tag.name).is_some() {
            return None;
        }
        match tag.name.as_str() {
            "comment" => Some(String::new()),
            "param" => param(&self.context.params, tag.arguments.at(0)?),
            // Where the site puts that page is not known here.
            "ref" | "relref" => {
                let path = tag.arguments.named("path").or(tag.arguments.at(0));
                path.map(str::to_owned)
            }
            _ => None,
        }
    }

    /// Whether Hugo reads raw HTML in the place of a shortcode, with the Markdown around it.
    pub(super) fn makes_html(&self, tag: &Tag) -> bool {
        tag.markdown
            && self.registered(&tag.name).is_none()
            && matches!(
                &*tag.name,
                "details" | "figure" | "highlight" | "instagram" | "qr" | "vimeo" | "x" | "youtube"
            )
    }

    /// Whether a shortcode is no part of a line of text.
    pub(super) fn is_block(&self, region: &Region, place: Place, omits: bool) -> bool {
        let Some(tag) = self.tag(region) else {
            return false;
        };
        if self.registered(&tag.name).is_some() {
            return place != Place::Phrase;
        }
        match tag.name.as_str() {
            _ if self.makes_html(tag) && omits => place == Place::Alone,
            "comment" | "param" | "ref" | "relref" => false,
            name @ ("instagram" | "vimeo" | "x" | "youtube") if place == Place::Flow => {
                of_another(name, &tag.arguments).is_some()
            }
            name if place == Place::Flow => {
                !builtin::is_unknown(name) && !builtin::is_removed(name)
            }
            _ => place == Place::Alone,
        }
    }
}

impl Masked<'_> {
    /// Whether what [`draw`](Self::draw) makes of a hidden stretch is no part of a line of text.
    pub fn is_block(&self, region: &Region, place: Place, rules: &Rules) -> bool {
        self.shortcodes().is_block(region, place, rules.omit_html)
    }

    /// Draws what a hidden stretch shows. `base` is where the block starts whose tree is built.
    pub fn draw(
        &self,
        region: &Region,
        place: Place,
        rules: &Rules,
        base: usize,
        builder: &mut Builder,
    ) {
        let mut drawing = Drawing {
            table: self.shortcodes(),
            text: self.text(),
            rules: rules.clone(),
            origin: self.in_body(base),
            builder,
            level: 0,
        };
        let from = drawing.builder.tree().len();
        let source = drawing.source(&region.range);
        match region.role {
            Role::Escape => {}
            Role::Wrong | Role::Stray => {
                let written = self.text().written(region.range.clone());
                drawing.builder.text(&written, source);
            }
            Role::Single | Role::Pair => drawing.shortcode(region.token, place),
            Role::Open | Role::Close => drawing.mark(region, place),
        }
        // Its headings are not the post's.
        drawing.builder.raw_headings(from);
    }
}

struct Drawing<'a, 'b> {
    table: &'a Shortcodes,
    text: Text<'a>,
    rules: Rules,
    /// Source ranges count from here.
    origin: usize,
    builder: &'b mut Builder,
    /// How many shortcodes are open around.
    level: usize,
}

impl Drawing<'_, '_> {
    fn source(&self, range: &Range<usize>) -> Range<usize> {
        range.start.saturating_sub(self.origin)..range.end.saturating_sub(self.origin)
    }

    /// The shortcode whose first token this is.
    fn shortcode(&mut self, index: usize, place: Place) {
        let token = &self.table.tokens[index];
        let Kind::Tag(tag) = &token.kind else {
            return;
        };
        let partner = token.partner.map(|partner| &self.table.tokens[partner]);
        let inner = partner.map(|partner| token.range.end..partner.range.start);
        let range = token.range.start..partner.unwrap_or(token).range.end;
        let source = self.source(&range);
        if let Some(registered) = self.table.registered(&tag.name) {
            let content = inner
                .clone()
                .map_or(String::new(), |inner| self.text.written(inner));
            let answer = registered.markdown(&tag.name, &tag.arguments, &content);
            let given = &self.table.context.given;
            return match &*answer {
                Ok(markdown) if given.get() < MOST_GIVEN => {
                    given.set(given.get() + markdown.len());
                    self.markdown(markdown, None, place == Place::Phrase, &source)
                }
                _ => self.placeholder(tag, inner.map(|_| index), place, source),
            };
        }
        if self.rules.omit_html && self.table.makes_html(tag) {
            return;
        }
        if let Some(text) = self.table.text_of(tag) {
            // Hugo reads it with the Markdown around it.
            if tag.markdown && tag.name == "param" {
                let blocks = self.read(&text, false);
                return self.copy(&blocks, place != Place::Alone, None, &source);
            }
            return self.builder.text(&text, source);
        }
        let is_closed = inner.is_some() || tag.form == Form::SelfClosed;
        let content = match builtin::content(&tag.name) {
            _ if place == Place::Phrase => None,
            builtin::Content::Needed if !is_closed => None,
            _ => Some(inner.clone().unwrap_or(range.end..range.end)),
        };
        match (tag.name.as_str(), content) {
            ("figure", Some(_)) => self.figure(&tag.arguments, source),
            ("details", Some(inner)) => self.details(&tag.arguments, inner, source),
            ("highlight", Some(inner)) => {
                self.highlight(&tag.arguments, inner, range.start, source)
            }
            ("qr", Some(inner)) => {
                let inner = self.text.written(inner);
                let text = tag.arguments.named("text").unwrap_or(inner.trim());
                card::write(E::Div, "QR code", None, text, source, self.builder);
            }
            (name, Some(_)) => match of_another(name, &tag.arguments) {
                Some((label, url, title)) => {
                    card::write(E::Div, label, Some(&url), title, source, self.builder);
                }
                None => self.placeholder(tag, inner.map(|_| index), place, source),
            },
            _ => self.placeholder(tag, inner.map(|_| index), place, source),
        }
    }

    /// A tag around Markdown that is read with the rest.
    fn mark(&mut self, region: &Region, place: Place) {
        let Some(tag) = self.table.tag(region) else {
            return;
        };
        let source = self.source(&region.range);
        if !region.joins || place != Place::Alone {
            self.placeholder(tag, None, place, source);
        } else if region.role == Role::Open {
            self.builder.open_raw(E::Div, source.clone());
            self.builder.attribute(A::Class, "shortcode");
            self.label(tag, source.clone());
            self.builder.open_raw(E::Div, source);
            self.builder.attribute(A::Class, "shortcode-content");
        } else {
            self.builder.close_raw(E::Div);
            self.builder.close_raw(E::Div);
        }
    }

    /// The name, the arguments and the content of a shortcode that only the site knows.
    fn placeholder(&mut self, tag: &Tag, pair: Option<usize>, place: Place, source: Range<usize>) {
        let (outer, inner) = if place == Place::Alone {
            (E::Div, E::Div)
        } else {
            (E::Span, E::Span)
        };
        self.builder.open(outer, source.clone());
        self.builder.attribute(A::Class, "shortcode");
        self.label(tag, source.clone());
        if let Some(index) = pair {
            self.builder.text(" ", source.clone());
            self.builder.open(inner, source);
            self.builder.attribute(A::Class, "shortcode-text");
            self.content(index, place);
            self.builder.close();
        }
        self.builder.close();
    }

    /// The name and the arguments.
    fn label(&mut self, tag: &Tag, source: Range<usize>) {
        self.builder.open(E::Span, source.clone());
        self.builder.attribute(A::Class, "shortcode-label");
        let slash = if tag.form == Form::Close { "/" } else { "" };
        self.builder
            .text(&format!("{slash}{}", tag.name), source.clone());
        self.builder.close();
        if !tag.arguments.is_empty() {
            self.builder.text(" ", source.clone());
            self.builder.open(E::Span, source.clone());
            self.builder.attribute(A::Class, "shortcode-arguments");
            self.builder.text(&readable(&tag.arguments), source);
            self.builder.close();
        }
    }

    /// The content of the pair whose first token this is, as it is written, with the shortcodes in it.
    fn content(&mut self, index: usize, place: Place) {
        let Some(last) = self.table.tokens[index].partner else {
            return;
        };
        let mut at = self.table.tokens[index].range.end;
        let end = self.table.tokens[last].range.start;
        let mut next = index + 1;
        while self.level < DEEPEST && next < last {
            let token = &self.table.tokens[next];
            let after = token.partner.map_or(next, |partner| partner.max(next));
            let until = self.table.tokens[after].range.end;
            match &token.kind {
                Kind::Wrong(..) => {
                    next += 1;
                    continue;
                }
                Kind::Escaped => {
                    let (start, end) = (token.range.start + 3, token.range.end - 3);
                    self.piece(at..start, place);
                    self.piece(start + 2..end - 2, place);
                    at = end;
                }
                Kind::Tag(tag) if tag.form == Form::Close => {
                    next += 1;
                    continue;
                }
                Kind::Tag(_) => {
                    self.piece(at..token.range.start, place);
                    self.level += 1;
                    let place = match place {
                        Place::Alone if after > next => Place::Alone,
                        Place::Alone => Place::Flow,
                        _ => Place::Phrase,
                    };
                    self.shortcode(next, place);
                    self.level -= 1;
                    at = until;
                }
            }
            next = after + 1;
        }
        self.piece(at..end, place);
    }

    /// Text of a placeholder: in a block, without the line ends around it.
    fn piece(&mut self, range: Range<usize>, place: Place) {
        let source = self.source(&range);
        let written = self.text.written(range);
        let text = match place {
            Place::Alone => written.trim_ascii_end().trim_start_matches(['\n', '\r']),
            _ => &written,
        };
        self.builder.text(text, source);
    }

    /// The markup of Hugo's own template, less what the allowlist has not.
    fn figure(&mut self, arguments: &Arguments, source: Range<usize>) {
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

    fn details(&mut self, arguments: &Arguments, inner: Range<usize>, source: Range<usize>) {
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

    fn highlight(
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

    /// Adds Markdown that is read by itself: of the post where it starts at `at` of the body. In a line of text, a
    /// lone paragraph is its content.
    fn markdown(
        &mut self,
        markdown: &str,
        at: Option<usize>,
        in_line: bool,
        source: &Range<usize>,
    ) {
        if self.table.context.depth + self.level >= DEEPEST {
            return self.builder.text(markdown, source.clone());
        }
        let blocks = self.read(markdown, true);
        self.copy(&blocks, in_line, at, source);
    }

    /// Reads Markdown by itself, and the shortcodes in it.
    fn read(&self, markdown: &str, shortcodes: bool) -> Trees {
        let context = &self.table.context;
        let Some(read) = context.read else {
            return Trees::new();
        };
        let context = Context {
            on: shortcodes,
            // Their Markdown may use them again, but not without end.
            registered: context.registered.clone().filter(|_| context.depth < 2),
            depth: context.depth + 1 + self.level,
            ..context.clone()
        };
        read(markdown, &self.rules, context)
    }

    fn copy(&mut self, blocks: &Trees, in_line: bool, at: Option<usize>, source: &Range<usize>) {
        for (start, tree) in blocks {
            let before = at.map(|at| (at + start).saturating_sub(self.origin));
            let place = |range: Range<usize>| match before {
                Some(before) => before + range.start..before + range.end,
                None => source.clone(),
            };
            let is_paragraph = blocks.len() == 1
                && !tree.is_empty()
                && tree.content(0) == Content::Element(E::P)
                && tree.end(0) == tree.len();
            let first = usize::from(in_line && is_paragraph);
            self.builder.copy(tree, first, &place);
        }
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

/// What is shown for something of another site: what it is, where it is, and its title or name.
fn of_another<'a>(name: &str, arguments: &'a Arguments) -> Option<(&'static str, String, &'a str)> {
    let id = arguments
        .named("id")
        .or(arguments.at(0))
        .filter(|id| !id.is_empty())?;
    let title = arguments.named("title").unwrap_or(id);
    Some(match name {
        "youtube" => {
            let start = arguments
                .named("start")
                .filter(|start| start.bytes().all(|b| b.is_ascii_digit()));
            let start = start.map_or(String::new(), |start| format!("&t={start}s"));
            (
                "YouTube video",
                format!("https://www.youtube.com/watch?v={id}{start}"),
                title,
            )
        }
        "vimeo" => ("Vimeo video", format!("https://vimeo.com/{id}"), title),
        "instagram" => (
            "Instagram post",
            format!("https://www.instagram.com/p/{id}"),
            title,
        ),
        "x" => {
            let user = arguments.named("user").filter(|user| !user.is_empty())?;
            (
                "Post on X",
                format!("https://x.com/{user}/status/{id}"),
                user,
            )
        }
        _ => return None,
    })
}

/// Arguments as an author would write them.
fn readable(arguments: &Arguments) -> String {
    let quoted = |value: &String| {
        let quote = if value.contains('"') { '`' } else { '"' };
        format!("{quote}{value}{quote}")
    };
    let written: Vec<String> = match arguments {
        Arguments::Positional(list) => list.iter().map(quoted).collect(),
        Arguments::Named(list) => list
            .iter()
            .map(|(name, value)| format!("{name}={}", quoted(value)))
            .collect(),
    };
    written.join(" ")
}
