//! Fenced and indented code.

use std::ops::Range;

use pulldown_cmark::CodeBlockKind;

use super::{Raw, Renderer};
use crate::allow::{self, Attribute as A, Element as E};
use crate::finding::{Finding, What};
use crate::flavor::Flavor;
use crate::hugo::{attributes, languages};

impl Renderer<'_> {
    /// Hugo reads the attributes in the info string of a fence, and fails on those that it cannot read.
    pub(super) fn check_fence(&mut self, kind: &CodeBlockKind, range: &Range<usize>) {
        let braces = matches!(kind, CodeBlockKind::Fenced(info) if info.contains('{'));
        if !braces || self.rules.flavor != Flavor::Hugo {
            return;
        }
        let line = self.text[range.clone()].lines().next().unwrap_or_default();
        // Hugo runs shortcodes before it reads any Markdown.
        if let Some(found) =
            attributes::malformed(line).filter(|_| !line.contains("{{<") && !line.contains("{{%"))
        {
            let start = range.start.saturating_sub(self.base);
            let found = start + found.start..start + found.end;
            self.findings
                .push(Finding::new(What::FenceAttributes, found));
        }
    }

    pub(super) fn start_code(
        &mut self,
        kind: &CodeBlockKind,
        range: &Range<usize>,
        source: Range<usize>,
    ) {
        self.raw = Raw::Code;
        let info = match kind {
            CodeBlockKind::Fenced(info) => &**info,
            CodeBlockKind::Indented => {
                self.builder.open(E::Pre, source.clone());
                self.builder.open(E::Code, source);
                return;
            }
        };
        let ends = |c| matches!(c, ' ' | '\t') || self.rules.code_fences && c == '{';
        let info = info.trim_start_matches([' ', '\t']);
        let (language, rest) = info.split_at(info.find(ends).unwrap_or(info.len()));
        // The shortcodes in the info string are those before its end.
        let line = self.text[range.clone()].find('\n');
        let line = range.start..line.map_or(range.end, |len| range.start + len);
        let language = &*self.masked.shown(language, &line);
        if self.rules.draws_goat && language == "goat" {
            let len = self.text[line.clone()].trim_ascii_end().len();
            let fence = source.start..source.start + len;
            self.findings.push(Finding::new(What::FenceDrawn, fence));
        }
        if self.rules.code_fences && languages::knows(language) {
            self.highlighted = true;
            let mut attributes = attributes::leading(rest.trim_ascii()).unwrap_or_default();
            self.masked.fill(&mut attributes, &line);
            let of = |name: A| attributes.iter().find(|(other, _)| *other == name);
            self.builder.open(E::Div, source.clone());
            let wrapper = &*self.rules.wrapper_class;
            let class = of(A::Class).map(|(_, class)| format!("{wrapper} {class}"));
            let class = class.filter(|class| allow::allows(E::Div, A::Class, class));
            self.builder
                .attribute(A::Class, class.as_deref().unwrap_or(wrapper));
            for (name, value) in attributes.iter().filter(|(name, _)| *name != A::Class) {
                self.builder.attribute(*name, value);
            }
        }
        self.builder.open(E::Pre, source.clone());
        if self.rules.code_fences {
            self.builder.attribute(A::Tabindex, "0");
        }
        self.builder.open(E::Code, source);
        if !language.is_empty() {
            self.builder
                .attribute(A::Class, &format!("language-{language}"));
            if self.rules.code_fences {
                self.builder.attribute(A::DataLang, language);
            }
        }
    }

    pub(super) fn end_code(&mut self) {
        self.raw = Raw::No;
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
        if std::mem::take(&mut self.highlighted) {
            self.builder.close();
        }
    }
}
