//! The values of the front matter, as shortcodes show them.

use std::ops::Range;
use std::rc::Rc;

use super::Shortcodes;
use super::token::{Token, TokenKind};
use crate::case::lower;
use crate::order;
use crate::value::Value;

impl Shortcodes {
    /// Takes over other values of the front matter. Returns whether a shortcode may show one that has changed.
    pub fn set_params(&mut self, params: &Rc<Value>) -> bool {
        let before = std::mem::replace(&mut self.context.params, params.clone());
        before != *params
            && self
                .tokens
                .iter()
                .any(|token| match self.shows_param(token) {
                    Some(Some(key)) => param(&before, key) != param(params, key),
                    Some(None) => true,
                    None => false,
                })
    }

    /// The stretch of the body with all shortcodes that may show values of the front matter.
    pub fn of_front_matter(&self) -> Option<Range<usize>> {
        let mut shown: Option<Range<usize>> = None;
        for token in &self.tokens {
            if self.shows_param(token).is_none() {
                continue;
            }
            // It may stand inside of another.
            for region in self.within(token.range.clone()) {
                let start = shown
                    .as_ref()
                    .map_or(region.range.start, |shown| shown.start);
                shown = Some(start..region.range.end);
            }
        }
        shown
    }

    /// Which field of the front matter a shortcode shows; the embedder's own may show any, and so may one that is
    /// given Markdown with shortcodes.
    fn shows_param<'a>(&self, token: &'a Token) -> Option<Option<&'a str>> {
        match &token.kind {
            TokenKind::Tag(tag) if self.registered(&tag.name).is_some() => Some(None),
            TokenKind::Tag(tag) if tag.name == "param" => Some(tag.arguments.at(0)),
            TokenKind::Tag(tag) if tag.arguments.values().any(|value| value.contains("{{")) => {
                Some(None)
            }
            _ => None,
        }
    }
}

/// The values of the front matter as `param` looks them up: names in small letters and in their order, of equal ones
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

/// The output of the shortcode `param`, from [`params`]: the value of a front matter field, `a.b` being the field `b` of the field `a`.
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
