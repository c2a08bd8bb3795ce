//! Hostile input, and the places of a post where it may stand.

use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use serde_json::Value;

/// The project's own payloads, one of each kind of attack, and the places: the tests in browsers read them too.
static LISTS: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(include_str!("payloads.json")).expect("it is JSON"));

/// One of each kind of attack.
pub fn own() -> Vec<String> {
    let payloads = LISTS["payloads"].as_array().expect("a list");
    let text = |payload: &Value| payload.as_str().map(str::to_owned);
    payloads.iter().filter_map(text).collect()
}

/// All: the project's own, and those of the corpora that are there.
pub fn all() -> Vec<String> {
    own().into_iter().chain(of_corpora()).collect()
}

/// Those of the corpora that are there.
fn of_corpora() -> Vec<String> {
    let Some(shared) = std::env::var_os("DRAFTPANE_SHARED") else {
        return Vec::new();
    };
    let corpora = PathBuf::from(shared).join("corpora");
    let read = |file: &str| fs::read_to_string(corpora.join(file)).unwrap_or_default();
    let json = |file: &str| serde_json::from_str(&read(file)).unwrap_or(Value::Null);
    let list = |value: Value| value.as_array().cloned().unwrap_or_default();
    let mut found = Vec::new();
    for file in [
        "dompurify/expect.json",
        "owasp-xss-filter-evasion/payloads.json",
    ] {
        let entries = list(json(file));
        found.extend(
            entries
                .iter()
                .filter_map(|e| Some(e["payload"].as_str()?.to_owned())),
        );
    }
    let naughty = list(json("blns/blns.json"));
    found.extend(naughty.iter().filter_map(|e| Some(e.as_str()?.to_owned())));
    found.extend(
        read("markdown-it/xss.txt")
            .split("\n.\n")
            .map(str::to_owned),
    );
    found.extend(
        files(&corpora.join("html5lib-tests/tree-construction"), "dat")
            .iter()
            .flat_map(|text| {
                let tests = text.split("#data\n").skip(1);
                let inputs = tests.filter_map(|test| test.split("\n#errors").next());
                inputs.map(str::to_owned).collect::<Vec<_>>()
            }),
    );
    found
}

/// The texts of the files in a folder whose names end so.
pub fn files(folder: &std::path::Path, ending: &str) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|e| e == ending))
        .collect();
    paths.sort();
    paths
        .iter()
        .filter_map(|path| fs::read_to_string(path).ok())
        .collect()
}

/// Posts with the payload in each kind of place.
pub fn places(payload: &str) -> Vec<String> {
    let line = payload.replace(['\n', '\r'], " ");
    let places = LISTS["places"].as_object().expect("names and texts");
    let templates = places.values().filter_map(Value::as_str);
    templates
        .map(|template| {
            // Split first: what is put in is not looked at again.
            let parts = template.split('%').map(|part| match part {
                "payload" => payload,
                "line" => &line,
                part => part,
            });
            parts.collect()
        })
        .collect()
}
