//! Long paragraphs in chunks, which a paragraph that grows shares with the one before.
//!
//! A paragraph is cut before a line where all that was marked before it is complete: neither tree nor parser join the two.

use std::ops::Range;
use std::rc::Rc;

use super::{Chunk, Content, Node, NodeKind, Sign, Tree};
use crate::allow::Element;

/// Chunks of a paragraph have at least so many bytes of source.
const LEAST: usize = 512;

/// Whether anything in a text as it is shown, or in its source, may reach over the end of its lines.
pub struct Crossing<'a> {
    /// Asked of the text.
    pub text: &'a dyn Fn(&str) -> bool,
    /// Asked of the source.
    pub source: &'a dyn Fn(&str) -> bool,
}

/// A place where a paragraph may be cut.
struct Cut {
    /// The node that comes after it.
    node: usize,
    /// The line end that comes after it, in the source of the block.
    at: usize,
}

impl Tree {
    /// Whether the tree is a paragraph and nothing else, with nothing that the rest of the document changes.
    pub fn is_plain_paragraph(&self) -> bool {
        let is_paragraph = |node: &Node| match node.kind {
            NodeKind::Element(Element::P, (from, to)) => from == to,
            _ => false,
        };
        self.nodes.first().is_some_and(is_paragraph)
            && self.end(0) == self.len()
            && self.slots.is_empty()
            && self.raw_headings.is_empty()
            && self.parts.is_empty()
    }

    /// The same paragraph behind a line end, which its source begins with, too; `None` where it does not begin with text.
    pub fn after_line_end(&self) -> Option<Self> {
        let Content::Text(text) = (self.len() > 1).then(|| self.content(1))? else {
            return None;
        };
        let text = format!("\n{text}");
        let mut tree = self.clone();
        tree.set_text(1, &text);
        for source in &mut tree.sources {
            *source = (source.0 + 1, source.1 + 1);
        }
        for first in &mut tree.sources[..2] {
            first.0 = 0;
        }
        for sign in tree.signs.iter_mut().take_while(|sign| sign.node == 1) {
            sign.at += 1;
        }
        Some(tree)
    }

    /// The chunks of a plain paragraph that has none yet. `source` is that of its block, or a part from its start:
    /// there is no cut behind that. `start` is where the source starts in that of the whole paragraph.
    pub fn cut(&self, source: &str, start: usize, crossing: &Crossing) -> Vec<Chunk> {
        let mut chunks = Vec::new();
        let mut last = Cut { node: 1, at: 0 };
        let end = Cut {
            node: self.len(),
            at: self.sources[0].1 as usize,
        };
        for cut in self.cuts(source, crossing).into_iter().chain([end]) {
            let tree = Rc::new(self.between(&last, &cut));
            chunks.push(Chunk::new(tree, 1, 1, start + last.at));
            last = cut;
        }
        chunks
    }

    fn cuts(&self, source: &str, crossing: &Crossing) -> Vec<Cut> {
        let mut cuts: Vec<Cut> = Vec::new();
        let (mut last, mut end) = (0, None);
        for child in self.children(0) {
            let Range {
                start: at,
                end: next,
            } = self.source(child);
            match self.content(child) {
                Content::Text(text) => {
                    let begins_line = text.starts_with('\n') && end == Some(at);
                    if begins_line && at >= last + LEAST {
                        let (Some(before), Some([b'\n', first])) =
                            (source.get(last..at), source.as_bytes().get(at..at + 2))
                        else {
                            break;
                        };
                        if (crossing.source)(before) {
                            break;
                        }
                        // A line that begins with a letter begins a paragraph as it continues one.
                        if first.is_ascii_alphabetic() {
                            cuts.push(Cut { node: child, at });
                            last = at;
                        }
                    }
                    if (crossing.text)(text) {
                        break;
                    }
                    end = None;
                }
                _ if self.is_closed(child, crossing) => end = Some(next),
                _ => break,
            }
        }
        cuts
    }

    /// Whether nothing in an element may reach over the end of it.
    fn is_closed(&self, index: usize, crossing: &Crossing) -> bool {
        let mut node = index;
        while node < self.end(index) {
            node = match self.content(node) {
                Content::Element(Element::Code) => self.end(node),
                Content::Element(Element::Em | Element::Strong | Element::Del) => node + 1,
                Content::Text(text) if !(crossing.text)(text) => node + 1,
                _ => return false,
            };
        }
        true
    }

    /// The paragraph with only its children from one cut to another.
    fn between(&self, start: &Cut, end: &Cut) -> Self {
        let mut tree = Self::default();
        let nodes = start.node..end.node;
        let moved = |at: u32| at.saturating_sub(start.at as u32);
        tree.nodes.push(Node {
            kind: NodeKind::Element(Element::P, (0, 0)),
            size: nodes.len() as u32 + 1,
        });
        tree.sources
            .push((moved(self.sources[0].0), moved(end.at as u32)));
        for node in nodes.clone() {
            tree.push_copy(self, node, self.nodes[node].size);
            let (from, to) = self.sources[node];
            tree.sources.push((moved(from), moved(to)));
        }
        let is_in = |sign: &&Sign| nodes.contains(&(sign.node as usize));
        tree.signs
            .extend(self.signs.iter().filter(is_in).map(|sign| Sign {
                node: sign.node + 1 - nodes.start as u32,
                ..*sign
            }));
        tree
    }
}
