//! How much is parsed after an edit, and that the result is a full parse's. One test for each rule of
//! `docs/architecture.md`, by its name. One line a case: a text in which `⟦a⇒b⟧` marks that `a` is replaced by `b`, and
//! the stretch of the new text that is parsed for it.

#![cfg(not(target_arch = "wasm32"))]

use draftpane::{Cause, Draft, Edit, Flavor, Options};

/// The stretch that is parsed again.
enum Parsed<'a> {
    /// The whole Markdown.
    All,
    /// Exactly this stretch of the new text.
    Only(&'a str),
}
use Parsed::{All, Only};

#[track_caller]
fn case(marked: &str, parsed: Parsed) {
    case_in(Flavor::Hugo, marked, parsed);
}

#[track_caller]
fn gfm(marked: &str, parsed: Parsed) {
    case_in(Flavor::Gfm, marked, parsed);
}

#[track_caller]
fn case_in(flavor: Flavor, marked: &str, parsed: Parsed) {
    let (head, rest) = marked.split_once('⟦').expect("an edit is marked");
    let (edit, tail) = rest.split_once('⟧').expect("the edit ends");
    let (old, insert) = edit.split_once('⇒').expect("old and new");
    let before = format!("{head}{old}{tail}");
    let after = format!("{head}{insert}{tail}");
    let options = Options {
        flavor,
        ..Options::default()
    };
    let (mut draft, _) = Draft::new(&before, options.clone());
    let update = draft.edit(&[Edit::new(head.len()..head.len() + old.len(), insert)]);
    let (fresh, _) = Draft::new(&after, options.clone());
    assert_eq!(draft.html(), fresh.html(), "{marked:?}");
    draft.assert_invariants();
    let stretch = match parsed {
        All => after.as_str(),
        Only(stretch) => stretch,
    };
    assert_eq!(&after[update.reparsed], stretch, "{marked:?}");

    // And back.
    draft.edit(&[Edit::new(head.len()..head.len() + insert.len(), old)]);
    let (fresh, _) = Draft::new(&before, options);
    assert_eq!(draft.html(), fresh.html(), "{marked:?}, and back");
    draft.assert_invariants();
}

#[test]
fn the_edited_block_and_its_neighbours() {
    case(
        "one\n\ntwo\n\nth⟦⇒r⟧ee\n\nfour\n\nfive\n\nsix\n",
        Only("two\n\nthree\n\nfour\n\n"),
    );
    case(
        "# a\n\nb⟦⇒!⟧\n\n# c\n\nd\n\ne\n",
        Only("# a\n\nb!\n\n# c\n\n"),
    );
    case(
        "a\n\nb\n\nc⟦⇒\n\nnew⟧\n\nd\n\ne\n\nf\n",
        Only("b\n\nc\n\nnew\n\nd\n\n"),
    );
    case("a\n\nb\n\n⟦c\n\n⇒⟧d\n\ne\n\nf\n", Only("b\n\nd\n\n"));
    case("⟦⇒on top\n\n⟧a\n\nb\n\nc\n", Only("on top\n\na\n\nb\n\n"));
    case("a\n\nb\n\nc⟦⇒ end⟧", Only("b\n\nc end"));
    case(
        "- one\n- tw⟦⇒o⟧\n- three\n\npara\n\nmore\n",
        Only("- one\n- two\n- three\n\n"),
    );
    case("---\ntitle: ⟦A⇒B⟧\n---\nbody\n", Only(""));
    case(
        "---\ntitle: A\n---\na\n\nb⟦⇒!⟧\n\nc\n\nd\n",
        Only("a\n\nb!\n\nc\n\n"),
    );
    case("⟦⇒\u{feff}⟧# a\n\nb\n", Only(""));
    case("⟦a⇒⟧", All);
    case("⟦⇒a⟧", All);
}

#[test]
fn parsing_goes_on_until_old_and_new_blocks_meet() {
    case(
        "one\n\ntwo\n\na\n\n⟦⇒```\n⟧b\n\nc\n\nd\n",
        Only("a\n\n```\nb\n\nc\n\nd\n"),
    );
    case(
        "one\n\ntwo\n\na\n\n⟦```\n⇒⟧b\n\nc\n\nd\n",
        Only("a\n\nb\n\nc\n\nd\n"),
    );
    case(
        "one\n\ntwo\n\n⟦⇒<div>\n⟧b\n\nc\n\nd\n",
        Only("two\n\n<div>\nb\n\nc\n\n"),
    );
    case(
        "one\n\ntwo\n\n- a\n\n⟦⇒  ⟧b\n\nc\n\nd\n",
        Only("- a\n\n  b\n\nc\n\n"),
    );
    case(
        "one\n\ntwo\n\na\n\n⟦⇒ ⟧   b\n\n    c\n\nd\n",
        Only("a\n\n    b\n\n    c\n\nd\n"),
    );
    case("---\ntitle: A\n⟦---⇒--⟧\nbody\n\nmore\n", Only(""));
}

#[test]
fn a_definition_changes_the_blocks_that_use_it() {
    case(
        "[x]\n\nb\n\nc\n\nd\n\n[x]: /⟦u⇒v⟧\n",
        Only("c\n\nd\n\n[x]: /v\n"),
    );
    case(
        "[x]\n\nb\n\nc\n\nd\n\n⟦⇒[X]: /u 't'\n⟧\n",
        Only("c\n\nd\n\n[X]: /u 't'\n\n"),
    );
    case(
        "[x]: /u\n\nb\n\n[x]\n\nd\n\n⟦⇒[x]: /v\n⟧",
        Only("[x]\n\nd\n\n[x]: /v\n"),
    );
    case(
        "⟦[x]: /u\n⇒⟧\nb\n\n[x]\n\nd\n\n[x]: /v\n",
        Only("\nb\n\n[x]\n\n"),
    );
}

#[test]
fn a_footnote_changes_the_blocks_that_refer_to_it() {
    case(
        "a[^1]\n\nb[^2]\n\nc\n\n[^2]: two\n\n⟦⇒[^1]: one\n⟧",
        Only("c\n\n[^2]: two\n\n[^1]: one\n"),
    );
    case(
        "⟦⇒[^2] ⟧a[^1]\n\nb\n\n[^1]: one\n\n[^2]: two\n",
        Only("[^2] a[^1]\n\nb\n\n"),
    );
}

#[test]
fn a_heading_changes_the_names_of_others() {
    case(
        "# A\n\nb\n\n# A\n\nc\n\n# ⟦A⇒A-1⟧\n\nd\n\n# A\n",
        Only("c\n\n# A-1\n\nd\n\n"),
    );
    case("⟦# A⇒A⟧\n\nb\n\n# A\n\nc\n\n# A-1\n", Only("A\n\nb\n\n"));
}

#[test]
fn start_one_block_before_the_edit() {
    // The line joins the paragraph before.
    case("one\n\ntwo\n\n]\n⟦⇒|⟧- [", Only("]\n|- ["));
    case("a\n⟦⇒===⟧\nb\n\nc\n", Only("a\n===\nb\n\n"));
}

#[test]
fn start_two_lines_before_the_edit() {
    // A line was a paragraph only because the next was its delimiter row.
    case("one\n\ntwo\n\n>o\n||\n⟦⇒_⟧>|-", Only("two\n\n>o\n||\n_>|-"));
    case(
        "one\n\ntwo\n\n>**\n||\r\n⟦>|-\n⇒<!-- c -->\n\n⟧",
        Only("two\n\n>**\n||\r\n<!-- c -->\n\n"),
    );
    gfm(
        "one\n\ntwo\n\n> [!NOTE]\n| a |\n⟦> ⇒⟧|---|",
        Only("> [!NOTE]\n| a |\n|---|"),
    );
}

#[test]
fn never_start_after_a_definition_list() {
    // The list takes a paragraph back over a blank line.
    case(
        "one\n\ntwo\n\nT\n: d\n\nP\n\n⟦1⇒: x⟧",
        Only("T\n: d\n\nP\n\n: x"),
    );
    // Without a space after the colon, Hugo reads no list.
    case("one\n\ntwo\n\nT\n:d\n\nP\n\n⟦1⇒:x⟧", Only("P\n\n:x"));
}

#[test]
fn labels_and_titles_run_through_definition_lists() {
    // All these lines become one link reference definition, at any distance.
    case(
        "one\n\ntwo\n\n[foo\n: bar\n2. x\n3) y\n4. z\n5) w\n⟦# ⇒⟧]: /u",
        Only("two\n\n[foo\n: bar\n2. x\n3) y\n4. z\n5) w\n]: /u"),
    );
    case("one\n\ntwo\n\n[x]:u\n'\n:\n2.\n3)\n0.\n⟦\n⇒⟧'", All);
    case(
        "one\n\ntwo\n\n[x]:u\n'\n: a\n2.\n3)\n0.\n⟦\n⇒⟧'",
        Only("two\n\n[x]:u\n'\n: a\n2.\n3)\n0.\n'"),
    );
}

#[test]
fn behind_a_definition_list_stop_after_a_whole_block_and_the_start_of_the_next() {
    // Lines that are a table by themselves are terms of the list before them: their marker is in the next block.
    case("⟦a⇒T\n: d⟧\n\n1\n-|\n: x\n\nfour\n\nfive\n", All);
}

#[test]
fn stop_after_one_whole_old_block() {
    // A stretch that is cut shows boundaries that are not there.
    case(
        "one\n\ntwo\n\n⟦>⇒⟧[\n:\n2.\n3) ]:/\n\nthree\n\nfour\n",
        Only("two\n\n[\n:\n2.\n3) ]:/\n\nthree\n\nfour\n"),
    );
    case(
        "one\n\ntwo\n\n⟦>⇒⟧[\n: a\n2.\n3) ]:/\n\nthree\n\nfour\n",
        Only("two\n\n[\n: a\n2.\n3) ]:/\n\nthree\n\nfour\n"),
    );
}

#[test]
fn no_boundary_right_after_a_definition() {
    // The line is read as a paragraph; alone it would be a list, raw HTML or code.
    case("one\n\ntwo\n\n[f]:i\n0) [foo]⟦⇒x⟧", All);
    case("one\n\ntwo\n\n[f]: /u\n2. x⟦⇒y⟧", All);
    case("one\n\ntwo\n\n[f]: /u\n-⟦⇒ a⟧\n", All);
    case("one\n\ntwo\n\n[f]: /u\n<b>\nx⟦⇒y⟧", All);
    case(
        "one\n\ntwo\n\n- a\n\n[f]:i\n0) x⟦⇒y⟧",
        Only("two\n\n- a\n\n[f]:i\n0) xy"),
    );
}

#[test]
fn an_item_is_parsed_with_its_neighbours() {
    case(
        "- a\n- b\n- c\n- d⟦⇒!⟧\n- e\n- f\n- g\n",
        Only("- b\n- c\n- d!\n- e\n- f\n"),
    );
    // A number in the midst is the list's first one to nobody.
    case(
        "7. a\n\n8. b\n\n9. c\n\n   - d⟦⇒!⟧\n\n3. e\n\n4. f\n\n5. g\n",
        Only("8. b\n\n9. c\n\n   - d!\n\n3. e\n\n"),
    );
    // An item that is indented is none of the item before it.
    case(
        "  - a\n\n  - b\n\n  - c⟦⇒!⟧\n\n  - d\n\n  - e\n",
        Only("  - b\n\n  - c!\n\n  - d\n\n"),
    );
    // No list goes on behind another one.
    case(
        "- a\n- b\n- c\n- d\n⟦-⇒+⟧ e\n- f\n- g\n- h\n",
        Only("- c\n- d\n+ e\n- f\n- g\n- h\n"),
    );
}

#[test]
fn a_row_is_parsed_with_its_neighbours() {
    let head = "| a | b |\n|---|:-:|\n";
    let rows = "| c | d |\n| e | f |\n";
    for case in [case, gfm] {
        case(
            &format!("{head}{rows}{rows}| g⟦⇒!⟧ | h |\n{rows}{rows}"),
            Only(&format!("{rows}| g! | h |\n{rows}")),
        );
        // A row that lacks cells, or has too many.
        case(
            &format!("{head}{rows}g ⟦⇒| h | i ⟧\n{rows}{rows}"),
            Only(&format!("{rows}g | h | i \n{rows}")),
        );
        // The head is in all rows.
        case(
            &format!("p\n\n{head}{rows}⟦⇒\n⟧{rows}{rows}\nq\n\nr\n"),
            Only(&format!("{rows}\n{rows}{rows}\nq\n\n")),
        );
        case(
            &format!("p\n\n| a | b |\n|---|⟦⇒:⟧-:|\n{rows}{rows}\nq\n\nr\n"),
            All,
        );
        // In tables of one column, a bar alone is a row after some heads only.
        case(
            "a\n-|\n|-\nb⟦⇒!⟧\n|\n\nc\n",
            Only("a\n-|\n|-\nb!\n|\n\nc\n"),
        );
    }
    // Text under a table makes it one with that.
    case(
        &format!("p\n\n{head}{rows}{rows}⟦⇒: x\n⟧"),
        Only(&format!("{head}{rows}{rows}: x\n")),
    );
    case(
        &format!("p\n\n{head}{rows}{rows}⟦⇒===\n⟧"),
        Only(&format!("{head}{rows}{rows}===\n")),
    );
}

/// A head that ends with a backslash hides its table from the parser, not the rows behind a stub.
#[test]
fn a_table_that_the_parser_does_not_see_is_one_block() {
    let table = "| a | b\\\n|---|:-:|\n| c | d |\n| e | f |\n| g ";
    gfm(
        &format!("p\n\n{table}⟦⇒!⟧ | h |\n"),
        Only(&format!("p\n\n{table}! | h |\n")),
    );
}

#[test]
fn a_table_that_lacks_many_cells_is_one_block() {
    let head = format!("{}|\n{}|\n", "|a".repeat(16), "|-".repeat(16));
    let short = "b\n".repeat(666);
    // 15 of each row: 9,990, and with one more row 10,005.
    for case in [case, gfm] {
        let (rows, full) = ("c\n".repeat(4), "|d".repeat(16));
        case(
            &format!("p\n\n{head}{short}{full}⟦⇒!⟧\n{full}\n{full}\n"),
            Only(&format!("b\nb\n{full}!\n{full}\n{full}\n")),
        );
        case(&format!("p\n\n{head}{short}⟦⇒{rows}⟧"), All);
        case(
            &format!("p\n\n{head}{short}{rows}e⟦⇒!⟧\n"),
            Only(&format!("p\n\n{head}{short}{rows}e!\n")),
        );
    }
}

#[test]
fn a_child_of_a_quote_is_parsed_with_its_neighbours() {
    let (b, c) = ("> b\n>\n", "> c\n> d\n>\n");
    for case in [case, gfm] {
        case(
            &format!("> a\n>\n{b}{c}> e⟦⇒!⟧\n>\n{b}{c}{b}"),
            Only(&format!("{c}> e!\n>\n{b}")),
        );
        // A nested block is in its child.
        case(
            &format!("> a\n>\n{b}{b}> - e\n>\n> - f⟦⇒!⟧\n>\n>   > g\n>\n{b}{b}{b}"),
            Only(&format!("{b}> - e\n>\n> - f!\n>\n>   > g\n>\n{b}")),
        );
        // A line that ends the quote makes two.
        case(
            &format!("p\n\n> a\n>\n{b}{c}> e⟦⇒\n⟧\n>\n{b}{c}{b}"),
            Only(&format!("{c}> e\n\n>\n{b}{c}")),
        );
        // No line stands between these.
        case("> a\n> # b\n> c\n> ***\n> d⟦⇒!⟧\n", All);
        // The first line decides on an alert.
        case(
            &format!("> [!NOTE⟦⇒]⟧\n> a\n>\n{b}{c}{b}{b}"),
            Only(&format!("> [!NOTE]\n> a\n>\n{b}")),
        );
    }
    // A definition takes back a paragraph over the blank line.
    case(
        &format!("> a\n>\n{b}> T\n>\n> ⟦⇒: ⟧d\n>\n{b}{c}{b}"),
        Only(&format!("> T\n>\n> : d\n>\n{b}{c}{b}")),
    );
}

#[test]
fn an_item_within_an_item_is_parsed_with_its_neighbours() {
    // The first items are of the block that the list begins in.
    let list = |mark: &str, count: usize| format!("{mark}w\n").repeat(count);
    for case in [case, gfm] {
        for (first, mark) in [
            ("- all\n", "  - "),
            ("-   *all*\n", "     - "),
            ("10) all\n", "    1. "),
            ("> - ", "> - "),
            ("> all\n", "> 1. "),
            ("- - all\n", "  - "),
            ("- all\n  - all\n", "    * "),
            ("> * all\n", ">   - "),
        ] {
            let first = format!("p\n\n{first}{}", list(mark, 10));
            let b = list(mark, 1);
            case(
                &format!("{first}{b}{mark}w⟦⇒!⟧\n{b}{b}{b}{b}\nq\n"),
                Only(&format!("{b}{b}{mark}w!\n{b}{b}")),
            );
        }
        // One of the outer list stands between two.
        let (eight, b) = (list("  - ", 9), list("  - ", 1));
        case(
            &format!("- all\n{eight}{b}{b}{b}⟦⇒- all\n⟧{}", list("  - ", 30)),
            Only(&format!("{b}{b}- all\n{}", list("  - ", 17))),
        );
        // One of the first is no more.
        case(
            &format!("- all\n  ⟦- x\n  ⇒⟧- y\n{eight}{b}{b}{b}"),
            Only(&format!("- all\n  - y\n{eight}{b}")),
        );
        // Either list becomes loose.
        case(
            &format!("p\n\n- all\n{eight}{b}⟦⇒\n⟧{b}{b}{b}\nq\n\nr\n"),
            Only(&format!("- all\n{eight}{b}\n{b}{b}{b}\nq\n\n")),
        );
        case(
            &format!("p\n\n- all\n{eight}{b}⟦⇒\n  w\n⟧{b}{b}{b}\nq\n\nr\n"),
            Only(&format!("- all\n{eight}{b}\n  w\n{b}{b}{b}\nq\n\n")),
        );
        // Raw HTML is open around.
        case(
            &format!("- ⟦⇒<div>⟧\n{eight}{b}{b}{b}"),
            Only(&format!("- <div>\n{eight}{b}{b}{b}")),
        );
        // A definition in an item is none of code.
        case(
            &format!("[a]\n\n- all\n{eight}{b}  - [a]: /⟦⇒u⟧\n{b}{b}{b}{b}"),
            Only(&format!("{b}{b}  - [a]: /u\n{b}{b}")),
        );
    }
}

#[test]
fn a_quote_with_open_html_is_one_block() {
    let b = "> b\n>\n";
    gfm(
        &format!("p\n\n{b}> ⟦⇒<div>⟧\n>\n{b}{b}{b}\nq\n"),
        Only(&format!("p\n\n{b}> <div>\n>\n{b}{b}{b}\nq\n")),
    );
    gfm(
        &format!("p\n\n{b}> <div>\n>\n{b}> c⟦⇒!⟧\n>\n{b}{b}\nq\n"),
        Only(&format!("p\n\n{b}> <div>\n>\n{b}> c!\n>\n{b}{b}\nq\n")),
    );
}

#[test]
fn a_list_that_becomes_loose_or_tight_is_parsed_whole() {
    let items = "- a\n- b\n- c\n- d\n";
    case(
        &format!("p\n\n{items}⟦⇒\n⟧{items}{items}\nq\n\nr\n"),
        Only(&format!("{items}\n{items}{items}\nq\n\n")),
    );
    // It stays loose as long as one item is left that makes it so.
    let loose = "- a\n- b\n\n- c\n- d\n";
    case(
        &format!("{loose}- e\n\n- f⟦⇒!⟧\n\n- g\n- h\n- i\n"),
        Only("- e\n\n- f!\n\n- g\n"),
    );
    case(
        &format!("{loose}- e\n⟦\n⇒⟧- f\n- g\n- h\n- i\n"),
        Only("- d\n- e\n- f\n- g\n"),
    );
    let tight = "- b\n- c\n- d\n- e\n- f\n- g\n";
    case(
        &format!("p\n\n- a\n⟦\n⇒⟧{tight}"),
        Only(&format!("p\n\n- a\n{tight}")),
    );
}

#[test]
fn items_without_paragraphs_look_alike_in_any_list() {
    case(
        "- # a\n\n- # b\n- # c\n- # d⟦⇒!⟧\n- # e\n- # f\n- # g\n",
        Only("- # b\n- # c\n- # d!\n- # e\n- # f\n"),
    );
    let items = "- # b\n\n- # c\n";
    case(
        &format!("{items}{items}- ⟦# ⇒⟧d\n{items}{items}"),
        Only(&format!("{items}{items}- d\n{items}{items}")),
    );
}

/// Whether a blank line is before a list is in no part of it, though goldmark counts that line where the first thing in
/// the list is a heading behind its table.
#[test]
fn a_list_that_begins_with_the_head_of_a_table() {
    let list = "- d\n=\n--\n\t=\n- $\n";
    case(
        &format!("a\n\n|\n\n {list}```⟦⇒:x⟧"),
        Only(&format!(" {list}```:x")),
    );
}

#[test]
fn a_list_that_is_loose_only_to_goldmark_is_one_block() {
    let list = "- > a\n  >\n- b\n- ```\n  c\n  ```\n- d\n- e\n- f";
    case(&format!("{list}⟦⇒!⟧\n"), Only(&format!("{list}!\n")));
    gfm(&format!("{list}⟦⇒!⟧\n"), Only("- d\n- e\n- f!\n"));
}

#[test]
fn lines_of_code_are_not_parsed() {
    // The lines that the edit touches are changed in their place.
    case("```go\na\nb⟦⇒!⟧b\nc\n```\n\nd\n", Only("b!b"));
    case("e\n\n~~~\na\nb⟦⇒\n\nx⟧b\nc\n~~~\n", Only("b\n\nxb"));
    // An edit at the end of a line covers the line end.
    case("```\na\nb⟦\nc⇒⟧\nd\n```\n", Only("b\nd"));
    case("```\na\nb⟦⇒!⟧\n```\n", Only("b!\n"));
    // Code that is open grows at the end of the document, which ends its last line.
    case("a\n\n```\nb⟦⇒c⟧", Only("bc"));
    case("```\nb\n⟦⇒c\n⟧", Only("c\n"));
    // A line that may end the fence, or did, is read by the parser.
    case("a\n\n```\nb\n``⟦⇒`⟧\nc\n", Only("a\n\n```\nb\n```\nc\n"));
    case("```\nb\n⟦```⇒c⟧\nd\n", All);
    case("```\nb\n⟦⇒ ~~~⟧\nd\n```\n", All);
    // Where the fence is not at the start of its line, the lines lose blanks.
    case(" ```\n b\n c⟦⇒!⟧\n ```\n", All);
    // Footnotes, definitions and shortcodes are looked for in all text.
    case("```\nb⟦⇒[^a]⟧\nc\n```\n", All);
    case("```\nb⟦⇒{{< x >}}⟧\nc\n```\n", All);
    case("```\nb⟦⇒\0⟧\nc\n```\n", All);
    // The parser drops less than four blanks at the end of the document.
    case("```\nb\n⟦⇒ ⟧", Only(" "));
    case("```\nb\n  ⟦⇒c⟧", Only("  c"));
    case("```\nb\n  ⟦⇒  ⟧", Only("    "));
    case("```\nb\n⟦  ⇒⟧", All);
    case("```\nb\n ⟦ ⇒c\n⟧", Only(" c\n"));
    case("```\n⟦b⇒ ⟧", All);
    case("```\nb\nc⟦⇒ ⟧", Only("c "));
    case("```\nb\nc ⟦⇒d⟧", Only("c d"));
    // A fence at the end of the document is no line of blanks.
    case("```\nb\nc⟦⇒d⟧\n```", Only("cd\n"));
    case("```\nb\n⟦⇒c\n⟧```", Only("c\n"));
    case("```\nb\n```⟦⇒ ⟧", All);
    // No definition is in code.
    case("```\nb⟦⇒[c]: d⟧\ne\n```\n[f]: g\n", Only("b[c]: d\ne"));
}

#[test]
fn the_end_of_a_long_paragraph_is_parsed_alone() {
    let lines = "Bread with a *crust* is good for `soup`\n".repeat(40);
    // Lines are cut off before a paragraph from 512 bytes on; one whole line before the edited one is parsed, too.
    let parses = |first: &str, edit: &str, parsed: Option<(usize, &str)>| {
        let marked = format!("{first}{lines}{edit}");
        match parsed {
            None => case(&marked, All),
            Some((count, last)) => {
                let before = lines.split_inclusive('\n').take(count);
                case(&marked, Only(&(before.collect::<String>() + last)));
            }
        }
    };
    parses("", "an⟦⇒d⟧", Some((14, "and")));
    let soup = "*and* it's\nhot";
    parses("# Soup\n\n", "*a⟦⇒nd* it's\nhot⟧", Some((14, soup)));
    parses("", "a\n⟦⇒b⟧", Some((1, "a\nb")));
    // Another block.
    parses("", "a\n⟦⇒---⟧", None);
    parses("", "a\n⟦⇒|-|\n⟧", None);
    parses("", "⟦⇒: a⟧", None);
    parses("", "⟦⇒\n# a⟧", None);
    // Something that is open, or may be.
    for open in [
        "*a",
        "a `b",
        "[a",
        "\"a",
        "a \\\\( b",
        "a <b",
        "{a",
        "{{< a",
    ] {
        parses(&format!("Say {open} so `b`\n"), "a⟦⇒b⟧", None);
    }
    // Something that others see or change.
    parses("", "[a]⟦⇒ b⟧", None);
    parses("", "a\"⟦⇒ b⟧", None);
    // The preview takes over all before the last lines.
    let text = format!("{}{}", lines, "a ".repeat(100));
    let (mut draft, _) = Draft::new(&text, Options::default());
    draft.append("b");
    let bytes: Vec<usize> = (0..3)
        .map(|_| draft.append("c").patches[0].bytes())
        .collect();
    let (whole, _) = Draft::new(&text, Options::default());
    assert!(bytes[2] < whole.blocks()[0].bytes() * 3 / 4, "{bytes:?}");
}

#[test]
fn no_boundary_four_columns_in() {
    case("one\n\ntwo\n\n[x]:u\n    .⟦⇒.⟧", All);
    // A footnote lifted out of another.
    case(
        "one\n\ntwo\n\n[^a]:\n\n    [^1]:\n-⟦⇒ x⟧",
        Only("[^a]:\n\n    [^1]:\n- x"),
    );
}

#[test]
fn no_boundary_inside_a_line() {
    case(
        "one\n\ntwo\n\n[^a]: [^b]: x⟦⇒y⟧",
        Only("two\n\n[^a]: [^b]: xy"),
    );
}

#[test]
fn the_first_definition_of_the_document_counts() {
    // The stretch has another.
    case(
        "[x]:q\n-\n\n[x]\n\ne⟦⇒e⟧\n\n[x]:u",
        Only("[x]\n\nee\n\n[x]:u"),
    );
    // Two in one stretch.
    case(
        "one\n\ntwo\n\n[x]\n\n[x]: /a\n⟦⇒[x]: /b\n⟧",
        Only("two\n\n[x]\n\n[x]: /a\n[x]: /b\n"),
    );
    case(
        "one\n\ntwo\n\n[x]\n\n⟦[x]: /a\n⇒⟧[x]: /b\n",
        Only("two\n\n[x]\n\n[x]: /b\n"),
    );
}

#[test]
fn footnotes_that_are_defined_elsewhere() {
    case("[^x]:\n\n[^x]\n\né⟦⇒é⟧", Only("[^x]\n\néé"));
    case("[^É]\n\n'\n\n|⟦⇒\n\n[^é]:⟧", Only("'\n\n|\n\n[^é]:"));
    // The label ends in a backslash.
    case("[^f\\  ]: x\n\n[^f\\  ]⟦⇒ y⟧", All);
}

#[test]
fn a_bare_cr_is_a_line_end() {
    case(
        "one\n\ntwo\n\n```\r\ru\r⟦⇒\n⟧- `",
        Only("two\n\n```\r\ru\r\n- `"),
    );
    case(
        "one\n\ntwo\n\n[x]:l\n `\r\r```[x]\r\r⟦\n⇒⟧",
        Only("two\n\n[x]:l\n `\r\r```[x]\r\r"),
    );
    case("one\n\ntwo\n\na\r⟦⇒\n⟧b\r\rc", Only("two\n\na\r\nb\r\rc"));
    case("one\n\ntwo\n\na⟦⇒\r⟧\nb", Only("two\n\na\r\nb"));
}

#[test]
fn references_at_the_limit_of_their_expansion() {
    let long = "x".repeat(9000);
    let references = "[x]\n\n".repeat(10);
    case(&format!("[x]: /{long}\n\n{references}⟦⇒[x]⟧\n\n[x]\n"), All);
    // The parser counts a shortcode as it is written, not what it shows.
    let shortcodes = "{{<a>}}".repeat(1300);
    case(
        &format!("[x]: /{shortcodes}\n\n{references}⟦⇒[x]⟧\n\n[x]\n"),
        All,
    );
}

/// Whether the title of a link is too long for the parser depends on nothing that is in another block.
#[test]
fn titles_of_many_lines() {
    let lines = "\ny".repeat(101);
    case(
        &format!("a\n\n# b=\"\n# c\n[d](/e \"{lines}⟦⇒!⟧\")\n"),
        Only(&format!("# c\n[d](/e \"{lines}!\")\n")),
    );
}

#[test]
fn front_matter_stands_at_the_start_only() {
    case(
        "a\n\n---\nfoo\n\nbar\n⟦⇒\n---\n⟧",
        Only("foo\n\nbar\n\n---\n"),
    );
}

/// The block is parsed alone, where the end of the text comes sooner: the words in its raw HTML count as before.
#[test]
fn raw_html_at_the_end_of_a_block() {
    case(
        "- [a]\n\n\t<pre>\n\n-|\n\nb\n\nc\n\n⟦⇒[a]: /u\n⟧",
        Only("b\n\nc\n\n[a]: /u\n"),
    );
    case(
        "[a]\n<div>\nb\n\n- c\n\nd\n\ne\n\n⟦⇒[a]: /u\n⟧",
        Only("d\n\ne\n\n[a]: /u\n"),
    );
}

/// Blocks that are joined by a raw tag, and do not change themselves, are not parsed again.
#[test]
fn raw_tags_join_blocks() {
    gfm(
        "⟦⇒<div>\n\n⟧a\n\nb\n\nc\n\nd\n",
        Only("<div>\n\na\n\nb\n\n"),
    );
    gfm(
        "<div>\n\na\n\nb\n\nc⟦⇒c⟧\n\nd\n\ne\n",
        Only("b\n\ncc\n\nd\n\n"),
    );
    gfm("⟦⇒<div>\n\n⟧a\n\nb\n\nc\n", Only("<div>\n\na\n\nb\n\n"));
    gfm("<div>\n\na\n\n⟦</div>\n\n⇒⟧b\n\nc\n", Only("a\n\nb\n\n"));
    gfm(
        "<div>\n\na⟦⇒a⟧\n\n</div>\n\nb\n",
        Only("<div>\n\naa\n\n</div>\n\n"),
    );
    gfm(
        "<div>\n\na\n\n⟦⇒b\n\n⟧</div>\n\nc\n",
        Only("a\n\nb\n\n</div>\n\nc\n"),
    );
    gfm(
        "<div>\n\na\n\n</div>\n\n⟦⇒b\n\n⟧c\n",
        Only("</div>\n\nb\n\nc\n"),
    );
    gfm("<div>\n\na⟦⇒\n\nb⟧", All);
    gfm(
        "a\n\n⟦<⇒⟧/div>\n\n</div>\n\nb\n",
        Only("a\n\n/div>\n\n</div>\n\n"),
    );
    gfm(
        "<div>\n\n<div>\n\na\n\n</div>\n\n⟦⇒</div>\n\n⟧b\n",
        Only("</div>\n\n</div>\n\nb\n"),
    );
    gfm(
        "<p>\n\n⟦⇒x\n\n⟧<b>\n\nc\n\n</b>\n",
        Only("<p>\n\nx\n\n<b>\n\nc\n\n"),
    );
    gfm(
        "<table>\n\n<tr>\n\n<td>\n\na⟦⇒b⟧\n\n<td>\n\nc\n\n</table>\n\nd\n",
        Only("<td>\n\nab\n\n<td>\n\n"),
    );
    gfm(
        "<div>\n\n[x]\n\n## h\n\na[^1]\n\n</div>\n\n[x]: /⟦u⇒v⟧\n",
        Only("a[^1]\n\n</div>\n\n[x]: /v\n"),
    );
    gfm(
        "⟦⇒## h\n\n⟧<div>\n\n[x]\n\n## h\n\n</div>\n",
        Only("## h\n\n<div>\n\n[x]\n\n"),
    );
    gfm(
        "<div>\n\na[^1]\n\n</div>\n\n⟦⇒[^1]: b\n⟧",
        Only("a[^1]\n\n</div>\n\n[^1]: b\n"),
    );
    gfm(
        "<div>\n\n⟦</div>\n\n<div>⇒⟧\n\na\n\n</div>\n\nb\n",
        Only("<div>\n\n\n\na\n\n"),
    );
    gfm("- <div>\n\n  a\n\n⟦⇒  </div>\n\n⟧</div>\n", All);
    gfm("<div title=\"\n\nx⟦⇒\">⟧\n\n</div>\n", All);
}

#[test]
fn a_key_beside_shortcodes() {
    case(
        "one\n\n{{< y >}}\n\nth⟦⇒r⟧ee\n\n{{< z >}}\n\nfive\n",
        Only("{{< y >}}\n\nthree\n\n{{< z >}}\n\n"),
    );
    case(
        "one\n\ntwo\n\n{{< y⟦⇒ \"a\"⟧ >}}\n\nfour\n\nfive\n",
        Only("two\n\n{{< y \"a\" >}}\n\nfour\n\n"),
    );
    case(
        "one\n\ntwo\n\n{{< y >}}\na\n\nb⟦⇒!⟧\n\nc\n{{< /y >}}\n\nfour\n\nfive\n",
        Only("two\n\n{{< y >}}\na\n\nb!\n\nc\n{{< /y >}}\n\nfour\n\n"),
    );
}

#[test]
fn an_edit_makes_or_breaks_a_shortcode() {
    case(
        "a\n\n{{< y⟦ >}}⇒⟧\n\nb\n\nc\n\n{{< z >}}\n",
        Only("a\n\n{{< y\n\nb\n\n"),
    );
    case("a\n\n⟦{⇒⟧{< y >}}\n\nb\n", All);
    case("a\n\n{⟦⇒{⟧< y >}}\n\nb\n", All);
    case(
        "a\n\n{{< y >}⟦}⇒⟧\n\nb\n\n{{< z >}}\n",
        Only("a\n\n{{< y >}\n\nb\n\n"),
    );
    // The end of one is in quotes, or the quote is closed by what came after it.
    case("{{< y ⟦⇒\"⟧ >}}\n{{< z \" >}}\n", All);
    case("{{< y `⟦⇒`⟧\n\n{{< z >}}\n\n{{< x ` >}}\n\na\n", All);
    case("{{< y `a⟦⇒` `⟧\n{{< z `\n{{< x >}}\n\na ` >}}\n", All);
    case("{{</* y ⟦*⇒⟧/>}}\n\na\n\n{{< z */>}}\n", All);
}

#[test]
fn a_closing_shortcode_makes_a_pair_of_all_that_is_between() {
    case("a {{< y >}}\n\n# b\n\nc\n\nd {{< ⟦⇒/⟧y >}} e\n\nf\n", All);
    case("{{% y %}}\n\n# b\n\nc\n\n{{% ⟦⇒/⟧y %}}\n\nf\n", All);
    case(
        "{{< y >}}\n\n{{< z >}}\n\n⟦⇒{{< /y >}}\n⟧\n{{< /z >}}\n\na\n",
        All,
    );
    case(
        "{{< details >}}\n\n# b\n\n{{< /de⟦⇒x⟧tails >}}\n\n# b\n",
        All,
    );
}

#[test]
fn a_shortcode_is_a_block_or_a_part_of_the_text_beside_it() {
    case("a\n{{% y %}}⟦⇒ b⟧\nc\n\nd\n", All);
    case("a\n⟦⇒b ⟧{{% y %}}\nc\n\n{{% /y %}}\n\nd\n", All);
    case("{{% y %}}\n\na\n\nb\n\n{{% /y %}}⟦⇒.⟧\n\nd\n", All);
    case("> {{% y %}}\n⟦⇒b ⟧> {{% /y %}}\n", All);
}

#[test]
fn a_shortcode_in_a_definition_or_a_heading() {
    case(
        "[r]\n\nb\n\nc\n\n[r]: {{< ref \"a⟦⇒b⟧\" >}}\n",
        Only("b\n\nc\n\n[r]: {{< ref \"ab\" >}}\n"),
    );
    case(
        "[{{< y >}}]\n\nb\n\nc\n\n[{{< y⟦⇒ 1⟧ >}}]: /u\n",
        Only("b\n\nc\n\n[{{< y 1 >}}]: /u\n"),
    );
    case(
        "# a {{< y >}}\n\nb\n\n# a {{< ⟦y⇒z⟧ >}}\n",
        Only("b\n\n# a {{< z >}}\n"),
    );
}

#[test]
fn a_shortcode_shows_a_value_of_the_front_matter() {
    case(
        "---\ntitle: a⟦⇒b⟧\n---\nc\n\nd\n\n{{< param title >}}\n\ne\n",
        Only("c\n\nd\n\n{{< param title >}}\n\ne\n"),
    );
    case(
        "---\ntitle: a\n⟦⇒x: [\n⟧---\n{{< y >}}{{< param title >}}{{< /y >}}\n",
        Only("{{< y >}}{{< param title >}}{{< /y >}}\n"),
    );
    case(
        "---\ntitle: a\n⟦---⇒⟧\n{{< param title >}}\n\ne\n",
        Only("\n{{< param title >}}\n\ne\n"),
    );
    case(
        "---\ntitle: a⟦⇒b⟧\n---\n{{< figure caption=\"{{< param title >}}\" >}}\n",
        Only("{{< figure caption=\"{{< param title >}}\" >}}\n"),
    );
}

#[test]
fn line_ends_in_a_shortcode_are_none_to_the_blocks_around_it() {
    case("a\n{{< y\n>}}⟦⇒\n⟧# b\n\nc\n", All);
    case("a\r\n{{< y\r\n\r>}}\r⟦⇒\n⟧b\n\nc\n", All);
}

#[test]
fn a_key_beside_many_shortcodes_parses_what_it_does_beside_a_few() {
    let parsed = |count: usize| {
        let text = "{{< y \"a\" >}} b\n\n".repeat(count);
        let (mut draft, _) = Draft::new(&text, Options::default());
        draft.edit(&[Edit::new(9..9, "c")]).reparsed.len()
    };
    assert_eq!(parsed(10), parsed(3000));
}

/// Checks that the diagnostics after an edit are those of a fresh draft. Returns whether the update says that they may
/// have changed, which it must where they did.
#[track_caller]
fn reports_a_change(marked: &str) -> bool {
    let (head, rest) = marked.split_once('⟦').expect("an edit is marked");
    let (edit, tail) = rest.split_once('⟧').expect("the edit ends");
    let (old, insert) = edit.split_once('⇒').expect("old and new");
    let (mut draft, _) = Draft::new(&format!("{head}{old}{tail}"), Options::default());
    let before = draft.diagnostics();
    let update = draft.edit(&[Edit::new(head.len()..head.len() + old.len(), insert)]);
    let (fresh, _) = Draft::new(&format!("{head}{insert}{tail}"), Options::default());
    assert_eq!(draft.diagnostics(), fresh.diagnostics(), "{marked:?}");
    let is_reported = update.diagnostics_changed;
    assert!(is_reported || before == fresh.diagnostics(), "{marked:?}");
    is_reported
}

#[test]
fn an_edit_says_whether_diagnostics_may_differ() {
    const HEAD: &str = "---\ntitle: a\n---\n";
    for marked in [
        // A link by a label whose definition leads nowhere, or now does.
        "b⟦⇒ [x][a]⟧\n\nc\n\nd\n\n[a]: #h\n",
        "b ⟦c⇒[a]⟧\n\n[a]: #h\n",
        "[a] b\n\nc\n\nd\n\n[a]: ⟦/⇒#⟧h\n",
        "# h\n\nb ⟦⇒[x]⟧[a]\n\n[a]: #h2\n",
        "# h⟦⇒2⟧\n\nb [a]\n\nc\n\n[a]: #h\n",
        // A second definition, by the line below its label.
        "[x]: /u\n[x]:\n⟦⇒/v\n⟧| a |\n|-|\n",
        // A second definition beside the first one.
        "b\n\n[a]: #h\n⟦⇒[a]: /u\n⟧",
        "> [a]: /u\n>\n> b\n>\n> [a]: /⟦⇒v⟧",
        "b\n\n[a]: /u\n[a]: /u⟦⇒ 't'⟧\n",
        "b\n\n[a]: /u\r[b]: /v\r\n⟦[c⇒[A⟧]: /v\n",
        "- [a]: /u\n- [a]: /u⟦⇒u⟧\n- [a]\n",
    ] {
        assert!(reports_a_change(&format!("{HEAD}{marked}")), "{marked:?}");
    }
    // Other blocks do not depend on these places.
    for marked in [
        "b⟦⇒c⟧\n\nd\n",
        "# h\n\nb⟦⇒c⟧\n\n# h\n",
        "b [a] b\n\nb⟦⇒c⟧\n\nd\n\n[a]: #h\n\n# h\n",
        "# h\n\n[x](#h)\n\nb⟦⇒c⟧\n\nd[^1]\n\n[^1]: e\n",
        "b⟦⇒ [a]⟧\n\nc\n\n[a]: /u\n",
    ] {
        assert!(!reports_a_change(&format!("{HEAD}{marked}")), "{marked:?}");
    }
}

#[test]
fn diagnostics_of_front_matter_depend_on_its_lines() {
    // The rest of the last line counts.
    reports_a_change("{}a⟦}\n  |-|⇒'⟧");
    // A no-break space is no blank line, so front matter cannot follow.
    reports_a_change("\u{a0}\n\n⟦⇒a\n⟧");
}

#[test]
fn a_line_on_top_of_a_long_post_costs_what_it_costs_in_a_short_one() {
    let parsed = |blocks: usize| {
        let text: String = (0..blocks)
            .map(|n| format!("Paragraph number {n}.\n\n"))
            .collect();
        let (mut draft, _) = Draft::new(&text, Options::default());
        let update = draft.edit(&[Edit::new(0..0, "New.\n\n")]);
        assert_eq!(update.patches.len(), 1);
        update.reparsed.len()
    };
    assert_eq!(parsed(10), parsed(5000));
}

/// Why an edit in the midst of a text parses much of it.
fn causes(part: &str, insert: &str) -> Vec<Cause> {
    let half = part.repeat(2000);
    let options = Options {
        flavor: Flavor::Gfm,
        ..Options::default()
    };
    let (mut draft, _) = Draft::new(&format!("{half}{half}"), options);
    draft.edit(&[Edit::new(half.len()..half.len(), insert)]);
    draft.full_parses().map(|(cause, _)| cause).collect()
}

#[test]
fn edits_that_parse_a_large_block_are_counted_by_cause() {
    assert_eq!(causes("- w\n", "- x\n"), []);
    assert_eq!(causes("- w\n", "\n"), [Cause::Looseness]);
    assert_eq!(causes("> w\n>\n", "> <div>\n>\n"), [Cause::Container]);
    assert_eq!(causes("w\n\n", "```\n"), [Cause::Far]);
    assert_eq!(causes("w\n", "x"), [Cause::Block]);
}
