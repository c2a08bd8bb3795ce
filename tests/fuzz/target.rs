//! What the fuzz targets check: each takes any bytes, and panics if something that must hold does not.

use draftpane::inside::{Endless, next_shortcode, shortcode_token, tokens};
use draftpane::{Draft, Edit, Flavor, Format, Options, Value};

use crate::generate::registered;
use crate::law::Live;

/// A name, and what it checks.
pub type Target = (&'static str, fn(&[u8]));

/// All targets.
pub const TARGETS: [Target; 4] = [
    ("law", law),
    ("front_matter", front_matter),
    ("raw_html", raw_html),
    ("shortcodes", shortcodes),
];

/// What parts the text and its edits: a byte that UTF-8 does not have.
pub const SEPARATOR: u8 = 0xFF;

/// Bytes as a fuzzer changes them: one of settings, a text, and edits, each behind a separator.
struct Input<'a> {
    settings: u8,
    text: String,
    edits: Vec<&'a [u8]>,
}

impl<'a> Input<'a> {
    fn read(data: &'a [u8]) -> Self {
        let (settings, rest) = data.split_first().unwrap_or((&0, &[]));
        let mut parts = rest.split(|byte| *byte == SEPARATOR);
        let text = String::from_utf8_lossy(parts.next().unwrap_or_default()).into_owned();
        Self {
            settings: *settings,
            text,
            edits: parts.take(8).collect(),
        }
    }

    /// One of the settings, so many of eight.
    fn on(&self, setting: u8) -> bool {
        self.settings & (1 << setting) != 0
    }
}

/// The edit that some bytes stand for: two for the place, one for how much is deleted, the rest is inserted.
fn edit(bytes: &[u8], text: &str) -> Edit {
    let byte = |at: usize| usize::from(bytes.get(at).copied().unwrap_or_default());
    let from = floor(text, (byte(0) << 8 | byte(1)) % (text.len() + 1));
    let to = floor(text, (from + byte(2)).min(text.len())).max(from);
    let insert = String::from_utf8_lossy(bytes.get(3..).unwrap_or_default());
    Edit::new(from..to, insert)
}

/// The last character boundary at or before `at`.
fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Edits a post as the input says, then takes a part of it out and puts it back: the law holds after each.
fn edited(input: &Input, text: &str, options: &Options) {
    let mut live = Live::new(text, options.clone());
    let step = |live: &mut Live, edit: Edit| {
        let before = live.text.clone();
        assert!(
            live.edit(std::slice::from_ref(&edit)),
            "the law is broken: {before:?} {edit:?}"
        );
    };
    for bytes in &input.edits {
        let edit = edit(bytes, &live.text);
        step(&mut live, edit);
    }
    let len = live.text.len();
    let place = text.bytes().fold(len, |hash, byte| {
        hash.wrapping_mul(31).wrapping_add(byte.into())
    });
    let from = floor(&live.text, place % (len + 1));
    let to = floor(&live.text, from + (place >> 8) % (len - from + 1)).max(from);
    let part = live.text[from..to].to_owned();
    step(&mut live, Edit::new(from..to, ""));
    step(&mut live, Edit::new(from..from, part));
    live.draft.assert_invariants();
    told(&live.draft, &live.text, options);
}

/// What a draft tells stands in the text, and what it offers to mend can be made.
fn told(draft: &Draft, text: &str, options: &Options) {
    for diagnostic in draft.diagnostics() {
        assert!(text.get(diagnostic.range.clone()).is_some());
        let Some(fix) = diagnostic.fix else { continue };
        let mut mended = Live::new(text, options.clone());
        assert!(mended.edit(&fix.edits), "a fix breaks the law: {fix:?}");
        assert_ne!(mended.text, text, "a fix changes something: {fix:?}");
    }
}

/// The law, whatever the post, in every flavor.
fn law(data: &[u8]) {
    let input = Input::read(data);
    let flavors = [Flavor::Hugo, Flavor::Gfm, Flavor::CommonMark, Flavor::Hugo];
    let options = Options {
        flavor: flavors[usize::from(input.settings & 3)],
        front_matter: input.on(2),
        shortcodes: input.on(3).then(registered),
        site: site(&input),
        ..Options::default()
    };
    edited(&input, &input.text, &options);
}

fn site(input: &Input) -> Option<Value> {
    let settings = [
        (4, "markup.goldmark.renderer.unsafe = true\n"),
        (5, "markup.goldmark.parser.attribute.block = true\n"),
        (
            6,
            "markup.goldmark.extensions.passthrough.enable = true\n\
             markup.goldmark.extensions.passthrough.delimiters.block = [['\\[', '\\]'], ['$$', '$$']]\n\
             markup.goldmark.extensions.passthrough.delimiters.inline = [['\\(', '\\)'], ['$', '$']]\n",
        ),
        (7, "enableEmoji = true\n"),
    ];
    let on = settings.iter().filter(|(setting, _)| input.on(*setting));
    let text: String = on.map(|(_, text)| *text).collect();
    (!text.is_empty()).then(|| Format::Toml.parse(&text).expect("a configuration"))
}

/// Front matter in the three languages: places are in the text and in order, the body is there whatever is wrong.
fn front_matter(data: &[u8]) {
    let input = Input::read(data);
    let (open, close) =
        [("---\n", "\n---\n"), ("+++\n", "\n+++\n"), ("{", "}\n")][usize::from(input.settings) % 3];
    let text = format!("{open}{}{close}A *post*.\n", input.text);
    let (draft, _) = Draft::new(&text, Options::default());
    let found = draft.front_matter();
    for field in &found.fields {
        let (key, value) = (&field.key_range, &field.range);
        assert!(text.get(key.clone()).is_some() && text.get(value.clone()).is_some());
        assert!(found.range.start <= key.start && value.end <= found.range.end);
        assert!(key.end <= value.start, "a key stands before its value");
    }
    assert!(found.valid || found.fields.is_empty());
    if found.format.is_some() && !found.valid {
        assert!(!found.diagnostics.is_empty(), "what is refused is told");
    }
    edited(&input, &text, &Options::default());
}

/// Raw HTML in a few places: its tokens are all of it, and what is made of it is on the allowlist.
fn raw_html(data: &[u8]) {
    let input = Input::read(data);
    let mut end = 0;
    for token in tokens(&input.text) {
        assert!(token.range.start == end && token.range.end > end);
        end = token.range.end;
    }
    assert_eq!(end, input.text.len());
    let html = &input.text;
    let line = html.replace(['\n', '\r'], " ");
    let text = match input.settings >> 4 & 7 {
        0 => format!("a {html} b\n"),
        1 => format!("> {line}\n> b\n"),
        2 => format!("- {line}\n\n  b\n- c\n"),
        3 => format!("| a | b |\n|---|---|\n| {line} | c |\n"),
        4 => format!("# {line}\n\nb[^1]\n\n[^1]: {line}\n"),
        5 => format!("<div>\n\n{html}\n\nb\n\n</div>\n\nc\n"),
        _ => html.clone(),
    };
    let unsafe_html = Format::Toml
        .parse("markup.goldmark.renderer.unsafe = true")
        .expect("a configuration");
    let options = Options {
        flavor: [Flavor::Gfm, Flavor::CommonMark, Flavor::Hugo][usize::from(input.settings) % 3],
        front_matter: false,
        site: input.on(3).then_some(unsafe_html),
        ..Options::default()
    };
    edited(&input, &text, &options);
}

/// Shortcodes: tokens stand in the text, and the law holds around them.
fn shortcodes(data: &[u8]) {
    let input = Input::read(data);
    let text = &input.text;
    let mut at = 0;
    let mut endless = Endless::default();
    while let Some(found) = next_shortcode(text, at) {
        let token = shortcode_token(&text[found..], found, &mut endless);
        let alone = shortcode_token(&text[found..], found, &mut Endless::default());
        assert_eq!(token, alone, "what was looked at before changes nothing");
        assert!(token.range.start == 0 && token.range.end >= 3);
        assert!(token.seen >= token.range.end.min(text.len() - found));
        assert!(text.get(found..found + token.range.end).is_some());
        at = found + token.range.end;
    }
    let options = Options {
        flavor: Flavor::Hugo,
        front_matter: input.on(0),
        shortcodes: input.on(1).then(registered),
        site: site(&input),
        ..Options::default()
    };
    edited(&input, text, &options);
}
