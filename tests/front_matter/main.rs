//! Front matter: where it is found, what is read, what an author is told.
#![cfg(not(target_arch = "wasm32"))]

mod corpora;
mod dates;
mod finding;
mod hostile;
mod known;
mod lints;
mod mistakes;
mod oracle;
mod places;
mod values;

use std::path::{Path, PathBuf};

use draftpane::Value;
use draftpane::inside::Cut;
use draftpane::{Diagnostic, Severity};
use draftpane::{Format, FrontMatter};

fn read(text: &str) -> FrontMatter {
    let cut = Cut::find(text).unwrap_or_else(|| panic!("no front matter in {text:?}"));
    FrontMatter::read(text, &cut)
}

fn yaml(content: &str) -> FrontMatter {
    read(&format!("---\n{content}\n---\n"))
}

/// `text` with the fix of `diagnostic` applied.
fn fixed(text: &str, diagnostic: &Diagnostic) -> String {
    let mut text = text.to_owned();
    for edit in diagnostic.fix.iter().flat_map(|fix| &fix.edits).rev() {
        text.replace_range(edit.range.clone(), &edit.insert);
    }
    text
}

fn string(text: &str) -> Value {
    Value::String(text.to_owned())
}

/// A small random generator with a seed, so that a failure comes back.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}

/// The files under a folder of what `DRAFTPANE_SHARED` names; none where it is not set.
fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    fn walk(folder: &Path, extension: &str, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, extension, found);
            } else if path.extension().is_some_and(|e| e == extension) {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    match std::env::var_os("DRAFTPANE_SHARED") {
        Some(shared) => walk(&Path::new(&shared).join(folder), extension, &mut found),
        None => eprintln!("skipped: DRAFTPANE_SHARED is not set"),
    }
    found.sort();
    found
}

/// Real posts.
fn posts() -> Vec<String> {
    let text = |path| Some(String::from_utf8_lossy(&std::fs::read(path).ok()?).into_owned());
    files("posts", "md").into_iter().filter_map(text).collect()
}
