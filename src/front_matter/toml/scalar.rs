//! Values of TOML without quotes: booleans, numbers, dates and times.

use super::mistake::MistakeKind;
use crate::front_matter::dates::days_in;
use crate::value::Value;

/// Reads a value that has no quotes, or says what is wrong with it.
pub(super) fn read(text: &str) -> Result<Value, MistakeKind> {
    match text {
        "true" => return Ok(Value::Bool(true)),
        "false" => return Ok(Value::Bool(false)),
        _ => {}
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && text[digits..].starts_with(['-', ':']) {
        moment(text, text.as_bytes()[digits] == b'-')?;
        return Ok(Value::String(text.to_owned()));
    }
    number(text).map_err(|mistake| {
        let is_number = |byte: u8| byte.is_ascii_digit() || b"+-._eE".contains(&byte);
        let digit = text.bytes().any(|byte| byte.is_ascii_digit());
        if mistake == MistakeKind::Number && !(digit && text.bytes().all(is_number)) {
            MistakeKind::Unquoted
        } else {
            mistake
        }
    })
}

fn number(text: &str) -> Result<Value, MistakeKind> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let bytes = unsigned.as_bytes();
    let negative = text.starts_with('-');
    match unsigned {
        "inf" if negative => return Ok(Value::Float(f64::NEG_INFINITY)),
        "inf" => return Ok(Value::Float(f64::INFINITY)),
        "nan" => return Ok(Value::Float(f64::NAN)),
        _ => {}
    }
    let radix = match bytes {
        [b'0', b'x', ..] => 16,
        [b'0', b'o', ..] => 8,
        [b'0', b'b', ..] => 2,
        _ => 10,
    };
    if radix != 10 {
        let digits = &unsigned[2..];
        if unsigned.len() < text.len()
            || digits.is_empty()
            || run(digits.as_bytes(), radix) < digits.len()
        {
            return Err(MistakeKind::Number);
        }
        return integer(&digits.replace('_', ""), radix);
    }
    let whole = run(bytes, 10);
    if whole > 1 && bytes[0] == b'0' {
        return Err(MistakeKind::LeadingZero);
    }
    let mut at = whole;
    let mut valid = whole > 0;
    if bytes.get(at) == Some(&b'.') {
        let length = run(&bytes[at + 1..], 10);
        valid &= length > 0;
        at += 1 + length;
    }
    if let Some(b'e' | b'E') = bytes.get(at) {
        at += 1;
        if let Some(b'+' | b'-') = bytes.get(at) {
            at += 1;
        }
        let length = run(&bytes[at..], 10);
        valid &= length > 0;
        at += length;
    }
    if !valid || at < bytes.len() {
        return Err(MistakeKind::Number);
    }
    let plain = text.replace('_', "");
    if at == whole {
        return integer(&plain, 10);
    }
    let number: f64 = plain.parse().map_err(|_| MistakeKind::Number)?;
    if number.is_infinite() {
        return Err(MistakeKind::TooLarge);
    }
    Ok(Value::Float(number))
}

fn integer(digits: &str, radix: u32) -> Result<Value, MistakeKind> {
    let number = i64::from_str_radix(digits, radix);
    number
        .map(Value::Integer)
        .map_err(|_| MistakeKind::TooLarge)
}

/// The length of the digits that `bytes` begins with, `_` between two of them included.
fn run(bytes: &[u8], radix: u32) -> usize {
    let is_digit = |at: usize| {
        bytes
            .get(at)
            .is_some_and(|&byte| char::from(byte).is_digit(radix))
    };
    let mut at = 0;
    while is_digit(at)
        || at > 0 && bytes.get(at) == Some(&b'_') && is_digit(at - 1) && is_digit(at + 1)
    {
        at += 1;
    }
    at
}

/// Checks a time, or a date that may be followed by one.
fn moment(text: &str, has_date: bool) -> Result<(), MistakeKind> {
    let mut clock = Clock(text.as_bytes());
    if has_date {
        clock.date().ok_or(MistakeKind::Date)?;
        if clock.0.is_empty() {
            return Ok(());
        }
        if !clock.take(b"Tt ") {
            return Err(MistakeKind::Date);
        }
    }
    clock.time().ok_or(MistakeKind::Time)?;
    if clock.0.is_empty() {
        Ok(())
    } else if has_date {
        clock.offset().ok_or(MistakeKind::Offset)
    } else {
        Err(MistakeKind::Time)
    }
}

/// The rest of a text that is read as a date and a time.
struct Clock<'a>(&'a [u8]);

impl Clock<'_> {
    fn take(&mut self, any: &[u8]) -> bool {
        let found = self.0.first().is_some_and(|byte| any.contains(byte));
        if found {
            self.0 = &self.0[1..];
        }
        found
    }

    /// A number of exactly so many digits.
    fn number(&mut self, width: usize, least: u32, most: u32) -> Option<u32> {
        let count = self
            .0
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        if count != width {
            return None;
        }
        let (digits, rest) = self.0.split_at(count);
        self.0 = rest;
        let number = digits
            .iter()
            .fold(0, |number, digit| number * 10 + u32::from(digit - b'0'));
        (least..=most).contains(&number).then_some(number)
    }

    fn date(&mut self) -> Option<()> {
        let year = self.number(4, 0, 9999)?;
        let month = self.take(b"-").then(|| self.number(2, 1, 12))??;
        let days = days_in(i32::try_from(year).ok()?, month);
        self.take(b"-").then(|| self.number(2, 1, days))??;
        Some(())
    }

    /// Hour and minute, and a second with a fraction where they are there.
    fn time(&mut self) -> Option<()> {
        self.number(2, 0, 23)?;
        self.take(b":").then(|| self.number(2, 0, 59))??;
        if self.take(b":") {
            // 60 is a leap second.
            self.number(2, 0, 60)?;
            if self.take(b".") {
                let count = self
                    .0
                    .iter()
                    .take_while(|byte| byte.is_ascii_digit())
                    .count();
                self.0 = &self.0[count..];
                return (count > 0).then_some(());
            }
        }
        Some(())
    }

    fn offset(&mut self) -> Option<()> {
        if !self.take(b"Zz") {
            self.take(b"+-").then(|| self.number(2, 0, 23))??;
            self.take(b":").then(|| self.number(2, 0, 59))??;
        }
        self.0.is_empty().then_some(())
    }
}
