//! The counts and the summary of a post, as Hugo makes them.

use std::rc::Rc;

use super::{Draft, Options};
use crate::front_matter::Known;
use crate::html;
use crate::hugo::cjk::is_cjk;
use crate::hugo::summary::{self, Summary};
use crate::stats::{self, Stats};
use crate::tree::Tree;
use crate::units;

impl Draft {
    /// Counts of words and blocks.
    pub fn stats(&self) -> Stats {
        let cjk = self.is_cjk();
        let section = self.section.iter().map(|(_, tree)| tree);
        let trees: Vec<&Rc<Tree>> = units::written(self.body.blocks()).chain(section).collect();
        let words: usize = trees.iter().map(|tree| stats::words(tree, cjk)).sum();
        let joined = trees
            .windows(2)
            .filter(|pair| stats::joins(pair[0], pair[1]));
        Stats::new(words - joined.count(), trees.len(), cjk)
    }

    /// The beginning of the post, by Hugo's rules: up to the divider, else the front matter's own, else by its length.
    pub fn summary(&self) -> Summary {
        let mut cut = Summary::default();
        let mut trees = self.trees();
        if self.body.is_divided() {
            let html = &mut cut.html;
            trees.any(|tree| html::write_summary(tree, html));
            html.truncate(html.trim_end().len());
            // Something may follow the divider in its own block, too.
            cut.truncated = *html != self.html().trim_end();
            if !cut.html.is_empty() {
                return cut;
            }
        }
        let own = self
            .own("summary")
            .map_or_else(String::new, |known| known.summary);
        if !own.is_empty() || self.body.is_divided() {
            let options = Options {
                front_matter: false,
                ..self.options.clone()
            };
            let html = Draft::new(&own, options).0.html();
            return Summary {
                html: summary::short(&html).to_owned(),
                ..cut
            };
        }
        let mut units = units::counted(self.body.blocks());
        let mut section = self.section.iter();
        let mut more = |counted: &mut String, shown: &mut String| {
            let (tree, omitted) = match units.next() {
                Some(unit) => unit,
                None => (&section.next()?.1, 0),
            };
            html::write_counted(tree, counted);
            html::write(tree, shown);
            Some(omitted)
        };
        Summary::automatic(self.site.summary_length, self.is_cjk(), &mut more)
    }

    fn is_cjk(&self) -> bool {
        match self.own("isCJKLanguage") {
            Some(known) => known.is_cjk,
            // Hugo looks at the whole file.
            None => {
                let mut chunks = self.source.chunks(0..self.source.len());
                self.site.has_cjk_language && chunks.any(|chunk| chunk.contains(is_cjk))
            }
        }
    }

    /// The known fields, if the front matter has this key. Stale values do not reach the body.
    fn own(&self, key: &str) -> Option<Known> {
        let given = !self.head.stale && self.head.front_matter.field(key).is_some();
        given.then(|| self.known())
    }
}
