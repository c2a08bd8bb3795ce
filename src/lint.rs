//! What in a body its author should know: the findings of its blocks, and what shows only across blocks.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::allow::Attribute;
use crate::block::{Block, Label};
use crate::blocks::Key;
use crate::body::Body;
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::source::Source;
use crate::tree::{Content, Slot, SlotKind};

/// What there is to tell of a body.
pub struct Told {
    /// In the order of the text.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether any of them may come or go by an edit of another block.
    pub crossing: bool,
}

struct Lint<'a> {
    body: &'a Body,
    source: &'a Source,
    /// The blocks that may have something to tell, with the offsets of their starts in the document.
    blocks: Vec<(Key, usize)>,
    told: Vec<Diagnostic>,
}

/// Reads a body, which starts at the byte `start` of the document. Costs what the blocks with findings, headings and
/// footnotes cost.
pub fn lint(body: &Body, source: &Source, start: usize) -> Told {
    let place = |key| start + body.blocks().range(body.blocks().index(key)).start;
    let mut lint = Lint {
        body,
        source,
        blocks: body
            .telling()
            .iter()
            .map(|&key| (key, place(key)))
            .collect(),
        told: Vec::new(),
    };
    lint.headings();
    lint.footnotes();
    let crossing = !lint.told.is_empty();
    lint.findings();
    diagnostic::sort(&mut lint.told);
    Told {
        diagnostics: lint.told,
        crossing,
    }
}

impl Lint<'_> {
    fn findings(&mut self) {
        for (key, start) in &self.blocks {
            for finding in &self.body.blocks()[*key].findings {
                let at = start + finding.range.start;
                let written = self.source.slice(at..start + finding.range.end);
                self.told.push(finding.tell(&written, at));
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
        let given = (blocks.iter()).any(|(block, _)| block.tree.slots().iter().any(given));
        let mut ids: BTreeMap<String, usize> = BTreeMap::new();
        let mut before = u8::MAX;
        for (block, start) in blocks.into_iter().filter(|(block, _)| block.headed) {
            let tree = &block.tree;
            for node in 0..tree.len() {
                let Content::Element(element) = tree.content(node) else {
                    continue;
                };
                // One without text is told of already.
                let Some(level) = element
                    .heading_level()
                    .filter(|_| tree.end(node) > node + 1 && !tree.is_raw_heading(node))
                else {
                    continue;
                };
                let at = start + tree.source(node).start;
                if level > before.saturating_add(1) {
                    self.level(level, before, at..start + tree.source(node).end);
                }
                before = level;
                let mut attributes = tree.attributes(node).filter(|_| given);
                let Some((_, id)) = attributes.find(|(name, _)| *name == Attribute::Id) else {
                    continue;
                };
                match ids.get(id) {
                    Some(first) => self.id(id, *first, at..start + tree.source(node).end),
                    None => drop(ids.insert(id.to_owned(), at)),
                }
            }
        }
    }

    fn level(&mut self, level: u8, before: u8, range: Range<usize>) {
        let heading = self.written(&range);
        let marker = heading.bytes().take_while(|b| *b == b'#').count();
        let len = if marker > 0 { marker } else { heading.len() };
        let message = format!(
            "This heading is of level {level}, the one before it of level {before}: a level is left out between them."
        );
        let range = range.start..range.start + len;
        self.tell(Severity::Info, "heading-level-jump", range, message);
    }

    fn id(&mut self, id: &str, first: usize, range: Range<usize>) {
        let heading = self.written(&range);
        let written = heading.rfind(&format!("#{id}"));
        let (at, len) = written.map_or((0, heading.len()), |at| (at, 1 + id.len()));
        let at = range.start + at;
        let line = self.source.position(first).line;
        let message = format!(
            "The heading in line {line} has the `id` `{id}` too: a link to `#{id}` leads there, never here."
        );
        self.tell(
            Severity::Warning,
            "heading-id-duplicate",
            at..at + len,
            message,
        );
    }

    /// What stands at a byte range of the document, without blanks at its end.
    fn written(&self, range: &Range<usize>) -> String {
        let mut text = self.source.slice(range.clone());
        text.truncate(text.trim_ascii_end().len());
        text
    }

    fn tell(
        &mut self,
        severity: Severity,
        code: &'static str,
        range: Range<usize>,
        message: String,
    ) {
        self.told
            .push(Diagnostic::new(severity, code, range, message));
    }

    /// A footnote that nothing refers to, and a second one of the same label.
    fn footnotes(&mut self) {
        let mut used: BTreeMap<Label, usize> = BTreeMap::new();
        for (key, _) in &self.blocks {
            let block = &self.body.blocks()[*key];
            let notes = block.notes.iter().map(|note| &note.tree);
            for slot in notes.chain([&block.tree]).flat_map(|tree| tree.slots()) {
                if let SlotKind::FootnoteReference(label) = &slot.kind {
                    used.insert(Label::new(label.clone()), 0);
                }
            }
        }
        for (key, start) in &self.blocks {
            for note in &self.body.blocks()[*key].notes {
                let defined = used.get_mut(&Label::new(note.label.clone()));
                let range = start + note.range.start..start + note.range.end;
                let message = match defined {
                    None => format!(
                        "Nothing refers to the footnote `[^{}]`, so it is not published.",
                        note.label
                    ),
                    Some(1) => format!(
                        "There is another footnote `[^{}]` before this one, which is not published.",
                        note.label
                    ),
                    Some(defined) => {
                        *defined = 1;
                        continue;
                    }
                };
                let told = Diagnostic::new(Severity::Info, "footnote-unused", range, message);
                self.told.push(told);
            }
        }
    }
}
