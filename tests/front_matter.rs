//! Front matter: where it is found, what is read, what an author is told.

use std::path::{Path, PathBuf};

use draftpane::diagnostic::{Diagnostic, Severity};
use draftpane::front_matter::{Cut, Format, FrontMatter};
use draftpane::value::Value;

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

mod finding {
    use super::*;

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

    #[test]
    fn closing() {
        body("---\r\ntitle: x\r\n---\r\n|body");
        body("---\rtitle: x\r---\r|body");
        body("---\ntitle: x\n---  \n|body");
        // What follows the closing delimiter is the body's.
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
        assert_eq!(&text[found.range.clone()], "---");
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
        let whole = "---\ntitle: \"x\"\ntags: [a, b]\ndate: 2021-10-06\n---\n";
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
}

mod values {
    use super::*;

    #[track_caller]
    fn value(source: &str, expected: Value) {
        let read = yaml(&format!("a: {source}\nb:\n  - {source}\n  - c: {source}"));
        assert!(read.valid, "{source}: {:?}", read.diagnostics);
        assert_eq!(read.data.get("a"), Some(&expected), "{source}");
        let nested = Value::List(vec![
            expected.clone(),
            Value::Map(vec![("c".into(), expected)]),
        ]);
        assert_eq!(read.data.get("b"), Some(&nested), "{source} nested");
    }

    #[test]
    fn scalars_as_hugo_reads_them() {
        for (source, number) in [
            ("12", 12),
            ("-1", -1),
            ("+12", 12),
            ("010", 8),
            ("00", 0),
            ("-010", -8),
            ("0o17", 15),
            ("0x1F", 31),
            ("-0x1F", -31),
            ("0b11", 3),
            ("1_000", 1000),
            ("0x1_0", 16),
            ("1_", 1),
            ("0_1", 1),
        ] {
            value(source, Value::Integer(number));
        }
        for (source, number) in [
            ("1.10", 1.1),
            (".5", 0.5),
            ("5.", 5.0),
            ("1.5e3", 1500.0),
            ("1.e3", 1000.0),
            ("08.5", 8.5),
            ("685.230_15", 685.230_15),
            ("1_0.5", 10.5),
            (".inf", f64::INFINITY),
            ("-.inf", f64::NEG_INFINITY),
        ] {
            value(source, Value::Float(number));
        }
        for text in [
            "1e3",
            "12e03",
            "1e-3",
            "09",
            "0x",
            "_1",
            "1,000",
            "12:30:45",
            "1.2.3",
            "0X1F",
            "NaN",
            "Infinity",
            "+.inf",
            "18446744073709551616",
            "-9223372036854775809",
            "9223372036854775808",
            "yes",
            "no",
            "on",
            "tRue",
            "2021-10-06",
            "2021-10-06T10:00:00Z",
        ] {
            value(text, string(text));
        }
        for source in ["~", "null", "Null", "NULL", ""] {
            value(source, Value::Null);
        }
        value("true", Value::Bool(true));
        value("False", Value::Bool(false));
        value("'010'", string("010"));
        value("\"1e3\"", string("1e3"));
        value("!foo bar", string("bar"));
        value("!foo 010", Value::Integer(8));
        value("!x [a]", Value::List(vec![string("a")]));
        value("!!str 12", string("12"));
        value("!!float 1", Value::Float(1.0));
        value("\"a\\u00e9\\n\"", string("aé\n"));
    }

    #[test]
    fn keys_are_text() {
        let read = yaml("1: a\ntrue: b\n~: c\n\"2\": d\n0x10: e");
        let keys: Vec<&str> = read.fields.iter().map(|f| f.key.as_str()).collect();
        assert_eq!(keys, ["1", "true", "", "2", "16"]);
    }

    #[test]
    fn merge_keys() {
        let read =
            yaml("b: &b {a: 1, c: 2}\nm:\n  <<: *b\n  a: 3\nn: {<<: [*b, {a: 7}]}\n<<: *b\na: 5");
        let number = |key: &str, value| (key.to_owned(), Value::Integer(value));
        let map = |entries| Some(Value::Map(entries));
        assert_eq!(
            read.data.get("m").cloned(),
            map(vec![number("a", 3), number("c", 2)])
        );
        // Of several mappings Hugo lets the last one win.
        assert_eq!(
            read.data.get("n").cloned(),
            map(vec![number("a", 7), number("c", 2)])
        );
        assert_eq!(read.data.get("a"), Some(&Value::Integer(5)));
        assert_eq!(read.data.get("c"), Some(&Value::Integer(2)));
        assert_eq!(read.data.get("<<"), None);
        assert_eq!(yaml("\"<<\": a").data.get("<<"), Some(&string("a")));
    }

    #[test]
    fn the_end_of_the_yaml() {
        let read = yaml("title: x\n...\ntags: [a]");
        assert_eq!(read.fields.len(), 1);
        assert_eq!(read.diagnostics[0].code, "yaml-ended");
        assert_eq!(read.diagnostics[0].range, 13..16);
        assert_eq!(yaml("title: x\n...\n# c").diagnostics, []);
    }
}

mod places {
    use super::*;

    /// What stands between the key and the end of a value says the same alone.
    #[track_caller]
    fn check(text: &str) -> usize {
        let Some(cut) = Cut::find(text).filter(|cut| cut.format == Format::Yaml) else {
            return 0;
        };
        let read = FrontMatter::read(text, &cut);
        let content = &text[cut.content.clone()];
        let flow = content.trim_start().starts_with('{');
        let mut before = cut.content.start;
        for field in &read.fields {
            let key = &text[field.key_range.clone()];
            // An alias means nothing alone; `? key` and `!tag key` are ranged less exactly.
            if key == "<<"
                || content.contains('*')
                || content.contains("? ")
                || content.contains("\n!")
            {
                continue;
            }
            assert!(
                before <= field.key_range.start,
                "order of {key} in {content}"
            );
            assert!(field.key_range.end <= field.range.start);
            before = field.range.end;
            let own = &text[field.key_range.start..field.range.end];
            let alone = if flow {
                format!("---\n{{{own}}}\n---\n")
            } else {
                format!("---\n{own}\n---\n")
            };
            let alone = super::read(&alone);
            assert!(alone.valid, "{own:?} in {content}");
            assert_eq!(alone.fields.len(), 1, "{own:?} in {content}");
            assert_eq!(alone.fields[0].key, field.key, "{own:?} in {content}");
            // Compared as text, for NaN is not equal to itself.
            assert_eq!(
                format!("{:?}", alone.fields[0].value),
                format!("{:?}", field.value),
                "{own:?} in {content}"
            );
            if !own.contains(['|', '>']) {
                assert_eq!(own, own.trim_end_matches([' ', '\t']));
            }
        }
        read.fields.len()
    }

    #[track_caller]
    fn ranges(content: &str, expected: &[(&str, &str)]) {
        let text = format!("---\n{content}\n---\n");
        let read = super::read(&text);
        let found: Vec<(&str, &str)> = read
            .fields
            .iter()
            .map(|f| (&text[f.key_range.clone()], &text[f.range.clone()]))
            .collect();
        assert_eq!(found, expected);
        check(&text);
    }

    #[test]
    fn of_values() {
        ranges("title: x", &[("title", "x")]);
        ranges(
            "a:  x y  # c\n# c\n\nb : \"#\" # c",
            &[("a", "x y"), ("b", "\"#\"")],
        );
        ranges(
            "\"a\": 'it''s' \n'b c': \"\\\"\"",
            &[("\"a\"", "'it''s'"), ("'b c'", "\"\\\"\"")],
        );
        ranges("a:\nb: # c\nc: ~", &[("a", ""), ("b", ""), ("c", "~")]);
        ranges(
            "a: [x, 'y]', # c\n  it's]\nb: {c: [d]}",
            &[("a", "[x, 'y]', # c\n  it's]"), ("b", "{c: [d]}")],
        );
        ranges(
            "a:\n- x # c\n- y: z\n  w: 'q\n\n  r' # c\n\n# c\nb: 1",
            &[("a", "- x # c\n- y: z\n  w: 'q\n\n  r'"), ("b", "1")],
        );
        ranges(
            "a:\n  b: c\n  d:\n    - e # c\nf: g",
            &[("a", "b: c\n  d:\n    - e"), ("f", "g")],
        );
        ranges(
            "a: |\n  x\n\n   # no comment\n\nb: >-\n  y",
            &[("a", "|\n  x\n\n   # no comment"), ("b", ">-\n  y")],
        );
        ranges("a: |+\n  x\n\nb: y", &[("a", "|+\n  x\n"), ("b", "y")]);
        ranges(
            "a: x\n  y\n\n  z # c\nb: \"x\ny\"",
            &[("a", "x\n  y\n\n  z"), ("b", "\"x\ny\"")],
        );
        ranges(
            "a: http://x.y/#z\nb: c#d:e",
            &[("a", "http://x.y/#z"), ("b", "c#d:e")],
        );
        ranges("  a: b\n  c: d", &[("a", "b"), ("c", "d")]);
        ranges(
            "a: !t &n b\nc: !t\n  - d",
            &[("a", "!t &n b"), ("c", "!t\n  - d")],
        );
        ranges("é: ü # ö\n日本: 語", &[("é", "ü"), ("日本", "語")]);
    }

    #[test]
    fn of_values_in_braces() {
        ranges(
            "{title: x, \"a\": \"y\", b: [c, d]}",
            &[("title", "x"), ("\"a\"", "\"y\""), ("b", "[c, d]")],
        );
        ranges("{a: 1,\n b: {c: d}}", &[("a", "1"), ("b", "{c: d}")]);
    }

    #[test]
    fn line_ends() {
        for end in ["\n", "\r\n", "\r"] {
            let text = "---\na: |\n  x\n\n  y\nb:\n  - c\nd: e\n  f\ng: \"h\n i\"\n---\n"
                .replace('\n', end);
            assert_eq!(check(&text), 4, "{text:?}");
        }
    }

    #[test]
    fn of_real_posts() {
        let read: usize = posts().iter().map(|text| check(text)).sum();
        eprintln!("{read} fields of real posts");
    }

    #[test]
    fn posts_are_cut_where_hugo_cuts_them() {
        for text in posts() {
            let Some(cut) = Cut::find(&text) else {
                continue;
            };
            assert!(cut.closed, "{}", &text[..text.len().min(300)]);
            assert!(!text[cut.content.clone()].contains(&format!(
                "\n{}",
                &text[cut.range.start..cut.range.start + 3]
            )));
        }
    }
}

mod mistakes {
    use super::*;

    /// `marked` has the place between `«` and `»`; `mended` is what the fix makes of it, or nothing.
    #[track_caller]
    fn says(marked: &str, message: &str, mended: &str) {
        let start = marked.find('«').expect("«") + 4;
        let end = marked.find('»').expect("»") + 4 - '«'.len_utf8();
        let text = format!("---\n{}\n---\nbody\n", marked.replace(['«', '»'], ""));
        let read = read(&text);
        assert!(!read.valid, "{text}");
        let found = &read.diagnostics[0];
        assert_eq!(found.message, message);
        assert_eq!(found.range, start..end, "{:?}", &text[found.range.clone()]);
        assert_eq!(found.severity, Severity::Error);
        assert_eq!(found.fix.is_some(), !mended.is_empty(), "{:?}", found.fix);
        if !mended.is_empty() {
            let text = fixed(&text, found);
            assert_eq!(text, format!("---\n{mended}\n---\nbody\n"));
            assert!(super::read(&text).valid);
        }
    }

    #[test]
    fn a_colon() {
        let message = "The value of `title` has a colon: put it in quotes.";
        says(
            "title: «Foo: bar»\nd: 1",
            message,
            "title: \"Foo: bar\"\nd: 1",
        );
        says("title: «Foo:» # c", message, "title: \"Foo:\" # c");
        says(
            "title: «\u{e9} \"x\": it's» # c",
            message,
            "title: '\u{e9} \"x\": it''s' # c",
        );
        says(
            "m:\n  a: «b: c»",
            "The value of `a` has a colon: put it in quotes.",
            "m:\n  a: \"b: c\"",
        );
    }

    #[test]
    fn a_first_character() {
        for (value, shown) in [
            ("@me", "`@`"),
            ("`x` y", "a backtick"),
            ("%x", "`%`"),
            ("*x* y", "`*`"),
            ("*x", "`*`"),
            ("& x", "`&`"),
            ("> 5 x", "`>`"),
            ("| x", "`|`"),
            (", x", "`,`"),
        ] {
            says(
                &format!("title: «{value}»\nd: 1"),
                &format!(
                    "The value of `title` begins with {shown}, which means something else in YAML: put it in quotes."
                ),
                &format!("title: \"{value}\"\nd: 1"),
            );
        }
        let message = "The value of `title` begins with `[`, which opens a list or a mapping: if it is text, put it in quotes.";
        says(
            "title: «[Draft] x»\nd: 1",
            message,
            "title: \"[Draft] x\"\nd: 1",
        );
        let message = "The value of `title` begins with `{`, which opens a list or a mapping: if it is text, put it in quotes.";
        says("title: «{{ x }} y»", message, "title: \"{{ x }} y\"");
        let message =
            "`@b` must be in quotes: it has a character that means something else in YAML.";
        says("tags: [a, «@b»]", message, "tags: [a, \"@b\"]");
    }

    #[test]
    fn quotes() {
        says(
            "title: «\"Foo»\nd: 1",
            "The value of `title` begins with a quote that is never closed: add `\"` at its end.",
            "title: \"Foo\"\nd: 1",
        );
        says(
            "title: «\"Foo»\ntags: [\"a\", \"b\"]",
            "The value of `title` begins with a quote that is never closed: add `\"` at its end.",
            "title: \"Foo\"\ntags: [\"a\", \"b\"]",
        );
        let inside = "The value of `title` has quotes inside its quotes.";
        says(
            "title: «\"A \"b\" c\"»\nd: 1",
            inside,
            "title: 'A \"b\" c'\nd: 1",
        );
        says(
            "title: «\"It's \"b\"\"»\nd: 1",
            inside,
            "title: \"It's \\\"b\\\"\"\nd: 1",
        );
        says("title: «'It's'»\nd: 1", inside, "title: 'It''s'\nd: 1");
        says(
            "title: «\"Foo\" bar»\nd: 1",
            "The value of `title` goes on after its closing quote: put all of it in quotes.",
            "title: '\"Foo\" bar'\nd: 1",
        );
        says(
            "title: \"C:«\\p»ath\\s\"",
            "`\\p` means nothing in double quotes: write `\\\\` for a backslash.",
            "title: \"C:\\\\path\\\\s\"",
        );
        says(
            "title: \"«\\ud83d\\ude00»\"",
            "`\\ud83d\\ude00` is two halves of one character: write 😀 itself.",
            "title: \"😀\"",
        );
        says(
            "«\"title: x»\nd: y",
            "A quote is opened and never closed.",
            "",
        );
    }

    #[test]
    fn brackets() {
        says(
            "tags: «[a, b»\nd: 1",
            "The value of `tags` begins with `[` and is never closed: add `]`.",
            "tags: [a, b]\nd: 1",
        );
        says(
            "tags: «{a: b»\nd: 1",
            "The value of `tags` begins with `{` and is never closed: add `}`.",
            "tags: {a: b}\nd: 1",
        );
    }

    #[test]
    fn spaces() {
        says(
            "m:\n«\t»a: b\n\tc: d",
            "This line is indented with a tab: YAML allows only spaces there.",
            "m:\n  a: b\n  c: d",
        );
        says(
            "title«:»Foo\nd: 1",
            "A space is missing after the colon.",
            "title: Foo\nd: 1",
        );
        says(
            "title«:\u{A0}»Foo\nd: 1",
            "A non-breaking space stands after the colon: use a normal space.",
            "title: Foo\nd: 1",
        );
        says(
            "a: x\n« »b: y\nc: z",
            "This line is indented by 1 space, the line above by 0: they do not fit together.",
            "a: x\nb: y\nc: z",
        );
        says(
            "« »a: x\nb: y\nc: z",
            "This line is indented by 1 space, the line below by 0: they do not fit together.",
            "a: x\nb: y\nc: z",
        );
        says(
            "m:\n  a: x\n«   »b: y",
            "This line is indented by 3 spaces, the line above by 2: they do not fit together.",
            "m:\n  a: x\n  b: y",
        );
        says(
            "tags: «- a»",
            "A list item needs a line of its own.",
            "tags:\n  - a",
        );
    }

    #[test]
    fn no_key() {
        let message = "This line is not `key: value`: a colon is missing, or it belongs to the line above and must be indented.";
        says("title: x\n«foo bar»\nd: 1", message, "");
        says("«title x»\nd: 1", message, "");
        says("«: x»", "There is no key before the colon.", "");
        says(
            "«title = \"x\"»",
            "In YAML a key and its value are written `key: value`.",
            "title: \"x\"",
        );
        let shape = "Front matter must be a list of `key: value` lines.";
        says("«- a\n- b»", shape, "");
        says("«hello»", shape, "");
        says("«null»", shape, "");
    }

    #[test]
    fn a_key_twice() {
        let message =
            "The key `title` is here a second time: a site build fails on that. Keep one of them.";
        says("title: x\nd: 1\n«title»: y", message, "");
        says("title: x\n«title»: x # c\nd: 1", message, "title: x\nd: 1");
        says("m: {title: 1, «title»: 2}", message, "");
        says("\"title\": x\n\"«title»\": y", message, "");
    }

    #[test]
    fn a_control_character() {
        let message =
            "An invisible control character (U+0000) stands here: YAML does not allow it.";
        says("title: \"a«\0»b\"", message, "title: \"ab\"");
    }

    #[test]
    fn places_count_bytes_of_the_document() {
        let text = "\u{FEFF}\n---\r\nt: é 日本 😀\r\ntitle: a: b\r\n---\r\n";
        let read = read(text);
        assert_eq!(&text[read.diagnostics[0].range.clone()], "a: b");
    }
}

mod hostile {
    use super::*;

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
        refused(&format!("{}x", "? ".repeat(2000)), "yaml-syntax");
        refused("a: &a [*a]", "front-matter-limit");
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
        for found in &read.diagnostics {
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
            "---", "---\n", "--", "-", "\n", "\r\n", "\r", " ", "  ", "\t", "a", "title: ",
            "b: c\n", "\"", "'", "[", "]", "{", "}", ",", ":", ": ", "#", " # ", "|", ">", "&a ",
            "*a", "!t ", "<<: ", "é", "😀", "\u{A0}", "\u{2028}", "\u{85}", "\0", "\\", "\\u00",
            "...\n", "+++", "=", "- ", "? ", "@", "`", "%", "\u{FEFF}", "1e3", "~", "\u{FFFD}",
        ];
        let mut random = Random(11);
        for _ in 0..150_000 {
            let mut text = String::from(["---\n", "--- ", "", "+++\n"][random.below(4)]);
            for _ in 0..random.below(16) {
                text.push_str(pieces[random.below(pieces.len())]);
            }
            if random.below(2) == 0 {
                text.push_str("\n---\nbody");
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

/// Real posts from the folder that `DRAFTPANE_SHARED` names; none where it is not set.
fn posts() -> Vec<String> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|e| e == "md") {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    match std::env::var_os("DRAFTPANE_SHARED") {
        Some(shared) => walk(&Path::new(&shared).join("posts"), &mut found),
        None => eprintln!("skipped: DRAFTPANE_SHARED is not set"),
    }
    found.sort();
    let text =
        |path: &PathBuf| std::fs::read(path).map(|b| String::from_utf8_lossy(&b).into_owned());
    found.iter().filter_map(|path| text(path).ok()).collect()
}
