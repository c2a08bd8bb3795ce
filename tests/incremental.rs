//! The law: whatever the edits that led to a text, a draft answers what a new draft of that text does.
#![cfg(not(target_arch = "wasm32"))]

mod generate;

use std::collections::BTreeMap;

use draftpane::allow;
use draftpane::tree::{Content, Tree};
use draftpane::{Draft, Edit, Flavor, Format, Options, Patch, Value, html};

use generate::{Generator, Random};

/// A page that knows nothing but patches.
#[derive(Default)]
struct Page {
    order: Vec<u32>,
    html: BTreeMap<u32, String>,
}

impl Page {
    fn apply(&mut self, patches: &[Patch]) {
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
                        self.html.insert(*id, html::to_string(tree)).is_none(),
                        "an id is used once"
                    );
                }
                Patch::Replace { id, tree } => {
                    self.html
                        .insert(*id, html::to_string(tree))
                        .expect("what is replaced is there");
                }
                Patch::Remove { id } => {
                    self.html.remove(id).expect("what is removed is there");
                    self.order.retain(|other| other != id);
                }
            }
        }
    }

    fn html(&self) -> String {
        self.order.iter().map(|id| self.html[id].as_str()).collect()
    }
}

/// Whatever is in a post, all of it is on the allowlist.
fn assert_allowed(tree: &Tree) {
    for node in 0..tree.len() {
        if let Content::Element(element) = tree.content(node) {
            for (name, value) in tree.attributes(node) {
                assert!(
                    allow::allows(element, name, value),
                    "{element:?} {name:?} {value:?}"
                );
            }
        }
    }
}

/// Tells where a run is, should it end by a panic.
struct Run {
    generator: Generator,
    seed: u64,
    /// The text before, and the edits.
    last: (String, Vec<Edit>),
}

impl Drop for Run {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let Self {
                generator,
                seed,
                last,
            } = self;
            eprintln!("at {generator:?}, seed {seed}: {last:?}");
        }
    }
}

/// What a draft answers, less the front matter's last good values.
#[derive(Debug, PartialEq)]
struct Answers {
    html: String,
    outline: Vec<draftpane::Heading>,
    stats: draftpane::Stats,
    summary: draftpane::hugo::summary::Summary,
    diagnostics: Vec<draftpane::Diagnostic>,
    blocks: Vec<(std::ops::Range<usize>, &'static str)>,
    fields: Option<Vec<(String, draftpane::Value)>>,
}

fn answers(draft: &Draft) -> Answers {
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

/// Nothing, or a configuration with some of the settings that change how a post is read.
fn site(random: &mut Random) -> Option<Value> {
    const SETTINGS: &[&str] = &[
        "enableEmoji = true",
        "markup.goldmark.renderer.unsafe = true",
        "markup.goldmark.renderer.hardWraps = true",
        "markup.goldmark.extensions.linkify = false",
        "markup.goldmark.extensions.typographer.rightDoubleQuote = '&raquo;!'",
        "markup.goldmark.extensions.typographer.leftDoubleQuote = ''",
        "markup.goldmark.extensions.typographer.apostrophe = '`'",
        "markup.goldmark.extensions.footnote = false",
        "markup.goldmark.extensions.definitionList = false",
        "markup.goldmark.parser.autoIDType = 'blackfriday'",
        "markup.goldmark.parser.autoDefinitionTermID = true",
        "markup.goldmark.parser.wrapStandAloneImageWithinParagraph = false",
        "markup.highlight.codeFences = false",
    ];
    // The two that reach into the parser are on in every other site.
    const BLOCK: &str = "markup.goldmark.parser.attribute.block = true";
    const PASSTHROUGH: &str = "markup.goldmark.extensions.passthrough.enable = true\n\
        markup.goldmark.extensions.passthrough.delimiters.block = [['\\[', '\\]'], ['$$', '$$']]\n\
        markup.goldmark.extensions.passthrough.delimiters.inline = [['\\(', '\\)'], ['$', '$']]";
    if random.below(3) == 0 {
        return None;
    }
    let mut lines: Vec<&str> = SETTINGS
        .iter()
        .copied()
        .filter(|_| random.below(4) == 0)
        .collect();
    for setting in [BLOCK, PASSTHROUGH] {
        if random.below(2) == 0 {
            lines.push(setting);
        }
    }
    Some(
        Format::Toml
            .parse(&lines.join("\n"))
            .expect("a configuration"),
    )
}

/// Applies random edits to one document and checks the law after each.
fn run(seed: u64, generator: Generator, edits: usize) {
    let mut random = Random::new(seed);
    let flavor = [Flavor::Hugo, Flavor::Hugo, Flavor::Gfm, Flavor::CommonMark][random.below(4)];
    let options = Options {
        flavor,
        front_matter: random.below(4) > 0,
        shortcodes: (random.below(4) == 0).then(generate::registered),
        site: site(&mut random),
    };
    let mut text = generator.document(&mut random);
    let mut at = Run {
        generator,
        seed,
        last: (text.clone(), Vec::new()),
    };
    let (mut draft, update) = Draft::new(&text, options.clone());
    let mut page = Page::default();
    page.apply(&update.patches);
    let mut told = draft.diagnostics();
    for _ in 0..edits {
        let edit = generator.edit(&mut random, &text);
        let before = text.clone();
        // Several changes at once, all against the text before.
        let mut edits = vec![edit];
        while random.below(4) == 0 {
            let more = generator.edit(&mut random, &before);
            if more.range.start >= edits[edits.len() - 1].range.end {
                edits.push(more);
            }
        }
        at.last = (before.clone(), edits.clone());
        for edit in edits.iter().rev() {
            text.replace_range(edit.range.clone(), &edit.insert);
        }
        let update = draft.edit(&edits);
        assert!(
            text.get(update.reparsed.clone()).is_some(),
            "{before:?} {edits:?}"
        );
        let edit = Edit::new(0..before.len(), text.clone());
        let edit = if edits.len() == 1 {
            edits.remove(0)
        } else {
            edit
        };
        page.apply(&update.patches);
        if random.below(8) == 0 {
            draft.assert_invariants();
        }
        let (fresh, _) = Draft::new(&text, options.clone());
        let (is, must) = (answers(&draft), answers(&fresh));
        assert!(
            update.diagnostics_changed || is.diagnostics == told,
            "an edit that changes diagnostics says so ({generator:?}, seed {seed}, {flavor:?}): {before:?} {edit:?}"
        );
        told.clone_from(&is.diagnostics);
        if draft.is_stale() {
            assert_eq!(
                must.fields,
                Some(vec![]),
                "only what cannot be read is stale"
            );
        }
        let fields_agree = draft.is_stale() || is.fields == must.fields;
        let agree = fields_agree
            && page.html() == must.html
            && Answers { fields: None, ..is }
                == Answers {
                    fields: None,
                    ..must
                };
        if !agree {
            let (before, edit) =
                generate::shrink(&before, &edit, |text, edit| breaks(text, edit, &options));
            let mut after = before.clone();
            after.replace_range(edit.range.clone(), &edit.insert);
            let (mut draft, _) = Draft::new(&before, options.clone());
            draft.edit(std::slice::from_ref(&edit));
            let (fresh, _) = Draft::new(&after, options.clone());
            panic!(
                "the law is broken ({generator:?}, seed {seed}, {flavor:?})\ntext:   {before:?}\nedit:   {edit:?}\n\
                 is:     {:#?}\nmust be {:#?}",
                answers(&draft),
                answers(&fresh)
            );
        }
    }
}

fn breaks(text: &str, edit: &Edit, options: &Options) -> bool {
    let (mut draft, update) = Draft::new(text, options.clone());
    let mut page = Page::default();
    page.apply(&update.patches);
    page.apply(&draft.edit(std::slice::from_ref(edit)).patches);
    let mut after = text.to_owned();
    after.replace_range(edit.range.clone(), &edit.insert);
    let (fresh, _) = Draft::new(&after, options.clone());
    let (is, must) = (answers(&draft), answers(&fresh));
    page.html() != must.html
        || Answers { fields: None, ..is }
            != Answers {
                fields: None,
                ..must
            }
}

/// How many edits in all: `DRAFTPANE_EDITS` for a long run, a minute's worth otherwise.
fn budget() -> usize {
    std::env::var("DRAFTPANE_EDITS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(20_000)
}

#[test]
fn random_edits() {
    let first = std::env::var("DRAFTPANE_SEED")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(1);
    // One generator alone, by its name.
    let only = std::env::var("DRAFTPANE_GENERATOR");
    let named = |name: &str| Generator::ALL.iter().any(|g| format!("{g:?}") == name);
    assert!(
        only.as_ref().is_ok_and(|only| named(only)) || only.is_err(),
        "one of {:?}",
        Generator::ALL
    );
    let each = 40;
    let mut seed = first;
    let mut done = 0;
    let budget = budget();
    while done < budget {
        for generator in Generator::ALL {
            if only
                .as_ref()
                .is_ok_and(|only| *only != format!("{generator:?}"))
            {
                continue;
            }
            run(seed, generator, each);
            done += each;
        }
        seed += 1;
    }
    println!("{done} edits, seeds {first} to {}", seed - 1);
}
