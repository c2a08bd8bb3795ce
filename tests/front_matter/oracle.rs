//! TOML beside what the `toml` crate makes of it.
//!
//! Two things differ: the crate lets a table in braces break its lines around an equals sign, which TOML does not,
//! and it moves a table to the end where a header follows those below it.

use crate::*;

/// The values that the crate reads. Dates are the text of the source.
fn expected(text: &str) -> Option<Value> {
    let table = toml::de::DeTable::parse(text).ok()?;
    convert_table(text, table.get_ref())
}

fn convert_table(text: &str, table: &toml::de::DeTable) -> Option<Value> {
    let entries = table.iter().map(|(key, value)| {
        let value = convert(text, value.get_ref(), value.span())?;
        Some((key.get_ref().to_string(), value))
    });
    Some(Value::Map(entries.collect::<Option<_>>()?))
}

/// `None`: a number is too large.
fn convert(text: &str, value: &toml::de::DeValue, span: std::ops::Range<usize>) -> Option<Value> {
    use toml::de::DeValue;
    Some(match value {
        DeValue::String(text) => Value::String(text.to_string()),
        DeValue::Boolean(value) => Value::Bool(*value),
        DeValue::Integer(number) => {
            Value::Integer(i64::from_str_radix(number.as_str(), number.radix()).ok()?)
        }
        DeValue::Float(number) => {
            let read: f64 = number.as_str().parse().ok()?;
            if read.is_infinite() && !number.as_str().contains("inf") {
                return None;
            }
            Value::Float(read)
        }
        DeValue::Datetime(_) => Value::String(text[span].to_owned()),
        DeValue::Array(items) => {
            let items = items
                .iter()
                .map(|item| convert(text, item.get_ref(), item.span()));
            Value::List(items.collect::<Option<_>>()?)
        }
        DeValue::Table(table) => convert_table(text, table)?,
    })
}

/// As text with sorted keys, for NaN is not equal to itself.
fn sorted(value: &Value) -> String {
    match value {
        Value::Map(entries) => {
            let mut entries: Vec<String> = entries
                .iter()
                .map(|(key, value)| format!("{key:?}: {}", sorted(value)))
                .collect();
            entries.sort();
            format!("{{{}}}", entries.join(", "))
        }
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(sorted).collect();
            format!("[{}]", items.join(", "))
        }
        other => format!("{other:?}"),
    }
}

/// Fails unless both read `text` alike. Returns whether they read it at all.
#[track_caller]
fn agree(text: &str) -> bool {
    let read = Format::Toml.parse(text);
    match (&read, expected(text)) {
        (Ok(read), Some(expected)) => assert_eq!(sorted(read), sorted(&expected), "{text:?}"),
        (Err(_), None) => {}
        (_, expected) => panic!("{text:?}: {read:?}, the crate: {expected:?}"),
    }
    read.is_ok()
}

const KEYS: [&str; 12] = [
    "a",
    "b",
    "c",
    "a.b",
    "a.b.c",
    "b.c",
    "\"a\"",
    "'b'",
    "a . b",
    "\"a\\tb\"",
    "1.0",
    "é",
];

const VALUES: [&str; 60] = [
    "1",
    "-0",
    "+17",
    "1_000",
    "1__0",
    "_1",
    "1_",
    "007",
    "0x1_f",
    "0XF",
    "+0x1",
    "0o17",
    "0o8",
    "0b101",
    "0x",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "0.5",
    ".5",
    "5.",
    "1e3",
    "-1.5E-2",
    "1e999",
    "1.e3",
    "6.02_2e2_3",
    "inf",
    "-inf",
    "+nan",
    "Inf",
    "true",
    "True",
    "x",
    "\"x\"",
    "'y\\'",
    "\"\\t\\u00e9\\U0001F600\\x41\\e\\\"\"",
    "\"\\q\"",
    "\"\\ud800\"",
    "\"\"\"z\"\"\"",
    "\"\"\"\"z\"\"\"\"\"",
    "\"\"\"\n a \\\n   b \\\\\n\"\"\"",
    "'''w'x'''",
    "'''\r\nw\r\n'''",
    "[]",
    "[1, 'a', [2.0], ]",
    "[,]",
    "[1 2]",
    "[\n1, # c\n2\n]",
    "{}",
    "{ a = 1, b.c = 2, }",
    "{ a = 1, a.b = 2 }",
    "{ b.c = 1, b.d = [{ e = 2 }] }",
    "2021-10-06",
    "2021-02-29",
    "2024-02-29t10:00z",
    "2021-10-06 10:00:00.25+02:00",
    "2021-10-06T10:00:00-7",
    "10:00",
    "10:00:60",
    "24:00",
];

#[test]
fn generated_documents() {
    let mut random = Random(17);
    let (mut read, mut refused) = (0, 0);
    for _ in 0..40_000 {
        let line_end = ["\n", "\r\n"][random.below(2)];
        let mut text = String::new();
        for _ in 0..1 + random.below(6) {
            let key = KEYS[random.below(KEYS.len())];
            text.push_str(&match random.below(8) {
                0 => format!("[{key}]"),
                1 => format!("[[ {key}]] # c"),
                _ => format!("{key} = {}", VALUES[random.below(VALUES.len())]),
            });
            text.push_str(line_end);
        }
        if agree(&text) {
            read += 1;
        } else {
            refused += 1;
        }
    }
    assert!(
        read > 3000 && refused > 3000,
        "{read} read, {refused} refused"
    );
}

#[test]
fn each_value() {
    for key in KEYS {
        agree(&format!("{key} = 1"));
    }
    for value in VALUES {
        agree(&format!("a = {value}"));
        agree(&format!("a = [{value}]"));
        agree(&format!("a = {{b = {value}}}"));
    }
}

/// Likewise, where `text` may break a line in braces around an equals sign.
#[track_caller]
fn agree_but_for_braces(text: &str) {
    let refused = Format::Toml.parse(text).is_err();
    if !(refused && text.contains('{') && expected(text).is_some()) {
        agree(text);
    }
}

/// A stretch goes, or something comes in between.
#[test]
fn mutated_files() {
    let pieces = [
        "\"",
        "'",
        "=",
        "[",
        "]",
        "{",
        "}",
        ",",
        ".",
        "#",
        "\n",
        "\r\n",
        "\r",
        " ",
        "\\",
        "\"\"\"",
        "'''",
        "0",
        "_",
        "-",
        ":",
        "e",
        "\0",
        "[a]\n",
        "[[a]]\n",
        "a.b = 1\n",
        "\\u00e9",
        "1979-05-27",
    ];
    let mut random = Random(19);
    let texts: Vec<String> = files("corpora/toml-test/tests", "toml")
        .into_iter()
        .filter_map(|path| std::fs::read_to_string(path).ok())
        .chain(posts().into_iter().filter_map(|text| {
            let cut = Cut::find(&text).filter(|cut| cut.format == Format::Toml)?;
            Some(text[cut.content].to_owned())
        }))
        .collect();
    for text in &texts {
        agree_but_for_braces(text);
        for _ in 0..12 {
            let (at, length) = (random.below(text.len() + 1), random.below(5));
            let end = (at + length).min(text.len());
            if let (Some(before), Some(after)) = (text.get(..at), text.get(end..)) {
                agree_but_for_braces(&format!("{before}{after}"));
                agree_but_for_braces(&format!(
                    "{before}{}{}",
                    pieces[random.below(pieces.len())],
                    &text[at..]
                ));
            }
        }
    }
}
