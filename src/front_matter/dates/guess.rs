//! Guesses the meaning of a date that Hugo cannot read.

use super::{DAYS, Date, MONTHS, days_in};
use crate::unicode::{Class, class};

impl Date {
    /// The date that a text means beyond doubt, in a form that Hugo can read.
    pub fn guess(text: &str) -> Option<String> {
        let text = text.trim().replace(
            ['\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2212}'],
            "-",
        );
        let (date, rest) = guess_day(&text)?;
        let rest = rest.trim_start_matches(['T', 't', ',']).trim();
        let guess = if rest.is_empty() {
            date
        } else {
            format!("{date}T{}", guess_time(rest)?)
        };
        Self::parse(&guess).map(|_| guess)
    }
}

/// The day that a text begins with as `YYYY-MM-DD`, and what follows.
fn guess_day(text: &str) -> Option<(String, &str)> {
    let written = |year: u32, month: u32, day: u32| {
        let year = i32::try_from(year).ok()?;
        ((1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day))
            .then(|| format!("{year:04}-{month:02}-{day:02}"))
    };
    let eight = text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit());
    if eight {
        let part = |from: usize, to: usize| text[from..to].parse::<u32>().ok();
        let date = written(part(0, 4)?, part(4, 6)?, part(6, 8)?)?;
        return Some((date, ""));
    }
    // A weekday says nothing new.
    let (mut parts, mut rest) = (Vec::new(), text);
    while parts.len() < 3 {
        rest = rest.trim_start_matches([' ', '-', '/', '.', ',']);
        let length = rest
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(rest.len());
        let mut word = &rest[..length];
        // `06T10:00` is a day and a time.
        if let Some(at) = word
            .find(['T', 't'])
            .filter(|&at| at > 0 && word[..at].bytes().all(|b| b.is_ascii_digit()))
        {
            let ordinal = word[at..].eq_ignore_ascii_case("th");
            word = if ordinal { word } else { &word[..at] };
        }
        if word.is_empty() {
            return None;
        }
        rest = &rest[word.len()..];
        let lower = word.to_ascii_lowercase();
        let is_day_name = |name: &str| lower == name || lower == name[..3];
        if !(parts.is_empty() && DAYS.iter().any(|name| is_day_name(name))) {
            parts.push(lower);
        }
    }
    let month_name = |part: &str| {
        let found = MONTHS.iter().position(|name| {
            part == *name || part == &name[..3] || (part == "sept" && *name == "september")
        });
        found.and_then(|at| u32::try_from(at + 1).ok())
    };
    let number = |part: &str| {
        let digits = part.trim_end_matches(|c| class(c) == Class::Letter);
        let suffix = &part[digits.len()..];
        let plain = suffix.is_empty() || matches!(suffix, "st" | "nd" | "rd" | "th");
        digits
            .parse::<u32>()
            .ok()
            .filter(|_| plain && digits.len() <= 4)
    };
    let [a, b, c] = parts.as_slice() else {
        return None;
    };
    let four = |part: &String| part.len() == 4;
    let date = if let Some(month) = month_name(a).filter(|_| four(c)) {
        written(number(c)?, month, number(b)?)
    } else if let Some(month) = month_name(b) {
        let (year, day) = if four(a) { (a, c) } else { (c, a) };
        written(number(year).filter(|_| four(year))?, month, number(day)?)
    } else if four(a) {
        written(number(a)?, number(b)?, number(c)?)
    } else if four(c) {
        // Which of the two is the month is only sure where the other cannot be.
        let (first, second) = (number(a)?, number(b)?);
        match (first <= 12, second <= 12) {
            (true, false) => written(number(c)?, first, second),
            (false, true) => written(number(c)?, second, first),
            _ if first == second => written(number(c)?, first, second),
            _ => None,
        }
    } else {
        None
    };
    Some((date?, rest))
}

/// A time with or without seconds and offset, as `HH:MM:SS-07:00`.
fn guess_time(text: &str) -> Option<String> {
    let end = text
        .find(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | '.'))
        .unwrap_or(text.len());
    let (time, zone) = text.split_at(end);
    let mut parts = time.split(':');
    let two = |part: Option<&str>| {
        part.filter(|p| (1..=2).contains(&p.len()))
            .map(|p| format!("{p:0>2}"))
    };
    let (hour, minute) = (two(parts.next())?, two(parts.next())?);
    let second = parts.next().unwrap_or("00");
    if parts.next().is_some() || second.len() < 2 {
        return None;
    }
    let zone = zone.trim();
    let digits: String = zone.chars().filter(char::is_ascii_digit).collect();
    let zone = match zone {
        "" => String::new(),
        "Z" | "z" | "UTC" | "GMT" => "Z".into(),
        _ if zone.starts_with(['+', '-'])
            && zone[1..].chars().all(|c| c.is_ascii_digit() || c == ':') =>
        {
            let sign = &zone[..1];
            match digits.len() {
                1 | 2 => format!("{sign}{digits:0>2}:00"),
                4 => format!("{sign}{}:{}", &digits[..2], &digits[2..]),
                _ => return None,
            }
        }
        _ => return None,
    };
    Some(format!("{hour}:{minute}:{second}{zone}"))
}
