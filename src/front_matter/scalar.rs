//! Unquoted scalars of YAML, with Hugo's reading of numbers.

use crate::value::Value;

/// The name that Hugo gives to an unquoted key: numbers and null are made text.
pub(super) fn plain_key(text: &str) -> String {
    match text {
        "~" | "null" | "Null" | "NULL" => String::new(),
        "True" | "TRUE" => "true".into(),
        "False" | "FALSE" => "false".into(),
        _ => match plain(text) {
            Value::Integer(number) => number.to_string(),
            Value::Float(number) => number.to_string(),
            _ => text.to_owned(),
        },
    }
}

/// Reads a plain scalar that is neither null nor a boolean, as Hugo does: `010` is octal, `1_000` has a
/// separator, a float has a point (`1e3` is text), and what does not fit 64 bits is text.
pub(super) fn plain(text: &str) -> Value {
    integer(text)
        .map(Value::Integer)
        .or_else(|| float(text).map(Value::Float))
        .unwrap_or_else(|| Value::String(text.to_owned()))
}

fn integer(text: &str) -> Option<i64> {
    let (negative, digits) = match text.as_bytes().first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text),
    };
    let (radix, digits) = match digits.as_bytes() {
        [b'0', b'x', ..] => (16, &digits[2..]),
        [b'0', b'o', ..] => (8, &digits[2..]),
        [b'0', b'b', ..] => (2, &digits[2..]),
        [b'0', _, ..] => (8, &digits[1..]),
        [b'0'..=b'9', ..] => (10, digits),
        _ => return None,
    };
    let digits = digits.replace('_', "");
    if !digits.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return None;
    }
    let signed = if negative {
        format!("-{digits}")
    } else {
        digits
    };
    i64::from_str_radix(&signed, radix).ok()
}

fn float(text: &str) -> Option<f64> {
    match text {
        ".inf" | ".Inf" | ".INF" => return Some(f64::INFINITY),
        "-.inf" | "-.Inf" | "-.INF" => return Some(f64::NEG_INFINITY),
        ".nan" | ".NaN" | ".NAN" => return Some(f64::NAN),
        _ => {}
    }
    let numeric = |b: u8| b.is_ascii_digit() || b"_.+-eE".contains(&b);
    if !text.contains('.') || text.starts_with('_') || !text.bytes().all(numeric) {
        return None;
    }
    let number: f64 = text.replace('_', "").parse().ok()?;
    number.is_finite().then_some(number)
}
