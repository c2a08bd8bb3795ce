//! Diagnostics of front matter that can be read.

use draftpane::Diagnostic;
use draftpane::FrontMatter;
use draftpane::Severity::{self, Error, Info, Warning};
use draftpane::inside::Cut;

use crate::{fixed, posts};

fn lint(text: &str) -> Vec<Diagnostic> {
    let cut = Cut::find(text).unwrap_or_else(|| panic!("no front matter in {text:?}"));
    let read = FrontMatter::read(text, &cut);
    assert_eq!(read.diagnostics, [], "{text}");
    read.lint(text)
}

#[track_caller]
fn quiet(content: &str) {
    let found = lint(&format!("---\ntitle: x\n{content}\n---\n"));
    assert_eq!(found, [], "{content}");
}

/// `marked` has the place between `«` and `»`; `mended` is what the fix makes of it, or nothing.
#[track_caller]
fn says(marked: &str, severity: Severity, code: &str, message: &str, mended: &str) {
    in_fences(
        "---\ntitle: x\n",
        marked,
        "\n---\n",
        (severity, code),
        message,
        mended,
    );
}

#[track_caller]
fn in_fences(
    open: &str,
    marked: &str,
    close: &str,
    what: (Severity, &str),
    message: &str,
    mended: &str,
) {
    let start = marked.find('«').expect("«") + open.len();
    let end = marked.find('»').expect("»") + open.len() - '«'.len_utf8();
    let text = format!("{open}{}{close}body\n", marked.replace(['«', '»'], ""));
    let found = lint(&text);
    assert_eq!(found.len(), 1, "{found:?}");
    let found = &found[0];
    assert_eq!(found.message, message);
    assert_eq!((found.severity, found.code), what);
    assert_eq!(found.range, start..end, "{:?}", &text[found.range.clone()]);
    assert_eq!(found.fix.is_some(), !mended.is_empty(), "{:?}", found.fix);
    if !mended.is_empty() {
        let text = fixed(&text, found);
        assert_eq!(text, format!("{open}{mended}{close}body\n"));
        assert_eq!(lint(&text), []);
    }
}

#[test]
fn a_date_that_hugo_cannot_read() {
    let fails = "Hugo cannot read this date, and the whole build fails: write it as `2021-10-06` or `2021-10-06T10:00:00-07:00`.";
    says(
        "date: «2021/10/06» # c",
        Error,
        "date-invalid",
        fails,
        "date: 2021-10-06 # c",
    );
    says(
        "lastmod: «'Oct 6, 2021'»",
        Error,
        "date-invalid",
        fails,
        "lastmod: '2021-10-06'",
    );
    says(
        "PublishDate: «2021-10-06T10:00»",
        Error,
        "date-invalid",
        fails,
        "PublishDate: 2021-10-06T10:00:00",
    );
    says("expiryDate: «10/06/2021»", Error, "date-invalid", fails, "");
    says("date: «soon»", Error, "date-invalid", fails, "");
    says("date: «[2021-10-06]»", Error, "date-invalid", fails, "");
    says("date: «false»", Error, "date-invalid", fails, "");
    let toml = ("+++\ntitle = 'x'\n", "\n+++\n");
    in_fences(
        toml.0,
        "date = «'2021-10-06T10:00'»",
        toml.1,
        (Error, "date-invalid"),
        fails,
        "date = '2021-10-06T10:00:00'",
    );
    in_fences(
        "{\"title\": \"x\",\n",
        "\"date\": «20211006»",
        "\n}\n",
        (Error, "date-invalid"),
        fails,
        "\"date\": \"2021-10-06\"",
    );
    assert_eq!(
        lint("+++\ntitle = 'x'\ndate = 2021-10-06t10:00z\n+++\n"),
        []
    );
    for date in [
        "2021-10-06",
        "\"2021-10-06T10:00:00Z\"",
        "",
        "~",
        "''",
        "06 Oct 2021",
        "1633500000",
    ] {
        quiet(&format!("date: {date}"));
    }
}

#[test]
fn a_number_as_a_date() {
    let message = "Hugo takes this number for seconds since 1970: it reads 1970-08-22.";
    says(
        "date: «20211006»",
        Warning,
        "date-number",
        message,
        "date: 2021-10-06",
    );
    let message = "Hugo takes this number for seconds since 1970: it reads 1970-01-01.";
    says("date: «2021»", Warning, "date-number", message, "");
}

#[test]
fn dates_in_the_wrong_order() {
    let message = "`lastmod` is before `date`.";
    says(
        "date: 2021-10-06\nlastmod: «2021-10-05»",
        Warning,
        "date-order",
        message,
        "",
    );
    let message = "`expiryDate` is not after `publishDate`.";
    says(
        "publishDate: 2021-10-06\nexpiryDate: «2020-10-05»",
        Warning,
        "date-order",
        message,
        "",
    );
    quiet("date: 2021-10-06T10:00:00Z\nlastmod: 2021-10-06");
    quiet("date: 2021-10-06\nlastmod: 2021-10-06");
    quiet("lastmod: 2021-10-06");
}

#[test]
fn a_text_where_a_list_is_meant() {
    let message = "`tags` is one text here, not a list: put the items in brackets.";
    says(
        "tags: «a, b c,» # c",
        Warning,
        "not-a-list",
        message,
        "tags: [a, b c] # c",
    );
    says(
        "tags: «\"a, C#\"»",
        Warning,
        "not-a-list",
        message,
        "tags: [a, \"C#\"]",
    );
    let toml = ("+++\ntitle = 'x'\n", "\n+++\n");
    in_fences(
        toml.0,
        "tags = «\"a, b\"»",
        toml.1,
        (Warning, "not-a-list"),
        message,
        "tags = [\"a\", \"b\"]",
    );
    let message = "Hugo splits `keywords` at the blanks: put the items in brackets.";
    says("keywords: «a b»", Warning, "not-a-list", message, "");
    let message = "`images` must be a list: put the image in brackets.";
    says(
        "images: «a.png»",
        Warning,
        "not-a-list",
        message,
        "images: [a.png]",
    );
    let message = "`categories` must be a list.";
    says("categories: «{a: b}»", Warning, "not-a-list", message, "");
    let message = "This item has a colon and is read as a mapping: put it in quotes.";
    says(
        "tags:\n  - a\n  - «b: c»",
        Warning,
        "not-text",
        message,
        "tags:\n  - a\n  - \"b: c\"",
    );
    says(
        "tags: [a, «b: c»]",
        Warning,
        "not-text",
        message,
        "tags: [a, \"b: c\"]",
    );
    let twice = "---\ntitle: x\ntags:\n  - b: c\n  - b: c\n---\n";
    let places: Vec<_> = lint(twice).iter().map(|found| found.range.start).collect();
    assert_eq!(places, [23, 32]);
    for fine in [
        "tags: a",
        "tags: [a, 2021]",
        "keywords: a",
        "aliases: /a/",
        "images: [a.png]",
        "images:",
        "tags:",
    ] {
        quiet(fine);
    }
}

#[test]
fn a_boolean_that_is_none() {
    let message = "`draft` must be `true` or `false`: Hugo reads this as `false`.";
    says(
        "draft: «yes»",
        Warning,
        "not-a-boolean",
        message,
        "draft: true",
    );
    says(
        "draft: «\"No\"»",
        Warning,
        "not-a-boolean",
        message,
        "draft: false",
    );
    says("draft: «maybe»", Warning, "not-a-boolean", message, "");
    let message = "This is text, and templates take any text for `true`: write `false`.";
    says(
        "pinned: «no»",
        Warning,
        "not-a-boolean",
        message,
        "pinned: false",
    );
    says(
        "toc: «'false'»",
        Warning,
        "not-a-boolean",
        message,
        "toc: false",
    );
    for fine in [
        "draft: true",
        "draft: \"true\"",
        "draft: 0",
        "draft:",
        "pinned: false",
        "toc: left",
    ] {
        quiet(fine);
    }
}

#[test]
fn a_value_of_another_kind() {
    let message = "`description` must be text: Hugo reads a list here as an empty text.";
    says(
        "description: «[Draft, x]»",
        Error,
        "not-text",
        message,
        "description: \"[Draft, x]\"",
    );
    let message = "`slug` must be text: Hugo reads a mapping here as an empty text.";
    says(
        "slug: «{a: b}»",
        Error,
        "not-text",
        message,
        "slug: \"{a: b}\"",
    );
    let message = "`weight` must be a number: Hugo reads this as 0.";
    says("weight: «high»", Warning, "not-a-number", message, "");
    let message = "`params` must be a mapping: Hugo's build fails on this.";
    says("params: «[a]»", Error, "not-a-mapping", message, "");
    quiet("weight: \"7\"\nslug: 7\ndescription: 2021");
}

#[test]
fn an_address_where_a_path_is_meant() {
    let message =
        "`url` must be a path such as `/about/`: Hugo's build fails on an address with `http`.";
    says(
        "url: «https://example.org/a»",
        Error,
        "url-protocol",
        message,
        "",
    );
    let message =
        "`aliases` must be a path such as `/about/`: Hugo's build fails on an address with `http`.";
    says(
        "aliases: «[/a, http://example.org/b]»",
        Error,
        "url-protocol",
        message,
        "",
    );
}

#[test]
fn a_key_that_is_one_slip_away() {
    for (slip, meant) in [
        ("tilte", "title"),
        ("titel", "title"),
        ("descripton", "description"),
        ("catgories", "categories"),
        ("wieght", "weight"),
        ("last_mod", "lastmod"),
        ("publish_date", "publishDate"),
        ("keyworks", "keywords"),
        ("darft", "draft"),
    ] {
        let message = format!("A site does not know `{slip}`: is `{meant}` meant?");
        let open = if meant == "title" {
            "---\n"
        } else {
            "---\ntitle: x\n"
        };
        let (text, mended) = (
            format!("{open}{slip}: 0\n---\n"),
            format!("{open}{meant}: 0\n---\n"),
        );
        let found = lint(&text)
            .into_iter()
            .find(|found| found.code == "unknown-key")
            .expect(slip);
        assert_eq!(
            (found.severity, found.message.as_str()),
            (Warning, message.as_str())
        );
        assert_eq!(&text[found.range.clone()], slip);
        assert_eq!(fixed(&text, &found), mended);
        assert!(
            lint(&mended)
                .iter()
                .all(|found| found.code != "unknown-key")
        );
    }
    let message = "A site does not know `draf`: is `draft` meant?";
    says(
        "«\"draf\"»: true",
        Warning,
        "unknown-key",
        message,
        "\"draft\": true",
    );
    // A site's own keys, and a key whose twin is there already.
    for fine in [
        "image: a.png",
        "menu: main",
        "tag: a",
        "excerpt: x",
        "lead: x",
        "authors: [a]\nauthor: b",
        "titles: x",
        "type: x",
    ] {
        quiet(fine);
    }
}

#[test]
fn keys_that_differ_in_capitals() {
    let message = "`draft` and `Draft` are the same key to Hugo: only `Draft` counts.";
    says(
        "«draft»: true\nDraft: false",
        Warning,
        "duplicate-key",
        message,
        "",
    );
    says(
        "Draft: true\n«draft»: false",
        Warning,
        "duplicate-key",
        message,
        "",
    );
}

#[test]
fn a_value_with_a_meaning_that_surprises() {
    let code = "surprising-value";
    let message = |source: &str, read: &str| {
        format!("`{source}` is read as the number {read}: put it in quotes if it is text.")
    };
    says(
        "slug: «010»",
        Warning,
        code,
        &message("010", "8"),
        "slug: \"010\"",
    );
    says(
        "zip: «00501»",
        Info,
        code,
        &message("00501", "321"),
        "zip: \"00501\"",
    );
    says(
        "version: «1.10»",
        Info,
        code,
        &message("1.10", "1.1"),
        "version: \"1.10\"",
    );
    says(
        "n: «1_000»",
        Info,
        code,
        &message("1_000", "1000"),
        "n: \"1_000\"",
    );
    let truth = "`no` is text to Hugo, neither true nor false: put it in quotes, or write `true` or `false`.";
    says("answer: «no»", Info, code, truth, "answer: \"no\"");
    let text = |source: &str| {
        format!("`{source}` is text to Hugo, no number: put it in quotes to make that plain.")
    };
    says("n: «1e3»", Info, code, &text("1e3"), "n: \"1e3\"");
    says("n: «09»", Info, code, &text("09"), "n: \"09\"");
    for fine in [
        "n: 8",
        "n: -1.5",
        "n: \"010\"",
        "n: '1e3'",
        "weight: 1.0",
        "n: none",
        "n: 1.2.3",
        "date: 2021-10-06",
    ] {
        quiet(fine);
    }
    // The other languages have no such words.
    assert_eq!(lint("+++\ntitle = 'x'\na = 'no'\nn = 1_000\n+++\n"), []);
}

#[test]
fn no_title() {
    let says = |text: &str, place: &str| {
        let found = lint(text);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(
            (found[0].severity, found[0].code),
            (Warning, "title-missing")
        );
        assert_eq!(found[0].message, "The post has no title.");
        assert_eq!(&text[found[0].range.clone()], place);
    };
    says("---\nweight: 1\n---\n", "---");
    says("---\ntitle:\n---\n", "title");
    says("+++\nTitle = ''\n+++\n", "Title");
    says("{}\n", "{}");
}

#[test]
fn what_a_merge_key_brings_has_no_place_to_mend() {
    let text = "---\ntitle: x\nbase: &b {tags: \"a, b\", draft: yes}\n<<: *b\n---\n";
    assert_eq!(lint(text), []);
}

#[test]
fn nothing_of_what_cannot_be_read_or_is_not_closed() {
    for text in [
        "---\ndate: soon\nProse\n",
        "---\ndate: soon\na: b: c\n---\n",
        "---\ndate: soon\n--\n\nProse\n",
    ] {
        let cut = Cut::find(text).expect("front matter");
        assert_eq!(FrontMatter::read(text, &cut).lint(text), []);
    }
    assert_eq!(FrontMatter::none().lint("body"), []);
}

#[test]
fn a_beginning_that_hugo_takes_for_front_matter() {
    for text in [
        "- item\n",
        "+ item",
        "{{< figure >}}\n",
        "\n{.class}\n",
        "----\n",
        "---yaml\ntitle: x\n---\n",
        "--\n",
    ] {
        assert_eq!(Cut::find(text), None);
        let found = Cut::mistaken(text).expect(text);
        assert_eq!(
            (found.severity, found.code),
            (Error, "front-matter-mistaken")
        );
        let first = text.trim_start().chars().next().expect("a character");
        assert_eq!(text[found.range.clone()].chars().next(), Some(first));
        let mended = fixed(text, &found);
        let cut = Cut::find(&mended).expect("front matter");
        assert!(
            cut.closed && mended[cut.range.end..].starts_with(first),
            "{mended:?}"
        );
    }
    for text in [
        "",
        "body",
        "# Heading",
        "*  item",
        "-",
        "--",
        "+",
        "1. item",
    ] {
        assert_eq!(Cut::mistaken(text), None, "{text}");
    }
}

#[test]
fn every_fix_on_real_posts_mends_what_it_says() {
    for text in posts() {
        let Some(cut) = Cut::find(&text) else {
            continue;
        };
        for found in FrontMatter::read(&text, &cut).lint(&text) {
            assert!(text.get(found.range.clone()).is_some());
            if found.fix.is_some() {
                let mended = fixed(&text, &found);
                let cut = Cut::find(&mended).expect("front matter");
                let read = FrontMatter::read(&mended, &cut);
                assert!(read.valid);
                assert!(
                    read.lint(&mended)
                        .iter()
                        .all(|other| other.message != found.message || other.range != found.range)
                );
            }
        }
    }
}
