use draftpane::Known;

use crate::*;

#[track_caller]
fn refused(content: &str, code: &str) {
    let read = yaml(content);
    assert!(!read.valid);
    assert_eq!(read.diagnostics.len(), 1);
    assert_eq!(
        read.diagnostics[0].code, code,
        "{}",
        read.diagnostics[0].message
    );
    assert!(read.fields.is_empty());
    assert_eq!(read.data, Value::Map(Vec::new()));
}

fn aliases(items: usize, uses: usize) -> String {
    let list = |what: &str, n| vec![what; n].join(",");
    format!("a: &a [{}]\nb: [{}]\n", list("x", items), list("*a", uses))
}

#[test]
fn alias_bombs() {
    let mut laughs = String::from("a0: &a0 [x]\n");
    for i in 1..=11 {
        let ten = vec![format!("*a{}", i - 1); 10].join(",");
        laughs.push_str(&format!("a{i}: &a{i} [{ten}]\n"));
    }
    refused(&laughs, "front-matter-limit");
    refused(
        &format!(
            "{}c: [{}]",
            aliases(1000, 1000).replace("b:", "b: &b"),
            ["*b"; 10].join(",")
        ),
        "front-matter-limit",
    );
    refused(&aliases(3000, 3000), "front-matter-limit");
    refused(&aliases(8000, 8000), "front-matter-limit");
    // Few values, much text.
    let text = format!(
        "a: &a {}\nb: [{}]",
        "x".repeat(30_000),
        vec!["*a"; 5000].join(",")
    );
    refused(&text, "front-matter-limit");
    let merges = format!("a: &a {{b: c}}\nd: [{}]", vec!["{<<: *a}"; 6000].join(","));
    refused(&merges, "front-matter-limit");
}

#[test]
fn towers() {
    refused(
        &format!("a: {}{}", "[".repeat(20_000), "]".repeat(20_000)),
        "front-matter-limit",
    );
    refused(&format!("a: {}", "{".repeat(40_000)), "front-matter-limit");
    refused(
        &format!("a:\n  {}x", "- ".repeat(20_000)),
        "front-matter-limit",
    );
    refused(&format!("{}x", "? ".repeat(2000)), "front-matter-limit");
    refused("a: &a [*a]", "front-matter-limit");
    // A line drawn with dashes is no tower.
    let line = "-".repeat(200);
    assert!(yaml(&format!("# {line}\n# {}\na: {line}", "- ".repeat(60))).valid);
    let nested = |depth: usize| format!("{{\"a\": {}{}}}\n", "[".repeat(depth), "]".repeat(depth));
    assert!(!read(&nested(30_000)).valid && !read(&nested(64)).valid && read(&nested(63)).valid);
    for tower in [
        "[".repeat(30_000),
        "{a = ".repeat(10_000),
        "[[a".repeat(20_000),
    ] {
        assert!(!read(&format!("+++\na = {tower}\n+++\n")).valid);
        assert!(!read(&format!("+++\n{tower}\n+++\n")).valid);
    }
    assert!(!read(&format!("+++\n{}a = 1\n+++\n", "a.".repeat(20_000))).valid);
    let toml = |source: &str| read(&format!("+++\n{source}\n+++\n")).valid;
    for (open, close, deepest) in [("[", "]", 63), ("{a = ", "}", 63), ("[{a = ", "}]", 31)] {
        let tower = |levels| format!("a = {}1{}", open.repeat(levels), close.repeat(levels));
        assert!(
            toml(&tower(deepest)) && !toml(&tower(deepest + 1)),
            "{open}"
        );
    }
    let dots = |levels| "a.".repeat(levels) + "a";
    assert!(toml(&format!("{} = 1", dots(63))) && !toml(&format!("{} = 1", dots(64))));
    assert!(toml(&format!("[{}]", dots(62))) && !toml(&format!("[{}]", dots(63))));
    assert!(!toml(&format!("[{}]\n{} = [[1]]", dots(30), dots(31))));
    let deepest = format!("a: {}{}", "[".repeat(63), "]".repeat(63));
    assert!(yaml(&deepest).valid);
    refused(
        &format!("a: {}{}", "[".repeat(64), "]".repeat(64)),
        "front-matter-limit",
    );
}

#[test]
fn size() {
    refused(
        &format!("a: {}", "x".repeat(64 * 1024)),
        "front-matter-limit",
    );
    let many: String = (0..5000).map(|i| format!("k{i}: {i}\n")).collect();
    refused(&many, "front-matter-limit");
    let fewer: String = (0..4900).map(|i| format!("k{i}: {i}\n")).collect();
    assert_eq!(yaml(&fewer).fields.len(), 4900);
}

/// Whatever stands there: no panic, ranges within the text, nothing lost.
#[track_caller]
fn survives(text: &str) {
    let Some(cut) = Cut::find(text) else { return };
    let fence = text[..cut.range.start].trim_start_matches('\u{FEFF}');
    assert!(fence.trim().is_empty(), "{text:?}");
    assert!(cut.range.start <= cut.content.start && cut.content.end <= cut.range.end);
    let read = FrontMatter::read(text, &cut);
    let inside = |range: &std::ops::Range<usize>| text.get(range.clone()).is_some();
    assert!(inside(&cut.range) && inside(&cut.content), "{text:?}");
    for field in &read.fields {
        assert!(inside(&field.range) && inside(&field.key_range), "{text:?}");
    }
    let _ = Known::read(&read);
    assert!(matches!(read.params(), Value::Map(_)));
    for found in read.diagnostics.iter().chain(&read.lint(text)) {
        assert!(inside(&found.range), "{text:?} {found:?}");
        let mut before = 0;
        for edit in found.fix.iter().flat_map(|fix| &fix.edits) {
            assert!(
                inside(&edit.range) && before <= edit.range.start,
                "{text:?} {found:?}"
            );
            before = edit.range.end;
        }
    }
    assert!(read.valid || read.fields.is_empty());
    assert_eq!(FrontMatter::read(text, &cut).diagnostics, read.diagnostics);
}

#[test]
fn random_text() {
    let pieces = [
        "---",
        "---\n",
        "--",
        "-",
        "\n",
        "\r\n",
        "\r",
        " ",
        "  ",
        "\t",
        "a",
        "title: ",
        "b: c\n",
        "\"",
        "'",
        "[",
        "]",
        "{",
        "}",
        ",",
        ":",
        ": ",
        "#",
        " # ",
        "|",
        ">",
        "&a ",
        "*a",
        "!t ",
        "<<: ",
        "é",
        "😀",
        "\u{A0}",
        "\u{2028}",
        "\u{85}",
        "\0",
        "\\",
        "\\u00",
        "...\n",
        "+++",
        "=",
        "- ",
        "? ",
        "@",
        "`",
        "%",
        "\u{FEFF}",
        "1e3",
        "~",
        "\u{FFFD}",
        "a = ",
        "b = 1\n",
        "[c]\n",
        "\"d\": ",
        "\"e\": 1,\n",
        "\"\"\"",
        "1979-05-27",
        "\\ud83d",
        "true",
        "True",
        "010",
        "“",
    ];
    let mut random = Random(11);
    for _ in 0..150_000 {
        let mut text = String::from(["---\n", "--- ", "", "+++\n", "{", "{\n\""][random.below(6)]);
        for _ in 0..random.below(16) {
            text.push_str(pieces[random.below(pieces.len())]);
        }
        if random.below(2) == 0 {
            text.push_str(["\n---\nbody", "\n+++\nbody", "}\nbody"][random.below(3)]);
        }
        survives(&text);
    }
}

#[test]
fn posts_with_a_stretch_removed() {
    let mut random = Random(13);
    for text in posts() {
        let Some(cut) = Cut::find(&text) else {
            continue;
        };
        let head = &text[..(cut.range.end + 200..)
            .find(|&i| i >= text.len() || text.is_char_boundary(i))
            .unwrap()
            .min(text.len())];
        for _ in 0..4 {
            let from = random.below(cut.range.end);
            let to = (from + random.below(12)).min(head.len());
            if let (Some(a), Some(b)) = (head.get(..from), head.get(to..)) {
                survives(&format!("{a}{b}"));
            }
        }
    }
}
