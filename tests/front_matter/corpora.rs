//! Public test suites of the three languages, where `DRAFTPANE_SHARED` names their folder.
//!
//! A file whose verdict differs is listed here with its reason; one that is listed and agrees fails the run.

use std::collections::BTreeSet;
use std::path::PathBuf;

use draftpane::FrontMatter;
use draftpane::Value;
use draftpane::inside::Cut;

use crate::{files, yaml};

fn suite(folder: &str, extension: &str) -> Vec<(PathBuf, String)> {
    let text = |path: PathBuf| Some((path.clone(), std::fs::read_to_string(path).ok()?));
    files(&format!("corpora/{folder}"), extension)
        .into_iter()
        .filter_map(text)
        .collect()
}

fn name(path: &std::path::Path) -> String {
    path.file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// Fails unless exactly the listed files differ.
#[track_caller]
fn only(differ: BTreeSet<String>, listed: &[(&str, &str)]) {
    let listed: BTreeSet<String> = listed.iter().map(|(name, _)| name.to_string()).collect();
    assert_eq!(differ, listed);
}

#[test]
fn yaml_test_suite() {
    let mut differ = BTreeSet::new();
    let mut judged = 0;
    let mut ran = false;
    for (path, text) in suite("yaml-test-suite", "yaml") {
        ran = true;
        let indented: String = text
            .trim_start_matches("---\n")
            .lines()
            .map(|line| format!("  {line}\n"))
            .collect();
        let cases = yaml(&format!("cases:\n{indented}"));
        let Some(Value::List(cases)) = cases.data.get("cases") else {
            panic!("{}: {:?}", path.display(), cases.diagnostics);
        };
        let mut tree = String::new();
        for case in cases {
            // A case that does not say otherwise has the tree of the one before it.
            if let Some(Value::String(own)) = case.get("tree") {
                tree = own.clone();
            }
            let Some(Value::String(source)) = case.get("yaml") else {
                continue;
            };
            let source = source
                .replace('␣', " ")
                .replace('»', "\t")
                .replace(['—', '↵', '∎'], "")
                .replace('⇔', "\u{FEFF}")
                .replace('←', "\r");
            let fails = case.get("fail") == Some(&Value::Bool(true));
            let read = yaml(&source);
            // Only one mapping without document marks can be front matter.
            let one_mapping = tree.trim_start().starts_with("+STR\n +DOC\n  +MAP")
                && tree.matches("+DOC").count() == 1;
            if source.contains("---")
                || source.contains("...")
                || source.starts_with('%')
                || !(fails || one_mapping)
            {
                continue;
            }
            judged += 1;
            if read.valid == fails {
                differ.insert(format!(
                    "{} {}",
                    name(&path),
                    if fails { "is read" } else { "is refused" }
                ));
            }
        }
    }
    if ran {
        assert!(judged > 100, "{judged}");
        only(
            differ,
            &[
                ("2JQS is refused", "as by Hugo"),
                (
                    "2SXE is refused",
                    "not by Hugo: an anchor with a colon in its name",
                ),
                (
                    "4ABK is refused",
                    "not by Hugo: a key without a value in braces",
                ),
                ("4MUZ is refused", "not by Hugo: a colon below its key"),
                (
                    "58MP is refused",
                    "not by Hugo: a value that begins with a colon in braces",
                ),
                ("6M2F is refused", "not by Hugo: an alias as a key"),
                (
                    "96NN is refused",
                    "not by Hugo: a tab in the indentation of a block",
                ),
                ("A2M4 is refused", "not by Hugo: a tab behind a dash"),
                (
                    "DFF7 is refused",
                    "not by Hugo: an explicit key without text",
                ),
                (
                    "DK95 is read",
                    "not by Hugo: a tab in the indentation of a quoted text",
                ),
                (
                    "DK95 is refused",
                    "not by Hugo: a tab behind the indentation",
                ),
                ("FRK4 is refused", "as by Hugo"),
                ("KK5P is refused", "as by Hugo"),
                ("LX3P is refused", "as by Hugo"),
                ("M2N8 is refused", "as by Hugo"),
                ("M5DY is refused", "as by Hugo"),
                ("NHX8 is refused", "as by Hugo"),
                ("Q5MG is refused", "not by Hugo: a tab before a brace"),
                ("Q9WF is refused", "as by Hugo"),
                ("RZP5 is refused", "as by Hugo"),
                ("S3PD is refused", "as by Hugo"),
                (
                    "S98Z is read",
                    "not by Hugo: blank lines deeper than the block",
                ),
                ("SBG9 is refused", "as by Hugo"),
                ("SM9W is refused", "as by Hugo"),
                ("SU5Z is read", "as by Hugo"),
                ("VJP3 is refused", "as by Hugo"),
                ("W5VH is refused", "not by Hugo: an anchor of symbols"),
                ("X38W is refused", "as by Hugo"),
                (
                    "X4QW is read",
                    "not by Hugo: a comment stuck to a block's mark",
                ),
                ("XW4D is refused", "as by Hugo"),
                (
                    "Y79Y is refused",
                    "not by Hugo: a tab in the indentation of a block",
                ),
            ],
        );
    }
}

#[test]
fn toml_test() {
    let mut differ = BTreeSet::new();
    let list = files("corpora/toml-test/tests", "0")
        .into_iter()
        .find(|path| path.ends_with("files-toml-1.1.0"));
    let list = list
        .and_then(|path| std::fs::read_to_string(path).ok())
        .unwrap_or_default();
    for (path, text) in suite("toml-test/tests", "toml") {
        if !list.lines().any(|line| path.ends_with(line)) {
            continue;
        }
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
        let invalid = path.components().any(|part| part.as_os_str() == "invalid");
        let read = crate::read(&format!("+++\n{text}\n+++\n"));
        if read.valid == invalid {
            differ.insert(name(&path));
            continue;
        }
        let Ok(expected) = std::fs::read_to_string(path.with_extension("json")) else {
            continue;
        };
        if read.valid {
            let expected = FrontMatter::read(&expected, &Cut::find(&expected).expect("an object"));
            assert!(
                same(&read.data, &expected.data),
                "{}: {:?}",
                path.display(),
                read.data
            );
        }
    }
    if !list.is_empty() {
        only(
            differ,
            &[(
                "bare-cr",
                "the line end before the closing delimiter completes its last one",
            )],
        );
    }
}

/// Whether `value` is what toml-test's tagged JSON says.
fn same(value: &Value, tagged: &Value) -> bool {
    let text = |key| tagged.get(key).and_then(Value::as_str);
    match (value, tagged) {
        (Value::Map(map), Value::Map(expected)) if text("type").is_none() => {
            map.len() == expected.len()
                && map
                    .iter()
                    .all(|(key, value)| tagged.get(key).is_some_and(|tagged| same(value, tagged)))
        }
        (Value::List(items), Value::List(expected)) => {
            items.len() == expected.len() && items.iter().zip(expected).all(|(a, b)| same(a, b))
        }
        (Value::Integer(number), _) => {
            text("type") == Some("integer") && text("value") == Some(&number.to_string())
        }
        (Value::Bool(value), _) => {
            text("type") == Some("bool") && text("value") == Some(&value.to_string())
        }
        (Value::Float(number), _) => {
            let expected = text("value").and_then(|text| text.parse::<f64>().ok());
            text("type") == Some("float")
                && expected.is_some_and(|e| e == *number || e.is_nan() && number.is_nan())
        }
        // A date is kept as it is written.
        (Value::String(string), _) => {
            text("type").is_some_and(|kind| kind != "string") || text("value") == Some(string)
        }
        _ => false,
    }
}

#[test]
fn json_test_suite() {
    let mut differ = BTreeSet::new();
    for (path, text) in suite("JSONTestSuite/test_parsing", "json") {
        let file = name(&path);
        // Front matter is an object: each text becomes the value of a key.
        let document = format!("{{\"a\": {text}\n}}");
        let cut = Cut::find(&document).expect("an object");
        let read = FrontMatter::read(&document, &cut);
        let valid = read.valid && cut.closed && document[cut.range.end..].trim().is_empty();
        if (file.starts_with("y_") && !valid) || (file.starts_with("n_") && valid) {
            differ.insert(file);
        }
    }
    if !files("corpora/JSONTestSuite/test_parsing", "json").is_empty() {
        only(differ, &[]);
    }
}
