//! What in a body its author should know: the findings of its blocks, and what shows only across blocks.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::allow::Attribute;
use crate::block::Label;
use crate::blocks::Key;
use crate::body::Body;
use crate::diagnostic::{Diagnostic, Severity};
use crate::hugo::slug::stem;
use crate::source::Source;
use crate::tree::{Content, SlotKind, Tree};

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
            .into_iter()
            .map(|key| (key, place(key)))
            .collect(),
        told: Vec::new(),
    };
    lint.levels();
    lint.ids();
    lint.footnotes();
    let crossing = !lint.told.is_empty();
    lint.findings();
    lint.told
        .sort_by_key(|told| (told.range.start, told.range.end));
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

    /// Each heading with text: its level, its tree and node, and where it stands.
    fn headings(&self) -> impl Iterator<Item = (u8, &Tree, usize, Range<usize>)> {
        let headed = |(key, start): &(Key, usize)| {
            let block = &self.body.blocks()[*key];
            block.headed.then_some((&*block.tree, *start))
        };
        self.blocks
            .iter()
            .filter_map(headed)
            .flat_map(|(tree, start)| {
                (0..tree.len()).filter_map(move |node| {
                    let Content::Element(element) = tree.content(node) else {
                        return None;
                    };
                    let level = element.heading_level()?;
                    let range = tree.source(node);
                    let is_empty = tree.end(node) == node + 1;
                    (!is_empty).then_some((
                        level,
                        tree,
                        node,
                        start + range.start..start + range.end,
                    ))
                })
            })
    }

    /// A heading more than one level below the one before it.
    fn levels(&mut self) {
        let mut before = u8::MAX;
        let mut told = Vec::new();
        for (level, _, _, range) in self.headings() {
            if level > before.saturating_add(1) {
                let heading = self.source.slice(range.clone());
                let heading = heading.trim_ascii_end();
                let marker = heading.bytes().take_while(|b| *b == b'#').count();
                let end = if marker > 0 {
                    range.start + marker
                } else {
                    range.start + heading.len()
                };
                let message = format!(
                    "This heading is of level {level}, the one before it of level {before}: a level is left out between them."
                );
                told.push(Diagnostic::new(
                    Severity::Info,
                    "heading-level-jump",
                    range.start..end,
                    message,
                ));
            }
            before = level;
        }
        self.told.append(&mut told);
    }

    /// A heading that was given an `id` which an earlier one has.
    fn ids(&mut self) {
        // Whether any heading was given one; those that Hugo makes are all different.
        let given = |tree: &Tree, node: usize| {
            let mut slots = tree.slots().iter();
            slots.any(|slot| slot.node == node && matches!(slot.kind, SlotKind::TakenId(_)))
        };
        let stems: BTreeMap<Label, Vec<Key>> = self
            .headings()
            .filter(|(_, tree, node, _)| given(tree, *node))
            .filter_map(|(_, tree, node, _)| Some((stem(id(tree, node)?), Vec::new())))
            .collect();
        if stems.is_empty() {
            return;
        }
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        let mut told = Vec::new();
        for (_, tree, node, range) in self.headings() {
            let Some(id) = id(tree, node).filter(|id| stems.contains_key(&stem(id))) else {
                continue;
            };
            if !seen.contains_key(id) {
                seen.insert(id.to_owned(), range.start);
                continue;
            }
            let heading = self.source.slice(range.clone());
            let heading = heading.trim_ascii_end();
            let written = heading.rfind(&format!("#{id}"));
            let (at, len) = written.map_or((0, heading.len()), |at| (at, 1 + id.len()));
            let range = range.start + at..range.start + at + len;
            let line = self.source.position(seen[id]).line;
            let message = format!(
                "The heading in line {line} has the `id` `{id}` too: a link to `#{id}` leads there, never here."
            );
            told.push(Diagnostic::new(
                Severity::Warning,
                "heading-id-duplicate",
                range,
                message,
            ));
        }
        self.told.append(&mut told);
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
                self.told.push(Diagnostic::new(
                    Severity::Info,
                    "footnote-unused",
                    range,
                    message,
                ));
            }
        }
    }
}

/// The `id` of the heading at `node`.
fn id(tree: &Tree, node: usize) -> Option<&str> {
    let mut attributes = tree.attributes(node);
    attributes.find_map(|(name, value)| (name == Attribute::Id).then_some(value))
}
