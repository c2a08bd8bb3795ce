//! Content that is no Markdown, code and raw HTML, and raw HTML that the site omits.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::Renderer;
use crate::finding::{Finding, What};
use crate::raw_html::{Html, Writer, first_line};
use crate::shortcode::Place;

/// The block that is open, if its text is no Markdown.
pub(super) enum Verbatim<'a> {
    No,
    Code {
        /// Whether Hugo's highlighter puts an element around the code.
        highlighted: bool,
    },
    /// The lines of raw HTML so far.
    Html(Html<'a>),
    /// A shortcode, which is drawn already.
    Drawn,
}

impl<'a> Renderer<'a> {
    /// Notes raw HTML that will be missing. Comments show nothing, and an end tag goes with its start.
    pub(super) fn note_omitted(
        &mut self,
        event: &Event,
        range: &Range<usize>,
        source: &Range<usize>,
    ) {
        let rules = self.stretch.rules;
        let is_html = matches!(event, Event::InlineHtml(_) | Event::Start(Tag::HtmlBlock));
        if !is_html || !rules.omit_html {
            return;
        }
        let text = self.stretch.text;
        let html = text[range.clone()].trim_ascii();
        let before = &text[..range.start];
        if rules.typographer && before.ends_with('<') && !before.ends_with("\\<") {
            // The tag of `<<b>>` is a pair of quotation marks to goldmark.
            return;
        }
        let is_comment = html.starts_with("<!--");
        if !is_comment {
            let is_inline = matches!(event, Event::InlineHtml(_));
            self.rendered.omitted_html_words +=
                5 - usize::from(is_inline && is_part_of_word(text, range));
        }
        let finding = if is_comment {
            (!html.contains("-->")).then(|| {
                let line = first_line(html, &(0..html.len()));
                Finding::new(What::HtmlUnclosed, source.start..source.start + line.end)
            })
        } else {
            (!html.starts_with("</")).then(|| {
                let range = source.start..source.start + html.len();
                Finding::new(What::RawHtmlOmitted, range)
            })
        };
        self.rendered.findings.extend(finding);
    }

    /// Starts a block of raw HTML, or draws the shortcode that the block consists of.
    pub(super) fn start_html(&mut self, range: &Range<usize>) {
        let masked = self.stretch.masked;
        let Some(region) = masked.alone(self.stretch.parsed, range) else {
            self.verbatim = Verbatim::Html(Html::default());
            return;
        };
        self.verbatim = Verbatim::Drawn;
        if masked.begins_from(region, range.start) {
            let block = masked.from(self.stretch.base);
            block.draw(region, Place::Alone, self.stretch.rules, &mut self.builder);
        }
    }

    /// Adds text to the code or the raw HTML that is open.
    pub(super) fn push_verbatim(&mut self, text: &str, range: Range<usize>, source: Range<usize>) {
        let stretch = self.stretch;
        let is_written = stretch.parsed.get(range.clone()) == Some(text);
        match &mut self.verbatim {
            Verbatim::Html(_) if stretch.rules.omit_html => {}
            Verbatim::Html(html) => {
                let text = match is_written {
                    true => &stretch.text[range.clone()],
                    false => text,
                };
                html.push(text, source, &range, stretch.masked);
            }
            Verbatim::Code { .. } => {
                let text = match is_written {
                    true => {
                        let written = &stretch.text[range.clone()];
                        stretch.masked.verbatim(written, &range)
                    }
                    false => stretch.masked.shown(text, &range),
                };
                self.builder.code(&text, source);
            }
            Verbatim::No | Verbatim::Drawn => {}
        }
    }

    pub(super) fn end_html(&mut self) {
        let was = std::mem::replace(&mut self.verbatim, Verbatim::No);
        if let Verbatim::Html(html) = was {
            Writer {
                html: &html,
                masked: self.stretch.masked,
                base: self.stretch.base,
                rules: self.stretch.rules,
                builder: &mut self.builder,
                findings: &mut self.rendered.findings,
                of_site: false,
            }
            .write();
        }
    }
}

/// Whether the raw HTML at `range` touches a word: the first or last of the five words that Hugo writes in its place,
/// `<!-- raw HTML omitted -->`, is then a part of that word. A block of raw HTML has lines of its own.
fn is_part_of_word(text: &str, range: &Range<usize>) -> bool {
    let beside = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
    beside(text[..range.start].chars().next_back()) || beside(text[range.end..].chars().next())
}
