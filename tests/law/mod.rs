//! The law, and what must hold beside it: shared by random edits and by the fuzz targets.

// Each user takes a part of it.
#![allow(dead_code)]

use std::collections::BTreeMap;
use std::rc::Rc;

use draftpane::inside::{Content, Tree, allows, to_string};
use draftpane::{Draft, Edit, Options, Patch, Update};

/// A page that knows nothing but patches.
#[derive(Default)]
pub struct Page {
    order: Vec<u32>,
    html: BTreeMap<u32, String>,
}

impl Page {
    pub fn apply(&mut self, patches: &[Patch]) {
        for patch in patches {
            if let Patch::Insert { tree, .. } | Patch::Replace { tree, .. } = patch {
                assert_allowed(tree);
            }
            match patch {
                Patch::Insert { id, before, tree } => {
                    let at = before.map_or(self.order.len(), |before| {
                        self.order
                            .iter()
                            .position(|id| *id == before)
                            .expect("`before` is a block")
                    });
                    self.order.insert(at, *id);
                    assert!(
                        self.html.insert(*id, to_string(tree)).is_none(),
                        "an id is used once"
                    );
                }
                Patch::Replace { id, tree } => {
                    self.html
                        .insert(*id, to_string(tree))
                        .expect("what is replaced is there");
                }
                Patch::Remove { id } => {
                    self.html.remove(id).expect("what is removed is there");
                    self.order.retain(|other| other != id);
                }
            }
        }
    }

    pub fn html(&self) -> String {
        self.order.iter().map(|id| self.html[id].as_str()).collect()
    }
}

/// Whatever is in a post, all of it is on the allowlist.
pub fn assert_allowed(tree: &Tree) {
    for node in 0..tree.len() {
        if let Content::Element(element) = tree.content(node) {
            for (name, value) in tree.attributes(node) {
                assert!(
                    allows(element, name, value),
                    "{element:?} {name:?} {value:?}"
                );
            }
        }
    }
}

/// All answers of a draft, but for the last good values of stale front matter.
#[derive(Debug, PartialEq)]
pub struct Answers {
    html: String,
    outline: Vec<draftpane::Heading>,
    stats: draftpane::Stats,
    summary: draftpane::Summary,
    diagnostics: Vec<draftpane::Diagnostic>,
    blocks: Vec<(std::ops::Range<usize>, &'static str)>,
    fields: Option<Vec<(String, draftpane::Value)>>,
}

pub fn answers(draft: &Draft) -> Answers {
    let len = draft.source().len();
    let mut blocks = Vec::new();
    let mut at = draft.front_matter().range.end;
    while let Some(place) = draft.block_at(at.min(len)) {
        at = place.range.end;
        blocks.push((place.range, place.kind.name()));
        if at >= len {
            break;
        }
    }
    let fields = draft
        .front_matter()
        .fields
        .iter()
        .map(|f| (f.key.clone(), f.value.clone()))
        .collect();
    Answers {
        html: draft.html(),
        outline: draft.outline(),
        stats: draft.stats(),
        summary: draft.summary(),
        diagnostics: draft.diagnostics(),
        blocks,
        fields: (!draft.is_stale()).then_some(fields),
    }
}

impl Answers {
    /// Whether these are what a fresh draft answers. Stale values are nobody's but their own.
    pub fn agree(&self, fresh: &Self) -> bool {
        self.html == fresh.html
            && self.outline == fresh.outline
            && self.stats == fresh.stats
            && self.summary == fresh.summary
            && self.diagnostics == fresh.diagnostics
            && self.blocks == fresh.blocks
            && (self.fields.is_none() || self.fields == fresh.fields)
    }
}

/// A draft that is edited, with a page beside it that gets its patches.
pub struct Live {
    pub draft: Draft,
    pub page: Page,
    pub text: String,
    options: Options,
    told: Vec<draftpane::Diagnostic>,
}

impl Live {
    pub fn new(text: &str, options: Options) -> Self {
        let (draft, update) = Draft::new(text, options.clone());
        let mut page = Page::default();
        page.apply(&update.patches);
        let told = draft.diagnostics();
        Self {
            draft,
            page,
            text: text.to_owned(),
            options,
            told,
        }
    }

    /// Makes edits, all against the text before, and says whether the law holds after them.
    pub fn edit(&mut self, edits: &[Edit]) -> bool {
        for edit in edits.iter().rev() {
            self.text.replace_range(edit.range.clone(), &edit.insert);
        }
        let update = self.draft.edit(edits);
        self.follow(update)
    }

    /// Takes over other answers of the site, and says whether the law holds after that.
    pub fn answer(&mut self, answers: &Rc<draftpane::Answers>) -> bool {
        self.options.answers = answers.clone();
        let update = self.draft.set_answers(answers.clone());
        self.follow(update)
    }

    fn follow(&mut self, update: Update) -> bool {
        assert!(self.text.get(update.reparsed.clone()).is_some());
        self.page.apply(&update.patches);
        self.draft.assert_no_masks();
        let (fresh, _) = Draft::new(&self.text, self.options.clone());
        let (is, must) = (answers(&self.draft), answers(&fresh));
        assert!(
            update.diagnostics_changed || is.diagnostics == self.told,
            "an edit that changes diagnostics says so"
        );
        if self.draft.is_stale() {
            assert_eq!(
                must.fields,
                Some(vec![]),
                "only what cannot be read is stale"
            );
        }
        let holds = self.page.html() == must.html && is.agree(&must);
        self.told = is.diagnostics;
        holds
    }
}

/// Whether one edit of a text breaks the law.
pub fn breaks(text: &str, edit: &Edit, options: &Options) -> bool {
    !Live::new(text, options.clone()).edit(std::slice::from_ref(edit))
}
