//! `Known`: the fields that Hugo and its themes know, read as they read them.

use crate::map::Map;

use super::{Date, Field, Format, FrontMatter};
use crate::case;
use crate::value::Value;

/// The fields that a site gives a meaning to, coerced as Hugo does.
///
/// Keys count in small and capital letters alike. Texts are empty and lists are empty where nothing is given.
///
/// ```
/// use draftpane::{Draft, Options};
///
/// let (draft, _) = Draft::new("---\nTags: one\ndraft: true\n---\n", Options::default());
/// assert_eq!((draft.known().tags, draft.known().draft), (vec!["one".to_owned()], true));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Known {
    /// `title`
    pub title: String,
    /// `linkTitle`
    pub link_title: String,
    /// `description`
    pub description: String,
    /// `summary`, which is Markdown.
    pub summary: String,
    /// `slug`
    pub slug: String,
    /// `url`
    pub url: String,
    /// `type`
    pub kind: String,
    /// `layout`
    pub layout: String,
    /// `date`, or what stands in for it: `publishDate`, then `lastmod`.
    pub date: Option<Date>,
    /// `lastmod`, or what stands in for it: `date`, then `publishDate`.
    pub lastmod: Option<Date>,
    /// `publishDate`, or what stands in for it: `date`, then `lastmod`.
    pub publish_date: Option<Date>,
    /// `expiryDate`
    pub expiry_date: Option<Date>,
    /// `draft`
    pub draft: bool,
    /// `pinned`
    pub pinned: bool,
    /// `homepage`
    pub homepage: bool,
    /// `toc`, where it is given.
    pub toc: Option<bool>,
    /// `isCJKLanguage`: words are counted as Chinese, Japanese and Korean have them.
    pub is_cjk: bool,
    /// `weight`; 0 where none is given.
    pub weight: i64,
    /// `aliases`
    pub aliases: Vec<String>,
    /// `keywords`
    pub keywords: Vec<String>,
    /// `categories`
    pub categories: Vec<String>,
    /// `tags`
    pub tags: Vec<String>,
    /// `series`
    pub series: Vec<String>,
    /// `contributors`
    pub contributors: Vec<String>,
    /// `authors`, or `author`.
    pub authors: Vec<String>,
    /// `images`
    pub images: Vec<String>,
}

/// The status of a post on a site.
///
/// ```
/// use draftpane::{Draft, Options, Status};
///
/// let (draft, _) = Draft::new("---\ndraft: true\n---\n", Options::default());
/// assert_eq!(draft.known().status(0, 0), Status::Draft);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Status {
    /// It is not published, for it is a draft.
    Draft,
    /// It is not published any more, since then.
    Expired(Date),
    /// It is not published yet, until then.
    Scheduled(Date),
    /// It is published, with this date.
    Published(Option<Date>),
}

/// The keys that give a date its value, in the order in which Hugo looks for them.
const DATE: [&str; 6] = [
    "date",
    "publishdate",
    "pubdate",
    "published",
    "lastmod",
    "modified",
];
const LASTMOD: [&str; 6] = [
    "lastmod",
    "modified",
    "date",
    "publishdate",
    "pubdate",
    "published",
];
const PUBLISH_DATE: [&str; 6] = [
    "publishdate",
    "pubdate",
    "published",
    "date",
    "lastmod",
    "modified",
];
const EXPIRY_DATE: [&str; 2] = ["expirydate", "unpublishdate"];

impl Known {
    /// Reads the known fields of `front_matter`.
    pub fn read(front_matter: &FrontMatter) -> Self {
        let own = |name: &str| front_matter.field(name).map(|field| &field.value);
        // A theme's fields may also stand below `params`, where they count more.
        let param = |name: &str| {
            let params = own("params").and_then(|params| entry(params, name));
            params.or_else(|| own(name))
        };
        let text = |name: &str| own(name).map(to_text).unwrap_or_default();
        let list = |name: &str| own(name).map(to_list).unwrap_or_default();
        let terms = |name: &str| param(name).map(to_terms).unwrap_or_default();
        let date = |names: &[&str]| {
            let given = names.iter().filter_map(|name| own(name));
            let mut given = given.filter(|value| !is_blank(value));
            // The first day of the year 1 is how Hugo writes none.
            to_date(given.next()?, front_matter.format)
                .filter(|date| date.unix(0) != -62_135_596_800)
        };
        let authors = terms("authors");
        Self {
            title: text("title"),
            link_title: text("linktitle"),
            description: text("description"),
            summary: text("summary"),
            slug: text("slug").trim_matches('-').to_owned(),
            url: text("url"),
            kind: text("type"),
            layout: text("layout"),
            date: date(&DATE),
            lastmod: date(&LASTMOD),
            publish_date: date(&PUBLISH_DATE),
            expiry_date: date(&EXPIRY_DATE),
            draft: own("draft").is_some_and(to_bool),
            pinned: param("pinned").is_some_and(is_truthy),
            homepage: param("homepage").is_some_and(is_truthy),
            toc: param("toc").map(is_truthy),
            is_cjk: own("iscjklanguage").is_some_and(to_bool),
            weight: own("weight").map(to_integer).unwrap_or_default(),
            aliases: list("aliases"),
            keywords: list("keywords"),
            categories: terms("categories"),
            tags: terms("tags"),
            series: terms("series"),
            contributors: terms("contributors"),
            authors: if authors.is_empty() {
                terms("author")
            } else {
                authors
            },
            images: terms("images"),
        }
    }

    /// Says what a site does with the post at the time `now`, in seconds since 1970. `zone` is the site's time
    /// zone, in seconds east of UTC. A `date` to come counts only where it stands in for `publishDate`.
    pub fn status(&self, now: i64, zone: i32) -> Status {
        let scheduled = self.publish_date.filter(|date| date.unix(zone) > now);
        let expired = self.expiry_date.filter(|date| date.unix(zone) <= now);
        match (self.draft, expired, scheduled) {
            (true, _, _) => Status::Draft,
            (_, Some(date), _) => Status::Expired(date),
            (_, _, Some(date)) => Status::Scheduled(date),
            _ => Status::Published(self.date),
        }
    }

    /// The first time after `now` at which [`status`](Self::status) says something else, if there is one.
    pub fn next_status(&self, now: i64, zone: i32) -> Option<i64> {
        let dates = [self.publish_date, self.expiry_date];
        let times = dates.into_iter().flatten().map(|date| date.unix(zone));
        let now_is = self.status(now, zone);
        times
            .filter(|time| *time > now && self.status(*time, zone) != now_is)
            .min()
    }
}

impl FrontMatter {
    /// Returns the field of a key, in small and capital letters alike. Hugo prefers the one that has a
    /// capital letter first.
    pub fn field(&self, key: &str) -> Option<&Field> {
        let key = case::lower(key);
        let same = |field: &&Field| field.key.chars().map(case::small).eq(key.chars());
        self.fields
            .iter()
            .filter(same)
            .min_by_key(|field| &field.key)
    }

    /// Returns the data as a Hugo site sees them: keys in small letters, what stands below `params` at the top,
    /// known fields coerced.
    pub fn params(&self) -> Value {
        let Value::Map(data) = lower(&self.data) else {
            return Value::Map(Vec::new());
        };
        let mut params: Vec<(String, Value)> = Vec::with_capacity(data.len());
        let mut hoisted = Vec::new();
        for (key, value) in data {
            match (key.as_str(), value) {
                ("params", Value::Map(entries)) => hoisted = entries,
                (_, value) => params.push((key.clone(), coerced(&key, value))),
            }
        }
        let mut names: Map<String, usize> = Map::default();
        for (key, _) in &hoisted {
            names.insert(key.clone(), 0);
        }
        params.retain(|(key, _)| !names.contains_key(key));
        params.extend(hoisted);
        Value::Map(params)
    }
}

/// A known field as Hugo stores it; `key` is in small letters.
fn coerced(key: &str, value: Value) -> Value {
    match key {
        "title" | "linktitle" | "description" | "summary" | "url" | "type" | "layout"
        | "translationkey" => Value::String(to_text(&value)),
        "slug" => Value::String(to_text(&value).trim_matches('-').to_owned()),
        "aliases" | "keywords" => {
            Value::List(to_list(&value).into_iter().map(Value::String).collect())
        }
        "draft" | "iscjklanguage" | "headless" => Value::Bool(to_bool(&value)),
        "weight" => Value::Integer(to_integer(&value)),
        _ => value,
    }
}

/// A copy with keys in small letters at every depth. If two become one, the first in the order of their bytes
/// counts.
fn lower(value: &Value) -> Value {
    match value {
        Value::Map(entries) => {
            let mut kept: Map<String, usize> = Map::default();
            for (place, (key, _)) in entries.iter().enumerate() {
                let first = kept.or_insert(case::lower(key), place);
                if *key < entries[*first].0 {
                    *first = place;
                }
            }
            let entries = entries
                .iter()
                .enumerate()
                .filter_map(|(place, (key, value))| {
                    let name = case::lower(key);
                    (kept.get(&name) == Some(&place)).then(|| (name, lower(value)))
                });
            Value::Map(entries.collect())
        }
        Value::List(items) => Value::List(items.iter().map(lower).collect()),
        other => other.clone(),
    }
}

/// The entry of a mapping, in small and capital letters alike.
fn entry<'v>(value: &'v Value, name: &str) -> Option<&'v Value> {
    let Value::Map(entries) = value else {
        return None;
    };
    let found = entries.iter().find(|(key, _)| case::lower(key) == name);
    found.map(|(_, value)| value)
}

/// Nothing, or an empty text.
pub(super) fn is_blank(value: &Value) -> bool {
    matches!(value, Value::Null) || value.as_str() == Some("")
}

pub(super) fn to_text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Bool(value) => value.to_string(),
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        Value::Null | Value::List(_) | Value::Map(_) => String::new(),
    }
}

/// A list of texts; one text is split at its blanks.
fn to_list(value: &Value) -> Vec<String> {
    match value {
        Value::List(items) => items.iter().map(to_text).collect(),
        Value::String(text) => text.split_whitespace().map(str::to_owned).collect(),
        Value::Null | Value::Map(_) => Vec::new(),
        scalar => vec![to_text(scalar)],
    }
}

/// A list of texts; one text is one item, a mapping goes by its `name`.
fn to_terms(value: &Value) -> Vec<String> {
    let items = match value {
        Value::List(items) => items.as_slice(),
        single => std::slice::from_ref(single),
    };
    let text = |item: &Value| to_text(entry(item, "name").unwrap_or(item));
    items
        .iter()
        .map(text)
        .filter(|text| !text.is_empty())
        .collect()
}

/// A boolean; a text that names none is false.
pub(super) fn to_bool(value: &Value) -> bool {
    match value {
        Value::Bool(value) => *value,
        Value::Integer(number) => *number != 0,
        Value::Float(number) => *number != 0.0,
        Value::String(text) => matches!(text.as_str(), "1" | "t" | "T" | "true" | "TRUE" | "True"),
        _ => false,
    }
}

/// Whether a template takes a value for true: any text but the empty one is.
fn is_truthy(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(value) => *value,
        Value::Integer(number) => *number != 0,
        Value::Float(number) => *number != 0.0,
        Value::String(text) => !text.is_empty(),
        Value::List(items) => !items.is_empty(),
        Value::Map(entries) => !entries.is_empty(),
    }
}

/// A whole number; what is none is 0.
fn to_integer(value: &Value) -> i64 {
    match value {
        Value::Integer(number) => *number,
        Value::Bool(value) => i64::from(*value),
        // A cast of a number beyond the limits ends at them.
        Value::Float(number) => *number as i64,
        Value::String(text) => {
            let whole = text
                .split_once('.')
                .map_or(text.as_str(), |(whole, fraction)| {
                    let digits = fraction.bytes().all(|b| b.is_ascii_digit());
                    if digits { whole } else { "" }
                });
            whole.parse().unwrap_or(0)
        }
        _ => 0,
    }
}

/// The date that Hugo reads; `None` where its build fails.
pub(super) fn to_date(value: &Value, format: Option<Format>) -> Option<Date> {
    match value {
        Value::Integer(seconds) if format != Some(Format::Json) => Date::from_unix(*seconds),
        Value::String(text) if format == Some(Format::Toml) => {
            Date::parse(text).or_else(|| Date::parse_toml(text))
        }
        Value::String(text) => Date::parse(text),
        _ => None,
    }
}
