//! `Value`: a front matter value, whichever format it was written in.

use std::fmt::{self, Display, Formatter};

use serde::ser::{Serialize, Serializer};

/// A front matter value. Mappings keep the order of the source.
///
/// It is displayed as JSON, but a string by itself as its text, and serialises to any format of serde.
///
/// ```
/// use draftpane::{Format, Value};
///
/// let site = Format::Toml.parse("title = 'A \"site\"'\ntags = ['a', 2, 1.5]\ndraft = true")?;
/// assert_eq!(site.to_string(), r#"{"title":"A \"site\"","tags":["a",2,1.5],"draft":true}"#);
/// assert_eq!(site.get("title").unwrap_or(&Value::Null).to_string(), r#"A "site""#);
/// assert_eq!(serde_json::to_value(&site).unwrap()["tags"][1], 2);
/// # Ok::<(), draftpane::Diagnostic>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// `null`, `~` or nothing at all.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// Any other number.
    Float(f64),
    /// Text.
    String(String),
    /// A list.
    List(Vec<Value>),
    /// A mapping; keys are unique.
    Map(Vec<(String, Value)>),
}

impl Value {
    /// Returns the text of a string value.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// Returns the value of `key` in a mapping.
    pub fn get(&self, key: &str) -> Option<&Value> {
        match self {
            Self::Map(entries) => entries.iter().find(|(k, _)| k == key).map(|(_, v)| v),
            _ => None,
        }
    }
}

impl Display for Value {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::String(text) => f.write_str(text),
            _ => json(self, f),
        }
    }
}

fn json(value: &Value, f: &mut Formatter<'_>) -> fmt::Result {
    match value {
        Value::Null => f.write_str("null"),
        Value::Bool(bool) => write!(f, "{bool}"),
        Value::Integer(number) => write!(f, "{number}"),
        // JSON has no such numbers.
        Value::Float(number) if !number.is_finite() => f.write_str("null"),
        Value::Float(number) => write!(f, "{number:?}"),
        Value::String(text) => quoted(text, f),
        Value::List(items) => {
            f.write_str("[")?;
            for (at, item) in items.iter().enumerate() {
                f.write_str(if at > 0 { "," } else { "" })?;
                json(item, f)?;
            }
            f.write_str("]")
        }
        Value::Map(entries) => {
            f.write_str("{")?;
            for (at, (key, value)) in entries.iter().enumerate() {
                f.write_str(if at > 0 { "," } else { "" })?;
                quoted(key, f)?;
                f.write_str(":")?;
                json(value, f)?;
            }
            f.write_str("}")
        }
    }
}

fn quoted(text: &str, f: &mut Formatter<'_>) -> fmt::Result {
    f.write_str("\"")?;
    for c in text.chars() {
        match c {
            '"' | '\\' => write!(f, "\\{c}")?,
            '\n' => f.write_str("\\n")?,
            c if c.is_control() => write!(f, "\\u{:04x}", c as u32)?,
            c => write!(f, "{c}")?,
        }
    }
    f.write_str("\"")
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(bool) => serializer.serialize_bool(*bool),
            Self::Integer(number) => serializer.serialize_i64(*number),
            Self::Float(number) => serializer.serialize_f64(*number),
            Self::String(text) => serializer.serialize_str(text),
            Self::List(items) => serializer.collect_seq(items),
            Self::Map(entries) => {
                serializer.collect_map(entries.iter().map(|(key, value)| (key, value)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_displayed_as_json() {
        let text = r#"{"a":"b\"\\\n\u0001é","c":[null,true,-1,0.5,{}],"d":[]}"#;
        let value = crate::front_matter::Format::Json.parse(text);
        assert_eq!(value.as_ref().map(Value::to_string), Ok(text.to_owned()));
        let parsed: serde_json::Value = serde_json::from_str(text).expect("JSON");
        assert_eq!(
            serde_json::to_value(value.expect("JSON")).ok(),
            Some(parsed)
        );
        assert_eq!(Value::Float(f64::NAN).to_string(), "null");
        assert_eq!(Value::Float(1e300).to_string(), "1e300");
        assert_eq!(Value::String("a \"b\"".to_owned()).to_string(), "a \"b\"");
    }
}
