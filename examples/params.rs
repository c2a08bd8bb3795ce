//! Reads front matter natively: a line of JSON in (`{"name", "text"}`), a line of JSON out. The comparison of front
//! matter with Hugo runs on it.

use std::io::{BufRead, Write, stdin, stdout};

use draftpane::{Date, Known};
use draftpane::{Draft, Options, Severity};
use serde_json::{Map, Value, json};

fn main() {
    let mut out = std::io::BufWriter::new(stdout().lock());
    for line in stdin().lock().lines() {
        let post: Value = serde_json::from_str(&line.expect("a line")).expect("a line of JSON");
        let text = post["text"].as_str().expect("the text of a post");
        let (draft, _) = Draft::new(text, Options::default());
        let front_matter = draft.front_matter();
        let end = front_matter.range.end;
        let errors = draft.diagnostics().into_iter();
        let errors = errors.filter(|d| d.severity == Severity::Error && d.range.start < end);
        let known = Known::read(front_matter);
        let date = |date: Option<Date>| date.map(|date| date.unix(0));
        let read = json!({
            "name": post["name"],
            "source": &text[..end],
            "errors": errors.map(|error| error.message).collect::<Vec<_>>(),
            "params": plain(&front_matter.params()),
            "dates": {
                "date": date(known.date),
                "lastmod": date(known.lastmod),
                "publishDate": date(known.publish_date),
                "expiryDate": date(known.expiry_date),
            },
        });
        writeln!(out, "{read}").expect("a reader");
    }
}

fn plain(value: &draftpane::Value) -> Value {
    use draftpane::Value as V;
    match value {
        V::Null => Value::Null,
        V::Bool(value) => json!(value),
        V::Integer(value) => json!(value),
        V::Float(value) => json!(value),
        V::String(text) => json!(text),
        V::List(items) => items.iter().map(plain).collect(),
        V::Map(entries) => {
            let entries = entries
                .iter()
                .map(|(key, value)| (key.clone(), plain(value)));
            Value::Object(entries.collect::<Map<_, _>>())
        }
    }
}
