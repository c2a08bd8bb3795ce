//! Filling in what blocks show of each other: links, quotes, names of headings, numbers of footnotes.

use std::ops::Range;
use std::rc::Rc;

use super::Body;
use crate::bind;
use crate::block::Definition;
use crate::blocks::Key;
use crate::change::Redrawn;
use crate::label::Label;
use crate::order;

impl Body {
    /// Fills in the links of the blocks `keys`, the names of the headings of these stems, the quotes, and the footnotes.
    /// Notes the trees before of blocks with an id. `quoted` are the indices of the blocks that may have changed which
    /// quotes are open.
    pub(super) fn bind(
        &mut self,
        keys: &[Key],
        quoted: Range<usize>,
        stems: &[Label],
        mut footnotes: bool,
        redrawn: &mut Redrawn,
    ) {
        self.bind_links(keys, redrawn);
        if self.rules.typographer {
            footnotes |= self.bind_quotes(quoted, redrawn);
        }
        self.bind_names(stems, redrawn);
        footnotes |= keys
            .iter()
            .any(|key| !self.blocks[*key].rendered.notes.is_empty());
        if footnotes {
            for key in self.definitions.footnotes() {
                self.note(*key, redrawn);
            }
            self.footnotes
                .number(self.definitions.footnotes(), &mut self.blocks, &self.rules);
        }
    }

    /// Notes the tree of a block. A new block, which has no id yet, looked like nothing before.
    fn note(&self, key: Key, redrawn: &mut Redrawn) {
        let block = &self.blocks[key];
        if block.id != 0 {
            redrawn.note(key, &block.rendered.tree);
        }
    }

    fn bind_links(&mut self, keys: &[Key], redrawn: &mut Redrawn) {
        for key in keys {
            if self.blocks[*key].uses.is_empty() {
                continue;
            }
            self.note(*key, redrawn);
            let meaning = |label: &Label| {
                let definition = self.definitions.link(label, &self.blocks)?;
                Some((label.clone(), definition.clone()))
            };
            let uses = self.blocks[*key].uses.iter();
            let found: Vec<(Label, Rc<Definition>)> = uses.filter_map(meaning).collect();
            let block = &mut self.blocks[*key];
            let expansion = bind::links(block, &found);
            self.totals.expansion = self.totals.expansion + expansion - block.expansion;
            block.expansion = expansion;
        }
    }

    /// Returns whether footnotes changed.
    fn bind_quotes(&mut self, quoted: Range<usize>, redrawn: &mut Redrawn) -> bool {
        let (depending, in_notes) = self.quotes(quoted);
        for key in depending {
            self.note(key, redrawn);
            let block = &mut self.blocks[key];
            let signs = self.rules.signs.as_deref();
            bind::quotes(&mut block.rendered.tree, block.quotes_before, signs);
        }
        in_notes
    }

    fn bind_names(&mut self, stems: &[Label], redrawn: &mut Redrawn) {
        let mut with_heading: Vec<(usize, Key)> = Vec::new();
        for stem in stems {
            let keys = self.definitions.headings(stem).iter();
            with_heading.extend(keys.map(|key| (self.blocks.index(*key), *key)));
        }
        order::sort(&mut with_heading);
        with_heading.dedup();
        let mut names = bind::Names::of(stems);
        for (_, key) in with_heading {
            self.note(key, redrawn);
            bind::headings(&mut self.blocks[key].rendered.tree, &mut names);
        }
    }
}
