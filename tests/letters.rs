//! Every letter of running text is shown, in its order, whatever stands between: nothing is lost, and no mask shows.
#![cfg(not(target_arch = "wasm32"))]

mod generate;

use draftpane::{Flavor, Format, Options, render};
use generate::Random;

/// No reference, raw HTML or attribute is among them: these hold letters that are not shown.
const PIECES: &[&str] = &[
    "a",
    "bc",
    "é",
    "中",
    " ",
    " ",
    "\t",
    "\n",
    "\n\n",
    "_",
    "*",
    "**",
    "***",
    "~",
    "~~",
    "^",
    "==",
    "++",
    "`",
    "``",
    "$",
    "$$",
    "$`",
    "`$",
    "\\(",
    "\\)",
    "http://e.s/",
    "www.e.s/",
    "x@e.s",
    "(",
    ")",
    ".",
    ";",
    "\"",
    "'",
    "--",
    "\\",
    "&",
    "{",
    "}",
    "!",
    "。",
];

/// The letters of a text, with digits left out, as character references have some.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphabetic()).collect()
}

/// The text of an element's HTML.
fn shown(html: &str) -> String {
    let mut text = String::new();
    for piece in html.split('<') {
        text.push_str(piece.split_once('>').map_or(piece, |(_, text)| text));
    }
    ["&lt;", "&gt;", "&quot;", "&amp;"]
        .iter()
        .fold(text, |text, name| text.replace(name, ""))
}

#[test]
fn every_letter_is_shown() {
    let extras = "markup.goldmark.extensions.extras = { delete.enable = true, insert.enable = true, mark.enable = true, subscript.enable = true, superscript.enable = true }
        markup.goldmark.extensions.strikethrough = false
        markup.goldmark.extensions.passthrough = { enable = true, delimiters = { block = [['$$', '$$']], inline = [['$', '$'], ['\\(', '\\)']] } }";
    let site = Format::Toml.parse(extras).expect("a configuration");
    let options = [
        Options {
            flavor: Flavor::CommonMark,
            ..Options::default()
        },
        Options {
            flavor: Flavor::Gfm,
            ..Options::default()
        },
        Options::default(),
        Options {
            site: Some(site),
            ..Options::default()
        },
    ];
    let mut random = Random::new(1);
    for _ in 0..20_000 {
        // The first letter keeps lines from being code, and the text from being front matter.
        let mut text = String::from("z");
        for _ in 0..2 + random.below(9) {
            text.push_str(random.pick(PIECES));
        }
        let text = text.replace('\n', "\nz");
        for options in &options {
            let html = render(&text, options).html;
            assert_eq!(
                letters(&shown(&html)),
                letters(&text),
                "{:?} {text:?}\n{html}",
                options.flavor
            );
        }
    }
}
