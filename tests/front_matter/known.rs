//! The fields a site knows, coerced as Hugo 0.168 was seen to do.

use draftpane::Value;
use draftpane::{Known, Status};

use crate::{read, string, yaml};

fn known(content: &str) -> Known {
    Known::read(&yaml(content))
}

#[test]
fn texts() {
    for (source, text) in [
        ("foo", "foo"),
        ("12", "12"),
        ("1.50", "1.5"),
        ("true", "true"),
        ("~", ""),
        ("", ""),
        ("[a, b]", ""),
        ("{a: b}", ""),
        ("\"007\"", "007"),
        ("010", "8"),
        ("1e3", "1e3"),
        ("\" x \"", " x "),
        ("2021-10-06", "2021-10-06"),
    ] {
        let read = known(&format!(
            "title: {source}\nlinkTitle: {source}\nSLUG: {source}"
        ));
        assert_eq!(
            (
                read.title.as_str(),
                read.link_title.as_str(),
                read.slug.as_str()
            ),
            (text, text, text),
            "{source}"
        );
    }
    assert_eq!(known("slug: -foo-").slug, "foo");
    // The spelling with the capital letter counts.
    assert_eq!(known("title: a\nTitle: b").title, "b");
    assert_eq!(known("title: a\nparams: {title: b}").title, "a");
}

#[test]
fn booleans() {
    for source in [
        "true", "12", "1.5", "-3", "\"T\"", "\"true\"", "\"1\"", "010",
    ] {
        assert!(known(&format!("draft: {source}")).draft, "{source}");
    }
    for source in [
        "false", "0", "yes", "\"7\"", "abc", "~", "", "[a]", "{a: b}", "on",
    ] {
        assert!(!known(&format!("draft: {source}")).draft, "{source}");
    }
    // To a template any text is true.
    assert!(
        known("pinned: no").pinned && !known("pinned: false").pinned && !known("pinned:").pinned
    );
    assert_eq!(known("toc: false").toc, Some(false));
    assert_eq!(known("title: x").toc, None);
}

#[test]
fn numbers() {
    for (source, number) in [
        ("12", 12),
        ("1.50", 1),
        ("true", 1),
        ("~", 0),
        ("[1]", 0),
        ("\"7\"", 7),
        ("abc", 0),
        ("-3", -3),
        ("7.9", 7),
        ("\"007\"", 7),
        ("\"1.5\"", 1),
        ("010", 8),
        ("1e3", 0),
        ("\" 7 \"", 0),
    ] {
        assert_eq!(
            known(&format!("weight: {source}")).weight,
            number,
            "{source}"
        );
    }
}

#[test]
fn lists() {
    let list = |items: &[&str]| {
        items
            .iter()
            .map(|item| item.to_string())
            .collect::<Vec<_>>()
    };
    for (source, split, whole) in [
        ("foo", &["foo"][..], &["foo"][..]),
        ("\"a, b\"", &["a,", "b"], &["a, b"]),
        ("[a, 1, b c]", &["a", "1", "b c"], &["a", "1", "b c"]),
        ("12", &["12"], &["12"]),
        ("~", &[], &[]),
        ("[]", &[], &[]),
    ] {
        let read = known(&format!(
            "aliases: {source}\nkeywords: {source}\ntags: {source}\nparams:\n  images: {source}"
        ));
        assert_eq!(
            (read.aliases, read.keywords),
            (list(split), list(split)),
            "{source}"
        );
        assert_eq!(
            (read.tags, read.images),
            (list(whole), list(whole)),
            "{source}"
        );
    }
    let read = known("author: {name: Ann}\ncontributors: [Bo, {name: Cy}, ~]");
    assert_eq!(
        (read.authors, read.contributors),
        (list(&["Ann"]), list(&["Bo", "Cy"]))
    );
}

#[test]
fn dates_stand_in_for_each_other() {
    let keys = [
        "date",
        "lastmod",
        "publishDate",
        "expiryDate",
        "modified",
        "pubdate",
        "published",
        "unpublishdate",
    ];
    // The days of date, lastmod, publishDate and expiryDate, where each key has the day of its place above.
    for (given, days) in [
        (&[1][..], [1, 1, 1, 0]),
        (&[2], [2, 2, 2, 0]),
        (&[3], [3, 3, 3, 0]),
        (&[4], [0, 0, 0, 4]),
        (&[5], [5, 5, 5, 0]),
        (&[6], [6, 6, 6, 0]),
        (&[7], [7, 7, 7, 0]),
        (&[8], [0, 0, 0, 8]),
        (&[1, 2], [1, 2, 1, 0]),
        (&[1, 3], [1, 1, 3, 0]),
        (&[1, 5], [1, 5, 1, 0]),
        (&[2, 3], [3, 2, 3, 0]),
        (&[2, 5], [2, 2, 2, 0]),
        (&[2, 6], [6, 2, 6, 0]),
        (&[3, 6], [3, 3, 3, 0]),
        (&[4, 8], [0, 0, 0, 4]),
        (&[5, 6], [6, 5, 6, 0]),
        (&[6, 7], [6, 6, 6, 0]),
        (&[1, 2, 3], [1, 2, 3, 0]),
        (&[1, 5, 6], [1, 5, 6, 0]),
        (&[2, 3, 4], [3, 2, 3, 4]),
        (&[4, 5, 7], [7, 5, 7, 4]),
    ] {
        let content: String = given
            .iter()
            .map(|day| format!("{}: 2021-01-0{day}\n", keys[day - 1]))
            .collect();
        let read = known(&content);
        let found = [read.date, read.lastmod, read.publish_date, read.expiry_date];
        assert_eq!(
            found.map(|date| date.map_or(0, |date| date.day)),
            days,
            "{content}"
        );
    }
    // Nothing at all does not stop the search, a date that cannot be read does.
    assert_eq!(
        known("date: \"\"\nlastmod: 2021-01-02")
            .date
            .map(|date| date.day),
        Some(2)
    );
    assert_eq!(known("date: soon\nlastmod: 2021-01-02").date, None);
    assert_eq!(known("date: 0001-01-01").date, None);
    assert_eq!(
        known("date: 86400").date.map(|date| (date.year, date.day)),
        Some((1970, 2))
    );
    let toml = Known::read(&read("+++\ndate = 2021-10-06t10:00z\n+++\n"));
    assert_eq!(toml.date.map(|date| date.hour), Some(10));
}

#[test]
fn status() {
    let at = |day: i64| 1_609_459_200 + (day - 1) * 86_400; // day of January 2021
    let status = |content: &str, day| known(content).status(at(day), 0);
    let date = |content: &str| known(content).date;
    assert_eq!(status("title: x", 1), Status::Published(None));
    assert_eq!(
        status("date: 2021-01-05", 5),
        Status::Published(date("date: 2021-01-05"))
    );
    assert!(matches!(status("date: 2021-01-05", 4), Status::Scheduled(date) if date.day == 5));
    assert!(
        matches!(status("date: 2021-01-01\npublishDate: 2021-01-09", 4), Status::Scheduled(date) if date.day == 9)
    );
    assert!(
        matches!(status("date: 2021-01-01\nexpiryDate: 2021-01-03", 3), Status::Expired(date) if date.day == 3)
    );
    assert_eq!(status("date: 2021-01-05\ndraft: true", 1), Status::Draft);
    // As Hugo 0.168 was seen to do.
    assert!(matches!(
        status("date: 2021-01-09\npublishDate: 2021-01-01", 4),
        Status::Published(Some(_))
    ));
    assert!(matches!(status("lastmod: 2021-01-09", 4), Status::Scheduled(date) if date.day == 9));
    assert!(matches!(
        status("date: 2021-01-09\nexpiryDate: 2021-01-02", 4),
        Status::Expired(_)
    ));
    // The site's midnight counts.
    let read = known("date: 2021-01-05");
    assert!(matches!(read.status(at(5) - 1, 0), Status::Scheduled(_)));
    assert!(matches!(read.status(at(5) - 1, 3600), Status::Published(_)));
}

#[test]
fn when_the_status_changes() {
    let day = |time: i64| 1 + (time - 1_609_459_200) / 86_400;
    let next = |content: &str, from: i64| {
        let now = 1_609_459_200 + (from - 1) * 86_400;
        known(content).next_status(now, 0).map(day)
    };
    let both = "publishDate: 2021-01-05\nexpiryDate: 2021-01-08";
    assert_eq!(next(both, 1), Some(5));
    assert_eq!(next(both, 5), Some(8));
    assert_eq!(next(both, 8), None);
    assert_eq!(next("date: 2021-01-01", 4), None);
    assert_eq!(next(&format!("{both}\ndraft: true"), 1), None);
    // Expired before it is published: its day to be published changes nothing.
    assert_eq!(next("date: 2021-01-09\nexpiryDate: 2021-01-02", 1), Some(2));
    assert_eq!(next("date: 2021-01-09\nexpiryDate: 2021-01-02", 3), None);
}

#[test]
fn params_of_a_site() {
    let read = yaml(
        "Title: 1\nTAGS: [A]\nfoo: 1\nparams: {Foo: 2, Bar: {Baz: 3}}\nslug: 7\nweight:\naliases: /a\nDraft: yes",
    );
    let expected = [
        ("title", string("1")),
        ("tags", Value::List(vec![string("A")])),
        ("slug", string("7")),
        ("weight", Value::Integer(0)),
        ("aliases", Value::List(vec![string("/a")])),
        ("draft", Value::Bool(false)),
        ("foo", Value::Integer(2)),
        ("bar", Value::Map(vec![("baz".into(), Value::Integer(3))])),
    ];
    let expected = expected
        .map(|(key, value)| (key.to_owned(), value))
        .to_vec();
    assert_eq!(read.params(), Value::Map(expected));
    let twins = yaml("m: {a: 1, A: 2}\nTitle: x\ntitle: y").params();
    assert_eq!(twins.get("title"), Some(&string("x")));
    assert_eq!(
        twins.get("m"),
        Some(&Value::Map(vec![("a".into(), Value::Integer(2))]))
    );
}
