//! Dates as Hugo reads them in front matter.

mod guess;

/// A point in time as it is written, to the nanosecond.
///
/// ```
/// use draftpane::{Draft, Options};
///
/// let (draft, _) = Draft::new("---\ndate: 2026-05-01T10:00:00+02:00\n---\n", Options::default());
/// let date = draft.known().date.expect("a date");
/// assert_eq!((date.year, date.hour, date.offset), (2026, 10, Some(7200)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date {
    /// The year; 0 where only a time of day or a day of the year is given.
    pub year: i32,
    /// 1 to 12.
    pub month: u32,
    /// 1 to 31.
    pub day: u32,
    /// 0 to 23.
    pub hour: u32,
    /// 0 to 59.
    pub minute: u32,
    /// 0 to 59.
    pub second: u32,
    /// 0 to 999,999,999.
    pub nanosecond: u32,
    /// Seconds east of UTC; `None` where the site's time zone counts.
    pub offset: Option<i32>,
}

/// The layouts that Hugo tries, in its order; a letter stands for a part, anything else for itself:
///
/// `Y` year, `y` its last two digits, `M` month, `b` its short name, `D` day, `d` day of one or two digits,
/// `H` hour, `h` hour of a half day, `P` AM or PM, `m` minute, `S` second, `a` and `A` weekday, short and long,
/// `o` offset as -0700, `O` as -07:00, `z` and `Z` likewise or `Z`, `N` name of a time zone.
///
/// A named time zone says nothing: Hugo takes the site's.
const LAYOUTS: [(&str, Zone); 21] = [
    ("Y-M-D", Zone::Site),
    ("Y-M-DTH:m:SZ", Zone::Own),
    ("Y-M-DTH:m:S", Zone::Site),
    ("a, D b Y H:m:S o", Zone::Own),
    ("a, D b Y H:m:S N", Zone::Site),
    ("D b y H:m o", Zone::Own),
    ("D b y H:m N", Zone::Site),
    ("A, D-b-y H:m:S N", Zone::Site),
    ("Y-M-D H:m:S o N", Zone::Own),
    ("Y-M-DTH:m:So", Zone::Own),
    ("Y-M-D H:m:Sz", Zone::Own),
    ("Y-M-D H:m:S", Zone::Site),
    ("a b d H:m:S Y", Zone::Site),
    ("a b d H:m:S N Y", Zone::Site),
    ("a b D H:m:S o Y", Zone::Own),
    ("Y-M-D H:m:SZ", Zone::Own),
    ("D b Y", Zone::Site),
    ("Y-M-D H:m:S O", Zone::Own),
    ("Y-M-D H:m:S o", Zone::Own),
    ("h:mP", Zone::Own),
    ("b d H:m:S", Zone::Own),
];

#[derive(Clone, Copy, PartialEq)]
enum Zone {
    /// The site's.
    Site,
    /// As given, or UTC.
    Own,
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const DAYS: [&str; 7] = [
    "sunday",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
];

impl Date {
    /// Reads a date in one of the forms that Hugo accepts. `None`: Hugo's build fails on it.
    pub fn parse(text: &str) -> Option<Self> {
        let mut layouts = LAYOUTS.iter();
        layouts.find_map(|(layout, zone)| Reader::read(layout, *zone, text))
    }

    /// Reads an unquoted date of TOML, which may also have a small `t` and `z` and no seconds.
    pub fn parse_toml(text: &str) -> Option<Self> {
        let text = text.to_ascii_uppercase().replacen(' ', "T", 1);
        Self::parse(&text).or_else(|| {
            // `2021-10-06T10:00` is 16 bytes long.
            let (minutes, zone) = text.split_at_checked(16)?;
            Self::parse(&format!("{minutes}:00{zone}"))
        })
    }

    /// The date of a whole number: Hugo takes it for seconds since 1970.
    pub fn from_unix(seconds: i64) -> Option<Self> {
        let (days, rest) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
        let (year, month, day) = civil(days)?;
        let part = |unit: i64, limit: i64| u32::try_from(rest / unit % limit).ok();
        Some(Self {
            year,
            month,
            day,
            hour: part(3600, 24)?,
            minute: part(60, 60)?,
            second: part(1, 60)?,
            nanosecond: 0,
            offset: Some(0),
        })
    }

    /// Seconds since 1970. `zone` is the site's, in seconds east of UTC.
    pub fn unix(&self, zone: i32) -> i64 {
        let time = i64::from(self.hour * 3600 + self.minute * 60 + self.second);
        days(self.year, self.month, self.day) * 86_400 + time
            - i64::from(self.offset.unwrap_or(zone))
    }

    /// The date as RFC 3339 writes it: without an offset where none is given, and the day alone where there is no time.
    pub fn to_iso(&self) -> String {
        let day = format!("{:04}-{:02}-{:02}", self.year, self.month, self.day);
        if self.is_day() {
            return day;
        }
        let offset = match self.offset {
            None => String::new(),
            Some(0) => "Z".into(),
            Some(east) => {
                let (sign, minutes) = (if east < 0 { '-' } else { '+' }, east.abs() / 60);
                format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
            }
        };
        format!(
            "{day}T{:02}:{:02}:{:02}{offset}",
            self.hour, self.minute, self.second
        )
    }

    /// Whether there is a day and no time of day.
    pub fn is_day(&self) -> bool {
        (
            self.hour,
            self.minute,
            self.second,
            self.nanosecond,
            self.offset,
        ) == (0, 0, 0, 0, None)
    }
}

/// Reads one text by one layout, as Go's `time.Parse` does.
struct Reader<'a> {
    rest: &'a str,
    date: Date,
    half: Option<bool>,
}

impl<'a> Reader<'a> {
    fn read(layout: &str, zone: Zone, text: &'a str) -> Option<Date> {
        let mut reader = Self {
            rest: text,
            date: Date {
                year: 0,
                month: 1,
                day: 1,
                hour: 0,
                minute: 0,
                second: 0,
                nanosecond: 0,
                offset: (zone == Zone::Own).then_some(0),
            },
            half: None,
        };
        for part in layout.chars() {
            reader.part(part)?;
        }
        let mut date = reader.date;
        match reader.half {
            Some(true) if date.hour < 12 => date.hour += 12,
            Some(false) if date.hour == 12 => date.hour = 0,
            _ => {}
        }
        (reader.rest.is_empty() && (1..=days_in(date.year, date.month)).contains(&date.day))
            .then_some(date)
    }

    fn part(&mut self, part: char) -> Option<()> {
        match part {
            'Y' => self.date.year = i32::try_from(self.digits(4, 4)?).ok()?,
            'y' => {
                let year = i32::try_from(self.digits(2, 2)?).ok()?;
                self.date.year = if year >= 69 { 1900 + year } else { 2000 + year };
            }
            'M' => self.date.month = self.number(2, 1, 12)?,
            'b' => self.date.month = 1 + self.name(&MONTHS, Some(3))?,
            'D' => self.date.day = self.number(2, 1, 31)?,
            'd' => {
                self.rest = self.rest.strip_prefix(' ').unwrap_or(self.rest);
                self.date.day = self.number(1, 1, 31)?;
            }
            'H' => self.date.hour = self.number(1, 0, 23)?,
            'h' => self.date.hour = self.number(1, 0, 12)?,
            'm' => self.date.minute = self.number(2, 0, 59)?,
            'S' => {
                self.date.second = self.number(2, 0, 59)?;
                self.fraction();
            }
            'P' => {
                let (half, rest) = self.rest.split_at_checked(2)?;
                self.half = Some(match half {
                    "PM" => true,
                    "AM" => false,
                    _ => return None,
                });
                self.rest = rest;
            }
            'a' => drop(self.name(&DAYS, Some(3))?),
            'A' => drop(self.name(&DAYS, None)?),
            'z' | 'Z' if self.rest.starts_with('Z') => self.rest = &self.rest[1..],
            'o' | 'z' => self.offset(false)?,
            'O' | 'Z' => self.offset(true)?,
            'N' => self.zone_name()?,
            // Blanks may be many, and none at the end.
            ' ' => {
                let rest = self.rest.trim_start_matches(' ');
                if rest.len() == self.rest.len() && !rest.is_empty() {
                    return None;
                }
                self.rest = rest;
            }
            literal => self.rest = self.rest.strip_prefix(literal)?,
        }
        Some(())
    }

    /// As many digits as there are, up to `most`.
    fn digits(&mut self, least: usize, most: usize) -> Option<u32> {
        let count = self
            .rest
            .bytes()
            .take(most)
            .take_while(u8::is_ascii_digit)
            .count();
        let (digits, rest) = self.rest.split_at(count);
        self.rest = rest;
        (count >= least).then(|| digits.parse().ok())?
    }

    fn number(&mut self, digits: usize, from: u32, to: u32) -> Option<u32> {
        self.digits(digits, 2)
            .filter(|number| (from..=to).contains(number))
    }

    /// The index of the name that comes next, in small or large letters.
    fn name(&mut self, names: &[&str], length: Option<usize>) -> Option<u32> {
        let found = names.iter().position(|name| {
            let name = &name[..length.unwrap_or(name.len())];
            self.rest
                .get(..name.len())
                .is_some_and(|next| next.eq_ignore_ascii_case(name))
        })?;
        self.rest = &self.rest[length.unwrap_or(names[found].len())..];
        u32::try_from(found).ok()
    }

    /// A fraction of a second, where there is one.
    fn fraction(&mut self) {
        let Some(digits) = self.rest.strip_prefix(['.', ',']) else {
            return;
        };
        let count = digits.bytes().take_while(u8::is_ascii_digit).count();
        if count > 0 {
            let nine: String = digits[..count]
                .chars()
                .chain("000000000".chars())
                .take(9)
                .collect();
            self.date.nanosecond = nine.parse().unwrap_or(0);
            self.rest = &digits[count..];
        }
    }

    fn offset(&mut self, colon: bool) -> Option<()> {
        let sign = match self.rest.as_bytes().first()? {
            b'+' => 1,
            b'-' => -1,
            _ => return None,
        };
        self.rest = &self.rest[1..];
        let hours = self.number(2, 0, 24)?;
        if colon {
            self.rest = self.rest.strip_prefix(':')?;
        }
        let minutes = self.number(2, 0, 60)?;
        self.date.offset = Some(sign * i32::try_from(hours * 3600 + minutes * 60).ok()?);
        Some(())
    }

    /// The name of a time zone by Go's rules, which do not ask whether there is such a zone.
    fn zone_name(&mut self) -> Option<()> {
        let upper = self
            .rest
            .bytes()
            .take(6)
            .take_while(u8::is_ascii_uppercase)
            .count();
        let text = self.rest;
        let signed = |text: &str| {
            let digits = text
                .get(1..)?
                .bytes()
                .take_while(u8::is_ascii_digit)
                .count();
            let hours: u32 = text.get(1..1 + digits)?.parse().ok()?;
            (text.starts_with(['+', '-']) && hours < 24).then_some(1 + digits)
        };
        let length = match upper {
            _ if text.starts_with("UTC") => 3,
            _ if text.starts_with("ChST") || text.starts_with("MeST") => 4,
            _ if text.starts_with("GMT") => 3 + signed(&text[3..]).unwrap_or(0),
            0 => signed(text)?,
            5 if text[..5].ends_with('T') => 5,
            4 if text[..4].ends_with('T') || text.starts_with("WITA") => 4,
            3 => 3,
            _ => return None,
        };
        self.rest = &text[length..];
        Some(())
    }
}

/// How many days a month has.
pub(super) fn days_in(year: i32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// Days from 1970 to a date of the Gregorian calendar.
fn days(year: i32, month: u32, day: u32) -> i64 {
    // Years that begin in March end with the leap day.
    let year = i64::from(year) - i64::from(month <= 2);
    let month = i64::from((month + 9) % 12);
    let of_year = (153 * month + 2) / 5 + i64::from(day) - 1;
    year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + of_year
        - 719_468
}

/// The date of a day since 1970.
fn civil(since: i64) -> Option<(i32, u32, u32)> {
    let shifted = since.checked_add(719_468)?;
    let (era, of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let of_years = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * of_years + of_years / 4 - of_years / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 {
        from_march + 3
    } else {
        from_march - 9
    };
    let year = of_years + era * 400 + i64::from(month <= 2);
    Some((
        year.try_into().ok()?,
        month.try_into().ok()?,
        day.try_into().ok()?,
    ))
}
