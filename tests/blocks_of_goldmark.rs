//! Blocks that goldmark has and the parser has not, or elsewhere: what they look like, and where their parts stand.
//! That they are Hugo's is compared in tests/hugo; see posts/tables.md, definitions.md and lists.md there.
#![cfg(not(target_arch = "wasm32"))]

use draftpane::{Draft, Flavor, Options};

fn draft(text: &str, flavor: Flavor) -> Draft {
    let options = Options {
        flavor,
        front_matter: false,
        ..Options::default()
    };
    Draft::new(text, options).0
}

#[test]
fn a_finding_in_a_cell_is_at_its_place() {
    let text = "> a [b][]\n> one|two\n> -|-\n> `x\\|y`|![](/i.png) [c][no]\n";
    let draft = draft(text, Flavor::Hugo);
    let places: Vec<(&str, &str)> = draft
        .diagnostics()
        .iter()
        .map(|found| (found.code, &text[found.range.clone()]))
        .collect();
    for place in [
        ("link-undefined", "[b][]"),
        ("link-undefined", "[c][no]"),
        ("image-alt", "![](/i.png)"),
    ] {
        let found = places
            .iter()
            .filter(|(code, at)| code.starts_with(place.0) && *at == place.1);
        assert_eq!(found.count(), 1, "{place:?} of {places:?}");
    }
    assert!(draft.html().contains("<code>x|y</code>"));
}

#[test]
fn references_and_footnotes_of_cells() {
    let text = "a|b\n-|-\n[r]|*[r]* n[^1]\n\n[r]: /u 't'\n\n[^1]: note\n";
    let html = draft(text, Flavor::Hugo).html();
    assert_eq!(
        html.matches("<a href=\"/u\" title=\"t\">r</a>").count(),
        2,
        "{html}"
    );
    assert_eq!(html.matches("footnote-ref").count(), 1, "{html}");
}

#[test]
fn a_table_takes_no_more_than_its_part_of_the_limit() {
    let definition = format!("[r]: /{}\n\n", "x".repeat(5_000));
    let text = format!("{definition}a\n-|\n{}", "[r]\n".repeat(20_000));
    assert!(draft(&text, Flavor::Hugo).html().len() < 2_000_000);
}

#[test]
fn a_table_after_a_paragraph_is_github_s_too() {
    let gfm = |text| draft(text, Flavor::Gfm).html();
    assert!(gfm("text\na | b\n--|--\n1 | 2\n").starts_with("<p>text</p>\n<table>"));
    let boxed = gfm("- [x] | a | b |\n  |---|---|\n");
    assert!(
        boxed.contains("checkbox") && boxed.contains("<table"),
        "{boxed}"
    );
    for text in [
        "a | b\n--|--|--\n",
        "- a|b\n-|-\n",
        "a|b|c\n-|-\nx|y\n-|-\n",
    ] {
        assert!(!gfm(text).contains("<table"), "{text}");
    }
    assert!(
        !draft("a|b\n-|-\n", Flavor::CommonMark)
            .html()
            .contains("<table")
    );
}

#[test]
fn tabs_in_a_delimiter_row() {
    let row = "<td>1\t2</td>\n<td>3</td>\n";
    for text in [
        "| a\t| b\t|\n| ---\t|\t---\t|\n| 1\t2\t| 3\t|\n",
        "a\t|\tb\n--\t|\t-\n1\t2\t|\t3\n",
        "- | a | b |\n  | -\t| - |\n  | 1\t2\t| 3 |\n",
        "> | a | b |\n> | - |\t- |\t\n> | 1\t2\t| 3 |\n",
        "p\n| a | b |\n| - |\t- |\n| 1\t2 | 3 |\n",
    ] {
        for flavor in [Flavor::Gfm, Flavor::Hugo] {
            let html = draft(text, flavor).html();
            assert!(html.contains(row), "{flavor:?}: {text}: {html}");
        }
        let html = draft(text, Flavor::CommonMark).html();
        assert!(!html.contains("<table"), "{text}: {html}");
    }
    let html = draft("a|b\n:-\t|\t-:\n", Flavor::Gfm).html();
    assert!(
        html.contains("align=\"left\"") && html.contains("align=\"right\""),
        "{html}"
    );
}

#[test]
fn a_box_is_ticked_where_it_stands() {
    let text = "- [x](u) a\n-\n  [ ][r]\n\n[r]: /u\n";
    let html = draft(text, Flavor::Hugo).html();
    assert_eq!(html.matches("type=\"checkbox\"").count(), 2, "{html}");
    assert!(
        html.contains("(u) a") && html.contains("<a href=\"/u\">r</a>"),
        "{html}"
    );
}

#[test]
fn blocks_say_what_they_are() {
    for (text, kind) in [
        ("a|b\n-|-\n", "table"),
        ("p\na|b\n-|-\n", "paragraph"),
        ("T\n : d\n", "paragraph"),
    ] {
        let draft = draft(text, Flavor::Hugo);
        let place = draft.block_at(text.len() - 1).expect("a block");
        assert_eq!(
            (place.range, place.kind.name()),
            (0..text.len(), kind),
            "{text}"
        );
    }
}
