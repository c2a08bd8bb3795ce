//! How much is parsed after an edit, and that the result is a full parse's. One line a case: a text in which `⟦a⇒b⟧`
//! marks that `a` is replaced by `b`.

#![cfg(not(target_arch = "wasm32"))]

use draftpane::{Draft, Edit, Flavor, Options};

/// What must be parsed again.
enum Parsed<'a> {
    /// The whole text.
    All,
    /// Exactly this stretch of the new text.
    Only(&'a str),
    /// As much as it takes: the result counts.
    Enough,
}
use Parsed::{All, Enough, Only};

#[track_caller]
fn case(marked: &str, parsed: Parsed) {
    case_in(Flavor::Hugo, marked, parsed);
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
    match parsed {
        All => assert_eq!(&after[update.reparsed], after, "{marked:?}"),
        Only(stretch) => assert_eq!(&after[update.reparsed], stretch, "{marked:?}"),
        Enough => {}
    }

    // And back.
    draft.edit(&[Edit::new(head.len()..head.len() + insert.len(), old)]);
    let (fresh, _) = Draft::new(&before, options);
    assert_eq!(draft.html(), fresh.html(), "{marked:?}, and back");
    draft.assert_invariants();
}

#[test]
fn only_what_an_edit_can_change() {
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
        Only("- one\n- two\n- three\n\npara\n\n"),
    );
    case("---\ntitle: ⟦A⇒B⟧\n---\nbody\n", Only(""));
    case(
        "---\ntitle: A\n---\na\n\nb⟦⇒!⟧\n\nc\n\nd\n",
        Only("a\n\nb!\n\nc\n\n"),
    );
}

#[test]
fn what_reaches_further() {
    case("a\n\n⟦⇒```\n⟧b\n\nc\n\nd\n", Enough);
    case("a\n\n⟦```\n⇒⟧b\n\nc\n\nd\n", Enough);
    case("a\n\n⟦⇒<div>\n⟧b\n\nc\n", Enough);
    case("a\n⟦⇒===⟧\nb\n\nc\n", Enough);
    case("- a\n\n⟦⇒  ⟧b\n\nc\n", Enough);
    case("a\n\n⟦⇒ ⟧   b\n\n    c\n", Enough);
    case("[x]\n\nb\n\nc\n\nd\n\n[x]: /⟦u⇒v⟧\n", Enough);
    case("[x]\n\nb\n\nc\n\nd\n\n⟦⇒[X]: /u 't'\n⟧\n", Enough);
    case("[x]: /u\n\nb\n\n[x]\n\nd\n\n⟦⇒[x]: /v\n⟧", Enough);
    case("⟦[x]: /u\n⇒⟧\nb\n\n[x]\n\nd\n\n[x]: /v\n", Enough);
    case("a[^1]\n\nb[^2]\n\nc\n\n[^2]: two\n\n⟦⇒[^1]: one\n⟧", Enough);
    case("⟦⇒[^2] ⟧a[^1]\n\nb\n\n[^1]: one\n\n[^2]: two\n", Enough);
    case("# A\n\nb\n\n# A\n\nc\n\n# ⟦A⇒A-1⟧\n\nd\n\n# A\n", Enough);
    case("⟦# A⇒A⟧\n\nb\n\n# A\n\nc\n\n# A-1\n", Enough);
    case("---\ntitle: A\n⟦---⇒--⟧\nbody\n\nmore\n", Enough);
    case("⟦⇒\u{feff}⟧# a\n\nb\n", Enough);
    case("⟦a⇒⟧", All);
    case("⟦⇒a⟧", All);
}

/// Inputs on which weaker rules give a wrong result.
#[test]
fn traps() {
    // Starting again in the same block: the line joins the paragraph before.
    case("]\n⟦⇒|⟧- [", Enough);
    // Starting again one block earlier: a line was a paragraph only because the next was its delimiter row.
    case(">o\n||\n⟦⇒_⟧>|-", Enough);
    case(">**\n||\r\n⟦>|-\n⇒<!-- c -->\n\n⟧", Enough);
    case_in(Flavor::Gfm, "> [!NOTE]\n| a |\n⟦> ⇒⟧|---|", Enough);
    // A definition list takes a paragraph back over a blank line.
    case("T\n:d\n\nP\n\n⟦1⇒:x⟧", Enough);
    // All these lines become one link reference definition, at any distance.
    case("[foo\n: bar\n2. x\n3) y\n4. z\n5) w\n⟦# ⇒⟧]: /u", Enough);
    case("[x]:u\n'\n:\n2.\n3)\n0.\n⟦\n⇒⟧'", Enough);
    // A stretch that is cut sees boundaries that are not there.
    case("⟦>⇒⟧[\n:\n2.\n3) ]:/", Enough);
    // Right after a definition a line is read as a paragraph.
    case("[f]:i\n0) [foo]⟦⇒x⟧", Enough);
    case("[f]: /u\n2. x⟦⇒y⟧", Enough);
    case("[f]: /u\n-⟦⇒ a⟧\n", Enough);
    case("[f]: /u\n<b>\nx⟦⇒y⟧", Enough);
    case("- a\n\n[f]:i\n0) x⟦⇒y⟧", Enough);
    case("[x]:u\n    .⟦⇒.⟧", Enough);
    // A footnote lifted out of another.
    case("[^a]:\n\n    [^1]:\n-⟦⇒ x⟧", Enough);
    case("[^a]: [^b]: x⟦⇒y⟧", Enough);
    // A stretch's own definition hides the one that counts.
    case("[x]:q\n-\n\n[x]\n\ne⟦⇒e⟧\n\n[x]:u", Enough);
    // A footnote that is defined elsewhere.
    case("[^x]:\n\n[^x]\n\né⟦⇒é⟧", Enough);
    case("[^É]\n\n'\n\n|⟦⇒\n\n[^é]:⟧", Enough);
    // One whose label ends in a backslash.
    case("[^f\\  ]: x\n\n[^f\\  ]⟦⇒ y⟧", Enough);
    // What is said of front matter depends on the rest of its last line.
    said("{}a⟦}\n  |-|⇒'⟧");
    // A first line of a blank that front matter does not pass over.
    said("\u{a0}\n\n⟦⇒a\n⟧");
    // Bare CR.
    case("```\r\ru\r⟦⇒\n⟧- `", Enough);
    case("[x]:l\n `\r\r```[x]\r\r⟦\n⇒⟧", Enough);
    case("a\r⟦⇒\n⟧b\r\rc", Enough);
    case("a⟦⇒\r⟧\nb", Enough);
    // References that expand to more than the parser's limit.
    let long = "x".repeat(9000);
    case(
        &format!("[x]: /{long}\n\n{}⟦⇒[x]⟧\n\n[x]\n", "[x]\n\n".repeat(10)),
        Enough,
    );
    // Not front matter: it is not at the start.
    case("a\n\n---\nfoo\n\nbar\n⟦⇒\n---\n⟧", Enough);
    // Raw HTML that ends a block, which is parsed alone: what comes after does not change how its words are counted.
    case("- [a]\n\n\t<pre>\n\n-|\n\nb\n\nc\n\n⟦⇒[a]: /u\n⟧", Enough);
    case("[a]\n<div>\nb\n\n- c\n\nd\n\ne\n\n⟦⇒[a]: /u\n⟧", Enough);
    // Two definitions of one label in one stretch.
    case("[x]\n\n[x]: /a\n⟦⇒[x]: /b\n⟧", Enough);
    case("[x]\n\n⟦[x]: /a\n⇒⟧[x]: /b\n", Enough);
}

/// Raw tags that join blocks.
#[test]
fn units() {
    for marked in [
        "⟦⇒<div>\n\n⟧a\n\nb\n\nc\n",
        "<div>\n\na\n\n⟦</div>\n\n⇒⟧b\n\nc\n",
        "<div>\n\na⟦⇒a⟧\n\n</div>\n\nb\n",
        "<div>\n\na\n\n⟦⇒b\n\n⟧</div>\n\nc\n",
        "<div>\n\na\n\n</div>\n\n⟦⇒b\n\n⟧c\n",
        "<div>\n\na⟦⇒\n\nb⟧",
        "a\n\n⟦<⇒⟧/div>\n\n</div>\n\nb\n",
        "<div>\n\n<div>\n\na\n\n</div>\n\n⟦⇒</div>\n\n⟧b\n",
        "<p>\n\n⟦⇒x\n\n⟧<b>\n\nc\n\n</b>\n",
        "<table>\n\n<tr>\n\n<td>\n\na⟦⇒b⟧\n\n<td>\n\nc\n\n</table>\n\nd\n",
        "<div>\n\n[x]\n\n## h\n\na[^1]\n\n</div>\n\n[x]: /⟦u⇒v⟧\n",
        "⟦⇒## h\n\n⟧<div>\n\n[x]\n\n## h\n\n</div>\n",
        "<div>\n\na[^1]\n\n</div>\n\n⟦⇒[^1]: b\n⟧",
        "<div>\n\n⟦</div>\n\n<div>⇒⟧\n\na\n\n</div>\n\nb\n",
        "- <div>\n\n  a\n\n⟦⇒  </div>\n\n⟧</div>\n",
        "<div title=\"\n\nx⟦⇒\">⟧\n\n</div>\n",
    ] {
        case_in(Flavor::Gfm, marked, Enough);
    }
    // What is only joined is not parsed again.
    case_in(
        Flavor::Gfm,
        "⟦⇒<div>\n\n⟧a\n\nb\n\nc\n\nd\n",
        Only("<div>\n\na\n\nb\n\n"),
    );
    case_in(
        Flavor::Gfm,
        "<div>\n\na\n\nb\n\nc⟦⇒c⟧\n\nd\n\ne\n",
        Only("b\n\ncc\n\nd\n\n"),
    );
}

#[test]
fn shortcodes() {
    // Only where they are.
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
    case("a\n\n{{< y⟦ >}}⇒⟧\n\nb\n\nc\n\n{{< z >}}\n", Enough);
    case("a\n\n⟦{⇒⟧{< y >}}\n\nb\n", Enough);
    case("a\n\n{⟦⇒{⟧< y >}}\n\nb\n", Enough);
    case("a\n\n{{< y >}⟦}⇒⟧\n\nb\n\n{{< z >}}\n", Enough);
    // A tag at the end makes a pair of all that is between.
    case(
        "a {{< y >}}\n\n# b\n\nc\n\nd {{< ⟦⇒/⟧y >}} e\n\nf\n",
        Enough,
    );
    case("{{% y %}}\n\n# b\n\nc\n\n{{% ⟦⇒/⟧y %}}\n\nf\n", Enough);
    case(
        "{{< y >}}\n\n{{< z >}}\n\n⟦⇒{{< /y >}}\n⟧\n{{< /z >}}\n\na\n",
        Enough,
    );
    case(
        "{{< details >}}\n\n# b\n\n{{< /de⟦⇒x⟧tails >}}\n\n# b\n",
        Enough,
    );
    // A block of its own, or a part of the text beside it.
    case("a\n{{% y %}}⟦⇒ b⟧\nc\n\nd\n", Enough);
    case("a\n⟦⇒b ⟧{{% y %}}\nc\n\n{{% /y %}}\n\nd\n", Enough);
    case("{{% y %}}\n\na\n\nb\n\n{{% /y %}}⟦⇒.⟧\n\nd\n", Enough);
    case("> {{% y %}}\n⟦⇒b ⟧> {{% /y %}}\n", Enough);
    // The end of one is in quotes, or the quote is closed by what came after it.
    case("{{< y ⟦⇒\"⟧ >}}\n{{< z \" >}}\n", Enough);
    case("{{< y `⟦⇒`⟧\n\n{{< z >}}\n\n{{< x ` >}}\n\na\n", Enough);
    case("{{< y `a⟦⇒` `⟧\n{{< z `\n{{< x >}}\n\na ` >}}\n", Enough);
    case("{{</* y ⟦*⇒⟧/>}}\n\na\n\n{{< z */>}}\n", Enough);
    // In what crosses blocks.
    case("[r]\n\nb\n\nc\n\n[r]: {{< ref \"a⟦⇒b⟧\" >}}\n", Enough);
    case("[{{< y >}}]\n\nb\n\nc\n\n[{{< y⟦⇒ 1⟧ >}}]: /u\n", Enough);
    case("# a {{< y >}}\n\nb\n\n# a {{< ⟦y⇒z⟧ >}}\n", Enough);
    // Values of the front matter.
    case(
        "---\ntitle: a⟦⇒b⟧\n---\nc\n\nd\n\n{{< param title >}}\n\ne\n",
        Enough,
    );
    case(
        "---\ntitle: a\n⟦⇒x: [\n⟧---\n{{< y >}}{{< param title >}}{{< /y >}}\n",
        Enough,
    );
    case("---\ntitle: a\n⟦---⇒⟧\n{{< param title >}}\n\ne\n", Enough);
    case(
        "---\ntitle: a⟦⇒b⟧\n---\n{{< figure caption=\"{{< param title >}}\" >}}\n",
        Enough,
    );
    // Line ends in a shortcode are none to the blocks around it.
    case("a\n{{< y\n>}}⟦⇒\n⟧# b\n\nc\n", Enough);
    case("a\r\n{{< y\r\n\r>}}\r⟦⇒\n⟧b\n\nc\n", Enough);
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

/// The diagnostics after an edit are those of a fresh draft. Returns whether the edit says that they may differ from
/// those before, as it must where they do.
#[track_caller]
fn said(marked: &str) -> bool {
    let (head, rest) = marked.split_once('⟦').expect("an edit is marked");
    let (edit, tail) = rest.split_once('⟧').expect("the edit ends");
    let (old, insert) = edit.split_once('⇒').expect("old and new");
    let (mut draft, _) = Draft::new(&format!("{head}{old}{tail}"), Options::default());
    let before = draft.diagnostics();
    let update = draft.edit(&[Edit::new(head.len()..head.len() + old.len(), insert)]);
    let (fresh, _) = Draft::new(&format!("{head}{insert}{tail}"), Options::default());
    assert_eq!(draft.diagnostics(), fresh.diagnostics(), "{marked:?}");
    let is_told = update.diagnostics_changed;
    assert!(is_told || before == fresh.diagnostics(), "{marked:?}");
    is_told
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
        // A second definition beside the first one.
        "b\n\n[a]: #h\n⟦⇒[a]: /u\n⟧",
        "> [a]: /u\n>\n> b\n>\n> [a]: /⟦⇒v⟧",
        "b\n\n[a]: /u\n[a]: /u⟦⇒ 't'⟧\n",
        "b\n\n[a]: /u\r[b]: /v\r\n⟦[c⇒[A⟧]: /v\n",
        "- [a]: /u\n- [a]: /u⟦⇒u⟧\n- [a]\n",
    ] {
        assert!(said(&format!("{HEAD}{marked}")), "{marked:?}");
    }
    // What is typed where no others depend on it costs nothing.
    for marked in [
        "b⟦⇒c⟧\n\nd\n",
        "# h\n\nb⟦⇒c⟧\n\n# h\n",
        "b [a] b\n\nb⟦⇒c⟧\n\nd\n\n[a]: #h\n\n# h\n",
        "# h\n\n[x](#h)\n\nb⟦⇒c⟧\n\nd[^1]\n\n[^1]: e\n",
        "b⟦⇒ [a]⟧\n\nc\n\n[a]: /u\n",
    ] {
        assert!(!said(&format!("{HEAD}{marked}")), "{marked:?}");
    }
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
