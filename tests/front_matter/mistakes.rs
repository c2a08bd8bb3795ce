use crate::*;

/// `marked` has the place between `«` and `»`; `mended` is what the fix makes of it, or nothing.
#[track_caller]
fn says(marked: &str, message: &str, mended: &str) {
    in_fences("---\n", marked, "\n---\n", message, mended);
}

#[track_caller]
fn toml(marked: &str, message: &str, mended: &str) {
    in_fences("+++\n", marked, "\n+++\n", message, mended);
}

#[track_caller]
fn json(marked: &str, message: &str, mended: &str) {
    in_fences("{\n", marked, "\n}\n", message, mended);
}

#[track_caller]
fn in_fences(open: &str, marked: &str, close: &str, message: &str, mended: &str) {
    let start = marked.find('«').expect("«") + open.len();
    let end = marked.find('»').expect("»") + open.len() - '«'.len_utf8();
    let text = format!("{open}{}{close}body\n", marked.replace(['«', '»'], ""));
    let read = read(&text);
    assert!(!read.valid, "{text}");
    let found = &read.diagnostics[0];
    assert_eq!(found.message, message);
    assert_eq!(found.range, start..end, "{:?}", &text[found.range.clone()]);
    assert_eq!(found.severity, Severity::Error);
    assert_eq!(found.fix.is_some(), !mended.is_empty(), "{:?}", found.fix);
    if !mended.is_empty() {
        let text = fixed(&text, found);
        assert_eq!(text, format!("{open}{mended}{close}body\n"));
        assert!(crate::read(&text).valid);
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
    let message = "`@b` must be in quotes: it has a character that means something else in YAML.";
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
        "`\\p` means nothing in double quotes here: use single quotes, or write `\\\\` for a backslash.",
        "title: 'C:\\path\\s'",
    );
    says(
        "title: \"C:«\\U»sers\\me\"",
        "`\\U` means nothing in double quotes here: use single quotes, or write `\\\\` for a backslash.",
        "title: 'C:\\Users\\me'",
    );
    says(
        "title: \"It's «\\d»+ \\\"a\\\" \\u00g\"",
        "`\\d` means nothing in double quotes here: use single quotes, or write `\\\\` for a backslash.",
        "title: \"It's \\\\d+ \\\"a\\\" \\\\u00g\"",
    );
    says(
        "title: \"«\\u»d83d x\"",
        "`\\u` means nothing in double quotes here: use single quotes, or write `\\\\` for a backslash.",
        "title: '\\ud83d x'",
    );
    says(
        "tags: [a, \"«\\d\"]»",
        "In double quotes a backslash begins a special character, and this is none: use single quotes.",
        "",
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
    says("title: x\nd: 1\n«title»: x", message, "title: x\nd: 1");
    says(
        "title: x # c\n«title»: x\nd: 1",
        message,
        "title: x # c\nd: 1",
    );
    says("title: x\n«title»: x # c\nd: 1", message, "");
    says("title: x\n«\"t\\x69tle\"»: x", message, "");
    says("m: {title: 1, «title»: 2}", message, "");
    says("\"title\": x\n\"«title»\": y", message, "");
}

#[test]
fn a_control_character() {
    let message = "An invisible control character (U+0000) stands here: YAML does not allow it.";
    says("title: \"a«\0»b\"", message, "title: \"ab\"");
}

#[test]
fn places_count_bytes_of_the_document() {
    let text = "\u{FEFF}\n---\r\nt: é 日本 😀\r\ntitle: a: b\r\n---\r\n";
    let read = read(text);
    assert_eq!(&text[read.diagnostics[0].range.clone()], "a: b");
}

#[test]
fn in_toml() {
    toml(
        "title = «Foo bar» # c\nx = 1",
        "The value of `title` must be in quotes.",
        "title = \"Foo bar\" # c\nx = 1",
    );
    toml(
        "title = «“Foo”»",
        "The value of `title` must be in quotes.",
        "title = \"Foo\"",
    );
    toml(
        "tags = [«a», \"b\"]",
        "The value of `tags` must be in quotes.",
        "tags = [\"a\", \"b\"]",
    );
    toml(
        "draft = «True»",
        "In TOML `true` and `false` are written in small letters.",
        "draft = true",
    );
    let colon = "In TOML a key and its value are written `key = value`.";
    toml("«title: Foo»\nx = 1", colon, "title = \"Foo\"\nx = 1");
    toml(
        "tags = [\"a\" «\"»b\"]",
        "A comma is missing before this.",
        "tags = [\"a\", \"b\"]",
    );
    let open = "The value of `tags` begins with `[` and is never closed: add `]`.";
    toml(
        "tags = «[\"a\", \"b\"»\nx = 1",
        open,
        "tags = [\"a\", \"b\"]\nx = 1",
    );
    let quote =
        "The value of `title` begins with a quote that is never closed: add `\"` at its end.";
    toml("title = «\"Foo»\nx = 1", quote, "title = \"Foo\"\nx = 1");
    let inside = "The value of `title` has quotes inside its quotes.";
    toml("title = «\"a \"b\" c\"»", inside, "title = 'a \"b\" c'");
    toml("title = «'It's'»", inside, "title = \"It's\"");
    let slash =
        "A backslash in double quotes begins a special character: write `\\\\` for a backslash.";
    toml("title = \"C:«\\p»ath\"", slash, "title = \"C:\\\\path\"");
    toml("«title = »", "The value of `title` is missing.", "");
    toml("«foo»\nx = 1", "This line is not `key = value`.", "");
    let date = "This is no date: write it as `2021-10-06`, or put it in quotes.";
    toml("date = «2021-1-6»", date, "");
    toml(
        "n = «99999999999999999999»",
        "This number is too large: put it in quotes.",
        "",
    );
    let twice =
        "The key `title` is here a second time: a site build fails on that. Keep one of them.";
    toml("title = \"x\"\n«title» = \"y\"", twice, "");
    toml("[a]\nx = 1\n[«a»]\ny = 2", &twice.replace("title", "a"), "");
    let number = "This is no number as TOML has it, such as `1`, `0.5` or `1e3`: put it in quotes if it is text.";
    toml("version = «1.0.2»", number, "version = \"1.0.2\"");
    toml(
        "title = «never mind»",
        "The value of `title` must be in quotes.",
        "title = \"never mind\"",
    );
    toml("title = \"C:«\\u»sers\"", slash, "title = \"C:\\\\users\"");
    toml("title = \"«\\ud800»\"", "No character has this number.", "");
    let control = "A control character stands here: TOML does not allow it.";
    toml("title = \"«\u{7}»\"", control, "");
    toml("x = 1 # «\u{7}»", control, "");
    let open = "A text in three quotes is opened and never closed.";
    toml("title = «\"\"\"»Foo\nx = 1", open, "");
    toml("n = «=» 1", "There is an equals sign too many here.", "");
}

#[test]
fn brackets_in_toml() {
    let open = "The value of `tags` begins with `[` and is never closed: add `]`.";
    toml("tags = «[»\n  \"a\",\nx = 1\ny = 2", open, "");
    let comma = "A comma is missing before this.";
    toml(
        "tags = [\"a\"\n  «\"»b\"]\nx = 1",
        comma,
        "tags = [\"a\",\n  \"b\"]\nx = 1",
    );
    toml("tags = [«,»]", "There is a comma too many here.", "");
    toml(
        "map = «{ a = 1»",
        "The value of `map` begins with `{` and is never closed: add `}`.",
        "map = { a = 1}",
    );
    toml(
        "map = { a = 'x' «b» = 2 }",
        comma,
        "map = { a = 'x', b = 2 }",
    );
    toml("«map = { a =»\n1 }", "The value of `map` is missing.", "");
    let header = "The name of the table is not closed: add `]`, or `]]` where it begins with `[[`.";
    toml("«[a»\nx = 1", header, "");
    toml("«[]»\nx = 1", "A key is missing here.", "");
    let deep = format!("a = {}«[»{}", "[".repeat(63), "]".repeat(64));
    let depth = "Lists and tables nest too deep here: more than 64 levels are not read.";
    toml(&deep, depth, "");
}

/// In the order of the text, one for each line, and none that follows from another.
#[test]
fn several_in_toml() {
    let text = "+++\na = x y\nb = [\n\"c\" \"d\",\n]\ne: f\nb = 1\n[g\nh = 007\ni = j\n+++\n";
    let found: Vec<&str> = read(text)
        .diagnostics
        .into_iter()
        .map(|found| &text[found.range])
        .collect();
    assert_eq!(found, ["x y", "\"", "e: f", "b", "[g"]);
    let text = "+++\ntags = [\"a\"\ntitle = 'x'\ndraft = true\n[params]\ny = 1\n+++\n";
    assert_eq!(read(text).diagnostics.len(), 1);
}

#[test]
fn in_json() {
    let comma = "There is a comma too many here: none may follow the last value.";
    json(
        "\"a\": [1, 2],\n\"b\": 1«,»",
        comma,
        "\"a\": [1, 2],\n\"b\": 1",
    );
    json(
        "\"a\": 1\n«\"»b\": 2",
        "A comma is missing before this.",
        "\"a\": 1,\n\"b\": 2",
    );
    json("«'a'»: 1", "JSON wants double quotes.", "\"a\": 1");
    json("«a»: 1", "A key must be in double quotes.", "\"a\": 1");
    let text = "Text must be in double quotes.";
    json(
        "\"a\": «Foo bar»,\n\"b\": 1",
        text,
        "\"a\": \"Foo bar\",\n\"b\": 1",
    );
    let small = "In JSON `true`, `false` and `null` are written in small letters.";
    json("\"a\": «True»", small, "\"a\": true");
    let number = "This is no number as JSON has it: put it in double quotes.";
    json("\"a\": «010»", number, "\"a\": \"010\"");
    json(
        "\"a\": [1, 2\n«}»",
        "A list is not closed before this: add `]`.",
        "\"a\": [1, 2]\n}",
    );
    json("«/»/ c\n\"a\": 1", "JSON has no comments.", "");
    json(
        "\"a\" «1»",
        "A colon is missing between the key and its value.",
        "",
    );
    let slash =
        "A backslash begins a special character, and this is none: write `\\\\` for a backslash.";
    json("\"a\": \"C:«\\p»ath\"", slash, "\"a\": \"C:\\\\path\"");
    let text = "{\n\"a\": \"x,\n\"b\": 1\n}\nbody\n";
    let found = &read(text).diagnostics[0];
    assert_eq!(found.message, "This quote is not closed on its line.");
    assert_eq!(fixed(text, found), text.replace("x,", "x\","));
}
