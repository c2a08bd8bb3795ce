//! `Answer`: the site's output for one shortcode of the text.

use std::cell::OnceCell;
use std::rc::Rc;

use super::{Context, Trees};
use crate::allow::Element as E;
use crate::flavor::Rules;
use crate::tree::Content;

/// One byte of Markdown costs as much as this number of bytes of HTML.
const CHEAPER: usize = 32;

/// An output, and the trees that it is read to when it is first shown.
#[derive(Clone, Debug)]
pub struct Answer {
    output: Rc<str>,
    is_markdown: bool,
    trees: OnceCell<Trees>,
}

impl PartialEq for Answer {
    fn eq(&self, other: &Self) -> bool {
        self.output == other.output
    }
}

impl Answer {
    pub(super) fn new(output: Rc<str>, is_markdown: bool) -> Self {
        Self {
            output,
            is_markdown,
            trees: OnceCell::new(),
        }
    }

    pub(super) fn output(&self) -> &Rc<str> {
        &self.output
    }

    /// Its share of [`MOST_GIVEN`](super::MOST_GIVEN).
    pub(super) fn cost(&self) -> usize {
        if self.is_markdown {
            self.output.len()
        } else {
            cost_of_html(&self.output)
        }
    }

    /// White space at the start, which the trees do not have.
    pub(super) fn blank_start(&self) -> &str {
        &self.output[..self.output.len() - self.output.trim_ascii_start().len()]
    }

    pub(super) fn is_markdown(&self) -> bool {
        self.is_markdown
    }

    pub(super) fn trees(&self, rules: &Rules, context: &Context) -> &Trees {
        self.trees.get_or_init(|| {
            let inner = Context {
                on: false,
                depth: context.depth + 1,
                answers: Rc::default(),
                ..context.clone()
            };
            match (self.is_markdown, context.read, context.html) {
                (true, Some(read), _) => read(&self.output, rules, inner),
                (false, _, Some(html)) => html(&self.output),
                _ => Trees::new(),
            }
        })
    }

    /// Whether a paragraph around it ends before it: HTML stays in it, whatever that is, as Hugo leaves it there.
    pub(super) fn is_block(&self, rules: &Rules, context: &Context) -> bool {
        self.is_markdown && {
            let trees = self.trees(rules, context);
            trees.iter().any(|(_, tree)| !tree.is_empty()) && !is_lone_paragraph(trees)
        }
    }

    /// The words of Markdown that stands in a line.
    pub(super) fn words(&self, rules: &Rules, context: &Context) -> Option<String> {
        let is_in_line = self.is_markdown && !self.is_block(rules, context);
        let trees = is_in_line.then(|| self.trees(rules, context))?;
        let mut trees = trees.iter().filter(|(_, tree)| !tree.is_empty());
        Some(
            trees
                .next()
                .map_or(String::new(), |(_, tree)| tree.text_of(0)),
        )
    }

    /// The output, where that is text.
    pub(super) fn text(&self, context: &Context) -> Option<String> {
        /// In a URL or a description nothing longer is expected.
        const LONG: usize = 10_000;
        if self.output.len() > LONG || self.output.contains('<') {
            return None;
        }
        if self.is_markdown {
            return Some(self.output.trim_ascii().to_owned());
        }
        let mut text = String::new();
        for (_, tree) in self.trees(&Rules::default(), context) {
            text.extend(tree.roots().map(|root| tree.text_of(root)));
        }
        Some(text)
    }
}

/// The share of HTML in [`MOST_GIVEN`](super::MOST_GIVEN).
pub fn cost_of_html(html: &str) -> usize {
    html.len() / CHEAPER + 1
}

/// Whether the blocks are one paragraph.
pub(super) fn is_lone_paragraph(blocks: &Trees) -> bool {
    matches!(&blocks[..], [(_, tree)] if !tree.is_empty()
        && tree.content(0) == Content::Element(E::P)
        && tree.end(0) == tree.len())
}
