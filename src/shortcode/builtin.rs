//! The shortcodes that Hugo 0.168 has by itself, and what they ask for.

use crate::case::lower;
use crate::order;
use crate::value::Value;

/// What may stand between two tags of one name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// Nothing: a closing tag is a mistake.
    None,
    /// What the shortcode is about: without a closing tag the build fails.
    Needed,
    /// Nobody knows: the site made the shortcode.
    Any,
}

/// What may stand between two tags of this name.
pub fn content(name: &str) -> Content {
    match name {
        "comment" | "details" | "highlight" | "qr" => Content::Needed,
        "figure" | "instagram" | "param" | "ref" | "relref" | "vimeo" | "x" | "youtube" => {
            Content::None
        }
        _ if is_removed(name) => Content::None,
        _ => Content::Any,
    }
}

/// Whether Hugo does not know this name by itself.
pub fn is_unknown(name: &str) -> bool {
    content(name) == Content::Any
}

/// Whether Hugo had a shortcode of this name once.
pub fn is_removed(name: &str) -> bool {
    matches!(name, "gist" | "tweet" | "twitter" | "twitter_simple")
}

/// The values of the front matter as [`param`] looks them up: names in small letters and in their order, of equal ones
/// the first.
pub fn params(data: &Value) -> Value {
    let Value::Map(entries) = data else {
        return data.clone();
    };
    let mut params: Vec<(String, usize)> = entries
        .iter()
        .zip(0..)
        .map(|((name, _), at)| (lower(name), at))
        .collect();
    order::sort(&mut params);
    params.dedup_by(|a, b| a.0 == b.0);
    let found = params
        .into_iter()
        .map(|(name, at)| (name, self::params(&entries[at].1)));
    Value::Map(found.collect())
}

/// What the shortcode `param` shows of [`params`]: the value of a front matter field, `a.b` being the field `b` of the field `a`.
pub fn param(params: &Value, key: &str) -> Option<String> {
    let field = |value: &Value, key: &str| match value {
        Value::Map(entries) => {
            let found = entries.binary_search_by(|(name, _)| (**name).cmp(key));
            found.ok().map(|at| entries[at].1.clone())
        }
        _ => None,
    };
    let key = lower(key);
    let look = |within: &Value| {
        let mut value = field(within, key.split('.').next()?)?;
        for part in key.split('.').skip(1) {
            value = field(&value, part)?;
        }
        Some(value)
    };
    let hoisted = field(params, "params").and_then(|within| look(&within));
    written(&hoisted.or_else(|| look(params))?)
}

/// A value as Go prints it; of one that counts as empty, nothing.
fn written(value: &Value) -> Option<String> {
    let text = match value {
        Value::Null | Value::Bool(false) | Value::Integer(0) | Value::Map(_) => return None,
        Value::Bool(true) => "true".to_owned(),
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        Value::String(text) => text.clone(),
        Value::List(items) => {
            let items: Vec<String> = items
                .iter()
                .map(|item| match item {
                    Value::Bool(false) => "false".to_owned(),
                    Value::Integer(0) => "0".to_owned(),
                    item => written(item).unwrap_or_default(),
                })
                .collect();
            if items.is_empty() {
                return None;
            }
            format!("[{}]", items.join(" "))
        }
    };
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_front_matter() {
        let map = |entries: &[(&str, Value)]| {
            Value::Map(
                entries
                    .iter()
                    .map(|(key, value)| ((*key).to_owned(), value.clone()))
                    .collect(),
            )
        };
        let params = map(&[
            ("Ver", Value::Float(2.5)),
            (
                "list",
                Value::List(vec![Value::Integer(0), Value::String("b".into())]),
            ),
            ("nested", map(&[("k", Value::String("v".into()))])),
            ("no", Value::Bool(false)),
            ("params", map(&[("own", Value::Integer(7))])),
        ]);
        let params = super::params(&params);
        let shown = |key| param(&params, key).unwrap_or_default();
        assert_eq!(
            [
                "ver", "VER", "list", "nested.k", "no", "own", "none", "nested.", ""
            ]
            .map(shown),
            ["2.5", "2.5", "[0 b]", "v", "", "7", "", "", ""]
        );
    }
}
