//! The tokenizer beside the tests of html5lib, where they are there.

use std::path::PathBuf;

use draftpane::inside::{HtmlTokenKind, resolve, tokens};
use serde_json::{Value, json};

use crate::payloads::files;

/// The engine's tokens of `html`, in the form of the tests. A comment or a declaration splits text, as there.
fn ours(html: &str) -> Vec<Value> {
    let mut out: Vec<Value> = Vec::new();
    let shown = |text: &str| text.replace('\0', "\u{FFFD}");
    for token in tokens(html) {
        match token.kind {
            HtmlTokenKind::Text => {
                let text = resolve(&html[token.range], false);
                match out.last_mut().filter(|last| last[0] == "Character") {
                    Some(last) => {
                        let before = last[1].as_str().unwrap_or_default();
                        last[1] = json!(format!("{before}{text}"));
                    }
                    None => out.push(json!(["Character", text])),
                }
            }
            HtmlTokenKind::Start(name, attributes) => {
                let mut map = serde_json::Map::new();
                for attribute in attributes {
                    map.entry(shown(&attribute.name.to_ascii_lowercase()))
                        .or_insert(json!(shown(&attribute.value())));
                }
                out.push(json!(["StartTag", shown(&name.to_ascii_lowercase()), map]));
            }
            HtmlTokenKind::End(name) => {
                out.push(json!(["EndTag", shown(&name.to_ascii_lowercase())]))
            }
            // That one is not even a comment.
            HtmlTokenKind::Comment if &html[token.range.clone()] == "</>" => {}
            HtmlTokenKind::Comment => out.push(json!(["Comment"])),
        }
    }
    out
}

fn theirs(tokens: &[Value]) -> Vec<Value> {
    let mut out = Vec::new();
    for token in tokens {
        out.push(match token[0].as_str() {
            Some("StartTag") => json!(["StartTag", token[1], token[2]]),
            Some("Comment" | "DOCTYPE") => json!(["Comment"]),
            _ => token.clone(),
        });
    }
    out
}

#[test]
fn as_html5lib_tests_say() {
    let Some(shared) = std::env::var_os("DRAFTPANE_SHARED") else {
        return;
    };
    let folder = PathBuf::from(shared).join("corpora/html5lib-tests/tokenizer");
    let (mut equal, mut unfinished) = (0, 0);
    let mut wrong = Vec::new();
    for text in files(&folder, "test") {
        let Ok(file) = serde_json::from_str::<Value>(&text) else {
            continue;
        };
        for test in file["tests"].as_array().into_iter().flatten() {
            let states = test["initialStates"].as_array();
            let in_data = states.is_none_or(|s| s.iter().any(|s| s == "Data state"));
            if !in_data || test["doubleEscaped"] == true {
                continue;
            }
            let Some(input) = test["input"].as_str() else {
                continue;
            };
            // An unfinished tag is text here: a tag never reaches into the next block.
            let errors = test["errors"].as_array().into_iter().flatten();
            let at_end = |e: &Value| e["code"].as_str().is_some_and(|c| c.starts_with("eof-"));
            let comment = ["<!", "<?", "</"]
                .iter()
                .filter_map(|mark| input.rfind(mark))
                .max();
            let open = comment.is_some_and(|at| !input[at..].contains('>') && &input[at..] != "</");
            if errors.into_iter().any(at_end) || open {
                unfinished += 1;
                continue;
            }
            let expected = theirs(test["output"].as_array().map_or(&[][..], Vec::as_slice));
            let found = ours(input);
            if found == expected {
                equal += 1;
            } else {
                wrong.push(format!("{input:?}\n  - {found:?}\n  + {expected:?}"));
            }
        }
    }
    println!(
        "{equal} equal, {unfinished} unfinished, {} differ",
        wrong.len()
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
