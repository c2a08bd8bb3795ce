//! The answers of a draft, as plain JavaScript.

use js_sys::{Array, Error, Object};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use crate::diagnostic::Severity;
use crate::draft::Draft;
use crate::front_matter::{FrontMatter, Known, Status};
use crate::source::Source;
use crate::value::Value;

#[derive(Serialize)]
pub(super) struct BlockJs {
    pub(super) id: u32,
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) kind: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct DiagnosticJs {
    severity: &'static str,
    code: &'static str,
    message: String,
    from: usize,
    to: usize,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    r#in: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<FixJs>,
}

#[derive(Serialize)]
pub(super) struct FixJs {
    title: String,
    changes: Vec<ChangeJs>,
}

#[derive(Serialize)]
pub(super) struct ChangeJs {
    from: usize,
    to: usize,
    insert: String,
}

#[derive(Serialize)]
pub(super) struct HeadingJs {
    level: u8,
    text: String,
    id: String,
    from: usize,
    to: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct StatsJs {
    words: usize,
    reading_minutes: usize,
    blocks: usize,
}

pub(super) fn front_matter(
    front_matter: &FrontMatter,
    source: &Source,
    stale: bool,
) -> Result<JsValue, JsValue> {
    let offset = |byte: usize| JsValue::from(source.utf16(byte) as u32);
    let fields = Array::new();
    for field in &front_matter.fields {
        let entries = [
            ("key", JsValue::from(&field.key)),
            ("value", value(&field.value)?),
            ("from", offset(field.range.start)),
            ("to", offset(field.range.end)),
            ("keyFrom", offset(field.key_range.start)),
            ("keyTo", offset(field.key_range.end)),
        ];
        fields.push(&object(entries.into_iter())?);
    }
    let known = Known::read(front_matter);
    let dates = [
        ("date", known.date),
        ("lastmod", known.lastmod),
        ("publishDate", known.publish_date),
        ("expiryDate", known.expiry_date),
    ];
    let dates = dates
        .into_iter()
        .filter_map(|(name, date)| Some((name, date?.to_iso().into())));
    let entries = [
        ("dates", object(dates)?),
        (
            "format",
            front_matter
                .format
                .map_or(JsValue::NULL, |format| format.name().into()),
        ),
        ("from", offset(front_matter.range.start)),
        ("to", offset(front_matter.range.end)),
        ("data", value(&front_matter.data)?),
        ("fields", fields.into()),
        ("stale", stale.into()),
    ];
    object(entries.into_iter())
}

pub(super) fn diagnostics(draft: &Draft) -> Result<JsValue, JsValue> {
    let source = draft.source();
    let front_matter = draft.front_matter();
    let body = front_matter.range.end;
    // Dashes that were meant to begin a front matter, for one.
    let late: Vec<_> = front_matter
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.range.start >= body)
        .collect();
    let list: Vec<DiagnosticJs> = draft
        .diagnostics()
        .into_iter()
        .map(|diagnostic| {
            let position = source.position(diagnostic.range.start);
            let end = source.position(diagnostic.range.end);
            let in_front = diagnostic.range.start < body || late.contains(&&diagnostic);
            DiagnosticJs {
                severity: match diagnostic.severity {
                    Severity::Error => "error",
                    Severity::Warning => "warning",
                    Severity::Info => "info",
                },
                code: diagnostic.code,
                message: diagnostic.message,
                from: source.utf16(diagnostic.range.start),
                to: source.utf16(diagnostic.range.end),
                line: position.line,
                column: position.column,
                end_line: end.line,
                end_column: end.column,
                r#in: if in_front { "frontMatter" } else { "body" },
                fix: diagnostic.fix.map(|fix| FixJs {
                    title: fix.title,
                    changes: fix
                        .edits
                        .into_iter()
                        .map(|edit| ChangeJs {
                            from: source.utf16(edit.range.start),
                            to: source.utf16(edit.range.end),
                            insert: edit.insert,
                        })
                        .collect(),
                }),
            }
        })
        .collect();
    to_js(&list)
}

pub(super) fn outline(draft: &Draft) -> Result<JsValue, JsValue> {
    let source = draft.source();
    let list: Vec<HeadingJs> = draft
        .outline()
        .into_iter()
        .map(|heading| HeadingJs {
            level: heading.level,
            text: heading.text,
            id: heading.id,
            from: source.utf16(heading.range.start),
            to: source.utf16(heading.range.end),
        })
        .collect();
    to_js(&list)
}

pub(super) fn stats(draft: &Draft) -> Result<JsValue, JsValue> {
    let stats = draft.stats();
    to_js(&StatsJs {
        words: stats.words,
        reading_minutes: stats.reading_minutes,
        blocks: stats.blocks,
    })
}

pub(super) fn summary(draft: &Draft) -> Result<JsValue, JsValue> {
    let summary = draft.summary();
    let entries = [
        ("html", summary.html.into()),
        ("truncated", summary.truncated.into()),
    ];
    object(entries.into_iter())
}

/// A front matter value as plain JavaScript. A key such as `__proto__` is a property like any other, and a number
/// that JavaScript cannot hold exactly is its digits.
pub(super) fn value(value: &Value) -> Result<JsValue, JsValue> {
    const SAFE: i64 = (1 << 53) - 1;
    Ok(match value {
        Value::Null => JsValue::NULL,
        Value::Bool(bool) => (*bool).into(),
        Value::Integer(number) if (-SAFE..=SAFE).contains(number) => JsValue::from(*number as f64),
        Value::Integer(number) => number.to_string().into(),
        Value::Float(number) => (*number).into(),
        Value::String(text) => text.into(),
        Value::List(items) => items
            .iter()
            .map(self::value)
            .collect::<Result<Array, _>>()?
            .into(),
        Value::Map(entries) => {
            let entries = entries
                .iter()
                .map(|(key, value)| Ok((key.as_str(), self::value(value)?)));
            object(entries.collect::<Result<Vec<_>, JsValue>>()?.into_iter())?
        }
    })
}

pub(super) fn object<'a>(
    entries: impl Iterator<Item = (&'a str, JsValue)>,
) -> Result<JsValue, JsValue> {
    let entries: Array = entries
        .map(|(key, value)| Array::of2(&key.into(), &value))
        .collect();
    Object::from_entries(&entries).map(Into::into)
}

pub(super) fn to_js(value: &impl Serialize) -> Result<JsValue, JsValue> {
    value
        .serialize(&Serializer::json_compatible())
        .map_err(|error| Error::new(&error.to_string()).into())
}

/// The status of the post on the site at a time, and the time of its next one.
pub fn publication(draft: &Draft, now: f64, zone: i32) -> Result<JsValue, JsValue> {
    let known = draft.known();
    let now = (now / 1000.0).floor() as i64;
    let (status, date) = match known.status(now, zone) {
        Status::Draft => ("draft", None),
        Status::Expired(date) => ("expired", Some(date)),
        Status::Scheduled(date) => ("scheduled", Some(date)),
        Status::Published(date) => ("published", date),
    };
    let next = known.next_status(now, zone);
    let entries = [
        ("status", status.into()),
        (
            "date",
            date.map_or(JsValue::NULL, |date| date.to_iso().into()),
        ),
        (
            "next",
            next.map_or(JsValue::NULL, |time| (time as f64 * 1000.0).into()),
        ),
    ];
    object(entries.into_iter())
}
