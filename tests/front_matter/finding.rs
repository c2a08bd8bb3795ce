use crate::*;

/// The body begins where `|` stands in `text`.
#[track_caller]
fn body(text: &str) -> Cut {
    let at = text.find('|').expect("a mark for the body");
    let text = text.replacen('|', "", 1);
    let cut = Cut::find(&text).unwrap_or_else(|| panic!("none found in {text:?}"));
    assert!(cut.closed, "{text:?}");
    assert_eq!(cut.range.end, at, "{text:?}");
    assert!(FrontMatter::read(&text, &cut).valid, "{text:?}");
    cut
}

#[track_caller]
fn none(text: &str) {
    assert_eq!(Cut::find(text), None, "{text:?}");
}

#[test]
fn opening() {
    assert_eq!(body("---\ntitle: x\n---\n|body").range.start, 0);
    assert_eq!(body("\u{FEFF}---\ntitle: x\n---\n|body").range.start, 3);
    assert_eq!(body("\n \t\n ---\ntitle: x\n---\n|body").range.start, 5);
    body("--- \ntitle: x\n---\n|body");
    body("---\t\ntitle: x\n---\n|body");
    body("--- # c\ntitle: x\n---\n|body");
    body("--- title: x\n---\n|body");
    body("---\n---\n|body");
    body("---\n# nothing\n---|");
    none("");
    none("body\n---\ntitle: x\n---\n");
    none("----\ntitle: x\n---\n");
    none("---yaml\ntitle: x\n---\n");
    none("--\ntitle: x\n---\n");
    none("\n\u{FEFF}---\ntitle: x\n---\n");
    none("\u{A0}---\ntitle: x\n---\n");
    none("- item\n");
}

/// Only the first line decides whether there is front matter: an edit below it does not look for front matter again.
#[test]
fn only_the_first_line_opens_an_object() {
    for end in ["\n", "\r\n", "\r"] {
        for rest in ["_0x = | a\n\nb", "_: ", "\"a\": 1}"] {
            let text = format!("{{{end}{rest}");
            assert!(Cut::find(&text).is_some(), "{text:?}");
            none(&format!("{{ a{end}{rest}"));
        }
    }
}

#[test]
fn other_languages() {
    let format = |text: &str| body(text).format;
    assert_eq!(format("+++\ntitle = \"x\"\n+++\n|body"), Format::Toml);
    assert_eq!(
        format("\n+++ # c\r\ntitle = \"x\"\r\n+++\r\n|body"),
        Format::Toml
    );
    assert_eq!(format("+++\ntitle = \"x\"\n+++|b"), Format::Toml);
    assert_eq!(format("{\"title\": \"x\"}\n|body"), Format::Json);
    assert_eq!(
        format("{\n \"a\": \"} \\\" {\",\n \"b\": {}\n}\r\n|\nbody"),
        Format::Json
    );
    assert_eq!(format("{}|body"), Format::Json);
    assert_eq!(body(" {}\n|body").content, 1..3);
    none("++++\ntitle = \"x\"\n+++\n");
    none("+ item\n");
    none("{{< figure src=\"x.png\" >}}\n");
    none("{% raw %}\n");
    none("{.class}\ntext");
    none("{#id}\n");
}

#[test]
fn closing() {
    body("---\r\ntitle: x\r\n---\r\n|body");
    body("---\rtitle: x\r---\r|body");
    body("---\ntitle: x\n---|  \nbody");
    // The text after the closing delimiter belongs to the body.
    body("---\ntitle: x\n---|b\nbody");
    body("---\ntitle: x\n---|--\nbody");
    // An end of a YAML document is no end of the front matter.
    body("---\ntitle: x\n...\n---\n|body");
    assert_eq!(body("---\ntitle: x\n ---\n---\n|").content, 3..18);
}

#[test]
fn the_rest_of_a_long_document_is_not_needed() {
    let text = format!("---\ntitle: x\n---\n{}", "é body\n".repeat(Cut::REACH / 4));
    let head = (Cut::REACH + 1..)
        .find(|&i| text.is_char_boundary(i))
        .unwrap();
    assert_eq!(Cut::find(&text[..head]), Cut::find(&text));
    let open = text.replacen("---\n", "...\n", 2).replacen("...", "---", 1);
    let head = (Cut::REACH + 1..)
        .find(|&i| open.is_char_boundary(i))
        .unwrap();
    assert_eq!(Cut::find(&open[..head]), Cut::find(&open));
}

/// An unclosed front matter ends at `|`, and the fix closes it there, or makes a rule of it.
#[track_caller]
fn unclosed(text: &str, message: &str) {
    let at = text.find('|').expect("a mark for the end");
    let text = text.replacen('|', "", 1);
    let cut = Cut::find(&text).unwrap();
    assert!(!cut.closed);
    assert_eq!(cut.range.end, at, "{text:?}");
    let read = FrontMatter::read(&text, &cut);
    let found = &read.diagnostics[0];
    assert_eq!(
        (found.severity, found.code),
        (Severity::Error, "front-matter-unclosed")
    );
    assert!(["---", "+++", "{"].contains(&&text[found.range.clone()]));
    assert_eq!(found.message, message);
    let mended = fixed(&text, found);
    if let Some(cut) = Cut::find(&mended) {
        assert!(cut.closed, "{mended:?}");
        assert!(FrontMatter::read(&mended, &cut).diagnostics.is_empty());
        assert_eq!(mended[cut.range.end..], text[at..]);
    } else {
        assert!(mended.starts_with("***"));
    }
}

#[test]
fn unclosed_ends_where_the_body_begins() {
    let after =
        |line| format!("The front matter is not closed: add a line `---` after line {line}.");
    unclosed("---\ntitle: x\n|\n# Heading\n\nProse\n", &after(2));
    unclosed(
        "---\ntitle: x\n# comment\ndraft: true\n|Prose goes on.\n",
        &after(4),
    );
    unclosed(
        "---\ntitle: x\ntags:\n  - a\n\n  - b\n|\n- a list of the body\n",
        &after(6),
    );
    unclosed(
        "---\ntitle: x\n\nweight: 1\n|\nNote: this is text.\n",
        &after(4),
    );
    unclosed("---\ntitle: x\ntext: >\n  a\n\n  b\n|\nProse.\n", &after(6));
    unclosed("---\r\ntitle: x\r\n|\r\nProse\r\n", &after(2));
    let braces =
        |line| format!("The front matter is not closed: add a line `}}` after line {line}.");
    unclosed("{\n \"title\": \"x\"\n|\nProse of the body.\n", &braces(2));
    unclosed(
        "{ \"title\": \"x\",\n  \"a\": [\n  1]\n|\nProse of the body.\n\n}\n",
        &braces(3),
    );
    let pluses =
        |line| format!("The front matter is not closed: add a line `+++` after line {line}.");
    unclosed(
        "+++\ntitle = \"x\"\n[params]\n  a = 1\n|\n# Heading\n\nProse\n",
        &pluses(4),
    );
    unclosed(
        "+++\ntitle = \"x\"\n|\nProse of the body.\n\n+++\n",
        &pluses(2),
    );
    // A rule or an underlined heading further down closes nothing.
    unclosed(
        "---\ntitle: x\n|\nSome words make a paragraph.\n\n---\n\nMore.\n",
        &after(2),
    );
    unclosed(
        "---\ntitle: x\n|\nA heading of four words\n---\n\nMore: text.\n",
        &after(2),
    );
    let rule = "A post that begins with `---` opens front matter: add a second `---` line, or write `***` for a rule.";
    unclosed("---\n|Prose\n", rule);
    unclosed("---\n|\nProse begins here.\n\n---\n\nMore\n", rule);
    unclosed("---\n|\n# Heading\n\ntext\n", rule);
}

#[test]
fn nothing_complains_while_it_is_typed() {
    typed("---\ntitle: \"x\"\ntags: [a, b]\ndate: 2021-10-06\n---\n");
    typed("+++\ntitle = \"x\"\ntags = [\"a\", \"b\"]\n[params]\nx = 1\n+++\n");
    let json = "{\n \"title\": \"x\",\n \"tags\": [\"a\"],\n \"o\": {}\n}\n";
    for end in 1..=json.len() {
        if let Some(cut) = Cut::find(&json[..end]) {
            assert_eq!(
                FrontMatter::read(&json[..end], &cut).diagnostics,
                [],
                "{}",
                &json[..end]
            );
        }
    }
}

fn typed(whole: &str) {
    for end in 3..=whole.len() {
        for body in ["", "\nProse of the body.\n"] {
            let typed = &whole[..end];
            // Above a body only the delimiter itself may be half.
            if !body.is_empty() && end <= whole.len() - 4 {
                continue;
            }
            let text = format!("{typed}{body}");
            let read = read(&text);
            assert_eq!(read.diagnostics, [], "{text:?}");
        }
    }
}
