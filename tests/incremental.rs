//! The law: whatever the edits that led to a text, a draft answers what a new draft of that text does.
#![cfg(not(target_arch = "wasm32"))]

mod generate;
mod law;

use std::rc::Rc;

use draftpane::{Draft, Edit, Flavor, Format, Once, Options, Value};

use generate::{Generator, Random};
use law::{Live, answers, breaks};

/// Tells where a run is, should it end by a panic.
struct Run {
    generator: Generator,
    seed: u64,
    options: Options,
    /// The text before, and the edits.
    last: (String, Vec<Edit>),
}

impl Drop for Run {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let Self {
                generator,
                seed,
                options,
                last,
            } = self;
            eprintln!("at {generator:?}, seed {seed}: {last:?}, {options:?}");
        }
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
        "markup.goldmark.extensions.footnote.enable = false",
        "markup.goldmark.extensions.strikethrough = false",
        "markup.goldmark.extensions.extras.delete.enable = true",
        "markup.goldmark.extensions.extras.insert.enable = true",
        "markup.goldmark.extensions.extras.mark.enable = true",
        "markup.goldmark.extensions.extras.subscript.enable = true",
        "markup.goldmark.extensions.extras.superscript.enable = true",
        "markup.goldmark.extensions.definitionList = false",
        "markup.goldmark.parser.autoIDType = 'blackfriday'",
        "markup.goldmark.parser.autoDefinitionTermID = true",
        "markup.goldmark.parser.wrapStandAloneImageWithinParagraph = false",
        "markup.highlight.codeFences = false",
        "markup.goldmark.extensions.footnote.backlinkHTML = '<b>^^ of %%</b> <script>x</script><p>'",
        "hasCJKLanguage = true\nsummaryLength = 9",
        "markup.goldmark.extensions.cjk.escapedSpace = true",
        "markup.goldmark.extensions.cjk.eastAsianLineBreaks = true",
        "markup.goldmark.extensions.cjk.eastAsianLineBreaksStyle = 'css3draft'",
    ];
    // Those that reach into the parser, or turn on others, are on in every other site.
    const BLOCK: &str = "markup.goldmark.parser.attribute.block = true";
    const CJK: &str = "markup.goldmark.extensions.cjk.enable = true";
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
    for setting in [BLOCK, CJK, PASSTHROUGH] {
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
        answers: Rc::default(),
        site: site(&mut random),
    };
    let text = generator.document(&mut random);
    let answered = random.below(2) == 0;
    let mut options = options;
    if answered {
        options.answers = generate::answers(&mut random, &text);
    }
    let mut at = Run {
        generator,
        seed,
        options: options.clone(),
        last: (text.clone(), Vec::new()),
    };
    let mut live = Live::new(&text, options.clone());
    for _ in 0..edits {
        let before = live.text.clone();
        if answered && random.below(4) == 0 {
            let was = std::mem::replace(
                &mut options.answers,
                generate::answers(&mut random, &before),
            );
            at.last = (before.clone(), Vec::new());
            at.options = options.clone();
            assert!(
                live.answer(&options.answers),
                "the law is broken by answers ({generator:?}, seed {seed}, {flavor:?})\ntext:   {before:?}\n\
                 before: {was:#?}\nafter:  {:#?}\nis:     {:#?}\nmust be {:#?}",
                options.answers,
                answers(&live.draft),
                answers(&Draft::new(&before, options.clone()).0)
            );
        }
        let edit = generator.edit(&mut random, &before);
        // Several changes at once, all against the text before.
        let mut edits = vec![edit];
        while random.below(4) == 0 {
            let more = generator.edit(&mut random, &before);
            if more.range.start >= edits[edits.len() - 1].range.end {
                edits.push(more);
            }
        }
        at.last = (before.clone(), edits.clone());
        let holds = live.edit(&edits);
        if random.below(8) == 0 {
            live.draft.assert_invariants();
        }
        if !holds {
            let whole = Edit::new(0..before.len(), live.text.clone());
            let edit = if edits.len() == 1 {
                edits.remove(0)
            } else {
                whole
            };
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

/// A text that grows is at every step what it would be at once, whatever the size of the steps.
#[test]
fn every_prefix() {
    let documents = std::env::var("DRAFTPANE_DOCUMENTS");
    let documents = documents.ok().and_then(|n| n.parse().ok()).unwrap_or(12);
    let all = Generator::ALL.iter().cycle().take(documents as usize);
    let long = std::iter::repeat_n(&Generator::Containers, 8 * documents as usize);
    let of_all = all.map(|generator| (*generator, &[1, 5, 32][..]));
    let of_long = long.map(|generator| (*generator, &[32][..]));
    for (seed, (generator, sizes)) in (0..).zip(of_all.chain(of_long)) {
        let mut random = Random::new(seed);
        let flavor = [Flavor::Hugo, Flavor::Gfm, Flavor::CommonMark][random.below(3)];
        let options = Options {
            flavor,
            ..Options::default()
        };
        let text: String = generator.document(&mut random).chars().take(1500).collect();
        for &size in sizes {
            let (mut draft, _) = Draft::new("", options.clone());
            let mut ends: Vec<usize> = text
                .char_indices()
                .map(|(at, _)| at)
                .step_by(size)
                .collect();
            ends.push(text.len());
            for step in ends.windows(2) {
                draft.append(&text[step[0]..step[1]]);
                let prefix = &text[..step[1]];
                let (fresh, _) = Draft::new(prefix, options.clone());
                assert_eq!(
                    draft.html(),
                    fresh.html(),
                    "{generator:?}, {size}: {prefix:?}"
                );
            }
        }
    }
}

/// Long blocks are divided into their parts, unless a site has answers for blocks: the result is the same.
#[test]
fn divided_or_not() {
    for seed in 0..budget() as u64 / 10 {
        let mut random = Random::new(seed);
        let generator = Generator::ALL[seed as usize % Generator::ALL.len()];
        let flavor = [Flavor::Hugo, Flavor::Gfm, Flavor::CommonMark][random.below(3)];
        let text = generator.document(&mut random);
        let mut options = Options {
            flavor,
            ..Options::default()
        };
        let divided = draftpane::render(&text, &options).html;
        let mut answers = draftpane::Answers::default();
        answers.add_block("a block that no text has", "<p>it</p>");
        options.answers = Rc::new(answers);
        let whole = draftpane::render(&text, &options).html;
        assert_eq!(
            without_numbers(&divided),
            without_numbers(&whole),
            "{generator:?}, seed {seed}: {text:?}"
        );
    }
}

/// A note that refers to itself is counted before or after the rest of the block that it is in.
fn without_numbers(html: &str) -> String {
    let mut parts = html.split("fnref");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |html, part| {
        html + "fnref" + part.trim_start_matches(|c: char| c.is_ascii_digit())
    })
}

/// A text that is read once, in one walk, is shown as a draft shows it.
#[test]
fn read_once() {
    let documents = std::env::var("DRAFTPANE_DOCUMENTS");
    let documents = documents.ok().and_then(|n| n.parse().ok()).unwrap_or(1200);
    let (mut all, mut in_one_walk) = (0, 0);
    for seed in 0..documents {
        let mut random = Random::new(seed);
        let generator = Generator::ALL[seed as usize % Generator::ALL.len()];
        let text = generator.document(&mut random);
        let flavors = [Flavor::Hugo, Flavor::Gfm, Flavor::CommonMark];
        for site in [None, site(&mut random)] {
            for flavor in flavors {
                let options = Options {
                    flavor,
                    front_matter: random.below(4) > 0,
                    site: site.clone(),
                    ..Options::default()
                };
                let html = Once::new(&text, options.clone()).html();
                all += 1;
                if let Some(html) = html {
                    in_one_walk += 1;
                    let (draft, _) = Draft::new(&text, options.clone());
                    assert_eq!(
                        html,
                        draft.html(),
                        "{generator:?}, {seed}, {options:?}: {text:?}"
                    );
                }
            }
        }
    }
    println!("{in_one_walk} of {all} texts in one walk");
    assert!(in_one_walk > all / 3, "{in_one_walk} of {all}");
}
