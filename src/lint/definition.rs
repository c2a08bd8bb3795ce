//! Link reference definitions: a label that is defined twice, an address that may not be shown.

use crate::map::Map;
use std::ops::Range;

use super::{Lint, written};
use crate::allow::UrlKind;
use crate::block::Block;
use crate::diagnostic::{Diagnostic, Severity};
use crate::finding::refused_scheme;
use crate::label::Label;
use crate::source::Source;
use crate::tree::Content;
use crate::url;

impl Lint<'_> {
    pub(super) fn definitions(&mut self) {
        let body = self.body;
        // By label, which of the first definitions is its.
        let mut seen: Map<Label, usize> = Map::default();
        let mut firsts: Vec<Range<usize>> = Vec::new();
        for at in 0..self.blocks.len() {
            let (key, start) = self.blocks[at];
            let block = &body.blocks()[key];
            if block.definitions.is_empty() {
                continue;
            }
            let len = body.blocks().range(body.blocks().index(key)).len();
            let text = self.source.slice(start..start + len);
            let shown = shown(block);
            let mut line_start = 0;
            for line in text.split_inclusive('\n') {
                let place = line_start;
                line_start += line.len();
                let Some((range, name)) = definition(line) else {
                    continue;
                };
                let at = range.start;
                let label = Label::new(name.clone());
                let found = block.definitions.binary_search_by(|(l, _)| l.cmp(&label));
                let after = shown.partition_point(|range| range.start <= place + at);
                let in_text = after > 0 && shown[after - 1].end > place + at;
                let (Ok(found), false) = (found, in_text) else {
                    continue;
                };
                let destination = &block.definitions[found].1.destination;
                let from = start + place + at;
                // `[//]: # (…)` is a way to write a comment.
                if !matches!(destination.as_str(), "" | "#") {
                    let first = *seen.or_insert(label, firsts.len());
                    match firsts.get(first) {
                        None => firsts.push(from..from + line.len() - at),
                        // A repetition of the same definition does no harm.
                        Some(first)
                            if written(first, self.source) == line[at..].trim_ascii_end() => {}
                        Some(first) => {
                            let (source, first) = (self.source, first.start);
                            let range = from..from + range.len();
                            self.reported.add(|| again(&name, range, first, source));
                        }
                    }
                }
                self.scheme(destination, &line[at..], from);
            }
        }
    }

    /// An address with a scheme that is neither for links nor for images.
    fn scheme(&mut self, destination: &str, written: &str, from: usize) {
        let refused = |kind| url::refused_scheme(kind, destination);
        let (Some(scheme), Some(_)) = (refused(UrlKind::Link), refused(UrlKind::Image)) else {
            return;
        };
        if let Some(at) = written.rfind(scheme) {
            let range = from + at..from + at + scheme.len() - 1;
            let scheme = &scheme[..scheme.len() - 1];
            self.reported.add(|| refused_scheme(scheme, range));
        }
    }
}

/// `first` is where the label is defined first.
fn again(label: &str, range: Range<usize>, first: usize, source: &Source) -> Diagnostic {
    let line = source.position(first).line;
    let message = format!(
        "Line {line} defines `[{label}]` already, and the first definition counts: this one is not used."
    );
    Diagnostic::new(Severity::Warning, "link-defined-twice", range, message)
}

/// Where in a line is what has the form of a definition's beginning, and the label in that.
fn definition(line: &str) -> Option<(Range<usize>, String)> {
    let rest = line.trim_start_matches([' ', '\t', '>']);
    let label = rest
        .strip_prefix('[')
        .filter(|label| !label.starts_with('^'))?;
    let mut end = label.find("]:")?;
    while label[..end].ends_with('\\') {
        end += 2 + label[end + 2..].find("]:")?;
    }
    let words: Vec<&str> = label[..end].split_whitespace().collect();
    let start = line.len() - rest.len();
    Some((start..start + end + 3, words.join(" ")))
}

/// Where a block has text, in order: no definition is there.
fn shown(block: &Block) -> Vec<Range<usize>> {
    let notes = block.rendered.notes.iter().map(|note| &note.tree);
    let mut ranges = Vec::new();
    for tree in [&block.rendered.tree].into_iter().chain(notes) {
        let is_text = |node: &usize| !matches!(tree.content(*node), Content::Element(_));
        ranges.extend(
            (0..tree.len())
                .filter(is_text)
                .map(|node| tree.source(node)),
        );
    }
    crate::order::sort_stable(&mut ranges, |range| range.start);
    ranges
}
