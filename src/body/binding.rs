//! Filling in what blocks show of each other: links, quotes, names of headings, numbers of footnotes.

use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use super::Body;
use crate::bind;
use crate::block::Definition;
use crate::blocks::{Blocks, Key};
use crate::label::Label;
use crate::order;
use crate::tree::Tree;

/// The trees of blocks before they were bound: of those that had an id already, as new ones do not.
#[derive(Default)]
struct Looks(BTreeMap<Key, Rc<Tree>>);

impl Looks {
    fn remember(&mut self, blocks: &Blocks, key: Key) {
        let block = &blocks[key];
        if block.id != 0 {
            let tree = || block.rendered.tree.clone();
            self.0.entry(key).or_insert_with(tree);
        }
    }
}

impl Body {
    /// Fills in the links of the blocks `keys`, the names of the headings of these stems, the quotes, and the footnotes.
    /// Returns the blocks with an id that look different now, with their trees before. `quoted` are the indices of
    /// the blocks that may have changed which quotes are open.
    pub(super) fn bind(
        &mut self,
        keys: &[Key],
        quoted: Range<usize>,
        stems: &[Label],
        mut footnotes: bool,
    ) -> BTreeMap<Key, Rc<Tree>> {
        let mut looks = Looks::default();
        self.bind_links(keys, &mut looks);
        if self.rules.typographer {
            footnotes |= self.bind_quotes(quoted, &mut looks);
        }
        self.bind_names(stems, &mut looks);
        footnotes |= keys
            .iter()
            .any(|key| !self.blocks[*key].rendered.notes.is_empty());
        if footnotes {
            for key in self.definitions.footnotes() {
                looks.remember(&self.blocks, *key);
            }
            self.footnotes
                .number(self.definitions.footnotes(), &mut self.blocks, &self.rules);
        }
        let mut before = looks.0;
        before.retain(|key, was| !Rc::ptr_eq(&self.blocks[*key].rendered.tree, was));
        before
    }

    fn bind_links(&mut self, keys: &[Key], looks: &mut Looks) {
        for key in keys {
            if self.blocks[*key].uses.is_empty() {
                continue;
            }
            looks.remember(&self.blocks, *key);
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
    fn bind_quotes(&mut self, quoted: Range<usize>, looks: &mut Looks) -> bool {
        let (redrawn, in_notes) = self.quotes(quoted);
        for key in redrawn {
            looks.remember(&self.blocks, key);
            let block = &mut self.blocks[key];
            let signs = self.rules.signs.as_deref();
            bind::quotes(&mut block.rendered.tree, block.quotes_before, signs);
        }
        in_notes
    }

    fn bind_names(&mut self, stems: &[Label], looks: &mut Looks) {
        let mut with_heading: Vec<(usize, Key)> = Vec::new();
        for stem in stems {
            let keys = self.definitions.headings(stem).iter();
            with_heading.extend(keys.map(|key| (self.blocks.index(*key), *key)));
        }
        order::sort(&mut with_heading);
        with_heading.dedup();
        let mut names = bind::Names::of(stems);
        for (_, key) in with_heading {
            looks.remember(&self.blocks, key);
            bind::headings(&mut self.blocks[key].rendered.tree, &mut names);
        }
    }
}
