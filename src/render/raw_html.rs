//! Blocks of raw HTML, and raw HTML that is left out.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::{Raw, Renderer};
use crate::finding::{Finding, What};
use crate::raw_html::{Writer, first_line};

impl Renderer<'_> {
    /// Notes raw HTML that will be missing. Comments show nothing, and an end tag goes with its start.
    pub(super) fn note_omitted(
        &mut self,
        event: &Event,
        range: &Range<usize>,
        source: &Range<usize>,
    ) {
        let is_html = matches!(event, Event::InlineHtml(_) | Event::Start(Tag::HtmlBlock));
        if is_html && self.rules.omit_html {
            let html = self.text[range.clone()].trim_ascii();
            let before = &self.text[..range.start];
            if self.rules.typographer && before.ends_with('<') && !before.ends_with("\\<") {
                // The tag of `<<b>>` is a pair of quotation marks to goldmark.
                return;
            }
            if !html.starts_with("<!--") {
                let is_inline = matches!(event, Event::InlineHtml(_));
                self.omitted_html_words +=
                    5 - usize::from(is_inline && is_part_of_word(self.text, range));
            }
            if html.starts_with("<!--") && !html.contains("-->") {
                let line = first_line(html, &(0..html.len()));
                let range = source.start..source.start + line.end;
                self.findings.push(Finding::new(What::HtmlUnclosed, range));
            }
            if !html.starts_with("<!--") && !html.starts_with("</") {
                let range = source.start..source.start + html.len();
                self.findings
                    .push(Finding::new(What::RawHtmlOmitted, range));
            }
        }
    }

    /// The content of code and of raw HTML.
    pub(super) fn raw(&mut self, text: &str, range: Range<usize>, source: Range<usize>) {
        if self.raw == Raw::Drawn || self.raw == Raw::Html && self.rules.omit_html {
            return;
        }
        let written = self.parsed.get(range.clone()) == Some(text);
        if self.raw == Raw::Html {
            let text = if written {
                &self.text[range.clone()]
            } else {
                text
            };
            return self.html.push(text, source, &range, self.masked);
        }
        let text = if written {
            self.masked.verbatim(&self.text[range.clone()], &range)
        } else {
            self.masked.shown(text, &range)
        };
        self.builder.text(&text, source);
    }

    pub(super) fn end_html(&mut self) {
        if std::mem::replace(&mut self.raw, Raw::No) == Raw::Drawn {
            return;
        }
        let html = std::mem::take(&mut self.html);
        Writer {
            html: &html,
            masked: self.masked,
            base: self.base,
            rules: self.rules,
            builder: &mut self.builder,
            findings: &mut self.findings,
        }
        .write();
    }
}

/// Whether what Hugo writes in place of the raw HTML at `range`, `<!-- raw HTML omitted -->` with its five words, is
/// right beside a word, whose part its first or last one is then. A block of raw HTML has lines of its own.
fn is_part_of_word(text: &str, range: &Range<usize>) -> bool {
    let beside = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
    beside(text[..range.start].chars().next_back()) || beside(text[range.end..].chars().next())
}
