use crate::*;

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
    // Two halves of a character are one, and the second alone is none.
    value("\"\\ud83c\\udf89 \\uD83D\\uDE00\\n\"", string("🎉 😀\n"));
    value("\"a \\udf89\"", string("a \u{FFFD}"));
    value("\"\\\\ud83c\"", string("\\ud83c"));
    value("'\\ud83c\\udf89'", string("\\ud83c\\udf89"));
    value(
        "[\"\\ud83c\\udf89\", '\\ud83c', \"\\ud83d\\ude00\"]",
        Value::List(vec![string("🎉"), string("\\ud83c"), string("😀")]),
    );
    // Characters that Windows-1252 left behind.
    value("It\u{92}s", string("It\u{92}s"));
    value("\"\u{80}\u{9f}\u{FFFE}\"", string("\u{80}\u{9f}\u{FFFE}"));
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
    // In Hugo the last of several mappings wins.
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

#[test]
fn toml() {
    let read = read(
        "+++\ntitle = 'x'\ndate = 2021-10-06\nat = 2021-10-06 10:00:00.5-07:00\nn = 0x1F\nf = 1e3\nb = true\n\
         l = [1, { a = \"b\" }]\nd.e.f = 1\n[params]\nx = inf\n[[more]]\ny = 10:00\n[[more]]\n+++\n",
    );
    assert!(read.valid, "{:?}", read.diagnostics);
    let map = |key: &str, value| Value::Map(vec![(key.to_owned(), value)]);
    let expected = [
        ("title", string("x")),
        ("date", string("2021-10-06")),
        ("at", string("2021-10-06 10:00:00.5-07:00")),
        ("n", Value::Integer(31)),
        ("f", Value::Float(1000.0)),
        ("b", Value::Bool(true)),
        (
            "l",
            Value::List(vec![Value::Integer(1), map("a", string("b"))]),
        ),
        ("d", map("e", map("f", Value::Integer(1)))),
        ("params", map("x", Value::Float(f64::INFINITY))),
        (
            "more",
            Value::List(vec![map("y", string("10:00")), Value::Map(vec![])]),
        ),
    ];
    let expected = expected
        .map(|(key, value)| (key.to_owned(), value))
        .to_vec();
    assert_eq!(read.data, Value::Map(expected));
}

#[test]
fn strings_of_toml() {
    for (source, text) in [
        (r#""a\tb\"\\\u00e9\U0001F600\x41\e""#, "a\tb\"\\é😀A\u{1B}"),
        (r"'a\t'", "a\\t"),
        ("\"\"\"\n\n a\r\n\"\"b\"\"\"\"", "\n a\r\n\"\"b\""),
        ("\"\"\"a \\ \n\n\t b \\\r\n\"\"\"", "a b "),
        ("'''\r\na'''''", "a''"),
        ("\"\"", ""),
        ("''''''", ""),
    ] {
        let read = read(&format!("+++\na = {source}\n+++\n"));
        assert_eq!(read.data.get("a"), Some(&string(text)), "{source}");
    }
}

#[test]
fn json() {
    let read = read(
        r#"{"a": "x\u00e9\n\/", "b": [1, -0, 1.5, 1e3, true, null], "c": {"d": 1, "d": 2}, "e": 12345678901234567890,
        "f": "\ud83d\ude00 \ud83d", "a": 1}"#,
    );
    assert!(read.valid, "{:?}", read.diagnostics);
    let list = vec![
        Value::Integer(1),
        Value::Integer(0),
        Value::Float(1.5),
        Value::Float(1000.0),
        Value::Bool(true),
        Value::Null,
    ];
    let expected = [
        ("b", Value::List(list)),
        ("c", Value::Map(vec![("d".into(), Value::Integer(2))])),
        ("e", Value::Float(12345678901234567890.0)),
        ("f", string("😀 \u{FFFD}")),
        // The last of two wins.
        ("a", Value::Integer(1)),
    ];
    let expected = expected
        .map(|(key, value)| (key.to_owned(), value))
        .to_vec();
    assert_eq!(read.data, Value::Map(expected));
    assert_eq!(read.diagnostics[0].code, "duplicate-key");
    assert_eq!(read.diagnostics[0].range, 1..4);
}
