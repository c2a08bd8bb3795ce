//! Draws shortcodes as nodes of the allowlist. One that only the site knows becomes a placeholder.

mod own;
mod placeholder;

use std::ops::Range;
use std::rc::Rc;

use super::answer::{Answer, is_lone_paragraph};
use super::builtin::{self, ContentRule};
use super::shows::card_of;
use super::token::{Form, Tag, TokenKind};
use super::{
    Context, DEEPEST, MOST_GIVEN, Masked, Place, Region, Registered, Role, Shortcodes, Trees,
};
use crate::allow::{Attribute as A, Element as E};
use crate::card::Card;
use crate::flavor::Rules;
use crate::text::Text;
use crate::tree::Builder;

impl Masked<'_> {
    /// Whether what [`draw`](Self::draw) makes of a hidden stretch is no part of a line of text.
    pub fn is_block(&self, region: &Region, place: Place, rules: &Rules) -> bool {
        self.shortcodes().is_block(region, place, rules)
    }

    /// Draws what a hidden stretch shows, in the tree of the block at the start of this text.
    pub fn draw(&self, region: &Region, place: Place, rules: &Rules, builder: &mut Builder) {
        let mut drawing = Drawing {
            table: self.shortcodes(),
            text: self.text(),
            rules: rules.clone(),
            origin: self.in_body(0),
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
            Role::Single | Role::Pair => match drawing.table.affordable(region) {
                Some(answer) => drawing.answer(answer, place, &source),
                None if region.answer.is_some() => drawing.unknown(region.token, place),
                None => drawing.shortcode(region.token, place),
            },
            Role::Open | Role::Close => drawing.tag(region, place),
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
        let TokenKind::Tag(tag) = &token.kind else {
            return;
        };
        let partner = token.partner.map(|partner| &self.table.tokens[partner]);
        let inner = partner.map(|partner| token.range.end..partner.range.start);
        let range = token.range.start..partner.unwrap_or(token).range.end;
        let source = self.source(&range);
        if let Some(registered) = self.table.registered(&tag.name) {
            return match self.given(registered, tag, inner.clone()) {
                Some(markdown) => self.markdown(&markdown, None, place == Place::Phrase, &source),
                None => self.placeholder(tag, inner.map(|_| index), place, source),
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
            ContentRule::Needed if !is_closed => None,
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
                let card = Card {
                    label: "QR code",
                    url: None,
                    name: text,
                };
                card.write(E::Div, source, self.builder);
            }
            (name, Some(_)) => match card_of(name, &tag.arguments) {
                Some((label, url, name)) => {
                    let url = Some(&*url);
                    Card { label, url, name }.write(E::Div, source, self.builder);
                }
                None => self.placeholder(tag, inner.map(|_| index), place, source),
            },
            _ => self.placeholder(tag, inner.map(|_| index), place, source),
        }
    }

    /// The site's output for a shortcode.
    fn answer(&mut self, answer: &Answer, place: Place, source: &Range<usize>) {
        let context = &self.table.context;
        self.table.spend(answer);
        let in_line = match place {
            Place::Alone => false,
            Place::Flow => !answer.is_block(&self.rules, context),
            Place::Phrase => true,
        };
        if in_line && !answer.is_markdown() {
            self.builder.text(answer.blank_start(), source.clone());
        }
        let trees = answer.trees(&self.rules, context);
        self.copy(trees, in_line && answer.is_markdown(), None, source);
    }

    /// The placeholder of the shortcode whose first token this is.
    fn unknown(&mut self, index: usize, place: Place) {
        let token = &self.table.tokens[index];
        let last = token.partner.map_or(token, |at| &self.table.tokens[at]);
        let source = self.source(&(token.range.start..last.range.end));
        if let TokenKind::Tag(tag) = &token.kind {
            self.placeholder(tag, token.partner.map(|_| index), place, source);
        }
    }

    /// The Markdown of an embedder's shortcode, as long as they all give no more than [`MOST_GIVEN`].
    fn given(&self, own: &Registered, tag: &Tag, inner: Option<Range<usize>>) -> Option<String> {
        let content = inner.map_or(String::new(), |inner| self.text.written(inner));
        let answer = own.markdown(&tag.name, &tag.arguments, &content);
        let given = &self.table.context.given;
        let markdown = (*answer).as_ref().ok();
        let markdown = markdown.filter(|_| given.get() < MOST_GIVEN)?;
        given.set(given.get() + markdown.len());
        Some(markdown.clone())
    }

    /// A tag around Markdown that is read with the rest.
    fn tag(&mut self, region: &Region, place: Place) {
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
            answers: Rc::default(),
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
            let first = usize::from(in_line && is_lone_paragraph(blocks));
            self.builder.copy(tree, first, &place);
        }
    }
}
