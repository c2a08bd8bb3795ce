//! Renders posts natively: a line of JSON in (`{"name", "text", "flavor"?, "frontMatter"?}`), a line of JSON out.
//! The comparisons with Hugo and with the specifications run on it.

use std::io::{BufRead, Write, stdin, stdout};

use draftpane::{Draft, Flavor, Format, Options};
use serde_json::{Value, json};

fn main() {
    let mut out = std::io::BufWriter::new(stdout().lock());
    for line in stdin().lock().lines() {
        let post: Value = serde_json::from_str(&line.expect("a line")).expect("a line of JSON");
        let text = post["text"].as_str().expect("the text of a post");
        let flavor = post["flavor"].as_str().and_then(Flavor::from_name);
        let options = Options {
            flavor: flavor.unwrap_or_default(),
            front_matter: post["frontMatter"].as_bool().unwrap_or(true),
            site: post["site"]
                .as_str()
                .map(|toml| Format::Toml.parse(toml).expect("a configuration")),
            ..Options::default()
        };
        let (draft, _) = Draft::new(text, options);
        let stats = draft.stats();
        let outline = draft.outline();
        let headings: Vec<Value> = outline
            .iter()
            .map(|heading| json!({ "level": heading.level, "id": heading.id, "text": escape(&heading.text) }))
            .collect();
        let body = &text[draft.front_matter().range.end..];
        let alone = Options {
            front_matter: false,
            ..draft.options().clone()
        };
        // Hugo is asked about the body only; but shortcodes may show what is in the front matter.
        let says = |key| draft.front_matter().field(key).is_some();
        let summary = if says("summary") || says("isCJKLanguage") {
            Draft::new(body, alone).0.summary()
        } else {
            draft.summary()
        };
        let rendered = json!({
            "name": post["name"],
            "body": body,
            "html": draft.html(),
            "words": stats.words,
            "minutes": stats.reading_minutes,
            "headings": headings,
            "summary": summary.html,
            "truncated": summary.truncated,
        });
        writeln!(out, "{rendered}").expect("a reader");
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}
