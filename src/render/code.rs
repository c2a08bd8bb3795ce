//! Fenced and indented code.

use std::ops::Range;

use pulldown_cmark::CodeBlockKind;

use super::Renderer;
use super::raw_html::Verbatim;
use crate::allow::{self, Attribute as A, Element as E};
use crate::finding::{Finding, What};
use crate::flavor::Flavor;
use crate::hugo::{attributes, languages};

impl Renderer<'_> {
    /// Hugo reads the attributes in the info string of a fence, and fails on those that it cannot read.
    pub(super) fn check_fence(&mut self, kind: &CodeBlockKind, range: &Range<usize>) {
        let braces = matches!(kind, CodeBlockKind::Fenced(info) if info.contains('{'));
        if !braces || self.stretch.rules.flavor != Flavor::Hugo {
            return;
        }
        let line = self.stretch.text[range.clone()]
            .lines()
            .next()
            .unwrap_or_default();
        // Hugo runs shortcodes before it reads any Markdown.
        if let Some(found) =
            attributes::malformed(line).filter(|_| !line.contains("{{<") && !line.contains("{{%"))
        {
            let start = self.stretch.in_block(range).start;
            let found = start + found.start..start + found.end;
            self.rendered
                .findings
                .push(Finding::new(What::FenceAttributes, found));
        }
    }

    pub(super) fn start_code(
        &mut self,
        kind: &CodeBlockKind,
        range: &Range<usize>,
        source: Range<usize>,
    ) {
        self.verbatim = Verbatim::Code { highlighted: false };
        let info = match kind {
            CodeBlockKind::Fenced(info) => &**info,
            CodeBlockKind::Indented => {
                self.builder.open(E::Pre, source.clone());
                self.builder.open(E::Code, source);
                return;
            }
        };
        let ends = |c| matches!(c, ' ' | '\t') || self.stretch.rules.code_fences && c == '{';
        let info = info.trim_start_matches([' ', '\t']);
        let (language, rest) = info.split_at(info.find(ends).unwrap_or(info.len()));
        // The shortcodes in the info string are those before its end.
        let line = self.stretch.text[range.clone()].find('\n');
        let line = range.start..line.map_or(range.end, |len| range.start + len);
        let language = &*self.stretch.masked.shown(language, &line);
        if self.stretch.rules.draws_goat && language == "goat" {
            let len = self.stretch.text[line.clone()].trim_ascii_end().len();
            let fence = source.start..source.start + len;
            self.rendered
                .findings
                .push(Finding::new(What::FenceDrawn, fence));
        }
        if self.stretch.rules.code_fences && languages::knows(language) {
            self.verbatim = Verbatim::Code { highlighted: true };
            self.open_highlight(rest, &line, source.clone());
        }
        self.builder.open(E::Pre, source.clone());
        if self.stretch.rules.code_fences {
            self.builder.attribute(A::Tabindex, "0");
        }
        self.builder.open(E::Code, source);
        if !language.is_empty() {
            self.builder
                .attribute(A::Class, &format!("language-{language}"));
            if self.stretch.rules.code_fences {
                self.builder.attribute(A::DataLang, language);
            }
        }
    }

    /// Opens the element around highlighted code, with the attributes in the rest of the info string.
    fn open_highlight(&mut self, rest: &str, line: &Range<usize>, source: Range<usize>) {
        let mut attributes = attributes::leading(rest.trim_ascii()).unwrap_or_default();
        self.stretch.masked.fill(&mut attributes, line);
        self.builder.open(E::Div, source);
        let wrapper = &*self.stretch.rules.wrapper_class;
        let own = attributes.iter().find(|(name, _)| *name == A::Class);
        let class = own.map(|(_, class)| format!("{wrapper} {class}"));
        let class = class.filter(|class| allow::allows(E::Div, A::Class, class));
        self.builder
            .attribute(A::Class, class.as_deref().unwrap_or(wrapper));
        for (name, value) in attributes.iter().filter(|(name, _)| *name != A::Class) {
            self.builder.attribute(*name, value);
        }
    }

    pub(super) fn end_code(&mut self) {
        let was = std::mem::replace(&mut self.verbatim, Verbatim::No);
        // Where the document ends in code without a line end (CommonMark § 4.4).
        if self
            .builder
            .last_text()
            .is_some_and(|text| !text.ends_with('\n'))
        {
            self.builder.text("\n", 0..0);
        }
        self.builder.close();
        self.builder.close();
        if matches!(was, Verbatim::Code { highlighted: true }) {
            self.builder.close();
        }
    }
}
