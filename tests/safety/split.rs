//! Payloads cut by a blank line, and typed: after each step a draft answers what a new one does.

use draftpane::{Draft, Edit, Flavor};

use crate::payloads::own;
use crate::structure::draft;

fn check(draft: &Draft, text: &str) {
    let (fresh, _) = crate::structure::draft(Flavor::Gfm, text);
    assert_eq!(draft.html(), fresh.html(), "{text:?}");
    assert_eq!(draft.diagnostics(), fresh.diagnostics(), "{text:?}");
    assert_eq!(draft.block_ids().len(), fresh.block_ids().len(), "{text:?}");
    draft.assert_invariants();
}

#[test]
fn cut_by_a_blank_line() {
    for payload in own() {
        let text = format!("a\n\n{payload}\n\nb\n\n</div>\n\nc\n");
        let (mut draft, _) = draft(Flavor::Gfm, &text);
        for (at, _) in text.char_indices() {
            let mut cut = text.clone();
            cut.insert_str(at, "\n\n");
            draft.edit(&[Edit::new(at..at, "\n\n")]);
            check(&draft, &cut);
            draft.edit(&[Edit::new(at..at + 2, "")]);
            check(&draft, &text);
        }
    }
}

#[test]
fn typed() {
    let more = "<div>\n\nb\n\n</div>\n\n<p>\n\n".to_owned();
    for payload in own().into_iter().chain([more]) {
        let mut text = "a\n\n\n\n[x] b\n\n</div>\n\nc\n".to_owned();
        let (mut draft, _) = draft(Flavor::Gfm, &text);
        let mut at = 3;
        for c in payload.chars() {
            text.insert(at, c);
            draft.edit(&[Edit::new(at..at, c.to_string())]);
            at += c.len_utf8();
            check(&draft, &text);
        }
    }
}
