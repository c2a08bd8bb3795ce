//! Diagnostics of a body: the findings of its blocks, and problems across blocks.

mod definition;
mod fragment;

use crate::map::Map;
use std::ops::Range;

use crate::allow::Attribute;
use crate::block::Block;
use crate::blocks::Key;
use crate::body::Body;
use crate::diagnostic::{Counted, Diagnostic, Severity};
use crate::label::Label;
use crate::source::Source;
use crate::tree::{Content, Slot, SlotKind};

/// The diagnostics of a body.
pub struct Told {
    /// In the order of the text.
    pub diagnostics: Counted,
    /// Whether any of them may come or go by an edit of another block.
    pub crossing: bool,
}

struct Lint<'a> {
    body: &'a Body,
    source: &'a Source,
    /// Where the body starts.
    start: usize,
    /// The blocks that may have something to tell, with the offsets of their starts in the document.
    blocks: Vec<(Key, usize)>,
    reported: Counted,
}

/// Reads a body, which starts at the byte `start` of the document. Costs what the blocks with findings, headings and
/// footnotes cost.
pub fn lint(body: &Body, source: &Source, start: usize) -> Told {
    let place = |key| start + body.blocks().range(body.blocks().index(key)).start;
    let mut lint = Lint {
        body,
        source,
        start,
        blocks: body
            .blocks_with_findings()
            .iter()
            .map(|&key| (key, place(key)))
            .collect(),
        reported: Counted::default(),
    };
    lint.headings();
    let mut diagnostics = std::mem::take(&mut lint.reported);
    lint.footnotes();
    diagnostics.merge(std::mem::take(&mut lint.reported));
    lint.definitions();
    diagnostics.merge(std::mem::take(&mut lint.reported));
    lint.fragments();
    diagnostics.merge(std::mem::take(&mut lint.reported));
    let crossing = !diagnostics.is_empty();
    lint.findings();
    diagnostics.merge(lint.reported);
    Told {
        diagnostics,
        crossing,
    }
}

impl Lint<'_> {
    fn findings(&mut self) {
        for (key, start) in &self.blocks {
            for finding in &self.body.blocks()[*key].rendered.findings {
                self.reported.add(|| {
                    let at = start + finding.range.start;
                    let written = self.source.slice(at..start + finding.range.end);
                    finding.tell(&written, at)
                });
            }
        }
    }

    /// A heading more than one level below the one before it, and one with the `id` of an earlier one.
    fn headings(&mut self) {
        let body = self.body;
        let headed = |(key, start): &(Key, usize)| (&body.blocks()[*key], *start);
        let blocks: Vec<(&Block, usize)> = self.blocks.iter().map(headed).collect();
        // Those that Hugo makes are all different.
        let given = |slot: &Slot| matches!(slot.kind, SlotKind::TakenId(_));
        let given = (blocks.iter()).any(|(block, _)| block.rendered.tree.slots().iter().any(given));
        let mut ids: Map<String, usize> = Map::default();
        let mut before = u8::MAX;
        for (block, start) in blocks
            .into_iter()
            .filter(|(block, _)| block.rendered.has_heading)
        {
            let tree = &block.rendered.tree;
            for node in 0..tree.len() {
                let Content::Element(element) = tree.content(node) else {
                    continue;
                };
                // One without text is reported already.
                let Some(level) = element
                    .heading_level()
                    .filter(|_| tree.end(node) > node + 1 && !tree.is_raw_heading(node))
                else {
                    continue;
                };
                let at = start + tree.source(node).start;
                if level > before.saturating_add(1) {
                    let range = at..start + tree.source(node).end;
                    let source = self.source;
                    self.reported
                        .add(|| level_jump(level, before, range, source));
                }
                before = level;
                let mut attributes = tree.attributes(node).filter(|_| given);
                let Some((_, id)) = attributes.find(|(name, _)| *name == Attribute::Id) else {
                    continue;
                };
                let first = *ids.or_insert(id.to_owned(), at);
                if first != at {
                    let range = at..start + tree.source(node).end;
                    let source = self.source;
                    self.reported.add(|| id_again(id, first, range, source));
                }
            }
        }
    }

    /// A footnote that nothing refers to, and a second one of the same label.
    fn footnotes(&mut self) {
        let mut used: Map<Label, usize> = Map::default();
        for (key, _) in &self.blocks {
            let block = &self.body.blocks()[*key];
            let notes = block.rendered.notes.iter().map(|note| &note.tree);
            for slot in notes
                .chain([&block.rendered.tree])
                .flat_map(|tree| tree.slots())
            {
                if let SlotKind::FootnoteReference(label) = &slot.kind {
                    used.insert(Label::new(label.clone()), 0);
                }
            }
        }
        for (key, start) in &self.blocks {
            for note in &self.body.blocks()[*key].rendered.notes {
                let defined = used.get_mut(&Label::new(note.label.clone()));
                let range = start + note.range.start..start + note.range.end;
                let is_defined = match defined {
                    None => false,
                    Some(1) => true,
                    Some(defined) => {
                        *defined = 1;
                        continue;
                    }
                };
                self.reported.add(|| {
                    let written = self.source.slice(range.clone());
                    let written = written.trim_end_matches(':');
                    let message = if is_defined {
                        format!(
                            "There is another footnote `{written}` before this one, which is not published."
                        )
                    } else {
                        format!("Nothing refers to the footnote `{written}`, so it is not published.")
                    };
                    Diagnostic::new(Severity::Info, "footnote-unused", range, message)
                });
            }
        }
    }
}

/// `before` is the level of the heading before it.
fn level_jump(level: u8, before: u8, range: Range<usize>, source: &Source) -> Diagnostic {
    let heading = written(&range, source);
    let marker = heading.bytes().take_while(|b| *b == b'#').count();
    let len = if marker > 0 { marker } else { heading.len() };
    let message = format!(
        "This heading is of level {level}, the one before it of level {before}: a level is left out between them."
    );
    let range = range.start..range.start + len;
    Diagnostic::new(Severity::Info, "heading-level-jump", range, message)
}

/// `first` is where the heading stands that has the `id` first.
fn id_again(id: &str, first: usize, range: Range<usize>, source: &Source) -> Diagnostic {
    let heading = written(&range, source);
    let place = heading.rfind(&format!("#{id}"));
    let (at, len) = place.map_or((0, heading.len()), |at| (at, 1 + id.len()));
    let at = range.start + at;
    let line = source.position(first).line;
    let message = format!(
        "The heading in line {line} has the `id` `{id}` too: a link to `#{id}` leads there, never here."
    );
    Diagnostic::new(
        Severity::Warning,
        "heading-id-duplicate",
        at..at + len,
        message,
    )
}

/// The text of a byte range of the document, without blanks at its end.
fn written(range: &Range<usize>, source: &Source) -> String {
    let mut text = source.slice(range.clone());
    text.truncate(text.trim_ascii_end().len());
    text
}
